import { css, html, type TemplateResult } from "lit";
import { property, query } from "lit/decorators.js";
import { mdiClose } from "@mdi/js";
import { element } from "./define.ts";
import { AuronoElement } from "./element.ts";
import { icon } from "./parts.ts";
import { sharedStyles } from "./styles.ts";

/**
 * A question in front of the page. The browser's own dialog keeps the focus inside, closes on Escape, and gives the
 * focus back.
 *
 * @slot - what it asks
 * @slot actions - its buttons
 * @fires closed - it is not shown any more
 */
@element("aurono-dialog")
export class AuronoDialog extends AuronoElement {
  static override styles = [
    sharedStyles,
    css`
      dialog {
        width: min(480px, calc(100vw - 24px));
        max-height: calc(100dvh - 24px);
        padding: 0;
        border: 1px solid var(--aurono-line);
        border-radius: var(--aurono-radius);
        background: var(--card-background-color, #fff);
        color: var(--primary-text-color);
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 50%);
      }
      header {
        display: flex;
        align-items: center;
        gap: 8px;
        padding: 8px 8px 0 16px;
      }
      .body {
        display: grid;
        gap: 12px;
        padding: 8px 16px 16px;
      }
      footer {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: 8px;
        padding: 0 16px 16px;
      }
    `,
  ];

  @property() heading = "";
  @query("dialog") private readonly dialog!: HTMLDialogElement;

  show(): void {
    if (!this.dialog.open) this.dialog.showModal();
  }

  close(): void {
    this.dialog.close();
  }

  protected override render(): TemplateResult {
    return html`
      <dialog aria-labelledby="heading" @close=${this.#closed}>
        <header>
          <h2 id="heading" class="grow">${this.heading}</h2>
          <button class="plain" aria-label=${this.app.text("common_close")} @click=${this.#close}>
            ${icon(mdiClose)}
          </button>
        </header>
        <div class="body"><slot></slot></div>
        <footer><slot name="actions"></slot></footer>
      </dialog>
    `;
  }

  readonly #close = (): void => {
    this.close();
  };

  #closed(): void {
    this.dispatchEvent(new CustomEvent("closed"));
  }
}
