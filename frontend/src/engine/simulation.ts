/**
 * The simulation: a rule run over history with only what was known at each close (SEMANTICS section 9); the twin of
 * engine/simulation.py.
 *
 * It is the engine that trades: the same checks, prices, amounts and books. Only the fills are made up here, from the
 * candles that follow an order. The log entries have their fields in the order of SEMANTICS section 13.
 */

import { Book } from "./book.ts";
import { deriveCandles, isValid, type Candle } from "./candle.ts";
import {
  checkCandle,
  decide,
  firingSide,
  planOrder,
  type NoTrade,
  type Numbers,
  type OrderPlan,
} from "./evaluation.ts";
import { GateCloses } from "./indicators.ts";
import type { MarketRules } from "./market.ts";
import { HUNDRED, plain, ZERO, type Decimal } from "./numbers.ts";
import type { Order } from "./order.ts";
import { simulatedFee } from "./pricing.ts";
import type { Reason, Side } from "./reason.ts";
import { needsRsi, orderLife, type RuleStrategy, type StartingPosition } from "./strategy.ts";
import { lengthOf } from "./timeframe.ts";

/** The outcome of one candle at its close (`time`, ms); `candle` is its open time. */
export interface Evaluated {
  readonly event: "evaluated";
  readonly time: number;
  readonly candle: number;
  readonly reason: Reason;
}

/** An order was submitted; orders are numbered from 1. `reserved` is quote for a buy, base for a sell. */
export interface Planned {
  readonly event: "planned";
  readonly time: number;
  readonly order: number;
  readonly side: Side;
  readonly limit: Decimal;
  readonly amount: Decimal;
  readonly reserved: Decimal;
}

/** An order was filled whole within the candle that opened at `time`; `fee` is quote. */
export interface Filled {
  readonly event: "filled";
  readonly time: number;
  readonly order: number;
  readonly side: Side;
  readonly price: Decimal;
  readonly amount: Decimal;
  readonly fee: Decimal;
}

/** An order reached the end of its life unfilled. */
export interface Expired {
  readonly event: "expired";
  readonly time: number;
  readonly order: number;
}

/** The books after the last candle. `lastClose` is its close, as it stands; null without candles. */
export interface Final {
  readonly event: "final";
  readonly free: Decimal;
  readonly reserved: Decimal;
  readonly position: Decimal;
  readonly reservedPosition: Decimal;
  readonly cost: Decimal;
  readonly realized: Decimal;
  readonly trades: number;
  readonly openOrders: number;
  readonly lastClose: Decimal | null;
}

export type LogEntry = Evaluated | Planned | Filled | Expired | Final;

/**
 * Run one version of a strategy over closed candles, candle by candle; the last entry is the Final one.
 *
 * The candles rise in time and are the strategy's own, except that weeks are derived here from daily ones. `slippage` is
 * percent, 0 ≤ s < 100. Throws a RangeError for candles that do not rise.
 */
export function simulatePlainly(
  strategy: RuleStrategy,
  rules: MarketRules,
  candles: readonly Candle[],
  slippage: Decimal = ZERO,
): LogEntry[] {
  return simulateOwn(strategy, rules, ownCandles(strategy, candles), slippage);
}

/** The candles that the strategy evaluates: these, or for weeks what is derived from these days. */
function ownCandles(strategy: RuleStrategy, candles: readonly Candle[]): readonly Candle[] {
  return strategy.timeframe === "1w" ? deriveCandles(candles, "1d", "1w") : candles;
}

/** The same over the strategy's own candles, weeks derived before. */
export function simulateOwn(
  strategy: RuleStrategy,
  rules: MarketRules,
  candles: readonly Candle[],
  slippage: Decimal = ZERO,
): LogEntry[] {
  const simulation = new Simulation(strategy, rules, slippage);
  requireRising(candles.map((candle) => candle.openTime));
  const log: LogEntry[] = [];
  for (const candle of candles) {
    log.push(...simulation.step(candle));
  }
  log.push(simulation.final());
  return log;
}

