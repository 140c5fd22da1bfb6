/** A rule's parameters with their names, as the forms of Home Assistant have them. */

import type { App } from "./app.ts";
import { currencies, type Parameters } from "./model.ts";

type Name = keyof Parameters;

/** In the order of the form. The market is left out: it never changes. */
const NAMES: readonly Exclude<Name, "pair" | "starting_position">[] = [
  "timeframe",
  "reference",
  "buy_trigger",
  "sell_trigger",
  "buy_amount",
  "sell_amount",
  "allocated_capital",
  "reinvest_profits",
  "loss_protection",
  "minimum_position",
  "cooldown",
  "cooldown_reset",
  "rsi_period",
  "rsi_max_for_buy",
  "rsi_min_for_sell",
  "order_timeout",
];

export interface NamedValue {
  name: Name;
  label: string;
  value: string;
}

/** All parameters, named and written for the user. */
export const namedParameters = (app: App, parameters: Parameters): NamedValue[] =>
  NAMES.map((name) => ({ name, label: app.parameter(name), value: shown(app, parameters, name) }));

/** What a version changed: each parameter with its value before and after. */
export function changes(app: App, before: Parameters, after: Parameters): (NamedValue & { before: string })[] {
  return NAMES.filter((name) => (before[name] ?? null) !== (after[name] ?? null)).map((name) => ({
    name,
    label: app.parameter(name),
    before: shown(app, before, name),
    value: shown(app, after, name),
  }));
}

function shown(app: App, parameters: Parameters, name: (typeof NAMES)[number]): string {
  const { base, quote } = currencies(parameters.pair);
  const { numbers } = app;
  switch (name) {
    case "timeframe":
    case "reference":
      return app.option(name, parameters[name]);
    case "buy_trigger":
    case "sell_trigger":
      return numbers.percent(parameters[name], { signed: true, decimals: 6 });
    case "loss_protection":
      return numbers.percent(parameters[name], { decimals: 6 });
    case "buy_amount":
    case "sell_amount":
    case "allocated_capital":
      return numbers.money(parameters[name], quote);
    case "minimum_position":
      return numbers.amount(parameters[name], base);
    case "reinvest_profits":
    case "cooldown_reset":
      return app.text(parameters[name] ? "common_yes" : "common_no");
    case "rsi_period":
    case "rsi_max_for_buy":
    case "rsi_min_for_sell": {
      const value = parameters[name] ?? null;
      return value === null ? app.text("common_off") : numbers.number(value, 6);
    }
    case "cooldown":
    case "order_timeout":
      return numbers.number(parameters[name]);
  }
}
