"""What the same money would have come to by buying and keeping: the yardsticks for every rule, simulated or lived.

Both keep the coins that were there at the start, pay the taker fee, buy the largest amount on the amount step that the
money covers (paid = amount × price × (1 + fee), rounded up), keep what is left, and know no minimums and no slippage.

- **Buy and hold**: all of the capital, rounded down to the settlement step, buys at the first close and stays.
- **Monthly buying**: at the first close of each calendar month (UTC), of n such months, the k-th buys for capital × k /
  n, rounded down to the settlement step, less what was paid before.

A simulation has the capital that it began with. Where capital came later, buying and holding buys with it at the next
close, and monthly buying counts it in from its next purchase on. Where it went, what was not spent goes first, and then
as many coins are sold at the next close as bring the rest (received = amount × price × (1 − fee), rounded down). Where
all of them do not bring it, the same money could not have gone, and there is nothing to compare with.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from .market import MarketRules
from .numbers import ONE, ZERO, exactly, quotient_down, quotient_up
from .timeframe import DAY


@dataclass(frozen=True, slots=True)
class Moment:
    """A close at which a benchmark may act.

    ``capital`` (quote, below 0 if it went) and ``coins`` (base) came since the moment before. ``opens_month``: the
    candle is the first that opened in its calendar month.
    """

    close: Decimal
    capital: Decimal = ZERO
    coins: Decimal = ZERO
    opens_month: bool = False


def buy_and_hold(
    capital: Decimal, coins: Decimal, moments: Sequence[Moment], price: Decimal, rules: MarketRules
) -> Decimal | None:
    """The value at ``price`` of capital and coins held since the first moment, as the module defines it."""
    purchases = (
        (moment, ONE if number == 0 or moment.capital > 0 else ZERO, ONE) for number, moment in enumerate(moments)
    )
    return _kept(capital, coins, purchases, price, rules)


def buy_monthly(
    capital: Decimal, coins: Decimal, moments: Sequence[Moment], price: Decimal, rules: MarketRules
) -> Decimal | None:
    """The value at ``price`` of capital that bought month by month, as the module defines it."""
    months = Decimal(sum(moment.opens_month for moment in moments))

    def shares() -> Iterable[tuple[Moment, Decimal, Decimal]]:
        month = ZERO
        for moment in moments:
            month += moment.opens_month
            # Between two months nothing is bought: a share of nothing.
            yield moment, month if moment.opens_month else ZERO, months

    return _kept(capital, coins, shares(), price, rules)


@exactly
def _kept(
    capital: Decimal,
    position: Decimal,
    purchases: Iterable[tuple[Moment, Decimal, Decimal]],
    price: Decimal,
    rules: MarketRules,
) -> Decimal | None:
    """The value of what is bought for ``share`` / ``whole`` of the capital at each moment and kept."""
    cash = capital
    for moment, share, whole in purchases:
        capital += moment.capital
        cash += moment.capital
        position += moment.coins
        if cash < 0:
            brings = moment.close * (ONE - rules.taker_fee)
            amount = min(position, quotient_up(-cash, brings, rules.amount_step))
            position -= amount
            cash += rules.money_down(amount * brings)
            if cash < 0 and not position:
                return None
        elif share and capital > 0:
            budget = quotient_down(capital * share, whole, rules.money_step) - (capital - cash)
            if budget > 0:
                with_fee = moment.close * (ONE + rules.taker_fee)
                amount = rules.amount_down(budget, with_fee)
                position += amount
                cash -= rules.money_up(amount * with_fee)
    return cash + position * price


def month_of(time: int) -> int:
    """A number for the calendar month (UTC) of a moment (Hinnant, Low-Level Date Algorithms, 2013)."""
    era, day_of_era = divmod(time // DAY + 719_468, 146_097)
    year = (day_of_era - day_of_era // 1_460 + day_of_era // 36_524 - day_of_era // 146_096) // 365
    day_of_year = day_of_era - (365 * year + year // 4 - year // 100)
    return (era * 400 + year) * 12 + (5 * day_of_year + 2) // 153
