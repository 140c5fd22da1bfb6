"""What each route answers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
import json
import re
from uuid import UUID

from custom_components.aurono.engine.market import Pair
from custom_components.aurono.engine.numbers import plain
from custom_components.aurono.engine.reason import Side
from custom_components.aurono.exchange.matching import MatchingEngine
from custom_components.aurono.exchange.protocol import Market, OrderRequest
from custom_components.aurono.exchange.venue import Refusal, VenueOrder

from . import wire
from .candles import INTERVALS, CandleSource
from .errors import REFUSALS, ApiError

MOST_CANDLES = 1440
_BODY_KEYS = frozenset(
    "market side orderType operatorId clientOrderId amount amountQuote price triggerAmount triggerType "
    "triggerReference timeInForce postOnly selfTradePrevention responseRequired disableMarketProtection".split()
)
_NUMBER = re.compile(r"\d+(\.\d+)?")


@dataclass
class Bitvavo:
    """The venue behind the routes.

    `end_is_inclusive` counts a candle that opens at `end`, an order or a trade of that moment; Bitvavo does not
    document it. `operators` tells by order id
    what program placed an order. `catch_up` lets a market that trades by itself come to the present.
    """

    engine: MatchingEngine
    candles: CandleSource
    clock: Callable[[], int]
    catch_up: Callable[[int], None] | None = None
    end_is_inclusive: bool = True
    operators: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Call:
    """One request, checked and decoded; `account` is empty for requests that need no key."""

    venue: Bitvavo
    account: str
    path: Mapping[str, str]
    query: Mapping[str, str]
    body: bytes

    @property
    def now(self) -> int:
        return self.venue.clock()

    def market(self) -> Market:
        """The market that the request names; raises ApiError."""
        return self.market_named(self.path.get("market") or self.query.get("market"))

    def market_named(self, name: object) -> Market:
        if name is None:
            raise ApiError(203, "market parameter is required.")
        for pair, market in self.venue.engine.markets.items():
            if wire.market_name(pair) == name:
                return market
        raise ApiError(205, "market parameter is invalid.")

    def order_named(self) -> tuple[str | None, str | None]:
        order_id, client_order = self.query.get("orderId"), self.query.get("clientOrderId")
        if order_id is None and client_order is None:
            raise ApiError(203, "orderId parameter is required.")
        return order_id, client_order if order_id is None else None

    def shown(self, order: VenueOrder) -> wire.Json:
        return wire.order(order, self.venue.operators.get(order.id, 0))

    def paged[T](self, rows: Sequence[T], moment: Callable[[T], int], name: Callable[[T], str], what: str) -> list[T]:
        """The newest of the rows (given oldest first) between two moments and between two ids, newest first."""
        start, end, limit = self.page()
        last = end if self.venue.end_is_inclusive else end - 1
        names = [name(row) for row in rows]
        first, final = self.query.get(f"{what}IdFrom"), self.query.get(f"{what}IdTo")
        for named in (first, final):
            if named is not None and named not in names:
                raise ApiError(205, f"{what}Id parameter is invalid.")
        begins = 0 if first is None else names.index(first)
        ends = len(rows) if final is None else names.index(final) + 1
        return [row for row in reversed(rows[begins:ends]) if start <= moment(row) <= last][:limit]

    def page(self, most: int = 1000, default: int = 500) -> tuple[int, int, int]:
        """Start, end and limit."""
        limit = self.whole("limit", default)
        if not 1 <= limit <= most:
            raise ApiError(205, "limit parameter is invalid.")
        return self.whole("start", 0), self.whole("end", 8_640_000_000_000_000), limit

    def whole(self, name: str, default: int) -> int:
        text = self.query.get(name, str(default))
        if not text.isdigit():
            raise ApiError(205, f"{name} parameter is invalid.")
        return int(text)


@dataclass(frozen=True)
class Route:
    """What a path offers."""

    name: str
    pattern: re.Pattern[str]
    weight: int
    answer: Callable[[Call], object]
    signed: bool = False
    trades: bool = False
    parameters: frozenset[str] = frozenset()


def time(call: Call) -> object:
    return {"time": call.now}


def markets(call: Call) -> object:
    categories = fee_categories(call.venue.engine)
    rows = {
        pair: wire.market(market, categories[_fees_of(market)]) for pair, market in call.venue.engine.markets.items()
    }
    if "market" in call.query:
        return rows[call.market().rules.pair]
    return list(rows.values())


def assets(call: Call) -> object:
    pairs = list(call.venue.engine.markets)
    quotes = {pair.quote for pair in pairs}
    return [wire.asset(symbol, fiat=symbol in quotes) for symbol in sorted({pair.base for pair in pairs} | quotes)]


def ticker(call: Call) -> object:
    if "market" in call.query:
        return _ticker(call, call.market())
    return [_ticker(call, market) for market in call.venue.engine.markets.values()]


def price(call: Call) -> object:
    if "market" not in call.query:
        return [_price(call, pair) for pair in call.venue.engine.markets]
    return _price(call, call.market().rules.pair)


def book(call: Call) -> object:
    market = call.market().rules.pair
    last = call.venue.engine.price(market)
    levels = [] if last is None else [[plain(last), "1000"]]
    return {"market": wire.market_name(market), "nonce": call.now, "bids": levels, "asks": levels}


def candles(call: Call) -> object:
    """Newest first, the running one included; the limit cuts the oldest off."""
    market, interval = call.market(), call.query.get("interval", "")
    if interval not in INTERVALS:
        raise ApiError(205, "interval parameter is invalid.")
    length = INTERVALS[interval]
    start, end, limit = call.page(MOST_CANDLES, MOST_CANDLES)
    if any(moment % length for name, moment in (("start", start), ("end", end)) if name in call.query):
        raise ApiError(205, "start parameter is invalid.")
    last = min(end if call.venue.end_is_inclusive else end - 1, call.now)
    rows = call.venue.candles.rows(market.rules.pair, interval, start, last)
    return [list(row) for row in reversed(rows)][:limit]


def balance(call: Call) -> object:
    held = call.venue.engine.balances(call.account)
    return [
        {"symbol": symbol, "available": plain(each.available), "inOrder": plain(each.in_orders)}
        for symbol, each in held.items()
        if call.query.get("symbol", symbol) == symbol
    ]


def account(call: Call) -> object:
    rules = next(iter(call.venue.engine.markets.values())).rules
    fees = {name: value for name, value in wire.fees(rules).items() if name != "tier"}
    capabilities = ["buy", "sell", "depositCrypto", "depositFiat", "withdrawCrypto", "withdrawFiat"]
    return {"fees": fees, "capabilities": capabilities}


def account_fees(call: Call) -> object:
    return wire.fees(call.market().rules)


def place(call: Call) -> object:
    """A limit order, checked in the order in which a venue would: form first, then market, size and balance."""
    body = _json_object(call.body)
    unknown = sorted(set(body) - _BODY_KEYS)
    if unknown:
        raise ApiError(204, f"{unknown[0]} parameter is not supported.")
    for name in ("market", "side", "orderType", "operatorId"):
        if name not in body:
            raise ApiError(203, f"{name} parameter is required.")
    market = call.market_named(body["market"])
    operator, client_order = body["operatorId"], body.get("clientOrderId", "")
    if not isinstance(operator, int) or isinstance(operator, bool) or not 0 < operator < 2**63:
        raise ApiError(205, "operatorId parameter is invalid.")
    if client_order != "" and not _is_uuid(client_order):
        raise ApiError(205, "clientOrderId parameter is invalid.")
    if body["side"] not in {"buy", "sell"}:
        raise ApiError(205, "side parameter is invalid.")
    if body["orderType"] != "limit" or body.get("timeInForce", "GTC") != "GTC":
        raise ApiError(205, "orderType parameter is invalid.")
    amount, limit = (_number(body, name) for name in ("amount", "price"))
    request = OrderRequest(str(client_order), market.rules.pair, Side(str(body["side"])), amount, limit)
    placed = _checked(call.venue.engine.place(call.account, request, call.now))
    call.venue.operators[placed.id] = operator
    return call.shown(placed)


def cancel(call: Call) -> object:
    if "operatorId" not in call.query:
        raise ApiError(203, "operatorId parameter is required.")
    order_id, client_order = call.order_named()
    pair = call.market().rules.pair
    ended = _checked(
        call.venue.engine.cancel(call.account, pair, call.now, order_id=order_id, client_order=client_order)
    )
    named = {"clientOrderId": ended.client_order} if ended.client_order else {}
    return {"orderId": ended.id, **named, "operatorId": call.whole("operatorId", 0)}


def order(call: Call) -> object:
    order_id, client_order = call.order_named()
    pair = call.market().rules.pair
    return call.shown(
        _checked(call.venue.engine.order(call.account, pair, order_id=order_id, client_order=client_order))
    )


def orders(call: Call) -> object:
    found = call.venue.engine.orders(call.account, call.market().rules.pair)
    return [call.shown(each) for each in call.paged(found, lambda row: row.created, lambda row: row.id, "order")]


def orders_open(call: Call) -> object:
    pair = call.market().rules.pair if "market" in call.query else None
    found = call.venue.engine.open_orders(call.account, pair)
    base = call.query.get("base")
    return [call.shown(each) for each in reversed(found) if base in {None, each.pair.base}]


def trades(call: Call) -> object:
    found = call.venue.engine.trades(call.account, call.market().rules.pair)
    return [wire.own_trade(each) for each in call.paged(found, lambda row: row.time, lambda row: row.id, "trade")]


def fee_categories(engine: MatchingEngine) -> dict[tuple[Decimal, Decimal], str]:
    """The markets' fees, and the letter of each: fees differ by category, not by market."""
    pairs_of_fees = sorted({_fees_of(market) for market in engine.markets.values()})
    return {fees: chr(ord("A") + index) for index, fees in enumerate(pairs_of_fees)}


