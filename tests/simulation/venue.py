"""The model exchange: what it holds is the truth. Below it is the matching engine of the demo and of the HTTP tests.

Here stand what happens to the owner's account and what a look at it shows. What happens to requests on their way is in
``line``, what happens to the venue by itself in ``happenings``.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum, auto

from custom_components.aurono.engine.market import MarketRules, Pair, PriceGrid, SignificantDigits, Tick
from custom_components.aurono.engine.numbers import ZERO, exactly, round_down, round_up
from custom_components.aurono.engine.order import Fill, OrderStatus
from custom_components.aurono.engine.reason import Side
from custom_components.aurono.engine.timeframe import DAY, HOUR, MINUTE, SECOND
from custom_components.aurono.exchange.matching import FeeRounding, MatchingEngine
from custom_components.aurono.exchange.protocol import (
    Accepted,
    FailureKind,
    ListedOrder,
    Market,
    MarketStatus,
    NotFound,
    OrderReport,
    OrderRequest,
)
from custom_components.aurono.exchange.venue import Refusal, RefusalCode, VenueOrder, VenueTrade

from .answers import Rejected, Verdict
from .faults import Faults
from .tape import Tape
from .world import World

OWNER = "owner"
READ_LAG = 5 * SECOND
"""The longest (ms) that a look-up of an order may show less than the venue knows."""
THIRD_COIN = "BNB"
NEVER = 1 << 62
"""Later (ms) than anything that happens."""
_THIRD_COIN_PRICE = Decimal(500)
_FEE_STEP = Decimal("1e-8")
_AT_LOOK_UPS = frozenset(
    "look_up_404 unknown_status stale_report end_before_fills price_zero fills_shuffled fill_twice".split()
)


class FeeMode(Enum):
    """What the venue takes its fee in."""

    QUOTE = auto()
    RECEIVED = auto()
    """Whatever the trade brings: base for a buy, quote for a sell."""
    THIRD = auto()
    """A coin of the venue's own."""


@dataclass(slots=True)
class Closed:
    """Until when (true time, ms) something is not to be had."""

    banned: int = 0
    maintenance: int = 0
    outage: int = 0
    key_revoked: int = 0
    field_missing: int = 0
    ordering: int = 0


_NO_MARKET = Rejected(FailureKind.NO_SUCH_MARKET, Verdict.JUDGED, "219 market delisted")


