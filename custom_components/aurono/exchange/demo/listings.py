"""The invented coins of the demo exchange: their rules, and how their markets behave."""

from dataclasses import dataclass
from decimal import Decimal

from ...engine.market import MarketRules, Pair, PriceGrid, SignificantDigits, Tick

TAKER_FEE = Decimal("0.0025")
MAKER_FEE = Decimal("0.0015")
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Character:
    """How a market behaves.

    ``base_price`` in quote is what the price wanders around over the years. ``hourly_move`` is the standard deviation
    of an hour's change in basis points, ``hours_per_jump`` how rare a sudden move of several percent is. ``liveliness``
    says in how many of 256 minutes of an average hour there is a trade, ``trade_size`` is that of a large one in base.
    """

    base_price: Decimal
    hourly_move: int
    hours_per_jump: int
    liveliness: int
    trade_size: Decimal


@dataclass(frozen=True, slots=True)
class Listing:
    """One market of the demo exchange."""

    rules: MarketRules
    character: Character

    @property
    def pair(self) -> Pair:
        """The market's name."""
        return self.rules.pair


def _rules(coin: str, price_grid: PriceGrid, *, amount_step: str, min_amount: str) -> MarketRules:
    return MarketRules(
        pair=Pair(coin, "EUR"),
        price_grid=price_grid,
        amount_step=Decimal(amount_step),
        min_amount=Decimal(min_amount),
        min_cost=Decimal(5),
        settlement_step=CENT,
        taker_fee=TAKER_FEE,
        maker_fee=MAKER_FEE,
    )


# The names say that these coins do not exist, wherever they are shown.
LISTINGS = (
    # The lively one: several moves of a percent and more every day.
    Listing(
        _rules("NIMBUSDEMO", Tick(Decimal("0.01")), amount_step="0.00000001", min_amount="0.01"),
        Character(Decimal(120), hourly_move=150, hours_per_jump=130, liveliness=170, trade_size=Decimal(4)),
    ),
    # The large one: expensive, in small steps, with a price in whole tens of cents.
    Listing(
        _rules("AURADEMO", Tick(Decimal("0.1")), amount_step="0.000001", min_amount="0.0001"),
        Character(Decimal(8200), hourly_move=80, hours_per_jump=240, liveliness=210, trade_size=Decimal("0.3")),
    ),
    # The calm one: it sleeps at night.
    Listing(
        _rules("QUARTZDEMO", Tick(Decimal("0.0001")), amount_step="0.01", min_amount="1"),
        Character(Decimal("1.35"), hourly_move=45, hours_per_jump=500, liveliness=60, trade_size=Decimal(900)),
    ),
    # The thin one: wild, with many hours without a trade, and a price step that grows with the price.
    Listing(
        _rules("TIDEDEMO", SignificantDigits(5), amount_step="1", min_amount="100"),
        Character(Decimal("0.0284"), hourly_move=210, hours_per_jump=90, liveliness=9, trade_size=Decimal(20000)),
    ),
)
