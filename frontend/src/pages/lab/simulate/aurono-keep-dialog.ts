import { mdiDeleteOutline } from "@mdi/js";
import { css, html, nothing, type TemplateResult } from "lit";
import { query, state } from "lit/decorators.js";
import type { AuronoDialog } from "../../../components/aurono-dialog.ts";
import "../../../components/aurono-dialog.ts";
import { element } from "../../../components/define.ts";
import { AuronoElement } from "../../../components/element.ts";
import { icon } from "../../../components/parts.ts";
import { sharedStyles } from "../../../components/styles.ts";
import { fromParameters, type Question, toParameters } from "../../../lab/rule-link.ts";
import { QuestionEvent } from "../subject.ts";
import { removeRule, type SavedRule, savedRules, saveRule } from "./shelf.ts";

/** Rules kept by name in this browser, and links to pass on. */
@element("aurono-keep-dialog")
export class AuronoKeepDialog extends AuronoElement {
  static override styles = [
    sharedStyles,
    css`
      li {
        display: flex;
        align-items: center;
        gap: 8px;
      }
      li .grow {
        justify-content: flex-start;
        text-align: start;
        overflow-wrap: anywhere;
      }
      form {
        display: flex;
        gap: 8px;
        align-items: end;
      }
      form .field {
        flex: 1;
      }
    `,
  ];

  @state() private saved: readonly SavedRule[] = [];
  @state() private name = "";
  @state() private told = "";
  @state() private link = "";
  @query("aurono-dialog") private readonly dialog!: AuronoDialog;

  #offered: Question | undefined;

  /** Offer to save a rule, and those that were saved. */
  show(question: Question): void {
    this.#offered = question;
    const { buy_trigger: buy, sell_trigger: sell, timeframe } = question.rule;
    this.name = `${question.pair} ${timeframe} ${buy} / ${sell} %`;
    this.saved = savedRules();
    this.told = this.link = "";
    this.dialog.show();
  }

  /** Put a link on the clipboard, and show it where the browser does not let us. */
  async share(link: string): Promise<void> {
    this.link = link;
    this.saved = [];
    try {
      await navigator.clipboard.writeText(link);
      this.told = this.app.text("simulate_link_copied");
    } catch {
      // Without https a browser offers no clipboard.
      this.told = this.app.text("simulate_link_copy_yourself");
    }
    this.dialog.show();
  }

  protected override render(): TemplateResult {
    const { text } = this.app;
    return html`
      <aurono-dialog heading=${text(this.link === "" ? "simulate_save" : "simulate_share")}>
        ${this.link === "" ? this.#saving() : this.#sharing()}
        <p role="status">${this.told}</p>
        <button
          slot="actions"
          @click=${() => {
            this.dialog.close();
          }}
        >
          ${text("common_close")}
        </button>
      </aurono-dialog>
    `;
  }

  #sharing(): TemplateResult {
    return html`
      <label class="field">
        <span>${this.app.text("simulate_link")}</span>
        <input
          readonly
          .value=${this.link}
          @focus=${(event: Event) => {
            (event.target as HTMLInputElement).select();
          }}
        />
      </label>
      <p class="quiet">${this.app.text("simulate_link_text")}</p>
    `;
  }

  #saving(): TemplateResult {
    const { text } = this.app;
    return html`
      <p class="quiet">${text("simulate_save_text")}</p>
      <form @submit=${this.#save}>
        <label class="field">
          <span>${text("simulate_save_name")}</span>
          <input
            .value=${this.name}
            @input=${(event: Event) => {
              this.name = (event.target as HTMLInputElement).value;
            }}
          />
        </label>
        <button class="primary" ?disabled=${this.name.trim() === ""}>${text("simulate_save_do")}</button>
      </form>
      ${
        this.saved.length === 0
          ? nothing
          : html`
              <h3>${text("simulate_saved")}</h3>
              <ul>
                ${this.saved.map((rule) => this.#savedRule(rule))}
              </ul>
            `
      }
    `;
  }

  #savedRule(rule: SavedRule): TemplateResult {
    return html`
      <li>
        <button
          class="plain grow"
          @click=${() => {
            this.dispatchEvent(new QuestionEvent(fromParameters(new URLSearchParams(rule.query))));
            this.dialog.close();
          }}
        >
          ${rule.name}
        </button>
        <button
          class="plain"
          aria-label=${this.app.text("simulate_remove", { name: rule.name })}
          @click=${() => {
            removeRule(rule.name);
            this.saved = savedRules();
          }}
        >
          ${icon(mdiDeleteOutline)}
        </button>
      </li>
    `;
  }

  #save(event: Event): void {
    event.preventDefault();
    if (this.#offered === undefined) return;
    const name = this.name.trim();
    const isKept = saveRule({ name, query: toParameters(this.#offered).toString() });
    this.told = this.app.text(isKept ? "simulate_saved_done" : "simulate_saved_not", { name });
    this.saved = savedRules();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "aurono-keep-dialog": AuronoKeepDialog;
  }
}
