import { property } from "lit/decorators.js";
import { element } from "../components/define.ts";
import type { App } from "../data/app.ts";
import {
  ACCOUNT_CARD,
  ACCOUNT_DEFAULTS,
  type CardConfig,
  type CardName,
  STRATEGY_CARD,
  STRATEGY_DEFAULTS,
  TRADES_CARD,
  TRADES_DEFAULTS,
} from "./card-config.ts";
import { EditorElement } from "./editor-element.ts";
import { cardFields, chosen, type Field } from "./editor-schema.ts";

const DEFAULTS: Record<CardName, object> = {
  [ACCOUNT_CARD]: ACCOUNT_DEFAULTS,
  [STRATEGY_CARD]: STRATEGY_DEFAULTS,
  [TRADES_CARD]: TRADES_DEFAULTS,
};

/** The editor of any of the cards. */
@element("aurono-card-editor")
export class AuronoCardEditor extends EditorElement<CardConfig> {
  @property({ attribute: false }) card: CardName = ACCOUNT_CARD;

  protected override fields(app: App, config: CardConfig): Field[] {
    return cardFields(app, this.card, this.accounts, config);
  }

  protected override defaults(): object {
    return DEFAULTS[this.card];
  }

  protected override chosen(value: CardConfig, before: CardConfig): CardConfig {
    return chosen(value, before, this.accounts);
  }
}
