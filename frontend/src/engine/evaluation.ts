/**
 * The decision: what one closed candle means for one strategy (SEMANTICS section 4); the twin of engine/evaluation.py.
 *
 * Pure and in two steps, because the ticker is only read when the strategy fires: checkCandle and decide need the
 * candle, planOrder needs the ticker. The order of the checks is part of the definition, since the first that fails
 * gives the reason.
 */

import type { Book } from "./book.ts";
import { isValid, type Candle } from "./candle.ts";
import type { MarketRules } from "./market.ts";
import { HUNDRED, quotientHalfEven, toNumber, type Decimal } from "./numbers.ts";
import {
  buyAmount,
  buyLimit,
  buyReservation,
  floorPrice,
  isFloorAbove,
  sellAmount,
  sellLimit,
  shownFloor,
  type Floor,
} from "./pricing.ts";
import type { Reason, Side } from "./reason.ts";
import type { RuleStrategy } from "./strategy.ts";
import { lengthOf } from "./timeframe.ts";

/**
 * What an outcome rests on; a number that was not reached is absent.
 *
 * Prices in quote per base, `change` in percent, `amount` in base. `required` against `available` says what was missing
 * where something was; `until` is the close time (cooldown) or moment (breaker) at which a block ends. Quotients are
 * rounded half-even to 12 decimals.
 */
export interface Numbers {
  readonly open?: Decimal;
  readonly close?: Decimal;
  readonly reference?: Decimal;
  readonly change?: Decimal;
  readonly rsi?: number;
  readonly floor?: Decimal;
  readonly ticker?: Decimal;
  readonly limit?: Decimal;
  readonly amount?: Decimal;
  readonly reserved?: Decimal;
  readonly required?: Decimal;
  readonly available?: Decimal;
  readonly until?: number;
}

/** The evaluation ended without an order. */
export interface NoTrade {
  readonly kind: "no_trade";
  readonly reason: Reason;
  readonly numbers: Numbers;
}

/** The rule fires and nothing forbids it so far; the ticker is what is still needed. */
export interface Signal {
  readonly kind: "signal";
  readonly side: Side;
  readonly numbers: Numbers;
  readonly reference: Decimal;
  readonly floor: Floor | null;
}

/** An order to be sent: price, amount in base and what it holds back (quote for a buy, base for a sell). */
export interface OrderPlan {
  readonly kind: "order_plan";
  readonly reason: Reason;
  readonly side: Side;
  readonly limit: Decimal;
  readonly amount: Decimal;
  readonly reserved: Decimal;
  readonly numbers: Numbers;
}

/** A candle that passed layer 2, with the price that its change is measured from. */
export interface ClosedCandle {
  readonly kind: "closed_candle";
  readonly candle: Candle;
  readonly reference: Decimal;
}

function noTrade(reason: Reason, numbers: Numbers = {}): NoTrade {
  return { kind: "no_trade", reason, numbers };
}

/** Layer 2: is there a closed, valid candle, and with `previous_close` a valid one just before it? */
export function checkCandle(
  strategy: RuleStrategy,
  candle: Candle | null,
  previous: Candle | null,
  closeTime: number,
  exchangeTime: number,
): ClosedCandle | NoTrade {
  if (closeTime > exchangeTime) {
    return noTrade("CANDLE_NOT_CLOSED", { until: closeTime });
  }
  const needsPrevious = strategy.reference === "previous_close";
  if (candle === null || (needsPrevious && previous === null)) {
    return noTrade("CANDLE_MISSING");
  }
  const seen = { open: candle.open, close: candle.close };
  if (!isValid(candle)) {
    return noTrade("CANDLE_INVALID", seen);
  }
  if (!needsPrevious || previous === null) {
    return { kind: "closed_candle", candle, reference: candle.open };
  }
  if (!isValid(previous)) {
    return noTrade("CANDLE_INVALID", { ...seen, reference: previous.close });
  }
  return { kind: "closed_candle", candle, reference: previous.close };
}

/** Which trigger the change meets, equality included; compared as products, since no quotient decides. */
export function firingSide(strategy: RuleStrategy, closed: ClosedCandle): Side | null {
  const rise = closed.candle.close.minus(closed.reference).times(HUNDRED);
  if (rise.isAtMost(strategy.buyTrigger.times(closed.reference))) {
    return "buy";
  }
  return rise.isAtLeast(strategy.sellTrigger.times(closed.reference)) ? "sell" : null;
}