/** Throws a RangeError unless these times rise. */
export function requireRising(times: ArrayLike<number>): void {
  for (let place = 1; place < times.length; place++) {
    if ((times[place] ?? 0) <= (times[place - 1] ?? 0)) {
      throw new RangeError("the candles of a simulation must rise in time");
    }
  }
}

/** Throws a RangeError unless 0 ≤ slippage < 100 (percent). */
export function requireSlippage(slippage: Decimal): void {
  if (slippage.sign < 0 || slippage.isAtLeast(HUNDRED)) {
    throw new RangeError(`slippage is 0 to less than 100 percent, not ${plain(slippage)}`);
  }
}

/**
 * A simulation under way. Hand it every closed candle of the strategy's timeframe in rising order.
 *
 * Between two candles the strategy may be revised and its capital moved, as a strategy that trades may be: so an
 * existing one can be replayed with its history.
 */
export class Simulation {
  book: Book;
  /** The numbers behind the latest evaluation that had a signal, or that found no usable candle; else empty. */
  numbers: Numbers = {};
  private strategy: RuleStrategy;
  private version = 1;
  private readonly rules: MarketRules;
  private readonly slippage: Decimal;
  private orders = 0;
  private last: Candle | null = null;
  private readonly closes = new GateCloses();

  /** Open the books. Throws a RangeError unless 0 ≤ slippage < 100 (percent). */
  constructor(strategy: RuleStrategy, rules: MarketRules, slippage: Decimal = ZERO) {
    requireSlippage(slippage);
    this.book = Book.opened(strategy.allocatedCapital, strategy.startingPosition);
    this.strategy = strategy;
    this.rules = rules;
    this.slippage = slippage;
  }

  /** From the next candle on another version of the strategy decides; the books, and an order that rests, stay. */
  revise(strategy: RuleStrategy, version: number = this.version + 1): void {
    this.strategy = strategy;
    this.version = version;
  }

  /** Capital comes in. Throws LedgerError unless it is above 0. */
  deposit(amount: Decimal): void {
    this.book = this.book.deposited(amount);
  }

  /** Capital goes out. Throws LedgerError, and changes nothing, unless it is above 0 and that much is free. */
  withdraw(amount: Decimal): void {
    this.book = this.book.withdrawn(amount);
  }

  /** Coins that their owner already had join the position. */
  adopt(position: StartingPosition): void {
    this.book = this.book.adopted(position);
  }

  /** Coins and free capital that are not there are given up. Throws LedgerError for more than is free. */
  writeOff(base: Decimal, quote: Decimal): void {
    this.book = this.book.writtenOff(base, quote);
  }

  /** What the next candle brings: first to the resting order, if any, then by its evaluation. */
  step(candle: Candle): LogEntry[] {
    const settled = this.settle(candle);
    const evaluated = this.evaluate(candle);
    this.last = candle;
    return [...settled, ...evaluated];
  }

  /** What the next candle brings to the resting order of a strategy that evaluates nothing, being paused. */
  pass(candle: Candle): LogEntry[] {
    const settled = this.settle(candle);
    // The closes of a pause count for the RSI all the same: a live evaluation reads them from the exchange.
    this.closes.add(candle);
    this.last = candle;
    return settled;
  }

  /** The books as they stand. */
  final(): Final {
    const { book } = this;
    return {
      event: "final",
      free: book.free,
      reserved: book.reserved,
      position: book.position,
      reservedPosition: book.reservedPosition,
      cost: book.cost,
      realized: book.realized,
      trades: book.trades,
      openOrders: book.orders.length,
      lastClose: this.last?.close ?? null,
    };
  }

  private get length(): number {
    return lengthOf(this.strategy.timeframe);
  }

  private settle(candle: Candle): (Filled | Expired)[] {
    return this.book.orders.flatMap((order) => this.settleOrder(order, candle) ?? []);
  }

