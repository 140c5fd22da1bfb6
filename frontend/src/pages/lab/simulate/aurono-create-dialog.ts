import { css, html, nothing, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import { consume } from "@lit/context";
import type { AuronoDialog } from "../../../components/aurono-dialog.ts";
import "../../../components/aurono-dialog.ts";
import { element } from "../../../components/define.ts";
import { AuronoElement } from "../../../components/element.ts";
import { sharedStyles } from "../../../components/styles.ts";
import { messageOf } from "../../../data/api.ts";
import { snapshotContext } from "../../../data/app.ts";
import type { Strategy } from "../../../data/model.ts";
import { strategyAddress } from "../../../data/routes.ts";
import type { Snapshot } from "../../../data/store.ts";
import type { Question, RuleDraft } from "../../../lab/rule-link.ts";
import type { Subject } from "../subject.ts";
import { SECTIONS, ruleWords, type RuleField, type SectionName } from "./rule-words.ts";
import { StrategyFlow } from "./strategy-flow.ts";

type Stage =
  | { readonly kind: "naming" }
  | { readonly kind: "busy" }
  | { readonly kind: "summary"; readonly text: string }
  | { readonly kind: "created" };

/** What Home Assistant's form found wrong with the rule, by field; nothing once that is over. */
export class FlawsEvent extends CustomEvent<ReadonlyMap<string, string>> {
  constructor(flaws: ReadonlyMap<string, string>) {
    super("flaws", { detail: flaws });
  }
}

const ROOT = "component.aurono.config_subentries.strategy";

/**
 * From a simulated rule to a strategy that trades on paper, through Home Assistant's own form.
 *
 * @fires flaws - what that form finds wrong with the rule, to be shown at its fields as well
 */
@element("aurono-create-dialog")
export class AuronoCreateDialog extends AuronoElement {
  static override styles = [
    sharedStyles,
    css`
      .summary {
        display: grid;
        gap: 6px;
        padding-inline-start: 18px;
        list-style: disc;
      }
    `,
  ];

  @property({ attribute: false }) subject!: Subject;

  @consume({ context: snapshotContext, subscribe: true })
  @state()
  private snapshot!: Snapshot;

  @state() private stage: Stage = { kind: "naming" };
  @state() private name = "";
  /** By field, in the user's language. */
  @state() private errors: ReadonlyMap<string, string> = new Map();
  @state() private problem = "";
  @query("aurono-dialog") private readonly dialog!: AuronoDialog;

  #flow: StrategyFlow | undefined;
  #rule: RuleDraft | undefined;

  /** Offer to create a strategy of a rule. */
  show({ rule }: Question): void {
    this.#rule = rule;
    this.stage = { kind: "naming" };
    this.#tell(new Map());
    this.problem = "";
    this.name = this.#suggestedName(rule);
    this.#flow = new StrategyFlow(this.app.hass, this.subject.account.entry_id);
    this.dialog.show();
  }

  protected override render(): TemplateResult {
    return html`
      <aurono-dialog heading=${this.app.text("simulate_create")} @closed=${() => void this.#flow?.cancel()}>
        ${this.#body()} ${this.problem === "" ? nothing : html`<p class="error" role="alert">${this.problem}</p>`}
        ${this.#actions()}
      </aurono-dialog>
    `;
  }

  #body(): TemplateResult {
    const { text } = this.app;
    const { stage } = this;
    switch (stage.kind) {
      case "summary":
        return html`
          <p>${text("simulate_create_summary", { account: this.subject.account.title })}</p>
          <ul class="summary">
            ${lines(stage.text).map((line) => html`<li>${bold(line)}</li>`)}
          </ul>
        `;
      case "created":
        return html`<p role="status">${text("simulate_created", { name: this.name })}</p>
          ${this.#created === undefined ? html`<p class="quiet">${text("simulate_created_wait")}</p>` : nothing}`;
      case "naming":
      case "busy":
        return html`
          <p class="quiet">${text("simulate_create_text", { account: this.subject.account.title })}</p>
          <label class="field">
            <span>${text("simulate_create_name")}</span>
            <input
              .value=${this.name}
              ?disabled=${stage.kind === "busy"}
              aria-invalid=${this.errors.has("name") ? "true" : "false"}
              @input=${(event: Event) => {
                this.name = (event.target as HTMLInputElement).value;
              }}
            />
            <span class="error small">${this.errors.get("name") ?? ""}</span>
          </label>
          ${this.#otherErrors()}
        `;
    }
  }

  /** Errors at their fields: the form lies behind the dialog, so each names its field. */
  #otherErrors(): TemplateResult | typeof nothing {
    const others = [...this.errors].filter(([field]) => field !== "name");
    if (others.length === 0) return nothing;
    return html`<ul class="error" role="alert">
      ${others.map(([field, message]) => {
        const label = this.#label(field);
        return html`<li>${label === "" ? nothing : html`<b>${label}</b>: `}${message}</li>`;
      })}
    </ul>`;
  }

  #actions(): TemplateResult {
    const { text } = this.app;
    const { stage } = this;
    const close = html`<button
      slot="actions"
      @click=${() => {
        this.dialog.close();
      }}
    >
      ${text(stage.kind === "created" ? "common_close" : "common_cancel")}
    </button>`;
    if (stage.kind === "created") {
      const created = this.#created;
      return html`${close}
      ${
        created === undefined
          ? nothing
          : html`<a
              slot="actions"
              class="button primary"
              href=${strategyAddress(this.subject.account.entry_id, created.id)}
              @click=${() => {
                this.dialog.close();
              }}
              >${text("simulate_created_open")}</a
            >`
      }`;
    }
    const isSummary = stage.kind === "summary";
    return html`${close}
      <button
        slot="actions"
        class="primary"
        ?disabled=${stage.kind === "busy"}
        @click=${() => void (isSummary ? this.#save() : this.#check())}
      >
        ${text(isSummary ? "simulate_create_save" : stage.kind === "busy" ? "common_loading" : "simulate_create_check")}
      </button>`;
  }

  /** The new strategy, once Home Assistant has loaded it. */
  get #created(): Strategy | undefined {
    const account = this.snapshot.accounts.find((one) => one.entry_id === this.subject.account.entry_id);
    return account?.strategies.find((one) => one.name === this.name.trim());
  }

  async #check(): Promise<void> {
    const rule = this.#rule;
    if (rule === undefined) return;
    await this.#ask((flow) => flow.check(this.name.trim(), this.subject.market.pair, rule));
  }

  async #save(): Promise<void> {
    await this.#ask((flow) => flow.save());
  }

  async #ask(act: (flow: StrategyFlow) => ReturnType<StrategyFlow["check"]>): Promise<void> {
    const flow = this.#flow;
    if (flow === undefined) return;
    this.stage = { kind: "busy" };
    this.problem = "";
    this.#tell(new Map());
    try {
      const outcome = await act(flow);
      const localize = this.app.hass().localize;
      switch (outcome.kind) {
        case "summary":
          this.stage = { kind: "summary", text: outcome.text };
          return;
        case "created":
          this.stage = { kind: "created" };
          return;
        case "aborted":
          this.problem = localize(`${ROOT}.abort.${outcome.reason}`) || this.app.text("common_failed");
          break;
        case "errors":
          this.#tell(
            new Map(
              Object.entries(outcome.errors).map(([field, key]) => [
                field,
                localize(`${ROOT}.error.${key}`, outcome.values) || this.app.text("common_failed"),
              ]),
            ),
          );
          break;
      }
    } catch (error) {
      this.problem = messageOf(error) || this.app.text("common_failed");
    }
    this.stage = { kind: "naming" };
  }

  #tell(errors: ReadonlyMap<string, string>): void {
    this.errors = errors;
    this.dispatchEvent(new FlawsEvent(new Map([...errors].filter(([field]) => field !== "name"))));
  }

  /** What a field is called in the form; nothing for what is no field of its own. */
  #label(field: string): string {
    for (const [section, fields] of Object.entries(SECTIONS)) {
      if ((fields as readonly string[]).includes(field)) {
        return ruleWords.label(this.app, section as SectionName, field as RuleField);
      }
    }
    return this.app.hass().localize(`${ROOT}.step.user.data.${field}`);
  }

  #suggestedName({ timeframe }: RuleDraft): string {
    const { pair } = this.subject.market;
    const taken = new Set(this.subject.account.strategies.map((one) => one.name.toLowerCase()));
    const base = `${pair.split("/")[0] ?? pair} ${timeframe}`;
    for (let number = 1; ; number += 1) {
      const name = number === 1 ? base : `${base} ${number}`;
      if (!taken.has(name.toLowerCase())) return name;
    }
  }
}

/** The summary is a list in Markdown with bold words; nothing else of Markdown is in it. */
function lines(summary: string): string[] {
  return summary
    .split("\n")
    .map((line) => line.replace(/^[-*] /, "").trim())
    .filter((line) => line !== "");
}

function bold(line: string): (TemplateResult | string)[] {
  return line.split("**").map((part, at) => (at % 2 === 1 ? html`<b>${part}</b>` : part));
}

declare global {
  interface HTMLElementTagNameMap {
    "aurono-create-dialog": AuronoCreateDialog;
  }
}
