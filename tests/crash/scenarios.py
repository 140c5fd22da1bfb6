"""The stories in which everything is broken once at every point."""

from decimal import Decimal

from custom_components.aurono.engine.reason import Side
from custom_components.aurono.engine.strategy import Mode
from custom_components.aurono.engine.timeframe import HOUR, MINUTE
from custom_components.aurono.exchange.protocol import MarketStatus
from custom_components.aurono.execution.errors import TradingError, TradingProblem
from custom_components.aurono.execution.live import AccountStatus
from tests.exchange.scripted_market import rules_of
from tests.execution.hub import SOL_EUR, strategy
from tests.execution.live_hub import FALL, FLAT, RISE
from tests.execution.venue import OWNER, Line

from .house import House, Scenario, Step, candle, happens, minutes, once, until

BUYS, RESTS, SELLS = "115.80", "118", "122.60"
"""Prices at which a buy at 117.00 fills at once and rests, and a sell at 122.52 fills at once."""


def adds(strategy_id: str = "s", **changes: str) -> Step:
    """The owner adds a strategy."""

    async def act(house: House) -> None:
        await house.add(strategy_id, **changes)

    return once(act, lambda house: strategy_id in house.trader.portfolio.strategies)


def goes_live(strategy_id: str = "s") -> Step:
    """The owner lets it trade real money, as soon as the account is ready for that."""

    async def step(house: House) -> None:
        failing: list[str] = []
        for _ in range(3):
            await house.trader.wake()
            points = await house.live.go_live(strategy_id, confirmed=True)
            failing = [point.check.value for point in points if not point.passed]
            if not failing or house.trader.halted is not None:
                return
            await house.pass_minutes(1)
        raise AssertionError(f"it cannot go live: {failing}")

    return step


def fate(*fates: Line | None, cancelling: bool = False) -> Step:
    """What becomes of the next requests."""

    def act(house: House) -> None:
        (house.exchange.cancelling if cancelling else house.exchange.placing).extend(fates)

    return happens(act)


def trades(price: str, amount: str | None = None) -> Step:
    """A public trade."""
    return happens(lambda house: house.exchange.trade(SOL_EUR, price, amount))


async def stops(house: House) -> None:
    """The owner stops the account and has its orders cancelled."""
    await house.live.stop(cancel_orders=True)


async def resumes(house: House) -> None:
    """The owner lets it trade again."""
    await house.live.resume()


async def deposits(house: House) -> None:
    """The owner adds capital."""
    await house.trader.deposit("s", Decimal(50))


async def withdraws(house: House) -> None:
    """The owner takes capital out."""
    await house.trader.withdraw("s", Decimal("70.5"))


async def revises(house: House) -> None:
    """The owner changes the rule and its capital."""
    await house.trader.revise_strategy("s", "Rule s", strategy(buy_amount="30", allocated_capital="250"))


async def pauses(house: House) -> None:
    """The owner pauses the strategy."""
    await house.trader.set_mode("s", Mode.PAUSED)


async def adopts(house: House) -> None:
    """The owner declares coins to be the strategy's."""
    await house.live.adopt_position("s", Decimal("1.5"), Decimal(100), "mine")


async def writes_off(house: House) -> None:
    """The owner gives up what is not there."""
    await house.live.write_off("s", Decimal("0.05"), Decimal("30.25"), "gone")


async def removes(house: House) -> None:
    """The owner removes the strategy; what is not there any more at the next start is asked for again."""
    if "s" in house.trader.portfolio.strategies:
        await house.trader.remove_strategy("s")
        await house.pass_minutes(3)


async def restarts(house: House) -> None:
    """A planned restart."""
    await house.restart(restored=house.recovering)


async def backs_up(house: House) -> None:
    """A backup is made."""
    house.back_up()


async def restores(house: House) -> None:
    """The backup is put back, once."""
    await house.restore()


async def cancels(house: House) -> None:
    """The owner cancels the open order, if it is still there."""
    for order in house.book().orders:
        await house.live.cancel_order("s", order.id)


async def retires(house: House) -> None:
    """The owner retires the market."""
    await house.live.retire_market("s")


async def declares(house: House) -> None:
    """The owner declares that the order never arrived, if that is still asked."""
    for order in house.book().orders:
        try:
            await house.live.declare_never_arrived("s", order.id)
        except TradingError as error:
            if error.problem is not TradingProblem.ORDER_PROVEN:
                raise


