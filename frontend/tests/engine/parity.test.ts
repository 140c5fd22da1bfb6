import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

import { Book } from "../../src/engine/book.ts";
import { isValid, deriveCandles, type Candle } from "../../src/engine/candle.ts";
import { checkCandle, decide, planOrder } from "../../src/engine/evaluation.ts";
import { asMap, type Raw } from "../../src/engine/fields.ts";
import { ema, gateRsi, macd, rsi, sma, type Series } from "../../src/engine/indicators.ts";
import { SignificantDigits, Tick, type MarketRules } from "../../src/engine/market.ts";
import {
  Decimal,
  decimal,
  parseDecimal,
  plain,
  quotientDown,
  quotientHalfEven,
  quotientUp,
  toNumber,
} from "../../src/engine/numbers.ts";
import type { Order } from "../../src/engine/order.ts";
import {
  buyAmount,
  buyLimit,
  buyReservation,
  floorPrice,
  isFloorAbove,
  sellAmount,
  sellLimit,
  shownFloor,
  simulatedFee,
} from "../../src/engine/pricing.ts";
import { REASONS } from "../../src/engine/reason.ts";
import { regime } from "../../src/engine/regime.ts";
import { simulatePlainly } from "../../src/engine/simulation.ts";
import type { RuleStrategy } from "../../src/engine/strategy.ts";
import { PARAMETERS, parseStrategy } from "../../src/engine/validation.ts";
import { toJson } from "../../src/lab/log.ts";
import { parseMarket, parseSetting } from "../../src/lab/setting.ts";
import { simulate } from "../../src/lab/simulate.ts";
import { CandleTable, type CandleRow } from "../../src/lab/table.ts";

type Texts<Names extends string> = Readonly<Record<Names, string>>;
type Row = CandleRow | null;

interface Vectors {
  readonly numbers: readonly { text: string; plain: string | null; double?: number }[];
  readonly quotients: readonly ({ decimals: number } & Texts<
    "numerator" | "denominator" | "step" | "down" | "up" | "signed" | "half_even"
  >)[];
  readonly grids: readonly ({ grid: { price_step: string } | { price_digits: number } } & Texts<
    "numerator" | "denominator" | "down" | "up"
  >)[];
  readonly validation: readonly { raw: Raw; problems?: [string, string][]; strategy?: Record<string, unknown> }[];
  readonly pricing: readonly ({ strategy: Raw; market: Raw; is_floor_above: boolean } & Texts<
    | "price"
    | "position"
    | "cost"
    | "buy_limit"
    | "buy_amount"
    | "reserved"
    | "floor"
    | "sell_limit"
    | "sell_amount"
    | "buy_fee"
    | "sell_fee"
  >)[];
  readonly evaluation: readonly {
    strategy: Raw;
    market: Raw;
    candle: Row;
    previous: Row;
    close_time: number;
    exchange_time: number;
    rsi: number | null;
    book: Readonly<Record<string, string | number | null>>;
    order_open: boolean;
    ticker: string | null;
    balance: string | null;
    reason: string;
    numbers: Readonly<Record<string, string | number>>;
  }[];
  readonly indicators: readonly {
    closes: string[];
    sma: Readonly<Record<string, Series>>;
    ema: Readonly<Record<string, Series>>;
    rsi: Readonly<Record<string, Series>>;
    macd: readonly [Series, Series, Series];
    gate: Readonly<Record<string, number | null>>;
    regime: Readonly<Record<string, string | null>>;
  }[];
  readonly weeks: readonly { days: CandleRow[]; weeks: [CandleRow, boolean][] }[];
  readonly simulation: readonly { setting: Raw; rows: CandleRow[]; log: string[] }[];
}

const vectors = JSON.parse(
  readFileSync(new URL("../../../tests/parity/vectors.json", import.meta.url), "utf8"),
) as Vectors;

function strategyOf(raw: Raw): RuleStrategy {
  const parsed = parseStrategy(raw);
  if (!parsed.ok) {
    throw new Error([...parsed.problems].join("; "));
  }
  return parsed.strategy;
}

function marketOf(raw: Raw, strategy: RuleStrategy): MarketRules {
  const parsed = parseMarket(raw, strategy.pair);
  if (!parsed.ok) {
    throw new Error([...parsed.problems].join("; "));
  }
  return parsed.rules;
}

