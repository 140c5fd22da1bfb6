/** Price, amount and reservation of an order (SEMANTICS section 5); the twin of engine/pricing.py. */

import type { Book } from "./book.ts";
import type { MarketRules } from "./market.ts";
import { HUNDRED, largest, ONE, quotientHalfEven, smallest, type Decimal } from "./numbers.ts";
import type { RuleStrategy } from "./strategy.ts";

/**
 * The price that brings the wanted margin over average cost after the sell's own fee, as an exact fraction.
 *
 * cost × (1 + loss_protection/100) / (position × (1 − taker fee)); `denominator` is above 0.
 */
export interface Floor {
  readonly numerator: Decimal;
  readonly denominator: Decimal;
}

/** The price rounded half-even to 12 decimals; decides nothing. */
export function shownFloor(floor: Floor): Decimal {
  return quotientHalfEven(floor.numerator, floor.denominator);
}

/** Whether selling at this price would bring less than the wanted margin. */
export function isFloorAbove(floor: Floor, price: Decimal): boolean {
  return price.times(floor.denominator).isBelow(floor.numerator);
}

/** The lowest price at which the position may be sold; the book must hold a position. */
export function floorPrice(strategy: RuleStrategy, rules: MarketRules, book: Book): Floor {
  return {
    numerator: book.cost.times(HUNDRED.plus(strategy.lossProtection)),
    denominator: book.position.times(ONE.minus(rules.takerFee)).times(HUNDRED),
  };
}

/** The price at which the buy trigger lies, rounded down to the price step. */
export function buyLimit(strategy: RuleStrategy, rules: MarketRules, reference: Decimal): Decimal {
  return rules.priceGrid.down(reference.times(HUNDRED.plus(strategy.buyTrigger)), HUNDRED);
}

/** The price at which the sell trigger lies, but never below the floor price, rounded up to the price step. */
export function sellLimit(strategy: RuleStrategy, rules: MarketRules, reference: Decimal, floor: Floor): Decimal {
  const atTrigger = rules.priceGrid.up(reference.times(HUNDRED.plus(strategy.sellTrigger)), HUNDRED);
  return largest(atTrigger, rules.priceGrid.up(floor.numerator, floor.denominator));
}

/** How much base the buy amount is at the last traded price, rounded down to the amount step. */
export function buyAmount(strategy: RuleStrategy, rules: MarketRules, ticker: Decimal): Decimal {
  return rules.amountDown(strategy.buyAmount, ticker);
}

/**
 * How much base the sell amount is at the last traded price, at most the free position, rounded down. Where no minimum
 * position is kept and the remainder could never be sold, the sell takes it along.
 */
export function sellAmount(
  strategy: RuleStrategy,
  rules: MarketRules,
  book: Book,
  ticker: Decimal,
  limit: Decimal,
): Decimal {
  const sellable = rules.amountDown(book.freePosition);
  const amount = smallest(rules.amountDown(strategy.sellAmount, ticker), sellable);
  if (strategy.minimumPosition.isZero && rules.isTooSmall(book.position.minus(amount), limit)) {
    return sellable;
  }
  return amount;
}

/** What a buy may cost at most: amount × limit and the taker fee on it, rounded up to the settlement step. */
export function buyReservation(rules: MarketRules, amount: Decimal, limit: Decimal): Decimal {
  return rules.moneyUp(amount.times(limit).times(ONE.plus(rules.takerFee)));
}

/** The fee of a fill on paper: the difference that rounding the settled money to the settlement step leaves. */
export function simulatedFee(
  rules: MarketRules,
  amount: Decimal,
  price: Decimal,
  rate: Decimal,
  buying: boolean,
): Decimal {
  const gross = amount.times(price);
  if (buying) {
    return rules.moneyUp(gross.times(ONE.plus(rate))).minus(gross);
  }
  return gross.minus(rules.moneyDown(gross.times(ONE.minus(rate))));
}
