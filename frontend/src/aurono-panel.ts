import { ContextProvider } from "@lit/context";
import {
  mdiChartTimelineVariant,
  mdiCloudOffOutline,
  mdiFlaskOutline,
  mdiHistory,
  mdiRobotOutline,
  mdiViewDashboardOutline,
} from "@mdi/js";
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import "./components/aurono-state.ts";
import { element } from "./components/define.ts";
import { icon } from "./components/parts.ts";
import { panelStyles } from "./components/panel-styles.ts";
import { sharedStyles } from "./components/styles.ts";
import { type App, appContext, type Place, placeContext, snapshotContext } from "./data/app.ts";
import { AppSource } from "./data/app-source.ts";
import type { Hass, HassRoute } from "./data/hass.ts";
import type { TextKey } from "./data/localize.ts";
import { address, parseRoute, type Route } from "./data/routes.ts";
import { type Snapshot, Store } from "./data/store.ts";

type PageName = Exclude<Route["page"], "unknown">;

const LOADERS: Record<PageName, () => Promise<unknown>> = {
  overview: () => import("./pages/overview/overview-page.ts"),
  strategies: () => import("./pages/strategies/strategies-page.ts"),
  strategy: () => import("./pages/strategies/strategy-page.ts"),
  activity: () => import("./pages/activity/activity-page.ts"),
  lab: () => import("./pages/lab/lab-page.ts"),
};

const TABS: { path: string; text: TextKey; drawing: string; pages: Route["page"][] }[] = [
  { path: "overview", text: "overview_title", drawing: mdiViewDashboardOutline, pages: ["overview"] },
  { path: "strategies", text: "strategies_title", drawing: mdiRobotOutline, pages: ["strategies", "strategy"] },
  { path: "activity", text: "activity_title", drawing: mdiHistory, pages: ["activity"] },
  { path: "lab/explore", text: "lab_title", drawing: mdiFlaskOutline, pages: ["lab"] },
];

/**
 * Aurono's place in Home Assistant's sidebar: navigation around one page at a time.
 *
 * Home Assistant makes the element as soon as this file is loaded, and does not wait for what a file awaits: the element
 * must be defined by then.
 */
@element("aurono-panel")
export class AuronoPanel extends LitElement {
  static override styles = [sharedStyles, panelStyles];

  @property({ attribute: false }) route: HassRoute | undefined;
  @property({ type: Boolean, reflect: true }) narrow = false;
  @state() private app: App | undefined;
  @state() private place: Place = here();
  @state() private snapshot: Snapshot;
  /** The page whose code could not be loaded. */
  @state() private missing: PageName | undefined;
  @query("main") private readonly main!: HTMLElement | null;

