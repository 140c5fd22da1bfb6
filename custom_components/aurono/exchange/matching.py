"""A trading venue without a network: accounts, markets, limit orders and the fills that a price path brings them.

Pure and deterministic: the time (ms) comes in with each call, ids are derived from a seed, and the same calls give the
same records. The demo exchange runs on it, and so does the HTTP server that the tests let ccxt connect to, which is why
it knows what a real venue does besides trading: halts, rule changes, cancellations of its own, fills whose fee is not
yet known.

The market is one price, that of the last public trade. An order that is marketable at it fills there at once as taker;
any other rests until a public trade is at or through its limit, and then fills at its limit as maker. Fees are charged
in quote. A refusal is a value and leaves everything as it was.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from uuid import NAMESPACE_OID, uuid5

from ..engine.market import MarketRules, Pair
from ..engine.numbers import ONE, ZERO, exactly
from ..engine.order import OrderStatus
from ..engine.pricing import buy_reservation
from ..engine.reason import Side
from ..engine.records import replace
from .protocol import Balance, Market, MarketStatus, OrderRequest
from .venue import Refusal, RefusalCode, VenueOrder, VenueTrade

MAX_OPEN_ORDERS = 100
"""Open orders that an account may have in one market."""

_NOTHING = Balance(ZERO, ZERO)


class FeeRounding(StrEnum):
    """Where the settlement step rounds. Exchanges do not say which they do; both must leave true books."""

    PER_FILL = "per_fill"
    """Every fill settles on the step: many small fills cost more than one large one."""
    PER_ORDER = "per_order"
    """The sum over an order's fills is on the step, however many there are."""


