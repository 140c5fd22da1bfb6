/** The forms of the editors, as Home Assistant's own form takes them. */

import type { App } from "../data/app.ts";
import type { TextKey } from "../data/localize.ts";
import type { Account } from "../data/model.ts";
import {
  ACCOUNT_CARD,
  type CardConfig,
  type CardName,
  CONTENTS,
  CURVES,
  FEWEST,
  MOST,
  STRATEGY_CARD,
  TRADES_CARD,
} from "./card-config.ts";

export interface Choice {
  value: string;
  label: string;
}

export interface Field {
  name: string;
  required?: boolean;
  default?: unknown;
  selector: Record<string, Record<string, unknown>>;
}

const LABELS: Record<string, TextKey> = {
  account: "activity_account",
  strategy: "activity_strategy",
  title: "cards_set_title",
  curve: "cards_set_curve",
  attention: "overview_attention",
  next: "overview_next",
  control: "cards_set_control",
  chart: "strategies_chart",
  numbers: "cards_set_numbers",
  decision: "strategies_last_decision",
  content: "cards_set_content",
  count: "cards_set_count",
  details: "cards_set_details",
};

const HELPERS: Record<string, TextKey> = {
  control: "cards_set_control_help",
  title: "cards_set_title_help",
};

/** What a field is called. */
export const label = (app: App, name: string): string => {
  const key = LABELS[name];
  return key ? app.text(key) : name;
};

/** What is said below a field. */
export const helper = (app: App, name: string): string | undefined => {
  const key = HELPERS[name];
  return key && app.text(key);
};

/** The fields of a card. */
export function cardFields(app: App, card: CardName, accounts: readonly Account[], config: CardConfig): Field[] {
  switch (card) {
    case ACCOUNT_CARD:
      return [
        accountField(accounts, config.account),
        title,
        select("curve", curves(app)),
        ...(["attention", "next", "control"] as const).map(yesOrNo),
      ];
    case STRATEGY_CARD:
      return [
        { ...strategyField(accounts, config.strategy), required: true },
        title,
        ...(["chart", "numbers", "decision"] as const).map(yesOrNo),
      ];
    case TRADES_CARD: {
      const within = accounts.filter(({ entry_id: id }) => config.account === undefined || id === config.account);
      return [
        accountField(accounts, config.account),
        strategyField(within, config.strategy),
        title,
        select(
          "content",
          CONTENTS.map((value) => ({ value, label: app.text(`cards_content_${value}`) })),
        ),
        { name: "count", selector: { number: { min: FEWEST, max: MOST, step: 1, mode: "box" } } },
      ];
    }
  }
}

/** The fields of the dashboard that builds itself. */
export const dashboardFields = (accounts: readonly Account[], account: string | undefined): Field[] => [
  accountField(accounts, account),
  yesOrNo("details"),
];

/** What the user chose, so that what belongs together fits: a strategy has the account that it is of. */
export function chosen(config: CardConfig, before: CardConfig, accounts: readonly Account[]): CardConfig {
  const next = Object.fromEntries(
    Object.entries(config).filter(([, value]) => value !== undefined && value !== ""),
  ) as CardConfig;
  const owner = accounts.find(({ strategies }) => strategies.some(({ id }) => id === next.strategy));
  if (next.strategy !== undefined && next.account !== before.account && next.account !== owner?.entry_id) {
    delete next.strategy;
  } else if (owner && next.strategy !== before.strategy) {
    next.account = owner.entry_id;
  }
  return next;
}

const title: Field = { name: "title", selector: { text: {} } };

const yesOrNo = (name: string): Field => ({ name, selector: { boolean: {} } });

const select = (name: string, options: Choice[], required = false): Field => ({
  name,
  required,
  selector: { select: { mode: "dropdown", options } },
});

const accountField = (accounts: readonly Account[], chosen: string | undefined): Field =>
  select(
    "account",
    withChosen(
      accounts.map(({ entry_id: value, title: label }) => ({ value, label })),
      chosen,
    ),
  );

function strategyField(accounts: readonly Account[], chosen: string | undefined): Field {
  const options = accounts.flatMap((account) =>
    account.strategies.map(({ id, name }) => ({
      value: id,
      label: accounts.length > 1 ? `${name} · ${account.title}` : name,
    })),
  );
  return select("strategy", withChosen(options, chosen));
}

/** What is chosen can be chosen, also if it is not there now. */
const withChosen = (options: Choice[], chosen: string | undefined): Choice[] =>
  chosen === undefined || options.some(({ value }) => value === chosen)
    ? options
    : [...options, { value: chosen, label: chosen }];

const curves = (app: App): Choice[] =>
  CURVES.map((value) => ({
    value,
    label: app.text(value === "none" ? "cards_curve_none" : `overview_chart_${value}`),
  }));
