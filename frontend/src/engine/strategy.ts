/** The parameters of a rule strategy (SEMANTICS section 3); the twin of engine/strategy.py. */

import type { Pair } from "./market.ts";
import { decimal, HUNDRED, roundHalfEven, ZERO, type Decimal } from "./numbers.ts";
import { HOUR, type Timeframe } from "./timeframe.ts";

/** The price that the change and the limit are measured from. */
export const REFERENCES = ["open", "previous_close"] as const;
export type Reference = (typeof REFERENCES)[number];

/** A coin that its owner already had: amount in base, average price in quote per base. */
export interface StartingPosition {
  readonly amount: Decimal;
  readonly averagePrice: Decimal;
}

/** What a starting position counts as having cost, in quote, rounded half-even to 12 decimals. */
export function startingCost(position: StartingPosition): Decimal {
  return roundHalfEven(position.amount.times(position.averagePrice));
}

/**
 * One version of a rule: buy when a closed candle fell enough, sell when it rose enough, never below cost.
 *
 * Triggers, loss protection and RSI bounds are in percent, amounts and capital in quote, `minimumPosition` in base,
 * `cooldown` in candles, `orderTimeout` in hours. Only parseStrategy makes one from raw input.
 */
export interface RuleStrategy {
  readonly pair: Pair;
  readonly timeframe: Timeframe;
  readonly buyTrigger: Decimal;
  readonly sellTrigger: Decimal;
  readonly buyAmount: Decimal;
  readonly sellAmount: Decimal;
  readonly allocatedCapital: Decimal;
  readonly reference: Reference;
  readonly cooldown: number;
  readonly cooldownReset: boolean;
  readonly minimumPosition: Decimal;
  readonly lossProtection: Decimal;
  readonly reinvestProfits: boolean;
  readonly rsiPeriod: number | null;
  readonly rsiMaxForBuy: Decimal | null;
  readonly rsiMinForSell: Decimal | null;
  readonly orderTimeout: number;
  readonly startingPosition: StartingPosition | null;
}

/** What the optional parameters are where nothing is said. */
export const DEFAULTS = {
  reference: "open",
  cooldown: 0,
  cooldownReset: true,
  minimumPosition: ZERO,
  lossProtection: decimal("0.5"),
  reinvestProfits: true,
  rsiPeriod: null,
  rsiMaxForBuy: null,
  rsiMinForSell: null,
  orderTimeout: 4,
  startingPosition: null,
} as const satisfies Partial<RuleStrategy>;

const LEAST_TRIGGER = HUNDRED.negated();
const GREATEST_TRIGGER = decimal("1000");

/** The strategy itself if its parameters have a meaning together, else a RangeError: a defect, not bad input. */
export function checked(strategy: RuleStrategy): RuleStrategy {
  const { buyTrigger: buy, sellTrigger: sell } = strategy;
  if (buy.sign >= 0 || sell.sign <= 0 || buy.isAtMost(LEAST_TRIGGER) || sell.isAbove(GREATEST_TRIGGER)) {
    throw new RangeError("a buy trigger lies between -100 and 0, a sell trigger above 0 and at most 1000");
  }
  const { buyAmount, sellAmount, allocatedCapital, minimumPosition, lossProtection } = strategy;
  if ([buyAmount, sellAmount, allocatedCapital, minimumPosition, lossProtection].some((value) => value.sign < 0)) {
    throw new RangeError("amounts, capital, minimum position and loss protection are never negative");
  }
  if (buyAmount.isZero && sellAmount.isZero) {
    throw new RangeError("a strategy that neither buys nor sells does nothing");
  }
  if (allocatedCapital.isZero && strategy.startingPosition === null) {
    throw new RangeError("a strategy without capital needs a starting position");
  }
  if (strategy.rsiPeriod === null && needsRsi(strategy)) {
    throw new RangeError("an RSI bound needs a period");
  }
  return strategy;
}

/** Milliseconds from submission after which an order that is still open is cancelled. */
export function orderLife(strategy: RuleStrategy): number {
  return strategy.orderTimeout * HOUR;
}

/** Whether any decision looks at the RSI. */
export function needsRsi(strategy: RuleStrategy): boolean {
  return strategy.rsiMaxForBuy !== null || strategy.rsiMinForSell !== null;
}
