"""The market clock: a time-lapse that never goes back, never overtakes the present, and waits where it is held."""

from dataclasses import dataclass

from hypothesis import given, strategies as st
import pytest

from custom_components.aurono.engine.timeframe import DAY, HOUR, MINUTE, SECOND
from custom_components.aurono.exchange.market_clock import MarketClock

PRESENT = 1_780_000_000_000
LAPSE = 3_600
"""One market hour in a real second."""


@dataclass
class Machine:
    """The clocks of the computer; time passes only when the test says so."""

    monotonic: float = 1_234.5
    wall: int = PRESENT

    def passes(self, seconds: float) -> None:
        self.monotonic += seconds
        self.wall += round(seconds * 1_000)

    def clock(self, speed: int, start: int) -> MarketClock:
        return MarketClock(speed, start, monotonic=lambda: self.monotonic, wall=lambda: self.wall)


def test_given_a_time_lapse_when_a_second_passes_then_the_market_is_an_hour_on() -> None:
    machine = Machine()
    clock = machine.clock(LAPSE, PRESENT - DAY)

    assert (clock.speed, clock.now()) == (LAPSE, PRESENT - DAY)
    machine.passes(1)
    assert clock.now() == PRESENT - DAY + HOUR


def test_given_a_time_lapse_when_it_is_asked_every_microsecond_then_no_time_is_lost() -> None:
    machine = Machine()
    clock = machine.clock(7, PRESENT - DAY)

    for _ in range(10_000):
        machine.monotonic += 0.000_001
        clock.now()

    assert clock.now() == PRESENT - DAY + 70


def test_given_a_time_lapse_when_it_has_caught_up_then_it_goes_on_at_real_speed() -> None:
    machine = Machine()
    clock = machine.clock(LAPSE, PRESENT - 2 * HOUR)

    machine.passes(10)
    assert clock.now() == machine.wall
    machine.passes(10)
    assert clock.now() == machine.wall == PRESENT + 20 * SECOND


def test_given_a_time_lapse_when_asked_for_its_pace_then_it_is_that_of_the_market_now() -> None:
    machine = Machine()
    clock = machine.clock(LAPSE, PRESENT - 2 * HOUR)

    assert clock.pace == LAPSE
    machine.passes(10)
    assert clock.pace == 1
    machine.passes(10)
    clock.hold_at(clock.now())
    machine.passes(0.5)
    assert clock.pace == 1, "what a hold costs is no time-lapse"


def test_given_speed_one_when_time_passes_then_the_market_is_the_present_whatever_the_start() -> None:
    machine = Machine()
    clock = machine.clock(1, PRESENT - DAY)

    assert clock.now() == PRESENT
    machine.passes(MINUTE / SECOND)
    assert clock.now() == PRESENT + MINUTE


def test_given_speed_one_when_it_is_held_then_real_time_goes_on() -> None:
    machine = Machine()
    clock = machine.clock(1, PRESENT)
    clock.hold_at(PRESENT + SECOND)

    machine.passes(10)

    assert clock.now() == PRESENT + 10 * SECOND


def test_given_a_hold_when_the_machine_is_slow_then_the_market_waits_and_goes_on_from_there() -> None:
    machine = Machine()
    start = PRESENT - DAY
    clock = machine.clock(LAPSE, start)
    clock.hold_at(start + HOUR)

    machine.passes(5)
    assert clock.now() == start + HOUR

    clock.hold_at(start + 2 * HOUR)
    assert clock.now() == start + HOUR, "the time spent waiting is not caught up with"
    machine.passes(0.5)
    assert clock.now() == start + HOUR + HOUR // 2
    machine.passes(5)
    assert clock.now() == start + 2 * HOUR


def test_given_a_hold_that_was_not_reached_when_it_is_moved_on_then_the_way_so_far_counts() -> None:
    machine = Machine()
    start = PRESENT - DAY
    clock = machine.clock(LAPSE, start)
    clock.hold_at(start + HOUR)

    machine.passes(0.5)
    clock.hold_at(start + 3 * HOUR)
    machine.passes(1)

    assert clock.now() == start + HOUR + HOUR // 2


def test_given_a_hold_when_it_is_lifted_then_the_market_runs() -> None:
    machine = Machine()
    start = PRESENT - DAY
    clock = machine.clock(LAPSE, start)
    clock.hold_at(start)
    machine.passes(1)

    clock.hold_at(None)
    machine.passes(1)

    assert clock.now() == start + HOUR


def test_given_a_hold_in_the_past_when_time_passes_then_the_market_stops_where_it_is() -> None:
    machine = Machine()
    start = PRESENT - DAY
    clock = machine.clock(LAPSE, start)
    machine.passes(1)

    clock.hold_at(start - HOUR)
    machine.passes(1)

    assert clock.now() == start + HOUR


