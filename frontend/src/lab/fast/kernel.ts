/**
 * A run that looks only at the candles which can change something: those that meet a trigger, and those within the life of
 * an order. The log is the engine's to the last digit, which the fuzzer of tests/parity compares.
 *
 * Why it must be: without an order, a candle that meets no trigger changes no state. Which candles meet one is known
 * exactly, and so is the end of an order when it is placed, since nothing else can happen to it. Doubles only say no where
 * they are far from the edge; the rest is whole numbers.
 */

import { Tick, type MarketRules } from "../../engine/market.ts";
import { HUNDRED, toNumber, type Decimal } from "../../engine/numbers.ts";
import type { Side } from "../../engine/reason.ts";
import { orderLife, type RuleStrategy } from "../../engine/strategy.ts";
import { CODES, type Measured, type Prepared } from "./prepared.ts";
import { Scale } from "./scale.ts";

/** An order of a run: places of candles, and values in the run's whole numbers. */
export interface FastOrder {
  readonly side: Side;
  /** The candle whose evaluation placed it. */
  readonly placed: number;
  readonly limit: bigint;
  readonly amount: bigint;
  readonly reserved: bigint;
  readonly end: "filled" | "expired" | "open";
  /** The candle that filled or expired it; for an open one the number of candles. */
  readonly ended: number;
  /** What it was filled at; 0 if it was not. */
  readonly price: bigint;
}

/** The books of a run, in its whole numbers. `used` is the most that buys had tied up. */
export interface FastBook {
  readonly free: bigint;
  readonly position: bigint;
  readonly cost: bigint;
  readonly realized: bigint;
  readonly used: bigint;
  readonly buys: number;
  readonly sells: number;
}

export interface FastRun {
  readonly scale: Scale;
  readonly orders: readonly FastOrder[];
  /** The outcome of each candle. */
  readonly outcomes: Uint8Array;
  /** How many candles have each outcome. */
  readonly counts: Int32Array;
  readonly book: FastBook;
}

/** How far estimates in doubles are trusted: their error is below 1e-14. */
const MARGIN = 1e-9;

/** Run a strategy over its own candles. */
export function run(strategy: RuleStrategy, rules: MarketRules, prepared: Prepared, slippage: Decimal): FastRun {
  return new Kernel(strategy, rules, prepared, slippage).run();
}

class Kernel {
  private readonly strategy: RuleStrategy;
  private readonly prepared: Prepared;
  private readonly scale: Scale;
  private readonly measured: Measured;
  private readonly outcomes: Uint8Array;
  private readonly counts: Int32Array;
  private readonly orders: FastOrder[] = [];
  private readonly cooldown: number;
  private readonly buyRsi: number | null;
  private readonly sellRsi: number | null;
  private readonly estimate: CapitalEstimate;

  private free: bigint;
  private position: bigint;
  private cost: bigint;
  private realized = 0n;
  private used = 0n;
  private buys = 0;
  private sells = 0;
  private resting: FastOrder | null = null;
  private lastBuy = Number.NaN;
  private lastSell = Number.NaN;
  /** What a buy may take at most, as a double. */
  private room = 0;
  /** The floor price as a double; 0 without a position. */
  private floor = 0;

  constructor(strategy: RuleStrategy, rules: MarketRules, prepared: Prepared, slippage: Decimal) {
    this.strategy = strategy;
    this.prepared = prepared;
    this.scale = new Scale(strategy, rules, slippage, prepared);
    this.measured = prepared.measuredFrom(strategy.reference);
    this.outcomes = this.measured.outcomes.slice();
    this.counts = this.measured.counts.slice();
    this.cooldown = strategy.cooldown * prepared.length;
    this.buyRsi = strategy.rsiMaxForBuy === null ? null : toNumber(strategy.rsiMaxForBuy);
    this.sellRsi = strategy.rsiMinForSell === null ? null : toNumber(strategy.rsiMinForSell);
    this.estimate = capitalEstimate(strategy, rules);
    this.free = this.scale.capital;
    this.position = this.scale.startPosition;
    this.cost = this.scale.startCost;
    this.changed();
  }

