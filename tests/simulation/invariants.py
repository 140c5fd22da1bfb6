"""What must hold, whatever goes wrong (FIELD 3d): each its own function whose docstring says it in a sentence.

They give what they find wrong. The truth is the model exchange; what the trader knows is what the auditor reads from
the journal's file.
"""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, override

from custom_components.aurono.engine.events import (
    Evaluated,
    Event,
    ModeChanged,
    OrderEnded,
    OrderFill,
    OrderOpened,
    OrderPlanned,
    StrategyAdded,
    StrategyRevised,
    TradingResumed,
)
from custom_components.aurono.engine.order import OrderStatus
from custom_components.aurono.engine.reason import Reason, Side
from custom_components.aurono.engine.strategy import BookKind, Mode
from custom_components.aurono.engine.timeframe import MINUTE, Timeframe
from custom_components.aurono.exchange.protocol import OrderRequest

from .audit import EXACT
from .decisions import LATEST, RECOVERED, lateness, wrong_with
from .tape import opening
from .venue import OWNER, THIRD_COIN

if TYPE_CHECKING:
    from .simulation import Simulation

_ZERO = Decimal(0)
_BEFORE_IT_LEAVES = MINUTE
"""How long the line may hold a request back before it leaves."""
_MISSED = {Reason.MISSED_OFFLINE, Reason.TOO_LATE, Reason.EXCHANGE_UNREACHABLE, Reason.TICKER_UNAVAILABLE}

type Found = Iterable[str]


class Violation(Exception):
    """An invariant does not hold."""

    def __init__(self, invariant: str, sentence: str, detail: str) -> None:
        super().__init__(invariant, sentence, detail)
        self.invariant = invariant
        self.sentence = sentence
        self.detail = detail

    @override
    def __str__(self) -> str:
        return f"{self.invariant}: {self.detail}\n    {self.sentence}"


class Watched:
    """Until when (ms) each strategy needs no more outcomes: they begin with its creation, after a pause or a stop."""

    def __init__(self) -> None:
        self.until: dict[str, int] = {}
        self._paused: set[str] = set()
        self._frames: dict[str, Timeframe] = {}

    def hear(self, event: Event) -> None:
        """Take the next event."""
        match event:
            case Evaluated():
                self._not_before(event.close_time, event.strategy)
            case TradingResumed():
                self._not_before(event.time, *self.until)
            case StrategyAdded():
                self.until[event.strategy] = event.time
                self._frames[event.strategy] = event.parameters.timeframe
            case StrategyRevised():
                if self._frames[event.strategy] is not event.parameters.timeframe:
                    self._not_before(event.time, event.strategy)
                self._frames[event.strategy] = event.parameters.timeframe
            case ModeChanged():
                if event.strategy in self._paused:
                    self._not_before(event.time, event.strategy)
                    self._paused.discard(event.strategy)
                if event.mode is Mode.PAUSED:
                    self._paused.add(event.strategy)
            case _:
                pass

    def _not_before(self, time: int, *strategies: str) -> None:
        for strategy in strategies:
            self.until[strategy] = max(self.until[strategy], time)


# -- when a request leaves -----------------------------------------------------------------------------------------


def i1_sent_once(run: Simulation, request: OrderRequest) -> Found:
    """An order is sent at most once, over all restarts."""
    run.sent[request.client_order] += 1
    if run.sent[request.client_order] > 1:
        yield f"order {request.client_order} was sent {run.sent[request.client_order]} times"


def i2_intent_first(run: Simulation, request: OrderRequest) -> Found:
    """Nothing is sent before its intent is durable, and what is sent is what was intended."""
    intent = run.audit.intents.get(request.client_order)
    if intent is None:
        yield f"order {request.client_order} was sent, and nothing in the journal says why"
        return
    planned = intent.planned
    sent = (request.pair, request.side, request.amount, request.limit)
    if sent != (planned.pair, planned.side, planned.amount, planned.limit):
        yield f"order {request.client_order} was sent as {request}, planned as {planned}"
    if intent.ended is not None:
        yield f"order {request.client_order} was sent after it had ended as {intent.ended.status}"


def i8_nothing_leaves_late(run: Simulation, request: OrderRequest) -> Found:
    """No order leaves once the time of its candle is over, however slow the disk and however long the machine slept."""
    planned = run.audit.intents[request.client_order].planned
    late = lateness(run, planned.candle_close)
    if late > LATEST[run.audit.parameters[planned.strategy].timeframe] + _BEFORE_IT_LEAVES:
        yield f"order {request.client_order} was sent {late} ms after its candle had closed"


