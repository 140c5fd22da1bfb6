"""Bitvavo's time, markets, candles and tickers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
import logging

from ....engine.candle import Candle
from ....engine.market import MarketRules, Pair, Tick
from ....engine.timeframe import SECOND, Timeframe
from ...protocol import Failure, FailureKind, Market, MarketStatus
from ..client import Client, Endpoint
from ..outcome import Answer
from ..reading import Unreadable, as_decimal, as_integer, as_record, as_rows, as_step, as_text
from .dialect import CANDLES, FEES, MARKETS, TICKER, TIME
from .errors import failure_of

_LOGGER = logging.getLogger(__name__)

_MOST_ROWS = 1440
"""Rows that one answer may hold."""

_LEAST_WINDOW, _LONGEST_WINDOW = 100, _MOST_ROWS - 10
"""Candles that one request reaches back. Never so many that the answer could be cut: it is cut at the old end."""

_STATUSES = {
    "trading": MarketStatus.TRADING,
    "halted": MarketStatus.HALTED,
    "cancelOnly": MarketStatus.CANCEL_ONLY,
    "auction": MarketStatus.AUCTION,
    "auctionMatching": MarketStatus.AUCTION,
}


@dataclass(frozen=True, slots=True)
class _Fees:
    taker: Decimal
    maker: Decimal


@dataclass(frozen=True, slots=True)
class _Listing:
    """A row of the list of markets; the fees depend on the account and are asked per category."""

    id: str
    pair: Pair
    status: MarketStatus
    fee_category: str
    tick: Tick
    amount_step: Decimal
    min_amount: Decimal
    min_cost: Decimal
    settlement_step: Decimal | None

    def market(self, fees: _Fees) -> Market:
        rules = MarketRules(
            pair=self.pair,
            price_grid=self.tick,
            amount_step=self.amount_step,
            min_amount=self.min_amount,
            min_cost=self.min_cost,
            settlement_step=self.settlement_step,
            taker_fee=fees.taker,
            maker_fee=fees.maker,
        )
        return Market(rules, self.status)


def market_id(pair: Pair) -> str:
    """Bitvavo's name of a market."""
    return f"{pair.base}-{pair.quote}"


def unreadable(endpoint: Endpoint, error: ValueError) -> Failure:
    """The failure of an answer that cannot be made sense of; its numbers stay out of the log."""
    return Failure(FailureKind.UNREACHABLE, f"{endpoint.name}: unreadable answer, {error}")


