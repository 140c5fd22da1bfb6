import { mdiFitToScreenOutline, mdiMagnifyMinusOutline, mdiMagnifyPlusOutline } from "@mdi/js";
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { element } from "../define.ts";
import { cssColor, onThemeChange, readColors } from "./chart-colors.ts";
import type { ChartDrawing, ChartFormats } from "./chart-drawing.ts";
import { type ChartModel, type Series, timesOf, valuesByTime } from "./chart-model.ts";

/** The words around a chart; `words()` in chart-words.ts has them in the user's language. */
export interface ChartWords {
  readonly table: string;
  readonly time: string;
  readonly closer: string;
  readonly farther: string;
  readonly all: string;
  readonly keys: string;
  readonly none: string;
}

const ROWS = 40;

/**
 * A chart of prices or money over time.
 *
 * What it shows can be read without seeing it: its label says what it is, arrow keys walk from value to value and tell each,
 * and a table underneath opens with the values in view.
 */
@element("aurono-chart")
export class AuronoChart extends LitElement {
  static override styles = css`
    :host {
      display: block;
      --chart-height: 320px;
    }
    .canvas {
      height: var(--chart-height);
      outline-offset: 2px;
      /* The library sets the direction of its own; a right-to-left page must not turn time around. */
      direction: ltr;
    }
    .canvas:focus-visible {
      outline: 2px solid var(--primary-color);
    }
    .head {
      display: flex;
      align-items: flex-start;
      justify-content: space-between;
      gap: 8px;
      min-height: 32px;
    }
    .legend {
      display: flex;
      flex-wrap: wrap;
      gap: 2px 12px;
      font-size: 12px;
      line-height: 20px;
      color: var(--secondary-text-color);
      font-variant-numeric: tabular-nums;
      padding-top: 6px;
    }
    .legend b {
      font-weight: 500;
      color: var(--primary-text-color);
    }
    .swatch {
      display: inline-block;
      inline-size: 14px;
      block-size: 0;
      border-block-start: 3px solid currentcolor;
      margin-inline-end: 4px;
      vertical-align: middle;
    }
    .swatch.dashed {
      border-block-start-style: dotted;
    }
    .buttons {
      display: flex;
      flex: none;
    }
    button {
      all: unset;
      box-sizing: border-box;
      inline-size: 32px;
      block-size: 32px;
      text-align: center;
      border-radius: 50%;
      cursor: pointer;
      color: var(--secondary-text-color);
    }
    button:hover {
      background: color-mix(in srgb, var(--primary-text-color) 8%, transparent);
    }
    button:focus-visible {
      outline: 2px solid var(--primary-color);
    }
    button svg {
      inline-size: 20px;
      block-size: 20px;
      vertical-align: middle;
      fill: currentcolor;
    }
    details {
      font-size: 13px;
      color: var(--secondary-text-color);
    }
    summary {
      cursor: pointer;
      padding: 4px 0;
    }
    .scroll {
      overflow-x: auto;
      max-height: 320px;
    }
    table {
      border-collapse: collapse;
      font-variant-numeric: tabular-nums;
      width: 100%;
    }
    th,
    td {
      text-align: end;
      padding: 4px 8px;
      border-block-end: 1px solid var(--divider-color);
      white-space: nowrap;
      font-weight: normal;
    }
    th:first-child {
      text-align: start;
    }
    .hidden {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
  `;

  @property({ attribute: false }) model: ChartModel = { series: [] };
  @property({ attribute: false }) formats!: ChartFormats;
  @property({ attribute: false }) words!: ChartWords;
  /** What the chart shows, in a sentence. */
  @property() label = "";
  /** Without the buttons and the table, where there is no room for them; the label still says it all. */
  @property({ type: Boolean }) plain = false;

  @query(".canvas") private canvas!: HTMLElement;
  @state() private pointed: number | undefined;
  @state() private isTableOpen = false;
  @state() private spoken = "";

