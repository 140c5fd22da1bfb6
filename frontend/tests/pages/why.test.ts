// @vitest-environment happy-dom
import { ContextProvider } from "@lit/context";
import { afterEach, expect, test } from "vitest";
import type { DaySummary } from "../../src/data/api.ts";
import { appContext } from "../../src/data/app.ts";
import { AuronoWhy } from "../../src/pages/activity/aurono-why.ts";
import { account, strategy } from "../fake-account.ts";
import { fakeApp, plain } from "../fake-app.ts";

afterEach(() => {
  document.body.replaceChildren();
});

/** What the page says of a day of the strategy Dips. */
async function told(summary: DaySummary): Promise<string> {
  const answers = { "aurono/day": summary, "aurono/events": { events: [], next_cursor: null } };
  const app = fakeApp(
    {},
    { callWS: <T>({ type }: { type: string }) => Promise.resolve(answers[type as keyof typeof answers] as T) },
  );
  const why = new AuronoWhy();
  why.account = account({ strategies: [strategy()] });
  why.strategyId = "s1";
  why.until = 86_400_000;
  new ContextProvider(document.body, { context: appContext, initialValue: app });
  document.body.append(why);
  for (let turn = 0; turn < 5; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve));
    await why.updateComplete;
  }
  return plain(why.renderRoot.querySelector("section")?.textContent ?? "").replace(/\s+/g, " ");
}

const NONE: DaySummary = { reasons: {}, decided: 0, missed: 0, orders: 0, fills: 0 };

test("given a day on which nothing watched, then it decided on no candle, and those that went by are told by reason", async () => {
  const text = await told({ ...NONE, reasons: { MISSED_OFFLINE: 34_656, TOO_LATE: 1 }, missed: 34_657 });

  expect(text).toContain("Dips decided on 0 candles of this day. 34,657 candles were not decided on.");
  expect(text).toContain("Nothing was traded. This is why:");
  expect(text).toContain("34,656 ×");
});

test("given a day on which every candle was decided on, then nothing is said of others", async () => {
  const text = await told({ ...NONE, reasons: { NO_SIGNAL: 23, BUY: 1 }, decided: 24, orders: 1, fills: 2 });

  expect(text).toContain("Dips decided on 24 candles of this day. Orders placed: 1. Trades: 2.");
  expect(text).toContain("This is what became of its candles:");
});

test("given a day on which no candle closed, then it is said that there was none", async () => {
  expect(await told(NONE)).toContain("No candle of Dips");
});
