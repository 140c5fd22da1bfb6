"""The demo market's price as a pure function of seed, coin and time.

The path lives in the logarithm of the price: integers in units of 2^-40 of a doubling, made of hashed noise. Nothing is
stored and nothing is walked from a beginning; any hour needs its week and itself:

- At the boundaries of weeks the logarithm is a sum of seven octaves, from one week to 64, each swinging linearly
  between hashed points: the trends, and since each is bounded, a price that stays in its range for ever.
- Within a week it moves in 168 hourly steps: noise, scaled by the mood of the day and the time of day, a drift of the
  day, and now and then a jump. A straight line on top makes the week end where the next begins.
- Within an hour it moves in 60 minutely steps in the same way; a jump happens in one of its minutes.

Only integer arithmetic and SHAKE-128 are used, no logarithm or sine of a C library, so that every machine sees the same
market to the last digit.
"""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import shake_128
from itertools import accumulate, compress
from operator import add

from ...engine.timeframe import DAY, HOUR, MINUTE
from .listings import Character

DOUBLING = 1 << 40
"""The unit in which a price that doubles has moved."""

HOURS_PER_WEEK = 168
MINUTES = 60

_BASIS_POINT = DOUBLING * 14_427 // 100_000_000
"""A move of 0.01 %: 1 / ln 2 = 1.4427 doublings are a factor of e."""

# One standard deviation of the noise below: the sum of four bytes, and the sum of 60 × two bytes.
_HOUR_NOISE = 148
_MINUTE_NOISE = 809

_OCTAVES = (6, 8, 12, 17, 24, 34, 48)
"""How far the octaves of 1, 2, 4 … 64 weeks swing at most, in hourly moves: by √2 from one to the next, as in a random
walk."""

_MOODS = (9, 11, 13, 15, 16, 18, 22, 28)
"""How excited a day is, in sixteenths."""

_HOURS = (9, 7, 6, 5, 5, 6, 9, 12, 15, 17, 17, 16, 16, 18, 20, 22, 23, 22, 20, 19, 18, 16, 14, 11)
"""How excited an hour of the day (UTC) is, in sixteenths: quiet nights, busy afternoons."""

_KEPT = 8
"""Hours, and weeks, that are remembered of a coin, up to 6 and 3 kilobytes each: who reads, reads one after the
other."""


@dataclass(frozen=True, slots=True)
class Hour:
    """The trades of an hour, in order: when (ms), the logarithm of the price, the amount in parts of a large one."""

    times: Sequence[int]
    levels: Sequence[int]
    sizes: Sequence[int]


@dataclass(frozen=True, slots=True)
class _Week:
    """The logarithm at the 169 boundaries of its hours, and the jump in each hour with its minute."""

    levels: Sequence[int]
    jumps: Sequence[int]
    jump_minutes: Sequence[int]