def _fees_of(market: Market) -> tuple[Decimal, Decimal]:
    return market.rules.taker_fee, market.rules.maker_fee


def _ticker(call: Call, market: Market) -> wire.Json:
    pair, last = market.rules.pair, call.venue.engine.price(market.rules.pair)
    value = None if last is None else plain(last)
    prices = dict.fromkeys(("open", "high", "low", "last", "bid", "ask"), value)
    sizes = dict.fromkeys(("bidSize", "askSize", "volume", "volumeQuote"), None if last is None else "1000")
    times = {"startTimestamp": call.now - INTERVALS["1d"], "timestamp": call.now, "closeTimestamp": call.now}
    return {"market": wire.market_name(pair), **times, "openTimestamp": call.now - INTERVALS["1d"], **prices, **sizes}


def _price(call: Call, pair: Pair) -> wire.Json:
    last = call.venue.engine.price(pair)
    return {"market": wire.market_name(pair), "price": None if last is None else plain(last)}


def _checked(answer: VenueOrder | Refusal) -> VenueOrder:
    if isinstance(answer, Refusal):
        raise ApiError(*REFUSALS[answer.code])
    return answer


def _json_object(body: bytes) -> dict[str, object]:
    try:
        decoded = json.loads(body)
    except ValueError:
        raise ApiError(102, "Invalid JSON.") from None
    if not isinstance(decoded, dict):
        raise ApiError(102, "Invalid JSON.")
    return decoded


