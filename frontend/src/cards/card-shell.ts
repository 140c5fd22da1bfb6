import type { Hass } from "../data/hass.ts";
import { loadTexts } from "../data/load-texts.ts";
import type { CardConfig, CardName } from "./card-config.ts";
import { accountDevices, type HassWithRegistries } from "./registry.ts";

/** What a card shows, loaded when the first one is on a page. */
export interface CardBody extends HTMLElement {
  config: CardConfig;
  hass: Hass;
  preview: boolean;
}

/** What a card editor is. */
export interface CardEditor extends HTMLElement {
  card: CardName;
}

/** How many of the columns and rows of a section a card takes. */
export interface GridOptions {
  columns: number;
  min_columns: number;
  rows?: number | "auto";
}

/**
 * A card as Home Assistant knows it: here at once on every page, and next to nothing.
 *
 * What it shows comes with the first card of a page. If that cannot be loaded, the card says so, and the page goes on.
 */
export abstract class CardShell extends HTMLElement {
  protected abstract readonly card: CardName;
  protected abstract readonly size: number;
  #config: CardConfig | undefined;
  #hass: Hass | undefined;
  #preview = false;
  #body: CardBody | undefined;
  #failed = false;

  static getStubConfig(hass: HassWithRegistries): Partial<CardConfig> {
    const [account] = accountDevices(hass);
    return account ? { account: account.entryId } : {};
  }

  setConfig(config: CardConfig): void {
    this.#config = config;
    if (this.#body) this.#body.config = config;
  }

  set hass(hass: Hass) {
    this.#hass = hass;
    if (this.#body) this.#body.hass = hass;
    else this.#begin();
  }

  /** Whether it is shown while somebody chooses or edits a card. */
  set preview(preview: boolean) {
    this.#preview = preview;
    if (this.#body) this.#body.preview = preview;
  }

  connectedCallback(): void {
    this.style.display = "block";
    this.style.height = "100%";
    this.#begin();
  }

  getCardSize(): number {
    return this.size;
  }

  getGridOptions(): GridOptions {
    return { columns: 12, min_columns: 6, rows: "auto" };
  }

  #begin(): void {
    if (this.isConnected && this.#hass && this.#config && !this.#failed && !this.#body) void this.#load();
  }

  async #load(): Promise<void> {
    try {
      await import("./bodies.ts");
    } catch {
      // Most likely Aurono was updated, and this page still runs the cards from before.
      this.#failed = true;
      await this.#tellFailed();
      return;
    }
    if (this.#body || !this.#hass || !this.#config) return;
    const body = document.createElement(`${this.card}-body`) as CardBody;
    body.config = this.#config;
    body.hass = this.#hass;
    body.preview = this.#preview;
    this.#body = body;
    this.replaceChildren(body);
  }

  async #tellFailed(): Promise<void> {
    const card = document.createElement("ha-card");
    card.style.padding = "16px";
    card.setAttribute("role", "alert");
    try {
      if (!this.#hass) return;
      const localize = await loadTexts(this.#hass);
      card.textContent = localize("component.aurono.common.panel_error_page_missing");
    } catch {
      // Without a connection Home Assistant itself says what is wrong.
      return;
    }
    this.replaceChildren(card);
  }
}

/** The editor of a card. */
export async function cardEditor(card: CardName): Promise<HTMLElement> {
  await import("./card-editor.ts");
  const editor = document.createElement("aurono-card-editor") as CardEditor;
  editor.card = card;
  return editor;
}
