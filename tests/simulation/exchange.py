"""The exchange as the trader of one process sees it: the venue at the other end of a line."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

from custom_components.aurono.engine.candle import Candle
from custom_components.aurono.engine.market import Pair
from custom_components.aurono.engine.timeframe import MINUTE, SECOND, Timeframe
from custom_components.aurono.exchange.protocol import (
    Accepted,
    Balance,
    Failure,
    FailureKind,
    ListedOrder,
    Market,
    NotFound,
    OrderReport,
    OrderRequest,
    Placement,
    Verification,
)

from .answers import TROUBLE, Rejected, Verdict, failure_of, placement_of
from .line import PROOF_DELAY, Line
from .venue import OWNER, Venue

_POINTLESS_TO_ASK = {
    FailureKind.RATE_LIMITED,
    FailureKind.KEY_INVALID,
    FailureKind.NO_PERMISSION,
    FailureKind.CLOCK_OFF,
}


class SimulatedExchange:
    """Implements ``protocol.Exchange``. ``on_send`` and ``on_cancel`` hear of mutating requests as they leave."""

    def __init__(
        self,
        venue: Venue,
        line: Line,
        frames: frozenset[Timeframe],
        *,
        on_send: Callable[[OrderRequest], None],
        on_cancel: Callable[[OrderRequest], None],
    ) -> None:
        self._venue = venue
        self._line = line
        self._frames = frames
        self._on_send = on_send
        self._on_cancel = on_cancel
        self._faults = venue.faults
        self._is_time_stale = "time_stale" in venue.faults.on
        self._serves_others = venue.faults.among(("candle_late", "candle_revised", "candle_invalid", "candle_twice"))
        self._time_told = 0

    @property
    def timeframes(self) -> frozenset[Timeframe]:
        return self._frames

    @property
    def candle_delay(self) -> int:
        return 2 * SECOND

    @property
    def proof_delay(self) -> int:
        return PROOF_DELAY

    async def time(self) -> int | Failure:
        answer = await self._line.ask("time", self._time)
        if isinstance(answer, TROUBLE):
            return failure_of(answer)
        self._venue.time_heard = self._time_told
        return answer

    async def markets(self) -> Mapping[Pair, Market] | Failure:
        answer = await self._line.ask("markets", self._venue.markets)
        return failure_of(answer) if isinstance(answer, TROUBLE) else answer

    async def candles(
        self, pair: Pair, timeframe: Timeframe, *, until: int, count: int
    ) -> tuple[Candle, ...] | Failure:
        answer = await self._line.ask("candles", self._candles, pair, timeframe, until, count)
        return failure_of(answer) if isinstance(answer, TROUBLE) else answer

    async def ticker(self, pair: Pair) -> Decimal | Failure:
        answer = await self._line.ask("ticker", self._venue.ticker, pair)
        return failure_of(answer) if isinstance(answer, TROUBLE) else answer

    async def verify(self) -> Verification | Failure:
        answer = await self.balances()
        if isinstance(answer, Failure):
            return answer
        return Verification(0, can_trade=None, can_withdraw=None)

    async def balances(self) -> Mapping[str, Balance] | Failure:
        answer = await self._line.ask("balances", self._venue.engine.balances, OWNER, signed=True)
        return failure_of(answer) if isinstance(answer, TROUBLE) else answer

    async def place(self, request: OrderRequest) -> Placement:
        answer = await self._line.ask("place", self._taken, request, signed=True, sent=lambda: self._on_send(request))
        return answer if isinstance(answer, Accepted) else placement_of(answer)

    async def order(self, request: OrderRequest) -> OrderReport | NotFound | Failure:
        answer = await self._line.ask("look-up", self._venue.look_up, request, signed=True)
        return failure_of(answer) if isinstance(answer, TROUBLE) else answer

    async def orders(self, pair: Pair, *, since: int) -> tuple[ListedOrder, ...] | Failure:
        answer = await self._line.ask("list", self._venue.listed, pair, since, signed=True)
        return failure_of(answer) if isinstance(answer, TROUBLE) else answer

    async def cancel(self, request: OrderRequest) -> OrderReport | NotFound | Failure:
        """As the adapter does it: cancel, then look what became of it, whatever the answer was."""
        answer = await self._line.ask(
            "cancel", self._venue.cancel_ours, request, signed=True, sent=lambda: self._on_cancel(request)
        )
        if isinstance(answer, Rejected) and answer.kind in _POINTLESS_TO_ASK:
            return failure_of(answer)
        return await self.order(request)

    async def close(self) -> None:
        return

    def _taken(self, request: OrderRequest) -> Accepted | Rejected:
        answer = self._venue.place(request)
        if isinstance(answer, Accepted) and self._faults.hits("sent_twice"):
            # What the client reads is the answer to the copy, which the venue refuses while the first one is open. How
            # it treats the id of an order that has ended is not documented: it is taken to refuse that too.
            return Rejected(FailureKind.REFUSED, Verdict.UNSURE, "220 an order with this client id exists")
        return answer

    def _time(self) -> int:
        now = self._venue.world.now
        self._time_told = now
        if self._is_time_stale and self._faults.hits("time_stale"):
            return now - self._faults.random("time_stale").randrange(30 * SECOND)
        return now

    def _candles(self, pair: Pair, frame: Timeframe, until: int, count: int) -> tuple[Candle, ...] | Rejected:
        if pair in self._venue.delisted:
            return Rejected(FailureKind.NO_SUCH_MARKET, Verdict.JUDGED, "219 market delisted")
        now, faults = self._venue.world.now, self._faults
        rows = self._venue.tapes[pair].candles(frame, until, count, now)
        if rows and self._serves_others:
            last = rows[-1]
            fresh = now - last.open_time - frame.length < 10 * MINUTE
            if fresh and faults.hits("candle_late"):
                rows = rows[:-1]
            elif fresh and faults.hits("candle_revised"):
                share = Decimal(faults.random("candle_revised").randrange(95, 105)) / 100
                rows = (*rows[:-1], _revised(last, share))
                self._venue.misquoted[pair].append((last.open_time, last.open_time + frame.length))
            elif faults.hits("candle_invalid"):
                rows = (*rows[:-1], replace(last, high=last.low, low=last.high + 1))
                self._venue.misquoted[pair].append((last.open_time, last.open_time + frame.length))
            elif faults.hits("candle_twice"):
                rows = (*rows, last)
        return rows


def _revised(candle: Candle, share: Decimal) -> Candle:
    close = candle.close * share
    return replace(candle, close=close, high=max(candle.high, close), low=min(candle.low, close))
