import { mdiDownload } from "@mdi/js";
import { html, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { element } from "../../components/define.ts";
import { AuronoElement } from "../../components/element.ts";
import { icon } from "../../components/parts.ts";
import { save, toCsv, toJson } from "../../data/export.ts";
import { allPages, type Page } from "../../data/pager.ts";

type Format = "csv" | "json";

const FORMATS = {
  csv: { type: "text/csv", write: toCsv },
  json: { type: "application/json", write: toJson },
} as const;

/** Saves everything that the filters find, not only what was scrolled to. */
@element("aurono-export")
export class AuronoExport extends AuronoElement {
  /** Reads a page of it. */
  @property({ attribute: false }) read!: (cursor: string | undefined) => Promise<Page<object>>;
  /** The name of the file without its ending. */
  @property() name = "";
  @state() private busy = false;
  @state() private told = "";
  @state() private failed = false;

  protected override render(): TemplateResult {
    const { app } = this;
    return html`
      <div class="row">
        <span class="quiet small">${app.text("activity_export")}</span>
        ${this.#button("csv")}${this.#button("json")}
        <span role="status" class=${this.failed ? "error" : "quiet"}>${this.told}</span>
      </div>
    `;
  }

  #button(format: Format): TemplateResult {
    return html`<button
      ?disabled=${this.busy}
      @click=${() => {
        void this.#export(format);
      }}
    >
      ${icon(mdiDownload)}${this.app.text(`activity_export_${format}`)}
    </button>`;
  }

  async #export(format: Format): Promise<void> {
    const { app } = this;
    const records: object[] = [];
    this.busy = true;
    this.failed = false;
    try {
      for await (const page of allPages(this.read)) {
        records.push(...page);
        this.told = app.text("activity_export_reading", { count: app.numbers.number(records.length) });
      }
      save(`${this.name}.${format}`, FORMATS[format].type, FORMATS[format].write(records));
      this.told = app.plural("activity_export_done", records.length);
    } catch (error) {
      this.failed = true;
      this.told = app.problem(error);
    } finally {
      this.busy = false;
    }
  }
}