class Venue:
    """An exchange with one account that matters and others that do not."""

    def __init__(
        self,
        world: World,
        faults: Faults,
        tapes: Iterable[Tape],
        *,
        fee_mode: FeeMode,
        rounding: FeeRounding,
        numbered: bool,
    ) -> None:
        self.world = world
        self.faults = faults
        self.fee_mode = fee_mode
        self.tapes = {tape.listing.pair: tape for tape in tapes}
        self.rules: dict[Pair, MarketRules] = {}
        self._trading = dict(self.tapes)
        self.delisted: set[Pair] = set()
        self.closed = Closed()
        self.engine = MatchingEngine(str(world.seed), fee_rounding=rounding)
        self.fills: dict[str, Fill] = {}
        """Every fill of our orders by trade id, with the fee that was really charged."""
        self.settled: dict[str, int] = {}
        self.arrivals: defaultdict[str, int] = defaultdict(int)
        """How many orders were taken under each of our client ids."""
        self.too_little: list[str] = []
        """Orders of ours that the account could not cover."""
        self.taken_twice: list[str] = []
        self.was_asked_for_orders = False
        """Whether an order of ours has arrived since this was last set to False."""
        self.ids: defaultdict[str, list[str]] = defaultdict(list)
        self.deposited: defaultdict[str, Decimal] = defaultdict(Decimal)
        self.foreign: defaultdict[str, Decimal] = defaultdict(Decimal)
        """What others than us moved on the account, by currency: by hand, or as a second bot."""
        self.ours: defaultdict[str, Decimal] = defaultdict(Decimal)
        self.time_heard = 0
        """When (true time, ms) the venue told its clock the last time that the trader heard it."""
        self.misquoted: defaultdict[Pair, list[tuple[int, int]]] = defaultdict(list)
        """Spans (ms) of candles that were served with other numbers than they have."""
        self._takers: list[tuple[int, int, Decimal]] = []
        self._grids: defaultdict[Pair, list[tuple[int, PriceGrid]]] = defaultdict(list)
        self._limits_rates = "rate_limited" in faults.on
        self._misprices = not {"bad_tick", "stale_ticker"}.isdisjoint(faults.on)
        self._answers_as_it_is = _AT_LOOK_UPS.isdisjoint(faults.on)
        self._fills_its_own_way = not {"better_price", "partial_fill"}.isdisjoint(faults.on)
        self._visible: dict[str, int] = {}
        self._numbers: dict[str, str] | None = {} if numbered else None
        self._counts: defaultdict[Pair, int] = defaultdict(int)
        for pair, tape in self.tapes.items():
            self.set_rules(tape.listing.rules)
            tape.seen = bisect_right(tape.times, world.now)
            self.engine.trade(pair, tape.price(tape.seen - 1), None, world.now)
        world.follow = self.follow

    # What the market does

    def follow(self) -> None:
        """Let the trades happen that the tape has up to now."""
        now = self.world.now
        moves_at = NEVER
        for pair, tape in self._trading.items():
            times, first = tape.times, tape.seen
            last = bisect_right(times, now, first)
            if last < len(times):
                moves_at = min(moves_at, times[last])
            if last == first:
                continue
            tape.seen = last
            start = first if self.engine.open_orders(OWNER, pair) else last - 1
            for index in range(start, last):
                self._trade(pair, tape.price(index), times[index])
        # A tape only ever loses trades to come, so none is overlooked.
        self.world.market_moves_at = moves_at

    def _trade(self, pair: Pair, price: Decimal, time: int) -> None:
        resting: list[VenueOrder] = []
        if self._fills_its_own_way:
            resting = [order for order in self.engine.open_orders(OWNER, pair) if order.is_reached_by(price)]
        if resting and self.faults.hits("better_price"):
            for order in resting:
                self._booked(self.engine.fill(order.id, order.remaining, time, price))
            return
        amount = None
        if resting and self.faults.hits("partial_fill"):
            amount = resting[0].remaining * self.faults.random("partial_fill").randrange(1, 100) / 100
        for trade in self.engine.trade(pair, price, amount, time):
            self._booked(trade)

    @exactly
    def _booked(self, trade: VenueTrade) -> None:
        """Take the fee as this venue does, and remember the fill as it really was."""
        fee, currency = trade.fee, trade.fee_currency
        gross = trade.amount * trade.price
        rate = self.rules[trade.pair].taker_fee if trade.taker else self.rules[trade.pair].maker_fee
        buying = trade.side is Side.BUY
        if self.fee_mode is FeeMode.RECEIVED:
            currency = trade.pair.base if buying else trade.pair.quote
            fee = round_up((trade.amount if buying else gross) * rate, _FEE_STEP)
        elif self.fee_mode is FeeMode.THIRD:
            currency, fee = THIRD_COIN, round_up(gross * rate / _THIRD_COIN_PRICE, _FEE_STEP)
        if self.fee_mode is not FeeMode.QUOTE:
            refusal = self.engine.withdraw(OWNER, currency, fee)
            assert refusal is None, refusal
        flows = self.ours if trade.client_order in self.arrivals else self.foreign
        flows[trade.pair.base] += trade.amount if buying else -trade.amount
        flows[trade.pair.quote] += -gross if buying else gross
        flows[currency] -= fee
        if trade.client_order in self.arrivals:
            self.fills[trade.id] = Fill(trade.id, trade.time, trade.price, trade.amount, fee, currency)
            late = 0
            if self.faults.hits("fee_late"):
                random = self.faults.random("fee_late")
                late = random.choice((random.randrange(MINUTE), random.randrange(3 * HOUR)))
            self.settled[trade.id] = trade.time + late
            self.world.note("venue: %s %s at %s filled, order %s", trade.side, trade.amount, trade.price, trade.order)

    def takers_known(self, now: int) -> tuple[Decimal, Decimal]:
        """The lowest and the highest taker fee that a client can know of, who reads the rules once a day."""
        known = [fee for _, until, fee in self._takers if until > now - 2 * DAY]
        return min(known), max(known)

    def grids_known(self, pair: Pair) -> tuple[PriceGrid, ...]:
        """The price grids that a client can know of, who reads the rules once a day."""
        grids = self._grids[pair]
        return tuple(
            grid
            for number, (_, grid) in enumerate(grids)
            if number + 1 == len(grids) or grids[number + 1][0] > self.world.now - 2 * DAY
        )

    def set_rules(self, rules: MarketRules) -> None:
        self.rules[rules.pair] = rules
        now = self.world.now
        if not self._grids[rules.pair] or self._grids[rules.pair][-1][1] != rules.price_grid:
            self._grids[rules.pair].append((now, rules.price_grid))
        if self._takers and self._takers[-1][2] != rules.taker_fee:
            self._takers[-1] = (self._takers[-1][0], now, self._takers[-1][2])
        if not self._takers or self._takers[-1][2] != rules.taker_fee:
            self._takers.append((now, NEVER, rules.taker_fee))
        if self.fee_mode is not FeeMode.QUOTE:
            rules = replace(rules, taker_fee=ZERO, maker_fee=ZERO)
        self.engine.set_rules(rules)

    # What comes in from the owner, by hand

    def deposit(self, currency: str, amount: Decimal, *, by_hand: bool = True) -> None:
        self.engine.deposit(OWNER, currency, amount)
        (self.foreign if by_hand else self.deposited)[currency] += amount

    def withdraw(self, currency: str, amount: Decimal) -> None:
        if self.engine.withdraw(OWNER, currency, amount) is None:
            self.foreign[currency] -= amount

    def available(self, currency: str) -> Decimal:
        held = self.engine.balances(OWNER).get(currency)
        return ZERO if held is None else held.available

    def trade_by_hand(self, request: OrderRequest) -> bool:
        """An order that is not ours; tells whether the venue took it."""
        order = self.engine.place(OWNER, request, self.world.now)
        if isinstance(order, Refusal):
            return False
        for trade in order.trades:
            self._booked(trade)
        return True

    def cancel(self, order: VenueOrder) -> None:
        self.engine.cancel(OWNER, order.pair, self.world.now, order_id=order.id)

    def our_open_orders(self) -> tuple[VenueOrder, ...]:
        return tuple(order for order in self.engine.open_orders(OWNER) if order.client_order in self.arrivals)

    def foreign_open_orders(self) -> tuple[VenueOrder, ...]:
        return tuple(order for order in self.engine.open_orders(OWNER) if order.client_order not in self.arrivals)

    def delist(self, pair: Pair) -> None:
        self.delisted.add(pair)
        del self._trading[pair]
        self.engine.cancel_all(self.world.now, "delisted", pair=pair)

    # What requests do when they arrive

    def gate(self, *, signed: bool) -> Rejected | None:
        """Why nothing gets in now."""
        now, closed = self.world.now, self.closed
        if now < closed.banned:
            return Rejected(FailureKind.RATE_LIMITED, Verdict.TURNED_AWAY, "105 banned", closed.banned)
        if now < closed.maintenance:
            return Rejected(FailureKind.MAINTENANCE, Verdict.UNSURE, "404 maintenance")
        if signed and now < closed.key_revoked:
            return Rejected(FailureKind.KEY_INVALID, Verdict.TURNED_AWAY, "305 no such key")
        if self._limits_rates and self.faults.hits("rate_limited"):
            told = self.faults.random("rate_limited").choice((None, now + MINUTE))
            return Rejected(FailureKind.RATE_LIMITED, Verdict.TURNED_AWAY, "429 too many requests", told)
        return None

    def place(self, request: OrderRequest) -> Accepted | Rejected:
        """An order of ours arrives."""
        now, pair = self.world.now, request.pair
        self.was_asked_for_orders = True
        if pair in self.delisted:
            return _NO_MARKET
        if now < self.closed.ordering:
            return Rejected(FailureKind.MAINTENANCE, Verdict.TURNED_AWAY, "425 no orders now")
        if now < self.closed.field_missing:
            return Rejected(FailureKind.REFUSED, Verdict.JUDGED, "203 a parameter is missing")
        if self.faults.wants("rules_changed_between"):
            self.faults.count("rules_changed_between")
            self.change_rules(pair)
        thin = self.faults.wants("thin_book")
        if thin:
            self.engine.set_depth(pair, request.amount * self.faults.random("thin_book").randrange(1, 90) / 100)
        order = self.engine.place(OWNER, request, now)
        self.engine.set_depth(pair, None)
        if isinstance(order, Refusal):
            self.world.note("venue: refuses %s, %s", request.client_order, order.detail)
            if order.code is RefusalCode.INSUFFICIENT_BALANCE:
                self.too_little.append(f"{request.client_order}: {order.detail}")
            return _refused(order)
        self.arrivals[request.client_order] += 1
        if self.arrivals[request.client_order] > 1:
            self.taken_twice.append(request.client_order)
        self.ids[request.client_order].append(order.id)
        self.world.note(
            "venue: takes %s %s %s at %s", request.client_order, request.side, request.amount, request.limit
        )
        if thin and 0 < order.filled < order.amount:
            self.faults.count("thin_book")
        for trade in order.trades:
            self._booked(trade)
        if self.faults.hits("invisible"):
            self._visible[order.id] = now + self.faults.random("invisible").randrange(100, READ_LAG)
        return Accepted(self.public_id(order))

    def look_up(self, request: OrderRequest) -> OrderReport | NotFound | Rejected:
        """A question about an order of ours arrives."""
        order = self.find(request)
        now = self.world.now
        if order is None or now < self._visible.get(order.id, 0):
            return NotFound()
        if self._answers_as_it_is:
            return self.report(order, now)
        # What the venue never acknowledged and still denies when it can no longer arrive counts as never arrived: the
        # definition (SEMANTICS section 6) rests on the venue being right then.
        may_deny = request.exchange_order is not None or now < order.created + READ_LAG
        if may_deny and self.faults.hits("look_up_404"):
            return NotFound()
        if self.faults.hits("unknown_status"):
            return Rejected(FailureKind.UNREACHABLE, Verdict.UNSURE, "the status of an order is 'parked'")
        lag = 0
        if self.faults.wants("stale_report"):
            lag = self.faults.random("stale_report").randrange(100, READ_LAG)
            if order.updated > now - lag:
                self.faults.count("stale_report")
            if order.created > now - lag:
                return NotFound()
        report = self.report(order, now - lag)
        fresh = report.status.is_final and report.fills and now < order.updated + READ_LAG
        if fresh and self.faults.hits("end_before_fills"):
            # Status and fills come from copies of their own.
            report = replace(report, fills=report.fills[:-1])
        if report.fills and self.faults.hits("price_zero"):
            return Rejected(FailureKind.UNREACHABLE, Verdict.UNSURE, "a fill without price or amount")
        if len(report.fills) > 1 and self.faults.hits("fills_shuffled"):
            fills = list(report.fills)
            self.faults.random("fills_shuffled").shuffle(fills)
            report = replace(report, fills=tuple(fills))
        if report.fills and self.faults.hits("fill_twice"):
            report = replace(report, fills=(*report.fills, report.fills[0]))
        return report

    def listed(self, pair: Pair, since: int) -> tuple[ListedOrder, ...] | Rejected:
        """A question for the orders of a market arrives; it is answered by the same copies as a look-up."""
        if pair in self.delisted:
            return _NO_MARKET
        now = self.world.now
        return tuple(
            [
                ListedOrder(
                    self.public_id(order),
                    order.client_order,
                    pair,
                    order.side,
                    order.limit,
                    order.amount,
                    order.filled,
                    order.is_open,
                    order.created,
                )
                for order in self.engine.orders_since(OWNER, pair, since)
                if now >= self._visible.get(order.id, 0)
            ]
        )

    def cancel_ours(self, request: OrderRequest) -> NotFound | None:
        """A cancellation of ours arrives."""
        order = self.find(request)
        if order is None or not order.is_open or self.world.now < self._visible.get(order.id, 0):
            return NotFound()
        if self.faults.hits("fill_races_cancel"):
            share = order.remaining * self.faults.random("fill_races_cancel").choice((1, Decimal("0.5")))
            amount = self.rules[order.pair].amount_down(share)
            if amount:
                self._booked(self.engine.fill(order.id, amount, self.world.now))
                order = self.find(request)
                assert order is not None
                if not order.is_open:
                    return NotFound()
        self.world.note("venue: cancels %s", request.client_order)
        self.cancel(order)
        return None

    def find(self, request: OrderRequest) -> VenueOrder | None:
        found = self.engine.order(OWNER, request.pair, client_order=request.client_order)
        return None if isinstance(found, Refusal) else found

    def order(self, pair: Pair, order_id: str) -> VenueOrder:
        found = self.engine.order(OWNER, pair, order_id=order_id)
        assert isinstance(found, VenueOrder), found
        return found

    def public_id(self, order: VenueOrder) -> str:
        """The id the venue shows: on some it is a number that is counted per market, so two markets share it."""
        if self._numbers is None:
            return order.id
        if order.id not in self._numbers:
            self._counts[order.pair] += 1
            self._numbers[order.id] = str(self._counts[order.pair])
        return self._numbers[order.id]

    @exactly
    def report(self, order: VenueOrder, at: int) -> OrderReport:
        """What the adapter makes of an order as it stood then: what is not settled is left out, and the end with it."""
        traded = [trade for trade in order.trades if trade.time <= at]
        fills = tuple(self.fills[trade.id] for trade in traded if self.settled[trade.id] <= at)
        unsettled = sum((trade.amount for trade in traded if self.settled[trade.id] > at), ZERO)
        ended = order.status.is_final and order.updated <= at and len(fills) == len(traded)
        going_on = OrderStatus.PARTIALLY_FILLED if fills else OrderStatus.OPEN
        return OrderReport(
            self.public_id(order),
            order.status if ended else going_on,
            fills,
            order.restatement or "" if ended else "",
            unsettled,
        )

    # What the market data shows

    def markets(self) -> Mapping[Pair, Market]:
        listed = self.engine.markets
        return {pair: Market(self.rules[pair], listed[pair].status) for pair in self.rules if pair not in self.delisted}

    def ticker(self, pair: Pair) -> Decimal | Rejected:
        if pair in self.delisted:
            return _NO_MARKET
        price = self.engine.price(pair)
        assert price is not None
        if not self._misprices:
            return price
        tape = self.tapes[pair]
        if self.faults.hits("bad_tick"):
            wrong = self.faults.random("bad_tick").choice((Decimal("0.1"), Decimal("0.8"), Decimal("1.3"), Decimal(10)))
            return round_down(price * wrong, tape.listing.unit)
        if self.faults.hits("stale_ticker"):
            return tape.price(max(0, bisect_right(tape.times, self.world.now - HOUR) - 1))
        return price

    # Changes of the rules

    @exactly
    def change_rules(self, pair: Pair) -> None:
        """Another price step, amount step or minimum."""
        random = self.faults.random("rules_changed")
        original, rules = self.tapes[pair].listing.rules, self.rules[pair]
        match random.randrange(4):
            case 0:
                rules = replace(rules, min_cost=random.choice((Decimal(5), Decimal(10), Decimal(30))))
            case 1:
                rules = replace(rules, amount_step=original.amount_step * random.choice((1, 10, 1000)))
            case 2:
                rules = replace(rules, price_grid=coarser(original.price_grid, random.choice((0, 1))))
            case _:
                rules = replace(rules, min_amount=original.amount_step * random.choice((1, 10, 1000)))
        self.world.note("venue: the rules of %s are now %s", pair, rules)
        self.set_rules(rules)

    @exactly
    def change_fees(self) -> None:
        taker = self.faults.random("fees_changed").choice((Decimal("0.0015"), Decimal("0.0025"), Decimal("0.004")))
        for rules in tuple(self.rules.values()):
            self.set_rules(replace(rules, taker_fee=taker, maker_fee=taker * 3 / 5))

    def set_status(self, pair: Pair, status: MarketStatus) -> None:
        self.engine.set_status(pair, status)

    def heal(self) -> None:
        """All is well again, but for what is gone for good."""
        self.closed = Closed()
        self._visible.clear()
        for trade in self.settled:
            self.settled[trade] = min(self.settled[trade], self.world.now)
        for pair in self.rules:
            if pair not in self.delisted:
                self.set_status(pair, MarketStatus.TRADING)


@exactly
def coarser(grid: PriceGrid, digits: int) -> PriceGrid:
    """The same grid with so many digits less."""
    if isinstance(grid, Tick):
        return Tick(grid.step.scaleb(digits))
    return SignificantDigits(grid.digits - digits)


def _refused(refusal: Refusal) -> Rejected:
    """As Bitvavo's codes are read: what is judged about the order, what about the market, and what proves nothing."""
    if refusal.code is RefusalCode.DUPLICATE_CLIENT_ORDER:
        return Rejected(FailureKind.REFUSED, Verdict.UNSURE, f"220 {refusal.detail}")
    closed = {RefusalCode.MARKET_HALTED, RefusalCode.MARKET_CANCEL_ONLY, RefusalCode.MARKET_AUCTION}
    verdict = Verdict.TURNED_AWAY if refusal.code in closed else Verdict.JUDGED
    return Rejected(FailureKind.REFUSED, verdict, refusal.detail)
