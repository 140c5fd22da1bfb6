"""Who may trade real money: a strategy goes live, and goes on where its live books stood."""

from decimal import Decimal

from custom_components.aurono.engine.strategy import BookKind, Mode
from custom_components.aurono.execution.live import AccountStatus

from ..live_hub import LiveHub


async def test_given_a_strategy_that_passes_when_it_goes_live_then_its_books_start_from_its_capital(
    hub: LiveHub,
) -> None:
    hub.exchange.deposit("SOL", "1.5")
    await hub.add(starting_position={"amount": "1.5", "average_price": "100"})

    points = await hub.live.go_live("s", confirmed=True)

    assert all(point.passed for point in points)
    assert hub.kinds()[-2:] == ["ModeChanged", "BookOpened"]
    assert (hub.state().mode, hub.status()) == (Mode.LIVE, AccountStatus.RUNNING)
    assert (hub.book().free, hub.book().position, hub.book().cost) == (Decimal(200), Decimal("1.5"), Decimal(150))
    assert hub.state().books[BookKind.SHADOW].free == 200


async def test_given_live_books_when_it_goes_live_again_then_they_go_on_and_nothing_is_confirmed_anew(
    live: LiveHub,
) -> None:
    await live.trader.deposit("s", Decimal(50))
    await live.trader.set_mode("s", Mode.PAUSED)

    points = await live.live.go_live("s", confirmed=False)

    assert all(point.passed for point in points)
    assert (live.state().mode, live.book().free) == (Mode.LIVE, Decimal(250))
    assert live.kinds() == ["CapitalDeposited", "ModeChanged", "ModeChanged"]


async def test_given_a_live_strategy_when_it_goes_live_then_nothing_happens(live: LiveHub) -> None:
    assert all(point.passed for point in await live.live.go_live("s", confirmed=False))
    assert live.events == []
