import { mdiBookArrowDownOutline, mdiFileDelimitedOutline } from "@mdi/js";
import { html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import { element } from "../../components/define.ts";
import { AuronoElement } from "../../components/element.ts";
import { icon } from "../../components/parts.ts";
import { journalAddress, type JournalQuery, tradesAddress } from "../../data/api.ts";

/** Files that Home Assistant writes: the trades that the filters let through, for taxes, and the whole journal. */
@element("aurono-downloads")
export class AuronoDownloads extends AuronoElement {
  @property({ attribute: false }) query!: JournalQuery;
  @state() private problem = "";

  protected override render(): TemplateResult {
    const { app, query } = this;
    return html`
      <div class="row">
        <span class="quiet small">${app.text("downloads_title")}</span>
        ${this.#button(mdiFileDelimitedOutline, app.text("downloads_trades"), tradesAddress(query))}
        ${
          app.isAdmin
            ? this.#button(mdiBookArrowDownOutline, app.text("downloads_journal"), journalAddress(query.entry_id))
            : nothing
        }
        <span role="status" class="error">${this.problem}</span>
      </div>
    `;
  }

  #button(drawing: string, label: string, path: string): TemplateResult {
    return html`<button
      @click=${() => {
        void this.#download(path);
      }}
    >
      ${icon(drawing)}${label}
    </button>`;
  }

  /** A download asks for no login by itself, so its address is signed for a moment. */
  async #download(path: string): Promise<void> {
    try {
      const link = document.createElement("a");
      link.href = await this.app.api.signed(path);
      link.download = "";
      link.click();
      this.problem = "";
    } catch (error) {
      this.problem = this.app.problem(error);
    }
  }
}