def i7_shadow_sends_nothing(run: Simulation, request: OrderRequest) -> Found:
    """Shadow mode sends no mutating call."""
    intent = run.audit.intents.get(request.client_order)
    if intent is not None and intent.planned.book is not BookKind.LIVE:
        yield f"the order {request.client_order} of a {intent.planned.book} book reached the exchange"


ON_SEND: tuple[Callable[[Simulation, OrderRequest], Found], ...] = (
    i1_sent_once,
    i2_intent_first,
    i7_shadow_sends_nothing,
    i8_nothing_leaves_late,
)
ON_CANCEL: tuple[Callable[[Simulation, OrderRequest], Found], ...] = (i7_shadow_sends_nothing,)


# -- when an event became durable --------------------------------------------------------------------------------


def i1_one_intent_per_candle(run: Simulation, event: Event) -> Found:
    """A strategy intends at most one order per candle and kind of book."""
    assert isinstance(event, OrderPlanned)
    if run.audit.intents[event.order].planned is not event:
        yield f"order {event.order} was planned twice"
    key = (event.strategy, event.book, event.candle_close)
    if key in run.planned_for:
        yield f"strategy {event.strategy} planned a second order for the candle that closed at {event.candle_close}"


def i3_fills_are_true(run: Simulation, event: Event) -> Found:
    """Every booked fill is one that the exchange made, with its price, amount and fee to the last digit, once."""
    assert isinstance(event, OrderFill)
    fill, intent = event.fill, run.audit.intents[event.order]
    if sum(known.trade == fill.trade for known in intent.fills) > 1:
        yield f"trade {fill.trade} was booked twice"
    if intent.filled > intent.planned.amount:
        yield f"order {event.order} was booked beyond its amount: {intent.filled} of {intent.planned.amount}"
    if event.book is BookKind.LIVE:
        true = run.venue.fills.get(fill.trade)
        if true != fill:
            yield f"booked {fill}, true is {true}"
        owner = next(
            (trade for order in run.orders_of(event.order) for trade in order.trades if trade.id == fill.trade), None
        )
        if owner is None:
            yield f"trade {fill.trade} is not one of order {event.order}"


def i5_an_end_is_proven(run: Simulation, event: Event) -> Found:
    """An order ends in the books only when it has ended at the exchange, with all that it filled booked before."""
    assert isinstance(event, OrderEnded)
    if event.book is not BookKind.LIVE:
        return
    intent, orders = run.audit.intents[event.order], run.orders_of(event.order)
    if event.status is OrderStatus.REJECTED:
        if orders:
            yield f"order {event.order} was called {event.status} ({event.detail}), but is {orders[-1].status} there"
        return
    if not orders:
        yield f"order {event.order} was called {event.status}, but never was at the exchange"
        return
    order = orders[-1]
    booked, true = {fill.trade for fill in intent.fills}, {trade.id for trade in order.trades}
    if order.is_open:
        yield f"order {event.order} was called {event.status}, but is {order.status} at the exchange"
    elif booked != true:
        yield f"order {event.order} was called {event.status} with {len(booked)} of its {len(true)} fills booked"
    elif (event.status is OrderStatus.FILLED) is not (not order.remaining):
        yield f"order {event.order} was called {event.status}, but is {order.status} with {order.remaining} left"


def i6_what_ended_stays_ended(run: Simulation, event: Event) -> Found:
    """Nothing happens to an order after its end."""
    assert isinstance(event, OrderOpened | OrderFill | OrderEnded)
    ended = run.audit.intents[event.order].ended
    if ended is not None and ended is not event:
        yield f"{type(event).__name__} of order {event.order} after it had ended as {ended.status}"


def i8_orders_come_from_outcomes(run: Simulation, event: Event) -> Found:
    """An order is planned in the same step as the outcome that says so, and such an outcome plans one."""
    before = run.audit.previous
    if isinstance(before, Evaluated) and before.reason.side is not None and not isinstance(event, OrderPlanned):
        yield f"strategy {before.strategy} came to {before.reason} and planned nothing"
    if isinstance(event, OrderPlanned) and not run.is_recovering:
        fits = (
            isinstance(before, Evaluated)
            and before.reason.side is event.side
            and (before.strategy, before.book, before.close_time) == (event.strategy, event.book, event.candle_close)
        )
        if not fits:
            yield f"order {event.order} was planned without an outcome that says so"


