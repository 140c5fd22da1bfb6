import { mdiRefresh } from "@mdi/js";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import "../../components/aurono-state.ts";
import { element } from "../../components/define.ts";
import { AuronoElement } from "../../components/element.ts";
import { icon } from "../../components/parts.ts";
import type { JournalQuery } from "../../data/api.ts";
import type { JournalEvent, Trade } from "../../data/journal.ts";
import type { Account } from "../../data/model.ts";
import { type Page, Pager } from "../../data/pager.ts";
import "./aurono-downloads.ts";
import "./aurono-event-list.ts";
import "./aurono-export.ts";
import "./aurono-trade-list.ts";

const PAGE = 50;
const EXPORT_PAGE = 500;

/** A filtered list of trades or events, page by page, and as a file. */
@element("aurono-journal")
export class AuronoJournal extends AuronoElement {
  @property({ attribute: false }) account!: Account;
  @property({ attribute: false }) query!: JournalQuery;
  @property() list: "trades" | "timeline" | "decisions" = "trades";
  /** Whether anything but the account narrows the list. */
  @property({ type: Boolean }) filtered = false;
  @state() private pager!: Pager<Trade | JournalEvent>;
  /** How the account was when the list was read; once it differs there may be more. */
  @state() private readAt = "";
  #key = "";

  protected override willUpdate(changed: PropertyValues<this>): void {
    const key = JSON.stringify([this.list, this.query]);
    if ((changed.has("query") || changed.has("list")) && key !== this.#key) {
      this.#key = key;
      this.#restart();
    }
  }

  protected override render(): TemplateResult {
    const { app, pager } = this;
    return html`
      <div class="card stack">
        <h2 class="visually-hidden">${app.text(`activity_tab_${this.list}`)}</h2>
        ${
          this.readAt === this.#stamp() || !pager.isLoaded
            ? nothing
            : html`<div class="row">
                <button @click=${this.#restart}>${icon(mdiRefresh)}${app.text("activity_new")}</button>
              </div>`
        }
        ${this.#content()}
        ${
          pager.error === undefined
            ? nothing
            : html`<aurono-state alert heading=${app.text("common_failed")} text=${app.problem(pager.error)}>
                <button @click=${this.#more}>${app.text("common_retry")}</button>
              </aurono-state>`
        }
        ${
          pager.hasMore && pager.error === undefined
            ? html`<div class="row">
                <button ?disabled=${pager.isBusy} @click=${this.#more}>${app.text("activity_more")}</button>
              </div>`
            : nothing
        }
        ${
          pager.items.length
            ? html`<aurono-export name="aurono-${this.list}" .read=${this.#readForExport}></aurono-export>
                <aurono-downloads .query=${this.query}></aurono-downloads>`
            : nothing
        }
      </div>
    `;
  }

  #content(): TemplateResult | typeof nothing {
    const { app, pager, account } = this;
    if (!pager.isLoaded) {
      if (pager.error !== undefined) return nothing;
      return html`<aurono-state loading text=${app.text("common_loading")}></aurono-state>`;
    }
    if (!pager.items.length) {
      const isNew = this.list === "trades" && !this.filtered;
      return html`<aurono-state
        text=${app.text(isNew ? "activity_trades_none" : `activity_${this.list}_empty`)}
      ></aurono-state>`;
    }
    return this.list === "trades"
      ? html`<aurono-trade-list .account=${account} .trades=${pager.items}></aurono-trade-list>`
      : html`<aurono-event-list .account=${account} .events=${pager.items}></aurono-event-list>`;
  }

  readonly #restart = (): void => {
    const { list, query } = this;
    const pager = new Pager<Trade | JournalEvent>(
      (cursor) => this.#read(list, query, PAGE, cursor),
      () => {
        if (this.pager === pager) this.requestUpdate();
      },
    );
    this.pager = pager;
    this.readAt = this.#stamp();
    void pager.more();
  };

  readonly #more = (): void => {
    void this.pager.more();
  };

  readonly #readForExport = (cursor: string | undefined): Promise<Page<object>> =>
    this.#read(this.list, this.query, EXPORT_PAGE, cursor);

  async #read(
    list: typeof this.list,
    query: JournalQuery,
    limit: number,
    cursor: string | undefined,
  ): Promise<Page<Trade | JournalEvent>> {
    const asked = { ...query, limit, ...(cursor === undefined ? {} : { cursor }) };
    if (list === "trades") {
      const { trades, next_cursor: next } = await this.app.api.trades(asked);
      return { items: trades, next };
    }
    const { events, next_cursor: next } = await this.app.api.events(asked);
    return { items: events, next };
  }

  /** Changes with everything that makes an event. */
  #stamp(): string {
    const { account } = this;
    return JSON.stringify([
      account.stopped,
      account.strategies.map((strategy) => [
        this.list === "trades" ? 0 : strategy.last_evaluation?.time_ms,
        strategy.version,
        strategy.mode,
        strategy.books.shadow?.trades,
        strategy.books.live?.trades,
        this.list === "timeline" ? strategy.orders.map((order) => [order.id, order.status]) : 0,
      ]),
    ]);
  }
}
