import { html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { AuronoElement } from "../../components/element.ts";

/** The page Strategies. */
@customElement("aurono-strategies-page")
export class AuronoStrategiesPage extends AuronoElement {
  protected override render(): TemplateResult {
    return html`<h1>${this.app.text("strategies_title")}</h1>`;
  }
}
