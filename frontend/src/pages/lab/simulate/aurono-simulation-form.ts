import { css, html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { element } from "../../../components/define.ts";
import { AuronoElement } from "../../../components/element.ts";
import { sharedStyles } from "../../../components/styles.ts";
import { DEFAULT_QUESTION, type Question } from "../../../lab/rule-link.ts";
import { QuestionEvent, type Subject } from "../subject.ts";

const FIELDS = ["slippage", "since", "until", "tuning"] as const;

/** What is the simulation's and not the rule's: its period, how it is split, and what worse prices it reckons with. */
@element("aurono-simulation-form")
export class AuronoSimulationForm extends AuronoElement {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
        border-top: 1px solid var(--aurono-line);
        margin-top: 12px;
        padding-top: 12px;
      }
      .fields {
        display: grid;
        gap: 14px;
        padding-top: 8px;
        grid-template-columns: minmax(0, 1fr);
      }
      .days {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(132px, 1fr));
        gap: 12px;
      }
      summary {
        cursor: pointer;
        font-weight: 500;
        padding: 4px 0;
      }
      input[type="range"] {
        width: 100%;
      }
      .help {
        font-size: 12px;
        color: var(--aurono-quiet);
      }
    `,
  ];

  @property({ attribute: false, hasChanged: isOther }) question!: Question;
  @property({ attribute: false }) subject!: Subject;
  @property() problem = "";

  protected override render(): TemplateResult {
    const { text, times } = this.app;
    const { slippage, since, until, tuning } = this.question;
    const opens = this.subject.table.times;
    const first = opens[0] === undefined ? "" : times.isoDay(opens[0]);
    const last = opens.at(-1) === undefined ? "" : times.isoDay(opens.at(-1) ?? 0);
    return html`
      <details ?open=${this.#isTouched}>
        <summary>${text("simulate_settings")}</summary>
        <div class="fields">
          <div class="days">
            ${this.#day("since", text("simulate_since"), since || first, first, last)}
            ${this.#day("until", text("simulate_until"), until || last, first, last)}
          </div>
          ${
            since === "" && until === ""
              ? nothing
              : html`<button
                  @click=${() => {
                    this.#tell({ since: "", until: "" });
                  }}
                >
                  ${text("simulate_whole_period")}
                </button>`
          }
          <label class="field">
            <span>${text("simulate_tuning", { percent: tuning, rest: 100 - Number(tuning) })}</span>
            <input
              type="range"
              min="50"
              max="90"
              step="5"
              .value=${live(tuning)}
              @input=${(event: Event) => {
                this.#tell({ tuning: (event.target as HTMLInputElement).value });
              }}
            />
            <span class="help">${text("simulate_tuning_help")}</span>
          </label>
          <label class="field">
            <span>${text("simulate_slippage")}</span>
            <input
              inputmode="decimal"
              autocomplete="off"
              .value=${live(slippage)}
              aria-invalid=${this.problem === "" ? "false" : "true"}
              @input=${(event: Event) => {
                this.#tell({ slippage: (event.target as HTMLInputElement).value });
              }}
            />
            <span class=${this.problem === "" ? "help" : "error small"}>
              ${this.problem || text("simulate_slippage_help")}
            </span>
          </label>
        </div>
      </details>
    `;
  }

  /** Open where something else than the defaults was chosen. */
  get #isTouched(): boolean {
    return isOther(this.question, DEFAULT_QUESTION);
  }

  #day(name: "since" | "until", label: string, value: string, min: string, max: string): TemplateResult {
    return html`
      <label class="field">
        <span>${label}</span>
        <input
          type="date"
          min=${min}
          max=${max}
          .value=${live(value)}
          @change=${(event: Event) => {
            const chosen = (event.target as HTMLInputElement).value;
            this.#tell({ [name]: chosen === (name === "since" ? min : max) ? "" : chosen });
          }}
        />
      </label>
    `;
  }

  #tell(change: Partial<Question>): void {
    this.dispatchEvent(new QuestionEvent(change));
  }
}

/** Whether anything that is edited here is another; a rule changes at every move of a slider. */
function isOther(now: Question, before: Question | undefined): boolean {
  return before === undefined || FIELDS.some((field) => now[field] !== before[field]);
}
