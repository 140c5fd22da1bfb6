"""An outcome as attributes: exact text, readable moments, and nothing that was not reached."""

from decimal import Decimal

from custom_components.aurono.engine.evaluation import NO_NUMBERS, Numbers
from custom_components.aurono.engine.events import Evaluated
from custom_components.aurono.engine.reason import Reason
from custom_components.aurono.engine.strategy import BookKind
from custom_components.aurono.engine.timeframe import HOUR, Timeframe
from custom_components.aurono.views.decisions import decision_attributes
from tests.execution.hub import MONDAY

CANDLE = {"candle": "2026-01-05T00:00:00+00:00", "closed": "2026-01-05T01:00:00+00:00", "version": 3}


def evaluated(reason: Reason, numbers: Numbers = NO_NUMBERS, *, count: int = 1, detail: str = "") -> Evaluated:
    return Evaluated(
        MONDAY + HOUR, "s", BookKind.SHADOW, 3, Timeframe.H1, MONDAY, reason, numbers, count=count, detail=detail
    )


def test_given_no_numbers_when_told_then_only_the_candle_is() -> None:
    assert decision_attributes(evaluated(Reason.CANDLE_MISSING)) == CANDLE


def test_given_every_number_when_told_then_each_is_exact_and_the_rsi_short() -> None:
    numbers = Numbers(
        open=Decimal("0.00000001"),
        close=Decimal("1E+3"),
        reference=Decimal("120.00"),
        change=Decimal("-3.500000000000"),
        rsi=28.456789,
        floor=Decimal("1.1"),
        ticker=Decimal("1.2"),
        limit=Decimal("1.3"),
        amount=Decimal("1.4"),
        reserved=Decimal("1.5"),
        required=Decimal("1.6"),
        available=Decimal("-0.01"),
        until=MONDAY + 2 * HOUR,
    )

    assert decision_attributes(evaluated(Reason.COOLDOWN, numbers)) == CANDLE | {
        "open": "0.00000001",
        "close": "1000",
        "reference": "120",
        "change": "-3.5",
        "rsi": "28.46",
        "floor": "1.1",
        "ticker": "1.2",
        "limit": "1.3",
        "amount": "1.4",
        "reserved": "1.5",
        "required": "1.6",
        "available": "-0.01",
        "until": "2026-01-05T02:00:00+00:00",
    }


def test_given_missed_candles_or_a_failure_when_told_then_how_many_and_which() -> None:
    assert decision_attributes(evaluated(Reason.MISSED_OFFLINE, count=7)) == CANDLE | {"candles": 7}
    assert decision_attributes(evaluated(Reason.EXCHANGE_UNREACHABLE, detail="maintenance")) == CANDLE | {
        "failure": "maintenance"
    }
