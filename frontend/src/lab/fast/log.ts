/** The log of a fast run: its whole numbers as the values that the engine would have logged. */

import { Decimal } from "../../engine/numbers.ts";
import { REASONS } from "../../engine/reason.ts";
import type { Expired, Filled, Final, LogEntry, Planned } from "../../engine/simulation.ts";
import { orderLife, type RuleStrategy } from "../../engine/strategy.ts";
import type { FastOrder, FastRun } from "./kernel.ts";
import type { Prepared } from "./prepared.ts";

/** Every entry in its order; without `evaluated` only what happens to orders, and the books. */
export function logOf(strategy: RuleStrategy, prepared: Prepared, run: FastRun, evaluated: boolean): LogEntry[] {
  const { table, length } = prepared;
  const { orders, outcomes } = run;
  const entries = new Entries(strategy, prepared, run);
  const log: LogEntry[] = [];
  let place = 0;
  /** Tell the outcomes up to and including a candle. */
  const evaluateTo = (last: number): void => {
    if (evaluated) {
      for (; place <= last; place++) {
        const candle = table.times[place] ?? 0;
        const reason = REASONS[outcomes[place] ?? 0] ?? "NO_SIGNAL";
        log.push({ event: "evaluated", time: candle + length, candle, reason });
      }
    }
  };
  for (const [index, order] of orders.entries()) {
    evaluateTo(order.placed);
    log.push(entries.planned(order, index + 1));
    if (order.end !== "open") {
      evaluateTo(order.ended - 1);
      log.push(order.end === "filled" ? entries.filled(order, index + 1) : entries.expired(order, index + 1));
    }
  }
  evaluateTo(table.count - 1);
  log.push(finalOf(prepared, run));
  return log;
}

class Entries {
  private readonly strategy: RuleStrategy;
  private readonly prepared: Prepared;
  private readonly run: FastRun;

  constructor(strategy: RuleStrategy, prepared: Prepared, run: FastRun) {
    this.strategy = strategy;
    this.prepared = prepared;
    this.run = run;
  }

  planned({ placed, side, limit, amount, reserved }: FastOrder, order: number): Planned {
    const { scale } = this.run;
    return {
      event: "planned",
      time: this.closeTime(placed),
      order,
      side,
      limit: new Decimal(limit, scale.price),
      amount: new Decimal(amount, scale.amount),
      reserved: new Decimal(reserved, side === "buy" ? scale.money : scale.amount),
    };
  }

  filled({ ended, side, price, amount }: FastOrder, order: number): Filled {
    const { scale } = this.run;
    const gross = new Decimal(amount * price, scale.amount + scale.price);
    const fee =
      side === "buy"
        ? new Decimal(scale.paid(amount, price), scale.money).minus(gross)
        : gross.minus(new Decimal(scale.received(amount, price), scale.money));
    return {
      event: "filled",
      time: this.prepared.table.times[ended] ?? 0,
      order,
      side,
      price: new Decimal(price, scale.price),
      amount: new Decimal(amount, scale.amount),
      fee,
    };
  }

  expired({ placed }: FastOrder, order: number): Expired {
    return { event: "expired", time: this.closeTime(placed) + orderLife(this.strategy), order };
  }

  private closeTime(place: number): number {
    return (this.prepared.table.times[place] ?? 0) + this.prepared.length;
  }
}

/** The books after the last candle. */
export function finalOf({ table }: Prepared, { book, orders, scale }: FastRun): Final {
  const last = orders.at(-1);
  const resting = last?.end === "open" ? last : null;
  const reserved = (side: "buy" | "sell"): bigint => (resting?.side === side ? resting.reserved : 0n);
  return {
    event: "final",
    free: new Decimal(book.free, scale.money),
    reserved: new Decimal(reserved("buy"), scale.money),
    position: new Decimal(book.position, scale.amount),
    reservedPosition: new Decimal(reserved("sell"), scale.amount),
    cost: new Decimal(book.cost, scale.money),
    realized: new Decimal(book.realized, scale.money),
    trades: book.buys + book.sells,
    openOrders: resting === null ? 0 : 1,
    lastClose: table.count === 0 ? null : table.exactClose(table.count - 1),
  };
}
