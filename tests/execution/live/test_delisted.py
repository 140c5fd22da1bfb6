"""A market that the exchange no longer lists, and its retirement."""

from decimal import Decimal

from custom_components.aurono.engine.market import Pair
from custom_components.aurono.engine.reason import Reason
from custom_components.aurono.engine.strategy import Mode
from custom_components.aurono.engine.timeframe import HOUR
from custom_components.aurono.execution.errors import TradingProblem
from custom_components.aurono.execution.questions import QuestionKind
from tests.exchange.scripted_market import rules_of

from ..hub import SOL_EUR, hour
from ..live_hub import LiveHub
from .steps import refused


async def test_given_a_delisted_market_then_it_is_a_question_until_it_is_retired(live: LiveHub) -> None:
    await live.buy_at(1)
    await live.buy_at(2, price="118")
    live.exchange.trade(SOL_EUR, "116", "0.05")
    live.exchange.delist(SOL_EUR)
    live.exchange.now += 24 * HOUR
    await live.pass_minutes(1)

    question = live.questions["gone-s"]
    assert (question.kind, question.values["pair"]) == (QuestionKind.MARKET_GONE, "SOL/EUR")
    before = live.book()
    await live.live.retire_market("s")

    book = live.book()
    assert (book.position, book.cost, book.orders, live.state().mode) == (Decimal(0), Decimal(0), (), Mode.PAUSED)
    assert book.realized == before.realized - before.cost
    assert live.questions == {}


async def test_given_a_fill_before_the_end_of_its_market_when_retired_then_it_is_booked_first(live: LiveHub) -> None:
    await live.buy_at(1, price="118")
    live.exchange.trade(SOL_EUR, "116", "0.05")
    live.exchange.engine.cancel_all(live.exchange.now, "delisted", pair=SOL_EUR)
    live.exchange.delist(SOL_EUR)
    live.exchange.now += 24 * HOUR
    await live.pass_minutes(1)
    live.exchange._unless_listed = lambda pair: None  # type: ignore[method-assign]

    await live.live.retire_market("s")

    assert live.kinds()[-4:] == ["OrderFill", "OrderEnded", "DifferenceWrittenOff", "ModeChanged"]
    assert live.book().free - 200 == live.money() - 1000


async def test_given_a_market_that_is_listed_again_when_retired_then_it_is_refused(live: LiveHub) -> None:
    live.exchange.delist(SOL_EUR)
    live.exchange.now += 24 * HOUR
    await live.pass_minutes(1)
    assert list(live.questions) == ["gone-s"]
    live.exchange.list(rules_of(SOL_EUR))

    await refused(live, live.live.retire_market("s"), TradingProblem.MARKET_STILL_LISTED)
    assert live.questions == {}


async def test_given_a_market_that_is_gone_when_one_strategy_trades_there_then_the_others_go_on(live: LiveHub) -> None:
    other = Pair("ETH", "EUR")
    live.exchange.open_market(rules_of(other))
    live.exchange.trade(other, "3000")
    await live.add_live("other", pair="ETH/EUR", buy_amount="50", sell_amount="50")
    live.exchange.delist(SOL_EUR)
    live.exchange.now = hour(24)
    live.exchange.write(other, live.state("other").parameters.timeframe, hour(24), "3000 3000 2900 2900")
    live.exchange.trade(other, "2900")

    await live.wake_at(hour(25))

    assert live.outcomes("other")[-1] is Reason.BUY
    assert live.book("other").position > 0


async def test_given_nothing_left_in_a_market_when_it_is_delisted_then_nobody_is_asked(live: LiveHub) -> None:
    await live.trader.set_mode("s", Mode.PAUSED)
    live.exchange.delist(SOL_EUR)
    live.exchange.now += 24 * HOUR

    await live.pass_minutes(16)

    assert live.questions == {}
