/** The books of one strategy: capital, position, cost and open orders (SEMANTICS section 7); the twin of engine/book.py. */

import { LedgerError } from "./errors.ts";
import { HUNDRED, largest, plain, quotientHalfEven, sum, ZERO, type Decimal } from "./numbers.ts";
import { feeIn, paid, received, withFill, type Fill, type Order } from "./order.ts";
import { startingCost, type StartingPosition } from "./strategy.ts";
import { MINUTE } from "./timeframe.ts";

export const BREAKER_FAILURES = 3;
export const BREAKER_PAUSE = 15 * MINUTE;

interface BookFields {
  readonly allocated: Decimal;
  readonly free: Decimal;
  readonly position: Decimal;
  readonly cost: Decimal;
  readonly realized: Decimal;
  readonly fees: Decimal;
  readonly trades: number;
  readonly orders: readonly Order[];
  readonly lastBuy: number | null;
  readonly lastSell: number | null;
  readonly failures: number;
  readonly lastFailure: number | null;
}

const EMPTY: Omit<BookFields, "allocated" | "free"> = {
  position: ZERO,
  cost: ZERO,
  realized: ZERO,
  fees: ZERO,
  trades: 0,
  orders: [],
  lastBuy: null,
  lastSell: null,
  failures: 0,
  lastFailure: null,
};

/**
 * What a strategy owns, owes itself and has tied up.
 *
 * `allocated` is net (deposits added, withdrawals taken off); `free`, `cost`, `realized` and `fees` are quote,
 * `position` is base and includes what open sells hold. `lastBuy` and `lastSell` are the latest trade times of their
 * side as the cooldown counts them, in whatever order the fills were booked. `failures` are exchange failures in a row, the latest at `lastFailure`.
 */
export class Book implements BookFields {
  readonly allocated: Decimal;
  readonly free: Decimal;
  readonly position: Decimal;
  readonly cost: Decimal;
  readonly realized: Decimal;
  readonly fees: Decimal;
  readonly trades: number;
  readonly orders: readonly Order[];
  readonly lastBuy: number | null;
  readonly lastSell: number | null;
  readonly failures: number;
  readonly lastFailure: number | null;

  constructor(fields: Partial<BookFields> & Pick<BookFields, "allocated" | "free">) {
    const all = { ...EMPTY, ...fields };
    this.allocated = all.allocated;
    this.free = all.free;
    this.position = all.position;
    this.cost = all.cost;
    this.realized = all.realized;
    this.fees = all.fees;
    this.trades = all.trades;
    this.orders = all.orders;
    this.lastBuy = all.lastBuy;
    this.lastSell = all.lastSell;
    this.failures = all.failures;
    this.lastFailure = all.lastFailure;
    if (this.position.sign < 0 || this.cost.sign < 0 || this.freePosition.sign < 0) {
      throw new LedgerError(`the books would hold a position of ${plain(this.position)} at cost ${plain(this.cost)}`);
    }
  }

  /** The books at their start; a starting position is bookkeeping only. */
  static opened(allocated: Decimal, starting: StartingPosition | null): Book {
    const owned = starting === null ? {} : { position: starting.amount, cost: startingCost(starting) };
    return new Book({ allocated, free: allocated, ...owned });
  }

  /** Quote held back by open buys. */
  get reserved(): Decimal {
    return sum(this.orders.filter((order) => order.side === "buy").map((order) => order.reserved));
  }

  /** Base held back by open sells. */
  get reservedPosition(): Decimal {
    return sum(this.orders.filter((order) => order.side === "sell").map((order) => order.reserved));
  }

  /** Base that a sell may take. */
  get freePosition(): Decimal {
    return this.position.minus(this.reservedPosition);
  }

  /** Cost per coin, rounded half-even to 12 decimals to be shown; null without a position. */
  get averageCost(): Decimal | null {
    return this.position.isZero ? null : quotientHalfEven(this.cost, this.position);
  }

  /** Free and reserved capital and the position at this price; a reserved position counts once. */
  value(price: Decimal): Decimal {
    return this.free.plus(this.reserved).plus(this.position.times(price));
  }

  /** What the position is worth at this price beyond its cost. */
  unrealized(price: Decimal): Decimal {
    return this.position.times(price).minus(this.cost);
  }

  /** Realized and unrealized together. */
  profit(price: Decimal): Decimal {
    return this.realized.plus(this.unrealized(price));
  }

  /** Profit in percent of the net allocated capital, 12 decimals half-even; null without capital. */
  profitPercent(price: Decimal): Decimal | null {
    return this.allocated.sign > 0 ? quotientHalfEven(this.profit(price).times(HUNDRED), this.allocated) : null;
  }

  /** End of the pause after three failures in a row, when one attempt is made; null while the count is lower. */
  get breakerOpenUntil(): number | null {
    return this.failures < BREAKER_FAILURES || this.lastFailure === null ? null : this.lastFailure + BREAKER_PAUSE;
  }

  /** The open order with this id; throws LedgerError where there is none. */
  order(orderId: string): Order {
    const found = this.orders.find((order) => order.id === orderId);
    if (found === undefined) {
      throw new LedgerError(`order ${orderId} is not open`);
    }
    return found;
  }

