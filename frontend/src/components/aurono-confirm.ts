import { html, nothing, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import "./aurono-dialog.ts";
import type { AuronoDialog } from "./aurono-dialog.ts";
import { element } from "./define.ts";
import { AuronoElement } from "./element.ts";

/** Asks before something is done, does it, and stays open with the reason if it was refused. */
@element("aurono-confirm")
export class AuronoConfirm extends AuronoElement {
  @property() heading = "";
  @property() text = "";
  /** What is on the button that does it. */
  @property() action = "";
  /** What is on the button that does not. */
  @property() dismissal = "";
  @property({ type: Boolean }) danger = false;
  /** What is done. */
  @property({ attribute: false }) run: () => Promise<void> = () => Promise.resolve();
  @state() private busy = false;
  @state() private problem = "";
  @query("aurono-dialog") private readonly dialog!: AuronoDialog;

  show(): void {
    this.problem = "";
    this.dialog.show();
  }

  protected override render(): TemplateResult {
    return html`
      <aurono-dialog heading=${this.heading}>
        <p>${this.text}</p>
        ${this.problem ? html`<p class="error" role="alert">${this.problem}</p>` : nothing}
        <button slot="actions" class="plain" @click=${this.#close}>
          ${this.dismissal || this.app.text("common_cancel")}
        </button>
        <button slot="actions" class=${this.danger ? "danger" : "primary"} ?disabled=${this.busy} @click=${this.#run}>
          ${this.action}
        </button>
      </aurono-dialog>
    `;
  }

  readonly #close = (): void => {
    this.dialog.close();
  };

  readonly #run = async (): Promise<void> => {
    this.busy = true;
    try {
      await this.run();
      this.dialog.close();
    } catch (error) {
      this.problem = this.app.problem(error);
    } finally {
      this.busy = false;
    }
  };
}
