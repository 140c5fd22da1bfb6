import { mdiClose } from "@mdi/js";
import { html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../../../components/define.ts";
import { AuronoElement } from "../../../components/element.ts";
import "../../../components/aurono-table.ts";
import type { Column } from "../../../components/aurono-table.ts";
import { gain, icon } from "../../../components/parts.ts";
import { currencies } from "../../../data/model.ts";
import type { Question } from "../../../lab/rule-link.ts";
import type { Glimpse } from "../../../lab/view.ts";
import { QuestionEvent, type Subject } from "../subject.ts";

/** A run that was pinned, to compare others with. */
export interface Pin {
  readonly number: number;
  readonly name: string;
  readonly view: Glimpse;
  readonly question: Question;
}

export class PinsEvent extends CustomEvent<readonly Pin[]> {
  constructor(pins: readonly Pin[]) {
    super("pins", { detail: pins });
  }
}

type Row = Omit<Pin, "number" | "question"> & { readonly pin?: Pin };

/** The pinned runs beside the present one. */
@element("aurono-pins")
export class AuronoPins extends AuronoElement {
  @property({ attribute: false }) pins: readonly Pin[] = [];
  @property({ attribute: false }) now!: Glimpse;
  @property({ attribute: false }) subject!: Subject;

  protected override render(): TemplateResult | typeof nothing {
    if (this.pins.length === 0) return nothing;
    const rows: Row[] = [
      { name: this.app.text("simulate_pin_now"), view: this.now },
      ...this.pins.map((pin) => ({ name: pin.name, view: pin.view, pin })),
    ];
    return html`
      <section class="card">
        <h2>${this.app.text("simulate_pins")}</h2>
        <aurono-table
          caption=${this.app.text("simulate_pins")}
          .columns=${this.#columns()}
          .rows=${rows}
        ></aurono-table>
      </section>
    `;
  }

  #columns(): Column<Row>[] {
    const { text, numbers } = this.app;
    const { quote } = currencies(this.subject.market.pair);
    const percent = ({ view: { figures } }: Row): TemplateResult =>
      gain(numbers.percent(figures.profitPercent, { signed: true }));
    return [
      { label: text("simulate_triggers"), cell: (row) => this.#name(row), lead: true },
      { label: text("simulate_profit"), cell: percent, numeric: true },
      {
        label: text("simulate_end_value"),
        cell: ({ view }) => numbers.money(view.figures.endValue, quote),
        numeric: true,
      },
      { label: text("simulate_drawdown"), cell: ({ view }) => numbers.percent(view.figures.drawdown), numeric: true },
      { label: text("simulate_trades"), cell: ({ view }) => String(view.figures.trades), numeric: true },
      { label: text("simulate_fees"), cell: ({ view }) => numbers.money(view.figures.fees, quote), numeric: true },
      {
        label: text("simulate_wanted"),
        cell: ({ view }) => numbers.money(view.figures.capitalWanted, quote),
        numeric: true,
      },
    ];
  }

  #name({ name, pin }: Row): TemplateResult {
    if (pin === undefined) return html`<b>${name}</b>`;
    return html`
      <button
        class="plain"
        @click=${() => {
          this.dispatchEvent(new QuestionEvent(pin.question));
        }}
      >
        ${name}
      </button>
      <button
        class="plain"
        aria-label=${this.app.text("simulate_unpin", { name })}
        @click=${() => {
          this.dispatchEvent(new PinsEvent(this.pins.filter((one) => one !== pin)));
        }}
      >
        ${icon(mdiClose)}
      </button>
    `;
  }
}

declare global {
  interface HTMLElementEventMap {
    pins: PinsEvent;
  }
}
