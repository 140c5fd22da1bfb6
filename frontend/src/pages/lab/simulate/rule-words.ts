import type { App } from "../../../data/app.ts";
import type { Problem } from "../../../engine/fields.ts";
import type { RuleDraft } from "../../../lab/rule-link.ts";

const ROOT = "component.aurono.config_subentries.strategy";

export type RuleField = keyof RuleDraft;

/** The form's sections and fields, as Home Assistant's own form of a strategy has them. */
export const SECTIONS = {
  rule: ["timeframe", "buy_trigger", "sell_trigger", "reference", "cooldown", "cooldown_reset"],
  money: ["buy_amount", "sell_amount", "allocated_capital", "reinvest_profits"],
  safety: ["loss_protection", "minimum_position"],
  rsi: ["rsi_period", "rsi_max_for_buy", "rsi_min_for_sell"],
  order: ["order_timeout"],
  starting_position: ["starting_amount", "starting_average_price"],
} as const satisfies Record<string, readonly RuleField[]>;

export type SectionName = keyof typeof SECTIONS;

/** The words of Home Assistant's own form, so that a field has one name everywhere. Loaded by `loadRuleWords`. */
export const ruleWords = {
  section: (app: App, section: SectionName): string =>
    app.hass().localize(`${ROOT}.step.parameters.sections.${section}.name`),
  label: (app: App, section: SectionName, field: RuleField): string =>
    app.hass().localize(`${ROOT}.step.parameters.sections.${section}.data.${field}`),
  help: (app: App, section: SectionName, field: RuleField): string =>
    app.hass().localize(`${ROOT}.step.parameters.sections.${section}.data_description.${field}`),
  option: (app: App, selector: "reference" | "timeframe", option: string): string =>
    app.hass().localize(`component.aurono.selector.${selector}.options.${option}`),
  problem: (app: App, field: string, problem: Problem | "below_minimum", values: Record<string, string>): string =>
    app.hass().localize(`${ROOT}.error.${problem === "out_of_range" ? `${field}_out_of_range` : problem}`, values),
};

export async function loadRuleWords(app: App): Promise<void> {
  await app.hass().loadBackendTranslation("config_subentries", "aurono");
}

/** The field of the form that a problem of `parseStrategy` belongs to. */
export function fieldOf(problemKey: string): string {
  switch (problemKey) {
    case "starting_position.amount":
      return "starting_amount";
    case "starting_position.average_price":
      return "starting_average_price";
    default:
      return problemKey;
  }
}
