import type { App } from "../../../data/app.ts";
import { currencies, type MarketRules } from "../../../data/model.ts";
import { decimal, parseDecimal } from "../../../engine/numbers.ts";
import { parseStrategy } from "../../../engine/validation.ts";
import type { RawSetting } from "../../../lab/ask.ts";
import { type Question, rawStrategy, typed } from "../../../lab/rule-link.ts";
import { fieldOf, ruleWords } from "./rule-words.ts";

export interface CheckedRule {
  /** What to simulate; undefined while something is wrong. */
  readonly setting: RawSetting | undefined;
  /** By field, in the user's language. */
  readonly problems: ReadonlyMap<string, string>;
}

/** A question as the engine takes it, or everything that is wrong with it, in the words of Home Assistant's form. */
export function checkedRule(app: App, question: Question, market: MarketRules): CheckedRule {
  const strategy = rawStrategy(market.pair, question.rule);
  const parsed = parseStrategy(strategy);
  const problems = new Map<string, string>();
  const words = { minimum: app.numbers.number(market.min_cost), quote: currencies(market.pair).quote, free: "" };
  if (!parsed.ok) {
    for (const [key, problem] of parsed.problems) {
      problems.set(fieldOf(key), ruleWords.problem(app, fieldOf(key), problem, words));
    }
  }
  const slippage = parseDecimal(typed(question.slippage) || "0");
  if (slippage === null) problems.set("slippage", ruleWords.problem(app, "slippage", "not_a_number", words));
  else if (slippage.sign < 0 || slippage.isAtLeast(decimal("100"))) {
    problems.set("slippage", app.text("simulate_slippage_range"));
  }
  const setting = problems.size === 0 ? { strategy, market, slippage: typed(question.slippage) || "0" } : undefined;
  return { setting, problems };
}
