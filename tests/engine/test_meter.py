"""Books followed event by event: what counts as profit, as coming and going, and as a fall."""

from decimal import Decimal

import pytest

from custom_components.aurono.engine.curve import Drawdown, Standing
from custom_components.aurono.engine.market import Pair
from custom_components.aurono.engine.meter import Meter
from custom_components.aurono.engine.numbers import ZERO
from custom_components.aurono.engine.performance import Comparison, Performance, tally
from custom_components.aurono.engine.returns import Rate
from custom_components.aurono.engine.timeframe import DAY

from .build import SOL_EUR, number, rules

NOTHING = tally([])
MARKET = {SOL_EUR: rules(amount_step="0.1", taker_fee="0")}
BTC_EUR = Pair("BTC", "EUR")


def stand(cash: str, position: str = "0", basis: str = "0", allocated: str = "100") -> Standing:
    return Standing(number(cash), number(position), number(basis), number(allocated))


def figures(*values: str) -> tuple[Decimal | None, ...]:
    return tuple(number(value) for value in values)


def told(meter: Meter) -> Performance:
    return meter.performance(MARKET, NOTHING, ())


def comparison(profit: str, percent: str | None) -> Comparison:
    return Comparison(number(profit), None if percent is None else number(percent))


def test_given_a_buy_and_a_rise_then_value_profit_and_benchmarks_are_those_of_the_closes() -> None:
    meter = Meter("EUR")
    meter.enters("a", SOL_EUR, stand("100"), None, 0, opened=True)
    meter.closed("a", number(10), 1, DAY)
    meter.stands("a", stand("50", "5", "-50"), 2 * DAY)
    meter.closed("a", number(8), 1, 3 * DAY)
    meter.closed("a", number(12), 2, 10 * DAY)

    performance = told(meter)

    assert (performance.start, performance.end, performance.currency) == (0, 10 * DAY, "EUR")
    assert (performance.value, performance.profit, performance.profit_percent) == figures("110", "10", "10")
    assert performance.drawdown == 10, "from 100 to 90"
    assert performance.money_weighted == Rate(number(10), None)
    assert performance.buy_and_hold == comparison("20", "20"), "10 coins at 10"
    # 5 coins at 10, then 50 buy 4.1 at 12
    assert performance.monthly == comparison("10", "10")


def test_given_capital_and_coins_that_come_and_go_then_they_are_neither_profit_nor_drawdown() -> None:
    meter = Meter("EUR")
    meter.enters("a", SOL_EUR, stand("100"), None, 0, opened=True)
    meter.closed("a", number(10), 1, 1)
    meter.stands("a", stand("150", allocated="150"), 2)
    meter.stands("a", stand("150", "2", "-8", "150"), 3)
    meter.closed("a", number(10), 1, 4)
    meter.stands("a", stand("30", "2", "-8", "30"), 5)
    meter.closed("a", number(10), 1, 6)

    performance = told(meter)

    # 2 coins adopted at a cost of 4 each are worth 10 each
    assert (performance.value, performance.profit, performance.capital) == figures("50", "12", "30")
    assert performance.drawdown == 0
    # bought 10 for 100, 5 for 50 with 2 coins besides; 120 went, so 12 were sold
    assert performance.buy_and_hold == comparison("12", "40")


def test_given_a_deposit_between_two_falls_then_each_is_measured_by_what_was_there() -> None:
    meter = Meter("EUR")
    meter.enters("a", SOL_EUR, stand("0", "10", "-100"), None, 0, opened=True)
    for close in ("10", "9"):
        meter.closed("a", number(close), 1, 1)
    meter.stands("a", stand("1000", "10", "-100", "1100"), 2)
    meter.closed("a", number("8.1"), 1, 3)

    # 100 → 90 is 10 %; then 9 of 1090 are lost: 0.9 × (1081 / 1090) of the highest
    assert told(meter).drawdown == Decimal("10.743119266055")


def test_given_a_position_without_a_close_then_there_is_no_value_until_there_is_one() -> None:
    meter = Meter("EUR")
    meter.enters("a", SOL_EUR, stand("10", "2", "-20", "10"), None, 0, opened=True)
    blind = told(meter)
    meter.stands("a", stand("15", "2", "-20", "15"), 1)
    meter.closed("a", number(11), 1, 2)

    assert (blind.value, blind.profit, blind.profit_percent, blind.money_weighted) == (None, None, None, None)
    assert (blind.buy_and_hold, blind.monthly, blind.drawdown) == (None, None, ZERO)
    assert (told(meter).value, told(meter).profit) == figures("37", "2")


