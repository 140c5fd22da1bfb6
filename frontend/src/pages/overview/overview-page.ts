import { html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { AuronoElement } from "../../components/element.ts";

/** The page Overview. */
@customElement("aurono-overview-page")
export class AuronoOverviewPage extends AuronoElement {
  protected override render(): TemplateResult {
    return html`<h1>${this.app.text("overview_title")}</h1>`;
  }
}
