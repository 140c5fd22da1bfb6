/** A market and its rules, as the exchange states them (SEMANTICS section 2); the twin of engine/market.py. */

import {
  adjusted,
  MAX_DIGITS,
  MONEY_STEP,
  ONE,
  powerOfTen,
  quotientDown,
  quotientUp,
  roundDown,
  roundUp,
  plain,
  ZERO,
  type Decimal,
} from "./numbers.ts";

/** One market: the coin and the money it is priced in. */
export interface Pair {
  readonly base: string;
  readonly quote: string;
}

const CURRENCY = /^[A-Za-z0-9]+$/;

/** Read `SOL/EUR`; null for anything else. */
export function parsePair(text: string): Pair | null {
  const slash = text.indexOf("/");
  const [base, quote] = [text.slice(0, Math.max(slash, 0)), text.slice(slash + 1)];
  return CURRENCY.test(base) && CURRENCY.test(quote) && base !== quote ? { base, quote } : null;
}

export function pairText(pair: Pair): string {
  return `${pair.base}/${pair.quote}`;
}

/** The prices that the exchange accepts. */
export interface PriceGrid {
  /** The highest price at or below numerator / denominator. */
  down(numerator: Decimal, denominator?: Decimal): Decimal;
  /** The lowest price at or above numerator / denominator. */
  up(numerator: Decimal, denominator?: Decimal): Decimal;
}

/** Prices are whole multiples of one step. */
export class Tick implements PriceGrid {
  readonly step: Decimal;

  constructor(step: Decimal) {
    if (step.sign <= 0) {
      throw new RangeError(`a price step must be above 0, not ${plain(step)}`);
    }
    this.step = step;
  }

  down(numerator: Decimal, denominator: Decimal = ONE): Decimal {
    return quotientDown(numerator, denominator, this.step);
  }

  up(numerator: Decimal, denominator: Decimal = ONE): Decimal {
    return quotientUp(numerator, denominator, this.step);
  }
}

/** Prices have at most so many significant digits. */
export class SignificantDigits implements PriceGrid {
  readonly digits: number;

  constructor(digits: number) {
    if (!Number.isInteger(digits) || digits < 1 || digits > MAX_DIGITS) {
      throw new RangeError(`price digits must be 1 to ${MAX_DIGITS}, not ${digits}`);
    }
    this.digits = digits;
  }

  down(numerator: Decimal, denominator: Decimal = ONE): Decimal {
    return numerator.isZero ? ZERO : quotientDown(numerator, denominator, this.step(numerator, denominator));
  }

  up(numerator: Decimal, denominator: Decimal = ONE): Decimal {
    return numerator.isZero ? ZERO : quotientUp(numerator, denominator, this.step(numerator, denominator));
  }

  /** Value of the last significant digit of numerator / denominator (both > 0). */
  private step(numerator: Decimal, denominator: Decimal): Decimal {
    let magnitude = adjusted(numerator) - adjusted(denominator);
    if (numerator.isBelow(denominator.times(powerOfTen(magnitude)))) {
      magnitude -= 1;
    }
    return powerOfTen(magnitude - this.digits + 1);
  }
}

interface MarketFields {
  readonly pair: Pair;
  readonly priceGrid: Tick | SignificantDigits;
  readonly amountStep: Decimal;
  readonly minAmount: Decimal;
  readonly minCost: Decimal;
  readonly settlementStep: Decimal | null;
  readonly takerFee: Decimal;
  readonly makerFee: Decimal;
}

/**
 * What the exchange demands of an order in one market, and what it charges.
 *
 * `amountStep` and `minAmount` are in base, `minCost` and `settlementStep` in quote; fees are fractions (0.0025 is
 * 0.25 %) of the quote amount. `settlementStep` is null where the exchange states none.
 */
export class MarketRules implements MarketFields {
  readonly pair: Pair;
  readonly priceGrid: Tick | SignificantDigits;
  readonly amountStep: Decimal;
  readonly minAmount: Decimal;
  readonly minCost: Decimal;
  readonly settlementStep: Decimal | null;
  readonly takerFee: Decimal;
  readonly makerFee: Decimal;

  constructor(fields: MarketFields) {
    this.pair = fields.pair;
    this.priceGrid = fields.priceGrid;
    this.amountStep = fields.amountStep;
    this.minAmount = fields.minAmount;
    this.minCost = fields.minCost;
    this.settlementStep = fields.settlementStep;
    this.takerFee = fields.takerFee;
    this.makerFee = fields.makerFee;
    const name = pairText(this.pair);
    if (this.amountStep.sign <= 0 || (this.settlementStep !== null && this.settlementStep.sign <= 0)) {
      throw new RangeError(`${name}: steps must be above 0`);
    }
    if (this.minAmount.sign < 0 || this.minCost.sign < 0) {
      throw new RangeError(`${name}: minimums must not be negative`);
    }
    const tooHigh = this.takerFee.isAtLeast(ONE) || this.makerFee.isAtLeast(ONE);
    if (tooHigh || this.takerFee.sign < 0 || this.makerFee.isAtMost(ONE.negated())) {
      throw new RangeError(`${name}: fees must be fractions below 1`);
    }
  }

  /** The step that computed quote money is rounded to. */
  get moneyStep(): Decimal {
    return this.settlementStep ?? MONEY_STEP;
  }

  /** What we pay or reserve, on the settlement step. */
  moneyUp(value: Decimal): Decimal {
    return roundUp(value, this.moneyStep);
  }

  /** What we receive, on the settlement step. */
  moneyDown(value: Decimal): Decimal {
    return roundDown(value, this.moneyStep);
  }

  /** The largest amount of base at or below numerator / denominator that can be ordered. */
  amountDown(numerator: Decimal, denominator: Decimal = ONE): Decimal {
    return quotientDown(numerator, denominator, this.amountStep);
  }

  /** Whether an order is nothing, or under the market's minimum amount or cost. */
  isTooSmall(amount: Decimal, limit: Decimal): boolean {
    const cost = amount.times(limit);
    return cost.sign <= 0 || amount.isBelow(this.minAmount) || cost.isBelow(this.minCost);
  }
}
