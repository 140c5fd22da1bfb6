"""What must hold at the end, when nothing has gone wrong for a while."""

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

from custom_components.aurono.engine.strategy import BookKind, Mode
from custom_components.aurono.engine.timeframe import MINUTE

from ..audit import EXACT
from ..tape import opening
from ..venue import OWNER, THIRD_COIN
from .found import Found
from .steps import MOVED, STEP, TAKEN

if TYPE_CHECKING:
    from ..simulation import Simulation

_ZERO = Decimal(0)


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
    *TAKEN,
    *STEP,
    *MOVED,
    i9_verified,
    i12_orders_are_settled,
    i12_no_order_outlives_its_life,
    i12_balances_agree,
    i12_every_candle_has_its_outcome,
)
