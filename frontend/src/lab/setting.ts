/** A strategy, its market and the slippage from raw input (SEMANTICS section 13); the twin of lab/strategy_file.py. */

import {
  asMap,
  between,
  isRaw,
  notNegative,
  positive,
  readFields,
  wholeNumber,
  type Problem,
  type Problems,
  type Raw,
} from "../engine/fields.ts";
import { MarketRules, parsePair, SignificantDigits, Tick, type Pair } from "../engine/market.ts";
import { decimal, HUNDRED, MAX_DIGITS, ONE, ZERO, type Decimal } from "../engine/numbers.ts";
import type { RuleStrategy } from "../engine/strategy.ts";
import { parseStrategy } from "../engine/validation.ts";

/** All that a simulation needs but the candles; `slippage` is percent. */
export interface Setting {
  readonly strategy: RuleStrategy;
  readonly rules: MarketRules;
  readonly slippage: Decimal;
}

/** What is wrong: a problem for each field that has one, and whether not exactly one kind of price grid is given. */
export interface Wrong {
  readonly ok: false;
  readonly problems: ReadonlyMap<string, Problem>;
  readonly gridUnclear: boolean;
}

export type ParsedSetting = { readonly ok: true; readonly setting: Setting } | Wrong;
export type ParsedMarket = { readonly ok: true; readonly rules: MarketRules } | Wrong;

const SECTIONS = ["strategy", "market"] as const;
const SLIPPAGE = { slippage: between(ZERO, HUNDRED, { highOpen: true }) } as const;
const MARKET = {
  price_step: positive,
  price_digits: wholeNumber(1, MAX_DIGITS),
  amount_step: positive,
  min_amount: notNegative,
  min_cost: notNegative,
  settlement_step: positive,
  taker_fee: between(ZERO, ONE, { highOpen: true }),
} as const;
const MARKET_REQUIRED = ["amount_step", "taker_fee"] as const;

/** Read the three parts of a setting; problems are keyed `strategy.buy_trigger` and so on. */
export function parseSetting(input: Raw): ParsedSetting {
  const raw = asMap(input);
  const problems: Problems = new Map();
  const { slippage = ZERO } = readFields(raw, SLIPPAGE, problems, { known: SECTIONS });
  const sections = SECTIONS.map((name) => {
    const section = raw.get(name) ?? null;
    if (section === null) {
      problems.set(name, "required");
    } else if (!isRaw(section)) {
      problems.set(name, "not_an_object");
    } else {
      return asMap(section);
    }
    return null;
  });
  const [strategySection = null, marketSection = null] = sections;
  const parsed = strategySection && parseStrategy(strategySection);
  if (parsed?.ok === false) {
    parsed.problems.forEach((problem, name) => problems.set(`strategy.${name}`, problem));
  }
  const market = marketSection && readMarket(marketSection, problems, "market.");
  const gridUnclear = market?.gridUnclear ?? false;
  if (parsed?.ok !== true || market === null || problems.size > 0 || gridUnclear) {
    return { ok: false, problems, gridUnclear };
  }
  const { strategy } = parsed;
  const rules = market.rules(strategy.pair);
  return rules === null ? { ok: false, problems, gridUnclear } : { ok: true, setting: { strategy, rules, slippage } };
}

/** Read a market's rules as a file or a form states them; the maker fee counts as the taker fee. */
export function parseMarket(input: Raw, pair: Pair): ParsedMarket {
  const problems: Problems = new Map();
  const market = readMarket(asMap(input), problems, "");
  const rules = problems.size > 0 || market.gridUnclear ? null : market.rules(pair);
  return rules === null ? { ok: false, problems, gridUnclear: market.gridUnclear } : { ok: true, rules };
}

/** A market as the integration sends it over the WebSocket. */
export interface MarketRecord {
  readonly pair: string;
  readonly price_step: string | null;
  readonly price_digits: number | null;
  readonly amount_step: string;
  readonly min_amount: string;
  readonly min_cost: string;
  readonly settlement_step: string | null;
  readonly taker_fee: string;
  readonly maker_fee: string;
}

/** The rules of a market as the integration sends it; throws a RangeError for what it never sends. */
export function marketRules(record: MarketRecord): MarketRules {
  const pair = parsePair(record.pair);
  if (pair === null) {
    throw new RangeError(`not a pair: ${record.pair}`);
  }
  return new MarketRules({
    pair,
    priceGrid:
      record.price_step === null
        ? new SignificantDigits(record.price_digits ?? 0)
        : new Tick(decimal(record.price_step)),
    amountStep: decimal(record.amount_step),
    minAmount: decimal(record.min_amount),
    minCost: decimal(record.min_cost),
    settlementStep: record.settlement_step === null ? null : decimal(record.settlement_step),
    takerFee: decimal(record.taker_fee),
    makerFee: decimal(record.maker_fee),
  });
}

function readMarket(
  raw: ReadonlyMap<string, unknown>,
  problems: Problems,
  prefix: string,
): { gridUnclear: boolean; rules: (pair: Pair) => MarketRules | null } {
  const values = readFields(raw, MARKET, problems, { required: MARKET_REQUIRED, prefix });
  const { price_step: step, price_digits: digits, amount_step: amountStep, taker_fee: takerFee } = values;
  const given = (name: string): boolean => (raw.get(name) ?? null) !== null;
  const rules = (pair: Pair): MarketRules | null => {
    const priceGrid = step !== undefined ? new Tick(step) : digits === undefined ? null : new SignificantDigits(digits);
    if (priceGrid === null || amountStep === undefined || takerFee === undefined) {
      return null;
    }
    return new MarketRules({
      pair,
      priceGrid,
      amountStep,
      minAmount: values.min_amount ?? ZERO,
      minCost: values.min_cost ?? ZERO,
      settlementStep: values.settlement_step ?? null,
      takerFee,
      makerFee: takerFee, // a simulated fill pays the taker fee, whatever it is
    });
  };
  return { gridUnclear: given("price_step") === given("price_digits"), rules };
}