  /** Fill the resting order in this candle, or end it, or leave it. */
  private settleOrder(order: Order, candle: Candle): Filled | Expired | null {
    const closeTime = candle.openTime + this.length;
    const price = this.fillPrice(order, candle, closeTime);
    const number = Number(order.id);
    if (price !== null) {
      const { side, amount } = order;
      const fee = simulatedFee(this.rules, amount, price, this.rules.takerFee, side === "buy");
      const trade = { trade: order.id, time: candle.openTime, price, amount, fee, feeCurrency: order.pair.quote };
      this.book = this.book.filled(order.id, trade).ended(order.id);
      return { event: "filled", time: candle.openTime, order: number, side, price, amount, fee };
    }
    if (order.lifeEnds <= closeTime) {
      this.book = this.book.ended(order.id);
      return { event: "expired", time: order.lifeEnds, order: number };
    }
    return null;
  }

  /** The slipped open if at or better than the limit, else the limit if a candle within the life reaches it. */
  private fillPrice(order: Order, candle: Candle, closeTime: number): Decimal | null {
    if (!isValid(candle)) {
      return null;
    }
    const buying = order.side === "buy";
    if (candle.openTime < order.lifeEnds) {
      const price = slippedPrice(this.rules, order.side, candle.open, this.slippage);
      if (buying ? price.isAtMost(order.limit) : price.isAtLeast(order.limit)) {
        return price;
      }
    }
    const reached = buying ? candle.low.isAtMost(order.limit) : candle.high.isAtLeast(order.limit);
    return reached && closeTime <= order.lifeEnds ? order.limit : null;
  }

  private evaluate(candle: Candle): (Evaluated | Planned)[] {
    const time = candle.openTime + this.length;
    this.closes.add(candle);
    const outcome = this.decide(candle, time);
    this.numbers = outcome.numbers;
    const evaluated: Evaluated = { event: "evaluated", time, candle: candle.openTime, reason: outcome.reason };
    if (outcome.kind === "no_trade") {
      return [evaluated];
    }
    this.orders += 1;
    const { side, limit, amount, reserved } = outcome;
    this.book = this.book.planned({
      id: String(this.orders),
      version: this.version,
      pair: this.strategy.pair,
      side,
      limit,
      amount,
      reserved,
      candleClose: time,
      submittedAt: time,
      lifeEnds: time + orderLife(this.strategy),
      status: "planned",
      filled: ZERO,
      trades: [],
    });
    return [evaluated, { event: "planned", time, order: this.orders, side, limit, amount, reserved }];
  }

  /** The evaluation of section 4 with everything on time and the close as the ticker. */
  private decide(candle: Candle, closeTime: number): NoTrade | OrderPlan {
    const { strategy, rules, book, last } = this;
    const previous = last !== null && last.openTime === candle.openTime - this.length ? last : null;
    const closed = checkCandle(strategy, candle, previous, closeTime, closeTime);
    if (closed.kind === "no_trade") {
      return closed;
    }
    if (firingSide(strategy, closed) === null) {
      return NO_SIGNAL;
    }
    const rsi = needsRsi(strategy) && strategy.rsiPeriod !== null ? this.closes.rsi(strategy.rsiPeriod) : null;
    const signal = decide(strategy, rules, book, closed, { closeTime, rsi, now: closeTime });
    return signal.kind === "no_trade" ? signal : planOrder(strategy, rules, book, signal, candle.close);
  }
}

const NO_SIGNAL: NoTrade = { kind: "no_trade", reason: "NO_SIGNAL", numbers: {} };

/** A market price made worse by the slippage (percent) and rounded to the price step, to the worse side again. */
export function slippedPrice(rules: MarketRules, side: Side, price: Decimal, slippage: Decimal): Decimal {
  return side === "buy"
    ? rules.priceGrid.up(price.times(HUNDRED.plus(slippage)), HUNDRED)
    : rules.priceGrid.down(price.times(HUNDRED.minus(slippage)), HUNDRED);
}
