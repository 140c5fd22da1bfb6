import { html, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import "../../components/aurono-table.ts";
import type { Column } from "../../components/aurono-table.ts";
import { element } from "../../components/define.ts";
import { AuronoElement } from "../../components/element.ts";
import { bookBadge, profit } from "../../components/parts.ts";
import type { Trade } from "../../data/journal.ts";
import { type Account, currencies } from "../../data/model.ts";
import { strategyAddress } from "../../data/routes.ts";

/** Trades, newest first. */
@element("aurono-trade-list")
export class AuronoTradeList extends AuronoElement {
  @property({ attribute: false }) account!: Account;
  @property({ attribute: false }) trades: readonly Trade[] = [];

  protected override render(): TemplateResult {
    return html`<aurono-table
      caption=${this.app.text("activity_tab_trades")}
      .columns=${this.#columns()}
      .rows=${this.trades}
    ></aurono-table>`;
  }

  #columns(): Column<Trade>[] {
    const { app } = this;
    return [
      {
        label: app.text("activity_trade"),
        lead: true,
        cell: (trade) => html`
          <strong>${app.text(`strategies_side_${trade.side}`)}</strong>
          <span class="number">${app.numbers.amount(trade.amount, currencies(trade.market).base)}</span>
          ${bookBadge(app, trade.book)}
          <div class="small quiet">
            ${app.text("activity_limit", {
              limit: app.numbers.price(trade.limit, currencies(trade.market).quote),
              version: trade.version,
            })}
          </div>
        `,
      },
      { label: app.text("activity_strategy"), bare: true, cell: (trade) => this.#strategy(trade) },
      { label: app.text("activity_time"), bare: true, cell: (trade) => app.times.dateTime(trade.time_ms) },
      {
        label: app.text("activity_price"),
        numeric: true,
        cell: (trade) => app.numbers.price(trade.price, currencies(trade.market).quote),
      },
      {
        label: app.text("activity_fee"),
        numeric: true,
        cell: (trade) => app.numbers.money(trade.fee, trade.fee_currency),
      },
      {
        label: app.text("activity_realized"),
        numeric: true,
        cell: (trade) => profit(app, trade.realized, currencies(trade.market).quote),
      },
    ];
  }

  #strategy(trade: Trade): TemplateResult | string {
    const strategy = this.account.strategies.find((one) => one.id === trade.strategy);
    if (!strategy) return trade.name ?? "";
    return html`<a href=${strategyAddress(this.account.entry_id, strategy.id)}>${strategy.name}</a>`;
  }
}
