"""Bugs on the path of an order, from its plan to its end."""

from dataclasses import replace
from itertools import count
from typing import Any
from uuid import UUID

from custom_components.aurono.engine.events import OrderEnded, OrderFill, OrderOpened
from custom_components.aurono.engine.open_book import OpenBook
from custom_components.aurono.engine.order import Order, OrderStatus, client_order_id
from custom_components.aurono.engine.strategy import BookKind
from custom_components.aurono.exchange.protocol import Accepted, Ambiguous, NotFound, OrderReport, OrderRequest, Refused
from custom_components.aurono.execution.closes import Closes
from custom_components.aurono.execution.ledger import Ledger
from custom_components.aurono.execution.tracker import OrderTracker, request_of
from tests.simulation import exchange as exchange_module
from tests.simulation.exchange import SimulatedExchange

from .bug import Bug

_REJECTED = OrderStatus.REJECTED
_LATE = frozenset({"stalled", "processed_late", "slow_line", "woken_early", "write_slow"})


def _blind_retry(place: Any) -> Any:
    async def changed(self: Any, request: Any) -> Any:
        answer = await place(self, request)
        return await place(self, request) if isinstance(answer, Ambiguous) else answer

    return changed


def _retry_with_new_id(place: Any) -> Any:
    numbers = count(1)

    async def changed(self: Any, request: Any) -> Any:
        answer = await place(self, request)
        if not isinstance(answer, Ambiguous):
            return answer
        return await place(self, replace(request, client_order=str(UUID(int=next(numbers)))))

    return changed


def _retry_refusal(place: Any) -> Any:
    async def changed(self: Any, request: Any) -> Any:
        answer = await place(self, request)
        return await place(self, request) if isinstance(answer, Refused) and answer.failure else answer

    return changed


def _resend_what_is_not_found(look: Any) -> Any:
    async def changed(self: Any, strategy: str, book: BookKind, order: Order, **named: Any) -> Any:
        venue = self._venues[book]
        if order.exchange_order is None and isinstance(await venue.order(request_of(order)), NotFound):
            await venue.place(request_of(order))
        return await look(self, strategy, book, order, **named)

    return changed


def _resend_planned_after_restart(follow: Any) -> Any:
    async def changed(self: Any, strategy: str, book: BookKind, order_id: str) -> Any:
        if self._order(strategy, book, order_id).status is OrderStatus.PLANNED:
            await self.place(strategy, book, order_id)
            return True
        return await follow(self, strategy, book, order_id)

    return changed


def _send_before_commit(conclude: Any) -> Any:
    async def changed(self: Closes, state: Any, candle: int, outcome: Any) -> None:
        plan = outcome.plan
        if plan is not None and state.active_book is BookKind.LIVE:
            order = client_order_id(self._ledger.account, state.id, state.version, state.active_book, candle, plan.side)
            pair = state.parameters.pair
            request = OrderRequest(order, pair, plan.side, plan.amount, plan.limit)
            await self._exchange.place(request)
        await conclude(self, state, candle, outcome)

    return changed


def _unknown_is_gone(place: Any) -> Any:
    async def changed(self: Any, request: Any) -> Any:
        answer = await place(self, request)
        return Refused(answer.detail, failure=True) if isinstance(answer, Ambiguous) else answer

    return changed


def _unknown_is_open(place: Any) -> Any:
    async def changed(self: Any, request: Any) -> Any:
        answer = await place(self, request)
        return Accepted(request.client_order) if isinstance(answer, Ambiguous) else answer

    return changed


def _first_denial_counts(_: Any) -> Any:
    async def changed(self: Any, strategy: str, book: BookKind, order: Order, _venue: Any) -> None:
        if order.exchange_order is None:
            ended = OrderEnded(self._watch.now(), strategy, book, order.id, _REJECTED, "never arrived")
            await self._ledger.record(ended)

    return changed


def _early_denials_count(not_there: Any) -> Any:
    async def changed(self: Any, strategy: str, book: BookKind, order: Order, venue: Any) -> None:
        if order.exchange_order is None and order.id in self._denied:
            ended = OrderEnded(self._watch.now(), strategy, book, order.id, _REJECTED, "never arrived")
            await self._ledger.record(ended)
            return
        await not_there(self, strategy, book, order, venue)

    return changed


def _proof_from_the_plan(not_there: Any) -> Any:
    """The time in which an order can still arrive is counted from its plan, not from when it can have left."""

    async def changed(self: Any, strategy: str, book: BookKind, order: Order, venue: Any) -> None:
        if order.exchange_order is None and order.id in self._denied:
            planned = self._watch.steady() - (self._watch.now() - order.submitted_at)
            self._denied[order.id] = min(self._denied[order.id], planned)
        await not_there(self, strategy, book, order, venue)

    return changed


