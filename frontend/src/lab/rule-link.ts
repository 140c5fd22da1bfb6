/** A rule, its market and its period in an address, so that it can be kept and passed on. */

/** The parameters of SEMANTICS section 3 as they are typed; an empty text is one that is not given. */
export interface RuleDraft {
  readonly timeframe: string;
  readonly buy_trigger: string;
  readonly sell_trigger: string;
  readonly buy_amount: string;
  readonly sell_amount: string;
  readonly allocated_capital: string;
  readonly reference: string;
  readonly cooldown: string;
  readonly cooldown_reset: boolean;
  readonly minimum_position: string;
  readonly loss_protection: string;
  readonly reinvest_profits: boolean;
  readonly rsi_period: string;
  readonly rsi_max_for_buy: string;
  readonly rsi_min_for_sell: string;
  readonly order_timeout: string;
  readonly starting_amount: string;
  readonly starting_average_price: string;
}

/** What the Lab asks about: a rule over a span of a market, with its simulation's settings. */
export interface Question {
  /** The account's entry; empty in a link that came from another house, or where none was chosen yet. */
  readonly account: string;
  /** `SOL/EUR`; empty where none was chosen yet. */
  readonly pair: string;
  readonly rule: RuleDraft;
  /** Percent. */
  readonly slippage: string;
  /** Days as `2026-11-26`; empty is from the first candle, or to the last. */
  readonly since: string;
  readonly until: string;
  /** Percent of the period that is tuned on. */
  readonly tuning: string;
}

export const DEFAULT_RULE: RuleDraft = {
  timeframe: "4h",
  buy_trigger: "-2.5",
  sell_trigger: "2.5",
  buy_amount: "20",
  sell_amount: "20",
  allocated_capital: "200",
  reference: "open",
  cooldown: "0",
  cooldown_reset: true,
  minimum_position: "0",
  loss_protection: "0.5",
  reinvest_profits: true,
  rsi_period: "",
  rsi_max_for_buy: "",
  rsi_min_for_sell: "",
  order_timeout: "4",
  starting_amount: "",
  starting_average_price: "",
};

export const DEFAULT_QUESTION: Question = {
  account: "",
  pair: "",
  rule: DEFAULT_RULE,
  slippage: "0",
  since: "",
  until: "",
  tuning: "70",
};

const RULE_NAMES = Object.keys(DEFAULT_RULE) as (keyof RuleDraft)[];
const OTHER_NAMES = ["account", "pair", "slippage", "since", "until", "tuning"] as const;
const YES = "1";
const NO = "0";

/** The parameters of an address: what differs from the defaults, and always what the simulation is about. */
export function toParameters(question: Question): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const name of OTHER_NAMES) {
    if (question[name] !== DEFAULT_QUESTION[name]) parameters.set(name, question[name]);
  }
  for (const name of RULE_NAMES) {
    const value = question.rule[name];
    if (value === DEFAULT_RULE[name]) continue;
    parameters.set(name, typeof value === "boolean" ? (value ? YES : NO) : value);
  }
  return parameters;
}

/** The question of an address; what is not in it, or makes no sense as a switch, is as by default. */
export function fromParameters(parameters: URLSearchParams): Question {
  const read = (name: string, usual: string): string => parameters.get(name) ?? usual;
  const rule = Object.fromEntries(
    RULE_NAMES.map((name) => {
      const usual = DEFAULT_RULE[name];
      const given = parameters.get(name);
      if (typeof usual === "string") return [name, given ?? usual];
      return [name, given === YES ? true : given === NO ? false : usual];
    }),
  ) as unknown as RuleDraft;
  const others = Object.fromEntries(OTHER_NAMES.map((name) => [name, read(name, DEFAULT_QUESTION[name])]));
  return { ...(others as unknown as Omit<Question, "rule">), rule };
}

/** Raw input for `parseStrategy`: empty fields are left out, numbers may have a decimal comma. */
export function rawStrategy(pair: string, rule: RuleDraft): Record<string, unknown> {
  const { starting_amount: amount, starting_average_price: averagePrice, ...rest } = rule;
  const raw: Record<string, unknown> = { pair };
  for (const [name, value] of Object.entries(rest)) {
    if (typeof value === "boolean") raw[name] = value;
    else if (value.trim() !== "") raw[name] = WORDS.has(name) ? value : typed(value);
  }
  const starting = { amount: typed(amount), average_price: typed(averagePrice) };
  if (starting.amount !== "" || starting.average_price !== "") {
    raw.starting_position = Object.fromEntries(Object.entries(starting).filter(([, value]) => value !== ""));
  }
  return raw;
}

const WORDS = new Set(["timeframe", "reference"]);

/** A thousand to some and one to others: left as it is, so that it is no number and asked about. */
const AMBIGUOUS = /^[+-]?[1-9]\d{0,2},\d{3}$/;

/** A number as typed in any country: blanks and a percent sign dropped, the minus of typographers and one comma read. */
export function typed(text: string): string {
  const bare = text.replace(/\s/g, "").replace("\u2212", "-").replace(/%$/, "");
  if (AMBIGUOUS.test(bare)) return bare;
  return bare.split(",").length === 2 && !bare.includes(".") ? bare.replace(",", ".") : bare;
}

/** The rule of a strategy that exists, as it would be typed. */
export function draftOf(parameters: Readonly<Record<string, unknown>>): RuleDraft {
  const starting = parameters.starting_position as { amount: string; average_price: string } | null | undefined;
  const given: Readonly<Record<string, unknown>> = {
    ...parameters,
    starting_amount: starting?.amount,
    starting_average_price: starting?.average_price,
  };
  const draft: Record<string, string | boolean> = {};
  for (const name of RULE_NAMES) {
    const [value, usual] = [given[name], DEFAULT_RULE[name]];
    if (typeof usual === "boolean") draft[name] = typeof value === "boolean" ? value : usual;
    else if (typeof value === "string" || typeof value === "number") draft[name] = String(value);
    else draft[name] = usual;
  }
  return draft as unknown as RuleDraft;
}
