"""The HTTP server: limits, keys and faults around the routes."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
import json
import time

from aiohttp import web

from custom_components.aurono.exchange.matching import MatchingEngine

from .candles import CandleSource
from .errors import ApiError
from .faults import Fault, Faults, Kind
from .keys import ApiKey, authenticate
from .points import Points
from .routes import ROUTES, Bitvavo, Call, Route, weight_of

PREFIX = "/v2"


@dataclass(frozen=True)
class Seen:
    """A request as it arrived."""

    route: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass
class BitvavoServer:
    """Serves a venue; everything it was asked is in `seen`.

    `wall_clock` judges what is about the connection: signatures and limits. Without one the venue's clock does.
    """

    venue: Bitvavo
    wall_clock: Callable[[], int] | None = None
    keys: dict[str, ApiKey] = field(default_factory=dict)
    points: Points = field(default_factory=Points)
    faults: Faults = field(default_factory=Faults)
    seen: list[Seen] = field(default_factory=list)
    url: str = ""
    _busy: int = 0
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    def add_key(self, key: ApiKey) -> ApiKey:
        """Let requests be signed with a key."""
        self.keys[key.key] = key
        return key

    def count(self, route: str) -> int:
        """How many requests came to a route."""
        return sum(seen.route == route for seen in self.seen)

    @asynccontextmanager
    async def running(self, port: int = 0) -> AsyncIterator[None]:
        """Listen on loopback; `url` tells where."""
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._handle)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", port).start()
            self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
            yield
        finally:
            await runner.cleanup()

    async def arrival(self, route: str) -> None:
        """Wait until a request to a route has come."""
        async with self._changed:
            await self._changed.wait_for(lambda: self.count(route))

    async def idle(self) -> None:
        """Wait until every request has been processed, those included whose client has left."""
        async with self._changed:
            await self._changed.wait_for(lambda: not self._busy)

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        self._busy += 1
        try:
            return await self._respond(request)
        finally:
            self._busy -= 1
            async with self._changed:
                self._changed.notify_all()

    async def _respond(self, request: web.Request) -> web.StreamResponse:
        body = await request.read()
        route, parts = _find(request.method, request.path)
        name = route.name if route else f"{request.method} {request.path}"
        self.seen.append(Seen(name, request.path_qs, dict(request.headers), body))
        async with self._changed:
            self._changed.notify_all()
        caller = request.headers.get("Bitvavo-Access-Key") or request.remote or ""
        fault = self.faults.take(name) or Fault(Kind.BODY)
        try:
            if fault.kind in _INSTEAD:
                return await _fail(request, fault, None)
            if fault.kind is Kind.LATE_PROCESSING:
                await asyncio.sleep(fault.delay)
            answer = self._answer(request, body, route, parts, caller)
            if fault.kind is Kind.LATE_ANSWER:
                await asyncio.sleep(fault.delay)
            if fault.kind in _AFTERWARDS:
                return await _fail(request, fault, answer)
            text = fault.body or json.dumps(answer, separators=(",", ":"))
            response = web.Response(text=text, content_type="application/json")
        except ApiError as error:
            response = web.json_response({"errorCode": error.code, "error": error.message}, status=error.status)
        response.headers.update(self.points.headers(caller, self._wall_time()))
        return response

    def _wall_time(self) -> int:
        return (self.wall_clock or self.venue.clock)()

    def _answer(
        self, request: web.Request, body: bytes, route: Route | None, parts: Mapping[str, str], caller: str
    ) -> object:
        if route is None:
            raise ApiError(110, "Invalid endpoint. Please check url and HTTP method.")
        now, query = self._wall_time(), request.query
        self.points.spend(caller, weight_of(route, query), now, signed="Bitvavo-Access-Key" in request.headers)
        account = ""
        if route.signed:
            key = authenticate(self.keys, request.headers, (request.method, request.raw_path, body), now)
            if route.trades and not key.may_trade:
                raise ApiError(310, "This key does not allow trading actions.")
            if not route.trades and not key.may_view:
                raise ApiError(311, "This key does not allow showing account information.")
            account = key.account
        for parameter in query:
            if parameter not in route.parameters:
                raise ApiError(200, f"{parameter} url parameter is not supported.")
        if self.venue.catch_up is not None:
            self.venue.catch_up(self.venue.clock())
        return route.answer(Call(self.venue, account, parts, query, body))


_INSTEAD = frozenset({Kind.ABORT_BEFORE, Kind.PAGE_BEFORE, Kind.EMPTY_BEFORE, Kind.ERROR_BEFORE})
_AFTERWARDS = frozenset({Kind.ABORT_AFTER, Kind.TRUNCATED, Kind.PAGE_AFTER, Kind.EMPTY_AFTER, Kind.ERROR_AFTER})


async def _fail(request: web.Request, fault: Fault, answer: object) -> web.StreamResponse:
    match fault.kind:
        case Kind.ABORT_BEFORE | Kind.ABORT_AFTER:
            _break(request)
            return web.Response()
        case Kind.TRUNCATED:
            text = json.dumps(answer).encode()
            response = web.StreamResponse(
                headers={"Content-Type": "application/json", "Content-Length": str(len(text))}
            )
            await response.prepare(request)
            await response.write(text[: len(text) // 2])
            _break(request)
            return response
        case Kind.PAGE_BEFORE | Kind.PAGE_AFTER:
            page = "<html><head><title>Sorry</title></head><body>Something in between</body></html>"
            return web.Response(text=page, content_type="text/html", status=fault.status or 502)
        case Kind.EMPTY_BEFORE | Kind.EMPTY_AFTER:
            return web.Response(text="", content_type="application/json")
        case _:
            raise ApiError(fault.code, fault.message, fault.status)


def _break(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.abort()


def _find(method: str, path: str) -> tuple[Route | None, Mapping[str, str]]:
    if path.startswith(f"{PREFIX}/"):
        for route in ROUTES:
            found = route.pattern.fullmatch(path.removeprefix(PREFIX))
            if found and route.name.startswith(f"{method} "):
                return route, found.groupdict()
    return None, {}


def system_clock() -> int:
    """The machine's time in ms."""
    return time.time_ns() // 1_000_000


def serve(
    engine: MatchingEngine,
    candles: CandleSource,
    clock: Callable[[], int] = system_clock,
    *,
    catch_up: Callable[[int], None] | None = None,
) -> BitvavoServer:
    """A server for a venue, not listening yet."""
    return BitvavoServer(Bitvavo(engine, candles, clock, catch_up))
