import { css, html, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { element } from "./define.ts";
import { AuronoElement } from "./element.ts";
import { sharedStyles } from "./styles.ts";

/** How long it is until a moment; it counts down by itself. */
@element("aurono-countdown")
export class AuronoCountdown extends AuronoElement {
  static override styles = [
    sharedStyles,
    css`
      :host {
        font-size: inherit;
      }
    `,
  ];

  /** The moment on this machine's clock, as ISO 8601. */
  @property() at = "";
  #timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = setInterval(() => {
      this.requestUpdate();
    }, 1000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  protected override render(): TemplateResult {
    const left = Date.parse(this.at) - Date.now();
    const text = left > 0 ? this.app.text("common_in", { duration: this.app.times.duration(left) }) : undefined;
    return html`<time class="number nowrap" datetime=${this.at}>${text ?? this.app.text("common_now")}</time>`;
  }
}
