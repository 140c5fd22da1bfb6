"""Whether the money is there for the next buys, and which idle money could help."""

from collections.abc import Mapping
from decimal import Decimal

from hypothesis import given, strategies as st
import pytest

from custom_components.aurono.engine.book import Book
from custom_components.aurono.engine.liquidity import CurrencyRole, Liquidity
from custom_components.aurono.engine.market import MarketRules, Pair
from custom_components.aurono.engine.numbers import ZERO
from custom_components.aurono.engine.open_book import OpenBook
from custom_components.aurono.engine.outlook import KEPT_BUYS, Move, NextBuy, Outlook, Shortfall, outlook
from custom_components.aurono.engine.portfolio import Portfolio, StrategyState
from custom_components.aurono.engine.strategy import BookKind, Mode

from .build import rules, strategy, total

SOL_EUR, BTC_EUR, SOL_BTC = Pair("SOL", "EUR"), Pair("BTC", "EUR"), Pair("SOL", "BTC")
NO_RULES: Mapping[Pair, MarketRules] = {}


def state(
    name: str,
    free: str,
    *,
    buy: str = "20",
    pair: Pair = SOL_EUR,
    mode: Mode = Mode.LIVE,
    kind: BookKind = BookKind.LIVE,
    active: BookKind = BookKind.LIVE,
    cost: str = "0",
    reinvest: bool = True,
) -> StrategyState:
    """A strategy with so much free capital of 200, bought coins for ``cost``."""
    parameters = strategy(pair=str(pair), buy_amount=buy, reinvest_profits=reinvest)
    book = Book(allocated=Decimal(200), free=Decimal(free), position=Decimal(cost) / 100, cost=Decimal(cost))
    return StrategyState(name, name.upper(), 1, mode, parameters, 0, active, {kind: book})


def account(*states: StrategyState) -> Portfolio:
    return Portfolio({each.id: each for each in states})


def line(actual: str, expected: str, currency: str = "EUR") -> Liquidity:
    return Liquidity(currency, CurrencyRole.QUOTE, Decimal(expected), Decimal(actual))


def move(source: str | None, target: str, amount: str, left: int | None = None) -> Move:
    return Move("EUR", source, target, Decimal(amount), left)


def test_given_enough_for_every_buy_then_there_is_nothing_to_say() -> None:
    portfolio = account(state("a", "20"), state("b", "100", pair=BTC_EUR))

    assert outlook(portfolio, [line("120", "120")], NO_RULES) == Outlook()


def test_given_too_little_free_capital_then_the_buy_is_lacking_with_its_fee_on_the_settlement_step() -> None:
    portfolio = account(state("a", "20"))

    (buy,) = outlook(portfolio, [], {SOL_EUR: rules()}).lacking

    # 20 × 1.0025 = 20.05
    assert buy == NextBuy("a", "EUR", Decimal("20.05"), Decimal(20))
    assert (buy.missing, buy.times) == (Decimal("0.05"), 0)


@pytest.mark.parametrize(
    "other",
    [
        state("a", "0", mode=Mode.PAUSED),
        state("a", "0", mode=Mode.SHADOW, active=BookKind.SHADOW),
        state("a", "0", kind=BookKind.SHADOW, mode=Mode.SHADOW, active=BookKind.SHADOW),
        state("a", "0", buy="0"),
    ],
    ids=["paused", "back on paper", "never live", "buying off"],
)
def test_given_a_strategy_that_buys_nothing_then_nothing_is_lacking(other: StrategyState) -> None:
    assert outlook(account(other), [line("0", "0")], NO_RULES) == Outlook()


def test_given_profits_that_are_not_reinvested_then_buys_may_use_the_rest_of_the_capital_only() -> None:
    portfolio = account(state("a", "50", cost="190", reinvest=False))

    (buy,) = outlook(portfolio, [], NO_RULES).lacking

    assert buy.usable == 10


def test_given_rounding_that_left_less_than_nothing_then_nothing_is_usable() -> None:
    (buy,) = outlook(account(state("a", "-0.01")), [], NO_RULES).lacking

    assert (buy.usable, buy.missing) == (ZERO, Decimal(20))


def test_given_less_on_the_exchange_than_the_buys_take_together_then_the_account_falls_short() -> None:
    portfolio = account(
        state("a", "30"), state("b", "40", pair=BTC_EUR), state("c", "5"), state("d", "30", mode=Mode.PAUSED)
    )

    seen = outlook(portfolio, [line("45", "120")], NO_RULES)

    # 105 free by the books, 75 less than expected on the exchange; what c cannot pay anyway is not counted.
    assert seen.shortfalls == (Shortfall("EUR", Decimal(40), Decimal(30)),)
    assert seen.shortfalls[0].missing == 10
    assert [buy.strategy for buy in seen.lacking] == ["c"]
    assert seen.moves == ()


def test_given_an_empty_account_then_nothing_is_spendable_rather_than_less_than_nothing() -> None:
    (short,) = outlook(account(state("a", "30")), [line("0", "130")], NO_RULES).shortfalls

    assert short.spendable == 0