class MatchingEngine:
    """The core of a venue. Accounts come into being with their first deposit."""

    def __init__(
        self,
        seed: str,
        markets: Iterable[Market] = (),
        *,
        fee_rounding: FeeRounding = FeeRounding.PER_FILL,
        max_open_orders: int = MAX_OPEN_ORDERS,
    ) -> None:
        self._namespace = uuid5(NAMESPACE_OID, f"venue/{seed}")
        self._markets: dict[Pair, Market] = {market.rules.pair: market for market in markets}
        self._fee_rounding = fee_rounding
        self._max_open_orders = max_open_orders
        self._prices: dict[Pair, Decimal] = {}
        self._depths: dict[Pair, Decimal] = {}
        self._balances: defaultdict[str, dict[str, Balance]] = defaultdict(dict)
        self._orders: dict[str, VenueOrder] = {}
        self._open: defaultdict[Pair, dict[str, None]] = defaultdict(dict)
        self._named: defaultdict[tuple[str, Pair, str], list[str]] = defaultdict(list)
        self._ids_given: defaultdict[str, int] = defaultdict(int)
        self._settles_at_once = True

    # Markets

    @property
    def markets(self) -> Mapping[Pair, Market]:
        """All markets as they are now."""
        return dict(self._markets)

    def set_rules(self, rules: MarketRules) -> None:
        """List a market, or change its rules; open orders stay as they are."""
        known = self._markets.get(rules.pair)
        self._markets[rules.pair] = Market(rules, known.status if known else MarketStatus.TRADING)

    def set_status(self, pair: Pair, status: MarketStatus) -> None:
        """Halt a market or let it trade again; open orders stay (see :meth:`cancel_all`)."""
        self._markets[pair] = replace(self._markets[pair], status=status)

    def delist(self, pair: Pair, time: int) -> None:
        """End a market: its open orders are cancelled, and it is listed no more; balances and records stay."""
        self.cancel_all(time, "cancelOnDelisting", pair=pair)
        del self._markets[pair]
        self._prices.pop(pair, None)

    def set_depth(self, pair: Pair, amount: Decimal | None) -> None:
        """Let a marketable order find no more than this much base; its rest rests. None: as much as it wants."""
        if amount is None:
            self._depths.pop(pair, None)
        else:
            self._depths[pair] = amount

    def price(self, pair: Pair) -> Decimal | None:
        """The price of the last public trade; None before the first."""
        return self._prices.get(pair)

    # Accounts

    def balances(self, account: str) -> Mapping[str, Balance]:
        """Balance by currency, those of zero left out."""
        held = self._balances[account]
        return {currency: held[currency] for currency in sorted(held) if not held[currency].is_nothing}

    @exactly
    def deposit(self, account: str, currency: str, amount: Decimal) -> None:
        """Bring in money or coins from outside; the amount is not negative."""
        if amount < 0:
            raise ValueError(f"a deposit is not negative: {amount} {currency}")
        self._move(account, currency, available=amount)

    @exactly
    def withdraw(self, account: str, currency: str, amount: Decimal) -> Refusal | None:
        """Take out money or coins as their owner would elsewhere; what orders hold stays."""
        if amount < 0:
            raise ValueError(f"a withdrawal is not negative: {amount} {currency}")
        available = self._available(account, currency)
        if amount > available:
            return Refusal(RefusalCode.INSUFFICIENT_BALANCE, f"{amount} {currency} of {available} available")
        self._move(account, currency, available=-amount)
        return None

    # Orders

    @exactly
    def place(self, account: str, request: OrderRequest, time: int) -> VenueOrder | Refusal:
        """Take a limit order, or say why not; what is marketable has filled on return.

        A client order id of no length means that the order has none.
        """
        refusal = self._refuse_market(request) or self._refuse_size(request) or self._refuse_for(account, request)
        if refusal is not None:
            return refusal
        pair, rules = request.pair, self._markets[request.pair].rules
        hold = _hold(request, rules)
        ids = self._named[account, pair, request.client_order]
        order = VenueOrder(
            id=self._next_id(f"order/{account}/{pair}/{request.client_order}"),
            account=account,
            client_order=request.client_order or None,
            pair=pair,
            side=request.side,
            limit=request.limit,
            amount=request.amount,
            created=time,
            updated=time,
            status=OrderStatus.OPEN,
            hold=hold,
        )
        ids.append(order.id)
        self._move(account, order.hold_currency, available=-hold, in_orders=hold)
        self._orders[order.id] = order
        self._open[pair][order.id] = None
        price = self._prices.get(pair)
        if price is not None and order.is_reached_by(price):
            found = rules.amount_down(min(order.amount, self._depths.get(pair, order.amount)))
            if found:
                return self._fill(order, price, found, time, taker=True)
        return order

    def order(
        self, account: str, pair: Pair, *, order_id: str | None = None, client_order: str | None = None
    ) -> VenueOrder | Refusal:
        """Look an order up by either id; of several with one client id the newest counts, as only one can be open."""
        if order_id is None:
            order_id = next(reversed(self._named.get((account, pair, client_order or ""), [])), "")
        order = self._orders.get(order_id)
        if order is None or order.account != account or order.pair != pair:
            return Refusal(RefusalCode.NO_SUCH_ORDER, f"{pair}: no order {order_id or client_order}")
        return order

    def cancel(
        self, account: str, pair: Pair, time: int, *, order_id: str | None = None, client_order: str | None = None
    ) -> VenueOrder | Refusal:
        """Cancel an open order; one that ended is refused like one that never was."""
        order = self.order(account, pair, order_id=order_id, client_order=client_order)
        if isinstance(order, VenueOrder) and not order.is_open:
            return Refusal(RefusalCode.NO_SUCH_ORDER, f"{pair}: order {order.id} is {order.status}")
        return order if isinstance(order, Refusal) else self._end(order, OrderStatus.CANCELLED, time)

    def cancel_all(
        self, time: int, restatement: str, *, pair: Pair | None = None, status: OrderStatus = OrderStatus.CANCELLED
    ) -> tuple[VenueOrder, ...]:
        """End all open orders (of one market) of all accounts as the venue's own doing, as maintenance may."""
        return tuple(self._end(order, status, time, restatement) for order in self._open_in(pair))

    def open_orders(self, account: str, pair: Pair | None = None) -> tuple[VenueOrder, ...]:
        """What can still fill (in one market), oldest first."""
        return tuple([order for order in self._open_in(pair) if order.account == account])

    def orders(self, account: str, pair: Pair) -> tuple[VenueOrder, ...]:
        """All orders of a market, oldest first."""
        return tuple([order for order in self._orders.values() if order.account == account and order.pair == pair])

    def orders_since(self, account: str, pair: Pair, time: int) -> tuple[VenueOrder, ...]:
        """The orders of a market that are open or were placed at or after a moment (ms), oldest first."""
        found = [order for order in self._open_in(pair) if order.account == account and order.created < time]
        placed: list[VenueOrder] = []
        for order in reversed(self._orders.values()):
            if order.created < time:
                break
            if order.account == account and order.pair == pair:
                placed.append(order)
        return (*found, *reversed(placed))

    def trades(self, account: str, pair: Pair) -> tuple[VenueTrade, ...]:
        """All fills of a market in the order of time."""
        found = [trade for order in self.orders(account, pair) for trade in order.trades]
        return tuple(sorted(found, key=lambda trade: trade.time))

    def forget(self, account: str, order_id: str) -> None:
        """Drop an ended order from the records, as venues do after a while; raises ValueError for an open one.

        Nothing of it stays: its client id may be given again, and leads to the same order id as the first time.
        """
        order = self._orders[order_id]
        if order.is_open:
            raise ValueError(f"order {order_id} is still open")
        del self._orders[order_id]
        self._ids_given.pop(f"trade/{order_id}", None)
        named = self._named[account, order.pair, order.client_order or ""]
        named.remove(order_id)
        if order.client_order and not named:
            del self._named[account, order.pair, order.client_order]
            del self._ids_given[f"order/{account}/{order.pair}/{order.client_order}"]

    def forget_ended(self, account: str, keep: int) -> None:
        """Drop the ended orders of an account but for so many that ended last."""
        ended = [order for order in self._orders.values() if order.account == account and not order.is_open]
        if len(ended) > keep:
            for order in sorted(ended, key=lambda order: order.updated)[: len(ended) - keep]:
                self.forget(account, order.id)

    # What the market does

    def trade(self, pair: Pair, price: Decimal, amount: Decimal | None, time: int) -> tuple[VenueTrade, ...]:
        """A public trade: the price from now on, and fills at their limit for the resting orders that it reaches.

        The best price goes first, then the older order. ``amount`` is how much base the fills share; None fills all of
        them whole. A market that is not trading has no trades.
        """
        if price <= 0:
            raise ValueError(f"{pair}: a trade has a price above 0, not {price}")
        market = self._markets.get(pair)
        if market is None or market.status is not MarketStatus.TRADING:
            return ()
        self._prices[pair] = price
        reached = self._reached(pair, price)
        return self._fill_in_turn(reached, market.rules, amount, time) if reached else ()

    @exactly
    def _fill_in_turn(
        self, orders: Iterable[VenueOrder], rules: MarketRules, amount: Decimal | None, time: int
    ) -> tuple[VenueTrade, ...]:
        fills: list[VenueTrade] = []
        for order in orders:
            share = order.remaining if amount is None else min(order.remaining, rules.amount_down(amount))
            if share:
                fills.append(self._fill(order, order.limit, share, time, taker=False).trades[-1])
                amount = None if amount is None else amount - share
        return tuple(fills)

    @exactly
    def fill(self, order_id: str, amount: Decimal, time: int, price: Decimal | None = None) -> VenueTrade:
        """Fill an open order by so much, at its limit unless a better price is given, whatever the market does."""
        order = self._orders[order_id]
        if not order.is_open or not 0 < amount <= order.remaining:
            raise ValueError(f"order {order_id} ({order.status}) has no {amount} left to fill")
        if price is not None and not (price > 0 and order.is_reached_by(price)):
            raise ValueError(f"order {order_id} does not trade at {price}")
        return self._fill(order, price or order.limit, amount, time, taker=False).trades[-1]

    def delay_settlement(self) -> None:
        """From now on fills come without their fee, until :meth:`settle`."""
        self._settles_at_once = False

    def settle(self) -> None:
        """Settle all fills so far, and those to come at once."""
        self._settles_at_once = True
        for order in self._orders.values():
            settled = tuple(replace(trade, settled=True) for trade in order.trades)
            self._orders[order.id] = replace(order, trades=settled)

    # Inside

    def _refuse_market(self, request: OrderRequest) -> Refusal | None:
        market = self._markets.get(request.pair)
        if market is None:
            return Refusal(RefusalCode.NO_SUCH_MARKET, f"no market {request.pair}")
        code = _CLOSED.get(market.status)
        return Refusal(code, f"{request.pair} is {market.status}") if code else None

    def _refuse_size(self, request: OrderRequest) -> Refusal | None:
        rules, amount, limit = self._markets[request.pair].rules, request.amount, request.limit
        checks: Sequence[tuple[RefusalCode, Callable[[], bool], object]] = (
            (RefusalCode.PRICE_NOT_POSITIVE, lambda: limit <= 0, limit),
            (RefusalCode.AMOUNT_NOT_POSITIVE, lambda: amount <= 0, amount),
            (RefusalCode.PRICE_OFF_GRID, lambda: rules.price_grid.down(limit) != limit, rules.price_grid),
            (RefusalCode.AMOUNT_OFF_STEP, lambda: rules.amount_down(amount) != amount, rules.amount_step),
            (RefusalCode.AMOUNT_BELOW_MINIMUM, lambda: amount < rules.min_amount, rules.min_amount),
            (RefusalCode.COST_BELOW_MINIMUM, lambda: amount * limit < rules.min_cost, rules.min_cost),
        )
        detail = f"{request.pair}: {amount} at {limit} against"
        return next((Refusal(code, f"{detail} {rule}") for code, broken, rule in checks if broken()), None)

    def _refuse_for(self, account: str, request: OrderRequest) -> Refusal | None:
        resting = self.open_orders(account, request.pair)
        if request.client_order and any(order.client_order == request.client_order for order in resting):
            return Refusal(RefusalCode.DUPLICATE_CLIENT_ORDER, f"{request.client_order} is open in {request.pair}")
        if len(resting) >= self._max_open_orders:
            return Refusal(RefusalCode.TOO_MANY_OPEN_ORDERS, f"{len(resting)} open orders in {request.pair}")
        hold = _hold(request, self._markets[request.pair].rules)
        currency = request.pair.quote if request.side is Side.BUY else request.pair.base
        available = self._available(account, currency)
        if hold > available:
            return Refusal(RefusalCode.INSUFFICIENT_BALANCE, f"{hold} {currency} of {available} available")
        return None

    def _open_in(self, pair: Pair | None) -> list[VenueOrder]:
        if pair is None:
            return [self._orders[order_id] for ids in self._open.values() for order_id in ids]
        return [self._orders[order_id] for order_id in self._open.get(pair, ())]

    def _reached(self, pair: Pair, price: Decimal) -> list[VenueOrder]:
        """In the order of their priority; sorting keeps the older first among equals."""
        reached = [order for order in self._open_in(pair) if order.is_reached_by(price)]
        if len(reached) < 2:
            return reached
        return sorted(reached, key=lambda order: (order.side, -order.limit if order.side is Side.BUY else order.limit))

    def _fill(self, order: VenueOrder, price: Decimal, amount: Decimal, time: int, *, taker: bool) -> VenueOrder:
        pair, rules, buying = order.pair, self._markets[order.pair].rules, order.side is Side.BUY
        rate = rules.taker_fee if taker else rules.maker_fee
        gross = amount * price
        exact = gross * (ONE + rate if buying else ONE - rate)
        owed = order.owed + exact
        rounded = rules.money_up if buying else rules.money_down
        money = rounded(exact)
        if self._fee_rounding is FeeRounding.PER_ORDER:
            # A settlement step that changed between two fills takes nothing back.
            money = max(ZERO, rounded(owed) - order.moved)
        if buying:
            # Rounding every fill can cost more than was held. What the account has not got, the venue waives.
            money = min(money, order.hold + self._available(order.account, pair.quote))
            drawn = min(money, order.hold)
            self._move(order.account, pair.quote, available=drawn - money, in_orders=-drawn)
            self._move(order.account, pair.base, available=amount)
        else:
            drawn = amount
            self._move(order.account, pair.base, in_orders=-amount)
            self._move(order.account, pair.quote, available=money)
        trade = VenueTrade(
            id=self._next_id(f"trade/{order.id}"),
            order=order.id,
            client_order=order.client_order,
            account=order.account,
            pair=pair,
            side=order.side,
            time=time,
            price=price,
            amount=amount,
            taker=taker,
            fee=money - gross if buying else gross - money,
            settled=self._settles_at_once,
        )
        filled = replace(
            order,
            updated=time,
            status=OrderStatus.PARTIALLY_FILLED,
            hold=order.hold - drawn,
            trades=(*order.trades, trade),
            owed=owed,
            moved=order.moved + money,
        )
        self._orders[order.id] = filled
        return self._end(filled, OrderStatus.FILLED, time) if not filled.remaining else filled

    @exactly
    def _end(self, order: VenueOrder, status: OrderStatus, time: int, restatement: str | None = None) -> VenueOrder:
        self._move(order.account, order.hold_currency, available=order.hold, in_orders=-order.hold)
        ended = replace(order, status=status, updated=time, hold=ZERO, restatement=restatement)
        self._orders[order.id] = ended
        del self._open[order.pair][order.id]
        return ended

    def _available(self, account: str, currency: str) -> Decimal:
        return self._balances[account].get(currency, _NOTHING).available

    def _move(self, account: str, currency: str, *, available: Decimal = ZERO, in_orders: Decimal = ZERO) -> None:
        held = self._balances[account].get(currency, _NOTHING)
        moved = Balance(held.available + available, held.in_orders + in_orders)
        assert moved.available >= 0, f"{account}: {currency} available would be {moved.available}"
        assert moved.in_orders >= 0, f"{account}: {currency} in orders would be {moved.in_orders}"
        self._balances[account][currency] = moved

    def _next_id(self, of: str) -> str:
        self._ids_given[of] += 1
        return str(uuid5(self._namespace, f"{of}/{self._ids_given[of]}"))


def _hold(request: OrderRequest, rules: MarketRules) -> Decimal:
    """What an order blocks until it ends: a buy its cost with the taker fee, rounded up; a sell its amount."""
    return buy_reservation(rules, request.amount, request.limit) if request.side is Side.BUY else request.amount


_CLOSED = {
    MarketStatus.HALTED: RefusalCode.MARKET_HALTED,
    MarketStatus.CANCEL_ONLY: RefusalCode.MARKET_CANCEL_ONLY,
    MarketStatus.AUCTION: RefusalCode.MARKET_AUCTION,
}
