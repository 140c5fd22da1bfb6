import { mdiFlaskOutline, mdiPlus } from "@mdi/js";
import { css, html, nothing, type TemplateResult } from "lit";
import { state } from "lit/decorators.js";
import "../../components/aurono-state.ts";
import { element } from "../../components/define.ts";
import { AuronoPageElement } from "../../components/page-element.ts";
import { demoBadge, icon } from "../../components/parts.ts";
import { selectField } from "../../components/select-field.ts";
import { sharedStyles } from "../../components/styles.ts";
import { codeOf, messageOf } from "../../data/api.ts";
import { candleStore, type History, keyOf, type SeriesName } from "../../data/candles.ts";
import type { Account, MarketRules, Strategy, Timeframe } from "../../data/model.ts";
import { ADD_ACCOUNT_ADDRESS, address, type LabTab, navigate } from "../../data/routes.ts";
import { TIMEFRAMES } from "../../engine/timeframe.ts";
import { fromParameters, type Question, toParameters } from "../../lab/rule-link.ts";
import "./aurono-price-history.ts";
import type { HistoryEvent } from "./aurono-price-history.ts";
import { loadRuleWords, ruleWords } from "./simulate/rule-words.ts";
import { type QuestionEvent, type Subject, tableOf } from "./subject.ts";

const TABS: readonly LabTab[] = ["explore", "simulate", "evaluate"];
const LOADERS: Record<LabTab, () => Promise<unknown>> = {
  explore: () => import("./explore/aurono-explore.ts"),
  simulate: () => import("./simulate/aurono-simulate.ts"),
  evaluate: () => import("./evaluate/aurono-evaluate.ts"),
};
/** After so long without a change (ms) the address tells of it: all of Home Assistant listens, so not while a slider moves. */
const ADDRESS_REST = 400;

/** The Lab: one market and one rule, looked at in three ways. The address holds both. */
@element("aurono-lab-page")
export class AuronoLabPage extends AuronoPageElement {
  static override styles = [
    sharedStyles,
    css`
      nav {
        display: flex;
        gap: 8px;
        overflow-x: auto;
        padding-bottom: 4px;
        margin-bottom: 12px;
      }
      nav a {
        flex: none;
      }
      a[aria-current="page"] {
        background: var(--aurono-soft);
        border-color: var(--aurono-link);
      }
      .pickers {
        display: grid;
        gap: 12px;
        grid-template-columns: repeat(auto-fit, minmax(min(140px, 100%), 1fr));
        max-width: 720px;
        margin-bottom: 8px;
      }
      @media (max-width: 600px) {
        /* The name of a market is longer than that of a length. */
        .pickers {
          grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
        }
        .pickers > :nth-last-child(3),
        .pickers.of-strategy > * {
          grid-column: 1 / -1;
        }
      }
      .demo {
        margin-bottom: 4px;
      }
      footer {
        margin-top: var(--aurono-gap);
      }
      aurono-price-history {
        margin-bottom: var(--aurono-gap);
      }
    `,
  ];

  @state() private question: Question | undefined;
  /** The markets of each account that was looked at, or why there are none. */
  @state() private markets: ReadonlyMap<string, readonly MarketRules[] | string> = new Map();
  @state() private found: { readonly key: string; readonly history: History } | undefined;
  @state() private areWordsThere = false;
  @state() private loaded: ReadonlySet<LabTab> = new Set();
  @state() private missing = "";

