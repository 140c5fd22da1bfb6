/** Home Assistant's own flow of a new strategy, driven from the Lab: the same steps, checks and summary. */

import type { Hass } from "../../../data/hass.ts";
import type { RuleDraft } from "../../../lab/rule-link.ts";
import { SECTIONS } from "./rule-words.ts";

const PATH = "config/config_entries/subentries/flow";

interface Step {
  readonly flow_id: string;
  readonly type: "form" | "menu" | "create_entry" | "abort";
  readonly step_id?: string;
  readonly errors?: Readonly<Record<string, string>> | null;
  readonly description_placeholders?: Readonly<Record<string, string>> | null;
  readonly reason?: string;
}

export type FlowOutcome =
  /** Everything is right: this is what the rule will do, in words. */
  | { readonly kind: "summary"; readonly text: string }
  /** What is wrong, by field, as keys of the flow's errors; with the values that these name. */
  | {
      readonly kind: "errors";
      readonly errors: Readonly<Record<string, string>>;
      readonly values: Readonly<Record<string, string>>;
    }
  | { readonly kind: "created" }
  | { readonly kind: "aborted"; readonly reason: string };

/** One attempt to add a strategy; nothing is saved before `save`. Rejects with Home Assistant's error. */
export class StrategyFlow {
  #id: string | undefined;

  constructor(
    private readonly hass: () => Hass,
    private readonly entryId: string,
  ) {}

  /** From the first step to the summary, or to what is wrong. */
  async check(name: string, pair: string, rule: RuleDraft): Promise<FlowOutcome> {
    await this.cancel();
    const first = await this.#post("", { handler: [this.entryId, "strategy"], show_advanced_options: false });
    if (first.type === "abort") return this.#outcome(first);
    const named = await this.#post(`/${first.flow_id}`, { name, pair });
    if (named.step_id !== "parameters") return this.#outcome(named);
    return this.#outcome(await this.#post(`/${first.flow_id}`, formData(rule)));
  }

  /** Save what was summed up. */
  async save(): Promise<FlowOutcome> {
    if (this.#id === undefined) return { kind: "aborted", reason: "" };
    return this.#outcome(await this.#post(`/${this.#id}`, { next_step_id: "save" }));
  }

  /** Leave Home Assistant no open form behind. */
  async cancel(): Promise<void> {
    const id = this.#id;
    this.#id = undefined;
    if (id === undefined) return;
    try {
      await this.hass().callApi("DELETE", `${PATH}/${id}`);
    } catch {
      // It is over already.
    }
  }

  async #post(path: string, data: Record<string, unknown>): Promise<Step> {
    const step = await this.hass().callApi<Step>("POST", `${PATH}${path}`, data);
    this.#id = step.type === "form" || step.type === "menu" ? step.flow_id : undefined;
    return step;
  }

  #outcome(step: Step): FlowOutcome {
    const values = step.description_placeholders ?? {};
    switch (step.type) {
      case "create_entry":
        return { kind: "created" };
      case "abort":
        return { kind: "aborted", reason: step.reason ?? "" };
      case "menu":
        return { kind: "summary", text: values.summary ?? "" };
      case "form":
        return { kind: "errors", errors: step.errors ?? {}, values };
    }
  }
}

/** The form as its sections hold it; what is empty is left out. */
function formData(rule: RuleDraft): Record<string, unknown> {
  const sections = Object.entries(SECTIONS).map(([section, fields]) => [
    section,
    Object.fromEntries(
      fields
        .filter((field) => rule[field] !== "")
        .map((field) => [field, WHOLE.has(field) ? wholeOr(rule[field]) : rule[field]]),
    ),
  ]);
  return Object.fromEntries(sections) as Record<string, unknown>;
}

/** Home Assistant's form hands these over as numbers. */
const WHOLE = new Set<string>(["cooldown", "rsi_period", "order_timeout"]);

function wholeOr(value: string | boolean): unknown {
  const number = Number(value);
  return Number.isFinite(number) ? number : value;
}
