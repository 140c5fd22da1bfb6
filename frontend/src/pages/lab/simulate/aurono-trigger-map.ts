import { css, html, nothing, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { element } from "../../../components/define.ts";
import { AuronoElement } from "../../../components/element.ts";
import { gain } from "../../../components/parts.ts";
import { selectField } from "../../../components/select-field.ts";
import { sharedStyles } from "../../../components/styles.ts";
import type { RawSetting } from "../../../lab/ask.ts";
import { distribution } from "../../../lab/distribution.ts";
import { axes, type MapAxes, type MapCell } from "../../../lab/map.ts";
import { type Cell, plateau, type Plateau } from "../../../lab/plateau.ts";
import type { CandleTable } from "../../../lab/table.ts";
import type { LabRunner } from "../../../workers/lab-runner.ts";
import { RuleEvent } from "./aurono-rule-form.ts";

const FINENESS = [8, 16, 32] as const;
/** Dots of the canvas for each side of a cell. */
const DOTS = 16;

interface Drawn {
  readonly axes: MapAxes;
  readonly cells: readonly (MapCell | undefined)[];
  readonly known: number;
  readonly read: Plateau;
}

/**
 * What every pair of triggers would have come to on the tuning part, and where the wide plateau of good ones lies.
 *
 * @fires rule - with the triggers that were chosen
 */
@element("aurono-trigger-map")
export class AuronoTriggerMap extends AuronoElement {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
        content-visibility: auto;
        contain-intrinsic-size: auto 240px;
      }
      .tools {
        display: flex;
        flex-wrap: wrap;
        gap: 12px;
        align-items: end;
      }
      progress {
        flex: 1 1 160px;
        height: 40px;
        accent-color: var(--aurono-fill);
      }
      .map {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 4px;
        max-width: 560px;
      }
      .y {
        writing-mode: vertical-rl;
        transform: rotate(180deg);
        text-align: center;
        font-size: 12px;
        color: var(--aurono-quiet);
      }
      .x {
        grid-column: 2;
        display: flex;
        justify-content: space-between;
        font-size: 12px;
        color: var(--aurono-quiet);
      }
      canvas {
        width: 100%;
        aspect-ratio: 1;
        image-rendering: pixelated;
        border-radius: 8px;
        cursor: crosshair;
        touch-action: manipulation;
      }
      .told {
        min-height: 42px;
      }
    `,
  ];

  @property({ attribute: false }) runner!: LabRunner;
  @property({ attribute: false }) setting!: RawSetting;
  @property({ attribute: false }) table!: CandleTable;
  @property({ attribute: false }) share = 0.7;

  @state() private steps: number = FINENESS[1];
  @state() private drawn: Drawn | undefined;
  @state() private isBusy = false;
  @state() private isFailed = false;
  @state() private chosen: Cell | undefined;
  /** What the map was made of; with other triggers alone it stays true. */
  @state() private madeOf = "";
  @query("canvas") private readonly canvas!: HTMLCanvasElement | null;

  #stop: AbortController | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.abort();
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has("drawn") || changed.has("chosen") || changed.has("isBusy")) this.#paint();
  }

  protected override render(): TemplateResult {
    const { text } = this.app;
    const { drawn } = this;
    const isOld = drawn !== undefined && !this.isBusy && this.madeOf !== this.#key();
    return html`
      <section class="card stack">
        <h2>${text("simulate_map")}</h2>
        <p class="quiet">${text("simulate_map_text")}</p>
        <div class="tools">
          ${selectField({
            label: text("simulate_map_fineness"),
            value: String(this.steps),
            options: FINENESS.map((steps) => ({
              value: String(steps),
              label: text("simulate_map_runs", { runs: this.app.numbers.number(steps * steps, 0) }),
            })),
            onChange: (value) => {
              this.steps = Number(value);
            },
            disabled: this.isBusy,
          })}
          ${this.isBusy ? this.#progress(drawn) : this.#startButton(drawn)}
        </div>
        ${this.isFailed ? html`<p class="error" role="alert">${text("simulate_map_failed")}</p>` : nothing}
        ${isOld ? html`<p class="warn" role="status">${text("simulate_map_old")}</p>` : nothing}
        ${drawn === undefined ? nothing : this.#map(drawn)}
      </section>
    `;
  }

  #startButton(drawn: Drawn | undefined): TemplateResult {
    return html`<button class=${drawn === undefined ? "primary" : ""} @click=${() => void this.#make()}>
      ${this.app.text(drawn === undefined ? "simulate_map_make" : "simulate_map_again")}
    </button>`;
  }

  #progress(drawn: Drawn | undefined): TemplateResult {
    const all = drawn?.cells.length ?? 1;
    return html`
      <progress .value=${(drawn?.known ?? 0) / all} max="1" aria-label=${this.app.text("simulate_map")}></progress>
      <button @click=${() => this.#stop?.abort()}>${this.app.text("common_cancel")}</button>
    `;
  }

  #map(drawn: Drawn): TemplateResult {
    const { text } = this.app;
    const { buys, sells } = drawn.axes;
    const percent = (value: string | undefined): string => this.app.numbers.percent(value ?? null);
    return html`
      <div class="map">
        <div class="y">${text("simulate_map_y", { from: percent(buys.at(-1)), to: percent(buys[0]) })}</div>
        <canvas
          width=${sells.length * DOTS}
          height=${buys.length * DOTS}
          role="img"
          aria-label=${text("simulate_map_label")}
          @click=${this.#onClick}
        ></canvas>
        <div class="x">
          <span>${percent(sells[0])}</span><span>${text("simulate_map_x")}</span><span>${percent(sells.at(-1))}</span>
        </div>
      </div>
      ${this.isBusy ? nothing : this.#suggestion(drawn)}
      <div class="told" role="status">${this.#told(drawn)}</div>
    `;
  }

  #suggestion({ read, axes: { buys, sells }, cells }: Drawn): TemplateResult {
    const { text, numbers } = this.app;
    const { middle } = read;
    if (middle === null) return html`<p>${text("simulate_map_no_plateau")}</p>`;
    const [buy, sell] = [buys[middle.row] ?? "", sells[middle.column] ?? ""];
    const at = middle.row * sells.length + middle.column;
    const best = cells.reduce((most, cell) => Math.max(most, cell?.profit ?? -Infinity), -Infinity);
    return html`
      <p>
        ${text("simulate_map_suggestion", {
          buy: numbers.percent(buy),
          sell: numbers.percent(sell),
          typical: numbers.percent(fixed(read.medians[at]), { signed: true }),
          worst: numbers.percent(fixed(read.worsts[at]), { signed: true }),
        })}
      </p>
      <p class="quiet small">${text("simulate_map_why", { best: numbers.percent(fixed(best), { signed: true }) })}</p>
      <div class="row">
        <button
          class="primary"
          @click=${() => {
            this.#use(middle);
          }}
        >
          ${text("simulate_map_use")}
        </button>
      </div>
    `;
  }

  #told({ axes: { buys, sells }, cells, read }: Drawn): TemplateResult | typeof nothing {
    const { chosen } = this;
    if (chosen === undefined) return html`<span class="quiet small">${this.app.text("simulate_map_touch")}</span>`;
    const at = chosen.row * sells.length + chosen.column;
    const cell = cells[at];
    if (cell === undefined) return nothing;
    const { text, numbers } = this.app;
    const percent = (value: number | undefined): TemplateResult =>
      gain(numbers.percent(fixed(value), { signed: true }));
    return html`
      <div class="row between">
        <span>
          ${numbers.percent(buys[chosen.row])} / ${numbers.percent(sells[chosen.column])}: ${percent(cell.profit)},
          ${this.app.plural("simulate_trades_short", cell.trades)}. ${text("simulate_map_around")}
          ${percent(read.medians[at])}
        </span>
        <button
          @click=${() => {
            this.#use(chosen);
          }}
        >
          ${text("simulate_map_use_this")}
        </button>
      </div>
    `;
  }

  #use({ row, column }: Cell): void {
    const { buys, sells } = this.drawn?.axes ?? { buys: [], sells: [] };
    const [buy, sell] = [buys[row], sells[column]];
    if (buy === undefined || sell === undefined) return;
    this.dispatchEvent(new RuleEvent({ buy_trigger: buy, sell_trigger: sell }));
  }

  #onClick(event: MouseEvent): void {
    const { drawn, canvas } = this;
    if (drawn === undefined || canvas === null) return;
    const box = canvas.getBoundingClientRect();
    const row = Math.floor(((event.clientY - box.top) / box.height) * drawn.axes.buys.length);
    const column = Math.floor(((event.clientX - box.left) / box.width) * drawn.axes.sells.length);
    this.chosen = { row, column };
  }

  #key(): string {
    const { strategy, slippage } = this.setting;
    const rest = Object.entries(strategy).filter(([name]) => name !== "buy_trigger" && name !== "sell_trigger");
    return JSON.stringify([rest, slippage, this.share, this.table.count, this.table.times[0]]);
  }

  async #make(): Promise<void> {
    const reference = this.setting.strategy.reference === "previous_close" ? "previous_close" : "open";
    const spread = distribution(this.table, reference);
    if (spread === null) return;
    const made = axes(spread.sigma, this.steps);
    const cells = new Array<MapCell | undefined>(made.buys.length * made.sells.length).fill(undefined);
    const stop = new AbortController();
    this.#stop?.abort();
    this.#stop = stop;
    this.isBusy = true;
    this.isFailed = false;
    this.chosen = undefined;
    this.madeOf = this.#key();
    this.drawn = drawnOf(made, cells);
    try {
      this.runner.table = this.table;
      await this.runner.map(
        this.setting,
        this.share,
        made,
        (from, told) => {
          told.forEach((cell, at) => {
            cells[from + at] = cell;
          });
          this.drawn = drawnOf(made, cells);
        },
        stop.signal,
      );
    } catch (error) {
      if (!stop.signal.aborted) {
        console.error(error);
        this.isFailed = true;
      }
    } finally {
      if (this.#stop === stop) this.isBusy = false;
    }
  }

  #paint(): void {
    const { canvas, drawn } = this;
    const pen = canvas?.getContext("2d");
    if (canvas === null || pen === null || pen === undefined || drawn === undefined) return;
    const columns = drawn.axes.sells.length;
    const most = drawn.read.medians.reduce((top, value) => (Math.abs(value) > top ? Math.abs(value) : top), 1e-9);
    const style = getComputedStyle(this);
    const good = style.getPropertyValue("--success-color") || "#43a047";
    const bad = style.getPropertyValue("--error-color") || "#db4437";
    pen.clearRect(0, 0, canvas.width, canvas.height);
    drawn.read.medians.forEach((value, at) => {
      if (Number.isNaN(value)) return;
      pen.globalAlpha = 0.08 + 0.92 * Math.min(1, Math.abs(value) / most);
      pen.fillStyle = value >= 0 ? good : bad;
      pen.fillRect((at % columns) * DOTS, Math.floor(at / columns) * DOTS, DOTS, DOTS);
    });
    pen.globalAlpha = 1;
    if (!this.isBusy) this.#outline(pen, drawn, columns);
  }

  /** A line around the good area, a ring at its middle, and a square at the cell that was touched. */
  #outline(pen: CanvasRenderingContext2D, { read }: Drawn, columns: number): void {
    const color = getComputedStyle(this).getPropertyValue("--primary-text-color") || "#141414";
    pen.strokeStyle = color;
    pen.lineWidth = 3;
    const isPart = (row: number, column: number): boolean =>
      column >= 0 && column < columns && read.isPart[row * columns + column] === true;
    pen.beginPath();
    read.isPart.forEach((inside, at) => {
      if (!inside) return;
      const [row, column] = [Math.floor(at / columns), at % columns];
      const [x, y] = [column * DOTS, row * DOTS];
      if (!isPart(row - 1, column)) line(pen, x, y, x + DOTS, y);
      if (!isPart(row + 1, column)) line(pen, x, y + DOTS, x + DOTS, y + DOTS);
      if (!isPart(row, column - 1)) line(pen, x, y, x, y + DOTS);
      if (!isPart(row, column + 1)) line(pen, x + DOTS, y, x + DOTS, y + DOTS);
    });
    pen.stroke();
    const { middle } = read;
    if (middle !== null) {
      pen.beginPath();
      pen.arc((middle.column + 0.5) * DOTS, (middle.row + 0.5) * DOTS, DOTS * 0.35, 0, 2 * Math.PI);
      pen.stroke();
    }
    if (this.chosen !== undefined) {
      pen.strokeRect(this.chosen.column * DOTS + 2, this.chosen.row * DOTS + 2, DOTS - 4, DOTS - 4);
    }
  }
}

function line(pen: CanvasRenderingContext2D, x: number, y: number, toX: number, toY: number): void {
  pen.moveTo(x, y);
  pen.lineTo(toX, toY);
}

function drawnOf(made: MapAxes, cells: readonly (MapCell | undefined)[]): Drawn {
  const values = Float64Array.from(cells, (cell) => cell?.profit ?? Number.NaN);
  const read = plateau({ rows: made.buys.length, columns: made.sells.length, values });
  return { axes: made, cells: [...cells], known: cells.filter((cell) => cell !== undefined).length, read };
}

function fixed(value: number | undefined): string | null {
  return value === undefined || !Number.isFinite(value) ? null : value.toFixed(4);
}