function candleOf(row: CandleRow): Candle {
  const [openTime, open, high, low, close, volume] = row;
  const prices = { open: decimal(open), high: decimal(high), low: decimal(low), close: decimal(close) };
  return { openTime, ...prices, volume: decimal(volume), partsValid: true };
}

/** A value as Python's vectors write it. */
function written(value: unknown): unknown {
  return value instanceof Decimal ? plain(value) : value;
}

/** The raw parameters that a strategy came from. */
function rawOf(strategy: RuleStrategy): Record<string, unknown> {
  const camel = (name: string): string => name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
  const values = asMap({ ...strategy });
  return Object.fromEntries(
    PARAMETERS.map((name) => {
      const value = values.get(camel(name));
      if (name === "pair") {
        return [name, `${strategy.pair.base}/${strategy.pair.quote}`];
      }
      if (name === "starting_position" && strategy.startingPosition !== null) {
        const { amount, averagePrice } = strategy.startingPosition;
        return [name, { amount: plain(amount), average_price: plain(averagePrice) }];
      }
      return [name, written(value)];
    }),
  );
}

test.each(vectors.numbers)(
  "given the text $text, then it is read as by Python, and its double is the same",
  (vector) => {
    const value = parseDecimal(vector.text);

    expect(value && plain(value)).toBe(vector.plain);
    if (value !== null && !value.isZero) {
      expect(toNumber(value)).toBe(vector.double);
    }
  },
);

test("given quotients, then each rounding is that of Python", () => {
  for (const { numerator, denominator, step, decimals, signed, ...expected } of vectors.quotients) {
    const [above, below, unit] = [decimal(numerator), decimal(denominator), decimal(step)];
    const half_even = plain(quotientHalfEven(decimal(signed), below, decimals));
    const [down, up] = [plain(quotientDown(above, below, unit)), plain(quotientUp(above, below, unit))];

    expect({ down, up, half_even }).toEqual(expected);
  }
});

test("given ticks and significant digits, then the prices at and beside a value are those of Python", () => {
  for (const { grid, numerator, denominator, down, up } of vectors.grids) {
    const priceGrid =
      "price_step" in grid ? new Tick(decimal(grid.price_step)) : new SignificantDigits(grid.price_digits);
    const value = [decimal(numerator), decimal(denominator)] as const;

    expect([plain(priceGrid.down(...value)), plain(priceGrid.up(...value))]).toEqual([down, up]);
  }
});

test.each(vectors.validation)("given $raw, then problems or parameters are those of Python", (vector) => {
  const parsed = parseStrategy(vector.raw);

  if (parsed.ok) {
    expect(rawOf(parsed.strategy)).toEqual(vector.strategy);
  } else {
    expect([...parsed.problems]).toEqual(vector.problems);
  }
});

test("given rules, markets and books, then prices, amounts, reservations and fees are those of Python", () => {
  for (const { strategy: raw, market, price: priceText, position, cost, ...expected } of vectors.pricing) {
    const strategy = strategyOf(raw);
    const rules = marketOf(market, strategy);
    const price = decimal(priceText);
    const money = decimal("1000");
    const book = new Book({ allocated: money, free: money, position: decimal(position), cost: decimal(cost) });
    const floor = floorPrice(strategy, rules, book);
    const [bought, low] = [buyAmount(strategy, rules, price), buyLimit(strategy, rules, price)];
    const limit = sellLimit(strategy, rules, price, floor);

    expect({
      buy_limit: plain(low),
      buy_amount: plain(bought),
      reserved: plain(buyReservation(rules, bought, low)),
      floor: plain(shownFloor(floor)),
      is_floor_above: isFloorAbove(floor, price),
      sell_limit: plain(limit),
      sell_amount: plain(sellAmount(strategy, rules, book, price, limit)),
      buy_fee: plain(simulatedFee(rules, bought, price, rules.takerFee, true)),
      sell_fee: plain(simulatedFee(rules, bought, price, rules.takerFee, false)),
    }).toEqual(expected);
  }
});

