import { css, html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { element } from "./define.ts";
import { AuronoElement } from "./element.ts";
import { icon } from "./parts.ts";
import { sharedStyles } from "./styles.ts";

/**
 * What stands in the place of content: nothing there yet, not loaded, failed.
 *
 * @slot - what can be done about it
 */
@element("aurono-state")
export class AuronoState extends AuronoElement {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: grid;
        justify-items: center;
        gap: 12px;
        padding: 40px 16px;
        text-align: center;
      }
      .icon {
        width: 40px;
        height: 40px;
        color: var(--aurono-quiet);
      }
      p {
        max-width: 46ch;
        color: var(--aurono-quiet);
      }
      .spinner {
        width: 32px;
        height: 32px;
        border: 3px solid var(--aurono-line);
        border-top-color: var(--aurono-link);
        border-radius: 50%;
        animation: turn 1s linear infinite;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        justify-content: center;
        gap: 8px;
      }
      @keyframes turn {
        to {
          transform: rotate(1turn);
        }
      }
      @media (prefers-reduced-motion: reduce) {
        .spinner {
          border-style: dotted;
        }
      }
    `,
  ];

  @property() heading = "";
  @property() text = "";
  /** Path of a drawing; without one it turns. */
  @property({ attribute: false }) drawing: string | undefined;
  @property({ type: Boolean }) loading = false;
  /** Whether it is told at once to those who do not see it. */
  @property({ type: Boolean }) alert = false;

  protected override render(): TemplateResult {
    return html`
      ${this.loading ? html`<div class="spinner"></div>` : this.drawing ? icon(this.drawing) : nothing}
      <div role=${this.alert ? "alert" : "status"}>
        ${this.heading ? html`<h2>${this.heading}</h2>` : nothing} ${this.text ? html`<p>${this.text}</p>` : nothing}
      </div>
      <div class="actions"><slot></slot></div>
    `;
  }
}
