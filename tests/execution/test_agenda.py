"""What a wake asks of a portfolio, worked out once and anew after every event."""

from decimal import Decimal

from custom_components.aurono.engine.events import (
    BookOpened,
    ModeChanged,
    OrderOpened,
    OrderPlanned,
    StrategyAdded,
    TradingResumed,
    TradingStopped,
)
from custom_components.aurono.engine.market import Pair
from custom_components.aurono.engine.reason import Side
from custom_components.aurono.engine.strategy import BookKind, Mode
from custom_components.aurono.engine.timeframe import HOUR
from custom_components.aurono.execution.agenda import Agenda

from .hub import MONDAY, SOL_EUR, Hub, strategy

SHADOW, LIVE = BookKind.SHADOW, BookKind.LIVE
BTC_EUR = Pair.parse("BTC/EUR")


async def test_given_strategies_when_what_they_do_changes_then_the_agenda_is_that_of_the_portfolio_as_it_stands(
    hub: Hub,
) -> None:
    ledger = hub.ledger
    assert ledger.agenda == Agenda((), {}, (), (), (), has_orders=False, has_unacknowledged_orders=False)

    await ledger.record(
        StrategyAdded(MONDAY, "a", "A", Mode.SHADOW, strategy(pair=str(SOL_EUR))),
        BookOpened(MONDAY, "a", SHADOW, Decimal(200), None),
        StrategyAdded(MONDAY + 1, "b", "B", Mode.LIVE, strategy(pair=str(BTC_EUR))),
        BookOpened(MONDAY + 1, "b", LIVE, Decimal(200), None),
    )
    agenda = ledger.agenda
    assert ledger.agenda is agenda
    assert [state.id for state in agenda.watched] == ["a", "b"]
    # What closed before a strategy was there is not its concern.
    assert agenda.first_closes == {"a": MONDAY + HOUR, "b": MONDAY + HOUR}
    assert ([state.id for state in agenda.live], agenda.live_pairs) == (["b"], (BTC_EUR,))
    assert agenda.pairs == (BTC_EUR, SOL_EUR)

    await ledger.record(ModeChanged(MONDAY, "a", Mode.PAUSED))
    assert [*ledger.agenda.first_closes] == ["b"]
    await ledger.record(TradingStopped(MONDAY))
    assert (ledger.agenda.watched, ledger.agenda.first_closes) == ((), {})
    # What is live is still compared with the exchange.
    assert ledger.agenda.live_pairs == (BTC_EUR,)
    await ledger.record(TradingResumed(MONDAY + 2 * HOUR))
    assert [state.id for state in ledger.agenda.watched] == ["b"]
    # What closed while all trading was stopped has no outcome, and gets none.
    assert ledger.agenda.first_closes == {"b": MONDAY + 3 * HOUR}


async def test_given_an_order_when_it_is_planned_and_acknowledged_then_the_agenda_says_so(hub: Hub) -> None:
    ledger = hub.ledger
    await ledger.record(
        StrategyAdded(MONDAY, "a", "A", Mode.SHADOW, strategy(pair=str(SOL_EUR))),
        BookOpened(MONDAY, "a", SHADOW, Decimal(200), None),
        OrderPlanned(
            MONDAY,
            "a",
            SHADOW,
            "o",
            1,
            MONDAY,
            SOL_EUR,
            Side.BUY,
            Decimal(100),
            Decimal("0.2"),
            Decimal(21),
            MONDAY + HOUR,
        ),
    )
    assert (ledger.agenda.has_orders, ledger.agenda.has_unacknowledged_orders) == (True, True)

    await ledger.record(OrderOpened(MONDAY, "a", SHADOW, "o", "x"))
    assert (ledger.agenda.has_orders, ledger.agenda.has_unacknowledged_orders) == (True, False)