def i8_decisions_are_right(run: Simulation, event: Event) -> Found:
    """Every outcome follows from the candle, the rule and the books, and no order is planned that a check forbids."""
    assert isinstance(event, Evaluated)
    for wrong in wrong_with(run, event):
        yield f"strategy {event.strategy}, candle {event.candle}: {wrong}"


def i10_nothing_is_missed_without_a_cause(run: Simulation, event: Event) -> Found:
    """In a run in which nothing goes wrong, no candle is late, missed or unread."""
    assert isinstance(event, Evaluated)
    if event.reason in _MISSED and run.nothing_goes_wrong:
        yield f"strategy {event.strategy}, candle {event.candle}: {event.reason} {event.detail}"


def i10_one_outcome_per_candle(run: Simulation, event: Event) -> Found:
    """Every candle has exactly one outcome, none is left out, and none comes before its candle has closed."""
    assert isinstance(event, Evaluated)
    if event.detail == RECOVERED:
        return
    first = event.candle - (event.count - 1) * event.timeframe.length
    expected = opening(event.timeframe, run.watched.until[event.strategy])
    if first != expected:
        what = "again" if first < expected else "leaving some out"
        yield f"strategy {event.strategy} has an outcome for {first}, {what}: the next is {expected}"
    if opening(event.timeframe, event.candle) != event.candle:
        yield f"strategy {event.strategy} has an outcome for {event.candle}, where no {event.timeframe} candle opens"
    if run.world.now < event.close_time and event.reason not in {Reason.TOO_LATE, Reason.MISSED_OFFLINE}:
        early = event.close_time - run.world.now
        yield f"strategy {event.strategy} came to {event.reason} {early} ms before the candle had closed"


type OnEvent = tuple[Callable[[Simulation, Event], Found], ...]

_ON_ANY_EVENT: OnEvent = (i8_orders_come_from_outcomes,)
_ON_EVENT: Mapping[type[Event], OnEvent] = {
    Evaluated: (
        *_ON_ANY_EVENT,
        i8_decisions_are_right,
        i10_nothing_is_missed_without_a_cause,
        i10_one_outcome_per_candle,
    ),
    OrderPlanned: (i1_one_intent_per_candle, *_ON_ANY_EVENT),
    OrderOpened: (i6_what_ended_stays_ended, *_ON_ANY_EVENT),
    OrderFill: (i3_fills_are_true, i6_what_ended_stays_ended, *_ON_ANY_EVENT),
    OrderEnded: (i5_an_end_is_proven, i6_what_ended_stays_ended, *_ON_ANY_EVENT),
}


def on_event(event: Event) -> OnEvent:
    """The invariants that have something to say about an event of this kind."""
    return _ON_EVENT.get(type(event), _ON_ANY_EVENT)


# -- after every step ----------------------------------------------------------------------------------------------


def i1_one_order_at_the_venue(run: Simulation) -> Found:
    """At most one order per intent is ever taken by the exchange."""
    return [f"the exchange took {run.venue.arrivals[order]} orders as {order}" for order in run.venue.taken_twice]


def i3_books_are_the_sum_of_fills(run: Simulation) -> Found:
    """Free capital, position and fees are the sums over deposits, reservations, fills and fees, to the last digit."""
    add, subtract = EXACT.add, EXACT.subtract
    for (strategy, kind), account in run.audit.accounts.items():
        state = run.audit.portfolio.strategies.get(strategy)
        if state is None:
            continue
        book = state.books[kind]
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
    for (strategy, kind), account in run.audit.accounts.items():
        state = run.audit.portfolio.strategies.get(strategy)
        if state is None:
            continue
        book = state.books[kind]
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

