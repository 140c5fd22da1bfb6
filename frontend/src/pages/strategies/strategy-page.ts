import { html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { AuronoElement } from "../../components/element.ts";

/** One strategy. */
@customElement("aurono-strategy-page")
export class AuronoStrategyPage extends AuronoElement {
  protected override render(): TemplateResult {
    return html`<h1>${this.app.text("strategies_title")}</h1>`;
  }
}
