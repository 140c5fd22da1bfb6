"""Orders at an exchange that answers, refuses, stays silent or forgets: placed once, believed only when proven."""

from dataclasses import replace
from decimal import Decimal

import pytest

from custom_components.aurono.engine.book import Book
from custom_components.aurono.engine.events import (
    BookOpened,
    OrderEnded,
    OrderFill,
    OrderOpened,
    OrderPlanned,
    OrderUnknown,
    StrategyAdded,
)
from custom_components.aurono.engine.order import Fill, OrderStatus
from custom_components.aurono.engine.reason import Side
from custom_components.aurono.engine.strategy import BookKind, Mode
from custom_components.aurono.engine.timeframe import HOUR, SECOND
from custom_components.aurono.exchange.protocol import Accepted, Ambiguous, NotFound, OrderReport, Refused
from custom_components.aurono.execution.market_watch import MarketWatch
from custom_components.aurono.execution.tracker import OrderTracker
from tests.exchange.scripted_market import NO_ANSWER

from .hub import SOL_EUR, Hub, hour, strategy

ORDER = "6cbe0000-0000-5000-8000-000000000001"
LIVE = BookKind.LIVE


def fill(number: int, amount: str = "0.1", price: str = "116.50") -> Fill:
    return Fill(f"trade-{number}", hour(1), Decimal(price), Decimal(amount), Decimal("0.03"), "EUR")


def report(status: OrderStatus, *fills: Fill, detail: str = "") -> OrderReport:
    return OrderReport("exchange-1", status, fills, detail)


