import { css, html, nothing, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { element } from "../../components/define.ts";
import { AuronoElement } from "../../components/element.ts";
import { sharedStyles } from "../../components/styles.ts";
import type { CandleImports, ImportState } from "../../data/candle-imports.ts";
import type { SeriesName } from "../../data/candles.ts";
import type { AuronoImportDialog } from "./aurono-import-dialog.ts";
import "./aurono-import-dialog.ts";
import { importWords } from "./import-words.ts";

/**
 * The dialog that imports a file, and a line that says how the import stands once the dialog is closed.
 *
 * @fires ended - the archive may have other candles now
 */
@element("aurono-import")
export class AuronoImport extends AuronoElement {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
      }
      .card {
        margin-top: 8px;
      }
      [role="status"] {
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) imports!: CandleImports;
  @property({ attribute: false }) series!: SeriesName;
  @state() private importing: ImportState | undefined;
  @query("aurono-import-dialog") private readonly dialog!: AuronoImportDialog;

  #unlisten: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unlisten?.();
    this.#unlisten = undefined;
  }

  /** Ask for a file, or show the import that still runs. */
  ask(): void {
    this.imports.dismiss();
    this.dialog.show();
  }

  protected override willUpdate(): void {
    if (this.#unlisten !== undefined || !this.isConnected) return;
    this.importing = this.imports.state;
    this.#unlisten = this.imports.listen(() => {
      this.importing = this.imports.state;
      if (this.importing !== undefined && !this.imports.isRunning) this.dispatchEvent(new CustomEvent("ended"));
    });
  }

  protected override render(): TemplateResult {
    const { importing } = this;
    return html`
      <div class=${importing === undefined ? "" : "row between card"}>
        <span role="status" class="grow">
          ${importing === undefined ? nothing : html`<b>${importing.file}</b> ${importWords(this.app, importing).text}`}
        </span>
        ${importing === undefined ? nothing : this.#button(importing)}
      </div>
      <aurono-import-dialog
        .imports=${this.imports}
        .importing=${importing}
        .series=${this.series}
      ></aurono-import-dialog>
    `;
  }

  #button({ step }: ImportState): TemplateResult {
    // The dialog would say the same, and nothing more.
    const isAllSaid = step === "done";
    return html`<button
      class="plain"
      @click=${() => {
        if (isAllSaid) this.imports.dismiss();
        else this.dialog.show();
      }}
    >
      ${this.app.text(isAllSaid ? "common_close" : "data_import_show")}
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "aurono-import": AuronoImport;
  }
}