def _number(body: Mapping[str, object], name: str) -> Decimal:
    text = body.get(name)
    if text is None:
        raise ApiError(203, f"{name} parameter is required.")
    if not isinstance(text, str) or not _NUMBER.fullmatch(text):
        raise ApiError(205, f"{name} parameter is invalid.")
    if "." in text and len(text.partition(".")[2]) > 15:
        raise ApiError(215, "Price is too detailed. A maximum of 15 digits behind the decimal point are allowed.")
    return Decimal(text)


def _is_uuid(text: object) -> bool:
    try:
        return isinstance(text, str) and str(UUID(text)) == text.lower()
    except ValueError:
        return False


def _route(
    name: str,
    weight: int,
    answer: Callable[[Call], object],
    parameters: str = "",
    *,
    signed: bool = False,
    trades: bool = False,
) -> Route:
    path = re.escape(name.partition(" ")[2]).replace(r"\{market\}", "(?P<market>[A-Z0-9]+-[A-Z0-9]+)")
    allowed = frozenset(parameters.split())
    return Route(name, re.compile(path), weight, answer, signed=signed, trades=trades, parameters=allowed)


ROUTES = (
    _route("GET /time", 1, time),
    _route("GET /markets", 1, markets, "market"),
    _route("GET /assets", 1, assets, "symbol"),
    _route("GET /ticker/24h", 1, ticker, "market"),
    _route("GET /ticker/price", 1, price, "market"),
    _route("GET /{market}/book", 1, book, "depth"),
    _route("GET /{market}/candles", 1, candles, "interval limit start end"),
    _route("GET /balance", 5, balance, "symbol", signed=True),
    _route("GET /account", 1, account, signed=True),
    _route("GET /account/fees", 1, account_fees, "market", signed=True),
    _route("POST /order", 1, place, signed=True, trades=True),
    _route("DELETE /order", 0, cancel, "market orderId clientOrderId operatorId", signed=True, trades=True),
    _route("GET /order", 1, order, "market orderId clientOrderId", signed=True),
    _route("GET /orders", 5, orders, "market limit start end orderIdFrom orderIdTo", signed=True),
    _route("GET /ordersOpen", 1, orders_open, "market base", signed=True),
    _route("GET /trades", 5, trades, "market limit start end tradeIdFrom tradeIdTo", signed=True),
)


def weight_of(route: Route, query: Mapping[str, str]) -> int:
    """Points of a request: tickers and open orders of all markets at once cost more."""
    return 25 if route.name in {"GET /ticker/24h", "GET /ordersOpen"} and "market" not in query else route.weight
