/**
 * A strategy beside its twin: the same versions and the same capital, simulated over the same candles.
 *
 * Every trade adds to the value at the end what it bought below it, or sold above it, less its fee. So the difference of the
 * two values is the sum of the differences of their trades, each of which has a cause.
 */

import { decimal, ZERO, type Decimal } from "../engine/numbers.ts";
import type { MarketRules } from "../engine/market.ts";
import type { Reason, Side } from "../engine/reason.ts";
import { Simulation } from "../engine/simulation.ts";
import type { RuleStrategy, StartingPosition } from "../engine/strategy.ts";
import { lengthOf } from "../engine/timeframe.ts";
import type { CandleTable } from "./table.ts";

/** Something that its owner, or a mode, changed at a time (UTC ms of the exchange's clock). */
export type Change =
  | { readonly kind: "revised"; readonly time: number; readonly version: number; readonly strategy: RuleStrategy }
  | { readonly kind: "deposited" | "withdrawn"; readonly time: number; readonly amount: Decimal }
  | { readonly kind: "adopted"; readonly time: number; readonly position: StartingPosition }
  | { readonly kind: "written_off"; readonly time: number; readonly base: Decimal; readonly quote: Decimal }
  /** Whether the strategy evaluates for these books from now on: not while it is paused, or in its other mode. */
  | { readonly kind: "active"; readonly time: number; readonly isActive: boolean };

/** What a strategy did: its own record, to be held against the twin. */
export interface Lived {
  /** The rule when its books were opened, with the capital and the position that they were opened with. */
  readonly opened: { readonly time: number; readonly strategy: RuleStrategy; readonly version: number };
  /** In rising order of time, the opening not among them. */
  readonly changes: readonly Change[];
  /** The outcome of each evaluated candle, by its open time. */
  readonly decisions: ReadonlyMap<number, Reason>;
  /** Decisions before this moment are not known any more. */
  readonly knownFrom: number;
  readonly trades: readonly LivedTrade[];
}

/** An order that filled, wholly or in part: the sums of its fills. */
export interface LivedTrade {
  readonly time: number;
  readonly candleClose: number;
  readonly side: Side;
  readonly ordered: Decimal;
  readonly amount: Decimal;
  /** Amount × price of its fills. */
  readonly gross: Decimal;
  readonly feeQuote: Decimal;
  readonly feeBase: Decimal;
}

/** Why a trade differs from the twin's. */
export type Cause =
  /** Both traded: at another price, with another fee, or another amount, of an order filled in part among others. */
  | "price"
  | "fee"
  | "partial"
  | "amount"
  /** The twin traded and the strategy did not see the candle, or not in time. */
  | "missed"
  | "unreachable"
  /** The strategy saw another candle than is in the history, or none. */
  | "candle"
  /** Something forbade it that a simulation does not know. */
  | "blocked"
  /** Both ordered, one of them was not filled. */
  | "unfilled"
  | "filled"
  /** The books differed already by an earlier difference. */
  | "follows"
  | "unknown";

export interface Difference {
  readonly cause: Cause;
  readonly candleClose: number;
  readonly side: Side;
  /** The outcome that the strategy recorded, where that is the cause. */
  readonly reason: Reason | null;
  /** By how much the strategy is better off than its twin for it, in quote. */
  readonly money: Decimal;
}

export interface Twin {
  /** Candles that both decided on, and those of them on which they decided the same. */
  readonly decided: number;
  readonly same: number;
  /** Candles that the twin evaluated and the strategy has no outcome of. */
  readonly missed: number;
  readonly firstOpen: number | null;
  readonly lastClose: number | null;
  readonly price: Decimal | null;
  readonly livedProfit: Decimal;
  readonly twinProfit: Decimal;
  readonly livedTrades: number;
  readonly twinTrades: number;
  /** In rising order of time; their money adds up to the difference of the profits, exactly. */
  readonly differences: readonly Difference[];
}

interface TwinTrade {
  readonly candleClose: number;
  readonly side: Side;
  readonly price: Decimal;
  readonly amount: Decimal;
  readonly fee: Decimal;
}

/** Outcomes that only a running strategy has. */
const BLOCKS: ReadonlySet<Reason> = new Set([
  "BREAKER_OPEN",
  "BALANCE_INSUFFICIENT",
  "TICKER_UNAVAILABLE",
  "ORDER_OPEN",
]);
const CANDLES: ReadonlySet<Reason> = new Set(["CANDLE_MISSING", "CANDLE_INVALID", "CANDLE_NOT_CLOSED", "NO_SIGNAL"]);
const UNSEEN: ReadonlySet<Reason> = new Set(["MISSED_OFFLINE", "TOO_LATE"]);