  /** After capital came in; throws LedgerError unless it is above 0. */
  deposited(amount: Decimal): Book {
    if (amount.sign <= 0) {
      throw new LedgerError(`${plain(amount)} cannot be put in: it is not above 0`);
    }
    return this.with({ allocated: this.allocated.plus(amount), free: this.free.plus(amount) });
  }

  /** After capital went out; throws LedgerError unless it is above 0 and that much is free. */
  withdrawn(amount: Decimal): Book {
    if (amount.sign <= 0 || amount.isAbove(this.free)) {
      throw new LedgerError(`${plain(amount)} cannot be taken out: ${plain(this.free)} is free`);
    }
    return this.with({ allocated: this.allocated.minus(amount), free: this.free.minus(amount) });
  }

  /** After coins that their owner already had joined the position at their average price. */
  adopted(position: StartingPosition): Book {
    return this.with({
      position: this.position.plus(position.amount),
      cost: this.cost.plus(startingCost(position)),
    });
  }

  /**
   * After coins and free capital that are not there were given up as a loss. Throws LedgerError unless both are at
   * least 0, one is above 0, and no more than is free.
   */
  writtenOff(base: Decimal, quote: Decimal): Book {
    const tooMuch = base.isAbove(this.freePosition) || quote.isAbove(largest(this.free, ZERO));
    if (tooMuch || base.sign < 0 || quote.sign < 0 || (base.isZero && quote.isZero)) {
      const [coins, money] = [plain(this.freePosition), plain(this.free)];
      throw new LedgerError(`${plain(base)} and ${plain(quote)} cannot be written off: ${coins} and ${money} are free`);
    }
    const lost = this.costOf(base);
    return this.with({
      free: this.free.minus(quote),
      position: this.position.minus(base),
      cost: this.cost.minus(lost),
      realized: this.realized.minus(lost).minus(quote),
    });
  }

  /** The part of the cost that goes with a part of the position; all of it with all of it. */
  private costOf(amount: Decimal): Decimal {
    return amount.equals(this.position) ? this.cost : quotientHalfEven(this.cost.times(amount), this.position);
  }

  /** With an order's reservation set aside; throws LedgerError if that is not there. */
  planned(order: Order): Book {
    if (this.orders.some((known) => known.id === order.id)) {
      throw new LedgerError(`order ${order.id} was planned before`);
    }
    if (order.side === "sell") {
      return this.with({ orders: [...this.orders, order] });
    }
    if (order.reserved.isAbove(this.free)) {
      throw new LedgerError(`order ${order.id} reserves ${plain(order.reserved)}: ${plain(this.free)} is free`);
    }
    return this.with({ free: this.free.minus(order.reserved), orders: [...this.orders, order] });
  }

  /** With one fill booked: paid or received from what the exchange reported, never from a rate of ours. */
  filled(orderId: string, fill: Fill): Book {
    const before = this.order(orderId);
    const after = withFill(before, fill);
    const book = this.with({
      orders: this.orders.map((known) => (known.id === after.id ? after : known)),
      fees: this.fees.plus(feeIn(fill, before.pair.quote)),
      trades: before.trades.length > 0 ? this.trades : this.trades + 1,
    });
    return before.side === "buy" ? book.bought(before, after, fill) : book.sold(after, fill);
  }

  private bought(before: Order, after: Order, fill: Fill): Book {
    const cost = paid(fill, after.pair);
    const drawn = before.reserved.minus(after.reserved);
    return this.with({
      free: this.free.minus(cost.minus(drawn)),
      cost: this.cost.plus(cost),
      position: this.position.plus(fill.amount).minus(feeIn(fill, after.pair.base)),
      lastBuy: latest(this.lastBuy, after.candleClose),
    });
  }

  private sold(after: Order, fill: Fill): Book {
    const income = received(fill, after.pair);
    const gone = fill.amount.plus(feeIn(fill, after.pair.base));
    if (gone.isAbove(this.position)) {
      throw new LedgerError(`trade ${fill.trade} sells ${plain(gone)} of a position of ${plain(this.position)}`);
    }
    const soldCost = this.costOf(gone);
    return this.with({
      free: this.free.plus(income),
      realized: this.realized.plus(income).minus(soldCost),
      cost: this.cost.minus(soldCost),
      position: this.position.minus(gone),
      lastSell: latest(this.lastSell, after.candleClose),
    });
  }

  /** Without an order that ended, its reservation returned. */
  ended(orderId: string): Book {
    const order = this.order(orderId);
    const refund = order.side === "buy" ? order.reserved : ZERO;
    return this.with({
      free: this.free.plus(refund),
      orders: this.orders.filter((known) => known.id !== orderId),
    });
  }

  private with(changes: Partial<BookFields>): Book {
    return new Book({ ...(this as BookFields), ...changes });
  }
}

/** A fill that is found late never takes a cooldown back to an older trade. */
function latest(before: number | null, time: number): number {
  return before === null ? time : Math.max(before, time);
}
