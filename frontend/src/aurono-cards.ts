/**
 * Cards and a dashboard for Home Assistant's dashboards. Home Assistant loads this file with every one of its pages, so it
 * only says what there is; all else is loaded where it is shown.
 */

import { ACCOUNT_CARD, STRATEGY_CARD, TRADES_CARD } from "./cards/card-config.ts";
import { cardEditor, CardShell } from "./cards/card-shell.ts";
import { type Offers, offer } from "./cards/offers.ts";
import { watchForEditing } from "./cards/picker-words.ts";
import { accountDevices, type HassWithRegistries } from "./cards/registry.ts";
import { element } from "./components/define.ts";
import type { CardConfig } from "./cards/card-config.ts";
import type { DashboardConfig, DashboardSettings } from "./cards/dashboard.ts";

/** An account: its worth, its profit, what needs attention, and what comes next. */
@element(ACCOUNT_CARD)
export class AuronoAccountCard extends CardShell {
  protected readonly card = ACCOUNT_CARD;
  protected readonly size = 6;
  static readonly getConfigElement = (): Promise<HTMLElement> => cardEditor(ACCOUNT_CARD);
}

/** A strategy: what it does, how it fares, and what it decided last. */
@element(STRATEGY_CARD)
export class AuronoStrategyCard extends CardShell {
  protected readonly card = STRATEGY_CARD;
  protected readonly size = 7;
  static readonly getConfigElement = (): Promise<HTMLElement> => cardEditor(STRATEGY_CARD);

  static override getStubConfig(hass: HassWithRegistries): Partial<CardConfig> {
    for (const { entryId, strategies } of accountDevices(hass)) {
      if (strategies[0]) return { account: entryId, strategy: strategies[0].id };
    }
    return {};
  }
}

/** The last trades or decisions, of an account or of one strategy. */
@element(TRADES_CARD)
export class AuronoTradesCard extends CardShell {
  protected readonly card = TRADES_CARD;
  protected readonly size = 4;
  static readonly getConfigElement = (): Promise<HTMLElement> => cardEditor(TRADES_CARD);
}

/** The dashboard that builds itself; Home Assistant calls what is static of it, and shows none of it. */
@element("ll-strategy-dashboard-aurono")
export class AuronoDashboard extends HTMLElement {
  /** It is built anew when one of these registries changed: a strategy that is added appears by itself. */
  static readonly registryDependencies = ["devices", "entities"];

  static async generate(settings: DashboardSettings, hass: HassWithRegistries): Promise<DashboardConfig> {
    const { buildDashboard } = await import("./cards/dashboard.ts");
    return buildDashboard(settings, hass);
  }

  static async getConfigElement(): Promise<HTMLElement> {
    await import("./cards/dashboard-editor.ts");
    return document.createElement("aurono-dashboard-editor");
  }

  static getCreateSuggestions(): { title: string; icon: string } {
    return { title: "Aurono", icon: "mdi:chart-timeline-variant-shimmer" };
  }
}

offer(window as Offers);
watchForEditing();