def test_given_idle_capital_when_another_lacks_some_then_it_could_move_and_three_buys_stay() -> None:
    portfolio = account(state("a", "150"), state("b", "0", buy="40", pair=BTC_EUR))

    assert outlook(portfolio, [], NO_RULES).moves == (move("a", "b", "40", 5),)
    assert KEPT_BUYS == 3


def test_given_too_little_that_is_idle_then_nothing_is_suggested() -> None:
    portfolio = account(state("a", "79"), state("b", "20", buy="40", pair=BTC_EUR))

    assert outlook(portfolio, [], NO_RULES).moves == ()


def test_given_just_as_much_that_is_idle_as_is_lacking_then_it_is_suggested() -> None:
    portfolio = account(state("a", "80"), state("b", "20", buy="40", pair=BTC_EUR))

    assert outlook(portfolio, [], NO_RULES).moves == (move("a", "b", "20", 3),)


def test_given_several_sources_then_money_of_nobody_comes_first_and_then_the_most() -> None:
    portfolio = account(
        state("a", "75"),
        state("b", "100", pair=BTC_EUR, mode=Mode.PAUSED),
        state("c", "10", buy="150"),
        state("d", "90", active=BookKind.SHADOW, mode=Mode.SHADOW),
        state("e", "500", buy="1", pair=SOL_BTC),
    )

    moves = outlook(portfolio, [line("305", "275")], NO_RULES).moves

    assert moves == (move(None, "c", "30"), move("b", "c", "100"), move("a", "c", "10", 3))


def test_given_two_that_lack_money_then_what_went_to_the_first_is_gone() -> None:
    portfolio = account(state("a", "100"), state("b", "0", buy="30"), state("c", "0", buy="30"))

    assert outlook(portfolio, [], NO_RULES).moves == (move("a", "b", "30", 3),)


def test_given_a_gap_then_money_that_is_not_there_is_not_moved() -> None:
    portfolio = account(state("a", "150"), state("b", "0", buy="40"))

    assert outlook(portfolio, [line("149", "150")], NO_RULES).moves == ()


def test_given_more_decimals_than_the_exchange_settles_then_what_moves_is_rounded_up() -> None:
    portfolio = account(state("a", "150"), state("b", "19.999"))

    (suggested,) = outlook(portfolio, [], {SOL_EUR: rules(taker_fee="0")}).moves

    assert suggested.amount == Decimal("0.01")


# -- for any account -------------------------------------------------------------------------------------------------

money = st.decimals(min_value=0, max_value=300, places=2)
pairs = st.sampled_from([SOL_EUR, BTC_EUR, SOL_BTC])
states = st.builds(
    lambda name, free, buy, pair, mode, reinvest, cost: state(
        name, str(free), buy=str(buy), pair=pair, mode=mode, reinvest=reinvest, cost=str(cost)
    ),
    st.text("abcdefgh", min_size=1, max_size=3),
    money,
    st.sampled_from(["0", "5", "20", "80"]),
    pairs,
    st.sampled_from([Mode.LIVE, Mode.LIVE, Mode.PAUSED]),
    st.booleans(),
    st.sampled_from(["0", "150", "200"]),
)
markets = st.sampled_from([NO_RULES, {pair: rules(pair=pair) for pair in (SOL_EUR, BTC_EUR, SOL_BTC)}])


@given(st.lists(states, max_size=6, unique_by=lambda each: each.id), st.none() | st.tuples(money, money), markets)
def test_given_any_account_then_moves_take_only_what_is_idle_and_make_their_buys_possible(
    strategies: list[StrategyState],
    compared: tuple[Decimal, Decimal] | None,
    known: Mapping[Pair, MarketRules],
) -> None:
    portfolio = account(*strategies)
    lines = [] if compared is None else [line(str(compared[0]), str(compared[1]))]

    seen = outlook(portfolio, lines, known)

    lacking = {buy.strategy: buy for buy in seen.lacking}
    assert all(buy.missing > 0 for buy in seen.lacking)
    for source in {suggested.source for suggested in seen.moves}:
        taken = total(each.amount for each in seen.moves if each.source == source)
        if source is None:
            assert taken <= max(lines[0].surplus, ZERO)
        else:
            assert source not in lacking
            assert taken <= portfolio.strategy(source).require_book(BookKind.LIVE).free
    for target in {suggested.target for suggested in seen.moves}:
        given_to_it = total(each.amount for each in seen.moves if each.target == target)
        missing = lacking[target].missing
        assert missing <= given_to_it < total([missing, Decimal("0.01")])
    assert all(suggested.amount > 0 for suggested in seen.moves)

    # Carried out, they leave nobody who could buy before without his next three buys, and those buys possible.
    after = {each.id: each for each in strategies}
    for suggested in seen.moves:
        for name, sign in ((suggested.source, -1), (suggested.target, 1)):
            if name is not None:
                book = after[name].require_book(BookKind.LIVE)
                change = suggested.amount
                moved = book.after(OpenBook.deposit, change) if sign > 0 else book.after(OpenBook.withdraw, change)
                after[name] = after[name].with_book(BookKind.LIVE, moved)
    again = outlook(account(*after.values()), [], known)
    helped = {suggested.target for suggested in seen.moves}
    assert {buy.strategy for buy in again.lacking} == lacking.keys() - helped