  run(): FastRun {
    const { strategy, prepared, outcomes, counts } = this;
    const falls = prepared.firingAt(strategy.reference, "buy", strategy.buyTrigger);
    const rises = prepared.firingAt(strategy.reference, "sell", strategy.sellTrigger);
    const never = prepared.table.count;
    let [fall, rise] = [0, 0];
    for (;;) {
      const nextFall = falls[fall] ?? never;
      const nextRise = rises[rise] ?? never;
      const place = Math.min(nextFall, nextRise);
      if (this.resting !== null && this.resting.ended <= place && this.resting.end !== "open") {
        this.settle(this.resting);
      }
      if (place === never) {
        break;
      }
      let code: number;
      if (nextFall < nextRise) {
        fall += 1;
        code = this.onFall(place);
      } else {
        rise += 1;
        code = this.onRise(place);
      }
      outcomes[place] = code;
      counts[code] = (counts[code] ?? 0) + 1;
    }
    counts[CODES.NO_SIGNAL] = (counts[CODES.NO_SIGNAL] ?? 0) - falls.length - rises.length;
    const { free, position, cost, realized, used, buys, sells } = this;
    return {
      scale: this.scale,
      orders: this.orders,
      outcomes,
      counts,
      book: { free, position, cost, realized, used, buys, sells },
    };
  }

  /** A candle that meets the buy trigger. */
  private onFall(place: number): number {
    const { strategy } = this;
    if (strategy.buyAmount.units === 0n) {
      return CODES.BUY_DISABLED;
    }
    if (this.buyRsi !== null) {
      const rsi = this.prepared.rsiAt(place, strategy.rsiPeriod ?? 0);
      if (rsi < 0 || rsi > this.buyRsi) {
        return CODES.RSI_NOT_OVERSOLD;
      }
    }
    if (this.waits(place, this.lastBuy, this.lastSell)) {
      return CODES.COOLDOWN;
    }
    return this.resting === null ? this.buy(place) : CODES.ORDER_OPEN;
  }

  /** A candle that meets the sell trigger. */
  private onRise(place: number): number {
    const { strategy } = this;
    if (strategy.sellAmount.units === 0n) {
      return CODES.SELL_DISABLED;
    }
    if (this.sellRsi !== null) {
      const rsi = this.prepared.rsiAt(place, strategy.rsiPeriod ?? 0);
      if (rsi < 0 || rsi < this.sellRsi) {
        return CODES.RSI_NOT_OVERBOUGHT;
      }
    }
    if (this.waits(place, this.lastSell, this.lastBuy)) {
      return CODES.COOLDOWN;
    }
    return this.resting === null ? this.sell(place) : CODES.ORDER_OPEN;
  }

  /** Whether the cooldown blocks a side; a time that is NaN is never later than another. */
  private waits(place: number, last: number, other: number): boolean {
    if (this.cooldown === 0 || Number.isNaN(last) || (this.strategy.cooldownReset && other > last)) {
      return false;
    }
    return this.closeTime(place) <= last + this.cooldown;
  }

  private buy(place: number): number {
    const { scale, strategy, prepared } = this;
    const from = this.measured.reference[place] ?? 0;
    if (this.estimate.exceeds(prepared.table.close[place] ?? 0, this.measured.ratio[place] ?? 0, this.room)) {
      return CODES.CAPITAL_INSUFFICIENT;
    }
    const limit = scale.buyLimit(BigInt(from));
    const amount = scale.boughtAmount(BigInt(prepared.close[place] ?? 0));
    if (scale.isTooSmall(amount, limit)) {
      return CODES.BELOW_MINIMUM;
    }
    const reserved = scale.paid(amount, limit);
    if (reserved > this.free || (!strategy.reinvestProfits && reserved > scale.capital - this.cost)) {
      return CODES.CAPITAL_INSUFFICIENT;
    }
    const tied = scale.capital - this.free + reserved;
    this.used = tied > this.used ? tied : this.used;
    if (!strategy.reinvestProfits && this.cost + reserved > this.used) {
      this.used = this.cost + reserved;
    }
    this.free -= reserved;
    this.place("buy", place, limit, amount, reserved);
    return CODES.BUY;
  }

  private sell(place: number): number {
    const { scale, prepared } = this;
    if (this.position === 0n) {
      return CODES.NO_POSITION;
    }
    const price = prepared.table.close[place] ?? 0;
    if (price < this.floor * (1 - MARGIN)) {
      return CODES.BELOW_COST;
    }
    const close = BigInt(prepared.close[place] ?? 0);
    if (price < this.floor * (1 + MARGIN) && scale.isBelowFloor(close, this.cost, this.position)) {
      return CODES.BELOW_COST;
    }
    const limit = scale.sellLimit(BigInt(this.measured.reference[place] ?? 0), this.cost, this.position);
    const amount = scale.soldAmount(close, this.position, limit);
    if (this.position - amount < scale.minimumPosition) {
      return CODES.MINIMUM_POSITION;
    }
    if (scale.isTooSmall(amount, limit)) {
      return CODES.BELOW_MINIMUM;
    }
    this.place("sell", place, limit, amount, amount);
    return CODES.SELL;
  }

