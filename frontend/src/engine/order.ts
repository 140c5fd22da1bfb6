/** Limit orders and their fills (SEMANTICS sections 5 to 7); the twin of engine/order.py. */

import { LedgerError } from "./errors.ts";
import type { Pair } from "./market.ts";
import { largest, ZERO, type Decimal } from "./numbers.ts";
import type { Side } from "./reason.ts";

/** The life of an order that has not ended: planned before anything is sent, then what the exchange proved. */
export type OrderStatus = "planned" | "unknown" | "open" | "partially_filled";

/** One trade of an order as the exchange reports it; the fee is what it says it charged (negative: a rebate). */
export interface Fill {
  readonly trade: string;
  readonly time: number;
  readonly price: Decimal;
  readonly amount: Decimal;
  readonly fee: Decimal;
  readonly feeCurrency: string;
}

/** Quote that a buy costs, fee included where it was charged in quote. */
export function paid(fill: Fill, pair: Pair): Decimal {
  return fill.amount.times(fill.price).plus(feeIn(fill, pair.quote));
}

/** Quote that a sell brings, fee taken off where it was charged in quote. */
export function received(fill: Fill, pair: Pair): Decimal {
  return fill.amount.times(fill.price).minus(feeIn(fill, pair.quote));
}

/** The fee as far as it was charged in this currency. */
export function feeIn(fill: Fill, currency: string): Decimal {
  return fill.feeCurrency === currency ? fill.fee : ZERO;
}

/**
 * A limit order that has not ended.
 *
 * `reserved` is what it still holds back: quote for a buy, base for a sell. `candleClose` is the close time of the
 * candle whose evaluation placed it, `submittedAt` and `lifeEnds` are UTC milliseconds, `trades` the ids booked.
 */
export interface Order {
  readonly id: string;
  readonly version: number;
  readonly pair: Pair;
  readonly side: Side;
  readonly limit: Decimal;
  readonly amount: Decimal;
  readonly reserved: Decimal;
  readonly candleClose: number;
  readonly submittedAt: number;
  readonly lifeEnds: number;
  readonly status: OrderStatus;
  readonly filled: Decimal;
  readonly trades: readonly string[];
}

/** The order after one fill, its reservation drawn on as far as it goes; throws LedgerError for a known one. */
export function withFill(order: Order, fill: Fill): Order {
  if (order.trades.includes(fill.trade)) {
    throw new LedgerError(`order ${order.id}: trade ${fill.trade} was booked before`);
  }
  const drawn = order.side === "buy" ? paid(fill, order.pair) : fill.amount.plus(feeIn(fill, order.pair.base));
  return {
    ...order,
    reserved: largest(ZERO, order.reserved.minus(drawn)),
    status: "partially_filled",
    filled: order.filled.plus(fill.amount),
    trades: [...order.trades, fill.trade],
  };
}
