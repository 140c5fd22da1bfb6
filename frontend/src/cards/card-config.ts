/** What can be set about the cards, as it stands in a dashboard, and what is taken where nothing is. */

export const ACCOUNT_CARD = "aurono-account-card";
export const STRATEGY_CARD = "aurono-strategy-card";
export const TRADES_CARD = "aurono-trades-card";
export type CardName = typeof ACCOUNT_CARD | typeof STRATEGY_CARD | typeof TRADES_CARD;

/** What is added to a card by Home Assistant, such as its size, is left alone. */
export interface CardConfig {
  type: string;
  /** The id of an account, or its name. Without one: the only one, or the first. */
  account?: string;
  /** The id of a strategy, or its name. */
  strategy?: string;
  /** Shown instead of the name. */
  title?: string;
  [other: string]: unknown;
}

export const CURVES = ["profit", "value", "none"] as const;
export type CurveShown = (typeof CURVES)[number];

export const CONTENTS = ["trades", "decisions"] as const;
export type Content = (typeof CONTENTS)[number];

export const FEWEST = 1;
export const MOST = 20;

interface Named {
  account: string | undefined;
  strategy: string | undefined;
  title: string | undefined;
}

export interface AccountSettings extends Named {
  curve: CurveShown;
  attention: boolean;
  next: boolean;
  control: boolean;
}

export interface StrategySettings extends Named {
  chart: boolean;
  numbers: boolean;
  decision: boolean;
}

export interface TradesSettings extends Named {
  content: Content;
  count: number;
}

/** Settings as they are used, and the names of those that could not be: for them, what is usual was taken. */
export interface Read<Settings> {
  settings: Settings;
  wrong: string[];
}

export const ACCOUNT_DEFAULTS = { curve: "profit", attention: true, next: true, control: true } as const;
export const STRATEGY_DEFAULTS = { chart: true, numbers: true, decision: true } as const;
export const TRADES_DEFAULTS = { content: "trades", count: 5 } as const;

export const readAccount = (config: CardConfig): Read<AccountSettings> =>
  read(config, (get) => ({
    ...named(get),
    curve: get("curve", ACCOUNT_DEFAULTS.curve, oneOf(CURVES)),
    attention: get("attention", ACCOUNT_DEFAULTS.attention, isBoolean),
    next: get("next", ACCOUNT_DEFAULTS.next, isBoolean),
    control: get("control", ACCOUNT_DEFAULTS.control, isBoolean),
  }));

export const readStrategy = (config: CardConfig): Read<StrategySettings> =>
  read(config, (get) => ({
    ...named(get),
    chart: get("chart", STRATEGY_DEFAULTS.chart, isBoolean),
    numbers: get("numbers", STRATEGY_DEFAULTS.numbers, isBoolean),
    decision: get("decision", STRATEGY_DEFAULTS.decision, isBoolean),
  }));

export const readTrades = (config: CardConfig): Read<TradesSettings> =>
  read(config, (get) => ({
    ...named(get),
    content: get("content", TRADES_DEFAULTS.content, oneOf(CONTENTS)),
    count: get("count", TRADES_DEFAULTS.count, isCount),
  }));

type Get = <Value>(name: string, usual: Value, fits: (value: unknown) => value is Value) => Value;

function read<Settings>(config: CardConfig, settings: (get: Get) => Settings): Read<Settings> {
  const wrong: string[] = [];
  const get: Get = (name, usual, fits) => {
    const value = config[name];
    // An empty field of a form is none.
    if (value === undefined || value === null || value === "") return usual;
    if (fits(value)) return value;
    wrong.push(name);
    return usual;
  };
  return { settings: settings(get), wrong };
}

const named = (get: Get): Named => ({
  account: get("account", undefined, isText),
  strategy: get("strategy", undefined, isText),
  title: get("title", undefined, isText),
});

const isBoolean = (value: unknown): value is boolean => typeof value === "boolean";
const isText = (value: unknown): value is string | undefined => typeof value === "string";
const isCount = (value: unknown): value is number =>
  typeof value === "number" && Number.isInteger(value) && value >= FEWEST && value <= MOST;
const oneOf =
  <Choice extends string>(choices: readonly Choice[]) =>
  (value: unknown): value is Choice =>
    choices.some((choice) => choice === value);
