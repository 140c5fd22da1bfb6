"""The budget of requests: what may be sent now, and when to ask again."""

from custom_components.aurono.exchange.ccxt_adapter.limits import RESERVE, Budget, Points

NOW = 1_767_225_600_000


class Watch:
    """A monotonic clock that is set by hand."""

    def __init__(self) -> None:
        self.seconds = 1_000.0

    def __call__(self) -> float:
        return self.seconds


def test_nothing_is_held_back_before_the_first_answer() -> None:
    assert Budget().retry_at(25, essential=False) is None


def test_few_points_hold_back_what_is_not_essential_until_the_refill() -> None:
    watch = Watch()
    budget = Budget(watch)
    budget.observe(Points(RESERVE, NOW + 30_000), NOW)

    assert budget.retry_at(1, essential=False) == NOW + 30_000
    assert budget.retry_at(1, essential=True) is None
    watch.seconds += 29.9
    assert budget.retry_at(1, essential=False) == NOW + 30_000
    watch.seconds += 0.1
    assert budget.retry_at(1, essential=False) is None


def test_enough_points_hold_nothing_back() -> None:
    budget = Budget(Watch())
    budget.observe(Points(RESERVE + 5, NOW + 30_000), NOW)

    assert budget.retry_at(5, essential=False) is None
    assert budget.retry_at(6, essential=False) == NOW + 30_000


def test_no_points_hold_back_orders_too_because_a_ban_would_last_longer() -> None:
    budget = Budget(Watch())
    budget.observe(Points(0, NOW + 10_000), NOW)

    assert budget.retry_at(1, essential=True) == NOW + 10_000


def test_a_ban_holds_back_everything_until_it_ends() -> None:
    watch = Watch()
    budget = Budget(watch)
    budget.ban(NOW + 60_000, NOW)

    assert budget.retry_at(1, essential=True) == NOW + 60_000
    watch.seconds += 60
    assert budget.retry_at(1, essential=True) is None


def test_an_answer_that_was_still_on_its_way_does_not_lift_a_ban() -> None:
    budget = Budget(Watch())
    budget.ban(NOW + 60_000, NOW)
    budget.observe(Points(900, NOW + 1_000), NOW)

    assert budget.retry_at(1, essential=True) == NOW + 60_000


def test_after_a_ban_the_points_count_again() -> None:
    watch = Watch()
    budget = Budget(watch)
    budget.ban(NOW + 60_000, NOW)
    watch.seconds += 61
    budget.observe(Points(10, NOW + 90_000), NOW + 61_000)

    assert budget.retry_at(1, essential=False) == NOW + 90_000
    assert budget.retry_at(1, essential=True) is None


def test_a_clock_gone_wrong_does_not_hold_back_for_ever() -> None:
    watch = Watch()
    budget = Budget(watch)
    budget.ban(NOW + 10**12, NOW)

    watch.seconds += 3601
    assert budget.retry_at(1, essential=True) is None


def test_a_refill_that_is_over_already_holds_nothing_back() -> None:
    budget = Budget(Watch())
    budget.observe(Points(0, NOW - 1), NOW)

    assert budget.retry_at(1, essential=False) is None
