"""Price, amount and reservation of an order (SEMANTICS section 5)."""

from dataclasses import dataclass
from decimal import Decimal

from .book import Book
from .market import MarketRules
from .numbers import HUNDRED, ONE, exactly, quotient_half_even
from .strategy import RuleStrategy


@dataclass(frozen=True, slots=True)
class Floor:
    """The price that brings the wanted margin over average cost after the sell's own fee, as an exact fraction.

    cost × (1 + loss_protection/100) / (position × (1 − taker fee)); ``denominator`` is above 0.
    """

    numerator: Decimal
    denominator: Decimal

    @property
    def shown(self) -> Decimal:
        """The price rounded half-even to 12 decimals; decides nothing."""
        return quotient_half_even(self.numerator, self.denominator)

    @exactly
    def is_above(self, price: Decimal) -> bool:
        """Whether selling at this price would bring less than the wanted margin."""
        return price * self.denominator < self.numerator


@exactly
def floor_price(strategy: RuleStrategy, rules: MarketRules, book: Book) -> Floor:
    """The lowest price at which the position may be sold; the book must hold a position."""
    return Floor(
        numerator=book.cost * (HUNDRED + strategy.loss_protection),
        denominator=book.position * (ONE - rules.taker_fee) * HUNDRED,
    )


@exactly
def buy_limit(strategy: RuleStrategy, rules: MarketRules, reference: Decimal) -> Decimal:
    """The price at which the buy trigger lies, rounded down to the price step."""
    return rules.price_grid.down(reference * (HUNDRED + strategy.buy_trigger), HUNDRED)


@exactly
def sell_limit(strategy: RuleStrategy, rules: MarketRules, reference: Decimal, floor: Floor) -> Decimal:
    """The price at which the sell trigger lies, but never below the floor price, rounded up to the price step."""
    at_trigger = rules.price_grid.up(reference * (HUNDRED + strategy.sell_trigger), HUNDRED)
    return max(at_trigger, rules.price_grid.up(floor.numerator, floor.denominator))


def buy_amount(strategy: RuleStrategy, rules: MarketRules, ticker: Decimal) -> Decimal:
    """How much base the buy amount is at the last traded price, rounded down to the amount step."""
    return rules.amount_down(strategy.buy_amount, ticker)


@exactly
def sell_amount(strategy: RuleStrategy, rules: MarketRules, book: Book, ticker: Decimal, limit: Decimal) -> Decimal:
    """How much base the sell amount is at the last traded price, at most the free position, rounded down.

    Where no minimum position is kept and the remainder could never be sold, the sell takes it along.
    """
    sellable = rules.amount_down(book.free_position)
    amount = min(rules.amount_down(strategy.sell_amount, ticker), sellable)
    if strategy.minimum_position == 0 and rules.is_too_small(book.position - amount, limit):
        return sellable
    return amount


@exactly
def buy_reservation(rules: MarketRules, amount: Decimal, limit: Decimal) -> Decimal:
    """What a buy may cost at most: amount × limit and the taker fee on it, rounded up to the settlement step."""
    return rules.money_up(amount * limit * (ONE + rules.taker_fee))


@exactly
def simulated_fee(rules: MarketRules, amount: Decimal, price: Decimal, rate: Decimal, *, buying: bool) -> Decimal:
    """The fee of a fill on paper: the difference that rounding the settled money to the settlement step leaves."""
    gross = amount * price
    if buying:
        return rules.money_up(gross * (ONE + rate)) - gross
    return gross - rules.money_down(gross * (ONE - rate))
