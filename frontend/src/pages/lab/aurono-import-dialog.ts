import { css, html, nothing, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import type { AuronoDialog } from "../../components/aurono-dialog.ts";
import "../../components/aurono-dialog.ts";
import { element } from "../../components/define.ts";
import { AuronoElement } from "../../components/element.ts";
import { sharedStyles } from "../../components/styles.ts";
import type { CandleImports, ImportState } from "../../data/candle-imports.ts";
import { keyOf, type SeriesName } from "../../data/candles.ts";
import { importWords } from "./import-words.ts";
import { ruleWords } from "./simulate/rule-words.ts";

/**
 * Candles from a file. A file with a single wrong line is refused whole, and each wrong line is told.
 *
 * It may be closed while an import runs, and opened again; how it ended counts as seen once it is closed after that.
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
      .about {
        overflow-wrap: anywhere;
      }
      input[type="file"] {
        max-width: 100%;
      }
      progress {
        width: 100%;
        height: 8px;
        accent-color: var(--aurono-fill);
      }
    `,
  ];

  @property({ attribute: false }) imports!: CandleImports;
  /** How the import stands, as `imports` says; what is shown follows it. */
  @property({ attribute: false }) importing: ImportState | undefined;
  @property({ attribute: false }) series!: SeriesName;

  @state() private file: File | undefined;
  @query("aurono-dialog") private readonly dialog!: AuronoDialog;
  @query("input") private readonly input!: HTMLInputElement | null;

  /** Show the import that runs or has ended, or else ask for a file. */
  show(): void {
    this.#empty();
    this.dialog.show();
  }

  protected override render(): TemplateResult {
    const { importing } = this;
    const words = importing === undefined ? undefined : importWords(this.app, importing);
    const isFailed = importing?.step === "failed";
    return html`
      <aurono-dialog heading=${this.app.text("data_import")} @closed=${this.#onClosed}>
        ${this.#asks ? this.#question() : nothing}
        ${importing === undefined ? nothing : html`<p class="about"><b>${this.#about(importing)}</b></p>`}
        <div role="status">${isFailed ? nothing : words?.text}</div>
        ${this.#running(importing)} ${isFailed ? html`<p class="error" role="alert">${words?.text}</p>` : nothing}
        ${
          words === undefined || words.lines.length === 0
            ? nothing
            : html`<ul class="lines" tabindex="0" aria-label=${words.text}>
                ${words.lines.map((line) => html`<li>${line}</li>`)}
              </ul>`
        }
        ${this.#actions(importing)}
      </aurono-dialog>
    `;
  }

  /** Whether there is a file to be chosen: none is imported, and none of another market is told about. */
  get #asks(): boolean {
    const { importing } = this;
    if (importing === undefined) return true;
    return importing.step === "failed" && keyOf(importing.series) === keyOf(this.series);
  }

  #question(): TemplateResult {
    return html`
      <p>${this.app.text("data_import_text", this.#names(this.series))}</p>
      <label class="field">
        <span>${this.app.text("data_import_file")}</span>
        <input type="file" accept=".csv,.txt,.gz,.zip" @change=${this.#onFile} />
      </label>
    `;
  }

  #running(importing: ImportState | undefined): TemplateResult | typeof nothing {
    const { text } = this.app;
    if (importing?.step === "sending") return html`<progress aria-label=${text("data_import_sending")}></progress>`;
    if (importing?.step !== "reading") return nothing;
    return html`<progress aria-label=${text("data_importing")}></progress>
      <p class="quiet small">${text("data_importing_text")}</p>`;
  }

  #actions(importing: ImportState | undefined): TemplateResult {
    const { text } = this.app;
    if (importing?.step === "sending") {
      return html`<button slot="actions" @click=${this.#stop}>${text("common_cancel")}</button>`;
    }
    if (!this.#asks) return html`<button slot="actions" @click=${this.#close}>${text("common_close")}</button>`;
    return html`
      <button slot="actions" @click=${this.#close}>${text("common_cancel")}</button>
      <button slot="actions" class="primary" ?disabled=${this.file === undefined} @click=${this.#start}>
        ${text("data_import_start")}
      </button>
    `;
  }

  #about({ series, file }: ImportState): string {
    return this.app.text("data_import_of", { file, ...this.#names(series) });
  }

  #names({ pair, timeframe }: SeriesName): { pair: string; timeframe: string } {
    return { pair, timeframe: ruleWords.option(this.app, "timeframe", timeframe === "1w" ? "1d" : timeframe) };
  }

  readonly #close = (): void => {
    this.dialog.close();
  };

  readonly #stop = (): void => {
    this.imports.stop();
    this.dialog.close();
  };

  readonly #start = (): void => {
    if (this.file === undefined) return;
    void this.imports.start(this.series, this.file);
    this.#empty();
  };

  readonly #onClosed = (): void => {
    this.imports.dismiss();
  };

  #onFile(event: Event): void {
    this.file = (event.target as HTMLInputElement).files?.[0];
    this.imports.dismiss();
  }

  #empty(): void {
    this.file = undefined;
    if (this.input !== null) this.input.value = "";
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "aurono-import-dialog": AuronoImportDialog;
  }
}
