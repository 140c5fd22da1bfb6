"""What the trader knows of the exchange: its clock, whether it answers, market rules and last prices."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from ..engine.market import Pair
from ..engine.timeframe import DAY, MINUTE, SECOND
from ..exchange.protocol import Failure, FailureKind, Market, MarketData
from .clock import Clock

LONGEST_ANSWER = 15 * SECOND
"""A clock that took longer to be read (in real milliseconds) says little of what time it is now."""

CONFIRMED_FOR = MINUTE
"""How long (real milliseconds) a reading of the exchange's clock is good for deciding which candle has closed."""


type _Readings = tuple[int, int, int]
"""Our clocks at a moment: the one that we go by, and the two of the machine (``Clock.readings``)."""


@dataclass(frozen=True, slots=True)
class Connection:
    """Whether the exchange answered last, and since when (exchange time, ms; None before the first answer)."""

    connected: bool
    since: int | None
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class Price:
    """The last traded price that was seen, and when (exchange time, ms)."""

    value: Decimal
    time: int


class MarketWatch:
    """Reads an exchange and remembers what stays true for a while."""

    def __init__(self, exchange: MarketData, clock: Clock) -> None:
        self._exchange = exchange
        self._clock = clock
        self._offset: int | None = None
        self._confirmed: _Readings | None = None
        self._markets: Mapping[Pair, Market] = {}
        self._markets_read: int | None = None
        self._has_listed = False
        self.is_time_confirmed = False
        """Whether the exchange told its time when it was last asked."""
        self.connection = Connection(connected=False, since=None)
        self.prices: dict[Pair, Price] = {}

    def now(self) -> int:
        """The exchange's clock as last measured, carried on by ours; before the first contact ours alone."""
        return self._clock.now() + (self._offset or 0)

    def steady(self) -> int:
        """Our own clock (ms), for lengths of time: the exchange's may jump when it is read anew, ours never does."""
        return self._clock.now()

    def latest(self) -> int:
        """The latest that it can be: ``now``, and the time in which the machine slept, if one of its clocks saw it."""
        if self._confirmed is None:
            return self.now()
        ours, *_ = self._confirmed
        return self.now() + max(0, self._passed_since(self._confirmed) - (self._clock.now() - ours))

    @property
    def knows_the_time(self) -> bool:
        """Whether the exchange's clock was ever read; before that nothing can be called due."""
        return self._offset is not None

    async def contact(self) -> bool:
        """Read the exchange's clock; tells whether it answered, and that soon enough to mean something."""
        asked, heard, answer = await self._read_clock()
        if isinstance(answer, Failure) and _passed(asked, heard) > LONGEST_ANSWER:
            # The machine slept or stood still meanwhile, which need not happen twice.
            asked, heard, answer = await self._read_clock()
        if isinstance(answer, Failure):
            self.is_time_confirmed = False
            self._lost(answer)
            return False
        self.is_time_confirmed = True
        # The answer was made at some moment between asking and hearing. The latest is assumed: our idea of the time may
        # then lag a little, which costs seconds, but never run ahead, which would decide on a candle still open. What
        # an earlier, faster answer proved stays as long as this one does not contradict it.
        low, high = answer - heard[0], answer - asked[0]
        known = self._offset
        self._offset = known if known is not None and low <= known <= high else low
        self._confirmed = asked
        if not self.connection.connected:
            self.connection = Connection(connected=True, since=self.now())
        return True

    @property
    def is_time_old(self) -> bool:
        """Whether the exchange told its time longer ago than that is good for, so that its clock is to be read anew.

        Ours runs fast or slow by some seconds in a few hours, which a machine may sleep through in any request.
        """
        read = self._confirmed if self.is_time_confirmed else None
        return read is not None and self._passed_since(read) > CONFIRMED_FOR

    async def _read_clock(self) -> tuple[_Readings, _Readings, int | Failure]:
        """Our clocks before and after, and what the exchange's said; a failure for what it said too long ago."""
        asked = self._clock.readings()
        answer = await self._exchange.time()
        heard = self._clock.readings()
        if not isinstance(answer, Failure) and (took := _passed(asked, heard)) > LONGEST_ANSWER:
            answer = Failure(FailureKind.UNREACHABLE, f"the exchange's clock took {took // SECOND} s to be read")
        return asked, heard, answer

    async def market(self, pair: Pair) -> Market | Failure:
        """The market with its rules, read again after a day; a failure where the exchange does not list it."""
        now = self.now()
        market = self._markets.get(pair)
        if self._are_markets_from_before(now + 1 if market is None else now - DAY + 1):
            if failure := await self._read_markets():
                return failure
            market = self._markets.get(pair)
        return Failure(FailureKind.NO_SUCH_MARKET, f"{pair} is not listed") if market is None else market

    async def markets(self, *, older_than: int) -> Mapping[Pair, Market] | Failure:
        """All markets, read again if that was before this moment; what trades keeps its own day (:meth:`market`)."""
        if self._are_markets_from_before(older_than) and (failure := await self._read_markets()):
            return failure
        return self._markets

    def _are_markets_from_before(self, moment: int) -> bool:
        return self._markets_read is None or self._markets_read < moment

    async def _read_markets(self) -> Failure | None:
        """Read all markets again."""
        answer = await self._exchange.markets()
        if isinstance(answer, Failure):
            self._lost(answer)
            return answer
        self._markets, self._markets_read, self._has_listed = answer, self.now(), True
        return None

    def last_read(self, pair: Pair) -> Market | None:
        """The market as it was last read, without asking; None if it never was, or is not listed."""
        return self._markets.get(pair)

    def is_gone(self, pair: Pair) -> bool:
        """Whether the exchange listed its markets and this one was not among them."""
        return self._has_listed and pair not in self._markets

    def forget_markets(self) -> None:
        """Have the rules read anew before the next use: a refusal named them."""
        self._markets_read = None

    async def ticker(self, pair: Pair) -> Decimal | None:
        """The last traded price, None where the exchange did not say."""
        answer = await self._exchange.ticker(pair)
        if isinstance(answer, Failure):
            if answer.kind is not FailureKind.NO_SUCH_MARKET:
                self._lost(answer)
            return None
        self.prices[pair] = Price(answer, self.now())
        return answer

    async def refresh_prices(self, pairs: Iterable[Pair], *, older_than: int) -> None:
        """Read the prices again that were seen before this moment; stops once the exchange does not answer."""
        for pair in pairs:
            seen = self.prices.get(pair)
            if seen is not None and seen.time >= older_than:
                continue
            if await self.ticker(pair) is None and not self.connection.connected:
                return

    def _passed_since(self, moment: _Readings) -> int:
        return _passed(moment, self._clock.readings())

    def _lost(self, failure: Failure) -> None:
        since = self.now() if self.connection.connected else self.connection.since
        self.connection = Connection(connected=False, since=since, failure=failure)


def _passed(then: _Readings, now: _Readings) -> int:
    """Real milliseconds, by the clock that saw most of them."""
    _, steady_then, wall_then = then
    _, steady, wall = now
    return max(steady - steady_then, wall - wall_then)