def _acknowledged_vanishes(not_there: Any) -> Any:
    async def changed(self: Any, strategy: str, book: BookKind, order: Order, venue: Any) -> None:
        if order.exchange_order is not None:
            ended = OrderEnded(self._watch.now(), strategy, book, order.id, OrderStatus.CANCELLED, "gone")
            await self._ledger.record(ended)
            return
        await not_there(self, strategy, book, order, venue)

    return changed


def _cancel_without_look_up(look: Any) -> Any:
    async def changed(self: Any, strategy: str, book: BookKind, order: Order, *, cancel: bool, expires: bool) -> bool:
        if cancel and order.exchange_order is not None:
            await self._venues[book].cancel(request_of(order))
            ended = OrderEnded(self._watch.now(), strategy, book, order.id, OrderStatus.EXPIRED)
            await self._ledger.record(ended)
            return True
        return bool(await look(self, strategy, book, order, cancel=cancel, expires=expires))

    return changed


def _expired_without_cancel(look: Any) -> Any:
    async def changed(self: Any, strategy: str, book: BookKind, order: Order, *, cancel: bool, expires: bool) -> bool:
        if expires:
            await self._ledger.record(OrderEnded(self._watch.now(), strategy, book, order.id, OrderStatus.EXPIRED))
            return True
        return bool(await look(self, strategy, book, order, cancel=cancel, expires=expires))

    return changed


def _never_expires(look: Any) -> Any:
    async def changed(self: Any, strategy: str, book: BookKind, order: Order, *, cancel: bool, expires: bool) -> bool:
        return bool(await look(self, strategy, book, order, cancel=cancel and not expires, expires=False))

    return changed


def _last_fill_lost_at_the_end(book_report: Any) -> Any:
    async def changed(
        self: Any, strategy: str, book: BookKind, order: Order, report: OrderReport, *, over: bool
    ) -> Any:
        if report.status is OrderStatus.CANCELLED and report.fills:
            now = self._watch.now()
            ended = OrderEnded(now, strategy, book, order.id, OrderStatus.EXPIRED)
            await self._ledger.record(
                *([] if order.exchange_order else [_opened(now, strategy, book, report, order)]), ended
            )
            return
        await book_report(self, strategy, book, order, report, over=over)

    return changed


def _opened(now: int, strategy: str, book: BookKind, report: OrderReport, order: Order) -> OrderOpened:
    return OrderOpened(now, strategy, book, order.id, report.exchange_order)


def _only_the_first_fill(book_report: Any) -> Any:
    async def changed(
        self: Any, strategy: str, book: BookKind, order: Order, report: OrderReport, *, over: bool
    ) -> Any:
        await book_report(self, strategy, book, order, replace(report, fills=report.fills[:1]), over=over)

    return changed


def _filled_without_looking_at_fills(place: Any) -> Any:
    async def changed(self: Any, strategy: str, book: BookKind, order_id: str) -> None:
        await place(self, strategy, book, order_id)
        orders = self._ledger.portfolio.strategy(strategy).require_book(book).orders
        if any(order.id == order_id and order.exchange_order for order in orders):
            await self._ledger.record(OrderEnded(self._watch.now(), strategy, book, order_id, OrderStatus.FILLED))

    return changed


def _fee_by_our_own_rate(record: Any) -> Any:
    async def changed(self: Any, *events: Any) -> None:
        await record(self, *(_own_fee(event) if isinstance(event, OrderFill) else event for event in events))

    return changed


def _own_fee(event: OrderFill) -> OrderFill:
    fill = event.fill
    return replace(event, fill=replace(fill, fee=(fill.amount * fill.price / 400).quantize(fill.price)))


def _price_of_the_limit(record: Any) -> Any:
    async def changed(self: Any, *events: Any) -> None:
        await record(self, *(_at_limit(self, event) if isinstance(event, OrderFill) else event for event in events))

    return changed


def _at_limit(ledger: Any, event: OrderFill) -> OrderFill:
    order = ledger.portfolio.strategy(event.strategy).require_book(event.book).order(event.order)
    return replace(event, fill=replace(event.fill, price=order.limit))


def _shadow_goes_to_the_exchange(init: Any) -> Any:
    def changed(self: Any, ledger: Any, venues: Any, watch: Any) -> None:
        init(self, ledger, dict.fromkeys(venues, venues[BookKind.LIVE]), watch)

    return changed


def _live_stays_on_paper(init: Any) -> Any:
    def changed(self: Any, ledger: Any, venues: Any, watch: Any) -> None:
        init(self, ledger, dict.fromkeys(venues, venues[BookKind.SHADOW]), watch)

    return changed


