"""The log tells what happened under tags that can be searched for, at a level that fits."""

from collections.abc import Sequence
from decimal import Decimal
import logging
from pathlib import Path
import re

import pytest

from custom_components.aurono.engine.evaluation import Numbers
from custom_components.aurono.engine.events import (
    Evaluated,
    Event,
    ModeChanged,
    OrderEnded,
    OrderFill,
    OrderOpened,
    OrderPlanned,
    OrderUnknown,
    StrategyRemoved,
)
from custom_components.aurono.engine.order import Fill, OrderStatus
from custom_components.aurono.engine.portfolio import EMPTY
from custom_components.aurono.engine.reason import Reason, Side
from custom_components.aurono.engine.strategy import BookKind, Mode
from custom_components.aurono.engine.timeframe import HOUR, Timeframe
from custom_components.aurono.execution.log import BOOT, RECONCILE, Tag, log_committed

from .hub import MONDAY, SOL_EUR
from .live_hub import LiveHub

SOURCE = Path("custom_components/aurono")
BOOK = BookKind.LIVE


def lines(caplog: pytest.LogCaptureFixture, *events: Event) -> Sequence[tuple[str, str]]:
    caplog.set_level(logging.DEBUG, "custom_components.aurono")
    log_committed(events, EMPTY)
    return [(record.levelname, record.getMessage()) for record in caplog.records]


def evaluated(reason: Reason, numbers: Numbers, count: int = 1) -> Evaluated:
    return Evaluated(MONDAY, "dips", BOOK, 1, Timeframe.H1, MONDAY - HOUR, reason, numbers, count)


def test_decisions_are_tagged_and_those_without_a_signal_are_for_debugging_alone(
    caplog: pytest.LogCaptureFixture,
) -> None:
    fell = Numbers(change=Decimal("-3.50"))
    assert lines(
        caplog,
        evaluated(Reason.NO_SIGNAL, Numbers(change=Decimal("0.1"))),
        evaluated(Reason.RSI_NOT_OVERSOLD, fell),
        evaluated(Reason.BUY, fell),
        evaluated(Reason.MISSED_OFFLINE, Numbers(), 3),
        ModeChanged(MONDAY, "dips", Mode.PAUSED),
        StrategyRemoved(MONDAY, "dips"),
    ) == [
        ("DEBUG", "[DECISION] dips (live): NO_SIGNAL, change 0.1 %"),
        ("INFO", "[DECISION] dips (live): RSI_NOT_OVERSOLD, change -3.5 %"),
        ("INFO", "[DECISION] dips (live): BUY, change -3.5 %"),
        ("INFO", "[DECISION] dips (live): MISSED_OFFLINE, 3 candles"),
        ("INFO", "[DECISION] dips is in mode paused now"),
    ]


def test_the_life_of_an_order_is_tagged_and_what_needs_a_look_is_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    limit = Decimal("117.00")
    fill = Fill("t", MONDAY, limit, Decimal("0.17"), Decimal(0), "EUR")
    plan = OrderPlanned(
        MONDAY, "dips", BOOK, "id", 1, MONDAY, SOL_EUR, Side.BUY, limit, Decimal("0.17"), Decimal(20), MONDAY + HOUR
    )
    assert lines(
        caplog,
        plan,
        OrderOpened(MONDAY, "dips", BOOK, "id", "at the exchange"),
        OrderUnknown(MONDAY, "dips", BOOK, "id", "no answer"),
        OrderFill(MONDAY, "dips", BOOK, "id", fill),
        OrderEnded(MONDAY, "dips", BOOK, "id", OrderStatus.FILLED),
        OrderEnded(MONDAY, "dips", BOOK, "id", OrderStatus.REJECTED, "too small"),
    ) == [
        ("INFO", "[ORDER] dips (live): buy 0.17 SOL/EUR at 117 as id"),
        ("INFO", "[ORDER] dips (live): id is open as at the exchange"),
        ("WARNING", "[ORDER] dips (live): the fate of id is not known: no answer"),
        ("INFO", "[ORDER] dips (live): id filled 0.17 at 117"),
        ("INFO", "[ORDER] dips (live): id ended, filled"),
        ("WARNING", "[ORDER] dips (live): id ended, rejected: too small"),
    ]


def test_given_only_errors_are_wanted_then_nothing_is_written(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR, "custom_components.aurono")

    log_committed([evaluated(Reason.BUY, Numbers())], EMPTY)
    BOOT.info("an account")
    RECONCILE.error("broke")

    assert [record.getMessage() for record in caplog.records] == ["[RECONCILE] broke"]


def test_a_tag_is_written_by_its_logger_alone_and_each_is_used() -> None:
    source = {path: path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py") if path.name != "log.py"}

    for tag in Tag:
        assert [path for path, text in source.items() if f"[{tag}]" in text] == []
        calls = [
            path for path, text in source.items() if re.search(rf"\b{tag}\.(debug|info|warning|error|exception)", text)
        ]
        assert calls or tag is Tag.ORDER, tag


async def test_a_comparison_with_the_exchange_is_told_when_it_changes_and_never_with_a_balance(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "custom_components.aurono")
    hub = LiveHub(tmp_path)
    await hub.start()
    await hub.add_live()
    await hub.trader.wake()
    hub.exchange.withdraw("EUR", "906.27")
    await hub.pass_minutes(48)
    hub.exchange.deposit("EUR", "906.27")
    await hub.pass_minutes(32)
    hub.journal.close()

    told = [
        (record.levelname, record.getMessage())
        for record in caplog.records
        if record.getMessage().startswith("[RECONCILE]") and record.levelno > logging.DEBUG
    ]

    assert told == [
        ("WARNING", "[RECONCILE] The exchange holds less than the live books say: EUR"),
        ("INFO", "[RECONCILE] The exchange holds again what the live books say"),
    ]
    assert any(record.levelno == logging.DEBUG and "Compared" in record.getMessage() for record in caplog.records)
    assert "906.27" not in caplog.text
    assert "93.73" not in caplog.text
