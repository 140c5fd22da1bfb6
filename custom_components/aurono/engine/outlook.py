"""Whether the money is there for the next buys of live strategies, and which idle money could help (SEMANTICS 10).

Advice only: nothing here moves anything.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from .book import Book
from .liquidity import Liquidity
from .market import MarketRules, Pair
from .numbers import ONE, ZERO, exactly
from .portfolio import Portfolio, StrategyState
from .strategy import BookKind, Mode, RuleStrategy

KEPT_BUYS = 3
"""So many of its next buys keep a strategy's money from being called idle."""


@dataclass(frozen=True, slots=True)
class NextBuy:
    """The next buy of a live strategy: what it takes, its fee included, and what the strategy may use. In quote."""

    strategy: str
    currency: str
    need: Decimal
    usable: Decimal

    @property
    @exactly
    def missing(self) -> Decimal:
        """How much is lacking; 0 where nothing is."""
        return max(self.need - self.usable, ZERO)

    @property
    @exactly
    def times(self) -> int:
        """How often it could be made with what there is."""
        return int(self.usable // self.need)


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Buys that strategies can pay by their books, and what of that the exchange has free. In quote."""

    currency: str
    needed: Decimal
    spendable: Decimal

    @property
    @exactly
    def missing(self) -> Decimal:
        """How much is lacking for all of them."""
        return self.needed - self.spendable


@dataclass(frozen=True, slots=True)
class Move:
    """Idle money that would make a buy possible: out of the strategy ``source`` into the strategy ``target``.

    A source of None is money on the exchange that belongs to no strategy. ``times_left`` is how often the source could
    still buy afterwards, None where it buys nothing at present.
    """

    currency: str
    source: str | None
    target: str
    amount: Decimal
    times_left: int | None


@dataclass(frozen=True, slots=True)
class Outlook:
    """The buys that a strategy could not pay itself, those that the account could not pay together, and advice."""

    lacking: tuple[NextBuy, ...] = ()
    shortfalls: tuple[Shortfall, ...] = ()
    moves: tuple[Move, ...] = ()


@dataclass(slots=True)
class _Idle:
    """Money that nothing would miss, and the buys of the strategy that it is of; both None for nobody's."""

    source: str | None
    amount: Decimal
    buy: NextBuy | None


@exactly
def outlook(portfolio: Portfolio, lines: Iterable[Liquidity], rules: Mapping[Pair, MarketRules]) -> Outlook:
    """What the next buys lack.

    ``lines`` are from the last comparison with the exchange; the difference of what is there to what was expected then
    is taken to hold still, so that the books may move on. Without a line for a currency only the strategies' own money
    is looked at. ``rules`` give fees and settlement steps; a market without them is reckoned without fee.
    """
    states = {state.id: state for state in portfolio.strategies.values() if BookKind.LIVE in state.books}
    buys = {buy.strategy: buy for state in states.values() if (buy := _next_buy(state, rules)) is not None}
    known = {line.currency: line for line in lines}
    lacking = tuple(buy for buy in buys.values() if buy.missing)
    shortfalls = tuple(
        shortfall
        for currency in dict.fromkeys(buy.currency for buy in buys.values())
        if currency in known and (shortfall := _shortfall(states.values(), buys, known[currency])).missing > 0
    )
    # What is not on the exchange cannot be moved, whatever the books say.
    short = {line.currency for line in known.values() if line.gap} | {each.currency for each in shortfalls}
    moves: list[Move] = []
    for currency in dict.fromkeys(buy.currency for buy in lacking):
        if currency not in short:
            idle = _idle(states, buys, currency, known.get(currency))
            moves += _moves(states, [buy for buy in lacking if buy.currency == currency], idle, rules)
    return Outlook(lacking, shortfalls, tuple(moves))


def _next_buy(state: StrategyState, rules: Mapping[Pair, MarketRules]) -> NextBuy | None:
    parameters = state.parameters
    if state.mode is not Mode.LIVE or not parameters.buy_amount:
        return None
    need = parameters.buy_amount
    if (market := rules.get(parameters.pair)) is not None:
        need = market.money_up(need * (ONE + market.taker_fee))
    return NextBuy(state.id, parameters.pair.quote, need, _usable(parameters, state.books[BookKind.LIVE]))


def _usable(parameters: RuleStrategy, book: Book) -> Decimal:
    """What buys may use: free capital, and where profits are not reinvested no more than the rest of the capital."""
    usable = book.free
    if not parameters.reinvest_profits:
        usable = min(usable, book.allocated - book.cost - book.reserved)
    return max(usable, ZERO)


def _shortfall(states: Iterable[StrategyState], buys: Mapping[str, NextBuy], line: Liquidity) -> Shortfall:
    needed = sum((buy.need for buy in buys.values() if buy.currency == line.currency and not buy.missing), ZERO)
    books = [state.books[BookKind.LIVE] for state in states if state.parameters.pair.quote == line.currency]
    free = sum((book.free for book in books), ZERO)
    return Shortfall(line.currency, needed, max(free + line.actual - line.expected, ZERO))


def _idle(
    states: Mapping[str, StrategyState], buys: Mapping[str, NextBuy], currency: str, line: Liquidity | None
) -> list[_Idle]:
    """Idle money of one currency, nobody's first, then the most."""
    found = [_Idle(None, line.surplus, None)] if line is not None else []
    own: list[_Idle] = []
    for state in states.values():
        # Capital goes into and out of the books that are in use, so only where those are the live ones.
        if state.parameters.pair.quote != currency or state.active_book is not BookKind.LIVE:
            continue
        buy = buys.get(state.id)
        free = state.books[BookKind.LIVE].free
        own.append(_Idle(state.id, free if buy is None else buy.usable - KEPT_BUYS * buy.need, buy))
    own.sort(key=lambda idle: -idle.amount)
    return [idle for idle in (*found, *own) if idle.amount > 0]


def _moves(
    states: Mapping[str, StrategyState],
    lacking: Iterable[NextBuy],
    idle: list[_Idle],
    rules: Mapping[Pair, MarketRules],
) -> list[Move]:
    """For each buy the moves that make it possible; none where all idle money is not enough for it."""
    moves: list[Move] = []
    for buy in lacking:
        market = rules.get(states[buy.strategy].parameters.pair)
        missing = buy.missing if market is None else market.money_up(buy.missing)
        if sum((each.amount for each in idle), ZERO) < missing:
            continue
        for each in idle:
            amount = min(missing, each.amount)
            if amount <= 0:
                continue
            each.amount -= amount
            missing -= amount
            left = None
            if each.buy is not None:
                left = int((each.amount + KEPT_BUYS * each.buy.need) // each.buy.need)
            moves.append(Move(buy.currency, each.source, buy.strategy, amount, left))
    return moves