/** Layer 3 up to the ticker; `rsi` is that of the closes up to this one, `now` the evaluation's moment (ms). */
export function decide(
  strategy: RuleStrategy,
  rules: MarketRules,
  book: Book,
  closed: ClosedCandle,
  { closeTime, rsi, now }: { closeTime: number; rsi: number | null; now: number },
): Signal | NoTrade {
  const { reference, candle } = closed;
  const numbers: Numbers = {
    open: candle.open,
    close: candle.close,
    reference,
    change: quotientHalfEven(candle.close.minus(reference).times(HUNDRED), reference),
    ...(rsi === null ? {} : { rsi }),
  };
  const side = firingSide(strategy, closed);
  if (side === null) {
    return noTrade("NO_SIGNAL", numbers);
  }
  if ((side === "buy" ? strategy.buyAmount : strategy.sellAmount).isZero) {
    return noTrade(side === "buy" ? "BUY_DISABLED" : "SELL_DISABLED", numbers);
  }
  if (!rsiAllows(strategy, side, rsi)) {
    return noTrade(side === "buy" ? "RSI_NOT_OVERSOLD" : "RSI_NOT_OVERBOUGHT", numbers);
  }
  const waitsUntil = cooldownUntil(strategy, book, side);
  if (waitsUntil !== null && closeTime <= waitsUntil) {
    return noTrade("COOLDOWN", { ...numbers, until: waitsUntil });
  }
  if (book.orders.length > 0) {
    return noTrade("ORDER_OPEN", numbers);
  }
  const pauseEnds = book.breakerOpenUntil;
  if (pauseEnds !== null && now < pauseEnds) {
    return noTrade("BREAKER_OPEN", { ...numbers, until: pauseEnds });
  }
  if (side === "buy") {
    return { kind: "signal", side, numbers, reference, floor: null };
  }
  if (book.position.isZero) {
    return noTrade("NO_POSITION", numbers);
  }
  const floor = floorPrice(strategy, rules, book);
  const withFloor = { ...numbers, floor: shownFloor(floor) };
  return isFloorAbove(floor, candle.close)
    ? noTrade("BELOW_COST", withFloor)
    : { kind: "signal", side, numbers: withFloor, reference, floor };
}

/** Compared as doubles; a missing RSI opens no gate. */
function rsiAllows(strategy: RuleStrategy, side: Side, rsi: number | null): boolean {
  const bound = side === "buy" ? strategy.rsiMaxForBuy : strategy.rsiMinForSell;
  if (bound === null) {
    return true;
  }
  return rsi !== null && (side === "buy" ? rsi <= toNumber(bound) : rsi >= toNumber(bound));
}

/** Close time of the last candle that the cooldown blocks for this side; null where nothing waits. */
export function cooldownUntil(strategy: RuleStrategy, book: Book, side: Side): number | null {
  const [last, other] = side === "buy" ? [book.lastBuy, book.lastSell] : [book.lastSell, book.lastBuy];
  if (strategy.cooldown === 0 || last === null) {
    return null;
  }
  if (strategy.cooldownReset && other !== null && other > last) {
    return null;
  }
  return last + strategy.cooldown * lengthOf(strategy.timeframe);
}

/**
 * Layer 3 from the ticker on. `balance` is what is available on the exchange (quote for a buy, base for a sell); null in
 * shadow and in a simulation, where it is not looked at.
 */
export function planOrder(
  strategy: RuleStrategy,
  rules: MarketRules,
  book: Book,
  signal: Signal,
  ticker: Decimal | null,
  balance: Decimal | null = null,
): OrderPlan | NoTrade {
  if (ticker === null || ticker.sign <= 0) {
    return noTrade("TICKER_UNAVAILABLE", signal.numbers);
  }
  return signal.floor === null
    ? planBuy(strategy, rules, book, signal, ticker, balance)
    : planSell(strategy, rules, book, signal, signal.floor, ticker, balance);
}

function planBuy(
  strategy: RuleStrategy,
  rules: MarketRules,
  book: Book,
  signal: Signal,
  ticker: Decimal,
  balance: Decimal | null,
): OrderPlan | NoTrade {
  const limit = buyLimit(strategy, rules, signal.reference);
  const amount = buyAmount(strategy, rules, ticker);
  const sized = { ...signal.numbers, ticker, limit, amount };
  if (rules.isTooSmall(amount, limit)) {
    return noTrade("BELOW_MINIMUM", sized);
  }
  const reserved = buyReservation(rules, amount, limit);
  const numbers = { ...sized, reserved };
  const short = { ...numbers, required: reserved };
  if (reserved.isAbove(book.free)) {
    return noTrade("CAPITAL_INSUFFICIENT", { ...short, available: book.free });
  }
  if (!strategy.reinvestProfits) {
    const room = book.allocated.minus(book.cost).minus(book.reserved);
    if (reserved.isAbove(room)) {
      return noTrade("CAPITAL_INSUFFICIENT", { ...short, available: room });
    }
  }
  if (balance !== null && reserved.isAbove(balance)) {
    return noTrade("BALANCE_INSUFFICIENT", { ...short, available: balance });
  }
  return { kind: "order_plan", reason: "BUY", side: "buy", limit, amount, reserved, numbers };
}

function planSell(
  strategy: RuleStrategy,
  rules: MarketRules,
  book: Book,
  signal: Signal,
  floor: Floor,
  ticker: Decimal,
  balance: Decimal | null,
): OrderPlan | NoTrade {
  const limit = sellLimit(strategy, rules, signal.reference, floor);
  const amount = sellAmount(strategy, rules, book, ticker, limit);
  const numbers = { ...signal.numbers, ticker, limit, amount, reserved: amount };
  const left = book.position.minus(amount);
  if (left.isBelow(strategy.minimumPosition)) {
    return noTrade("MINIMUM_POSITION", { ...numbers, required: strategy.minimumPosition, available: left });
  }
  if (rules.isTooSmall(amount, limit)) {
    return noTrade("BELOW_MINIMUM", numbers);
  }
  if (balance !== null && amount.isAbove(balance)) {
    return noTrade("BALANCE_INSUFFICIENT", { ...numbers, required: amount, available: balance });
  }
  return { kind: "order_plan", reason: "SELL", side: "sell", limit, amount, reserved: amount, numbers };
}
