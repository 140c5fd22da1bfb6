"""Following books event by event: their value, what came and went, how deep they fell, and what a benchmark needs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from .benchmarks import Moment, buy_and_hold, buy_monthly
from .curve import Drawdown, Standing
from .market import MarketRules, Pair
from .numbers import HUNDRED, ZERO, exactly, quotient_half_even, total_if_known
from .performance import Comparison, Milestone, Performance, Tally
from .returns import Flow, money_weighted_return

type Benchmark = Callable[[Decimal, Decimal, Sequence[Moment], Decimal, MarketRules], Decimal | None]


@dataclass(slots=True)
class _Stretch:
    """One set of books from when it counts on; ``start`` is its value then, ``came`` what came in since (quote)."""

    pair: Pair
    standing: Standing
    price: Decimal | None
    start: Decimal
    capital: Decimal
    coins: Decimal
    came: Decimal = ZERO
    month: int | None = None
    moments: list[Moment] = field(default_factory=list)
    waiting_capital: Decimal = ZERO
    waiting_coins: Decimal = ZERO
    value: Decimal | None = field(init=False)
    """None while a position is held of which no close was seen."""

    def __post_init__(self) -> None:
        self.valued()

    def valued(self) -> None:
        """Take what the books are worth from how they stand and the last close."""
        standing = self.standing
        if not standing.position:
            self.value = standing.cash
        elif self.price is not None:
            # As Standing.value, written out because it is asked for at every close.
            self.value = standing.cash + standing.position * self.price
        else:
            self.value = None

    def closed(self, close: Decimal, month: int) -> None:
        """A candle closed that opened in this calendar month."""
        self.price = close
        self.valued()
        opens_month = month != self.month
        if opens_month or self.waiting_capital or self.waiting_coins:
            self.moments.append(Moment(close, self.waiting_capital, self.waiting_coins, opens_month))
            self.month, self.waiting_capital, self.waiting_coins = month, ZERO, ZERO

    @exactly
    def stands(self, standing: Standing) -> Decimal:
        """The books stand differently; returns what came in (below 0: went out)."""
        before, self.standing = self.standing, standing
        self.valued()
        came = standing.invested - before.invested
        self.came += came
        if came:
            capital = standing.allocated - before.allocated
            self.waiting_capital += capital
            if not capital:
                self.waiting_coins += standing.position - before.position
        return came

    @exactly
    def earned(self, benchmark: Benchmark, rules: MarketRules | None) -> Decimal | None:
        """What a benchmark would have earned instead.

        None without a close or the rules of the market, and where it could not have paid out what was taken out.
        """
        if self.price is None or rules is None:
            return None
        kept = benchmark(self.capital, self.coins, self.moments, self.price, rules)
        if kept is None:
            return None
        value = kept + self.waiting_capital + self.waiting_coins * self.price
        return None if value < 0 else value - self.start - self.came


class Meter:
    """All books of one currency and kind that are looked at together, from one time on; each is named by a key."""

    def __init__(self, currency: str) -> None:
        self.currency = currency
        self._watched: dict[str, _Stretch] = {}
        self._left: list[_Stretch] = []
        self._flows: list[Flow] = []
        self._drawdown = Drawdown()
        # The sum of what is known of each, kept up to date, because a million closes change one part of it each.
        self._known = ZERO
        self._unknown = 0
        self._before: Decimal | None = None
        """The last known value before something came or went, until the value is known again."""
        self._start: int | None = None
        self._end = 0

    def watches(self, key: str) -> bool:
        """Whether these books count at present."""
        return key in self._watched

    @property
    @exactly
    def capital(self) -> Decimal:
        """What is allocated to the books that count at present, net."""
        return sum((stretch.standing.allocated for stretch in self._watched.values()), ZERO)

    @exactly
    def enters(
        self, key: str, pair: Pair, standing: Standing, price: Decimal | None, time: int, *, opened: bool = False
    ) -> None:
        """Books count from now on, at their value at the last close (``price``, None if none was seen).

        Those that are just ``opened`` count with what was invested in them, and so do those without a value.
        """
        stretch = _Stretch(pair, standing, price, ZERO, standing.cash, standing.position)
        stretch.start = standing.invested if opened or stretch.value is None else stretch.value
        before = self._value
        self._watched[key] = stretch
        self._count(stretch.value)
        self._moved(before, stretch.start, time)

    @exactly
    def leaves(self, key: str, time: int) -> None:
        """Books count no longer: what they are worth goes with them."""
        before = self._value
        stretch = self._watched.pop(key)
        self._left.append(stretch)
        self._count(stretch.value, -1)
        self._moved(before, -(stretch.standing.invested if stretch.value is None else stretch.value), time)

    @exactly
    def stands(self, key: str, standing: Standing, time: int) -> None:
        """Books stand differently after an event."""
        before, stretch = self._value, self._watched[key]
        self._count(stretch.value, -1)
        came = stretch.stands(standing)
        self._count(stretch.value)
        self._end = max(self._end, time)
        if came:
            self._moved(before, came, time)

    @exactly
    def closed(self, key: str, close: Decimal, month: int, time: int) -> None:
        """A strategy saw the close of a candle that opened in this calendar month (``benchmarks.month_of``)."""
        stretch = self._watched[key]
        self._count(stretch.value, -1)
        stretch.closed(close, month)
        self._count(stretch.value)
        self._end = max(self._end, time)
        if not self._unknown:
            self._settle()
            self._drawdown.note(self._known)

    @exactly
    def performance(
        self, rules: Mapping[Pair, MarketRules], tally: Tally, milestones: tuple[Milestone, ...]
    ) -> Performance:
        """How the books did until now; raises ValueError if none ever counted."""
        if self._start is None:
            raise ValueError("no books were looked at")
        value, capital = self._value, self.capital
        came = sum((flow.amount for flow in self._flows), ZERO)
        profit = None if value is None else value - came
        return Performance(
            currency=self.currency,
            start=self._start,
            end=self._end,
            capital=capital,
            value=value,
            profit=profit,
            profit_percent=None if profit is None else _percent(profit, capital),
            tally=tally,
            drawdown=self._drawdown.percent,
            money_weighted=None if value is None else money_weighted_return(self._flows, self._end, value),
            buy_and_hold=self._compared(buy_and_hold, rules, capital),
            monthly=self._compared(buy_monthly, rules, capital),
            milestones=milestones,
        )

    @property
    def _value(self) -> Decimal | None:
        return None if self._unknown else self._known

    def _count(self, value: Decimal | None, times: int = 1) -> None:
        if value is None:
            self._unknown += times
        else:
            self._known += value * times

    def _moved(self, before: Decimal | None, came: Decimal, time: int) -> None:
        if self._start is None:
            self._start = time
        self._end = max(self._end, time)
        self._flows.append(Flow(time, came))
        if before is not None:
            self._before = before
        if not self._unknown:
            self._settle()

    def _settle(self) -> None:
        """What came or went while the value was not known is no gain or loss either."""
        if self._before is not None:
            self._drawdown.moved(self._before, self._known)
            self._before = None

    def _compared(self, benchmark: Benchmark, rules: Mapping[Pair, MarketRules], capital: Decimal) -> Comparison | None:
        stretches = (*self._left, *self._watched.values())
        profit = total_if_known(stretch.earned(benchmark, rules.get(stretch.pair)) for stretch in stretches)
        return None if profit is None else Comparison(profit, _percent(profit, capital))


def _percent(profit: Decimal, capital: Decimal) -> Decimal | None:
    return quotient_half_even(profit * HUNDRED, capital) if capital > 0 else None
