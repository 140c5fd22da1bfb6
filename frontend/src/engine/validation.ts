/** From raw input to strategy parameters: every error at once, keyed by field; the twin of engine/validation.py. */

import {
  asMap,
  between,
  boolean,
  isRaw,
  notNegative,
  option,
  pair,
  positive,
  readFields,
  wholeNumber,
  type Problem,
  type Problems,
  type Raw,
} from "./fields.ts";
import { decimal, HUNDRED, ZERO } from "./numbers.ts";
import { checked, DEFAULTS, REFERENCES, type RuleStrategy, type StartingPosition } from "./strategy.ts";
import { TIMEFRAMES } from "./timeframe.ts";

/** A strategy, or a problem for each field that has one, in the order of the parameters. */
export type ParsedStrategy =
  | { readonly ok: true; readonly strategy: RuleStrategy }
  | { readonly ok: false; readonly problems: ReadonlyMap<string, Problem> };

const READERS = {
  pair,
  timeframe: option(TIMEFRAMES),
  buy_trigger: between(HUNDRED.negated(), ZERO, { lowOpen: true, highOpen: true }),
  sell_trigger: between(ZERO, decimal("1000"), { lowOpen: true }),
  buy_amount: notNegative,
  sell_amount: notNegative,
  allocated_capital: notNegative,
  reference: option(REFERENCES),
  cooldown: wholeNumber(0),
  cooldown_reset: boolean,
  minimum_position: notNegative,
  loss_protection: notNegative,
  reinvest_profits: boolean,
  rsi_period: wholeNumber(2, 100),
  rsi_max_for_buy: between(ZERO, HUNDRED),
  rsi_min_for_sell: between(ZERO, HUNDRED),
  order_timeout: wholeNumber(1, 168),
} as const;
const REQUIRED = [
  "pair",
  "timeframe",
  "buy_trigger",
  "sell_trigger",
  "buy_amount",
  "sell_amount",
  "allocated_capital",
] as const;
const STARTING_POSITION = { amount: positive, average_price: positive } as const;

/** The names of the parameters, as they are stored and sent. */
export const PARAMETERS = [...Object.keys(READERS), "starting_position"] as readonly ParameterName[];
export type ParameterName = keyof typeof READERS | "starting_position";

/**
 * Read the parameters of section 3 under their stored names; numbers may be strings or numbers, an absent or null one
 * takes its default. `starting_position` holds `amount` and `average_price`; its problems are keyed
 * `starting_position.amount` and so on.
 */
export function parseStrategy(input: Raw): ParsedStrategy {
  const raw = asMap(input);
  const problems: Problems = new Map();
  const values = readFields(raw, READERS, problems, { required: REQUIRED, known: PARAMETERS });
  const starting = raw.get("starting_position") ?? null;
  const startingPosition = starting === null ? null : readStartingPosition(starting, problems);
  checkTogether(values, raw, problems);
  const { pair, timeframe, buy_trigger, sell_trigger, buy_amount, sell_amount, allocated_capital } = values;
  if (
    problems.size > 0 ||
    pair === undefined ||
    timeframe === undefined ||
    buy_trigger === undefined ||
    sell_trigger === undefined ||
    buy_amount === undefined ||
    sell_amount === undefined ||
    allocated_capital === undefined
  ) {
    return { ok: false, problems: new Map([...problems].sort(([one], [two]) => place(one) - place(two))) };
  }
  return {
    ok: true,
    strategy: checked({
      pair,
      timeframe,
      buyTrigger: buy_trigger,
      sellTrigger: sell_trigger,
      buyAmount: buy_amount,
      sellAmount: sell_amount,
      allocatedCapital: allocated_capital,
      reference: values.reference ?? DEFAULTS.reference,
      cooldown: values.cooldown ?? DEFAULTS.cooldown,
      cooldownReset: values.cooldown_reset ?? DEFAULTS.cooldownReset,
      minimumPosition: values.minimum_position ?? DEFAULTS.minimumPosition,
      lossProtection: values.loss_protection ?? DEFAULTS.lossProtection,
      reinvestProfits: values.reinvest_profits ?? DEFAULTS.reinvestProfits,
      rsiPeriod: values.rsi_period ?? DEFAULTS.rsiPeriod,
      rsiMaxForBuy: values.rsi_max_for_buy ?? DEFAULTS.rsiMaxForBuy,
      rsiMinForSell: values.rsi_min_for_sell ?? DEFAULTS.rsiMinForSell,
      orderTimeout: values.order_timeout ?? DEFAULTS.orderTimeout,
      startingPosition,
    }),
  };
}

function readStartingPosition(raw: unknown, problems: Problems): StartingPosition | null {
  if (!isRaw(raw)) {
    problems.set("starting_position", "not_an_object");
    return null;
  }
  const { amount, average_price: averagePrice } = readFields(asMap(raw), STARTING_POSITION, problems, {
    required: Object.keys(STARTING_POSITION),
    prefix: "starting_position.",
  });
  return amount === undefined || averagePrice === undefined ? null : { amount, averagePrice };
}

/** The checks that need more than one field, each on fields that are well-formed by themselves. */
function checkTogether(
  values: ReturnType<typeof readFields<typeof READERS>>,
  raw: ReadonlyMap<string, unknown>,
  problems: Problems,
): void {
  const given = (name: ParameterName): boolean => (raw.get(name) ?? null) !== null;
  if (values.buy_amount?.isZero === true && values.sell_amount?.isZero === true) {
    problems.set("buy_amount", "both_amounts_zero");
    problems.set("sell_amount", "both_amounts_zero");
  }
  if (values.allocated_capital?.isZero === true && !given("starting_position")) {
    problems.set("allocated_capital", "capital_needed");
  }
  if ((given("rsi_max_for_buy") || given("rsi_min_for_sell")) && !given("rsi_period")) {
    problems.set("rsi_period", "period_needed");
  }
}

/** Where a field stands among the parameters; what is none of them comes last. */
function place(field: string): number {
  const found = PARAMETERS.findIndex((name) => name === field.split(".")[0]);
  return found < 0 ? PARAMETERS.length : found;
}