class Desk:
    """A tracker of live orders with one order planned."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.exchange = hub.exchange
        self.exchange.now = hour(1)
        watch = MarketWatch(hub.exchange, hub.clock)
        self.tracker = OrderTracker(hub.ledger, {LIVE: hub.exchange}, watch)

    async def plan(self) -> None:
        now = self.exchange.now
        await self.hub.ledger.record(
            StrategyAdded(now, "s", "Live", Mode.LIVE, strategy()),
            BookOpened(now, "s", LIVE, Decimal(200), None),
            OrderPlanned(
                time=now,
                strategy="s",
                book=LIVE,
                order=ORDER,
                version=1,
                candle_close=hour(1),
                pair=SOL_EUR,
                side=Side.BUY,
                limit=Decimal(117),
                amount=Decimal("0.2"),
                reserved=Decimal("23.46"),
                life_ends=now + 4 * HOUR,
            ),
        )
        self.hub.events.clear()

    async def place(self) -> None:
        await self.tracker.place("s", LIVE, ORDER)

    async def look(self) -> None:
        await self.tracker.follow_all(self.hub.trader.portfolio.strategy("s"))

    @property
    def book(self) -> Book:
        return self.hub.trader.portfolio.strategy("s").require_book(LIVE)


@pytest.fixture
async def desk(hub: Hub) -> Desk:
    desk = Desk(hub)
    await desk.plan()
    return desk


async def test_given_an_accepted_order_when_it_fills_in_parts_then_each_trade_is_booked_once(desk: Desk) -> None:
    desk.exchange.reports[ORDER] = report(OrderStatus.PARTIALLY_FILLED, fill(1))
    await desk.place()
    await desk.look()
    desk.exchange.reports[ORDER] = report(OrderStatus.FILLED, fill(1), fill(2))
    await desk.look()

    assert desk.hub.kinds() == ["OrderOpened", "OrderFill", "OrderFill", "OrderEnded"]
    assert (desk.book.position, desk.book.orders, desk.book.trades) == (Decimal("0.2"), (), 1)
    # 2 × (0.1 × 116.50 + 0.03)
    assert (desk.book.cost, desk.book.free) == (Decimal("23.36"), Decimal("176.64"))


async def test_given_a_refusal_when_placed_then_the_order_is_rejected_and_rules_are_read_anew(desk: Desk) -> None:
    desk.exchange.placements = [Refused("216 insufficient balance", failure=False)]

    await desk.place()

    (ended,) = desk.hub.events
    assert isinstance(ended, OrderEnded)
    assert (ended.status, ended.detail, ended.failure) == (OrderStatus.REJECTED, "216 insufficient balance", False)
    assert (desk.book.free, desk.book.orders, desk.book.failures) == (Decimal(200), (), 0)


async def test_given_three_failures_in_a_row_when_counted_then_the_breaker_opens_for_a_quarter_of_an_hour(
    desk: Desk,
) -> None:
    desk.exchange.placements = [Refused("rate limit", failure=True)]
    await desk.place()

    assert (desk.book.failures, desk.book.breaker_open_until) == (1, None)
    for _ in range(2):
        assert desk.book.failures < 3
        book = replace(desk.book, failures=desk.book.failures + 1, last_failure=hour(1))
        desk.hub.ledger._portfolio = desk.hub.trader.portfolio._with(
            desk.hub.trader.portfolio.strategy("s").with_book(LIVE, book)
        )
    assert desk.book.breaker_open_until == hour(1) + 15 * 60 * SECOND


async def test_given_a_lost_answer_when_placed_then_it_is_unknown_and_its_money_stays_reserved(desk: Desk) -> None:
    desk.exchange.placements = [Ambiguous("timeout")]

    await desk.place()
    await desk.look()

    assert isinstance(desk.hub.events[0], OrderUnknown)
    assert (desk.book.orders[0].status, desk.book.reserved) == (OrderStatus.UNKNOWN, Decimal("23.46"))
    assert (len(desk.exchange.sent), desk.book.failures) == (1, 1)


async def test_given_an_unknown_order_when_the_exchange_shows_it_then_it_is_adopted_and_never_sent_again(
    desk: Desk,
) -> None:
    desk.exchange.placements = [Ambiguous("timeout")]
    await desk.place()
    await desk.look()
    desk.exchange.now += 3600 * SECOND
    desk.exchange.reports[ORDER] = report(OrderStatus.OPEN)

    await desk.look()
    await desk.look()

    assert [type(event) for event in desk.hub.events] == [OrderUnknown, OrderOpened]
    assert (desk.book.orders[0].status, desk.book.failures, len(desk.exchange.sent)) == (OrderStatus.OPEN, 0, 1)


async def test_given_an_unknown_order_when_not_found_only_early_then_that_proves_nothing(desk: Desk) -> None:
    desk.exchange.placements = [Ambiguous("timeout")]
    await desk.place()

    for _ in range(5):
        await desk.look()
    desk.exchange.now += desk.exchange.proof_delay
    await desk.look()

    assert desk.book.orders[0].status is OrderStatus.UNKNOWN


async def test_given_an_unknown_order_when_not_found_twice_the_second_late_then_it_never_arrived(desk: Desk) -> None:
    desk.exchange.placements = [Ambiguous("timeout")]
    await desk.place()
    await desk.look()
    desk.exchange.now += desk.exchange.proof_delay + 1

    await desk.look()

    ended = desk.hub.events[-1]
    assert isinstance(ended, OrderEnded)
    assert ended.status is OrderStatus.REJECTED
    assert (desk.book.free, desk.book.orders, desk.book.failures) == (Decimal(200), (), 1)


async def test_given_a_plan_that_was_sent_much_later_when_denied_at_once_then_it_may_still_arrive(desk: Desk) -> None:
    desk.exchange.placements = [Ambiguous("connection reset")]
    desk.exchange.now += 40 * SECOND  # the disk took that long to take the plan
    await desk.place()

    await desk.look()
    desk.exchange.now += 3 * SECOND
    await desk.look()
    desk.exchange.reports[ORDER] = report(OrderStatus.FILLED, fill(1, amount="0.2"))
    await desk.look()

    assert (desk.book.position, desk.book.orders) == (Decimal("0.2"), ())


async def test_given_an_unknown_order_when_only_one_late_look_was_made_then_it_stays_open(desk: Desk) -> None:
    desk.exchange.placements = [Ambiguous("timeout")]
    await desk.place()
    desk.exchange.now += desk.exchange.proof_delay + 1

    await desk.look()

    assert desk.book.orders[0].status is OrderStatus.UNKNOWN


async def test_given_a_look_up_that_fails_in_between_when_asked_again_then_nothing_is_concluded(desk: Desk) -> None:
    desk.exchange.placements = [Ambiguous("timeout")]
    await desk.place()
    desk.exchange.reports[ORDER] = NO_ANSWER
    desk.exchange.now += HOUR

    await desk.look()
    await desk.look()

    assert desk.book.orders[0].status is OrderStatus.UNKNOWN


async def test_given_an_acknowledged_order_when_the_exchange_forgets_it_then_it_is_not_assumed_gone(desk: Desk) -> None:
    desk.exchange.placements = [Accepted("exchange-1")]
    await desk.place()
    desk.exchange.reports[ORDER] = NotFound()
    desk.exchange.now += HOUR

    await desk.look()
    await desk.look()

    assert (desk.book.orders[0].status, desk.book.reserved) == (OrderStatus.OPEN, Decimal("23.46"))


@pytest.mark.parametrize(
    ("left_by_the_cancel", "end"),
    [(OrderStatus.CANCELLED, OrderStatus.EXPIRED), (OrderStatus.FILLED, OrderStatus.FILLED)],
)
async def test_given_an_order_whose_life_is_over_when_cancelled_then_what_filled_stays_filled(
    desk: Desk, left_by_the_cancel: OrderStatus, end: OrderStatus
) -> None:
    await desk.place()
    desk.exchange.reports[ORDER] = report(left_by_the_cancel, fill(1))
    desk.exchange.now += 4 * HOUR

    await desk.look()
    assert desk.book.reserved > 0
    desk.exchange.now += desk.exchange.proof_delay
    await desk.look()

    assert {request.client_order for request in desk.exchange.cancelled} == {ORDER}
    ended = desk.hub.events[-1]
    assert isinstance(ended, OrderEnded)
    assert ended.status is end
    assert (desk.book.position, desk.book.cost, desk.book.free) == (
        Decimal("0.1"),
        Decimal("11.68"),
        Decimal("188.32"),
    )


async def test_given_a_cancel_that_fails_when_the_life_is_over_then_it_is_tried_again(desk: Desk) -> None:
    await desk.place()
    desk.exchange.reports[ORDER] = NO_ANSWER
    desk.exchange.now += 4 * HOUR
    await desk.look()
    desk.exchange.reports[ORDER] = report(OrderStatus.CANCELLED)
    await desk.look()
    desk.exchange.now += desk.exchange.proof_delay
    await desk.look()

    assert len(desk.exchange.cancelled) == 3
    assert desk.book.orders == ()


async def test_given_the_exchange_cancels_by_itself_when_looked_at_then_that_is_a_cancellation(desk: Desk) -> None:
    await desk.place()
    desk.exchange.reports[ORDER] = report(OrderStatus.CANCELLED, detail="cancelOnMaintenance")

    await desk.look()
    assert desk.book.orders != ()
    desk.exchange.now += desk.exchange.proof_delay
    await desk.look()

    ended = desk.hub.events[-1]
    assert isinstance(ended, OrderEnded)
    assert (ended.status, ended.detail) == (OrderStatus.CANCELLED, "cancelOnMaintenance")
    assert sum(isinstance(event, OrderFill) for event in desk.hub.events) == 0


async def test_given_a_fill_that_shows_after_the_cancellation_when_looked_at_again_then_it_is_booked(
    desk: Desk,
) -> None:
    await desk.place()
    desk.exchange.reports[ORDER] = report(OrderStatus.CANCELLED)
    await desk.look()
    desk.exchange.now += desk.exchange.proof_delay
    desk.exchange.reports[ORDER] = report(OrderStatus.CANCELLED, fill(1))
    await desk.look()
    assert desk.book.orders != ()
    desk.exchange.now += desk.exchange.proof_delay
    await desk.look()

    assert (desk.book.position, desk.book.orders) == (Decimal("0.1"), ())


async def test_given_an_answer_that_lags_behind_what_is_booked_when_it_shows_an_end_then_it_is_not_believed(
    desk: Desk,
) -> None:
    await desk.place()
    desk.exchange.reports[ORDER] = report(OrderStatus.PARTIALLY_FILLED, fill(1))
    await desk.look()
    desk.exchange.reports[ORDER] = report(OrderStatus.CANCELLED)
    for _ in range(3):
        desk.exchange.now += desk.exchange.proof_delay
        await desk.look()

    assert desk.book.orders != ()
    assert desk.book.reserved > 0


async def test_given_a_trade_reported_twice_when_booked_then_it_counts_once(desk: Desk) -> None:
    await desk.place()
    desk.exchange.reports[ORDER] = report(OrderStatus.PARTIALLY_FILLED, fill(1), fill(1))

    await desk.look()

    assert desk.book.position == Decimal("0.1")


async def test_given_orders_that_ended_when_looked_back_then_nothing_of_them_is_kept_in_memory(desk: Desk) -> None:
    await desk.place()
    desk.exchange.reports[ORDER] = NotFound()
    for _ in range(2):
        await desk.look()
        desk.exchange.now += desk.exchange.proof_delay + 1
    await desk.look()
    (order,) = desk.book.orders
    assert desk.tracker.has_vanished(order)
    desk.exchange.reports[ORDER] = report(OrderStatus.CANCELLED)
    await desk.tracker.cancel_all(desk.hub.trader.portfolio.strategy("s"))
    desk.exchange.now += desk.exchange.proof_delay
    await desk.look()

    assert desk.book.orders == ()
    tracker = desk.tracker
    remembered = (tracker._denied, tracker._vanished, tracker._answered, tracker._unwanted, tracker._ends)
    assert not any(remembered)


async def test_given_an_order_that_was_never_asked_about_then_nobody_answered_for_it(desk: Desk) -> None:
    (order,) = desk.book.orders
    assert not desk.tracker.is_answered_for(order)

    await desk.look()
    assert desk.tracker.is_answered_for(order)

    desk.exchange.reports[ORDER] = NO_ANSWER
    await desk.look()
    assert not desk.tracker.is_answered_for(order)


async def test_given_a_cancellation_that_its_owner_wanted_when_its_life_is_over_too_then_it_is_no_expiry(
    desk: Desk,
) -> None:
    await desk.place()
    desk.exchange.reports[ORDER] = report(OrderStatus.CANCELLED)
    desk.exchange.now += 4 * HOUR
    await desk.tracker.cancel_all(desk.hub.trader.portfolio.strategy("s"))
    desk.exchange.now += desk.exchange.proof_delay
    await desk.look()

    ended = desk.hub.events[-1]
    assert isinstance(ended, OrderEnded)
    assert ended.status is OrderStatus.CANCELLED


async def test_given_an_end_that_lacks_what_was_booked_when_it_stays_so_then_it_is_a_question_not_a_wait_for_ever(
    desk: Desk,
) -> None:
    await desk.place()
    desk.exchange.reports[ORDER] = report(OrderStatus.PARTIALLY_FILLED, fill(1))
    await desk.look()
    desk.exchange.reports[ORDER] = report(OrderStatus.CANCELLED)
    await desk.look()
    (order,) = desk.book.orders
    assert not desk.tracker.has_vanished(order)

    desk.exchange.now += desk.exchange.proof_delay
    await desk.look()
    (order,) = desk.book.orders
    assert desk.tracker.has_vanished(order)

    desk.exchange.reports[ORDER] = report(OrderStatus.CANCELLED, fill(1))
    await desk.look()
    desk.exchange.now += desk.exchange.proof_delay
    await desk.look()
    assert desk.book.orders == ()


@pytest.mark.parametrize("status", [OrderStatus.FILLED, OrderStatus.PARTIALLY_FILLED])
async def test_given_more_fills_than_were_ordered_when_looked_at_then_none_is_booked_and_it_is_a_question(
    desk: Desk, status: OrderStatus
) -> None:
    await desk.place()
    desk.exchange.reports[ORDER] = report(OrderStatus.PARTIALLY_FILLED, fill(1))
    await desk.look()
    # The same trade under another name, and the rest.
    desk.exchange.reports[ORDER] = report(status, fill(2), fill(3))
    await desk.look()

    (order,) = desk.book.orders
    assert (desk.book.position, order.trades) == (Decimal("0.1"), ("trade-1",))
    assert desk.tracker.has_vanished(order)

    desk.exchange.reports[ORDER] = report(OrderStatus.FILLED, fill(1), fill(2))
    await desk.look()
    assert (desk.book.position, desk.book.orders) == (Decimal("0.2"), ())
