/**
 * Accounts and strategies as `aurono/subscribe` tells them.
 *
 * Every decimal is a plain decimal string, every time UTC milliseconds of the exchange's clock.
 */

export type Decimal = string;
export type BookKind = "shadow" | "live";
export type Mode = "paused" | BookKind;
export type Side = "buy" | "sell";
export type Timeframe = "1h" | "4h" | "1d" | "1w";
export type Reference = "open" | "previous_close";

export type Status =
  | "halted"
  | "stuck"
  | "paused"
  | "stopped"
  | "exchange_unreachable"
  | "recovering"
  | "order_unknown"
  | "buy_order_open"
  | "sell_order_open"
  | "breaker_open"
  | "missed"
  | "candle_missing"
  | "candle_invalid"
  | "capital_used_up"
  | "starting"
  | "holding"
  | "waiting"
  | "idle";

export const REASONS = [
  "buy",
  "sell",
  "no_signal",
  "buy_disabled",
  "sell_disabled",
  "rsi_not_oversold",
  "rsi_not_overbought",
  "cooldown",
  "order_open",
  "breaker_open",
  "no_position",
  "below_cost",
  "ticker_unavailable",
  "minimum_position",
  "below_minimum",
  "capital_insufficient",
  "balance_insufficient",
  "candle_missing",
  "candle_invalid",
  "candle_not_closed",
  "exchange_unreachable",
  "too_late",
  "missed_offline",
] as const;
export type Reason = (typeof REASONS)[number];

/** What a decision rests on; only what was reached is there. `until_ms` is when a block ends. */
export interface Numbers {
  open?: Decimal;
  close?: Decimal;
  reference?: Decimal;
  change?: Decimal;
  rsi?: number | string;
  floor?: Decimal;
  ticker?: Decimal;
  limit?: Decimal;
  amount?: Decimal;
  reserved?: Decimal;
  required?: Decimal;
  available?: Decimal;
  until_ms?: number;
}

export interface StartingPosition {
  amount: Decimal;
  average_price: Decimal;
}

export interface Parameters {
  pair: string;
  timeframe: Timeframe;
  buy_trigger: Decimal;
  sell_trigger: Decimal;
  buy_amount: Decimal;
  sell_amount: Decimal;
  allocated_capital: Decimal;
  reference: Reference;
  cooldown: number;
  cooldown_reset: boolean;
  minimum_position: Decimal;
  loss_protection: Decimal;
  reinvest_profits: boolean;
  rsi_period: number | null;
  rsi_max_for_buy: Decimal | null;
  rsi_min_for_sell: Decimal | null;
  order_timeout: number;
  starting_position: StartingPosition | null;
}

export interface MarketRules {
  pair: string;
  price_step: Decimal | null;
  price_digits: number | null;
  amount_step: Decimal;
  min_amount: Decimal;
  min_cost: Decimal;
  settlement_step: Decimal | null;
  taker_fee: Decimal;
  maker_fee: Decimal;
  status: "trading" | "halted" | "cancel_only" | "auction";
}

export interface Book {
  allocated: Decimal;
  free: Decimal;
  reserved: Decimal;
  position: Decimal;
  reserved_position: Decimal;
  cost: Decimal;
  average_cost: Decimal | null;
  realized: Decimal;
  unrealized: Decimal | null;
  value: Decimal | null;
  profit: Decimal | null;
  profit_percent: Decimal | null;
  fees: Decimal;
  trades: number;
  opened_ms: number | null;
}

export interface Order {
  id: string;
  side: Side;
  limit: Decimal;
  amount: Decimal;
  filled: Decimal;
  reserved: Decimal;
  status: string;
  version: number;
  submitted_ms: number;
  ends_ms: number;
  candle_close_ms: number;
  exchange_order: string | null;
}

/** `at` is the moment on the house's clock, as ISO 8601. */
export interface NextEvaluation {
  close_ms: number;
  at: string;
}

export interface LastEvaluation {
  time_ms: number;
  candle_ms: number;
  close_ms: number;
  reason: string;
  version: number;
  book: BookKind;
  count: number;
  detail: string;
  numbers: Numbers;
}

export interface Strategy {
  id: string;
  name: string;
  device_id: string | null;
  entities: Record<string, string>;
  version: number;
  mode: Mode;
  active_book: BookKind;
  parameters: Parameters;
  market: MarketRules | null;
  status: Status;
  price: Decimal | null;
  price_ms: number | null;
  books: Partial<Record<BookKind, Book>>;
  orders: Order[];
  last_evaluation: LastEvaluation | null;
  next_evaluation: NextEvaluation | null;
}

export interface Totals {
  book: BookKind;
  currency: string;
  value: Decimal | null;
  profit: Decimal | null;
  free: Decimal;
  reserved: Decimal;
  cost: Decimal;
  position_value: Decimal | null;
  allocated: Decimal;
}

export interface Liquidity {
  currency: string;
  kind: "quote" | "base";
  expected: Decimal;
  actual: Decimal;
  gap: Decimal;
}

/** The next buy of a live strategy that it could not pay: what it takes, its fee included, and what it may use. */
export interface LackingBuy {
  strategy: string;
  currency: string;
  need: Decimal;
  usable: Decimal;
}

/** What the next buys of an account take together, and what of that the exchange has free. */
export interface Shortfall {
  currency: string;
  needed: Decimal;
  spendable: Decimal;
  missing: Decimal;
}

/**
 * Idle money that would make a buy possible. A source of null is money that belongs to no strategy; `times_left` is how
 * often the source could still buy, null where it buys nothing at present.
 */
export interface Move {
  currency: string;
  source: string | null;
  target: string;
  amount: Decimal;
  times_left: number | null;
}

export interface Question {
  id: string;
  key: string;
  placeholders: Record<string, string> | null;
}

export interface Account {
  entry_id: string;
  title: string;
  exchange: string;
  is_demo: boolean;
  /** That of its entry in Home Assistant; unless `loaded`, the lists are empty. */
  state: string;
  state_reason: string | null;
  device_id: string | null;
  now_ms: number | null;
  speed: number;
  timeframes: Timeframe[];
  connection: { connected: boolean | null; failure: string | null };
  stopped: boolean;
  recovering: boolean;
  halted: string | null;
  journal: { sound: boolean; events: number; problem: string | null } | null;
  next_evaluation: NextEvaluation | null;
  totals: Totals[];
  liquidity: Liquidity[];
  outlook: { lacking: LackingBuy[]; shortfalls: Shortfall[]; moves: Move[] };
  questions: Question[];
  strategies: Strategy[];
}

/** The active books of a strategy; none before its first candle of a mode that was never opened. */
export const activeBook = (strategy: Strategy): Book | undefined => strategy.books[strategy.active_book];

/** The two currencies of a market, such as `SOL` and `EUR` of `SOL/EUR`. */
export function currencies(pair: string): { base: string; quote: string } {
  const [base = "", quote = ""] = pair.split("/");
  return { base, quote };
}