async def links(house: House) -> None:
    """The owner links the order to the one that the exchange shows, if that is still asked."""
    for order in house.book().orders:
        if order.exchange_order is None:
            theirs = [known.id for known in house.exchange.engine.orders(OWNER, SOL_EUR)]
            accepted = [known for known in theirs if await _links(house, order.id, known)]
            assert len(accepted) == 1 or house.trader.halted, accepted


async def _links(house: House, order: str, exchange_order: str) -> bool:
    try:
        await house.live.link_order("s", order, exchange_order)
    except TradingError as error:
        if error.problem in {TradingProblem.ORDER_PROVEN, TradingProblem.ORDER_DIFFERS}:
            return False
        raise
    return True


def delists(house: House) -> None:
    """The exchange cancels what is open in a market, and closes it."""
    house.exchange.engine.cancel_all(house.exchange.now, "delisted", pair=SOL_EUR)
    house.exchange.engine.set_status(SOL_EUR, MarketStatus.HALTED)
    house.exchange.delist(SOL_EUR)


async def denies(house: House) -> None:
    """The exchange neither shows nor denies orders."""
    house.exchange.fail("order", "cancel")


async def speaks(house: House) -> None:
    """The exchange answers again."""
    house.exchange.recover()


def shows_under_another_name(house: House) -> None:
    """The exchange took an order as ours, though without our id."""
    house.exchange.by_hand(SOL_EUR, Side.BUY, "0.16949152", "117")


LIVE = (adds(), goes_live())
DONE = minutes(4)

