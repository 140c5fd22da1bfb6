"""The parameters of a rule strategy (SEMANTICS section 3). How raw input becomes parameters is in ``validation``."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from .market import Pair
from .numbers import ZERO, exactly, round_half_even
from .timeframe import HOUR, Timeframe


class Reference(StrEnum):
    """The price that the change and the limit are measured from."""

    OPEN = "open"
    PREVIOUS_CLOSE = "previous_close"


class Mode(StrEnum):
    """What a strategy does with a signal."""

    PAUSED = "paused"
    SHADOW = "shadow"
    LIVE = "live"


class BookKind(StrEnum):
    """The two sets of books of a strategy, which never mix."""

    SHADOW = "shadow"
    LIVE = "live"


@dataclass(frozen=True, slots=True)
class StartingPosition:
    """A coin that its owner already had: amount in base, average price in quote per base."""

    amount: Decimal
    average_price: Decimal

    def __post_init__(self) -> None:
        if self.amount <= 0 or self.average_price <= 0:
            raise ValueError("a starting position needs an amount and an average price above 0")

    @property
    @exactly
    def cost(self) -> Decimal:
        """What the position counts as having cost, in quote, rounded half-even to 12 decimals."""
        return round_half_even(self.amount * self.average_price)


@dataclass(frozen=True, slots=True)
class RuleStrategy:
    """One version of a rule: buy when a closed candle fell enough, sell when it rose enough, never below cost.

    Triggers, loss protection and RSI bounds are in percent, amounts and capital in quote, ``minimum_position`` in base,
    ``cooldown`` in candles, ``order_timeout`` in hours. Only ``validation.parse_strategy`` makes one from raw input;
    the checks here keep a combination from existing that has no meaning.
    """

    pair: Pair
    timeframe: Timeframe
    buy_trigger: Decimal
    sell_trigger: Decimal
    buy_amount: Decimal
    sell_amount: Decimal
    allocated_capital: Decimal
    reference: Reference = Reference.OPEN
    cooldown: int = 0
    cooldown_reset: bool = True
    minimum_position: Decimal = ZERO
    loss_protection: Decimal = Decimal("0.5")
    reinvest_profits: bool = True
    rsi_period: int | None = None
    rsi_max_for_buy: Decimal | None = None
    rsi_min_for_sell: Decimal | None = None
    order_timeout: int = 4
    starting_position: StartingPosition | None = None

    def __post_init__(self) -> None:
        if not -100 < self.buy_trigger < 0 < self.sell_trigger <= 1000:
            raise ValueError("a buy trigger lies between -100 and 0, a sell trigger above 0 and at most 1000")
        amounts = (
            self.buy_amount,
            self.sell_amount,
            self.allocated_capital,
            self.minimum_position,
            self.loss_protection,
        )
        if min(amounts) < 0 or self.cooldown < 0:
            raise ValueError("amounts, capital, minimum position, loss protection and cooldown are never negative")
        if self.buy_amount == 0 and self.sell_amount == 0:
            raise ValueError("a strategy that neither buys nor sells does nothing")
        if self.allocated_capital == 0 and self.starting_position is None:
            raise ValueError("a strategy without capital needs a starting position")
        if self.rsi_period is None and (self.rsi_max_for_buy is not None or self.rsi_min_for_sell is not None):
            raise ValueError("an RSI bound needs a period")
        if self.rsi_period is not None and not 2 <= self.rsi_period <= 100:
            raise ValueError("an RSI period is 2 to 100 candles")
        if any(bound is not None and not 0 <= bound <= 100 for bound in (self.rsi_max_for_buy, self.rsi_min_for_sell)):
            raise ValueError("an RSI bound is 0 to 100")
        if not 1 <= self.order_timeout <= 168:
            raise ValueError("an order timeout is 1 to 168 hours")

    @property
    def order_life(self) -> int:
        """Milliseconds from submission after which an order that is still open is cancelled."""
        return self.order_timeout * HOUR

    @property
    def needs_rsi(self) -> bool:
        """Whether any decision looks at the RSI."""
        return self.rsi_max_for_buy is not None or self.rsi_min_for_sell is not None
