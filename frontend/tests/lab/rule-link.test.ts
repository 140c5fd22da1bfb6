import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseStrategy } from "../../src/engine/validation.ts";
import {
  DEFAULT_QUESTION,
  DEFAULT_RULE,
  draftOf,
  fromParameters,
  rawStrategy,
  toParameters,
  typed,
  type Question,
} from "../../src/lab/rule-link.ts";

const text = fc.string({ unit: "grapheme" });
const questions: fc.Arbitrary<Question> = fc.record({
  account: text,
  pair: text,
  slippage: text,
  since: text,
  until: text,
  tuning: text,
  rule: fc.record(
    Object.fromEntries(
      Object.entries(DEFAULT_RULE).map(([name, usual]) => [name, typeof usual === "boolean" ? fc.boolean() : text]),
    ) as { [Name in keyof typeof DEFAULT_RULE]: fc.Arbitrary<(typeof DEFAULT_RULE)[Name]> },
  ),
});

describe("a question in an address", () => {
  it("comes back as it was, whatever was typed", () => {
    fc.assert(
      fc.property(questions, (question) => {
        const address = new URLSearchParams(toParameters(question).toString());
        expect(fromParameters(address)).toEqual(question);
      }),
    );
  });

  it("is short where nothing differs from the defaults", () => {
    expect(toParameters(DEFAULT_QUESTION).toString()).toBe("");
    expect(fromParameters(new URLSearchParams("cooldown_reset=maybe&stranger=1"))).toEqual(DEFAULT_QUESTION);
  });
});

describe("a rule as typed", () => {
  it("is read with a decimal point or comma, never guessing at thousands", () => {
    expect(typed(" \u22122,5 % ")).toBe("-2.5");
    expect(typed("1 250.50")).toBe("1250.50");
    expect(typed("1,000")).toBe("1,000");
    const parsed = parseStrategy(rawStrategy("SOL/EUR", { ...DEFAULT_RULE, buy_trigger: "-3,5", buy_amount: "1,000" }));
    expect(parsed).toEqual({ ok: false, problems: new Map([["buy_amount", "not_a_number"]]) });
  });

  it("is the default rule where nothing else is said, and valid", () => {
    expect(parseStrategy(rawStrategy("SOL/EUR", DEFAULT_RULE)).ok).toBe(true);
  });

  it("names both halves of a starting position, and misses the one that is not given", () => {
    const half = parseStrategy(rawStrategy("SOL/EUR", { ...DEFAULT_RULE, starting_amount: "2" }));
    expect(half).toEqual({ ok: false, problems: new Map([["starting_position.average_price", "required"]]) });
  });

  it("of a strategy that exists reads as it is stored", () => {
    const stored = {
      pair: "SOL/EUR",
      timeframe: "1d",
      buy_trigger: "-4",
      sell_trigger: "3",
      buy_amount: "30",
      sell_amount: "40",
      allocated_capital: "500",
      cooldown: 3,
      cooldown_reset: false,
      rsi_period: 14,
      rsi_max_for_buy: "30",
      starting_position: { amount: "2", average_price: "100" },
    };
    const raw = rawStrategy("SOL/EUR", draftOf({ ...stored, rsi_min_for_sell: null }));
    expect(raw).toEqual(expect.objectContaining({ ...stored, cooldown: "3", rsi_period: "14" }));
    expect(parseStrategy(raw).ok).toBe(true);
  });
});
