import { describe, expect, test } from "vitest";
import { address, parseRoute, strategyAddress } from "../../src/data/routes.ts";

describe("parseRoute", () => {
  test.each([
    ["/aurono", { page: "overview" }],
    ["/aurono/", { page: "overview" }],
    ["/aurono/overview", { page: "overview" }],
    ["/aurono/strategies", { page: "strategies" }],
    ["/aurono/strategies/E1/S1", { page: "strategy", entryId: "E1", strategyId: "S1" }],
    ["/aurono/activity", { page: "activity" }],
    ["/aurono/lab", { page: "lab", tab: "explore" }],
    ["/aurono/lab/simulate", { page: "lab", tab: "simulate" }],
  ])("%s is a page", (path, route) => {
    expect(parseRoute(path)).toEqual(route);
  });

  test.each([
    "/other",
    "/aurono/nothing",
    "/aurono/overview/more",
    "/aurono/strategies/E1",
    "/aurono/strategies/E1/S1/x",
    "/aurono/lab/other",
    "/aurono/lab/explore/x",
  ])("%s is none", (path) => {
    expect(parseRoute(path)).toEqual({ page: "unknown" });
  });

  test("reads what strategyAddress writes, whatever the ids are", () => {
    expect(parseRoute(strategyAddress("a/b %", "ü?#"))).toEqual({
      page: "strategy",
      entryId: "a/b %",
      strategyId: "ü?#",
    });
  });

  test("survives an address that is no valid encoding", () => {
    expect(parseRoute("/aurono/strategies/%E0/S1")).toEqual({ page: "strategy", entryId: "%E0", strategyId: "S1" });
  });
});

test("address leaves out what is empty", () => {
  expect(address("activity", { tab: "trades", account: "", book: undefined })).toBe("/aurono/activity?tab=trades");
  expect(address("activity")).toBe("/aurono/activity");
});
