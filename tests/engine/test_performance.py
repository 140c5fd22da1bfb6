"""What trades came to, and what was reached when."""

from decimal import Decimal

from hypothesis import given, strategies as st

from custom_components.aurono.engine.numbers import HUNDRED, ZERO
from custom_components.aurono.engine.performance import Booked, Milestone, MilestoneKind, Tally, milestones, tally
from custom_components.aurono.engine.reason import Side
from custom_components.aurono.engine.returns import YEAR

from .build import number, total


def buy(order: str, time: int = 0, fee: str = "0.1") -> Booked:
    return Booked(time, time, order, Side.BUY, number(fee), None)


def sell(order: str, realized: str, time: int = 0, fee: str = "0.1") -> Booked:
    return Booked(time, time, order, Side.SELL, number(fee), number(realized))


def kinds(*found: Milestone) -> list[tuple[str, int]]:
    return [(milestone.kind.value, milestone.time) for milestone in found]


def test_given_fills_of_orders_then_each_order_is_one_trade_and_wins_or_loses_as_a_whole() -> None:
    fills = [buy("a"), buy("a"), sell("b", "3"), sell("b", "-1"), sell("c", "-0.5"), sell("d", "0"), buy("e")]

    assert tally(fills, written_off=number("0.25")) == Tally(
        trades=5,
        buys=2,
        sells=3,
        wins=1,
        losses=1,
        win_rate=number("33.333333333333"),
        profit_factor=number(4),
        fees=number("0.7"),
        realized=number("1.25"),
    )


def test_given_no_sell_or_no_loss_then_win_rate_or_profit_factor_is_undefined() -> None:
    bought, won = tally([buy("a")]), tally([buy("a"), sell("b", "1")])

    assert (bought.win_rate, bought.profit_factor) == (None, None)
    assert (won.win_rate, won.profit_factor) == (HUNDRED, None)
    assert tally([]).trades == 0


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(-500, 500)), max_size=60))
def test_given_any_fills_then_the_parts_add_up(moves: list[tuple[int, int]]) -> None:
    fills = [
        buy(f"b{order}") if order < 4 else sell(f"s{order}", str(Decimal(cents).scaleb(-2))) for order, cents in moves
    ]

    told = tally(fills)

    assert told.trades == told.buys + told.sells
    assert told.wins + told.losses <= told.sells
    assert told.realized == total(fill.realized for fill in fills if fill.realized is not None)
    assert told.win_rate is None or 0 <= told.win_rate <= 100
    assert (told.profit_factor is None) is (told.losses == 0)
    if told.profit_factor is not None and told.profit_factor > 1:
        assert told.realized > 0


def test_given_a_life_then_each_milestone_is_named_once_when_it_was_reached() -> None:
    fills = [buy(f"b{number_}", number_) for number_ in range(1, 100)]
    fills += [sell("s1", "-1", 200), sell("s2", "6", 201), sell("s2", "6", 202), sell("s3", "200", 203)]

    found = milestones(fills, opened=0, end=YEAR, capital_at=lambda _: number(100))

    assert kinds(*found) == [
        ("first_trade", 1),
        ("trades_10", 10),
        ("trades_100", 200),
        ("first_profit", 201),
        ("realized_10", 202),
        ("realized_50", 203),
        ("realized_100", 203),
        ("year_1", YEAR),
    ]


def test_given_a_thousand_trades_without_capital_or_profit_then_only_they_are_told() -> None:
    fills = [sell(f"s{place}", "-1" if place % 2 else "0.5", place) for place in range(1000)]

    found = milestones(fills, opened=5, end=YEAR + 4, capital_at=lambda _: ZERO)

    firsts = [("first_trade", 0), ("first_profit", 0)]
    assert kinds(*found) == [*firsts, ("trades_10", 9), ("trades_100", 99), ("trades_1000", 999)]
    assert MilestoneKind.YEAR_1 not in {milestone.kind for milestone in found}


def test_given_capital_that_grew_then_profit_is_measured_by_what_there_was_then() -> None:
    asked = []

    def capital(position: int) -> Decimal:
        asked.append(position)
        return number(1000) if position < 7 else number(50)

    found = milestones([sell("a", "5", 1), sell("b", "0.1", 7), sell("c", "60", 9), sell("d", "1", 11)], 0, 20, capital)

    assert ("realized_10", 7) in kinds(*found)
    assert asked == [1, 7, 9], "once all is reached nothing is asked"
