import { css, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import type { Curve } from "../data/api.ts";
import type { BookKind } from "../data/model.ts";
import { chartFormats, chartWords } from "./chart-context.ts";
import "./charts/aurono-chart.ts";
import type { ChartModel } from "./charts/chart-model.ts";
import { element } from "./define.ts";
import { AuronoElement } from "./element.ts";
import { sharedStyles } from "./styles.ts";

/** How often a curve is read again at most, in ms: the journal is asked for it each time. */
const PAUSE = 20_000;

type Shown = "value" | "profit";

/** Value or profit of an account or a strategy over time, as the journal tells. */
@element("aurono-curve")
export class AuronoCurve extends AuronoElement {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
        --chart-height: 180px;
      }
      .toggle {
        display: flex;
        gap: 4px;
      }
      .toggle button {
        min-height: 32px;
        padding: 2px 12px;
        color: var(--aurono-quiet);
        font-weight: 400;
      }
      .toggle [aria-pressed="true"] {
        color: var(--primary-text-color);
        background: var(--aurono-soft);
        font-weight: 500;
      }
      .empty {
        display: grid;
        place-items: center;
        min-height: 120px;
      }
    `,
  ];

  @property({ attribute: false }) entryId = "";
  @property({ attribute: false }) strategyId: string | undefined;
  @property({ attribute: false }) book: BookKind = "shadow";
  @property() currency = "";
  /** Whose curve it is, to name it. */
  @property() name = "";
  /** Changes when there may be more to show. */
  @property() stamp = "";

  @state() private curve: Curve | undefined;
  @state() private failed = false;
  @state() private shown: Shown = "profit";

  #model: { curve: Curve; shown: Shown; model: ChartModel } | undefined;
  #subject = "";
  #readAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const subject = [this.entryId, this.strategyId, this.book, this.currency].join(" ");
    if (subject !== this.#subject) {
      this.#subject = subject;
      this.#readAt = 0;
      this.curve = undefined;
      void this.#read();
    } else if (changed.has("stamp") && this.#timer === undefined) {
      this.#timer = setTimeout(() => void this.#read(), Math.max(0, this.#readAt + PAUSE - Date.now()));
    }
  }

  protected override render(): TemplateResult {
    const points = this.curve?.points ?? [];
    if (points.length < 2) {
      const text = this.failed ? this.app.text("common_failed") : this.app.text("overview_curve_empty");
      return html`<div class="empty quiet">${this.curve || this.failed ? text : nothing}</div>`;
    }
    return html`
      <div class="toggle" role="group" aria-label=${this.app.text("overview_chart_shown")}>
        ${this.#choice("profit")}${this.#choice("value")}
      </div>
      <aurono-chart
        plain
        label=${this.app.text("overview_curve_label", {
          what: this.app.text(`overview_chart_${this.shown}`),
          name: this.name,
          currency: this.currency,
        })}
        .model=${this.#drawn()}
        .formats=${chartFormats(this.app, this.currency)}
        .words=${chartWords(this.app)}
      ></aurono-chart>
      <p class="quiet small">${this.app.text("overview_curve_note")}</p>
    `;
  }

  #choice(choice: Shown): TemplateResult {
    return html`<button
      aria-pressed=${this.shown === choice ? "true" : "false"}
      @click=${() => {
        this.shown = choice;
      }}
    >
      ${this.app.text(`overview_chart_${choice}`)}
    </button>`;
  }

  #drawn(): ChartModel {
    const { curve, shown } = this;
    if (!curve) return { series: [] };
    if (this.#model?.curve !== curve || this.#model.shown !== shown) {
      const column = shown === "value" ? 1 : 2;
      // Several things can happen in one moment, and the last tells; a chart takes each moment once.
      const latest = new Map(curve.points.map((point) => [point[0], point[column]]));
      const points = [...latest].map(([time, value]) => ({ time, value: value === null ? null : Number(value) }));
      const label = this.app.text(`overview_chart_${shown}`);
      this.#model = {
        curve,
        shown,
        model: { series: [{ id: shown, kind: "area", color: "price", unit: "money", label, points }] },
      };
    }
    return this.#model.model;
  }

  async #read(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#readAt = Date.now();
    const subject = this.#subject;
    try {
      const curves = await this.app.api.curve(this.entryId, this.book, this.strategyId);
      if (subject !== this.#subject) return;
      this.curve = curves.find((curve) => curve.currency === this.currency) ?? { currency: this.currency, points: [] };
      this.failed = false;
    } catch {
      // What is drawn stays; the next change asks again.
      if (subject === this.#subject) this.failed = true;
    }
  }
}
