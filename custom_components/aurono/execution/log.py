r"""What the log says, under tags that never change, so that it can be searched, as with ``grep "\[ORDER\]"``.

What was committed is logged once, where it is committed. What is no reason to look is logged at DEBUG: candles without
a signal, comparisons that found nothing. Nothing here knows a key, so none can be told.
"""

from collections.abc import Iterable, MutableMapping
from enum import StrEnum
import logging
from typing import Any, override

from ..engine.events import (
    Evaluated,
    Event,
    ModeChanged,
    OrderEnded,
    OrderFill,
    OrderOpened,
    OrderPlanned,
    OrderUnknown,
)
from ..engine.numbers import plain
from ..engine.order import OrderStatus
from ..engine.portfolio import Portfolio
from ..engine.reason import Reason

_LOGGER = logging.getLogger(__package__.rpartition(".")[0])
"""That of the whole integration: its level is what the owner of the house sets."""


class Tag(StrEnum):
    """What a line is about."""

    BOOT = "BOOT"
    """An account was loaded or let go, the journal opened."""
    DECISION = "DECISION"
    """What a strategy made of a candle, and in which mode it is."""
    ORDER = "ORDER"
    """A step in the life of an order."""
    RECONCILE = "RECONCILE"
    """Books and exchange compared."""


class _TaggedLogger(logging.LoggerAdapter[logging.Logger]):
    """Puts the tag before every message."""

    def __init__(self, tag: Tag) -> None:
        super().__init__(_LOGGER)
        self._prefix = f"[{tag}] "

    @override
    def process(self, msg: Any, kwargs: MutableMapping[str, Any]) -> tuple[Any, MutableMapping[str, Any]]:
        return self._prefix + msg, kwargs


BOOT = _TaggedLogger(Tag.BOOT)
DECISION = _TaggedLogger(Tag.DECISION)
ORDER = _TaggedLogger(Tag.ORDER)
RECONCILE = _TaggedLogger(Tag.RECONCILE)

_QUIET = frozenset({Reason.NO_SIGNAL, Reason.BUY_DISABLED, Reason.SELL_DISABLED, Reason.CANDLE_MISSING})


def log_committed(events: Iterable[Event], portfolio: Portfolio) -> None:
    """Log the events of a step; ``portfolio`` knows what the strategies are called."""
    if not _LOGGER.isEnabledFor(logging.WARNING):
        return
    for event in events:
        state = portfolio.strategies.get(event.strategy)
        _log(event, event.strategy if state is None else state.name)


def _log(event: Event, name: str) -> None:
    match event:
        case Evaluated():
            level = logging.DEBUG if event.reason in _QUIET else logging.INFO
            DECISION.log(level, "%s (%s): %s%s", name, event.book, event.reason, _change(event))
        case ModeChanged():
            DECISION.info("%s is in mode %s now", name, event.mode)
        case OrderPlanned():
            values = (event.side, plain(event.amount), event.pair, plain(event.limit), event.order)
            ORDER.info("%s (%s): %s %s %s at %s as %s", name, event.book, *values)
        case OrderOpened():
            ORDER.info("%s (%s): %s is open as %s", name, event.book, event.order, event.exchange_order)
        case OrderFill(fill=fill):
            ORDER.info(
                "%s (%s): %s filled %s at %s", name, event.book, event.order, plain(fill.amount), plain(fill.price)
            )
        case OrderUnknown():
            ORDER.warning("%s (%s): the fate of %s is not known: %s", name, event.book, event.order, event.detail)
        case OrderEnded():
            level = logging.WARNING if event.status is OrderStatus.REJECTED else logging.INFO
            ended = f"{event.status}: {event.detail}" if event.detail else event.status
            ORDER.log(level, "%s (%s): %s ended, %s", name, event.book, event.order, ended)
        case _:
            pass


def _change(event: Evaluated) -> str:
    change, count = event.numbers.change, event.count
    return (f", change {plain(change)} %" if change is not None else "") + (f", {count} candles" if count > 1 else "")
