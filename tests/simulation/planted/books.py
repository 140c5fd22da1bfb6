"""Bugs in the books and in the journal below them."""

from dataclasses import replace
from decimal import Context, Decimal
from typing import Any

from custom_components.aurono.engine import evaluation
from custom_components.aurono.engine.numbers import ZERO
from custom_components.aurono.engine.open_book import OpenBook
from custom_components.aurono.engine.order import Fill, Order
from custom_components.aurono.engine.portfolio import apply
from custom_components.aurono.engine.reason import Side
from custom_components.aurono.execution.errors import TradingError
from custom_components.aurono.execution.ledger import Ledger
from custom_components.aurono.execution.recovery import Recovery
from custom_components.aurono.store import journal as journal_module
from custom_components.aurono.store.errors import StoreError
from custom_components.aurono.store.journal import Journal
from custom_components.aurono.store.marker import HeadMarker
from tests.simulation.audit import EXACT
from tests.simulation.disk import FaultyWorker

from .bug import Bug, returning_async


def _counted_twice(with_fill: Any) -> Any:
    """The order forgets which trades it has."""
    return lambda self, fill: replace(with_fill(self, fill), trades=())


def _fee_in_the_wrong_coin(_: Any) -> Any:
    return lambda self, _currency: self.fee


def _no_fee(_: Any) -> Any:
    return lambda *_: ZERO


def _rounded_fill(paid: Any) -> Any:
    return lambda self, pair: paid(self, pair).quantize(Decimal("0.01"), context=Context(prec=60))


def _refund_lost(end: Any) -> Any:
    def changed(self: OpenBook, order_id: str, **named: Any) -> None:
        order = self.order(order_id)
        end(self, order_id, **named)
        if order.side is Side.BUY:
            self.free = EXACT.subtract(self.free, order.reserved)

    return changed


def _refund_twice(end: Any) -> Any:
    def changed(self: OpenBook, order_id: str, **named: Any) -> None:
        order = self.order(order_id)
        end(self, order_id, **named)
        if order.side is Side.BUY:
            self.free = EXACT.add(self.free, order.reserved)

    return changed


def _better_price_kept(buy: Any) -> Any:
    """A buy costs what was reserved for it, not what was paid."""

    def changed(self: OpenBook, before: Order, after: Order, fill: Fill) -> None:
        buy(self, before, after, replace(fill, price=after.limit))

    return changed


def _nothing_reserved(plan: Any) -> Any:
    def changed(self: OpenBook, order: Order) -> None:
        free = self.free
        plan(self, order)
        self.free = free

    return changed


def _cost_at_the_price(sell: Any) -> Any:
    """A sell takes off the cost what it brought, instead of the average cost."""

    def changed(self: OpenBook, after: Order, fill: Fill) -> None:
        before, realized = self.cost, self.realized
        sell(self, after, fill)
        if self.position:
            received = fill.received(after.pair)
            self.cost = max(ZERO, EXACT.subtract(before, received))
            self.realized = EXACT.subtract(realized, EXACT.subtract(before, EXACT.add(self.cost, received)))

    return changed


def _base_fee_forgotten(buy: Any) -> Any:
    def changed(self: OpenBook, before: Order, after: Order, fill: Fill) -> None:
        position = self.position
        buy(self, before, after, fill)
        self.position = EXACT.add(position, fill.amount)

    return changed


def _believed_before_commit(record: Any) -> Any:
    async def changed(self: Any, *events: Any) -> None:
        before = self.portfolio
        after = before
        for event in events:
            after = apply(after, event)
        self._portfolio = after
        try:
            self._portfolio = before
            await record(self, *events)
        except BaseException:
            self._portfolio = after
            raise

    return changed


def _failure_swallowed(append: Any) -> Any:
    async def changed(self: Any, entries: Any) -> None:
        try:
            await append(self, entries)
        except StoreError:
            return

    return changed


def _lock_counts_as_written(record: Any) -> Any:
    async def changed(self: Any, *events: Any) -> None:
        try:
            await record(self, *events)
        except TradingError:
            after = self.portfolio
            for event in events:
                after = apply(after, event)
            self._portfolio = after

    return changed


def _one_transaction_each(append: Any) -> Any:
    async def changed(self: Any, entries: Any) -> None:
        for entry in entries:
            await append(self, [entry])

    return changed


def _goes_on_after_a_failure(_: Any) -> Any:
    return lambda _self: None


def _load_from_the_snapshot_only(load: Any) -> Any:
    def changed(self: Any, account: str) -> Any:
        loaded = load(self, account)
        strategies = {
            key: replace(state, books={kind: replace(book, orders=()) for kind, book in state.books.items()})
            for key, state in loaded.portfolio.strategies.items()
        }
        return replace(loaded, portfolio=replace(loaded.portfolio, strategies=strategies))

    return changed


def _unchained(_: Any) -> Any:
    return lambda previous, record: __import__("hashlib").sha256(record).digest()


def _reservation_without_fee(_: Any) -> Any:
    return lambda rules, amount, limit: rules.money_up(EXACT.multiply(amount, limit))


BOOKS: tuple[Bug, ...] = (
    Bug("fill_counted_twice", "a fill that was booked is booked again", Order, "with_fill", _counted_twice),
    Bug("fee_in_the_wrong_coin", "a fee counts in every currency", Fill, "fee_in", _fee_in_the_wrong_coin),
    Bug("no_fee", "fees are not booked", Fill, "fee_in", _no_fee),
    Bug("rounded_fill", "what a fill cost is rounded to cents", Fill, "paid", _rounded_fill),
    Bug("refund_lost", "what was not spent does not come back", OpenBook, "end", _refund_lost),
    Bug("refund_twice", "what was not spent comes back twice", OpenBook, "end", _refund_twice),
    Bug("better_price_kept", "a better price is not passed on", OpenBook, "_buy", _better_price_kept),
    Bug("nothing_reserved", "a planned buy reserves nothing", OpenBook, "plan", _nothing_reserved),
    Bug("cost_at_the_price", "a sell takes off its price instead of its cost", OpenBook, "_sell", _cost_at_the_price),
    Bug(
        "base_fee_forgotten",
        "a fee in the coin leaves the position as it was",
        OpenBook,
        "_buy",
        _base_fee_forgotten,
    ),
    Bug(
        "reservation_without_fee",
        "a buy does not reserve its fee",
        evaluation,
        "buy_reservation",
        _reservation_without_fee,
    ),
    Bug(
        "believed_before_commit",
        "the portfolio changes before the journal",
        Ledger,
        "record",
        _believed_before_commit,
    ),
    Bug("failure_swallowed", "a failed write passes for a good one", FaultyWorker, "append", _failure_swallowed),
    Bug("lock_counts_as_written", "so does one that met a lock", Ledger, "record", _lock_counts_as_written),
    Bug(
        "one_transaction_each",
        "the events of a step are committed one by one",
        FaultyWorker,
        "append",
        _one_transaction_each,
    ),
    Bug(
        "goes_on_after_a_failure",
        "a journal that failed does not stop trading",
        Ledger,
        "halted",
        _goes_on_after_a_failure,
    ),
    Bug("orders_forgotten_at_start", "open orders are not loaded", Journal, "load", _load_from_the_snapshot_only),
    Bug(
        "restore_not_noticed",
        "a journal put back is not noticed",
        HeadMarker,
        "unproven",
        lambda _: lambda _self: frozenset(),
    ),
    Bug("recovery_finds_nothing", "the orders it misses are not looked for", Recovery, "_unknown", returning_async([])),
    Bug("unchained", "the chain does not include what was before", journal_module, "link", _unchained),
)
