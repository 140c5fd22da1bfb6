"""The ledger: nothing is believed that is not on the disk, and nothing goes to the disk that does not add up."""

from contextlib import closing
from decimal import Decimal
from pathlib import Path
import sqlite3

import pytest

from custom_components.aurono.engine.errors import LedgerError
from custom_components.aurono.engine.events import BookOpened, CapitalDeposited, CapitalWithdrawn, StrategyAdded
from custom_components.aurono.engine.reason import Reason
from custom_components.aurono.engine.strategy import BookKind, Mode
from custom_components.aurono.execution.errors import TradingError, TradingProblem
from custom_components.aurono.execution.ledger import Ledger
from custom_components.aurono.store.journal import Journal
from custom_components.aurono.store.worker import SyncWorker

from .hub import ACCOUNT, MONDAY, SOL_EUR, Hub, hour, strategy

SHADOW = BookKind.SHADOW
ADDED = StrategyAdded(MONDAY, "s", "Dips", Mode.SHADOW, strategy())
OPENED = BookOpened(MONDAY, "s", SHADOW, Decimal(200), None)


async def test_given_a_step_that_does_not_add_up_when_recorded_then_neither_disk_nor_memory_has_any_of_it(
    hub: Hub,
) -> None:
    await hub.ledger.record(ADDED, OPENED)
    before = hub.ledger.portfolio

    with pytest.raises(LedgerError):
        await hub.ledger.record(
            CapitalDeposited(MONDAY, "s", SHADOW, Decimal(5)), CapitalWithdrawn(MONDAY, "s", SHADOW, Decimal(1000))
        )

    assert hub.ledger.portfolio == before
    await hub.restart()
    assert hub.ledger.portfolio == before
    assert hub.ledger.halted is None


async def test_given_two_writers_when_both_record_then_the_second_is_halted_and_only_one_wins(
    hub: Hub, tmp_path: Path
) -> None:
    await hub.ledger.record(ADDED, OPENED)
    other_journal = Journal.open(tmp_path / "journal.db")
    other = await Ledger.load(ACCOUNT, SyncWorker(other_journal))
    await hub.ledger.record(CapitalDeposited(MONDAY, "s", SHADOW, Decimal(1)))

    with pytest.raises(TradingError) as refused:
        await other.record(CapitalDeposited(MONDAY, "s", SHADOW, Decimal(100)))
    other_journal.close()

    assert refused.value.problem is TradingProblem.JOURNAL_HALTED
    assert other.halted is not None
    await hub.restart()
    assert hub.book().free == 201


async def test_given_a_journal_that_fails_when_a_strategy_fires_then_no_order_is_placed_and_trading_stops(
    hub: Hub,
) -> None:
    await hub.trader.add_strategy("s", "Dips", strategy())
    hub.candle(0, "120 121 115 115.80")
    hub.journal.close()

    await hub.wake_at(hour(1))

    assert hub.trader.halted is not None
    assert hub.outcomes() == []
    assert hub.book().orders == ()
    assert hub.trader.next_evaluation("s") is None
    with pytest.raises(TradingError):
        await hub.trader.deposit("s", Decimal(1))
    hub.exchange.tickers[SOL_EUR] = Decimal("115.80")
    await hub.restart()
    await hub.wake_at(hour(1) + 1000)
    assert hub.outcomes() == [Reason.BUY]


async def test_given_another_program_holds_the_file_when_a_candle_is_due_then_it_is_tried_again_later(
    hub: Hub, tmp_path: Path
) -> None:
    await hub.trader.add_strategy("s", "Dips", strategy())
    hub.candle(0, "120 121 115 115.80")
    hub.journal.close()
    hub.journal = Journal.open(tmp_path / "journal.db", busy_seconds=0.01)
    hub.worker._journal = hub.journal
    with closing(sqlite3.connect(tmp_path / "journal.db", autocommit=True)) as other:
        other.execute("BEGIN IMMEDIATE")
        await hub.wake_at(hour(1))
        assert hub.outcomes() == []
        assert hub.trader.halted is None
        other.execute("ROLLBACK")

    await hub.wake_at(hour(1) + 1000)

    assert hub.outcomes() == [Reason.BUY]


async def test_given_a_listener_when_it_no_longer_listens_then_it_hears_nothing_more(hub: Hub) -> None:
    heard: list[object] = []
    stop = hub.ledger.subscribe(heard.append)
    await hub.ledger.record(ADDED)
    stop()
    await hub.ledger.record(OPENED)

    assert heard == [ADDED]
    assert set(hub.ledger.versions.values()) == {1}


async def test_given_a_listener_that_breaks_when_something_is_recorded_then_it_counts_and_the_others_hear_of_it(
    hub: Hub, caplog: pytest.LogCaptureFixture
) -> None:
    heard: list[object] = []

    def broken(_: object) -> None:
        raise RuntimeError("a broken listener")

    hub.ledger.subscribe(broken)
    hub.ledger.subscribe(heard.append)
    await hub.ledger.record(ADDED)

    assert heard == [ADDED]
    assert "s" in hub.ledger.portfolio.strategies
    assert "a broken listener" in caplog.text