SCENARIOS = (
    Scenario("a buy fills at once", LIVE, (candle(1, FALL, BUYS), DONE)),
    Scenario("a buy rests, then fills", LIVE, (candle(1, FALL, RESTS), minutes(2), trades("116"), DONE)),
    Scenario(
        "a buy fills in part, then expires",
        LIVE,
        (candle(1, FALL, RESTS), trades("116", "0.05"), minutes(1), trades("118"), until(6), DONE),
    ),
    Scenario("a sell", (*LIVE, candle(1, FALL, BUYS)), (minutes(1), candle(2, RISE, SELLS), DONE)),
    Scenario(
        "a sell rests, then fills in parts",
        (*LIVE, candle(1, FALL, BUYS)),
        (
            candle(2, RISE, "121"),
            trades("123", "0.05"),
            minutes(1),
            trades("123", "0.04"),
            minutes(1),
            trades("123"),
            DONE,
        ),
    ),
    Scenario(
        "a fill races the owner's cancellation",
        LIVE,
        (candle(1, FALL, RESTS), fate(Line.RACED, cancelling=True), cancels, DONE),
    ),
    Scenario(
        "the answer to a cancellation is lost",
        LIVE,
        (candle(1, FALL, RESTS), fate(Line.DEAF, Line.LOST, cancelling=True), until(6), DONE),
    ),
    Scenario(
        "an unknown order is found", LIVE, (fate(Line.DEAF), candle(1, FALL, RESTS), minutes(2), trades("116"), DONE)
    ),
    Scenario("an unknown order arrives late", LIVE, (fate(Line.LATE), candle(1, FALL, BUYS), DONE)),
    Scenario("an unknown order is proven void", LIVE, (fate(Line.LOST), candle(1, FALL, BUYS), DONE)),
    Scenario(
        "an order is refused",
        LIVE,
        (
            happens(lambda house: house.exchange.engine.set_status(SOL_EUR, MarketStatus.HALTED)),
            candle(1, FALL, BUYS),
            happens(lambda house: house.exchange.open_market(rules_of(SOL_EUR))),
            candle(2, FALL, BUYS),
            DONE,
        ),
    ),
    Scenario(
        "three failures open the circuit breaker",
        LIVE,
        (
            fate(Line.BUSY, Line.BUSY, Line.BUSY),
            *(candle(number, FALL, BUYS) for number in (1, 2, 3, 4)),
            DONE,
        ),
    ),
    Scenario(
        "trading is stopped with its orders, and resumed",
        LIVE,
        (candle(1, FALL, RESTS), stops, minutes(2), candle(2, FALL, BUYS), resumes, candle(3, FALL, BUYS), DONE),
    ),
    Scenario("a strategy goes live", (), (adds(), goes_live(), candle(1, FALL, BUYS), DONE)),
    Scenario(
        "capital is deposited and withdrawn",
        LIVE,
        (
            once(deposits, lambda house: house.book().allocated == 250),
            candle(1, FALL, BUYS),
            once(withdraws, lambda house: house.book().allocated == Decimal("179.5")),
            DONE,
        ),
    ),
    Scenario(
        "a rule and its capital are revised with an order open",
        LIVE,
        (
            candle(1, FALL, RESTS),
            once(revises, lambda house: house.state().version == 2),
            trades("116"),
            minutes(1),
            candle(2, FALL, BUYS),
            DONE,
        ),
    ),
    Scenario(
        "a restart with an order open",
        LIVE,
        (candle(1, FALL, RESTS), restarts, minutes(1), trades("116"), restarts, DONE),
    ),
    Scenario(
        "candles are missed while the hub is off",
        LIVE,
        (
            candle(1, FALL, RESTS),
            happens(lambda house: house.candle(2, FLAT, "118")),
            happens(lambda house: house.candle(3, FALL, "116")),
            restarts,
            candle(4, RISE, SELLS),
            DONE,
        ),
    ),
    Scenario(
        "a signal is too late",
        LIVE,
        (
            happens(lambda house: house.candle(1, FALL, BUYS)),
            happens(lambda house: setattr(house.exchange, "now", house.exchange.now + 6 * MINUTE)),
            minutes(1),
            candle(2, FALL, BUYS),
            DONE,
        ),
    ),
    Scenario(
        "two strategies trade one coin",
        (*LIVE, adds("t", buy_amount="35"), goes_live("t")),
        (candle(1, FALL, RESTS), trades("116", "0.3"), minutes(1), candle(2, RISE, SELLS), DONE),
    ),
    Scenario(
        "a backup is restored",
        (*LIVE, backs_up, candle(1, FALL, BUYS), minutes(1), candle(2, RISE, "121"), minutes(1), restores),
        (minutes(2), trades("123"), DONE, candle(3, FALL, BUYS), DONE),
    ),
    Scenario(
        "coins are adopted and sold",
        LIVE,
        (
            happens(lambda house: house.exchange.deposit("SOL", "1.5")),
            once(adopts, lambda house: house.book().position == Decimal("1.5")),
            candle(1, RISE, SELLS),
            DONE,
        ),
    ),
    Scenario(
        "a difference is written off",
        (*LIVE, candle(1, FALL, BUYS)),
        (
            happens(lambda house: house.exchange.withdraw("EUR", "30.25")),
            happens(lambda house: house.exchange.withdraw("SOL", "0.05")),
            minutes(1),
            once(writes_off, lambda house: house.book().realized == Decimal("-36.09")),
            DONE,
        ),
    ),
    Scenario(
        "its owner declares that an order never arrived",
        LIVE,
        (fate(Line.LOST), denies, candle(1, FALL, BUYS), minutes(3), declares, speaks, DONE),
    ),
    Scenario(
        "its owner links an order to one on the exchange",
        LIVE,
        (
            fate(Line.LOST),
            denies,
            candle(1, FALL, RESTS),
            minutes(3),
            happens(shows_under_another_name),
            links,
            speaks,
            minutes(1),
            trades("116"),
            DONE,
        ),
        # Where the order itself arrived, the other one is nobody's.
        questions=frozenset({"order_foreign"}),
    ),
    Scenario(
        "a market is delisted and retired",
        (*LIVE, candle(1, FALL, BUYS)),
        (
            candle(2, FALL, RESTS),
            happens(delists),
            happens(lambda house: setattr(house.exchange, "now", house.exchange.now + 24 * HOUR)),
            minutes(1),
            once(retires, lambda house: house.state().mode is Mode.PAUSED),
            DONE,
        ),
    ),
    Scenario(
        "a strategy is paused with an order open",
        LIVE,
        (candle(1, FALL, RESTS), pauses, trades("116", "0.05"), DONE, trades("118"), until(6), goes_live(), DONE),
    ),
    Scenario(
        "a strategy is removed with an order open",
        (*LIVE, adds("t")),
        (candle(1, FALL, RESTS), trades("116", "0.05"), fate(Line.LOST, cancelling=True), removes, DONE, removes),
    ),
    Scenario(
        "trading on paper beside real money",
        (*LIVE, adds("paper")),
        (candle(1, FALL, RESTS), trades("116"), minutes(2), candle(2, RISE, SELLS), DONE),
    ),
    Scenario(
        "trading is stopped for good",
        LIVE,
        (candle(1, FALL, RESTS), trades("116", "0.05"), stops, DONE),
        status=AccountStatus.STOPPED,
    ),
)