function bookOf(fields: Readonly<Record<string, string | number | null>>, strategy: RuleStrategy, open: boolean): Book {
  const text = (name: string): Decimal => decimal(String(fields[name] ?? 0));
  const time = (name: string): number | null => (typeof fields[name] === "number" ? fields[name] : null);
  const resting: Order = {
    id: "1",
    version: 1,
    pair: strategy.pair,
    side: "buy",
    limit: decimal("117"),
    amount: decimal("1"),
    reserved: decimal("0"),
    candleClose: 0,
    submittedAt: 0,
    lifeEnds: 1,
    status: "open",
    filled: decimal("0"),
    trades: [],
  };
  return new Book({
    allocated: text("allocated"),
    free: text("free"),
    position: text("position"),
    cost: text("cost"),
    lastBuy: time("last_buy"),
    lastSell: time("last_sell"),
    failures: time("failures") ?? 0,
    lastFailure: time("last_failure"),
    orders: open ? [resting] : [],
  });
}

test.each(vectors.evaluation)(
  "given an evaluation that ends in $reason, then it rests on the same numbers",
  (vector) => {
    const strategy = strategyOf(vector.strategy);
    const rules = marketOf(vector.market, strategy);
    const book = bookOf(vector.book, strategy, vector.order_open);
    const [candle, previous] = [vector.candle && candleOf(vector.candle), vector.previous && candleOf(vector.previous)];
    const { close_time: closeTime, rsi } = vector;

    const closed = checkCandle(strategy, candle, previous, closeTime, vector.exchange_time);
    const signal =
      closed.kind === "no_trade" ? closed : decide(strategy, rules, book, closed, { closeTime, rsi, now: closeTime });
    const number = (text: string | null): Decimal | null => (text === null ? null : decimal(text));
    const outcome =
      signal.kind === "no_trade"
        ? signal
        : planOrder(strategy, rules, book, signal, number(vector.ticker), number(vector.balance));

    expect(outcome.reason).toBe(vector.reason);
    expect(Object.fromEntries(Object.entries(outcome.numbers).map(([name, value]) => [name, written(value)]))).toEqual(
      vector.numbers,
    );
  },
);

test("given the vectors of evaluations, then every reason but those of the clock is among them", () => {
  const outside = ["MISSED_OFFLINE", "TOO_LATE", "EXCHANGE_UNREACHABLE"];
  const reasons = new Set(vectors.evaluation.map(({ reason }) => reason));

  expect(REASONS.filter((reason) => !reasons.has(reason))).toEqual(outside);
});

test("given closes, then every indicator and the regime are Python's to the bit", () => {
  for (const vector of vectors.indicators) {
    const closes = vector.closes.map((close) => toNumber(decimal(close)));
    const of = (values: Readonly<Record<string, Series>>, indicator: typeof sma): void => {
      for (const [period, series] of Object.entries(values)) {
        expect(indicator(closes, Number(period))).toEqual(series);
      }
    };
    of(vector.sma, sma);
    of(vector.ema, ema);
    of(vector.rsi, rsi);
    const { line, signal, histogram } = macd(closes);
    expect([line, signal, histogram]).toEqual(vector.macd);
    for (const [period, strength] of Object.entries(vector.gate)) {
      expect(gateRsi(closes, closes.length, Number(period))).toBe(strength);
    }
    const facts = regime(closes);
    expect(vector.regime).toEqual({
      price_to_sma_20: facts.priceToSma20,
      price_to_sma_50: facts.priceToSma50,
      price_to_sma_200: facts.priceToSma200,
      sma_50_to_sma_200: facts.sma50ToSma200,
    });
  }
});

test("given days, then the weeks derived from candles and from a table are those of Python", () => {
  for (const { days, weeks } of vectors.weeks) {
    const told = (one: Candle): unknown => [
      [one.openTime, ...[one.open, one.high, one.low, one.close].map(plain), "0"],
      isValid(one),
    ];

    expect(deriveCandles(days.map(candleOf), "1d", "1w").map(told)).toEqual(weeks);
    expect(CandleTable.fromRows(days, "1d").derive("1w").candles().map(told)).toEqual(weeks);
  }
});

test.each(vectors.simulation)("given drawn rules and candles, then the log is Python's, plain and fast", (vector) => {
  const parsed = parseSetting(vector.setting);
  if (!parsed.ok) {
    throw new Error([...parsed.problems].join("; "));
  }
  const { strategy, rules, slippage } = parsed.setting;
  const table = CandleTable.fromRows(vector.rows, strategy.timeframe === "1w" ? "1d" : strategy.timeframe);

  expect(simulatePlainly(strategy, rules, table.candles(), slippage).map(toJson)).toEqual(vector.log);
  expect(simulate(strategy, rules, table, { slippage }).map(toJson)).toEqual(vector.log);
});
