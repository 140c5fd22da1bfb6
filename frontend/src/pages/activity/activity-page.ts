import { html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { AuronoElement } from "../../components/element.ts";

/** The page Activity. */
@customElement("aurono-activity-page")
export class AuronoActivityPage extends AuronoElement {
  protected override render(): TemplateResult {
    return html`<h1>${this.app.text("activity_title")}</h1>`;
  }
}