  #hass: Hass | undefined;
  readonly #loaded = new Set<PageName>();
  readonly #source = new AppSource((app) => {
    this.app = app;
    this.style.colorScheme = app.dark ? "dark" : "light";
    this.#appProvider.setValue(app);
  });
  readonly #store = new Store((snapshot) => {
    this.snapshot = snapshot;
    this.#snapshotProvider.setValue(snapshot);
  });
  readonly #appProvider = new ContextProvider(this, { context: appContext });
  readonly #placeProvider = new ContextProvider(this, { context: placeContext, initialValue: this.place });
  readonly #snapshotProvider = new ContextProvider(this, {
    context: snapshotContext,
    initialValue: this.#store.snapshot,
  });

  constructor() {
    super();
    this.snapshot = this.#store.snapshot;
  }

  /** Home Assistant sets this at every change of any state; almost none of them matters here. */
  set hass(hass: Hass) {
    this.#hass = hass;
    if (!this.isConnected) return;
    this.#store.connect(hass.connection, hass.connected);
    this.#source.take(hass, this.narrow);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("location-changed", this.#onMoved);
    window.addEventListener("popstate", this.#onMoved);
    this.#onMoved();
    const { page } = this.place.route;
    if (page !== "unknown") void this.#load(page);
    // Home Assistant takes the panel away after five minutes out of sight; now it is back.
    if (this.#hass) this.hass = this.#hass;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("location-changed", this.#onMoved);
    window.removeEventListener("popstate", this.#onMoved);
    this.#store.disconnect();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("narrow") && this.#hass) this.#source.take(this.#hass, this.narrow);
  }

  protected override render(): TemplateResult {
    const app = this.app;
    return html`
      <header>
        <ha-menu-button .hass=${this.#hass} .narrow=${this.narrow}></ha-menu-button>
        <div class="title">${app?.text("common_title") ?? "Aurono"}</div>
        ${app && !this.narrow ? this.#navigation(app) : nothing}
      </header>
      ${app ? this.#offline(app) : nothing}
      <main tabindex="-1">${app ? html`<div class="page">${this.#page(app)}</div>` : nothing}</main>
      ${app && this.narrow ? this.#navigation(app) : nothing}
    `;
  }

  #navigation(app: App): TemplateResult {
    return html`
      <nav aria-label=${app.text("common_navigation")}>
        ${TABS.map((tab) => {
          const isCurrent = tab.pages.includes(this.place.route.page);
          return html`<a href=${address(tab.path)} aria-current=${isCurrent ? "page" : "false"}>
            ${icon(tab.drawing)}<span>${app.text(tab.text)}</span>
          </a>`;
        })}
      </nav>
    `;
  }

  #offline(app: App): TemplateResult {
    const isOffline = this.snapshot.phase === "offline";
    return html`<div role="status" class="offline" ?hidden=${!isOffline}>
      ${isOffline ? html`${icon(mdiCloudOffOutline)}<span>${app.text("common_offline")}</span>` : nothing}
    </div>`;
  }

  #page(app: App): TemplateResult {
    const { page } = this.place.route;
    const { phase, problem } = this.snapshot;
    if (page === "unknown") {
      return html`<aurono-state .drawing=${mdiChartTimelineVariant} heading=${app.text("error_page_unknown")}>
        <a class="button" href=${address("overview")}>${app.text("overview_title")}</a>
      </aurono-state>`;
    }
    if (phase === "failed") {
      return html`<aurono-state
        alert
        .drawing=${mdiCloudOffOutline}
        heading=${app.text("error_title")}
        text=${app.text("error_not_loaded", { detail: problem })}
      >
        <button class="primary" @click=${this.#retry}>${app.text("common_retry")}</button>
      </aurono-state>`;
    }
    if (this.missing === page) {
      return html`<aurono-state alert heading=${app.text("error_title")} text=${app.text("error_page_missing")}>
        <button class="primary" @click=${reload}>${app.text("common_reload")}</button>
      </aurono-state>`;
    }
    if (phase === "loading" || !this.#loaded.has(page)) {
      if (!this.#loaded.has(page)) void this.#load(page);
      return html`<aurono-state loading text=${app.text("common_loading")}></aurono-state>`;
    }
    return PAGES[page]();
  }

  async #load(page: PageName): Promise<void> {
    try {
      await LOADERS[page]();
      this.#loaded.add(page);
      this.requestUpdate();
    } catch {
      // Most likely Aurono was updated, and this browser still runs the panel from before.
      this.missing = page;
    }
  }

  readonly #onMoved = (): void => {
    const place = here();
    if (JSON.stringify(place.route) === JSON.stringify(this.place.route)) {
      if (place.parameters.toString() === this.place.parameters.toString()) return;
    } else if (this.hasUpdated) {
      this.main?.scrollTo(0, 0);
      this.main?.focus({ preventScroll: true });
    }
    this.place = place;
    this.#placeProvider.setValue(place);
  };

  readonly #retry = (): void => {
    this.#store.retry();
  };
}

const PAGES: Record<PageName, () => TemplateResult> = {
  overview: () => html`<aurono-overview-page></aurono-overview-page>`,
  strategies: () => html`<aurono-strategies-page></aurono-strategies-page>`,
  strategy: () => html`<aurono-strategy-page></aurono-strategy-page>`,
  activity: () => html`<aurono-activity-page></aurono-activity-page>`,
  lab: () => html`<aurono-lab-page></aurono-lab-page>`,
};

const here = (): Place => ({
  route: parseRoute(window.location.pathname),
  parameters: new URLSearchParams(window.location.search),
});

function reload(): void {
  window.location.reload();
}