/** Replay the strategy over its candles and tell it from its twin; the table is of its timeframe. */
export function twin(rules: MarketRules, table: CandleTable, lived: Lived): Twin {
  const replay = replayed(rules, table, lived);
  const price = table.lastValid < 0 ? null : table.exactClose(table.lastValid);
  const end = price ?? ZERO;
  const start = lived.opened.strategy.startingPosition;
  const owned = [
    ...(start === null ? [] : [start]),
    ...lived.changes.flatMap((change) => (change.kind === "adopted" ? [change.position] : [])),
  ];
  // What its owner brought in coins counts at its price of then, for both alike.
  const brought = owned.reduce((sum, one) => sum.plus(one.amount.times(end.minus(one.averagePrice))), ZERO);
  // What was ordered at the last close is filled, if it is, in a candle that the twin has not seen yet.
  const livedTrades = lived.trades.filter((trade) => trade.candleClose < replay.until);
  const total = (values: readonly Decimal[]): Decimal => values.reduce((sum, value) => sum.plus(value), brought);
  return {
    ...compared(replay.decisions, lived),
    firstOpen: replay.from,
    lastClose: replay.from === null ? null : replay.until,
    price,
    livedProfit: total(livedTrades.map((trade) => livedWorth(trade, end))),
    twinProfit: total(replay.trades.map((trade) => twinWorth(trade, end))),
    livedTrades: livedTrades.length,
    twinTrades: replay.trades.length,
    differences: differences(livedTrades, replay.trades, replay.decisions, lived, end),
  };
}

interface Replay {
  readonly decisions: ReadonlyMap<number, Reason>;
  readonly trades: readonly TwinTrade[];
  readonly from: number | null;
  readonly until: number;
}

function replayed(rules: MarketRules, table: CandleTable, { opened, changes }: Lived): Replay {
  const length = lengthOf(table.timeframe);
  const simulation = new Simulation(opened.strategy, rules);
  const decisions = new Map<number, Reason>();
  const ordered = new Map<number, number>();
  const trades: TwinTrade[] = [];
  let [next, isActive, from, until] = [0, true, null as number | null, opened.time];
  for (let place = table.placeOf(opened.time - length + 1); place < table.count; place += 1) {
    const candle = table.candle(place);
    const close = candle.openTime + length;
    for (let change = changes[next]; change !== undefined && change.time < close; change = changes[next]) {
      if (change.kind === "active") isActive = change.isActive;
      else apply(simulation, change);
      next += 1;
    }
    from ??= candle.openTime;
    until = close;
    for (const entry of isActive ? simulation.step(candle) : simulation.pass(candle)) {
      if (entry.event === "evaluated") decisions.set(entry.candle, entry.reason);
      else if (entry.event === "planned") ordered.set(entry.order, entry.time);
      else if (entry.event === "filled") trades.push({ ...entry, candleClose: ordered.get(entry.order) ?? entry.time });
    }
  }
  return { decisions, trades, from, until };
}

function apply(simulation: Simulation, change: Exclude<Change, { kind: "active" }>): void {
  switch (change.kind) {
    case "revised":
      simulation.revise(change.strategy, change.version);
      return;
    case "deposited":
      simulation.deposit(change.amount);
      return;
    case "withdrawn":
      // The twin may have less free than the strategy had: then it gives what it has.
      simulation.withdraw(change.amount.isAbove(simulation.book.free) ? simulation.book.free : change.amount);
      return;
    case "adopted":
      simulation.adopt(change.position);
      return;
    case "written_off":
      // A loss outside the rule: the twin has not lost it.
      return;
  }
}

function compared(decisions: ReadonlyMap<number, Reason>, lived: Lived): Pick<Twin, "decided" | "same" | "missed"> {
  let [decided, same, missed] = [0, 0, 0];
  for (const [candle, reason] of decisions) {
    if (candle < lived.knownFrom) continue;
    const its = lived.decisions.get(candle);
    if (its === undefined || UNSEEN.has(its)) missed += 1;
    else {
      decided += 1;
      if (its === reason) same += 1;
    }
  }
  return { decided, same, missed };
}