  #drawing: ChartDrawing | undefined;
  #stopWatching: (() => void) | undefined;
  #sight: IntersectionObserver | undefined;
  #isInSight = true;
  #isBehind = false;
  #values = new WeakMap<Series, ReadonlyMap<number, number | null>>();

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) void this.#start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop();
  }

  protected override firstUpdated(): void {
    void this.#start();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (this.#drawing === undefined) return;
    if (changed.has("formats")) this.#drawing.formats = this.formats;
    if (changed.has("model") || changed.has("formats")) this.#show();
  }

  override render(): TemplateResult {
    return html`
      <div class="head">
        <div class="legend" aria-hidden="true">${this.#legend()}</div>
        ${this.plain ? nothing : this.#buttons()}
      </div>
      <div
        class="canvas"
        role="application"
        tabindex="0"
        aria-label="${this.label} ${this.words.keys}"
        @keydown=${this.#onKey}
        @blur=${this.#onBlur}
      ></div>
      <div class="hidden" aria-live="polite">${this.spoken}</div>
      ${this.plain ? nothing : this.#table()}
    `;
  }

  async #start(): Promise<void> {
    const { ChartDrawing: Drawing } = await import("./chart-drawing.ts");
    if (!this.isConnected || this.#drawing !== undefined) return;
    this.#drawing = new Drawing(this.canvas, readColors(this), this.formats);
    this.#drawing.onPointer((time) => {
      this.pointed = time;
    });
    this.#drawing.show(this.model);
    this.#watchSight();
    this.#stopWatching = onThemeChange(() => {
      if (this.#drawing !== undefined) this.#drawing.colors = readColors(this);
    });
  }

  /** Draw the model, once it is in sight: a chart that nobody sees must not slow what somebody does. */
  #show(): void {
    this.#isBehind = !this.#isInSight;
    if (this.#isInSight) this.#drawing?.show(this.model);
  }

  #watchSight(): void {
    this.#sight = new IntersectionObserver((entries) => {
      this.#isInSight = entries.at(-1)?.isIntersecting ?? true;
      if (this.#isInSight && this.#isBehind) this.#show();
    });
    this.#sight.observe(this);
  }

  #stop(): void {
    this.#sight?.disconnect();
    this.#stopWatching?.();
    this.#drawing?.remove();
    this.#stopWatching = this.#drawing = undefined;
  }

  #legend(): (TemplateResult | typeof nothing)[] {
    const at = this.pointed;
    const told = at === undefined ? nothing : html`<span>${this.#moment(at)}</span>`;
    const entries = this.model.series.map((series) => {
      const value = this.#valueAt(series, at);
      const written = value === null ? "–" : this.formats.number(value, series.unit);
      const swatch = series.color === undefined ? nothing : this.#swatch(series);
      return html`<span>${swatch}${series.label} <b>${written}</b></span>`;
    });
    return [told, ...entries];
  }

  #swatch(series: Series): TemplateResult {
    const dashed = "dashed" in series && series.dashed ? "dashed" : "";
    return html`<span class="swatch ${dashed}" style="color: ${cssColor(series.color ?? "price")}"></span>`;
  }

  #buttons(): TemplateResult {
    const button = (label: string, path: string, act: () => void): TemplateResult => html`
      <button title=${label} aria-label=${label} @click=${act}>
        <svg viewBox="0 0 24 24"><path d=${path} /></svg>
      </button>
    `;
    return html`
      <div class="buttons">
        ${button(this.words.farther, mdiMagnifyMinusOutline, () => this.#drawing?.zoom(2))}
        ${button(this.words.closer, mdiMagnifyPlusOutline, () => this.#drawing?.zoom(0.5))}
        ${button(this.words.all, mdiFitToScreenOutline, () => this.#drawing?.fit())}
      </div>
    `;
  }

  #table(): TemplateResult {
    return html`
      <details @toggle=${this.#onToggle}>
        <summary>${this.words.table}</summary>
        ${this.isTableOpen ? this.#openTable() : nothing}
      </details>
    `;
  }

  #openTable(): TemplateResult {
    const { series } = this.model;
    const view = this.#drawing?.view;
    const times = (series[0] === undefined ? [] : timesOf(series[0])).filter(
      (time) => view === undefined || (time >= view.from && time <= view.to),
    );
    const step = Math.max(1, Math.ceil(times.length / ROWS));
    const rows = times.filter((_, index) => (times.length - 1 - index) % step === 0);
    const cell = (one: Series, time: number): string => {
      const value = this.#valuesOf(one).get(time) ?? null;
      return value === null ? "–" : this.formats.number(value, one.unit);
    };
    return html`
      <div class="scroll" tabindex="0" role="region" aria-label=${this.label}>
        <table>
          <thead>
            <tr>
              <th scope="col">${this.words.time}</th>
              ${series.map((one) => html`<th scope="col">${one.label}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              (time) => html`
                <tr>
                  <th scope="row">${this.#moment(time)}</th>
                  ${series.map((one) => html`<td>${cell(one, time)}</td>`)}
                </tr>
              `,
            )}
          </tbody>
        </table>
      </div>
    `;
  }

  #onToggle(event: Event): void {
    this.isTableOpen = (event.target as HTMLDetailsElement).open;
  }

  #onBlur(): void {
    this.spoken = "";
  }

  #onKey(event: KeyboardEvent): void {
    const drawing = this.#drawing;
    if (drawing === undefined) return;
    switch (event.key) {
      case "ArrowLeft":
        if (event.shiftKey) drawing.scroll(-0.25);
        else this.#walk(-1);
        break;
      case "ArrowRight":
        if (event.shiftKey) drawing.scroll(0.25);
        else this.#walk(1);
        break;
      case "Home":
        this.#walk(-Infinity);
        break;
      case "End":
        this.#walk(Infinity);
        break;
      case "+":
        drawing.zoom(0.5);
        break;
      case "-":
        drawing.zoom(2);
        break;
      default:
        return;
    }
    event.preventDefault();
  }

  /** Go so many values on in the first series, and tell what is there. */
  #walk(by: number): void {
    const first = this.model.series[0];
    if (first === undefined) return;
    const times = timesOf(first).filter((time) => (this.#valuesOf(first).get(time) ?? null) !== null);
    const last = times.length - 1;
    const from = this.pointed === undefined ? last : times.indexOf(this.pointed);
    const time = times[Math.min(last, Math.max(0, (from < 0 ? last : from) + by))];
    const value = time === undefined ? null : (this.#valuesOf(first).get(time) ?? null);
    if (time === undefined || value === null) return;
    this.#drawing?.pointAt(time, value, first.id);
    this.pointed = time;
    const told = this.model.series.map((series) => {
      const there = this.#valuesOf(series).get(time) ?? null;
      return `${series.label} ${there === null ? this.words.none : this.formats.number(there, series.unit)}`;
    });
    this.spoken = [this.#moment(time), ...told].join(", ");
  }

  #valueAt(series: Series, time: number | undefined): number | null {
    if (time !== undefined) return this.#valuesOf(series).get(time) ?? null;
    return series.kind === "candles" ? (series.candles.at(-1)?.close ?? null) : (series.points.at(-1)?.value ?? null);
  }

  #valuesOf(series: Series): ReadonlyMap<number, number | null> {
    let values = this.#values.get(series);
    if (values === undefined) this.#values.set(series, (values = valuesByTime(series)));
    return values;
  }

  #moment(time: number): string {
    const { locale, timeZone } = this.formats;
    return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone }).format(time);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "aurono-chart": AuronoChart;
  }
}
