"""What a run starts with: markets, strategies and money, drawn from its seed."""

from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any

from custom_components.aurono.engine.market import MarketRules, Pair, PriceGrid, SignificantDigits, Tick
from custom_components.aurono.engine.strategy import Mode, RuleStrategy
from custom_components.aurono.engine.timeframe import Timeframe
from custom_components.aurono.engine.validation import parse_strategy
from custom_components.aurono.exchange.matching import FeeRounding

from .tape import Listing
from .venue import FeeMode


@dataclass(frozen=True, slots=True)
class Rule:
    """A strategy of the run."""

    id: str
    mode: Mode
    parameters: RuleStrategy


@dataclass(frozen=True, slots=True)
class Scenario:
    """Everything about a run that is not a fault. ``look`` is how often (ms) open orders are looked at, ``poll`` how
    often the trader wakes by itself, ``wishes`` how often a day its owner wants something, ``drift`` by how
    many millionths our clock runs fast, ``impatience`` how often (ms) an order without an answer is looked at first."""

    listings: tuple[Listing, ...]
    rules: tuple[Rule, ...]
    frames: frozenset[Timeframe]
    fee_mode: FeeMode
    rounding: FeeRounding
    numbered: bool
    deposit: Decimal
    look: int
    poll: int
    wishes: float
    drift: int
    impatience: int
    counts_sleep: bool


_COINS: tuple[tuple[str, PriceGrid, str, str, int], ...] = (
    ("SOL", Tick(Decimal("0.01")), "0.01", "1e-8", 12_000),
    ("BTC", Tick(Decimal(1)), "1", "1e-8", 85_000),
    ("PEPE", SignificantDigits(5), "1e-10", "1", 81_234),
)

_MINUTE = 60_000


def draw_scenario(random: Random) -> Scenario:
    """The scenario of a run."""
    fee_mode = random.choice((FeeMode.QUOTE, FeeMode.QUOTE, FeeMode.RECEIVED, FeeMode.THIRD))
    coins = random.sample(_COINS, random.choice((1, 1, 2)))
    listings = tuple(_listing(random, *coin, settles=fee_mode is FeeMode.QUOTE) for coin in coins)
    count = random.choice((1, 2, 2, 3))
    rules = tuple(_rule(random, number, random.choice(listings)) for number in range(count))
    capital = sum((rule.parameters.allocated_capital for rule in rules if rule.mode is Mode.LIVE), Decimal(0))
    return Scenario(
        listings=listings,
        rules=rules,
        frames=frozenset(random.choice(((Timeframe.H1, Timeframe.H4, Timeframe.D1), (Timeframe.H1, Timeframe.D1)))),
        fee_mode=fee_mode,
        rounding=random.choice(tuple(FeeRounding)),
        numbered=random.random() < 0.3,
        deposit=capital * random.choice((Decimal("0.6"), 1, 1, 2)),
        look=random.choice((1, 5, 15, 60)) * _MINUTE,
        poll=random.choice((60, 120)) * _MINUTE,
        wishes=random.choice((0.0, 0.0, 0.2, 1.0)),
        drift=random.choice((0, 40, -40, 500, -500)),
        impatience=random.choice((2, 10, 60)) * 1_000,
        counts_sleep=random.random() < 0.5,
    )


def _listing(
    random: Random, coin: str, grid: PriceGrid, unit: str, amount_step: str, base: int, *, settles: bool
) -> Listing:
    # What each fill costs is exact where the fee is taken in another coin: no rounding to cents beside it.
    settlement = Decimal("0.01") if settles and random.random() < 0.7 else None
    rules = MarketRules(
        pair=Pair.parse(f"{coin}/EUR"),
        price_grid=grid,
        amount_step=Decimal(amount_step),
        min_amount=Decimal(amount_step) * 100,
        min_cost=Decimal(5),
        settlement_step=settlement,
        taker_fee=Decimal("0.0025"),
        maker_fee=Decimal("0.0015"),
    )
    return Listing(
        rules=rules,
        unit=Decimal(unit),
        base=base,
        low=10_000 if coin == "PEPE" else base // 5,
        high=99_999 if coin == "PEPE" else base * 5,
        move=random.choice((2_000, 3_500, 6_000)),
        liveliness=random.choice((20, 90, 100)),
        bounces=random.choice((0, 20, 60)),
    )


def _rule(random: Random, number: int, listing: Listing) -> Rule:
    frame = random.choice((Timeframe.H1, Timeframe.H4, Timeframe.H4, Timeframe.D1, Timeframe.W1))
    # How far a candle of this length typically goes, in percent.
    slots = frame.length // (10 * _MINUTE)
    typical = listing.move * slots**0.5 / 10_000 / 1.4
    size = random.choice((10, 20, 60))
    raw: dict[str, Any] = {
        "pair": str(listing.pair),
        "timeframe": frame.value,
        "buy_trigger": f"-{max(0.1, typical * random.uniform(0.3, 1.2)):.2f}",
        "sell_trigger": f"{max(0.1, typical * random.uniform(0.3, 1.2)):.2f}",
        "buy_amount": str(size),
        "sell_amount": str(random.choice((10, 20, 60))),
        "allocated_capital": str(random.choice((50, 200, 1000))),
        "reference": random.choice(("open", "open", "previous_close")),
        "cooldown": random.choice((0, 0, 1, 5)),
        "cooldown_reset": random.random() < 0.5,
        "loss_protection": random.choice(("0", "0.5", "2")),
        "reinvest_profits": random.random() < 0.7,
        "order_timeout": random.choice((1, 4, 24)),
    }
    price = listing.base * listing.unit
    if random.random() < 0.3:
        amount = (Decimal(random.choice((30, 100))) / price).quantize(listing.rules.amount_step)
        raw["starting_position"] = {"amount": str(amount), "average_price": str(price)}
    if random.random() < 0.2:
        raw["minimum_position"] = str((Decimal(15) / price).quantize(listing.rules.amount_step))
    if random.random() < 0.15 and frame in {Timeframe.H1, Timeframe.H4}:
        raw |= {"rsi_period": 14, "rsi_max_for_buy": "60", "rsi_min_for_sell": "40"}
    parameters = parse_strategy(raw)
    assert isinstance(parameters, RuleStrategy), parameters
    mode = Mode.LIVE if number == 0 or random.random() < 0.7 else Mode.SHADOW
    return Rule(f"s{number}", mode, parameters)
