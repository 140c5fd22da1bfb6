/** The dashboard that builds itself: from Home Assistant's registries alone, so also while Aurono still starts. */

import { loadTexts } from "../data/load-texts.ts";
import { type Text, words } from "../data/localize.ts";
import { ACCOUNT_CARD, STRATEGY_CARD, TRADES_CARD } from "./card-config.ts";
import {
  type AccountDevice,
  accountDevices,
  type Device,
  entityOf,
  type HassWithRegistries,
  type StrategyDevice,
} from "./registry.ts";

/** What can be set about the dashboard. */
export interface DashboardSettings {
  type: string;
  /** Only this account, by its id. */
  account?: string;
  /** Whether each strategy has a view of its own besides; so unless it is false. */
  details?: boolean;
  [other: string]: unknown;
}

export type Card = { type: string } & Record<string, unknown>;

export interface Section {
  type: "grid";
  cards: Card[];
}

export interface View {
  type: "sections";
  title: string;
  path: string;
  max_columns: number;
  dense_section_placement: boolean;
  sections: Section[];
}

export interface DashboardConfig {
  title: string;
  views: View[];
}

const COLUMNS = 3;
const WIDE = { columns: 12 };
/** What a strategy is worth and does, in the order in which one asks for it; what there is no sensor of is left out. */
const NUMBERS = [
  "value",
  "free_capital",
  "position",
  "average_cost",
  "realized_profit",
  "unrealized_profit",
  "trades",
  "win_rate",
  "profit_factor",
  "drawdown",
  "money_weighted_return",
] as const;

/** Views and cards for every account with its strategies. */
export async function buildDashboard(settings: DashboardSettings, hass: HassWithRegistries): Promise<DashboardConfig> {
  const { text } = words(await loadTexts(hass), hass.language);
  const all = accountDevices(hass);
  const accounts = settings.account === undefined ? all : all.filter(({ entryId }) => entryId === settings.account);
  const isDetailed = settings.details !== false;
  return {
    title: text("common_title"),
    views: accounts.length
      ? accounts.flatMap((account) => [
          accountView(account, text),
          ...(isDetailed ? account.strategies.map((strategy) => strategyView(account, strategy, text)) : []),
        ])
      : [emptyView(settings, text)],
  };
}

function accountView(account: AccountDevice, text: Text): View {
  const { entryId, strategies } = account;
  const profits = strategies.flatMap((strategy) => {
    const entity = entityOf(strategy, "realized_profit");
    return entity === undefined ? [] : [{ entity, name: strategy.name }];
  });
  return view(account.name, entryId, [
    [{ type: `custom:${ACCOUNT_CARD}`, account: entryId }],
    ...strategies.map(({ id }) => [{ type: `custom:${STRATEGY_CARD}`, account: entryId, strategy: id }]),
    [{ type: `custom:${TRADES_CARD}`, account: entryId }],
    profits.length
      ? [heading(text("cards_section_time"), "mdi:chart-line"), statistics(profits, text("cards_section_profits"))]
      : [],
  ]);
}

function strategyView({ entryId }: AccountDevice, strategy: StrategyDevice, text: Text): View {
  const about = { account: entryId, strategy: strategy.id };
  const numbers = NUMBERS.flatMap((key) => tile(strategy, key));
  return view(strategy.name, strategy.id, [
    [
      // The numbers stand below, each as an entity of its own.
      { type: `custom:${STRATEGY_CARD}`, ...about, ...(numbers.length ? { numbers: false } : {}) },
      ...(numbers.length ? [heading(text("cards_section_numbers"), "mdi:counter"), ...numbers] : []),
    ],
    [
      { type: `custom:${TRADES_CARD}`, ...about },
      { type: `custom:${TRADES_CARD}`, ...about, content: "decisions" },
    ],
    overTime(strategy, text),
    activity(strategy, text),
  ]);
}

function overTime(strategy: StrategyDevice, text: Text): Card[] {
  const value = entityOf(strategy, "value");
  if (value === undefined) return [];
  return [
    heading(text("cards_section_time"), "mdi:chart-line"),
    { type: "history-graph", hours_to_show: 24, entities: [value], grid_options: WIDE },
    statistics([{ entity: value, name: text("overview_value") }], text("cards_section_month")),
  ];
}

/** What Home Assistant's own Activity tells of it. */
function activity(strategy: StrategyDevice, text: Text): Card[] {
  const entity = entityOf(strategy, "activity");
  if (entity === undefined) return [];
  return [
    heading(text("activity_title"), "mdi:timeline-text-outline"),
    { type: "logbook", hours_to_show: 24, target: { entity_id: [entity] }, grid_options: WIDE },
  ];
}

/** Without an account, the card itself says what to do. */
const emptyView = (settings: DashboardSettings, text: Text): View =>
  view(text("overview_title"), "overview", [
    [{ type: `custom:${ACCOUNT_CARD}`, ...(settings.account === undefined ? {} : { account: settings.account }) }],
  ]);

function view(title: string, path: string, sections: Card[][]): View {
  return {
    type: "sections",
    title,
    path: path.toLowerCase(),
    max_columns: COLUMNS,
    dense_section_placement: true,
    sections: sections.filter((cards) => cards.length).map((cards) => ({ type: "grid", cards })),
  };
}

const heading = (text: string, icon: string): Card => ({ type: "heading", heading: text, icon });

function tile(device: Device, key: string): Card[] {
  const entity = entityOf(device, key);
  // The name without that of its strategy, which stands above.
  return entity === undefined ? [] : [{ type: "tile", entity, name: { type: "entity" } }];
}

/** Thirty days from the statistics that Home Assistant keeps for good. */
function statistics(entities: { entity: string; name: string }[], title: string): Card {
  return {
    type: "statistics-graph",
    title,
    chart_type: "line",
    period: "day",
    days_to_show: 30,
    stat_types: ["state"],
    entities,
    grid_options: WIDE,
  };
}