STEP: tuple[Callable[[Simulation], Found], ...] = (
    i1_one_order_at_the_venue,
    i4_reservations_fit,
    i5_nothing_rejected_exists,
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
    for state in portfolio.strategies.values():
        frame = state.parameters.timeframe
        closed = opening(frame, begun)
        if portfolio.watched_until(state.id) >= closed or opening(frame, now) != closed:
            # Nothing later than this can be due.
            continue
        if reconciler.holds_back(state) or abs(trader.now() - now) > MINUTE:
            continue
        late = begun - closed
        # Within its grace the last candle may still be looked for; those before it have their outcome by then.
        due = closed if late > frame.grace + 2 * MINUTE else closed - frame.length if late > MINUTE else 0
        watched = state.mode is not Mode.PAUSED and not portfolio.stopped and state.id not in trader.stuck
        if watched and portfolio.watched_until(state.id) < due:
            yield f"strategy {state.id} has no outcome for the candle that closed at {due}"


# -- at the end, when nothing has gone wrong for a while ---------------------------------------------------------


def i9_verified(run: Simulation) -> Found:
    """The whole journal verifies: file, chain and fold."""
    report = run.verify()
    if not report.is_sound:
        yield "; ".join(problem.detail for problem in report.problems)
    if report.head != run.audit.hash.hex() or report.events != run.audit.position:
        yield "the journal's own verification read other events than the auditor"


def i12_orders_are_settled(run: Simulation) -> Found:
    """Once nothing goes wrong any more, every order stands in the books as it stands at the exchange."""
    for client_order, intent in run.audit.intents.items():
        if intent.planned.book is not BookKind.LIVE or run.is_question(intent.planned.strategy):
            continue
        orders = run.orders_of(client_order)
        if intent.ended is None and not orders:
            yield f"order {client_order} is still thought to be under way, the exchange never saw it"
        for order in orders:
            booked, true = {fill.trade for fill in intent.fills}, {trade.id for trade in order.trades}
            if intent.ended is None and not order.is_open:
                yield f"order {client_order} is {order.status} at the exchange, open in the books"
            if booked != true:
                yield f"order {client_order} has {len(true)} fills, {len(booked)} are booked"
    for client_order in run.unbooked():
        strategy = run.strategy_of[client_order]
        if strategy not in run.disowned and not run.is_question(strategy):
            yield f"order {client_order} at the exchange is in no book"


def i12_no_order_outlives_its_life(run: Simulation) -> Found:
    """Once nothing goes wrong any more, no order is still open when its life is over."""
    for client_order in run.open_intents():
        planned = run.audit.intents[client_order].planned
        if run.world.now > planned.life_ends + 20 * MINUTE and not run.is_question(planned.strategy):
            late = run.world.now - planned.life_ends
            yield f"the {planned.book} order {client_order} is still open {late} ms after its life"


def i12_balances_agree(run: Simulation) -> Found:
    """What our orders moved on the exchange is what the books say they moved, in every currency, to the last digit."""
    if any(run.is_question(strategy) for strategy, _ in run.audit.accounts) or run.unbooked():
        return
    add, subtract = EXACT.add, EXACT.subtract
    booked: dict[str, Decimal] = {}
    for (strategy, kind), account in run.audit.accounts.items():
        if kind is BookKind.LIVE:
            pair = run.audit.parameters[strategy].pair
            booked[pair.quote] = add(booked.get(pair.quote, _ZERO), subtract(account.received, account.paid))
            booked[pair.base] = add(booked.get(pair.base, _ZERO), subtract(account.bought, account.sold))
    for intent in run.audit.intents.values():
        for fill in intent.fills:
            if fill.fee_currency == THIRD_COIN and intent.planned.book is BookKind.LIVE:
                booked[THIRD_COIN] = subtract(booked.get(THIRD_COIN, _ZERO), fill.fee)
    venue = run.venue
    balances = venue.engine.balances(OWNER)
    for currency in sorted({*booked, *balances, *venue.ours}):
        held = balances.get(currency)
        total = _ZERO if held is None else add(held.available, held.in_orders)
        others = add(venue.deposited[currency], venue.foreign[currency])
        if subtract(total, others) != booked.get(currency, _ZERO):
            yield f"{currency}: the books moved {booked.get(currency, _ZERO)}, the exchange {subtract(total, others)}"


def i12_every_candle_has_its_outcome(run: Simulation) -> Found:
    """Once nothing goes wrong any more, every strategy is evaluated up to the last closed candle."""
    for state in run.audit.portfolio.strategies.values():
        if state.mode is Mode.PAUSED or run.audit.portfolio.stopped or run.is_question(state.id):
            continue
        frame = state.parameters.timeframe
        if run.waits_for_an_answer(state):
            continue
        next_close = opening(frame, run.watched.until[state.id]) + frame.length
        overdue = run.world.now - next_close - frame.grace
        if overdue > 5 * MINUTE:
            yield f"strategy {state.id} was evaluated last for the candle that closed at {state.evaluated_until}"


END: tuple[Callable[[Simulation], Found], ...] = (
    *STEP,
    *MOVED,
    i9_verified,
    i12_orders_are_settled,
    i12_no_order_outlives_its_life,
    i12_balances_agree,
    i12_every_candle_has_its_outcome,
)


def check[*Args](invariants: Iterable[Callable[[*Args], Found]], *args: *Args) -> None:
    """Raise Violation for the first thing found."""
    for invariant in invariants:
        for detail in invariant(*args):
            sentence = " ".join((invariant.__doc__ or "").split())
            raise Violation(invariant.__name__, sentence, detail)
