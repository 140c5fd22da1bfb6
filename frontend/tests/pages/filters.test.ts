import { describe, expect, test } from "vitest";
import { filtersOf, queryOf, TIMELINE_KINDS } from "../../src/pages/activity/filters.ts";
import { account, strategy } from "../fake-account.ts";
import { fakeApp } from "../fake-app.ts";

const { times } = fakeApp();
const ACCOUNTS = [account({ entry_id: "a" }), account({ entry_id: "b", strategies: [strategy({ id: "s" })] })];

const query = (text: string) => queryOf(filtersOf(new URLSearchParams(text), ACCOUNTS), times);

describe("what is asked of the journal", () => {
  test("without filters: the trades of the first account", () => {
    expect(query("")).toEqual({ entry_id: "a" });
  });

  test("a strategy names its account, whatever the address says", () => {
    expect(query("strategy=s&account=a")).toEqual({ entry_id: "b", strategy: "s" });
  });

  test("both days of a period are part of it", () => {
    expect(query("account=a&from=2026-11-25&to=2026-11-26")).toEqual({
      entry_id: "a",
      since_ms: Date.UTC(2026, 10, 25),
      until_ms: Date.UTC(2026, 10, 27),
    });
  });

  test("the timeline holds everything but the decisions", () => {
    expect(query("tab=timeline")?.kinds).toEqual(TIMELINE_KINDS);
    expect(query("tab=timeline&kind=mode_changed")?.kinds).toEqual(["mode_changed"]);
    expect(query("tab=timeline&kind=evaluated")?.kinds).not.toContain("evaluated");
  });

  test("decisions can be filtered by reason and book", () => {
    expect(query("tab=decisions&reason=below_cost&book=live")).toEqual({
      entry_id: "a",
      book: "live",
      kinds: ["evaluated"],
      reasons: ["below_cost"],
    });
  });

  test("what has no meaning is as if it were not there", () => {
    expect(query("tab=x&book=both&reason=luck&from=yesterday&to=2026-99-99")).toEqual({ entry_id: "a" });
  });

  test("nothing is asked without an account", () => {
    expect(queryOf(filtersOf(new URLSearchParams(), []), times)).toBeUndefined();
  });
});
