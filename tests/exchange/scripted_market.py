"""A market that says what a test wrote down: candles, tickers, rules, a clock, and failures when they are due.

market = ScriptedMarket(now=T0 + 4 * HOUR)
market.list(rules)
market.write(SOL_EUR, Timeframe.H1, T0, '''
    120 121 115 115.80
    -
    115.80 116 114 115
''')
market.tickers[SOL_EUR] = Decimal("115")
market.fail("ticker", times=1)
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from custom_components.aurono.engine.candle import Candle
from custom_components.aurono.engine.market import MarketRules, Pair, PriceGrid, Tick
from custom_components.aurono.engine.numbers import ZERO
from custom_components.aurono.engine.timeframe import Timeframe
from custom_components.aurono.exchange.protocol import Failure, FailureKind, Market, MarketStatus

NO_ANSWER = Failure(FailureKind.UNREACHABLE, "the script says: no answer")
MARKET_DATA = ("time", "markets", "candles", "ticker")


def rules_of(
    pair: Pair,
    *,
    price_grid: PriceGrid | None = None,
    amount_step: str = "1e-8",
    min_amount: str = "0",
    min_cost: str = "5",
    settlement_step: str | None = "0.01",
    taker_fee: str = "0.0025",
    maker_fee: str = "0.0015",
) -> MarketRules:
    """Rules like those of a European exchange: a tick of a cent, coins to eight decimals, money in whole cents."""
    return MarketRules(
        pair=pair,
        price_grid=price_grid or Tick(Decimal("0.01")),
        amount_step=Decimal(amount_step),
        min_amount=Decimal(min_amount),
        min_cost=Decimal(min_cost),
        settlement_step=None if settlement_step is None else Decimal(settlement_step),
        taker_fee=Decimal(taker_fee),
        maker_fee=Decimal(maker_fee),
    )


def candles_of(timeframe: Timeframe, first_open: int, text: str) -> tuple[Candle, ...]:
    """Candles from text, one line each: ``open high low close [volume]``; ``-`` is an interval without a trade."""
    assert timeframe.is_aligned(first_open)
    candles = []
    for number, line in enumerate(text.strip().splitlines()):
        if line.strip() != "-":
            values = [Decimal(value) for value in line.split()]
            price_open, high, low, close, volume = values if len(values) == 5 else (*values, ZERO)
            candles.append(Candle(first_open + number * timeframe.length, price_open, high, low, close, volume))
    return tuple(candles)


@dataclass
class _Outage:
    """A failure that the next ``left`` calls get; None: until the test ends it."""

    failure: Failure
    left: int | None


@dataclass
class ScriptedMarket:
    """Market data as scripted. Everything may be changed at any time; ``calls`` counts what was asked for.

    A candle is served from its open time on, as exchanges serve running ones: the test writes what it should show.
    ``on_call`` is called before each answer with the name of what is asked for, to let time pass in between.
    """

    now: int = 0
    timeframes: frozenset[Timeframe] = frozenset({Timeframe.H1, Timeframe.H4, Timeframe.D1})
    candle_delay: int = 0
    tickers: dict[Pair, Decimal] = field(default_factory=dict)
    calls: Counter[str] = field(default_factory=Counter)
    on_call: Callable[[str], None] | None = None
    _markets: dict[Pair, Market] = field(default_factory=dict)
    _candles: dict[tuple[Pair, Timeframe], dict[int, Candle]] = field(default_factory=dict)
    _outages: dict[str, _Outage] = field(default_factory=dict)

    def list(self, rules: MarketRules, status: MarketStatus = MarketStatus.TRADING) -> None:
        """List a market, or list it anew with other rules or another status."""
        self._markets[rules.pair] = Market(rules, status)

    def delist(self, pair: Pair) -> None:
        """Take a market off the list."""
        del self._markets[pair]

    def write(self, pair: Pair, timeframe: Timeframe, first_open: int, text: str) -> None:
        """Write candles down as text (see :func:`candles_of`)."""
        self.put(pair, timeframe, *candles_of(timeframe, first_open, text))

    def put(self, pair: Pair, timeframe: Timeframe, *candles: Candle) -> None:
        """Write candles down; one with a known open time replaces it."""
        known = self._candles.setdefault((pair, timeframe), {})
        known.update((candle.open_time, candle) for candle in candles)

    def fail(self, *what: str, failure: Failure = NO_ANSWER, times: int | None = None) -> None:
        """Let the next calls (for ever: ``times`` None) of these kinds fail; of all kinds where none is named."""
        for name in what or MARKET_DATA:
            self._outages[name] = _Outage(failure, times)

    def recover(self) -> None:
        """End all failures."""
        self._outages.clear()

    async def time(self) -> int | Failure:
        return self._failure_of("time") or self.now

    async def markets(self) -> Mapping[Pair, Market] | Failure:
        return self._failure_of("markets") or dict(self._markets)

    async def candles(
        self, pair: Pair, timeframe: Timeframe, *, until: int, count: int
    ) -> tuple[Candle, ...] | Failure:
        assert timeframe in self.timeframes, f"{timeframe} is not served here"
        if failure := self._failure_of("candles") or self._unless_listed(pair):
            return failure
        known = self._candles.get((pair, timeframe), {})
        seen = [known[open_time] for open_time in sorted(known) if open_time <= min(until, self.now)]
        return tuple(seen[-count:]) if count else ()

    async def ticker(self, pair: Pair) -> Decimal | Failure:
        if failure := self._failure_of("ticker") or self._unless_listed(pair):
            return failure
        return self.tickers.get(pair, NO_ANSWER)

    def _unless_listed(self, pair: Pair) -> Failure | None:
        return None if pair in self._markets else Failure(FailureKind.NO_SUCH_MARKET, f"no market {pair}")

    def _failure_of(self, name: str) -> Failure | None:
        self.calls[name] += 1
        if self.on_call is not None:
            self.on_call(name)
        outage = self._outages.get(name)
        if outage is None or outage.left == 0:
            return None
        if outage.left is not None:
            outage.left -= 1
        return outage.failure
