"""The demo market's path: integers only, the same on every machine, joined at its seams, and bounded for ever."""

from decimal import Context, Decimal
from hashlib import sha256

from hypothesis import given, strategies as st
import pytest

from custom_components.aurono.engine.timeframe import HOUR, MINUTE
from custom_components.aurono.exchange.demo.listings import LISTINGS, Listing
from custom_components.aurono.exchange.demo.path import DOUBLING, HOURS_PER_WEEK, PricePath, scaled_by

LIVELY, _, CALM, THIN = LISTINGS
WEEKS = st.integers(2_600, 8_000)
"""From 2019 to 2123."""
EXACT = Context(prec=50)


def path_of(listing: Listing = LIVELY, seed: int = 1) -> PricePath:
    return PricePath(seed, listing.pair.base, listing.character)


def test_given_a_seed_when_a_week_is_computed_then_it_is_the_one_that_every_machine_computes() -> None:
    """The digest was made on x86-64; a machine that differs here would show its owner another market."""
    digest = sha256()
    for listing in LISTINGS:
        path = path_of(listing, seed=2026)
        for number in range(497_000, 497_000 + HOURS_PER_WEEK):
            hour = path.hour(number)
            prices = [scaled_by(10**15, level) for level in hour.levels]
            digest.update(repr((list(hour.times), prices, list(hour.sizes))).encode())

    assert digest.hexdigest() == "fb984d487fb355f2a70f89cf25f2bd884ce0004ac18c18fe4bda6e032fcf0a7b"


@given(doublings=st.integers(-8, 8), number=st.integers(1, 10**18))
def test_given_whole_doublings_when_scaled_then_the_result_is_exact(doublings: int, number: int) -> None:
    expected = number << doublings if doublings >= 0 else number >> -doublings

    assert scaled_by(number, doublings * DOUBLING) == expected


@given(level=st.integers(-6 * DOUBLING, 6 * DOUBLING))
def test_given_any_level_when_scaled_then_it_is_the_power_of_two(level: int) -> None:
    number = 10**18

    exponent = EXACT.divide(Decimal(level), Decimal(DOUBLING))
    expected = EXACT.multiply(EXACT.power(Decimal(2), exponent), Decimal(number))

    assert abs(expected - scaled_by(number, level)) <= expected * Decimal("1e-12") + 1


@given(level=st.integers(-6 * DOUBLING, 6 * DOUBLING), rise=st.one_of(st.integers(0, 9), st.integers(0, DOUBLING)))
def test_given_a_level_that_rises_when_scaled_then_the_price_never_falls(level: int, rise: int) -> None:
    assert scaled_by(10**18, level) <= scaled_by(10**18, level + rise)


@given(level=st.integers(-3, 3).map(lambda doublings: doublings * DOUBLING), below=st.integers(1, 1_000))
def test_given_a_level_just_below_a_doubling_when_scaled_then_the_price_is_not_above_it(level: int, below: int) -> None:
    assert scaled_by(10**18, level - below) <= scaled_by(10**18, level)


@given(seed=st.integers(0, 2**64), week=WEEKS)
def test_given_two_weeks_in_a_row_when_computed_then_one_ends_where_the_next_begins(seed: int, week: int) -> None:
    path = path_of(seed=seed)

    assert path._week(week).levels[HOURS_PER_WEEK] == path._week(week + 1).levels[0]


@given(seed=st.integers(0, 2**64), number=st.integers(440_000, 1_300_000))
def test_given_an_hour_with_a_trade_in_its_last_minute_when_computed_then_it_ends_where_the_week_says(
    seed: int, number: int
) -> None:
    path = path_of(seed=seed)
    hour = path.hour(number)

    week = path._week(number // HOURS_PER_WEEK)
    if hour.times[-1] >= (number + 1) * HOUR - MINUTE:
        assert hour.levels[-1] == week.levels[number % HOURS_PER_WEEK + 1]


@pytest.mark.parametrize("listing", LISTINGS)
@given(seed=st.integers(0, 2**64), number=st.integers(440_000, 1_300_000))
def test_given_any_hour_when_computed_then_its_trades_are_in_order_and_inside_it(
    listing: Listing, seed: int, number: int
) -> None:
    hour = path_of(listing, seed).hour(number)

    assert len(hour.times) == len(hour.levels) == len(hour.sizes) <= 60
    assert all(number * HOUR < time < (number + 1) * HOUR for time in hour.times)
    assert list(hour.times) == sorted(set(hour.times))
    assert all(1 <= size <= 65_536 for size in hour.sizes)
    assert hour.times or number % 24, "the first hour of a day has a trade"


@given(seed=st.integers(0, 2**64), number=st.integers(440_000, 1_300_000))
def test_given_any_century_when_computed_then_the_price_stays_in_its_range(seed: int, number: int) -> None:
    path = path_of(THIN, seed)

    assert all(abs(level) < 8 * DOUBLING for level in path.hour(number).levels)


def test_given_another_seed_or_coin_when_computed_then_it_is_another_market() -> None:
    hours = [
        path_of().hour(497_000),
        path_of(seed=2).hour(497_000),
        PricePath(1, "OTHERDEMO", LIVELY.character).hour(497_000),
    ]

    assert len({tuple(hour.levels) for hour in hours}) == len({tuple(hour.times) for hour in hours}) == 3


def test_given_a_jump_when_its_hour_is_computed_then_the_price_moves_at_once() -> None:
    path = path_of()
    week = path._week(2_958)
    jumps = [index for index, jump in enumerate(week.jumps) if jump]

    assert jumps, "the lively market jumps in most weeks"
    for index in jumps:
        hour = path.hour(2_958 * HOURS_PER_WEEK + index)
        steps = [after - before for before, after in zip(hour.levels, hour.levels[1:], strict=False)]
        largest = max(steps, key=abs)
        assert abs(largest - week.jumps[index]) < abs(week.jumps[index]) / 2
        assert largest * week.jumps[index] > 0
