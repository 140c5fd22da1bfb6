"""The books against the exchange: proven at the start, looked at again and again, never adjusted silently.

After a start nothing is known of what happened meanwhile, so live strategies wait until the exchange has answered for
every open order, listed its orders and shown its balances. Where the journal itself is older than what was last
written (a restored backup), the orders that it does not know are written down first.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from ..engine.events import (
    BookOpened,
    CapitalDeposited,
    CapitalWithdrawn,
    DifferenceWrittenOff,
    Event,
    OrderEnded,
    OrderFill,
    PositionAdopted,
)
from ..engine.liquidity import Liquidity, liquidity
from ..engine.numbers import ZERO, exactly
from ..engine.portfolio import StrategyState
from ..engine.reason import Side
from ..engine.strategy import BookKind, Mode
from ..engine.timeframe import MINUTE
from ..exchange.protocol import Balance, Exchange, Failure, FailureKind, ListedOrder
from .ledger import Ledger
from .log import RECONCILE
from .market_watch import MarketWatch
from .preflight import totals_of
from .recovery import Recovery
from .tracker import OrderTracker

LOOK_INTERVAL = 15 * MINUTE
"""Market milliseconds between two comparisons of books and exchange."""
_DECLARATIONS = (BookOpened, CapitalDeposited, CapitalWithdrawn, PositionAdopted, DifferenceWrittenOff)
"""What changes the books without the exchange: the two are compared at the next wake."""
_CHANGES = (*_DECLARATIONS, OrderFill, OrderEnded)
"""All that changes the books: what is missing may be so no longer."""


class Reconciler:
    """Compares the live books of one account with its exchange."""

    def __init__(
        self, ledger: Ledger, exchange: Exchange, tracker: OrderTracker, watch: MarketWatch, *, restored: bool
    ) -> None:
        self._ledger = ledger
        self._exchange = exchange
        self._tracker = tracker
        self._watch = watch
        self.recovery = Recovery(ledger, exchange, tracker, watch, restored=restored)
        self._proven = not restored and not self._ledger.agenda.live
        self._looked_at: int | None = None
        self._strange: tuple[ListedOrder, ...] = ()
        self._suspected: frozenset[str] = frozenset()
        self._unclear: frozenset[str] = frozenset()
        self.shortages: tuple[Liquidity, ...] = ()
        """Where the exchange holds less than the live books say."""
        self._balances: tuple[Liquidity, ...] = ()
        self.failure: Failure | None = None
        """Why the last comparison came to nothing; None after one that did."""
        ledger.subscribe(self._on_event)

    @property
    def is_proven(self) -> bool:
        """Whether the exchange has answered for everything that the live books say."""
        return self._proven

    @property
    def has_seen_all(self) -> bool:
        """Whether the live books are proven and the last comparison left nothing that another must confirm."""
        return self._proven and self._unclear <= {line.currency for line in self.shortages}

    def holds_back(self, state: StrategyState) -> bool:
        """Whether a strategy waits for the proof of the live books; paper waits for nothing."""
        return not self._proven and state.mode is Mode.LIVE

    @property
    def liquidity(self) -> tuple[Liquidity, ...]:
        """Every currency of the live books at the last comparison that counted; empty without live books."""
        return self._balances if self._ledger.agenda.live else ()

    @property
    def foreign(self) -> tuple[ListedOrder, ...]:
        """Open orders on the exchange that were none of ours when last listed, and are none now."""
        return self._not_ours(self._strange)

    def _not_ours(self, listed: Sequence[ListedOrder]) -> tuple[ListedOrder, ...]:
        if not listed:
            return ()
        orders = [order for state in self._ledger.agenda.live for order in state.require_book(BookKind.LIVE).orders]
        ours = {order.id for order in orders} | {order.exchange_order for order in orders}
        return tuple(order for order in listed if not ours & {order.client_order, order.exchange_order} - {None})

    async def prove(self) -> None:
        """Try once to have the exchange answer for everything; what it did not answer is asked again next time.

        Comes after a look at every open order.
        """
        await self.recovery.go_on()
        states = self._ledger.agenda.live
        orders = [order for state in states for order in state.require_book(BookKind.LIVE).orders]
        if not self.recovery.is_over or not all(self._tracker.is_answered_for(order) for order in orders):
            return
        self._proven = not states or await self.look()
        if self._proven:
            RECONCILE.info("The exchange has answered for everything in the live books; live strategies go on")

    @property
    def is_due(self) -> bool:
        """Whether the live books are not proven yet, or were last compared with the exchange a while ago."""
        if not self._proven:
            return True
        if not self._ledger.agenda.live:
            return False
        return self._looked_at is None or self._watch.now() - self._looked_at >= LOOK_INTERVAL

    async def recheck(self) -> None:
        """Compare books and exchange once more, or go on proving them."""
        await (self.look() if self._proven else self.prove())

    async def look(self) -> bool:
        """Compare open orders and balances with the books; tells whether the exchange showed both."""
        found: list[ListedOrder] = []
        for pair in self._ledger.agenda.live_pairs:
            market = await self._watch.market(pair)
            listed = await self._exchange.orders(pair, since=self._watch.now())
            for answer in (market, listed):
                if isinstance(answer, Failure) and answer.kind is not FailureKind.NO_SUCH_MARKET:
                    self.failure = answer
                    return False
            if not isinstance(listed, Failure):
                found += [order for order in listed if order.is_open]
        balances = await self._exchange.balances()
        if isinstance(balances, Failure):
            self.failure = balances
            return False
        self.failure = None
        foreign, self._strange = len(self._strange), self._not_ours(found)
        if len(self._strange) > foreign:
            RECONCILE.warning("The exchange lists %d open orders that are not ours", len(self._strange))
        self._looked_at = self._watch.now()
        self._compare(balances)
        return True

    def _compare(self, balances: Mapping[str, Balance]) -> None:
        """Tell what is short. While an order is open a fill may be on its way to the books, so two looks must agree.

        What a fill took that the exchange has yet to settle is not missing, however often that is seen.
        """
        portfolio = self._ledger.portfolio
        lines = liquidity(portfolio, totals_of(balances))
        short = [line for line in lines if line.is_short]
        settling = self._settling() if short else {}
        missing_now = [line for line in short if line.gap > settling.get(line.currency, ZERO)]
        before = frozenset([each.currency for each in self.shortages])
        if short and any(state.require_book(BookKind.LIVE).orders for state in self._ledger.agenda.live):
            self.shortages = tuple([each for each in missing_now if each.currency in self._suspected])
        else:
            self.shortages = tuple(missing_now)
        missing = frozenset([each.currency for each in self.shortages])
        if missing != before:
            if missing:
                RECONCILE.warning("The exchange holds less than the live books say: %s", ", ".join(sorted(missing)))
            else:
                RECONCILE.info("The exchange holds again what the live books say")
        else:
            RECONCILE.debug("Compared %d currencies with the exchange", len(lines))
        self._suspected = frozenset([each.currency for each in missing_now])
        self._unclear = frozenset([each.currency for each in short])
        if len(self.shortages) < len(short):
            self._looked_at = None
        else:
            self._balances = lines

    @exactly
    def _settling(self) -> Mapping[str, Decimal]:
        """By currency, the most that fills can have taken which the exchange has yet to settle."""
        most: dict[str, Decimal] = {}
        for state in self._ledger.agenda.live:
            for order in state.require_book(BookKind.LIVE).orders:
                if self._tracker.is_settling(order):
                    currency = order.pair.quote if order.side is Side.BUY else order.pair.base
                    most[currency] = most.get(currency, ZERO) + order.reserved
        return most

    def _on_event(self, event: Event) -> None:
        """Look again soon at what changed, or at what is missing if it may have been on its way."""
        telling = _CHANGES if self.shortages else _DECLARATIONS
        if isinstance(event, telling) and event.book is BookKind.LIVE:
            self._looked_at = None