def test_given_a_time_lapse_when_asked_for_the_delay_then_it_ends_exactly_at_the_moment() -> None:
    machine = Machine()
    start = PRESENT - DAY
    clock = machine.clock(LAPSE, start)

    assert clock.real_delay(start + HOUR) == 1.0
    assert clock.real_delay(start) == 0.0
    assert clock.real_delay(start - HOUR) == 0.0


def test_given_a_moment_beyond_the_present_when_asked_for_the_delay_then_the_rest_runs_at_real_speed() -> None:
    machine = Machine()
    clock = machine.clock(LAPSE, PRESENT - HOUR)

    assert clock.real_delay(PRESENT + MINUTE) == 60.0


def test_given_the_wall_clock_is_set_back_when_time_passes_then_the_market_goes_on_at_real_speed() -> None:
    machine = Machine()
    clock = machine.clock(LAPSE, PRESENT - HOUR)
    machine.passes(10)
    reached = clock.now()

    machine.wall -= DAY
    assert clock.now() == reached
    machine.passes(60)

    assert clock.now() == reached + MINUTE
    assert clock.real_delay(reached + 2 * MINUTE) == 60.0


def test_given_the_wall_clock_is_set_back_when_the_lapse_is_far_behind_then_its_pace_does_not_change() -> None:
    machine = Machine()
    clock = machine.clock(LAPSE, PRESENT - 100 * DAY)

    machine.wall -= DAY
    machine.passes(1)

    assert clock.now() == PRESENT - 100 * DAY + HOUR


def test_given_the_wall_clock_is_set_forward_when_caught_up_then_the_lapse_runs_through_the_new_time() -> None:
    machine = Machine()
    clock = machine.clock(LAPSE, PRESENT)

    machine.wall += DAY
    machine.passes(1)
    assert clock.now() == PRESENT + HOUR


def test_given_a_restart_when_made_anew_with_the_last_time_then_the_market_stood_still_meanwhile() -> None:
    machine = Machine()
    before = machine.clock(LAPSE, PRESENT - DAY)
    machine.passes(2)
    last = before.now()

    machine.passes(HOUR / SECOND)
    again = machine.clock(LAPSE, last)

    assert again.now() == last == PRESENT - DAY + 2 * HOUR


def test_given_a_speed_below_one_when_made_then_it_is_refused() -> None:
    with pytest.raises(ValueError, match="0 times"):
        MarketClock(0, PRESENT)


def test_given_no_clocks_of_a_test_when_made_for_the_present_then_it_tells_the_time() -> None:
    clock = MarketClock(1, 0)

    assert PRESENT - 1_000 * DAY < clock.now() <= clock.now()


@given(
    speed=st.sampled_from([1, 2, 60, LAPSE, 86_400]),
    behind=st.integers(0, 30 * DAY),
    steps=st.lists(
        st.tuples(st.floats(0, 100_000), st.one_of(st.none(), st.integers(-HOUR, 40 * DAY))), min_size=1, max_size=20
    ),
)
def test_given_any_pace_and_holds_when_time_passes_then_it_never_goes_back_nor_overtakes(
    speed: int, behind: int, steps: list[tuple[float, int | None]]
) -> None:
    machine = Machine()
    start = PRESENT - behind
    clock = machine.clock(speed, start)
    last = clock.now()

    for seconds, hold in steps:
        clock.hold_at(None if hold is None else start + hold)
        held_at = clock.now()
        machine.passes(seconds)
        now = clock.now()
        assert last <= held_at <= now <= machine.wall
        if speed > 1 and hold is not None:
            assert now <= max(start + hold, held_at)
        last = now


@given(
    speed=st.sampled_from([1, 3, 60, LAPSE]),
    behind=st.integers(0, 30 * DAY),
    until=st.integers(0, 60 * DAY),
)
def test_given_any_pace_when_the_delay_has_passed_then_the_moment_has_come(speed: int, behind: int, until: int) -> None:
    machine = Machine()
    start = PRESENT - behind
    clock = machine.clock(speed, start)

    machine.passes(clock.real_delay(start + until))

    assert clock.now() >= start + until
    assert clock.real_delay(start + until) == 0.0


@given(jumps=st.lists(st.tuples(st.floats(0, 1_000), st.integers(-10 * DAY, 10 * DAY)), max_size=20))
def test_given_a_wall_clock_that_jumps_when_time_passes_then_the_market_never_goes_back_nor_runs_faster(
    jumps: list[tuple[float, int]],
) -> None:
    machine = Machine()
    clock = machine.clock(60, PRESENT - DAY)
    last = clock.now()

    for seconds, jump in jumps:
        machine.passes(seconds)
        machine.wall += jump
        now = clock.now()
        assert last <= now <= last + round(seconds * 60 * SECOND) + 1
        last = now