class BitvavoMarketData:
    """What Bitvavo tells of its markets. Rules come with fees, which take a key."""

    def __init__(self, client: Client) -> None:
        self._client = client

    @property
    def timeframes(self) -> frozenset[Timeframe]:
        """Weeks are left out: when Bitvavo's start is not documented."""
        return frozenset({Timeframe.H1, Timeframe.H4, Timeframe.D1})

    @property
    def candle_delay(self) -> int:
        """Bitvavo shows the running candle, so at the close only the last trades may still be on their way."""
        return 5 * SECOND

    async def time(self) -> int | Failure:
        """The exchange's clock, UTC milliseconds."""
        outcome = await self._client.request(TIME)
        if not isinstance(outcome, Answer):
            return failure_of(outcome)
        try:
            return as_integer(as_record(outcome.data).get("time"))
        except Unreadable as error:
            return unreadable(TIME, error)

    async def markets(self) -> Mapping[Pair, Market] | Failure:
        """All markets whose rules can be read, with this account's fees, read anew."""
        outcome = await self._client.request(MARKETS)
        if not isinstance(outcome, Answer):
            return failure_of(outcome)
        try:
            listings = [listing for row in as_rows(outcome.data) if (listing := _read_listing(row)) is not None]
        except Unreadable as error:
            return unreadable(MARKETS, error)
        # The last of a category counts: one that trades, so that no market on its way out is asked for its fees.
        listings.sort(key=lambda listing: listing.status is MarketStatus.TRADING)
        representatives = {listing.fee_category: listing for listing in listings}
        fees: dict[str, _Fees] = {}
        for category, listing in representatives.items():
            answer = await self._fees(listing)
            if isinstance(answer, Failure):
                return answer
            fees[category] = answer
        return {listing.pair: listing.market(fees[listing.fee_category]) for listing in listings}

    async def candles(
        self, pair: Pair, timeframe: Timeframe, *, until: int, count: int
    ) -> tuple[Candle, ...] | Failure:
        """The newest candles with an open time ≤ ``until``, rising; hours without a trade have none.

        Reaches back in windows of time, since with holes a number of rows tells nothing; a longest window without a row
        lies before the beginning of the market.
        """
        length, found = timeframe.length, dict[int, Candle]()
        newest = timeframe.open_at(until)
        window = min(_LONGEST_WINDOW, max(_LEAST_WINDOW, count + count // 4))
        while len(found) < count and newest >= 0:
            oldest = max(0, newest - (window - 1) * length)
            rows = await self._window(pair, timeframe, oldest, newest, count - len(found))
            if isinstance(rows, Failure):
                return rows
            if not rows and window == _LONGEST_WINDOW:
                break
            found |= rows
            newest, window = oldest - length, _LONGEST_WINDOW
        return tuple(found[open_time] for open_time in sorted(found)[-count:]) if count > 0 else ()

    async def ticker(self, pair: Pair) -> Decimal | Failure:
        """The last traded price; a market without a trade in a day has none."""
        outcome = await self._client.request(TICKER, {"market": market_id(pair)})
        if not isinstance(outcome, Answer):
            return failure_of(outcome)
        try:
            last = as_record(outcome.data).get("last")
            return Failure(FailureKind.REFUSED, f"{pair}: no last price") if last is None else as_decimal(last)
        except Unreadable as error:
            return unreadable(TICKER, error)

    async def _window(
        self, pair: Pair, timeframe: Timeframe, oldest: int, newest: int, count: int
    ) -> Mapping[int, Candle] | Failure:
        """The newest candles by open time, at most so many: reading all rows would take most of the time of a decision.

        Whether ``end`` is part of the answer is not documented, so one more is asked for.
        """
        parameters: dict[str, str | int] = {
            "market": market_id(pair),
            "interval": timeframe.value,
            "start": oldest,
            "end": newest + timeframe.length,
            "limit": _MOST_ROWS,
        }
        outcome = await self._client.request(CANDLES, parameters)
        if not isinstance(outcome, Answer):
            return failure_of(outcome)
        try:
            rows = {as_integer(row[0]): row for row in map(_candle_row, as_rows(outcome.data))}
            wanted = sorted(open_time for open_time in rows if oldest <= open_time <= newest)[-count:]
            return {open_time: _read_candle(open_time, rows[open_time]) for open_time in wanted}
        except Unreadable as error:
            return unreadable(CANDLES, error)

    async def _fees(self, listing: _Listing) -> _Fees | Failure:
        outcome = await self._client.request(FEES, {"market": listing.id})
        if not isinstance(outcome, Answer):
            return failure_of(outcome)
        try:
            return _read_fees(outcome.data)
        except Unreadable as error:
            return unreadable(FEES, error)


def _read_listing(row: object) -> _Listing | None:
    """A market, or None where its rules cannot be read: what cannot be read is not traded, and others still are."""
    try:
        raw = as_record(row)
        pair = Pair(as_text(raw.get("base")), as_text(raw.get("quote")))
        if raw.get("market") != market_id(pair):
            raise Unreadable(f"{pair} is called {raw.get('market')!r}")
        notional_decimals = raw.get("notionalDecimals")
        minimums = as_decimal(raw.get("minOrderInBaseAsset")), as_decimal(raw.get("minOrderInQuoteAsset"))
        if min(minimums) < 0:
            raise Unreadable(f"{pair} has a negative minimum")
        return _Listing(
            id=market_id(pair),
            pair=pair,
            # A status that we do not know is none in which orders could be placed.
            status=_STATUSES.get(as_text(raw.get("status")), MarketStatus.HALTED),
            fee_category=str(raw.get("feeCategory")),
            tick=Tick(as_decimal(raw.get("tickSize"))),
            amount_step=as_step(raw.get("quantityDecimals")),
            min_amount=minimums[0],
            min_cost=minimums[1],
            settlement_step=None if notional_decimals is None else as_step(notional_decimals),
        )
    except ValueError as error:
        _LOGGER.debug("Bitvavo lists a market whose rules cannot be read: %s", error)
        return None


def _read_fees(data: object) -> _Fees:
    row = as_record(data)
    fees = _Fees(taker=as_decimal(row.get("taker")), maker=as_decimal(row.get("maker")))
    if not 0 <= fees.taker < 1 or not -1 < fees.maker < 1:
        raise Unreadable("fees that are no fractions below 1")
    return fees


def _candle_row(row: object) -> Sequence[object]:
    values = as_rows(row)
    if len(values) < 6:
        raise Unreadable(f"a candle with {len(values)} values")
    return values


def _read_candle(open_time: int, row: Sequence[object]) -> Candle:
    open_price, high, low, close, volume = (as_decimal(value) for value in row[1:6])
    return Candle(open_time, open_price, high, low, close, volume)