def _reservation_dropped_on_unknown(lose_order: Any) -> Any:
    def changed(self: OpenBook, order_id: str, time: int) -> None:
        reserved = self.order(order_id).reserved
        lose_order(self, order_id, time)
        self.orders = tuple(replace(o, reserved=o.reserved * 0) if o.id == order_id else o for o in self.orders)
        self.free += reserved

    return changed


def _unsure_is_refused(_: Any) -> Any:
    return lambda trouble: Refused(trouble.detail, failure=True)


def _cancel_asks_once(_: Any) -> Any:
    """The answer to the cancellation is believed: not found means that it was never there."""

    async def changed(self: Any, request: Any) -> Any:
        answer = await self._line.ask("cancel", lambda: self._venue.cancel_ours(request), signed=True)
        return OrderReport(request.exchange_order or "", OrderStatus.CANCELLED, ()) if answer is None else NotFound()

    return changed


ORDERS: tuple[Bug, ...] = (
    Bug("blind_retry", "an order whose answer was lost is sent again", SimulatedExchange, "place", _blind_retry),
    Bug("retry_with_new_id", "and under a new id", SimulatedExchange, "place", _retry_with_new_id),
    Bug("retry_refusal", "an order that was turned away is sent again", SimulatedExchange, "place", _retry_refusal),
    Bug(
        "resend_not_found",
        "what a look-up does not find is sent again",
        OrderTracker,
        "_look",
        _resend_what_is_not_found,
    ),
    Bug(
        "resend_planned",
        "a planned order is sent again after a restart",
        OrderTracker,
        "follow",
        _resend_planned_after_restart,
    ),
    Bug("send_before_commit", "an order is sent before the journal has it", Closes, "_conclude", _send_before_commit),
    Bug(
        "unknown_is_gone", "an order without an answer counts as rejected", SimulatedExchange, "place", _unknown_is_gone
    ),
    Bug(
        "unknown_is_open", "an order without an answer counts as accepted", SimulatedExchange, "place", _unknown_is_open
    ),
    Bug(
        "first_denial_counts",
        "one 'not found' proves that it never arrived",
        OrderTracker,
        "_not_there",
        _first_denial_counts,
    ),
    Bug("early_denials_count", "two early ones prove it", OrderTracker, "_not_there", _early_denials_count),
    Bug("proof_from_the_plan", "its time runs from the plan", OrderTracker, "_not_there", _proof_from_the_plan, _LATE),
    Bug(
        "acknowledged_vanishes",
        "an acknowledged order that is denied is gone",
        OrderTracker,
        "_not_there",
        _acknowledged_vanishes,
    ),
    Bug(
        "cancel_without_look_up",
        "a cancellation is believed without a look",
        OrderTracker,
        "_look",
        _cancel_without_look_up,
    ),
    Bug(
        "cancel_asks_once",
        "the answer to a cancellation counts as the end",
        SimulatedExchange,
        "cancel",
        _cancel_asks_once,
    ),
    Bug("expired_without_cancel", "an order expires in the books only", OrderTracker, "_look", _expired_without_cancel),
    Bug("never_expires", "an order whose life is over is never cancelled", OrderTracker, "_look", _never_expires),
    Bug(
        "partial_fill_lost",
        "what filled before the cancellation is lost",
        OrderTracker,
        "_book_report",
        _last_fill_lost_at_the_end,
    ),
    Bug(
        "only_the_first_fill",
        "of several fills the first is booked",
        OrderTracker,
        "_book_report",
        _only_the_first_fill,
    ),
    Bug(
        "accepted_is_filled",
        "an accepted order counts as filled",
        OrderTracker,
        "place",
        _filled_without_looking_at_fills,
    ),
    Bug(
        "end_believed_at_once",
        "an end is believed at the first look",
        OrderTracker,
        "_is_proven",
        lambda _: lambda *_, **__: True,
    ),
    Bug("fee_by_our_own_rate", "the fee is computed, not read", Ledger, "record", _fee_by_our_own_rate),
    Bug(
        "price_of_the_limit",
        "a fill is booked at the order's limit",
        Ledger,
        "record",
        _price_of_the_limit,
    ),
    Bug("shadow_is_sent", "shadow orders reach the exchange", OrderTracker, "__init__", _shadow_goes_to_the_exchange),
    Bug("live_on_paper", "live orders are filled on paper", OrderTracker, "__init__", _live_stays_on_paper),
    Bug(
        "reservation_dropped",
        "an unknown order gives its reservation back",
        OpenBook,
        "lose_order",
        _reservation_dropped_on_unknown,
    ),
    Bug("unsure_is_refused", "a lost answer is read as a refusal", exchange_module, "placement_of", _unsure_is_refused),
)
