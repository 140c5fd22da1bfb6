"""The books, prices and amounts of one simulation in whole numbers: ``engine.pricing`` and ``engine.book``, scaled.

The scales are chosen once, so that every product of the engine has its exact place. A unit is

- of a table's price: 10^-(the table's decimals); of a limit or a paid price: 10^-price_decimals, never coarser;
- of an amount: 10^-amount_decimals; of money: 10^-money_decimals; of amount × price: the product of the two units.

A minimum is rounded up to its unit: a whole number reaches it if and only if it reaches the exact value.
"""

from decimal import Decimal

from ...engine.errors import LedgerError
from ...engine.market import MarketRules
from ...engine.numbers import MONEY_DECIMALS
from ...engine.reason import Reason, Side
from ...engine.strategy import RuleStrategy
from .grid import Grid
from .scale import decimals_of, power, reduced, scaled, scaled_up, unscaled

type Plan = tuple[int, int, int]
"""Limit, amount, and what it reserves: money for a buy, amount for a sell."""


class Book:
    """What a strategy owns, and what it would order at a close."""

    def __init__(self, strategy: RuleStrategy, rules: MarketRules, slippage: Decimal, table_decimals: int) -> None:
        """Open the books; prices come as whole numbers of so many decimals."""
        self._choose_prices(strategy, rules, slippage, table_decimals)
        self._choose_amounts(strategy, rules, table_decimals)
        self._choose_money(strategy, rules)
        self._choose_floor(strategy, rules, table_decimals)
        starting = strategy.starting_position
        self._allocated = self.free = scaled(strategy.allocated_capital, self.money_decimals)
        self.position = 0 if starting is None else scaled(starting.amount, self.amount_decimals)
        self.cost = 0 if starting is None else scaled(starting.cost, self.money_decimals)
        self.realized = self.trades = 0
        self._review()

    def _choose_prices(
        self, strategy: RuleStrategy, rules: MarketRules, slippage: Decimal, table_decimals: int
    ) -> None:
        decimals = max(map(decimals_of, (strategy.buy_trigger, strategy.sell_trigger, slippage)))
        self.hundred = 100 * power(decimals)
        self.buy_slips_to = self.hundred + scaled(slippage, decimals)
        self.sell_slips_to = self.hundred - scaled(slippage, decimals)
        self._grid = grid = Grid(rules.price_grid, table_decimals, decimals)
        self.price_decimals = grid.decimals
        self._table_unit = power(table_decimals)
        self.finer = power(grid.decimals - table_decimals)
        """Units of a limit in one of the table's prices."""
        per_price = self.hundred * self._table_unit
        self._buy_limit = grid.down_by(self.hundred + scaled(strategy.buy_trigger, decimals), per_price)
        self._sell_limit = grid.up_by(self.hundred + scaled(strategy.sell_trigger, decimals), per_price)
        self.slipped_buy = grid.up_by(self.buy_slips_to, per_price)
        self.slipped_sell = grid.down_by(self.sell_slips_to, per_price)

    def _choose_amounts(self, strategy: RuleStrategy, rules: MarketRules, table_decimals: int) -> None:
        step_decimals = decimals_of(rules.amount_step)
        step = scaled(rules.amount_step, step_decimals)
        starting = strategy.starting_position
        self.amount_decimals = max(step_decimals, 0 if starting is None else decimals_of(starting.amount))
        self._amount_step = step * power(self.amount_decimals - step_decimals)
        numerator = power(table_decimals + step_decimals)
        self._buy_amount, self._sell_amount = (
            reduced(scaled(money, decimals) * numerator, power(decimals) * step)
            for money, decimals in (
                (strategy.buy_amount, decimals_of(strategy.buy_amount)),
                (strategy.sell_amount, decimals_of(strategy.sell_amount)),
            )
        )
        self.product_decimals = self.price_decimals + self.amount_decimals
        self._min_amount = scaled_up(rules.min_amount, self.amount_decimals)
        self._min_cost = max(1, scaled_up(rules.min_cost, self.product_decimals))
        self._keeps = scaled_up(strategy.minimum_position, self.amount_decimals)

    def _choose_money(self, strategy: RuleStrategy, rules: MarketRules) -> None:
        step_decimals = decimals_of(rules.money_step)
        step = scaled(rules.money_step, step_decimals)
        self.money_decimals = max(MONEY_DECIMALS, step_decimals, decimals_of(strategy.allocated_capital))
        self._money_step = step * power(self.money_decimals - step_decimals)
        self._cost_step = power(self.money_decimals - MONEY_DECIMALS)
        fee_decimals = decimals_of(rules.taker_fee)
        fee = scaled(rules.taker_fee, fee_decimals)
        denominator = power(fee_decimals + self.product_decimals) * step
        self._with_fee = reduced((power(fee_decimals) + fee) * power(step_decimals), denominator)
        self._less_fee = reduced((power(fee_decimals) - fee) * power(step_decimals), denominator)
        self._reinvests = strategy.reinvest_profits

    def _choose_floor(self, strategy: RuleStrategy, rules: MarketRules, table_decimals: int) -> None:
        fee_decimals, margin_decimals = decimals_of(rules.taker_fee), decimals_of(strategy.loss_protection)
        self._floor_of_cost, self._floor_of_position = reduced(
            (100 * power(margin_decimals) + scaled(strategy.loss_protection, margin_decimals))
            * power(table_decimals + self.amount_decimals + fee_decimals),
            (power(fee_decimals) - scaled(rules.taker_fee, fee_decimals))
            * 100
            * power(self.money_decimals + margin_decimals),
        )

    def _review(self) -> None:
        """After a change of the books: which product of amount and limit is affordable, which close brings its cost."""
        room = self.free if self._reinvests else min(self.free, self._allocated - self.cost)
        above, below = self._with_fee
        self._affordable = room // self._money_step * below // above
        self._floor_above = self.cost * self._floor_of_cost
        self._floor_below = self.position * self._floor_of_position
        self._floor = -(-self._floor_above // self._floor_below) if self.position else 0

    def plan_buy(self, reference: int, close: int) -> Plan | Reason:
        """The buy at this close, or why there is none; no order is open."""
        limit = self._buy_limit(reference)
        above, below = self._buy_amount
        amount = above // (below * close) * self._amount_step
        product = amount * limit
        if product < self._min_cost or amount < self._min_amount:
            return Reason.BELOW_MINIMUM
        if product > self._affordable:
            return Reason.CAPITAL_INSUFFICIENT
        return limit, amount, self._paid(product)

    def plan_sell(self, reference: int, close: int) -> Plan | Reason:
        """The sell at this close, or why there is none; no order is open."""
        if not self.position:
            return Reason.NO_POSITION
        if close < self._floor:
            return Reason.BELOW_COST
        limit = self._sell_limit(reference)
        if limit * self._floor_below < self._floor_above * self.finer:
            limit = self._grid.up(self._floor_above, self._floor_below * self._table_unit)
        sellable = self.position // self._amount_step * self._amount_step
        above, below = self._sell_amount
        amount = min(above // (below * close) * self._amount_step, sellable)
        if self._keeps == 0 and self._is_too_small(self.position - amount, limit):
            amount = sellable
        if self.position - amount < self._keeps:
            return Reason.MINIMUM_POSITION
        if self._is_too_small(amount, limit):
            return Reason.BELOW_MINIMUM
        return limit, amount, amount

    def fee(self, side: Side, amount: int, price: int) -> Decimal:
        """The fee of a fill in quote: the difference between the money settled and amount × price."""
        product = amount * price
        money = self._paid(product) if side is Side.BUY else self._received(product)
        decimals = max(self.money_decimals, self.product_decimals)
        money *= power(decimals - self.money_decimals)
        product *= power(decimals - self.product_decimals)
        return unscaled(abs(money - product), decimals)

    def bought(self, amount: int, price: int) -> None:
        """Book a filled buy."""
        paid = self._paid(amount * price)
        self.free -= paid
        self.cost += paid
        self.position += amount
        self.trades += 1
        self._review()

    def sold(self, amount: int, price: int) -> None:
        """Book a filled sell; raises LedgerError where the engine does: if rounding would leave a cost below 0."""
        received = self._received(amount * price)
        cost = self.cost if amount == self.position else self._cost_of(amount)
        if cost > self.cost:
            raise LedgerError("the cost of a sold part, rounded, is more than that of the whole position")
        self.free += received
        self.realized += received - cost
        self.cost -= cost
        self.position -= amount
        self.trades += 1
        self._review()

    def _is_too_small(self, amount: int, limit: int) -> bool:
        return amount * limit < self._min_cost or amount < self._min_amount

    def _paid(self, product: int) -> int:
        above, below = self._with_fee
        return -(-product * above // below) * self._money_step

    def _received(self, product: int) -> int:
        above, below = self._less_fee
        return product * above // below * self._money_step

    def _cost_of(self, amount: int) -> int:
        """The part of the cost that goes with a part of the position, half-even to 12 decimals."""
        divisor = self.position * self._cost_step
        whole, rest = divmod(self.cost * amount, divisor)
        if 2 * rest > divisor or (2 * rest == divisor and whole % 2):
            whole += 1
        return whole * self._cost_step