  #written = "";
  #timer: ReturnType<typeof setTimeout> | undefined;
  #subject: Subject | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#writeAddress();
  }

  protected override willUpdate(): void {
    const given = this.place.parameters.toString();
    if (this.question === undefined || (given !== this.#written && this.#timer === undefined)) {
      this.question = fromParameters(this.place.parameters);
      this.#written = given;
    }
    void this.#loadTab(this.#tab);
    if (!this.areWordsThere) void this.#loadWords();
    const account = this.#account;
    if (account?.state === "loaded" && !this.markets.has(account.entry_id)) void this.#loadMarkets(account);
  }

  protected override render(): TemplateResult {
    return html`
      <nav aria-label=${this.app.text("lab_title")}>
        ${TABS.map(
          (tab) =>
            html`<a
              class="button"
              href=${this.#addressOf(tab)}
              aria-current=${tab === this.#tab ? "page" : "false"}
              @click=${this.#writeAddress}
              >${this.app.text(`${tab}_title`)}</a
            >`,
        )}
      </nav>
      ${this.#content()}
      <footer class="quiet small">${this.app.text("lab_charts_notice")}</footer>
    `;
  }

  #content(): TemplateResult {
    const { text } = this.app;
    const account = this.#account;
    if (account === undefined) {
      return html`<aurono-state
        .drawing=${mdiFlaskOutline}
        heading=${text("lab_no_account")}
        text=${text("lab_no_account_text")}
      >
        ${
          this.app.isAdmin
            ? html`<a class="button primary" href=${ADD_ACCOUNT_ADDRESS}>${icon(mdiPlus)}${text("lab_add_account")}</a>`
            : nothing
        }
      </aurono-state>`;
    }
    const isLoaded = account.state === "loaded";
    const markets = this.markets.get(account.entry_id);
    // What is being tried does not go because the account stops for a while: trying needs only what was read already.
    if (!isLoaded && (typeof markets !== "object" || this.#tab === "evaluate")) {
      return html`${this.#pickers(account, [])}
        <aurono-state
          .drawing=${mdiFlaskOutline}
          heading=${text("lab_account_not_loaded", { account: account.title })}
          text=${account.state_reason ?? ""}
        ></aurono-state>`;
    }
    if (markets === undefined || !this.areWordsThere) return html`<aurono-state loading></aurono-state>`;
    if (typeof markets === "string") {
      return html`<aurono-state alert heading=${text("lab_no_markets")} text=${markets}>
        <button
          @click=${() => {
            this.markets = new Map([...this.markets].filter(([id]) => id !== account.entry_id));
          }}
        >
          ${text("common_retry")}
        </button>
      </aurono-state>`;
    }
    return html`
      ${
        isLoaded
          ? nothing
          : html`<p class="card" role="status">
              <b>${text("lab_account_not_loaded", { account: account.title })}</b> ${account.state_reason ?? ""}
            </p>`
      }
      ${this.#lab(account, markets)}
    `;
  }

  #lab(account: Account, markets: readonly MarketRules[]): TemplateResult {
    const isEvaluate = this.#tab === "evaluate";
    const strategy = this.#strategy(account);
    if (isEvaluate && strategy === undefined) {
      return html`<aurono-state
        .drawing=${mdiFlaskOutline}
        heading=${this.app.text("evaluate_none")}
        text=${this.app.text("evaluate_none_text")}
      >
        <a class="button primary" href=${this.#addressOf("simulate")}>${this.app.text("simulate_title")}</a>
      </aurono-state>`;
    }
    const pair = isEvaluate && strategy !== undefined ? strategy.parameters.pair : this.#pair(account, markets);
    const market = markets.find((one) => one.pair === pair) ?? strategy?.market ?? undefined;
    if (market === undefined) {
      return html`${this.#pickers(account, markets)}
        <aurono-state
          .drawing=${mdiFlaskOutline}
          heading=${this.app.text("lab_no_such_market", { pair })}
        ></aurono-state>`;
    }
    const timeframe = isEvaluate && strategy !== undefined ? strategy.parameters.timeframe : this.#timeframe;
    const series: SeriesName = { entryId: account.entry_id, exchange: account.exchange, pair, timeframe };
    return html`
      ${this.#pickers(account, markets)}
      <aurono-price-history
        .store=${candleStore(this.app.hass)}
        .series=${series}
        .now=${nowOf(account)}
        .canAct=${this.canAct}
        .isDemo=${account.is_demo}
        @history=${(event: HistoryEvent) => {
          this.found = { key: keyOf(series), history: event.detail };
        }}
      ></aurono-price-history>
      ${this.#tabContent(account, market, series, strategy)}
    `;
  }

  #tabContent(
    account: Account,
    market: MarketRules,
    series: SeriesName,
    strategy: Strategy | undefined,
  ): TemplateResult | typeof nothing {
    if (this.missing !== "") {
      return html`<aurono-state
        alert
        heading=${this.app.text("error_page_missing")}
        text=${this.missing}
      ></aurono-state>`;
    }
    const { found, question } = this;
    if (found?.key !== keyOf(series) || found.history.rows.length === 0 || question === undefined) return nothing;
    if (!this.loaded.has(this.#tab)) return html`<aurono-state loading></aurono-state>`;
    const subject = this.#subjectOf(account, market, series.timeframe as Timeframe, found.history);
    switch (this.#tab) {
      case "explore":
        return html`<aurono-explore
          .subject=${subject}
          .question=${question}
          @question=${this.#onQuestion}
        ></aurono-explore>`;
      case "simulate":
        return html`<aurono-simulate
          .subject=${subject}
          .question=${question}
          .canAct=${this.canAct}
          @question=${this.#onQuestion}
        ></aurono-simulate>`;
      case "evaluate":
        return strategy === undefined
          ? html``
          : html`<aurono-evaluate .subject=${subject} .strategy=${strategy}></aurono-evaluate>`;
    }
  }

  /** The same object as long as nothing of it changed, though the account tells of every tick. */
  #subjectOf(account: Account, market: MarketRules, timeframe: Timeframe, history: History): Subject {
    const known = this.#subject;
    const isSame =
      known?.account.entry_id === account.entry_id &&
      known.market.pair === market.pair &&
      known.timeframe === timeframe &&
      known.history === history;
    if (known !== undefined && isSame) return known;
    // Closed by the clock of this moment; what closes later is there after the next update of the history.
    const table = tableOf(history, timeframe, nowOf(account));
    return (this.#subject = { account, market, timeframe, table, history });
  }

  #pickers(account: Account, markets: readonly MarketRules[]): TemplateResult {
    const { text } = this.app;
    const { accounts } = this.snapshot;
    const strategies = account.strategies;
    return html`
      <div class="pickers ${this.#tab === "evaluate" ? "of-strategy" : ""}">
        ${
          accounts.length < 2
            ? nothing
            : selectField({
                label: text("lab_account"),
                value: account.entry_id,
                options: accounts.map((one) => ({ value: one.entry_id, label: one.title })),
                onChange: (entryId) => {
                  this.#change({ account: entryId, pair: "" });
                },
              })
        }
        ${
          this.#tab === "evaluate"
            ? selectField({
                label: text("evaluate_strategy"),
                value: this.#strategy(account)?.id ?? "",
                options: strategies.map((one) => ({ value: one.id, label: one.name })),
                onChange: (id) => {
                  this.#changeStrategy(id);
                },
              })
            : html`
                ${selectField({
                  label: text("lab_pair"),
                  value: this.#pair(account, markets),
                  options: markets.map((one) => ({ value: one.pair, label: one.pair })),
                  onChange: (pair) => {
                    this.#change({ pair });
                  },
                })}
                ${selectField({
                  label: text("lab_timeframe"),
                  value: this.#timeframe,
                  options: TIMEFRAMES.map((one) => ({
                    value: one,
                    label: ruleWords.option(this.app, "timeframe", one) || one,
                  })),
                  onChange: (timeframe) => {
                    if (this.question !== undefined) this.#change({ rule: { ...this.question.rule, timeframe } });
                  },
                })}
              `
        }
      </div>
      ${account.is_demo ? html`<p class="demo">${demoBadge(this.app, true)}</p>` : nothing}
    `;
  }

  readonly #onQuestion = (event: QuestionEvent): void => {
    // Whose market it is, is chosen on this page alone.
    this.#change({ ...event.detail, account: this.question?.account ?? "" });
  };

  #change(change: Partial<Question>): void {
    if (this.question === undefined) return;
    this.question = { ...this.question, ...change };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#writeAddress, ADDRESS_REST);
  }

  #changeStrategy(id: string): void {
    const parameters = new URLSearchParams(this.place.parameters);
    parameters.set("strategy", id);
    navigate(address("lab/evaluate", Object.fromEntries(parameters)), { replace: true });
  }

  readonly #writeAddress = (): void => {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.question === undefined || this.place.route.page !== "lab") return;
    this.#written = this.#parameters().toString();
    navigate(this.#addressOf(this.#tab), { replace: true });
  };

  #parameters(): URLSearchParams {
    const parameters = this.question === undefined ? new URLSearchParams() : toParameters(this.question);
    const strategy = this.place.parameters.get("strategy");
    if (strategy !== null) parameters.set("strategy", strategy);
    return parameters;
  }

  #addressOf(tab: LabTab): string {
    return address(`lab/${tab}`, Object.fromEntries(this.#parameters()));
  }

  get #tab(): LabTab {
    return this.place.route.page === "lab" ? this.place.route.tab : "explore";
  }

  get #timeframe(): Timeframe {
    const wanted = this.question?.rule.timeframe;
    return TIMEFRAMES.find((one) => one === wanted) ?? "4h";
  }

  get #account(): Account | undefined {
    const { accounts } = this.snapshot;
    const wanted = this.question?.account;
    return (
      accounts.find((one) => one.entry_id === wanted) ?? accounts.find((one) => one.state === "loaded") ?? accounts[0]
    );
  }

  #strategy(account: Account): Strategy | undefined {
    const wanted = this.place.parameters.get("strategy");
    return account.strategies.find((one) => one.id === wanted) ?? account.strategies[0];
  }

  /** The market of the question, or one that the account trades already, or a well-known one. */
  #pair(account: Account, markets: readonly MarketRules[]): string {
    const wanted = this.question?.pair ?? "";
    if (wanted !== "") return wanted;
    const traded = account.strategies[0]?.parameters.pair;
    const usual = markets.find((one) => one.pair.startsWith("BTC/")) ?? markets[0];
    return traded ?? usual?.pair ?? "";
  }

  async #loadMarkets(account: Account): Promise<void> {
    const id = account.entry_id;
    try {
      const { markets } = await this.app.api.markets(id);
      const sorted = [...markets].sort((a, b) => a.pair.localeCompare(b.pair));
      this.markets = new Map([...this.markets, [id, sorted]]);
    } catch (error) {
      if (codeOf(error) === "not_loaded") return;
      this.markets = new Map([...this.markets, [id, messageOf(error) || this.app.text("common_failed")]]);
    }
  }

  async #loadWords(): Promise<void> {
    await loadRuleWords(this.app);
    this.areWordsThere = true;
  }

  async #loadTab(tab: LabTab): Promise<void> {
    if (this.loaded.has(tab)) return;
    try {
      await LOADERS[tab]();
      this.loaded = new Set([...this.loaded, tab]);
    } catch (error) {
      this.missing = String(error);
    }
  }
}

/** Now by the exchange's clock, or by ours until the exchange was heard. */
function nowOf(account: Account): number {
  return account.now_ms ?? Date.now();
}
