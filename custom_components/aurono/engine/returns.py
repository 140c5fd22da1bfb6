"""The money-weighted return: the one rate at which everything that was put in would have grown to what is there.

With flows CF_i at times t_i (in is positive; the first is what was there at the start t_0), the value V at the end T
and w_i = (T - t_i) / (T - t_0), it is the R that solves

    sum of CF_i × (1 + R)^w_i = V

that is, the internal rate of return over the whole period (CFA Institute, GIPS Standards 2020: money-weighted return;
not annualized for less than a year). A rate is only told where it is the one solution: at it the balance that the flows
leave behind is never negative before the end (C. S. Soper, The Marginal Efficiency of Capital: A Further Note, The
Economic Journal 69, 1959). The balance grows with the rate as long as it is not negative, so halving an interval finds
the rate, the same on every machine: ``decimal`` rounds exp and ln correctly.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal

from .numbers import ZERO, exactly
from .timeframe import DAY

YEAR = 365 * DAY
RATE_DECIMALS = 6
"""Decimals of a rate in percent."""

_STEPS = 10**8
"""Steps of the growth factor in 1, so that a step is the last decimal of a rate."""
_MOST = 10**20
"""A growth factor (in steps) beyond which there is no sensible rate."""
_CONTEXT = Context(prec=34, rounding=ROUND_HALF_EVEN)


@dataclass(frozen=True, slots=True)
class Flow:
    """Money that came in (below 0: went out) at a time (ms), in quote."""

    time: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Rate:
    """A return in percent, 6 decimals: over the whole period, and per year where that is at least one (365 days)."""

    period: Decimal
    yearly: Decimal | None


def money_weighted_return(flows: Sequence[Flow], end: int, value: Decimal) -> Rate | None:
    """The rate as the module defines it, of flows in the order of their times.

    None where it is undefined: nothing was there at the start, no time passed, more was taken out than there was, or
    more than one rate may solve the equation.
    """
    puts, value = _joined(flows, end, value)
    if not puts or puts[0].amount <= 0 or value < 0:
        return None
    equation = _Equation(puts, end, value)
    steps = equation.solved()
    return None if steps is None else equation.rate(steps)


@exactly
def _joined(flows: Sequence[Flow], end: int, value: Decimal) -> tuple[list[Flow], Decimal]:
    """One flow a moment, none that is nothing; those at the end belong to what is there then."""
    puts: list[Flow] = []
    for flow in flows:
        if flow.time >= end:
            value -= flow.amount
        elif puts and puts[-1].time >= flow.time:
            puts[-1] = Flow(puts[-1].time, puts[-1].amount + flow.amount)
        else:
            puts.append(flow)
    return [flow for flow in puts if flow.amount], value


class _Equation:
    """What is to be solved; growth is counted in steps."""

    def __init__(self, puts: Sequence[Flow], end: int, value: Decimal) -> None:
        self._span = Decimal(end - puts[0].time)
        times = [*(flow.time for flow in puts[1:]), end]
        self._puts = [
            (flow.amount, _CONTEXT.divide(Decimal(until - flow.time), self._span))
            for flow, until in zip(puts, times, strict=True)
        ]
        self._value = value

    def solved(self) -> int | None:
        """The growth factor of the whole period, to the nearest step."""
        low, high = -1, _STEPS
        while self._is_low(high):
            low, high = high, high * 2
            if high > _MOST:
                return None
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self._is_low(middle) else (low, middle)
        # Where a balance turns negative just below, it was that and not the value which told the rate to be too low.
        return high if high == 0 or self._end(high - 1) is not None else None

    def rate(self, steps: int) -> Rate:
        """What a growth factor means in percent."""
        percent = _percent(Decimal(steps))
        if self._span < YEAR or steps == 0:
            return Rate(percent, percent if self._span >= YEAR else None)
        years = _CONTEXT.divide(self._span, Decimal(YEAR))
        yearly = _CONTEXT.exp(_CONTEXT.divide(_logarithm(steps, _STEPS), years))
        return Rate(percent, _percent(_CONTEXT.to_integral_value(_CONTEXT.multiply(yearly, Decimal(_STEPS)))))

    def _is_low(self, steps: int) -> bool:
        """Whether a growth half a step above is not enough."""
        end = self._end(steps)
        return end is None or end < self._value

    def _end(self, steps: int) -> Decimal | None:
        """What the flows grow to with a growth half a step above; None if they leave a negative balance before."""
        logarithm = _logarithm(2 * steps + 1, 2 * _STEPS)
        balance = ZERO
        for amount, share in self._puts:
            balance = _CONTEXT.add(balance, amount)
            if balance < 0:
                return None
            balance = _CONTEXT.multiply(balance, _CONTEXT.exp(_CONTEXT.multiply(logarithm, share)))
        return balance


def _logarithm(numerator: int, denominator: int) -> Decimal:
    return _CONTEXT.ln(_CONTEXT.divide(Decimal(numerator), Decimal(denominator)))


def _percent(steps: Decimal) -> Decimal:
    """A growth factor in steps as a rate in percent."""
    return _CONTEXT.scaleb(_CONTEXT.subtract(steps, Decimal(_STEPS)), -RATE_DECIMALS)