def test_given_books_that_join_and_leave_then_their_value_comes_and_goes_with_them() -> None:
    meter = Meter("EUR")
    meter.enters("a", SOL_EUR, stand("100"), None, 0, opened=True)
    meter.enters("b", SOL_EUR, stand("50", "5", "-40"), number(10), 1)
    meter.closed("a", number(10), 1, 2)
    meter.closed("b", number(8), 1, 3)
    assert meter.watches("b")
    assert meter.capital == 200
    meter.leaves("b", 4)

    performance = told(meter)

    assert not meter.watches("b")
    assert (performance.value, performance.profit, performance.capital) == figures("100", "-10", "100")
    assert performance.drawdown == 5, "10 of 200"
    # 10 coins at 10 for a; 5 there and 6.2 bought at 8 for b, which were worth 100 in the beginning
    assert performance.buy_and_hold == comparison("-10", "-10")


def test_given_books_that_leave_before_a_close_was_seen_then_what_was_invested_leaves_with_them() -> None:
    meter = Meter("EUR")
    meter.enters("a", SOL_EUR, stand("100"), None, 0, opened=True)
    meter.closed("a", number(10), 1, 1)
    meter.stands("a", stand("50", "5", "-50"), 1)
    meter.closed("a", number(8), 1, 2)
    meter.enters("b", SOL_EUR, stand("10", "2", "-20", "10"), None, 3, opened=True)
    meter.leaves("b", 4)
    meter.closed("a", number(10), 1, 5)

    performance = told(meter)

    assert (performance.value, performance.profit) == figures("100", "0")
    assert performance.drawdown == 10
    assert performance.buy_and_hold is None, "of b no price was ever seen"


def test_given_a_market_whose_rules_are_not_known_then_there_is_no_benchmark() -> None:
    meter = Meter("EUR")
    meter.enters("a", BTC_EUR, stand("100"), None, 0, opened=True)
    meter.closed("a", number(10), 1, 1)

    assert told(meter).buy_and_hold is None


@pytest.mark.parametrize(
    ("later", "compared"), [((), None), (("2",), None), (("2", "50"), None), (("10",), comparison("0", "0"))]
)
def test_given_more_taken_out_than_keeping_would_have_had_then_there_is_nothing_to_compare_with(
    later: tuple[str, ...], compared: Comparison | None
) -> None:
    meter = Meter("EUR")
    meter.enters("a", SOL_EUR, stand("100"), None, 0, opened=True)
    for close in ("10", "2"):
        meter.closed("a", number(close), 1, 1)
    meter.stands("a", stand("10", allocated="10"), 2)
    for close in later:
        meter.closed("a", number(close), 1, 3)

    # 10 coins for 100 were worth 20 when 90 went; what keeping them would have lost beyond that was never there.
    assert told(meter).profit == 0
    assert told(meter).buy_and_hold == compared


def test_given_books_without_capital_then_there_are_no_percents_of_it() -> None:
    meter = Meter("EUR")
    meter.enters("a", SOL_EUR, stand("0", "5", "-40", "0"), None, 0, opened=True)
    meter.closed("a", number(10), 1, 1)

    assert told(meter).profit_percent is None
    assert told(meter).buy_and_hold == comparison("10", None)


def test_given_no_books_then_there_is_nothing_to_tell() -> None:
    with pytest.raises(ValueError, match="no books"):
        told(Meter("EUR"))


def test_given_all_that_was_taken_out_then_a_later_start_is_measured_by_itself() -> None:
    drawdown = Drawdown()
    for value in ("100", "80"):
        drawdown.note(number(value))
    drawdown.moved(number(80), ZERO)
    drawdown.moved(ZERO, number(10))
    for value in ("10", "9"):
        drawdown.note(number(value))

    assert drawdown.percent == 20


def test_given_one_of_two_books_without_a_close_then_there_is_no_value_to_fall_from() -> None:
    meter = Meter("EUR")
    meter.enters("a", SOL_EUR, stand("0", "10", "-100"), None, 0, opened=True)
    meter.enters("b", SOL_EUR, stand("0", "1", "-10"), None, 0, opened=True)
    meter.closed("a", number(10), 1, 1)
    meter.closed("a", number(5), 1, 2)
    assert (told(meter).value, told(meter).drawdown) == (None, ZERO)

    meter.closed("b", number(10), 1, 3)
    meter.closed("a", number(4), 1, 4)

    # 60 → 50
    assert told(meter).drawdown == Decimal("16.666666666667")