function differences(
  livedTrades: readonly LivedTrade[],
  twinTrades: readonly TwinTrade[],
  decisions: ReadonlyMap<number, Reason>,
  lived: Lived,
  end: Decimal,
): Difference[] {
  const length = lengthOf(lived.opened.strategy.timeframe);
  const key = (trade: { candleClose: number; side: Side }): string => `${trade.candleClose} ${trade.side}`;
  const open = new Map(twinTrades.map((trade) => [key(trade), trade]));
  const found: Difference[] = [];
  const add = (
    cause: Cause,
    trade: { candleClose: number; side: Side },
    money: Decimal,
    reason: Reason | null = null,
  ): void => {
    if (!money.isZero) found.push({ cause, candleClose: trade.candleClose, side: trade.side, reason, money });
  };
  for (const trade of livedTrades) {
    const its = open.get(key(trade));
    if (its === undefined) {
      const reason = decisions.get(trade.candleClose - length);
      const isOrdered = reason === (trade.side === "buy" ? "BUY" : "SELL");
      add(isOrdered ? "filled" : reason === undefined ? "candle" : "follows", trade, livedWorth(trade, end), null);
      continue;
    }
    open.delete(key(trade));
    const sign = trade.side === "buy" ? 1 : -1;
    const signed = (value: Decimal): Decimal => (sign > 0 ? value : value.negated());
    add("price", trade, signed(trade.amount.times(its.price).minus(trade.gross)));
    const isPartial = trade.amount.isBelow(trade.ordered);
    add(isPartial ? "partial" : "amount", trade, signed(trade.amount.minus(its.amount).times(end.minus(its.price))));
    add("fee", trade, its.fee.minus(trade.feeQuote).minus(trade.feeBase.times(end)));
  }
  for (const trade of open.values()) {
    const candle = trade.candleClose - length;
    const reason = lived.decisions.get(candle) ?? null;
    add(causeOf(reason, trade.side, candle < lived.knownFrom), trade, twinWorth(trade, end).negated(), reason);
  }
  return found.sort((a, b) => a.candleClose - b.candleClose);
}

/** Why the strategy did not make a trade of its twin, from the outcome that it recorded. */
function causeOf(reason: Reason | null, side: Side, isForgotten: boolean): Cause {
  if (isForgotten) return "unknown";
  if (reason === null || UNSEEN.has(reason)) return "missed";
  if (reason === "EXCHANGE_UNREACHABLE") return "unreachable";
  if (reason === (side === "buy" ? "BUY" : "SELL")) return "unfilled";
  if (CANDLES.has(reason)) return "candle";
  return BLOCKS.has(reason) ? "blocked" : "follows";
}

/** What a trade adds to the value at the end. */
function livedWorth({ side, amount, gross, feeQuote, feeBase }: LivedTrade, end: Decimal): Decimal {
  const fees = feeQuote.plus(feeBase.times(end));
  const gained = side === "buy" ? amount.times(end).minus(gross) : gross.minus(amount.times(end));
  return gained.minus(fees);
}

function twinWorth({ side, amount, price, fee }: TwinTrade, end: Decimal): Decimal {
  const gained = side === "buy" ? end.minus(price) : price.minus(end);
  return amount.times(gained).minus(fee);
}

/** A fill as the journal tells it. */
export interface FillRecord {
  readonly order: string;
  readonly time_ms: number;
  readonly candle_close_ms: number;
  readonly side: Side;
  readonly price: string;
  readonly amount: string;
  readonly order_amount: string;
  readonly fee: string;
  readonly fee_currency: string;
}

/** The orders that these fills belong to, in rising order of time; fees in the quote of the pair or else in its base. */
export function livedTrades(fills: readonly FillRecord[], quote: string): LivedTrade[] {
  const orders = new Map<string, LivedTrade>();
  for (const fill of [...fills].sort((a, b) => a.time_ms - b.time_ms)) {
    const amount = decimal(fill.amount);
    const fee = decimal(fill.fee);
    const [feeQuote, feeBase] = fill.fee_currency === quote ? [fee, ZERO] : [ZERO, fee];
    const before = orders.get(fill.order);
    orders.set(fill.order, {
      time: before?.time ?? fill.time_ms,
      candleClose: fill.candle_close_ms,
      side: fill.side,
      ordered: decimal(fill.order_amount),
      amount: (before?.amount ?? ZERO).plus(amount),
      gross: (before?.gross ?? ZERO).plus(amount.times(decimal(fill.price))),
      feeQuote: (before?.feeQuote ?? ZERO).plus(feeQuote),
      feeBase: (before?.feeBase ?? ZERO).plus(feeBase),
    });
  }
  return [...orders.values()];
}
