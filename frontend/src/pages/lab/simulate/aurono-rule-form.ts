import { css, html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { guard } from "lit/directives/guard.js";
import { live } from "lit/directives/live.js";
import { element } from "../../../components/define.ts";
import { AuronoElement } from "../../../components/element.ts";
import { selectField } from "../../../components/select-field.ts";
import { sharedStyles } from "../../../components/styles.ts";
import { currencies, type MarketRules } from "../../../data/model.ts";
import { REFERENCES } from "../../../engine/strategy.ts";
import { DEFAULT_RULE, type RuleDraft, typed } from "../../../lab/rule-link.ts";
import { type RuleField, ruleWords, SECTIONS, type SectionName } from "./rule-words.ts";

/** A part of the rule became another. */
export class RuleEvent extends CustomEvent<Partial<RuleDraft>> {
  constructor(change: Partial<RuleDraft>) {
    super("rule", { detail: change });
  }
}

interface Slider {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

const OPEN = new Set<SectionName>(["rule", "money"]);
const MOST_TRIGGER = 12;

/** The reach of a field's slider; `unit` is the smallest order of the market. What is typed may lie beyond. */
const SLIDERS: Partial<Record<RuleField, (unit: number) => Slider>> = {
  buy_trigger: () => ({ min: -MOST_TRIGGER, max: -0.1, step: 0.1 }),
  sell_trigger: () => ({ min: 0.1, max: MOST_TRIGGER, step: 0.1 }),
  buy_amount: (unit) => ({ min: 0, max: unit * 50, step: unit / 5 }),
  sell_amount: (unit) => ({ min: 0, max: unit * 50, step: unit / 5 }),
  allocated_capital: (unit) => ({ min: 0, max: unit * 500, step: unit * 2 }),
  cooldown: () => ({ min: 0, max: 48, step: 1 }),
  loss_protection: () => ({ min: 0, max: 10, step: 0.1 }),
};

const UNITS: Partial<Record<RuleField, "percent" | "quote" | "base" | "hours">> = {
  buy_trigger: "percent",
  sell_trigger: "percent",
  loss_protection: "percent",
  buy_amount: "quote",
  sell_amount: "quote",
  allocated_capital: "quote",
  starting_average_price: "quote",
  minimum_position: "base",
  starting_amount: "base",
  order_timeout: "hours",
};

/**
 * All parameters of a rule, the main ones with a slider beside their exact value.
 *
 * @fires rule - at every move of a slider
 */
@element("aurono-rule-form")
export class AuronoRuleForm extends AuronoElement {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: grid;
        gap: 12px;
        grid-template-columns: minmax(0, 1fr);
      }
      details {
        border-top: 1px solid var(--aurono-line);
        padding-top: 8px;
      }
      details:first-of-type {
        border-top: 0;
        padding-top: 0;
      }
      summary {
        cursor: pointer;
        font-weight: 500;
        padding: 4px 0;
      }
      .fields {
        display: grid;
        gap: 14px;
        padding: 8px 0 4px;
        grid-template-columns: minmax(0, 1fr);
      }
      .line {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 108px;
        gap: 12px;
        align-items: center;
      }
      .line.alone {
        grid-template-columns: minmax(0, 1fr);
      }
      .entry {
        position: relative;
      }
      .entry input {
        padding-inline-end: 44px;
        font-variant-numeric: tabular-nums;
      }
      .unit {
        position: absolute;
        inset-inline-end: 10px;
        top: 10px;
        color: var(--aurono-quiet);
        pointer-events: none;
      }
      input[type="range"] {
        width: 100%;
        height: 40px;
        margin: 0;
      }
      .choice {
        padding: 0;
      }
      .help {
        font-size: 12px;
        color: var(--aurono-quiet);
      }
    `,
  ];

  @property({ attribute: false }) rule: RuleDraft = DEFAULT_RULE;
  @property({ attribute: false }) market!: MarketRules;
  /** What is wrong, by field, in the user's language. */
  @property({ attribute: false }) problems: ReadonlyMap<string, string> = new Map();

  protected override render(): TemplateResult {
    return html`${(Object.keys(SECTIONS) as SectionName[]).map((section) => this.#section(section))}`;
  }

  #section(section: SectionName): TemplateResult {
    // The timeframe is chosen with the market, above.
    const fields = SECTIONS[section].filter((field) => field !== "timeframe");
    const isUsual = fields.every((field) => this.rule[field] === DEFAULT_RULE[field]);
    const isWrong = fields.some((field) => this.problems.has(field));
    return html`
      <details ?open=${OPEN.has(section) || !isUsual || isWrong}>
        <summary>${ruleWords.section(this.app, section)}</summary>
        <div class="fields">
          ${fields.map((field) =>
            // A slider moves at every frame: the other fields stay as they are.
            guard([this.rule[field], this.problems.get(field), this.app, this.market], () =>
              this.#field(section, field),
            ),
          )}
        </div>
      </details>
    `;
  }

  #field(section: SectionName, field: RuleField): TemplateResult {
    const value = this.rule[field];
    const label = ruleWords.label(this.app, section, field);
    if (typeof value === "boolean") return this.#switch(section, field, value, label);
    if (field === "reference") {
      return selectField({
        label,
        value,
        options: REFERENCES.map((option) => ({
          value: option,
          label: ruleWords.option(this.app, "reference", option),
        })),
        onChange: (chosen) => {
          this.#tell({ reference: chosen });
        },
      });
    }
    return this.#number(section, field, value, label);
  }

  #switch(section: SectionName, field: RuleField, value: boolean, label: string): TemplateResult {
    const help = ruleWords.help(this.app, section, field);
    return html`
      <label class="choice">
        <input
          type="checkbox"
          .checked=${live(value)}
          @change=${(event: Event) => {
            this.#tell({ [field]: (event.target as HTMLInputElement).checked });
          }}
        />
        <span>${label}${help === "" ? nothing : html`<span class="help"><br />${help}</span>`}</span>
      </label>
    `;
  }

  #number(section: SectionName, field: RuleField, value: string, label: string): TemplateResult {
    const slider = this.#slider(field);
    const problem = this.problems.get(field);
    const help = ruleWords.help(this.app, section, field);
    const onInput = (event: Event): void => {
      this.#tell({ [field]: (event.target as HTMLInputElement).value });
    };
    const exact = html`
      <div class="entry">
        <input
          id=${field}
          inputmode="decimal"
          autocomplete="off"
          .value=${live(value)}
          aria-invalid=${problem === undefined ? "false" : "true"}
          aria-describedby="${field}-help"
          @input=${onInput}
        />
        <span class="unit" aria-hidden="true">${this.#unit(field)}</span>
      </div>
    `;
    const number = Number(typed(value));
    return html`
      <div class="field">
        <label for=${field}>${label}</label>
        <div class="line ${slider === undefined ? "alone" : ""}">
          ${
            slider === undefined
              ? nothing
              : html`<input
                  type="range"
                  aria-label=${label}
                  min=${slider.min}
                  max=${Math.max(slider.max, Number.isNaN(number) ? 0 : number)}
                  step=${slider.step}
                  .value=${live(value)}
                  @input=${onInput}
                />`
          }
          ${exact}
        </div>
        <div id="${field}-help" class=${problem === undefined ? "help" : "error small"}>${problem ?? help}</div>
      </div>
    `;
  }

  #slider(field: RuleField): Slider | undefined {
    return SLIDERS[field]?.(Number(this.market.min_cost) || 5);
  }

  #unit(field: RuleField): string {
    const { base, quote } = currencies(this.market.pair);
    return { percent: "%", quote, base, hours: "h", none: "" }[UNITS[field] ?? "none"];
  }

  #tell(change: Partial<RuleDraft>): void {
    this.dispatchEvent(new RuleEvent(change));
  }
}

declare global {
  interface HTMLElementEventMap {
    rule: RuleEvent;
  }
}
