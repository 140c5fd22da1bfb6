"""What must hold after every step."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from custom_components.aurono.engine.book import Book
from custom_components.aurono.engine.reason import Side
from custom_components.aurono.engine.strategy import BookKind, Mode
from custom_components.aurono.engine.timeframe import MINUTE

from ..audit import EXACT, Account
from ..tape import opening
from ..venue import NEVER
from .found import Found

if TYPE_CHECKING:
    from ..simulation import Simulation

_ZERO = Decimal(0)


def _books(run: Simulation) -> Iterator[tuple[str, BookKind, Account, Book]]:
    """The auditor's own sums, and beside them the books of each strategy that is not gone."""
    for (strategy, kind), account in run.audit.accounts.items():
        state = run.audit.portfolio.strategies.get(strategy)
        if state is not None:
            yield strategy, kind, account, state.books[kind]


def i1_one_order_at_the_venue(run: Simulation) -> Found:
    """At most one order per intent is ever taken by the exchange."""
    return [f"the exchange took {run.venue.arrivals[order]} orders as {order}" for order in run.venue.taken_twice]


def i3_books_are_the_sum_of_fills(run: Simulation) -> Found:
    """Free capital, position and fees are the sums over deposits, reservations, fills and fees, to the last digit."""
    add, subtract = EXACT.add, EXACT.subtract
    for strategy, kind, account, book in _books(run):
        reserved = _ZERO
        for order in book.orders:
            if order.side is Side.BUY:
                reserved = add(reserved, order.reserved)
        free = subtract(add(subtract(account.allocated, account.paid), account.received), reserved)
        free = subtract(free, account.lost_quote)
        position = subtract(add(account.start_position, account.bought), add(account.sold, account.lost_base))
        if (book.free, book.position, book.fees) != (free, position, account.fees):
            yield (
                f"the {kind} books of {strategy} say free {book.free}, position {book.position}, fees {book.fees};"
                f" the fills add up to {free}, {position}, {account.fees}"
            )


def i4_money_is_conserved(run: Simulation) -> Found:
    """Free + reserved + cost − realized = what was put in, and what is sold takes its average cost along."""
    add, subtract = EXACT.add, EXACT.subtract
    for strategy, kind, account, book in _books(run):
        there = subtract(add(add(book.free, book.reserved), book.cost), book.realized)
        put_in = add(account.allocated, account.start_cost)
        if there != put_in:
            yield f"the {kind} books of {strategy} add up to {there}, {put_in} was put in"
        if book.cost != account.cost:
            yield f"the {kind} books of {strategy} have a cost of {book.cost}, at average cost it is {account.cost}"


def i5_unknown_keeps_its_reservation(run: Simulation) -> Found:
    """What is not proven to have ended keeps its place in the books with all that it has not filled reserved."""
    for client_order in run.open_intents():
        intent = run.audit.intents[client_order]
        planned = intent.planned
        state = run.audit.portfolio.strategies.get(planned.strategy)
        orders = state.books[planned.book].orders if state is not None else ()
        order = next((order for order in orders if order.id == client_order), None)
        if order is None:
            yield f"order {client_order} has no end and is not in the books"
        elif not intent.fills and order.reserved != planned.reserved:
            yield f"order {client_order} is {order.status} and holds {order.reserved} of {planned.reserved}"


def i5_nothing_rejected_exists(run: Simulation) -> Found:
    """What was called rejected never turns up at the exchange afterwards."""
    return [
        f"order {order} was called rejected ({run.audit.intents[order].ended}), and is at the exchange"
        for order in sorted(run.rejected & run.venue.ids.keys())
    ]


def i4_reservations_fit(run: Simulation) -> Found:
    """Nobody but us touching the account, the exchange never has too little for an order."""
    return [f"the exchange refused {refused}" for refused in run.venue.too_little if run.alone_on_the_account]


def i9_the_file_is_the_truth(run: Simulation) -> Found:
    """The chain is intact, nothing is lost or changed, and the portfolio in memory is the fold of what is durable."""
    if run.audit.broken is not None:
        return (run.audit.broken,)
    trader = run.process.trader
    if trader is None or trader.halted is not None:
        return ()
    believed, durable = trader.portfolio, run.audit.portfolio
    if run.agreed is not None and run.agreed[0] is believed and run.agreed[1] is durable:
        # Neither can change: each is made of frozen records. At the end both are compared whatever was found before.
        return ()
    if believed != durable:
        return ("the trader's portfolio is not what its journal adds up to",)
    run.agreed = believed, durable
    return ()


def i12_nobody_is_stuck(run: Simulation) -> Found:
    """The books always add up: no strategy is ever put aside because they did not."""
    trader = run.process.trader
    stuck = {} if trader is None else trader.stuck
    return [f"strategy {strategy} is stuck: {why}" for strategy, why in stuck.items()]


MOVED: tuple[Callable[[Simulation], Found], ...] = (
    i3_books_are_the_sum_of_fills,
    i4_money_is_conserved,
    i5_unknown_keeps_its_reservation,
)
"""What speaks of nothing but books, orders and fills on the disk: found true, it stays true until one of them moves."""

TAKEN: tuple[Callable[[Simulation], Found], ...] = (
    i1_one_order_at_the_venue,
    i4_reservations_fit,
    i5_nothing_rejected_exists,
)
"""What speaks of nothing but orders that reached the venue and such as were called rejected: it stays true as well."""

STEP: tuple[Callable[[Simulation], Found], ...] = (
    i12_nobody_is_stuck,
    i9_the_file_is_the_truth,
)


def i11_nobody_waits_for_another(run: Simulation, begun: int) -> Found:
    """After a wake, every strategy has its outcome for every candle whose grace was over when the wake began.

    Some wait, as the account's status says, until it has proven itself against the exchange after a start.
    """
    trader, now = run.process.trader, run.world.now
    if trader is None or trader.halted is not None or trader.connection.since is None:
        # Before the exchange told it the time, nothing can be called due.
        return
    portfolio, reconciler = trader.portfolio, trader.live.reconciler
    if portfolio is run.concluded[0] and begun < run.concluded[1]:
        # Neither has it changed, nor has another candle closed, since every strategy had all its outcomes.
        return
    next_close, has_all = NEVER, True
    for state in portfolio.strategies.values():
        frame = state.parameters.timeframe
        closed = opening(frame, begun)
        next_close = min(next_close, closed + frame.length)
        if portfolio.watched_until(state.id) >= closed:
            # Nothing later than this can be due.
            continue
        has_all = False
        if opening(frame, now) != closed or reconciler.holds_back(state) or abs(trader.now() - now) > MINUTE:
            continue
        late = begun - closed
        # Within its grace the last candle may still be looked for; those before it have their outcome by then.
        due = closed if late > frame.grace + 2 * MINUTE else closed - frame.length if late > MINUTE else 0
        watched = state.mode is not Mode.PAUSED and not portfolio.stopped and state.id not in trader.stuck
        if watched and portfolio.watched_until(state.id) < due:
            yield f"strategy {state.id} has no outcome for the candle that closed at {due}"
    if has_all:
        run.concluded = portfolio, next_close
