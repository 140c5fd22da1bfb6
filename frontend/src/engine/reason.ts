/** The outcome of an evaluation (SEMANTICS section 4); the twin of engine/reason.py. */

/** Which way an order trades. */
export type Side = "buy" | "sell";

/** Why an evaluation traded or did not; the order is that of the checks. */
export const REASONS = [
  // Layer 1, timing
  "MISSED_OFFLINE",
  "TOO_LATE",
  // Layer 2, candle
  "EXCHANGE_UNREACHABLE",
  "CANDLE_NOT_CLOSED",
  "CANDLE_MISSING",
  "CANDLE_INVALID",
  // Layer 3, strategy
  "NO_SIGNAL",
  "BUY_DISABLED",
  "SELL_DISABLED",
  "RSI_NOT_OVERSOLD",
  "RSI_NOT_OVERBOUGHT",
  "COOLDOWN",
  "ORDER_OPEN",
  "BREAKER_OPEN",
  "NO_POSITION",
  "BELOW_COST",
  "TICKER_UNAVAILABLE",
  "MINIMUM_POSITION",
  "BELOW_MINIMUM",
  "CAPITAL_INSUFFICIENT",
  "BALANCE_INSUFFICIENT",
  // Orders
  "BUY",
  "SELL",
] as const;
export type Reason = (typeof REASONS)[number];

/** The side of the order that this outcome places, null where nothing is ordered. */
export function sideOf(reason: Reason): Side | null {
  return reason === "BUY" ? "buy" : reason === "SELL" ? "sell" : null;
}
