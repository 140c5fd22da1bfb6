import { describe, expect, test } from "vitest";
import { findAccount, findStrategy } from "../../src/cards/find.ts";
import { account, strategy } from "../fake-account.ts";

const dips = strategy();
const first = account({ strategies: [dips] });
const other = account({ entry_id: "e2", title: "Demo", strategies: [strategy({ id: "s2", name: "Calm" })] });
const down = account({ entry_id: "e3", title: "Asleep", state: "setup_retry" });

describe("the account of a card", () => {
  test("is the first one unless it is named, by its id or by its name", () => {
    expect(findAccount([first, other], undefined)).toEqual({ account: first });
    expect(findAccount([first, other], "e2")).toEqual({ account: other });
    expect(findAccount([first, other], "demo")).toEqual({ account: other });
  });

  test("may not be there: no account at all, not this one, or not running", () => {
    expect(findAccount([], undefined)).toEqual({ missing: "none" });
    expect(findAccount([first], "e9")).toEqual({ missing: "gone" });
    expect(findAccount([first, down], "e3")).toEqual({ missing: "down", account: down });
  });
});

describe("the strategy of a card", () => {
  test("is found by its id or its name, in any account or in the one that is named", () => {
    expect(findStrategy([first, other], "s2", undefined)).toMatchObject({ account: other, strategy: { id: "s2" } });
    expect(findStrategy([first, other], "DIPS", undefined)).toEqual({ account: first, strategy: dips });
    expect(findStrategy([first, other], "s2", "e1")).toEqual({ missing: "gone" });
  });

  test("given an id that another strategy has as its name, then the id counts", () => {
    const named = account({ entry_id: "e0", strategies: [strategy({ id: "s0", name: "s1" })] });
    expect(findStrategy([named, first], "s1", undefined)).toEqual({ account: first, strategy: dips });
  });

  test("of an account that is not running is not called gone", () => {
    expect(findStrategy([first, down], "s9", "e3")).toEqual({ missing: "down", account: down });
    expect(findStrategy([first, down], "s9", undefined)).toEqual({ missing: "down", account: down });
    expect(findStrategy([first], "s9", undefined)).toEqual({ missing: "gone" });
    expect(findStrategy([], "s9", undefined)).toEqual({ missing: "none" });
  });
});
