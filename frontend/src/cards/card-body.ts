import { ContextProvider } from "@lit/context";
import { mdiAlertCircleOutline, mdiCloudOffOutline } from "@mdi/js";
import { html, LitElement, nothing, type CSSResultGroup, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { icon } from "../components/parts.ts";
import { sharedStyles } from "../components/styles.ts";
import { type App, appContext } from "../data/app.ts";
import type { Hass } from "../data/hass.ts";
import type { Account } from "../data/model.ts";
import { ADD_ACCOUNT_ADDRESS, entryAddress } from "../data/routes.ts";
import type { Snapshot } from "../data/store.ts";
import type { CardConfig, Read } from "./card-config.ts";
import { cardStyles } from "./card-styles.ts";
import { hub } from "./hub.ts";

/** What all cards do: share one connection, and say what is wrong where there is nothing to show. */
export abstract class CardBodyElement<Settings> extends LitElement {
  static override styles: CSSResultGroup = [sharedStyles, cardStyles];

  @property({ attribute: false }) config!: CardConfig;
  @property({ type: Boolean }) preview = false;
  @state() protected app: App | undefined = hub.app;
  @state() protected snapshot: Snapshot = hub.snapshot;
  #leave: (() => void) | undefined;
  readonly #appProvider = new ContextProvider(this, { context: appContext });

  set hass(hass: Hass) {
    hub.take(hass);
  }

  /** Whether the user may change something now. */
  protected get canAct(): boolean {
    return Boolean(this.app?.isAdmin) && this.snapshot.phase === "ready" && !this.preview;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.app = hub.app;
    this.snapshot = hub.snapshot;
    this.#leave = hub.join((app, snapshot) => {
      this.app = app;
      this.snapshot = snapshot;
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leave?.();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has("app") || !this.app) return;
    this.style.colorScheme = this.app.dark ? "dark" : "light";
    this.#appProvider.setValue(this.app);
  }

  protected override render(): TemplateResult {
    const { app, snapshot } = this;
    if (!app) return html`<ha-card>${SKELETON}</ha-card>`;
    return html`<ha-card>${this.#inside(app, snapshot)}</ha-card>`;
  }

  protected abstract read(config: CardConfig): Read<Settings>;

  /** What is shown of the accounts; what is offline still shows the last that was known. */
  protected abstract content(app: App, settings: Settings): TemplateResult;

  /** Nothing to show, and why. */
  protected missing(
    app: App,
    missing: "none" | "gone" | "down",
    what: "account" | "strategy",
    down?: Account,
  ): TemplateResult {
    if (missing === "none") {
      const link = app.isAdmin
        ? html`<a class="button" href=${ADD_ACCOUNT_ADDRESS}>${app.text("overview_add_account")}</a>`
        : nothing;
      return notice(app.text("overview_no_account"), link);
    }
    if (missing === "gone" || !down) return notice(app.text(`cards_${what}_gone`));
    const detail = down.state_reason ?? "";
    const text = app.text("overview_attention_not_loaded", { account: down.title, detail }).trim();
    const link = app.isAdmin
      ? html`<a class="button" href=${entryAddress(down.entry_id)}>${app.text("overview_account_settings")}</a>`
      : nothing;
    return notice(text, link);
  }

  #inside(app: App, snapshot: Snapshot): TemplateResult {
    switch (snapshot.phase) {
      case "loading":
        return html`<span class="visually-hidden" role="status">${app.text("common_loading")}</span>${SKELETON}`;
      case "failed":
        return notice(
          app.text("error_not_loaded", { detail: snapshot.problem }).trim(),
          html`<button @click=${retry}>${app.text("common_retry")}</button>`,
        );
      case "offline":
      case "ready": {
        const { settings, wrong } = this.read(this.config);
        return html`
          ${
            snapshot.phase === "offline"
              ? html`<div class="strip" role="status">
                  ${icon(mdiCloudOffOutline)}<span>${app.text("cards_offline")}</span>
                </div>`
              : nothing
          }
          ${
            wrong.length
              ? html`<div class="strip" role="alert">
                  ${icon(mdiAlertCircleOutline)}<span>${app.text("cards_wrong", { names: wrong.join(", ") })}</span>
                </div>`
              : nothing
          }
          ${this.content(app, settings)}
        `;
      }
    }
  }
}

const notice = (text: string, action: TemplateResult | typeof nothing = nothing): TemplateResult =>
  html`<div class="notice">
    ${icon(mdiAlertCircleOutline)}
    <p>${text}</p>
    ${action}
  </div>`;

const retry = (): void => {
  hub.retry();
};

const SKELETON = html`<div class="content" aria-hidden="true">
  <div class="bone"></div>
  <div class="bone wide"></div>
  <div class="bone"></div>
</div>`;
