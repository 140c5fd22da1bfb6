import { html, LitElement, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import type { App } from "../data/app.ts";
import type { Hass } from "../data/hass.ts";
import type { Account } from "../data/model.ts";
import { type Field, helper, label } from "./editor-schema.ts";
import { loadForm } from "./form.ts";
import { hub } from "./hub.ts";

/** An editor in Home Assistant's dialogs: its own form, with our fields in it. */
export abstract class EditorElement<Config extends object> extends LitElement {
  @property({ attribute: false }) hass: Hass | undefined;
  @state() protected config: Config | undefined;
  @state() private app: App | undefined;
  @state() protected accounts: readonly Account[] = [];
  @state() private isFormLoaded = false;
  #leave: (() => void) | undefined;

  setConfig(config: Config): void {
    this.config = config;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#take(hub.app, hub.snapshot.accounts);
    this.#leave = hub.join((app, { accounts }) => {
      this.#take(app, accounts);
    });
    void loadForm().then(() => {
      this.isFormLoaded = true;
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leave?.();
  }

  protected override willUpdate(): void {
    if (this.hass) hub.take(this.hass);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { app, config, hass } = this;
    if (!app || !config || !this.isFormLoaded) return nothing;
    return html`<ha-form
      .hass=${hass}
      .data=${{ ...this.defaults(), ...config }}
      .schema=${this.fields(app, config)}
      .computeLabel=${(field: Field) => label(app, field.name)}
      .computeHelper=${(field: Field) => helper(app, field.name)}
      @value-changed=${this.#onChanged}
    ></ha-form>`;
  }

  protected abstract fields(app: App, config: Config): Field[];

  /** What holds where nothing is set. */
  protected abstract defaults(): object;

  /** What the user chose; what is as usual need not be written down. */
  protected abstract chosen(value: Config, before: Config): Config;

  #take(app: App | undefined, accounts: readonly Account[]): void {
    this.app = app;
    this.accounts = accounts;
  }

  readonly #onChanged = (event: CustomEvent<{ value: Config }>): void => {
    event.stopPropagation();
    if (!this.config) return;
    const usual = new Map<string, unknown>(Object.entries(this.defaults()));
    const chosen = this.chosen(event.detail.value, this.config);
    const config = Object.fromEntries(Object.entries(chosen).filter(([name, value]) => usual.get(name) !== value));
    this.dispatchEvent(new CustomEvent("config-changed", { detail: { config }, bubbles: true, composed: true }));
  };
}
