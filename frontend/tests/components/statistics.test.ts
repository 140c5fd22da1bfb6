// @vitest-environment happy-dom
import { ContextProvider } from "@lit/context";
import { afterEach, expect, test, vi } from "vitest";
import { AuronoStatistics } from "../../src/components/aurono-statistics.ts";
import type { Comparison, Performance } from "../../src/data/api.ts";
import { appContext } from "../../src/data/app.ts";
import { fakeApp, plain } from "../fake-app.ts";

const DID: Performance = {
  book: "shadow",
  currency: "EUR",
  profit: "12.5",
  profit_percent: "6.25",
  sells: 3,
  wins: 3,
  win_rate: "100",
  profit_factor: null,
  drawdown: "4",
  money_weighted: null,
  money_weighted_yearly: null,
  buy_and_hold: { profit: "-80", profit_percent: "-40" },
  monthly: { profit: "-60", profit_percent: "-30" },
  milestones: [],
};

/** The figures as they are read on the page. */
async function shown(told: { buy_and_hold: Comparison | null; monthly: Comparison | null }): Promise<string> {
  const callWS = <T>(): Promise<T> => Promise.resolve({ performances: [{ ...DID, ...told }] } as T);
  const page = document.createElement("div");
  new ContextProvider(page, { context: appContext, initialValue: fakeApp({}, { callWS }) });
  const statistics = new AuronoStatistics();
  Object.assign(statistics, { entryId: "e1", strategyId: "s1", currency: "EUR" });
  page.append(statistics);
  document.body.append(page);
  await vi.waitFor(() => {
    expect(statistics.shadowRoot?.querySelector("dl")).toBeTruthy();
  });
  const parts = [...(statistics.shadowRoot?.querySelectorAll("tr, p") ?? [])];
  return plain(parts.map((part) => part.textContent.split(/\s+/).join(" ").trim()).join("\n"));
}

afterEach(() => {
  document.body.replaceChildren();
});

test("what buying and keeping would have earned stands beside what was earned", async () => {
  const page = await shown(DID);

  expect(page).toContain(
    "This strategy +€12.50 +6.25 %\nBuy at once and hold -€80.00 -40 %\nBuy every month -€60.00 -30 %",
  );
  expect(page).not.toContain("more was taken out");
});

test("given more taken out than keeping would have had, then the one is left open and the other told", async () => {
  const page = await shown({ ...DID, buy_and_hold: null });

  expect(page).toContain("Buy at once and hold – –\nBuy every month -€60.00 -30 %");
  expect(page).toContain("not where more was taken out than it would have had");
});

test("given nothing to compare with, then it says when there is, instead of a table of dashes", async () => {
  const page = await shown({ buy_and_hold: null, monthly: null });

  expect(page).not.toContain("Buy every month");
  expect(page).toContain("is told once prices and the rules of the market are known");
});
