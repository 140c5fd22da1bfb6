/** What Home Assistant offers where cards and dashboards are chosen. */

import type { TextKey } from "../data/localize.ts";
import { ACCOUNT_CARD, type CardConfig, type CardName, CONTENTS, STRATEGY_CARD, TRADES_CARD } from "./card-config.ts";
import { pickerWord } from "./picker-words.ts";
import { type HassWithRegistries, type Place, placeOf } from "./registry.ts";

const DOCUMENTATION = "https://github.com/aurono/aurono/blob/main/docs/DASHBOARDS.md";

/** A card ready to be put on a dashboard, and what it is called among several. */
export interface Suggestion {
  label?: string;
  config: CardConfig;
}

/** A card in Home Assistant's card picker. */
export interface CardOffer {
  type: string;
  readonly name: string;
  readonly description: string;
  preview: boolean;
  documentationURL: string;
  getEntitySuggestion: (hass: HassWithRegistries, entityId: string) => Suggestion[] | Suggestion | null;
}

/** A dashboard in Home Assistant's dialog for new ones. */
export interface DashboardOffer {
  type: string;
  strategyType: "dashboard";
  readonly name: string;
  readonly description: string;
  documentationURL: string;
}

export interface Offers {
  customCards?: CardOffer[];
  customStrategies?: DashboardOffer[];
}

/** The trades of an account or a strategy are worth a card where somebody looks at what was done. */
const TELLS_OF_TRADES = new Set(["activity", "trades", "last_decision"]);

export const CARD_OFFERS: readonly CardOffer[] = [
  cardOffer(ACCOUNT_CARD, "cards_account_name", "cards_account_description", (place) =>
    place.strategy === undefined ? { config: { type: `custom:${ACCOUNT_CARD}`, ...place } } : null,
  ),
  cardOffer(STRATEGY_CARD, "cards_strategy_name", "cards_strategy_description", (place) =>
    place.strategy === undefined ? null : { config: { type: `custom:${STRATEGY_CARD}`, ...place } },
  ),
  cardOffer(TRADES_CARD, "cards_trades_name", "cards_trades_description", (place, key) =>
    TELLS_OF_TRADES.has(key)
      ? CONTENTS.map((content) => ({
          label: pickerWord(`cards_content_${content}`),
          config: { type: `custom:${TRADES_CARD}`, ...place, content },
        }))
      : null,
  ),
];

export const DASHBOARD_OFFER: DashboardOffer = {
  type: "aurono",
  strategyType: "dashboard",
  documentationURL: DOCUMENTATION,
  get name(): string {
    return pickerWord("cards_dashboard_name");
  },
  get description(): string {
    return pickerWord("cards_dashboard_description");
  },
};

/** Offers what is not offered yet: a page may have run the build from before. */
export function offer(page: Offers): void {
  page.customCards = add(page.customCards, CARD_OFFERS);
  page.customStrategies = add(page.customStrategies, [DASHBOARD_OFFER]);
}

function add<Offer extends { type: string }>(known: Offer[] = [], ours: readonly Offer[]): Offer[] {
  // Home Assistant keeps the list that was there first.
  for (const one of ours) if (!known.some((other) => other.type === one.type)) known.push(one);
  return known;
}

function cardOffer(
  type: CardName,
  name: TextKey,
  description: TextKey,
  suggest: (place: Place, key: string) => Suggestion[] | Suggestion | null,
): CardOffer {
  return {
    type,
    preview: true,
    documentationURL: DOCUMENTATION,
    get name(): string {
      return pickerWord(name);
    },
    get description(): string {
      return pickerWord(description);
    },
    getEntitySuggestion(hass, entityId) {
      const place = placeOf(hass, entityId);
      return place ? suggest(place, hass.entities[entityId]?.translation_key ?? "") : null;
    },
  };
}
