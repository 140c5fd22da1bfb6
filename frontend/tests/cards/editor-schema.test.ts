import { describe, expect, test } from "vitest";
import { ACCOUNT_CARD, STRATEGY_CARD, TRADES_CARD } from "../../src/cards/card-config.ts";
import { cardFields, chosen, type Field, helper, label } from "../../src/cards/editor-schema.ts";
import { account, strategy } from "../fake-account.ts";
import { fakeApp } from "../fake-app.ts";

const type = "custom:aurono";
const app = fakeApp();
const accounts = [
  account({ strategies: [strategy()] }),
  account({ entry_id: "e2", title: "Demo", strategies: [strategy({ id: "s2", name: "Calm" })] }),
];
const options = (fields: Field[], name: string): unknown =>
  fields.find((field) => field.name === name)?.selector.select?.options;

describe("the form of a card", () => {
  test("offers the accounts, and the strategies with their account where there are several", () => {
    expect(options(cardFields(app, ACCOUNT_CARD, accounts, { type }), "account")).toEqual([
      { value: "e1", label: "Bitvavo" },
      { value: "e2", label: "Demo" },
    ]);
    expect(options(cardFields(app, STRATEGY_CARD, accounts, { type }), "strategy")).toEqual([
      { value: "s1", label: "Dips · Bitvavo" },
      { value: "s2", label: "Calm · Demo" },
    ]);
  });

  test("offers for trades the strategies of the chosen account", () => {
    expect(options(cardFields(app, TRADES_CARD, accounts, { type, account: "e2" }), "strategy")).toEqual([
      { value: "s2", label: "Calm" },
    ]);
  });

  test("keeps what is chosen choosable when it is not there", () => {
    const offered = options(cardFields(app, ACCOUNT_CARD, accounts, { type, account: "e9" }), "account");
    expect(offered).toContainEqual({ value: "e9", label: "e9" });
  });

  test("has words for all its fields", () => {
    for (const card of [ACCOUNT_CARD, STRATEGY_CARD, TRADES_CARD] as const) {
      for (const { name } of cardFields(app, card, accounts, { type })) {
        expect(label(app, name)).not.toBe(name);
        expect(helper(app, name)).not.toBe("");
      }
    }
  });
});

describe("what was chosen", () => {
  test("given a strategy, then its account goes with it", () => {
    expect(chosen({ type, strategy: "s2" }, { type }, accounts)).toEqual({ type, account: "e2", strategy: "s2" });
  });

  test("given another account, then the strategy of the one before goes", () => {
    const before = { type, account: "e1", strategy: "s1" };
    expect(chosen({ ...before, account: "e2" }, before, accounts)).toEqual({ type, account: "e2" });
  });

  test("given an emptied field, then it is gone from the settings", () => {
    expect(chosen({ type, title: "" }, { type, title: "Mine" }, accounts)).toEqual({ type });
  });
});