  private place(side: Side, placed: number, limit: bigint, amount: bigint, reserved: bigint): void {
    const order = { side, placed, limit, amount, reserved, ...this.endOf(side, placed, limit) };
    this.orders.push(order);
    this.resting = order;
  }

  /** How and where an order ends (SEMANTICS section 9); nothing that happens meanwhile can change it. */
  private endOf(side: Side, placed: number, limit: bigint): Pick<FastOrder, "end" | "ended" | "price"> {
    const { table, open, high, low, length } = this.prepared;
    const { times, valid, count } = table;
    const buying = side === "buy";
    const lifeEnds = this.closeTime(placed) + orderLife(this.strategy);
    const openAtLimit = this.scale.openAtLimit(limit, buying);
    const rangeAtLimit = this.scale.rangeAtLimit(limit, buying);
    for (let ended = placed + 1; ended < count; ended++) {
      const opens = times[ended] ?? 0;
      if (valid[ended] === 1) {
        const opened = open[ended] ?? 0;
        if (opens < lifeEnds && (buying ? opened <= openAtLimit : opened >= openAtLimit)) {
          return { end: "filled", ended, price: this.scale.slipped(BigInt(opened), buying) };
        }
        const reached = buying ? (low[ended] ?? 0) <= rangeAtLimit : (high[ended] ?? 0) >= rangeAtLimit;
        if (reached && opens + length <= lifeEnds) {
          return { end: "filled", ended, price: limit };
        }
      }
      if (lifeEnds <= opens + length) {
        return { end: "expired", ended, price: 0n };
      }
    }
    return { end: "open", ended: count, price: 0n };
  }

  private settle(order: FastOrder): void {
    const { scale } = this;
    this.resting = null;
    if (order.side === "buy") {
      this.free += order.reserved;
    }
    if (order.end === "filled") {
      if (order.side === "buy") {
        const paid = scale.paid(order.amount, order.price);
        this.free -= paid;
        this.cost += paid;
        this.position += order.amount;
        this.buys += 1;
        this.lastBuy = this.closeTime(order.placed);
      } else {
        const received = scale.received(order.amount, order.price);
        const soldCost = scale.soldCost(this.cost, order.amount, this.position);
        this.free += received;
        this.realized += received - soldCost;
        this.cost -= soldCost;
        this.position -= order.amount;
        this.sells += 1;
        this.lastSell = this.closeTime(order.placed);
      }
      this.changed();
    }
  }

  /** Estimates anew what follows from the books. */
  private changed(): void {
    const { scale, strategy } = this;
    const left = scale.capital - this.cost;
    const room = strategy.reinvestProfits || this.free < left ? this.free : left;
    this.room = Number(room) / 10 ** scale.money;
    this.floor = this.position === 0n ? 0 : scale.floorEstimate(this.cost, this.position);
  }

  private closeTime(place: number): number {
    return (this.prepared.table.times[place] ?? 0) + this.prepared.length;
  }
}

/** Tells by doubles that a buy would reserve more than there is, where it is certain. */
interface CapitalEstimate {
  exceeds(close: number, ratio: number, room: number): boolean;
}

function capitalEstimate(strategy: RuleStrategy, rules: MarketRules): CapitalEstimate {
  const size = toNumber(strategy.buyAmount);
  const step = toNumber(rules.amountStep);
  const [minAmount, minCost] = [toNumber(rules.minAmount), toNumber(rules.minCost)];
  const atTrigger = toNumber(HUNDRED.plus(strategy.buyTrigger)) / 100;
  const withFee = 1 + toNumber(rules.takerFee);
  const { priceGrid: grid } = rules;
  const tick = grid instanceof Tick ? toNumber(grid.step) : 0;
  const lost = grid instanceof Tick ? 0 : 10 ** (1 - grid.digits);
  return {
    exceeds(close, ratio, room) {
      // The least that amount and limit can be: each estimate less its error, and less what rounding down takes.
      const amount = (size / close) * (1 - MARGIN) - step;
      const limit = (close / ratio) * atTrigger * (1 - MARGIN - lost) - tick;
      const cost = amount * limit * (1 - MARGIN);
      const isOrder = amount > 0 && limit > 0 && amount > minAmount * (1 + MARGIN) && cost > minCost * (1 + MARGIN);
      return isOrder && cost * withFee * (1 - MARGIN) > room * (1 + MARGIN);
    },
  };
}
