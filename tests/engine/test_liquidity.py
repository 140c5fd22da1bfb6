"""Liquidity: what live strategies count on, and what the exchange holds (SEMANTICS section 10)."""

from decimal import Decimal

from custom_components.aurono.engine.events import BookOpened, Event, ModeChanged, StrategyAdded
from custom_components.aurono.engine.liquidity import CurrencyRole, Liquidity, expected_balances, liquidity
from custom_components.aurono.engine.portfolio import Portfolio, fold
from custom_components.aurono.engine.strategy import BookKind, Mode, StartingPosition

from .build import strategy

QUOTE, BASE = CurrencyRole.QUOTE, CurrencyRole.BASE


def live(name: str, pair: str, capital: str, position: str | None = None) -> tuple[Event, ...]:
    """A strategy that went live with this capital and perhaps a coin that was there already."""
    coin = None if position is None else StartingPosition(Decimal(position), Decimal(1))
    return (
        StrategyAdded(0, name, name, Mode.SHADOW, strategy(pair=pair)),
        BookOpened(0, name, BookKind.SHADOW, Decimal(1000), None),
        BookOpened(0, name, BookKind.LIVE, Decimal(capital), coin),
        ModeChanged(0, name, Mode.LIVE),
    )


def account(*steps: tuple[Event, ...]) -> Portfolio:
    return fold(event for step in steps for event in step)


def line(currency: str, role: CurrencyRole, expected: str, actual: str) -> Liquidity:
    return Liquidity(currency, role, Decimal(expected), Decimal(actual))


def test_given_strategies_only_on_paper_then_nothing_is_expected() -> None:
    paper = account(live("a", "SOL/EUR", "200")[:2])

    assert liquidity(paper, {"EUR": Decimal(5)}) == ()


def test_given_live_strategies_then_money_and_coins_are_added_up_and_the_gap_is_what_is_missing() -> None:
    portfolio = account(live("a", "SOL/EUR", "60", "2"), live("b", "BTC/EUR", "33.22", "0.5"))

    lines = liquidity(portfolio, {"EUR": Decimal("53.73"), "BTC": Decimal("0.498"), "SOL": Decimal(3)})

    assert lines == (
        line("EUR", QUOTE, "93.22", "53.73"),
        line("BTC", BASE, "0.5", "0.498"),
        line("SOL", BASE, "2", "3"),
    )
    assert [entry.gap for entry in lines] == [Decimal("39.49"), Decimal("0.002"), Decimal(0)]


def test_given_a_currency_that_the_exchange_does_not_list_then_none_of_it_is_there() -> None:
    (euro, coin) = liquidity(account(live("a", "SOL/EUR", "60")), {})

    assert [euro.actual, euro.gap, coin.gap] == [Decimal(0), Decimal(60), Decimal(0)]


def test_given_a_coin_that_is_also_money_then_it_is_one_line_with_the_sum_of_both() -> None:
    portfolio = account(live("a", "BTC/EUR", "10", "0.2"), live("b", "SOL/BTC", "0.3"))

    lines = liquidity(portfolio, {"BTC": Decimal("0.4")})

    assert lines[0] == line("BTC", QUOTE, "0.5", "0.4")
    assert [entry.currency for entry in lines] == ["BTC", "EUR", "SOL"]


def test_given_a_strategy_that_left_live_trading_then_what_it_owns_is_still_expected() -> None:
    paused = account(live("a", "SOL/EUR", "60", "2"), (ModeChanged(1, "a", Mode.PAUSED),))

    assert expected_balances(paused) == {"EUR": Decimal(60), "SOL": Decimal(2)}
