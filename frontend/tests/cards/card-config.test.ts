import { describe, expect, test } from "vitest";
import { readAccount, readStrategy, readTrades } from "../../src/cards/card-config.ts";

const type = "custom:aurono";

describe("the settings of a card", () => {
  test("given none, then what is usual holds and nothing is wrong", () => {
    expect(readAccount({ type })).toEqual({
      settings: {
        account: undefined,
        strategy: undefined,
        title: undefined,
        curve: "profit",
        attention: true,
        next: true,
        control: true,
      },
      wrong: [],
    });
    expect(readStrategy({ type }).settings).toMatchObject({ chart: true, numbers: true, decision: true });
    expect(readTrades({ type }).settings).toMatchObject({ content: "trades", count: 5 });
  });

  test("given some, then they hold", () => {
    const config = { type, account: "e1", strategy: "s1", title: "Mine", content: "decisions", count: 20 };
    expect(readTrades(config)).toEqual({
      settings: { account: "e1", strategy: "s1", title: "Mine", content: "decisions", count: 20 },
      wrong: [],
    });
  });

  test("given what cannot be, then every one of it is named and what is usual is taken", () => {
    const { settings, wrong } = readTrades({
      type,
      account: 5,
      content: "gossip",
      count: 21,
    } as unknown as Parameters<typeof readTrades>[0]);
    expect(wrong).toEqual(["account", "content", "count"]);
    expect(settings).toMatchObject({ account: undefined, content: "trades", count: 5 });
    expect(readTrades({ type, count: 0 }).wrong).toEqual(["count"]);
    expect(readTrades({ type, count: 1.5 }).wrong).toEqual(["count"]);
  });

  test("given the empty field of a form, then it is not set", () => {
    expect(readAccount({ type, account: "", title: "" })).toMatchObject({
      settings: { account: undefined, title: undefined },
      wrong: [],
    });
  });
});
