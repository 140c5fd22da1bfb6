import { html, nothing, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import "../../components/aurono-confirm.ts";
import type { AuronoConfirm } from "../../components/aurono-confirm.ts";
import "../../components/aurono-table.ts";
import type { Column } from "../../components/aurono-table.ts";
import { element } from "../../components/define.ts";
import { AuronoElement } from "../../components/element.ts";
import { currencies, type Order, type Strategy } from "../../data/model.ts";

/** The orders of a strategy that are open, each with a way to cancel it. */
@element("aurono-open-orders")
export class AuronoOpenOrders extends AuronoElement {
  @property({ attribute: false }) strategy!: Strategy;
  @property({ type: Boolean }) canAct = false;
  @state() private chosen: Order | undefined;
  @query("aurono-confirm") private readonly confirm!: AuronoConfirm;

  protected override render(): TemplateResult {
    const { app, strategy, chosen } = this;
    return html`
      ${strategy.orders.length ? this.#table() : html`<p class="quiet">${app.text("strategies_orders_none")}</p>`}
      <aurono-confirm
        heading=${app.text("strategies_cancel_order_heading")}
        text=${chosen ? app.text("strategies_cancel_order_text", { order: this.#sentence(chosen) }) : ""}
        action=${app.text("strategies_cancel_order_do")}
        dismissal=${app.text("strategies_cancel_order_keep")}
        danger
        .run=${() => (chosen ? app.api.cancelOrder(strategy.id, chosen.id) : Promise.resolve())}
      ></aurono-confirm>
    `;
  }

  #table(): TemplateResult {
    return html`
      <aurono-table
        caption=${this.app.text("strategies_orders")}
        .columns=${this.#columns()}
        .rows=${this.strategy.orders}
      ></aurono-table>
    `;
  }

  #columns(): Column<Order>[] {
    const { app, strategy } = this;
    const { base, quote } = currencies(strategy.parameters.pair);
    const columns: Column<Order>[] = [
      {
        label: app.text("strategies_order_side"),
        lead: true,
        cell: (order) => html`
          <strong>${app.text(`strategies_side_${order.side}`)}</strong>
          ${order.status === "unknown" ? html`<span class="warn">${app.text("strategies_order_unknown")}</span>` : nothing}
        `,
      },
      {
        label: app.text("strategies_order_amount"),
        numeric: true,
        cell: (order) => app.numbers.amount(order.amount, base),
      },
      {
        label: app.text("strategies_order_limit"),
        numeric: true,
        cell: (order) => app.numbers.price(order.limit, quote),
      },
      {
        label: app.text("strategies_order_filled"),
        numeric: true,
        cell: (order) => app.numbers.amount(order.filled, base),
      },
      {
        label: app.text("strategies_order_reserved"),
        numeric: true,
        cell: (order) =>
          order.side === "buy" ? app.numbers.money(order.reserved, quote) : app.numbers.amount(order.reserved, base),
      },
      { label: app.text("strategies_order_ends"), cell: (order) => app.times.dateTime(order.ends_ms) },
    ];
    if (!app.isAdmin) return columns;
    return [
      ...columns,
      {
        label: "",
        cell: (order) =>
          html`<button
            ?disabled=${!this.canAct}
            @click=${() => {
              this.#ask(order);
            }}
          >
            ${app.text("strategies_cancel_order")}
          </button>`,
      },
    ];
  }

  #sentence(order: Order): string {
    const { base, quote } = currencies(this.strategy.parameters.pair);
    const { app } = this;
    return `${app.text(`strategies_side_${order.side}`)} ${app.numbers.amount(order.amount, base)}, ${app.numbers.price(order.limit, quote)}.`;
  }

  #ask(order: Order): void {
    this.chosen = order;
    this.confirm.show();
  }
}
