"""What happened in an account, as far as its owner wants to be told."""

from collections.abc import Sequence

from homeassistant.core import HomeAssistant, callback

from ..const import LOGGER
from ..coordinator import AuronoCoordinator
from ..engine.events import Evaluated, OrderEnded, TradingResumed
from ..engine.numbers import ZERO, exactly
from ..engine.order import OrderStatus
from ..engine.reason import Reason, Side
from ..engine.strategy import BookKind
from ..execution import ends
from ..signals import Happened
from ..store.errors import StoreError
from ..store.queries import MOST
from ..store.trades import Trade, TradeQuery
from ..words import Words
from .conditions import STOPPED, title_of
from .kinds import Notice, NoticeKind
from .notifier import notifier_of


@callback
def async_tell_happened(happened: Happened) -> None:
    """Tell of one committed event, if it is one that is told."""
    coordinator, event = happened.coordinator, happened.event
    words = Words(coordinator.hass)
    match event:
        case TradingResumed():
            message = words.text("notice_resumed")
            _tell(
                coordinator, Notice(NoticeKind.STOP, "resumed", coordinator.config_entry.title, message, ends=STOPPED)
            )
        case Evaluated(reason=Reason.MISSED_OFFLINE):
            message = words.plural("notice_missed_offline", event.count)
            key = f"missed_{event.strategy}_{event.candle}"
            _tell(coordinator, Notice(NoticeKind.MISSED, key, _title(coordinator, words, event), message))
        case Evaluated(book=BookKind.LIVE) if event.reason.is_blocked:
            reason = words.of("entity", f"sensor.last_decision.state.{event.reason.lower()}", {})
            message = words.text("notice_blocked", reason=reason)
            key = f"blocked_{event.strategy}"
            _tell(coordinator, Notice(NoticeKind.BLOCKED, key, _title(coordinator, words, event), message))
        case OrderEnded(book=BookKind.LIVE, status=OrderStatus.REJECTED):
            message = _end_words(words, event.detail)
            _tell(
                coordinator,
                Notice(NoticeKind.BLOCKED, f"refused_{event.strategy}", _title(coordinator, words, event), message),
            )
        case OrderEnded():
            _tell_trade(coordinator, words, event)
        case _:
            pass


def _tell(coordinator: AuronoCoordinator, notice: Notice) -> None:
    notifier_of(coordinator.hass, coordinator.config_entry).tell(notice)


def _title(coordinator: AuronoCoordinator, words: Words, event: Evaluated | OrderEnded) -> str:
    state = coordinator.portfolio.strategies.get(event.strategy)
    return title_of(words, event.strategy if state is None else state.name, event.book)


_ENDS = {
    ends.NEVER_ARRIVED: "never_arrived",
    ends.DECLARED_ABSENT: "declared_absent",
    ends.STOPPED: "not_sent_stopped",
    ends.LATE: "not_sent_late",
}


@callback
def _end_words(words: Words, detail: str) -> str:
    """What became of an order that came to nothing, as the panel says it; the exchange's own words come last."""
    return words.text(f"panel_activity_event_order_{_ENDS.get(detail, 'rejected')}", detail=detail)


@callback
def _tell_trade(coordinator: AuronoCoordinator, words: Words, ended: OrderEnded) -> None:
    """Tell of an order that is over and traded something: once for each order, however many fills it took."""
    kind = NoticeKind.FILL if ended.book is BookKind.LIVE else NoticeKind.PAPER_FILL
    notifier = notifier_of(coordinator.hass, coordinator.config_entry)
    if not notifier.is_wanted(kind):
        return
    title = _title(coordinator, words, ended)

    async def tell() -> None:
        if trades := await _trades_of(coordinator, ended):
            message = _trade_words(coordinator.hass, trades)
            notifier.tell(Notice(kind, f"trade_{ended.order}", title, message))

    coordinator.config_entry.async_create_background_task(coordinator.hass, tell(), f"trade {ended.order}")


async def _trades_of(coordinator: AuronoCoordinator, ended: OrderEnded) -> list[Trade]:
    """Its fills as the journal has them: those of an earlier run belong to it too."""
    query = TradeQuery(coordinator.config_entry.entry_id, ended.strategy, ended.book, limit=MOST)
    try:
        page = await coordinator.config_entry.runtime_data.journal.trades(query)
    except StoreError as error:
        LOGGER.warning("A trade of %s cannot be told: %s", coordinator.config_entry.title, error)
        return []
    return [trade for trade in page.trades if trade.order.id == ended.order]


@exactly
def _trade_words(hass: HomeAssistant, trades: Sequence[Trade]) -> str:
    """What was bought or sold for how much money, its fee taken into account."""
    words, order = Words(hass), trades[0].order
    pair, fills = order.pair, [trade.fill for trade in trades]
    if order.side is Side.BUY:
        amount = sum((fill.amount - fill.fee_in(pair.base) for fill in fills), ZERO)
        paid = sum((fill.paid(pair) for fill in fills), ZERO)
        return words.text(
            "notice_bought",
            amount=words.numbers.coins(amount, pair.base),
            money=words.numbers.money(paid, pair.quote),
        )
    amount = sum((fill.amount + fill.fee_in(pair.base) for fill in fills), ZERO)
    received = sum((fill.received(pair) for fill in fills), ZERO)
    realized = sum((trade.realized or ZERO for trade in trades), ZERO)
    return words.text(
        "notice_sold_loss" if realized < 0 else "notice_sold_profit",
        amount=words.numbers.coins(amount, pair.base),
        money=words.numbers.money(received, pair.quote),
        result=words.numbers.money(abs(realized), pair.quote),
    )
