/** Many rules over one table: where each ends, without their logs. */

import type { MarketRules } from "../../engine/market.ts";
import { Decimal, HUNDRED, largest, quotientHalfEven, ZERO } from "../../engine/numbers.ts";
import { REASONS, type Reason } from "../../engine/reason.ts";
import { requireSlippage, simulateOwn, type Final, type LogEntry } from "../../engine/simulation.ts";
import { startingCost, type RuleStrategy } from "../../engine/strategy.ts";
import { ownTable } from "../own-table.ts";
import type { CandleTable } from "../table.ts";
import { run, type FastRun } from "./kernel.ts";
import { finalOf } from "./log.ts";
import { prepare } from "./prepared.ts";
import { fits } from "./scale.ts";

/** What the log alone tells. `capitalUsed` is the most that the buys had tied up, as the summary defines it. */
interface Told {
  readonly final: Final;
  readonly reasons: ReadonlyMap<Reason, number>;
  readonly buys: number;
  readonly sells: number;
  readonly fees: Decimal;
  readonly capitalUsed: Decimal;
}

/**
 * What a rule came to. Money is quote; value and profit are at the last valid close, `profitPercent` is of the allocated
 * capital (12 decimals, half-even; null without capital).
 */
export interface SweepResult extends Told {
  readonly value: Decimal;
  readonly profit: Decimal;
  readonly profitPercent: Decimal | null;
}

export interface SweepOptions {
  /** By how many percent market prices are worse, 0 ≤ s < 100. */
  readonly slippage?: Decimal;
}

/** Where each of these rules ends; arguments and errors are those of simulate. */
export function* sweep(
  strategies: Iterable<RuleStrategy>,
  rules: MarketRules,
  table: CandleTable,
  { slippage = ZERO }: SweepOptions = {},
): Generator<SweepResult, void> {
  requireSlippage(slippage);
  for (const strategy of strategies) {
    const own = ownTable(strategy, table);
    yield assessed(strategy, own, told(strategy, rules, own, slippage));
  }
}

export interface SweepInWorkerOptions extends SweepOptions {
  /** Aborting stops the sweep within a few rules; what it found until then is what is returned. */
  readonly signal?: AbortSignal;
  /** Told now and then how many rules are done. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** How long messages to the worker may wait, in milliseconds. */
const PATIENCE = 30;

/** The same, letting messages through between rules: for a worker that can be cancelled. */
export async function sweepWithPauses(
  strategies: readonly RuleStrategy[],
  rules: MarketRules,
  table: CandleTable,
  { signal, onProgress, ...options }: SweepInWorkerOptions = {},
): Promise<SweepResult[]> {
  const results: SweepResult[] = [];
  let paused = performance.now();
  for (const result of sweep(strategies, rules, table, options)) {
    results.push(result);
    if (performance.now() - paused >= PATIENCE) {
      onProgress?.(results.length, strategies.length);
      await new Promise((resume) => setTimeout(resume, 0));
      paused = performance.now();
      if (signal?.aborted === true) {
        return results;
      }
    }
  }
  onProgress?.(results.length, strategies.length);
  return results;
}

function told(strategy: RuleStrategy, rules: MarketRules, own: CandleTable, slippage: Decimal): Told {
  if (!own.isNarrow || !fits(rules)) {
    return toldByLog(strategy, simulateOwn(strategy, rules, own.candles(), slippage));
  }
  const prepared = prepare(own);
  const done = run(strategy, rules, prepared, slippage);
  const { book, counts, scale } = done;
  return {
    final: finalOf(prepared, done),
    reasons: new Map(REASONS.flatMap((reason, code) => (counts[code] ? [[reason, counts[code]]] : []))),
    buys: book.buys,
    sells: book.sells,
    fees: feesOf(done),
    capitalUsed: new Decimal(book.used, scale.money),
  };
}

/** What buys paid beyond, and sells received short of, amount × price. */
function feesOf({ orders, scale }: FastRun): Decimal {
  let [money, gross] = [0n, 0n];
  for (const { end, side, amount, price } of orders) {
    if (end === "filled") {
      money += side === "buy" ? scale.paid(amount, price) : -scale.received(amount, price);
      gross += side === "buy" ? -(amount * price) : amount * price;
    }
  }
  return new Decimal(money, scale.money).plus(new Decimal(gross, scale.amount + scale.price));
}

/** The same from a complete log. */
export function toldByLog(strategy: RuleStrategy, log: readonly LogEntry[]): Told {
  const counts = new Map<Reason, number>();
  let final: Final | null = null;
  let [buys, sells] = [0, 0];
  let fees = ZERO;
  let spent = ZERO;
  let capitalUsed = ZERO;
  const { startingPosition: starting } = strategy;
  let [position, cost] = starting === null ? [ZERO, ZERO] : [starting.amount, startingCost(starting)];
  for (const entry of log) {
    if (entry.event === "evaluated") {
      counts.set(entry.reason, (counts.get(entry.reason) ?? 0) + 1);
    } else if (entry.event === "planned" && entry.side === "buy") {
      capitalUsed = largest(capitalUsed, spent.plus(entry.reserved));
      if (!strategy.reinvestProfits) {
        capitalUsed = largest(capitalUsed, cost.plus(entry.reserved));
      }
    } else if (entry.event === "filled") {
      const gross = entry.amount.times(entry.price);
      fees = fees.plus(entry.fee);
      if (entry.side === "buy") {
        buys += 1;
        spent = spent.plus(gross).plus(entry.fee);
        cost = cost.plus(gross).plus(entry.fee);
        position = position.plus(entry.amount);
      } else {
        sells += 1;
        spent = spent.minus(gross).plus(entry.fee);
        const all = entry.amount.equals(position);
        cost = all ? ZERO : cost.minus(quotientHalfEven(cost.times(entry.amount), position));
        position = position.minus(entry.amount);
      }
    } else if (entry.event === "final") {
      final = entry;
    }
  }
  if (final === null) {
    throw new RangeError("a complete log ends with the books");
  }
  const reasons = new Map(REASONS.flatMap((reason) => (counts.has(reason) ? [[reason, counts.get(reason) ?? 0]] : [])));
  return { final, reasons, buys, sells, fees, capitalUsed };
}

function assessed(strategy: RuleStrategy, own: CandleTable, all: Told): SweepResult {
  const { final } = all;
  const { allocatedCapital: capital, startingPosition: starting } = strategy;
  const last = own.lastValid;
  const worth = last < 0 ? final.cost : final.position.times(own.exactClose(last));
  const value = final.free.plus(final.reserved).plus(worth);
  const profit = value.minus(starting === null ? capital : capital.plus(startingCost(starting)));
  const profitPercent = capital.sign > 0 ? quotientHalfEven(profit.times(HUNDRED), capital) : null;
  return { ...all, value, profit, profitPercent };
}