class PricePath:
    """The path of one coin in one seed's world. Hours are counted from 1970-01-01 00:00 UTC."""

    def __init__(self, seed: int, coin: str, character: Character) -> None:
        self._key = f"{seed}/{coin}"
        self._character = character
        self._move = character.hourly_move * _BASIS_POINT
        self._week = lru_cache(maxsize=_KEPT)(self._make_week)
        self.hour = lru_cache(maxsize=_KEPT)(self._make_hour)

    def _make_hour(self, number: int) -> Hour:
        week = self._week(number // HOURS_PER_WEEK)
        index = number % HOURS_PER_WEEK
        start, end, jump = week.levels[index], week.levels[index + 1], week.jumps[index]
        excitement = _HOURS[number % 24]
        noise = self._noise(f"hour/{number}", 5 * MINUTES)
        scale = self._move * excitement // (16 * _MINUTE_NOISE)
        steps = list(accumulate(map(add, noise[:MINUTES], noise[MINUTES : 2 * MINUTES], strict=True)))
        rest = end - start - jump - scale * steps[-1]
        levels = [start + scale * step + minute * rest // MINUTES for minute, step in enumerate(steps, 1)]
        if jump:
            at = week.jump_minutes[index]
            levels[at:] = [level + jump for level in levels[at:]]
        trades = (self._character.liveliness * excitement // 16).__gt__
        traded = list(map(trades, noise[2 * MINUTES : 3 * MINUTES]))
        if number % (DAY // HOUR) == 0:
            # No coin sleeps for more than a day: whoever looks for the last trade finds one.
            traded[noise[0] % MINUTES] = True
        opened = number * HOUR
        moments = noise[3 * MINUTES : 4 * MINUTES]
        return Hour(
            # Never on the full minute: what is last at the end of an hour is the hour's close.
            times=[
                opened + minute * MINUTE + (2 * moment + 1) * MINUTE // 512
                for minute, moment in compress(enumerate(moments), traded)
            ],
            levels=list(compress(levels, traded)),
            sizes=[(size + 1) ** 2 for size in compress(noise[4 * MINUTES :], traded)],
        )

    def _make_week(self, number: int) -> _Week:
        start, end = self._trend(number), self._trend(number + 1)
        noise = self._noise(f"week/{number}", 8 * HOURS_PER_WEEK)
        moods = self._noise(f"moods/{number}", 14)
        rarity = max(1, 65_536 // self._character.hours_per_jump)
        steps, jumps, minutes = [], [], []
        for hour in range(HOURS_PER_WEEK):
            first, second, third, fourth, high, low, size, minute = noise[8 * hour : 8 * hour + 8]
            day = hour // 24
            excitement = _MOODS[moods[day] % len(_MOODS)] * _HOURS[hour % 24]
            move = (first + second + third + fourth - 510) * self._move // _HOUR_NOISE * excitement // 256
            drift = (moods[7 + day] - 128) * self._move // 1_024
            jump = 0
            if high << 8 | low < rarity:
                # Up or down by 2.6 to 8.3 % in a market that moves by 1.5 % in an hour.
                jump = (170 + 3 * (size >> 1)) * self._move // 100 * (1 if size & 1 else -1)
            steps.append(move + drift + jump)
            jumps.append(jump)
            minutes.append(minute % MINUTES)
        walked = list(accumulate(steps, initial=0))
        rest = end - start - walked[-1]
        levels = [start + step + hour * rest // HOURS_PER_WEEK for hour, step in enumerate(walked)]
        return _Week(array("q", levels), array("q", jumps), bytes(minutes))

    def _trend(self, week: int) -> int:
        """The logarithm at the beginning of a week."""
        return sum(self._octave(octave, swing, week) for octave, swing in enumerate(_OCTAVES))

    def _octave(self, octave: int, swing: int, week: int) -> int:
        period = 1 << octave
        point, way = divmod(week, period)
        before, after = (int.from_bytes(self._noise(f"trend/{octave}/{at}", 2)) - 32_768 for at in (point, point + 1))
        return (before * (period - way) + after * way) * self._move * swing // (period * 32_768)

    def _noise(self, of: str, length: int) -> bytes:
        return shake_128(f"{self._key}/{of}".encode()).digest(length)


_ONE = 60
"""Binary digits after the point in the arithmetic of :func:`scaled_by`."""


def _series() -> tuple[int, ...]:
    """(ln 2)^k / k!, the series of 2^x; the highest power first."""
    ln2 = 799_144_290_325_165_979
    terms = [1 << _ONE]
    for power in range(1, 14):
        terms.append((terms[-1] * ln2 >> _ONE) // power)
    return tuple(reversed(terms))


_SERIES = _series()


def scaled_by(number: int, level: int) -> int:
    """``number`` × 2^(level / DOUBLING), rounded down; never falls where the level rises."""
    doublings, fraction = divmod(level, DOUBLING)
    factor = 0
    for term in _SERIES:
        # Every term is positive and every rounding is down, so that a larger fraction never gives less.
        factor = term + (factor * fraction >> 40)
    shift = _ONE - doublings
    return number * factor >> shift if shift >= 0 else number * factor << -shift
