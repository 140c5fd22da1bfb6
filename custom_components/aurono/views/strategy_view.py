"""One strategy as its entities read it."""

from dataclasses import dataclass
from decimal import Decimal

from ..coordinator import AuronoCoordinator
from ..engine.book import Book
from ..engine.numbers import ZERO
from ..engine.portfolio import StrategyState
from ..status import Status, strategy_status


@dataclass(frozen=True, slots=True)
class View:
    """A strategy with its active books, and the account it is seen through."""

    coordinator: AuronoCoordinator
    state: StrategyState
    book: Book

    @property
    def status(self) -> Status:
        """What the strategy is doing."""
        trader = self.coordinator.trader
        return strategy_status(
            self.state,
            now=trader.now(),
            connected=self.coordinator.connection.connected,
            halted=trader.halted is not None or not self.coordinator.verification.is_sound,
            stuck=self.state.id in trader.stuck,
            stopped=self.coordinator.portfolio.stopped,
            recovering=trader.live.reconciler.holds_back(self.state),
        )

    @property
    def price(self) -> Decimal | None:
        """The last price seen of the coin that is held; None without a position or before a price was seen."""
        if not self.book.position:
            return None
        seen = self.coordinator.prices.get(self.state.parameters.pair)
        return None if seen is None else seen.value

    @property
    def _counting_price(self) -> Decimal | None:
        """What the position counts at: without a position any price gives the same."""
        return self.price if self.book.position else ZERO

    @property
    def value(self) -> Decimal | None:
        """What all of it is worth in quote; None while the price of what it holds is not known."""
        return None if (price := self._counting_price) is None else self.book.value(price)

    @property
    def unrealized(self) -> Decimal | None:
        """What the position is worth beyond its cost in quote; None while its price is not known."""
        return None if (price := self._counting_price) is None else self.book.unrealized(price)

    @property
    def profit(self) -> Decimal | None:
        """Realized and unrealized together in quote; None while the price of what it holds is not known."""
        return None if (price := self._counting_price) is None else self.book.profit(price)
