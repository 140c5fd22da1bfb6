import { css, html, nothing, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import type { AuronoDialog } from "../../components/aurono-dialog.ts";
import "../../components/aurono-dialog.ts";
import { element } from "../../components/define.ts";
import { AuronoElement } from "../../components/element.ts";
import { sharedStyles } from "../../components/styles.ts";
import { codeOf, messageOf } from "../../data/api.ts";
import { ruleWords } from "./simulate/rule-words.ts";
import { type CandleStore, type ImportResult, type SeriesName, UploadFailed } from "../../data/candles.ts";

/**
 * Candles from a file. A file with a single wrong line is refused whole, and each wrong line is told.
 *
 * @fires imported - the archive has what was in the file
 */
@element("aurono-import-dialog")
export class AuronoImportDialog extends AuronoElement {
  static override styles = [
    sharedStyles,
    css`
      .lines {
        max-height: 200px;
        overflow: auto;
        padding: 8px;
        border: 1px solid var(--aurono-line);
        border-radius: 8px;
        font-size: 13px;
        overflow-wrap: anywhere;
      }
      input[type="file"] {
        max-width: 100%;
      }
    `,
  ];

  @property({ attribute: false }) store!: CandleStore;
  @property({ attribute: false }) series!: SeriesName;

  @state() private file: File | undefined;
  @state() private isBusy = false;
  @state() private lines: readonly string[] = [];
  @state() private problem = "";
  @state() private result: ImportResult | undefined;
  @query("aurono-dialog") private readonly dialog!: AuronoDialog;

  show(): void {
    this.file = this.result = undefined;
    this.lines = [];
    this.problem = "";
    this.dialog.show();
  }

  protected override render(): TemplateResult {
    const { text } = this.app;
    const { pair } = this.series;
    const timeframe = ruleWords.option(
      this.app,
      "timeframe",
      this.series.timeframe === "1w" ? "1d" : this.series.timeframe,
    );
    return html`
      <aurono-dialog heading=${text("data_import")}>
        <p>${text("data_import_text", { pair, timeframe })}</p>
        <label class="field">
          <span>${text("data_import_file")}</span>
          <input type="file" accept=".csv,.gz,.zip,.json,.txt" ?disabled=${this.isBusy} @change=${this.#onFile} />
        </label>
        <div role="status">
          ${this.isBusy ? text("data_importing") : nothing}
          ${
            this.result === undefined
              ? nothing
              : this.app.plural("data_imported", this.result.candles, {
                  count: this.app.numbers.number(this.result.candles, 0),
                  added: this.app.numbers.number(this.result.added, 0),
                  since: this.app.times.date(this.result.first_ms),
                  until: this.app.times.date(this.result.last_ms),
                })
          }
        </div>
        ${this.problem === "" ? nothing : html`<p class="error" role="alert">${this.problem}</p>`}
        ${
          this.lines.length === 0
            ? nothing
            : html`<ul class="lines" tabindex="0" aria-label=${this.problem}>
                ${this.lines.map((line) => html`<li>${line}</li>`)}
              </ul>`
        }
        <button slot="actions" @click=${this.#close}>
          ${text(this.result === undefined ? "common_cancel" : "common_close")}
        </button>
        ${
          this.result === undefined
            ? html`<button
                slot="actions"
                class="primary"
                ?disabled=${this.file === undefined || this.isBusy}
                @click=${() => void this.#import()}
              >
                ${text("data_import_start")}
              </button>`
            : nothing
        }
      </aurono-dialog>
    `;
  }

  readonly #close = (): void => {
    this.dialog.close();
  };

  #onFile(event: Event): void {
    this.file = (event.target as HTMLInputElement).files?.[0];
    this.lines = [];
    this.problem = "";
  }

  async #import(): Promise<void> {
    const { file } = this;
    if (file === undefined) return;
    this.isBusy = true;
    this.lines = [];
    this.problem = "";
    try {
      this.result = await this.store.importFile(this.series, file);
      this.dispatchEvent(new CustomEvent("imported"));
    } catch (error) {
      this.#explain(error);
    } finally {
      this.isBusy = false;
    }
  }

  #explain(error: unknown): void {
    if (error instanceof UploadFailed) {
      this.problem = this.app.text(error.status === 413 ? "data_import_too_large" : "data_import_not_sent");
    } else if (codeOf(error) === "invalid_file") {
      // A line that says so, then one for each that is wrong.
      const [problem = "", ...lines] = messageOf(error)
        .split("\n")
        .filter((line) => line.trim() !== "");
      this.problem = problem || this.app.text("common_failed");
      this.lines = lines;
    } else {
      this.problem = messageOf(error) || this.app.text("common_failed");
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "aurono-import-dialog": AuronoImportDialog;
  }
}
