import { html, LitElement, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";

/** Aurono's place in Home Assistant's sidebar. */
@customElement("aurono-panel")
export class AuronoPanel extends LitElement {
  override render(): TemplateResult {
    return html`<slot></slot>`;
  }
}
