"""A venue's core: what it refuses, how orders rest, fill and end, and that money is never made or lost."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import override
from uuid import UUID

from hypothesis import settings, strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule
import pytest

from custom_components.aurono.engine.market import MarketRules, Pair, SignificantDigits
from custom_components.aurono.engine.numbers import ONE, ZERO, exactly
from custom_components.aurono.engine.order import OrderStatus
from custom_components.aurono.engine.reason import Side
from custom_components.aurono.exchange.matching import FeeRounding, MatchingEngine
from custom_components.aurono.exchange.protocol import Balance, Market, MarketStatus, OrderRequest
from custom_components.aurono.exchange.venue import Refusal, RefusalCode, VenueOrder, VenueTrade

from .scripted_market import rules_of

SOL = Pair("SOL", "EUR")
BTC = Pair("BTC", "EUR")
ANN, BOB = "ann", "bob"
T0 = 1_780_000_000_000


def venue_of(
    rules: Iterable[MarketRules] = (rules_of(SOL, min_amount="0.03"),),
    *,
    fee_rounding: FeeRounding = FeeRounding.PER_FILL,
    max_open_orders: int = 100,
) -> MatchingEngine:
    """A venue that trades SOL at 100, with an account that holds 1,000 EUR and 10 SOL."""
    venue = MatchingEngine(
        "seed",
        [Market(each, MarketStatus.TRADING) for each in rules],
        fee_rounding=fee_rounding,
        max_open_orders=max_open_orders,
    )
    venue.deposit(ANN, "EUR", Decimal(1000))
    venue.deposit(ANN, "SOL", Decimal(10))
    venue.trade(SOL, Decimal(100), None, T0)
    return venue


def buy(amount: str, limit: str, client_order: str = "") -> OrderRequest:
    return OrderRequest(client_order, SOL, Side.BUY, Decimal(amount), Decimal(limit))


def sell(amount: str, limit: str, client_order: str = "") -> OrderRequest:
    return OrderRequest(client_order, SOL, Side.SELL, Decimal(amount), Decimal(limit))


def taken(venue: MatchingEngine, request: OrderRequest, time: int = T0) -> VenueOrder:
    order = venue.place(ANN, request, time)
    assert isinstance(order, VenueOrder), order
    return order


def now_of(venue: MatchingEngine, order: VenueOrder) -> VenueOrder:
    found = venue.order(order.account, order.pair, order_id=order.id)
    assert isinstance(found, VenueOrder), found
    return found


def euros(venue: MatchingEngine, account: str = ANN) -> Balance:
    return venue.balances(account).get("EUR", Balance(ZERO, ZERO))


def balance(available: str, in_orders: str = "0") -> Balance:
    return Balance(Decimal(available), Decimal(in_orders))


def code_of(answer: VenueOrder | Refusal | None) -> RefusalCode:
    assert isinstance(answer, Refusal), answer
    return answer.code


# Taking orders


def test_given_a_buy_below_the_price_when_placed_then_it_rests_and_holds_its_cost_with_the_taker_fee() -> None:
    venue = venue_of()

    order = taken(venue, buy("0.3", "90.01", "a"))

    # 0.3 × 90.01 × 1.0025 = 27.0705075 → 27.08
    assert (order.status, order.hold, order.trades) == (OrderStatus.OPEN, Decimal("27.08"), ())
    assert euros(venue) == balance("972.92", "27.08")
    assert (order.created, order.updated, order.hold_currency) == (T0, T0, "EUR")
    assert (order.filled, order.remaining) == (ZERO, Decimal("0.3"))


def test_given_a_sell_above_the_price_when_placed_then_it_rests_and_holds_its_amount() -> None:
    venue = venue_of()

    order = taken(venue, sell("0.3", "110"))

    assert (order.status, order.hold, order.hold_currency) == (OrderStatus.OPEN, Decimal("0.3"), "SOL")
    assert venue.balances(ANN)["SOL"] == balance("9.7", "0.3")


@pytest.mark.parametrize("limit", ["100", "101"])
def test_given_a_buy_at_or_above_the_price_when_placed_then_it_fills_at_the_price_as_taker(limit: str) -> None:
    venue = venue_of()

    order = taken(venue, buy("0.1234", limit))

    # 0.1234 × 100 × 1.0025 = 12.37085 → 12.38
    assert order.status is OrderStatus.FILLED
    (trade,) = order.trades
    assert (trade.price, trade.amount, trade.fee, trade.taker) == (
        Decimal(100),
        Decimal("0.1234"),
        Decimal("0.04"),
        True,
    )
    assert (order.filled_quote, order.fee_paid, order.hold) == (Decimal("12.34"), Decimal("0.04"), ZERO)
    assert euros(venue) == balance("987.62")
    assert venue.balances(ANN)["SOL"] == balance("10.1234")


@pytest.mark.parametrize("limit", ["100", "99"])
def test_given_a_sell_at_or_below_the_price_when_placed_then_it_receives_rounded_down(limit: str) -> None:
    venue = venue_of()

    order = taken(venue, sell("0.1234", limit))

    # 12.34 × 0.9975 = 12.30915 → 12.30
    assert order.trades[0].fee == Decimal("0.04")
    assert euros(venue) == balance("1012.30")
    assert venue.balances(ANN)["SOL"] == balance("9.8766")


@pytest.mark.parametrize(
    ("amount", "price", "side", "fee"),
    [
        # Recorded at a real exchange, 0.25 % in whole cents.
        ("1", "6.89448938", Side.SELL, "0.02448938"),
        ("1", "6.8976", Side.BUY, "0.0224"),
        ("1", "6.8928", Side.SELL, "0.0228"),
        ("1", "45.84038925", Side.SELL, "0.12038925"),
        ("1", "21.146", Side.SELL, "0.056"),
    ],
)
def test_given_amounts_that_a_real_venue_settled_when_filled_here_then_the_fees_are_the_same(
    amount: str, price: str, side: Side, fee: str
) -> None:
    venue = venue_of([rules_of(SOL, price_grid=SignificantDigits(12))])
    venue.trade(SOL, Decimal(price), None, T0)

    order = taken(venue, OrderRequest("", SOL, side, Decimal(amount), Decimal(price)))

    assert order.trades[0].fee == Decimal(fee)


@pytest.mark.parametrize(("limit", "hold"), [("30000", "9.03"), ("31000", "9.33")])
def test_given_orders_that_a_real_venue_held_money_for_when_placed_here_then_the_hold_is_the_same(
    limit: str, hold: str
) -> None:
    venue = venue_of()
    venue.trade(SOL, Decimal(40_000), None, T0)
    venue.set_rules(rules_of(SOL))

    assert taken(venue, buy("0.0003", limit)).hold == Decimal(hold)


def test_given_no_price_yet_when_placed_then_every_order_rests() -> None:
    venue = venue_of([rules_of(SOL), rules_of(BTC)])

    order = taken(venue, OrderRequest("", BTC, Side.BUY, Decimal(1), Decimal(900)))

    assert venue.price(BTC) is None
    assert order.status is OrderStatus.OPEN


def test_given_a_thin_market_when_a_large_order_is_placed_then_its_rest_rests() -> None:
    venue = venue_of()
    venue.set_depth(SOL, Decimal("0.4"))

    order = taken(venue, buy("1", "100"))

    assert (order.status, order.filled, order.remaining) == (
        OrderStatus.PARTIALLY_FILLED,
        Decimal("0.4"),
        Decimal("0.6"),
    )
    venue.set_depth(SOL, None)
    assert taken(venue, buy("1", "100")).status is OrderStatus.FILLED
    venue.set_depth(SOL, ZERO)
    assert taken(venue, buy("1", "100")).status is OrderStatus.OPEN


# Refusing orders


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        (replace(buy("1", "90"), pair=BTC), RefusalCode.NO_SUCH_MARKET),
        (buy("1", "0"), RefusalCode.PRICE_NOT_POSITIVE),
        (buy("1", "-90"), RefusalCode.PRICE_NOT_POSITIVE),
        (buy("0", "90"), RefusalCode.AMOUNT_NOT_POSITIVE),
        (sell("-1", "90"), RefusalCode.AMOUNT_NOT_POSITIVE),
        (buy("1", "90.001"), RefusalCode.PRICE_OFF_GRID),
        (buy("1.000000001", "90"), RefusalCode.AMOUNT_OFF_STEP),
        (buy("0.029", "900"), RefusalCode.AMOUNT_BELOW_MINIMUM),
        (buy("0.04", "90"), RefusalCode.COST_BELOW_MINIMUM),
        (sell("0.04", "110"), RefusalCode.COST_BELOW_MINIMUM),
        (buy("11.09", "90"), RefusalCode.INSUFFICIENT_BALANCE),
        (sell("10.01", "110"), RefusalCode.INSUFFICIENT_BALANCE),
    ],
)
def test_given_an_order_against_the_rules_when_placed_then_it_is_refused_and_nothing_changes(
    request_: OrderRequest, code: RefusalCode
) -> None:
    venue = venue_of()
    before = venue.balances(ANN)

    assert code_of(venue.place(ANN, request_, T0)) is code

    assert venue.balances(ANN) == before
    assert venue.open_orders(ANN) == ()


def test_given_exactly_the_money_for_cost_and_fee_when_placed_then_it_is_taken() -> None:
    venue = venue_of()

    # 9.9 × 99.99 × 1.0025 = 992.3757… → 992.38
    assert taken(venue, buy("9.9", "99.99")).hold == Decimal("992.38")
    assert taken(venue, sell("10", "110")).hold == Decimal(10)
    assert euros(venue) == balance("7.62", "992.38")
    assert code_of(venue.place(ANN, buy("0.0763", "99.99"), T0)) is RefusalCode.INSUFFICIENT_BALANCE
    assert taken(venue, buy("0.076", "99.99")).hold == Decimal("7.62")
    assert euros(venue) == balance("0", "1000")


def test_given_orders_old_and_new_when_those_since_a_moment_are_listed_then_older_ones_come_while_they_are_open() -> (
    None
):
    venue = venue_of()
    taken(venue, buy("1", "90"), T0)
    taken(venue, sell("1", "110"), T0 + 1)
    venue.cancel_all(T0 + 2, "by its owner", pair=SOL)
    rests = taken(venue, buy("1", "91"), T0 + 3)
    newest = taken(venue, buy("1", "92"), T0 + 5)

    assert venue.orders_since(ANN, SOL, T0 + 4) == (rests, newest)
    assert len(venue.orders_since(ANN, SOL, T0)) == 4


def test_given_prices_in_significant_digits_when_placed_then_those_count() -> None:
    venue = venue_of([rules_of(SOL, price_grid=SignificantDigits(4))])

    assert code_of(venue.place(ANN, buy("1", "99.999"), T0)) is RefusalCode.PRICE_OFF_GRID
    assert taken(venue, buy("1", "99.99")).limit == Decimal("99.99")


def test_given_an_open_order_when_its_market_is_delisted_then_it_ends_and_the_market_is_gone() -> None:
    venue = venue_of([rules_of(SOL), rules_of(BTC)])
    resting = taken(venue, sell("1", "120", "mine"))

    venue.delist(SOL, T0 + 5)

    ended = now_of(venue, resting)
    assert (ended.status, ended.updated, ended.restatement) == (OrderStatus.CANCELLED, T0 + 5, "cancelOnDelisting")
    assert venue.balances(ANN)["SOL"] == Balance(Decimal(10), ZERO)
    assert list(venue.markets) == [BTC]
    assert venue.price(SOL) is None
    assert venue.trade(SOL, Decimal(120), None, T0 + 6) == ()
    refusal = venue.place(ANN, sell("1", "120"), T0 + 7)
    assert isinstance(refusal, Refusal)
    assert refusal.code is RefusalCode.NO_SUCH_MARKET


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (MarketStatus.HALTED, RefusalCode.MARKET_HALTED),
        (MarketStatus.CANCEL_ONLY, RefusalCode.MARKET_CANCEL_ONLY),
        (MarketStatus.AUCTION, RefusalCode.MARKET_AUCTION),
    ],
)
def test_given_a_market_that_is_not_trading_when_used_then_orders_are_refused_and_nothing_fills(
    status: MarketStatus, code: RefusalCode
) -> None:
    venue = venue_of()
    resting = taken(venue, buy("1", "90"))

    venue.set_status(SOL, status)

    assert venue.markets[SOL].status is status
    assert code_of(venue.place(ANN, buy("1", "90"), T0)) is code
    assert venue.trade(SOL, Decimal(80), None, T0) == ()
    assert venue.price(SOL) == Decimal(100)
    assert now_of(venue, resting).status is OrderStatus.OPEN
    venue.set_status(SOL, MarketStatus.TRADING)
    assert len(venue.trade(SOL, Decimal(80), None, T0)) == 1


def test_given_an_open_order_when_its_client_id_is_used_again_then_it_is_refused_until_the_first_ended() -> None:
    venue = venue_of([rules_of(SOL), rules_of(BTC)])
    venue.deposit(BOB, "EUR", Decimal(1000))
    first = taken(venue, buy("1", "90", "mine"))

    assert code_of(venue.place(ANN, buy("1", "80", "mine"), T0)) is RefusalCode.DUPLICATE_CLIENT_ORDER
    assert isinstance(venue.place(BOB, buy("1", "80", "mine"), T0), VenueOrder), "another account's ids are its own"
    assert isinstance(venue.place(ANN, replace(buy("1", "80", "mine"), pair=BTC), T0), VenueOrder)

    venue.cancel(ANN, SOL, T0, order_id=first.id)
    second = taken(venue, buy("1", "80", "mine"))

    assert second.id != first.id
    assert venue.order(ANN, SOL, client_order="mine") == second
    assert now_of(venue, first).status is OrderStatus.CANCELLED


def test_given_orders_without_a_client_id_when_placed_then_none_is_a_duplicate() -> None:
    venue = venue_of()

    orders = [taken(venue, buy("1", "90")), taken(venue, buy("1", "90"))]

    assert [order.client_order for order in orders] == [None, None]
    assert len({order.id for order in orders}) == 2


def test_given_as_many_open_orders_as_allowed_when_one_more_is_placed_then_it_is_refused() -> None:
    venue = venue_of([rules_of(SOL), rules_of(BTC)], max_open_orders=2)
    first = taken(venue, buy("1", "90"))
    taken(venue, sell("1", "110"))

    assert code_of(venue.place(ANN, buy("1", "90"), T0)) is RefusalCode.TOO_MANY_OPEN_ORDERS
    assert isinstance(venue.place(ANN, replace(buy("1", "90"), pair=BTC), T0), VenueOrder)
    venue.cancel(ANN, SOL, T0, order_id=first.id)
    assert isinstance(venue.place(ANN, buy("1", "90"), T0), VenueOrder)


# Fills


def test_given_a_resting_buy_when_the_price_passes_it_then_it_fills_at_its_limit_as_maker() -> None:
    venue = venue_of()
    order = taken(venue, buy("0.1234", "90"))

    assert venue.trade(SOL, Decimal("90.01"), None, T0 + 1) == ()
    (trade,) = venue.trade(SOL, Decimal(85), None, T0 + 2)

    # 11.106 × 1.0015 = 11.122659 → 11.13
    assert (trade.price, trade.amount, trade.taker, trade.time) == (Decimal(90), Decimal("0.1234"), False, T0 + 2)
    assert trade.fee == Decimal("0.024")
    assert now_of(venue, order).status is OrderStatus.FILLED
    assert now_of(venue, order).updated == T0 + 2
    assert euros(venue) == balance("988.87")
    assert venue.price(SOL) == Decimal(85)


def test_given_a_resting_sell_when_the_price_reaches_it_then_it_fills_at_its_limit_as_maker() -> None:
    venue = venue_of()
    taken(venue, sell("0.1234", "110"))

    (trade,) = venue.trade(SOL, Decimal(110), None, T0 + 1)

    # 13.574 × 0.9985 = 13.553639 → 13.55
    assert (trade.price, trade.fee) == (Decimal(110), Decimal("0.024"))
    assert euros(venue) == balance("1013.55")


def test_given_a_small_public_trade_when_it_reaches_several_orders_then_the_best_and_oldest_share_it() -> None:
    venue = venue_of()
    low = taken(venue, buy("1", "80"))
    old, new = taken(venue, buy("1", "90")), taken(venue, buy("1", "90"))

    fills = venue.trade(SOL, Decimal(80), Decimal("1.5"), T0)

    assert [(fill.order, fill.amount) for fill in fills] == [(old.id, Decimal(1)), (new.id, Decimal("0.5"))]
    assert now_of(venue, old).status is OrderStatus.FILLED
    assert now_of(venue, new).status is OrderStatus.PARTIALLY_FILLED
    assert now_of(venue, low).status is OrderStatus.OPEN
    assert [fill.order for fill in venue.trade(SOL, Decimal(80), None, T0)] == [new.id, low.id]


def test_given_resting_sells_when_a_trade_reaches_them_then_the_lowest_goes_first() -> None:
    venue = venue_of()
    high, low = taken(venue, sell("1", "120")), taken(venue, sell("1", "110"))

    fills = venue.trade(SOL, Decimal(130), Decimal("1.5"), T0)

    assert [(fill.order, fill.amount) for fill in fills] == [(low.id, Decimal(1)), (high.id, Decimal("0.5"))]


def test_given_a_partly_filled_order_when_cancelled_then_the_rest_of_its_hold_returns() -> None:
    venue = venue_of()
    order = taken(venue, buy("1", "90"))
    venue.trade(SOL, Decimal(90), Decimal("0.25"), T0)

    ended = venue.cancel(ANN, SOL, T0 + 1, order_id=order.id)

    assert isinstance(ended, VenueOrder)
    assert (ended.status, ended.filled, ended.hold, ended.updated) == (
        OrderStatus.CANCELLED,
        Decimal("0.25"),
        ZERO,
        T0 + 1,
    )
    # 22.5 × 1.0015 = 22.53375 → 22.54
    assert euros(venue) == balance("977.46")
    assert venue.trade(SOL, Decimal(80), None, T0 + 2) == ()


def test_given_small_fills_when_each_is_rounded_then_they_cost_more_than_the_hold_and_draw_on_the_balance() -> None:
    venue = venue_of()
    order = taken(venue, buy("0.3", "90.01"))

    for _ in range(30):
        venue.fill(order.id, Decimal("0.01"), T0)

    # 0.01 × 90.01 × 1.0015 = 0.901450… → 0.91 each
    assert now_of(venue, order).status is OrderStatus.FILLED
    assert now_of(venue, order).moved == Decimal("27.30")
    assert order.hold == Decimal("27.08")
    assert euros(venue) == balance("972.70")


def test_given_many_small_fills_when_the_order_is_rounded_then_they_cost_what_one_fill_costs() -> None:
    venue = venue_of(fee_rounding=FeeRounding.PER_ORDER)
    order = taken(venue, buy("0.3", "90.01"))

    for _ in range(30):
        venue.fill(order.id, Decimal("0.01"), T0)

    # 0.3 × 90.01 × 1.0015 = 27.0435… → 27.05
    assert euros(venue) == balance("972.95")
    assert now_of(venue, order).fee_paid == Decimal("0.047")


@pytest.mark.parametrize(
    ("order", "before", "after"), [(buy("1", "90.003"), "100", None), (sell("1", "110.007"), None, "100")]
)
def test_given_another_settlement_step_when_an_order_fills_on_then_no_money_flows_backwards(
    order: OrderRequest, before: str | None, after: str | None
) -> None:
    grid = SignificantDigits(6)
    venue = venue_of([rules_of(SOL, price_grid=grid, settlement_step=before)], fee_rounding=FeeRounding.PER_ORDER)
    resting = taken(venue, order)
    venue.fill(resting.id, Decimal("0.105"), T0)
    moved = now_of(venue, resting).moved

    venue.set_rules(rules_of(SOL, price_grid=grid, settlement_step=after))
    venue.fill(resting.id, Decimal("0.001"), T0)

    assert now_of(venue, resting).moved == moved
    assert now_of(venue, resting).hold <= resting.hold


def test_given_no_money_beyond_the_hold_when_rounding_costs_more_then_the_venue_waives_it() -> None:
    venue = venue_of()
    order = taken(venue, buy("0.3", "90.01"))
    venue.withdraw(ANN, "EUR", euros(venue).available)

    for _ in range(30):
        venue.fill(order.id, Decimal("0.01"), T0)

    assert now_of(venue, order).status is OrderStatus.FILLED
    assert euros(venue) == balance("0")
    assert now_of(venue, order).moved == order.hold


def test_given_an_open_order_when_filled_on_demand_then_at_its_limit_or_a_better_price_and_never_too_much() -> None:
    venue = venue_of()
    order = taken(venue, buy("1", "90"))

    assert venue.fill(order.id, Decimal("0.25"), T0).price == Decimal(90)
    assert venue.fill(order.id, Decimal("0.25"), T0, Decimal(89)).price == Decimal(89)
    for amount, price in (("0.51", None), ("0", None), ("0.1", Decimal(91)), ("0.1", ZERO)):
        with pytest.raises(ValueError, match=order.id):
            venue.fill(order.id, Decimal(amount), T0, price)
    assert now_of(venue, order).remaining == Decimal("0.5")
    venue.fill(order.id, Decimal("0.5"), T0)
    with pytest.raises(ValueError, match="filled"):
        venue.fill(order.id, Decimal("0.1"), T0)


def test_given_delayed_settlement_when_filled_then_the_fee_shows_once_settled() -> None:
    venue = venue_of()
    venue.delay_settlement()
    order = taken(venue, buy("0.1234", "100"))

    assert not order.trades[0].settled
    assert order.fee_paid == ZERO
    assert euros(venue) == balance("987.62")

    venue.settle()

    assert now_of(venue, order).trades[0].settled
    assert now_of(venue, order).fee_paid == Decimal("0.04")
    assert taken(venue, buy("1", "100")).trades[0].settled


def test_given_rules_that_change_when_an_order_rests_then_it_stays_and_pays_the_new_fee() -> None:
    venue = venue_of()
    order = taken(venue, buy("1.001", "90"))

    venue.set_rules(rules_of(SOL, amount_step="0.1", maker_fee="0.01"))
    venue.trade(SOL, Decimal(90), None, T0)

    assert now_of(venue, order).status is OrderStatus.FILLED
    # 90.09 × 1.01 = 90.9909 → 91.00, more than the hold of 90.32
    assert euros(venue) == balance("909.00")
    assert code_of(venue.place(ANN, buy("1.001", "90"), T0)) is RefusalCode.AMOUNT_OFF_STEP


def test_given_a_rebate_when_a_resting_order_fills_then_the_fee_is_negative() -> None:
    venue = venue_of([rules_of(SOL, maker_fee="-0.001")])
    taken(venue, buy("1", "90"))

    (trade,) = venue.trade(SOL, Decimal(90), None, T0)

    assert trade.fee == Decimal("-0.09")
    assert euros(venue) == balance("910.09")


def test_given_a_trade_without_a_price_when_reported_then_it_is_refused() -> None:
    with pytest.raises(ValueError, match="above 0"):
        venue_of().trade(SOL, ZERO, None, T0)


# Ends and look-ups


def test_given_an_order_that_ended_when_cancelled_then_it_is_refused_like_an_unknown_one() -> None:
    venue = venue_of()
    filled = taken(venue, buy("1", "100", "done"))

    assert code_of(venue.cancel(ANN, SOL, T0, client_order="done")) is RefusalCode.NO_SUCH_ORDER
    assert code_of(venue.cancel(ANN, SOL, T0, order_id="nobody's")) is RefusalCode.NO_SUCH_ORDER
    assert now_of(venue, filled) == filled


def test_given_an_order_when_looked_up_by_another_account_or_market_then_it_is_not_there() -> None:
    venue = venue_of([rules_of(SOL), rules_of(BTC)])
    order = taken(venue, buy("1", "90", "mine"))

    assert venue.order(ANN, SOL, client_order="mine") == venue.order(ANN, SOL, order_id=order.id) == order
    assert code_of(venue.order(BOB, SOL, order_id=order.id)) is RefusalCode.NO_SUCH_ORDER
    assert code_of(venue.order(BOB, SOL, client_order="mine")) is RefusalCode.NO_SUCH_ORDER
    assert code_of(venue.order(ANN, BTC, order_id=order.id)) is RefusalCode.NO_SUCH_ORDER
    assert code_of(venue.cancel(BOB, SOL, T0, order_id=order.id)) is RefusalCode.NO_SUCH_ORDER


def test_given_maintenance_when_all_orders_are_cancelled_then_each_says_why_and_returns_its_hold() -> None:
    venue = venue_of([rules_of(SOL), rules_of(BTC)])
    one, other = taken(venue, buy("1", "90")), taken(venue, replace(buy("1", "90"), pair=BTC))

    ended = venue.cancel_all(T0 + 1, "cancelOnMaintenance", pair=SOL)

    assert [(order.id, order.status, order.restatement) for order in ended] == [
        (one.id, OrderStatus.CANCELLED, "cancelOnMaintenance")
    ]
    assert venue.open_orders(ANN) == (other,)
    venue.cancel_all(T0 + 1, "delisted", status=OrderStatus.EXPIRED)
    assert now_of(venue, other).status is OrderStatus.EXPIRED
    assert euros(venue) == balance("1000")


def test_given_several_orders_when_listed_then_by_market_and_in_order() -> None:
    venue = venue_of([rules_of(SOL), rules_of(BTC)])
    first = taken(venue, buy("1", "100"))
    second = taken(venue, buy("1", "90"))
    elsewhere = taken(venue, replace(buy("1", "90"), pair=BTC))
    venue.trade(SOL, Decimal(90), None, T0 + 5)
    third = taken(venue, sell("1", "110"))

    assert [order.id for order in venue.orders(ANN, SOL)] == [first.id, second.id, third.id]
    assert [order.id for order in venue.open_orders(ANN)] == [third.id, elsewhere.id]
    assert [order.id for order in venue.open_orders(ANN, SOL)] == [third.id]
    assert [(trade.order, trade.time) for trade in venue.trades(ANN, SOL)] == [(first.id, T0), (second.id, T0 + 5)]
    assert (venue.orders(BOB, SOL), venue.trades(BOB, SOL), venue.open_orders(BOB)) == ((), (), ())


def test_given_an_ended_order_when_forgotten_then_it_is_not_found_and_an_open_one_cannot_be() -> None:
    venue = venue_of()
    order = taken(venue, buy("1", "90", "mine"))
    with pytest.raises(ValueError, match="still open"):
        venue.forget(ANN, order.id)
    venue.cancel(ANN, SOL, T0, order_id=order.id)

    venue.forget(ANN, order.id)

    assert code_of(venue.order(ANN, SOL, order_id=order.id)) is RefusalCode.NO_SUCH_ORDER
    assert code_of(venue.order(ANN, SOL, client_order="mine")) is RefusalCode.NO_SUCH_ORDER


def test_given_a_forgotten_order_when_its_client_id_comes_again_then_nothing_is_left_of_the_first() -> None:
    venue = venue_of()
    bought = taken(venue, buy("1", "100", "mine"))
    venue.forget(ANN, bought.id)

    again = taken(venue, buy("1", "100", "mine"))

    assert (again.id, [trade.id for trade in again.trades]) == (bought.id, [trade.id for trade in bought.trades])
    assert len(venue.trades(ANN, SOL)) == 1


def test_given_a_forgotten_order_when_another_of_its_client_id_is_kept_then_a_third_is_no_namesake() -> None:
    venue = venue_of()
    first, second = taken(venue, buy("1", "100", "mine")), taken(venue, buy("1", "100", "mine"))
    venue.forget(ANN, first.id)

    third = taken(venue, buy("1", "100", "mine"))

    assert len({first.id, second.id, third.id}) == 3
    assert [order.id for order in venue.orders(ANN, SOL)] == [second.id, third.id]


def test_given_many_ended_orders_when_all_but_the_last_are_forgotten_then_open_and_others_orders_stay() -> None:
    venue = venue_of()
    resting, late = taken(venue, buy("1", "50", "resting")), taken(venue, buy("1", "90", "late"))
    early = [taken(venue, buy("0.1", "100", f"early {number}")) for number in range(3)]
    venue.deposit(BOB, "EUR", Decimal(100))
    his = venue.place(BOB, buy("0.1", "100", "his"), T0)
    assert isinstance(his, VenueOrder)
    venue.trade(SOL, Decimal(90), None, T0 + 5)

    venue.forget_ended(ANN, 2)

    assert [order.id for order in venue.orders(ANN, SOL)] == [resting.id, late.id, early[2].id]
    assert [order.id for order in venue.orders(BOB, SOL)] == [his.id]


def test_given_the_same_calls_when_made_at_a_venue_of_the_same_seed_then_every_record_is_the_same() -> None:
    def history(seed: str) -> tuple[VenueTrade, ...]:
        venue = MatchingEngine(seed, [Market(rules_of(SOL), MarketStatus.TRADING)])
        venue.deposit(ANN, "EUR", Decimal(1000))
        taken(venue, buy("1", "90", "a"))
        taken(venue, buy("1", "90"))
        venue.trade(SOL, Decimal(90), Decimal("1.5"), T0)
        return venue.trades(ANN, SOL)

    assert history("one") == history("one")
    ids = [UUID(text) for trade in (*history("one"), *history("other")) for text in (trade.id, trade.order)]
    assert len(set(ids)) == len(ids)


def test_given_a_fill_when_it_is_booked_then_it_is_what_the_venue_charged() -> None:
    fill = taken(venue_of(), buy("0.1234", "100")).trades[0].fill

    assert (fill.fee, fill.fee_currency, fill.paid(SOL)) == (Decimal("0.04"), "EUR", Decimal("12.38"))


# Accounts


def test_given_orders_when_money_is_withdrawn_then_only_what_they_do_not_hold() -> None:
    venue = venue_of()
    taken(venue, buy("1", "90"))

    assert code_of(venue.withdraw(ANN, "EUR", Decimal("909.78"))) is RefusalCode.INSUFFICIENT_BALANCE
    assert venue.withdraw(ANN, "EUR", Decimal("909.77")) is None
    assert euros(venue) == balance("0", "90.23")
    assert code_of(venue.withdraw(BOB, "EUR", Decimal("0.01"))) is RefusalCode.INSUFFICIENT_BALANCE


def test_given_a_negative_amount_when_deposited_or_withdrawn_then_it_is_an_error() -> None:
    venue = venue_of()

    with pytest.raises(ValueError, match="not negative"):
        venue.deposit(ANN, "EUR", Decimal(-1))
    with pytest.raises(ValueError, match="not negative"):
        venue.withdraw(ANN, "EUR", Decimal(-1))


def test_given_an_empty_currency_when_balances_are_read_then_it_is_left_out() -> None:
    venue = venue_of()
    venue.withdraw(ANN, "SOL", Decimal(10))

    assert set(venue.balances(ANN)) == {"EUR"}
    assert venue.balances(BOB) == {}


# Whatever happens


def steps_of(step: str, low: int, high: int) -> st.SearchStrategy[Decimal]:
    return st.integers(low, high).map(lambda number: number * Decimal(step))


PRICES = steps_of("0.01", 9_000, 11_000)
AMOUNTS = steps_of("0.001", 1, 3_000)


class AnyHistory(RuleBasedStateMachine):
    """Two accounts, any calls in any order; what must hold is checked after each."""

    placed: Bundle[VenueOrder] = Bundle("placed")

    @initialize(rounding=st.sampled_from(FeeRounding))
    def open(self, rounding: FeeRounding) -> None:
        self.venue = venue_of([rules_of(SOL, amount_step="0.001", min_cost="0")], fee_rounding=rounding)
        self.venue.deposit(BOB, "EUR", Decimal("123.45"))
        self.brought = {"EUR": Decimal("1123.45"), "SOL": Decimal(10)}
        self.time = T0

    @rule(target=placed, account=st.sampled_from([ANN, BOB]), side=st.sampled_from(Side), amount=AMOUNTS, limit=PRICES)
    def place(self, account: str, side: Side, amount: Decimal, limit: Decimal) -> VenueOrder:
        self.time += 1
        order = self.venue.place(account, OrderRequest("", SOL, side, amount, limit), self.time)
        return order if isinstance(order, VenueOrder) else self.small(account)

    def small(self, account: str) -> VenueOrder:
        """A refusal has no order; the smallest buy nearly always fits."""
        self.venue.deposit(account, "EUR", ONE)
        self.brought["EUR"] += 1
        order = self.venue.place(account, OrderRequest("", SOL, Side.BUY, Decimal("0.001"), Decimal(90)), self.time)
        assert isinstance(order, VenueOrder)
        return order

    @rule(price=PRICES, amount=st.one_of(st.none(), AMOUNTS))
    def trade(self, price: Decimal, amount: Decimal | None) -> None:
        self.time += 1
        fills = self.venue.trade(SOL, price, amount, self.time)
        assert amount is None or sum((fill.amount for fill in fills), ZERO) <= amount
        for fill in fills:
            assert fill.price >= price if fill.side is Side.BUY else fill.price <= price

    @rule(order=placed, part=st.integers(1, 10))
    def fill(self, order: VenueOrder, part: int) -> None:
        now = now_of(self.venue, order)
        amount = min(now.remaining, part * Decimal("0.001"))
        if now.is_open:
            self.venue.fill(order.id, amount, self.time)

    @rule(order=consumes(placed))
    def cancel(self, order: VenueOrder) -> None:
        before = now_of(self.venue, order)
        answer = self.venue.cancel(order.account, SOL, self.time, order_id=order.id)
        assert isinstance(answer, VenueOrder) is before.is_open
        assert now_of(self.venue, order).hold == 0

    @rule(amount=AMOUNTS)
    def withdraw(self, amount: Decimal) -> None:
        if self.venue.withdraw(BOB, "EUR", amount) is None:
            self.brought["EUR"] -= amount

    @rule(step=st.sampled_from([None, "0.01", "1"]), maker=st.sampled_from(["0", "0.0015", "0.02", "-0.0005"]))
    def change_rules(self, step: str | None, maker: str) -> None:
        self.venue.set_rules(rules_of(SOL, amount_step="0.001", min_cost="0", settlement_step=step, maker_fee=maker))

    @invariant()
    @exactly
    def money_is_conserved(self) -> None:
        trades = [trade for account in (ANN, BOB) for trade in self.venue.trades(account, SOL)]
        bought = [trade for trade in trades if trade.side is Side.BUY]
        sold = [trade for trade in trades if trade.side is Side.SELL]
        expected = {
            "EUR": self.brought["EUR"]
            - sum((trade.amount * trade.price + trade.fee for trade in bought), ZERO)
            + sum((trade.amount * trade.price - trade.fee for trade in sold), ZERO),
            "SOL": self.brought["SOL"]
            + sum((trade.amount for trade in bought), ZERO)
            - sum((trade.amount for trade in sold), ZERO),
        }
        for currency, total in expected.items():
            held = [self.venue.balances(account).get(currency, Balance(ZERO, ZERO)) for account in (ANN, BOB)]
            assert sum((each.available + each.in_orders for each in held), ZERO) == total
            assert all(each.available >= 0 and each.in_orders >= 0 for each in held)

    @invariant()
    @exactly
    def holds_are_those_of_open_orders(self) -> None:
        for account in (ANN, BOB):
            for currency in ("EUR", "SOL"):
                holds = [order.hold for order in self.venue.open_orders(account) if order.hold_currency == currency]
                held = self.venue.balances(account).get(currency, Balance(ZERO, ZERO))
                assert held.in_orders == sum(holds, ZERO)

    @invariant()
    def no_order_fills_beyond_its_amount_or_its_limit(self) -> None:
        for order in (*self.venue.orders(ANN, SOL), *self.venue.orders(BOB, SOL)):
            assert 0 <= order.filled <= order.amount
            assert (order.remaining == 0) == (order.status is OrderStatus.FILLED)
            assert all(order.is_reached_by(trade.price) for trade in order.trades)
            assert all(first.time <= second.time for first, second in pairwise(order.trades))
            assert not order.status.is_final or order.hold == 0

    @override
    def teardown(self) -> None:
        self.venue.cancel_all(self.time, "the end")
        for account in (ANN, BOB):
            assert all(held.in_orders == 0 for held in self.venue.balances(account).values())


TestAnyHistory = AnyHistory.TestCase
TestAnyHistory.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
