import { describe, expect, test } from "vitest";
import { eventSentence } from "../../src/data/event-sentences.ts";
import type { JournalEvent } from "../../src/data/journal.ts";
import { EVENT_KINDS } from "../../src/data/journal.ts";
import { type Numbers, REASONS } from "../../src/data/model.ts";
import { decisionNumbers, decisionSentence, reasonOf } from "../../src/data/sentences.ts";
import { fakeApp, plain } from "../fake-app.ts";

const app = fakeApp();
const UNTIL = Date.UTC(2026, 10, 26, 16);

const say = (reason: string, numbers: Numbers = {}, count = 1): string =>
  plain(decisionSentence(app, { reason, numbers, count }, "SOL/EUR"));

describe("a decision in a sentence", () => {
  const fell = { open: "120", close: "115.8", reference: "120", change: "-3.5" };
  const rose = { open: "120", close: "122.6", reference: "120", change: "2.166666666667" };

  test.each<[string, Numbers, string]>([
    [
      "BUY",
      { ...fell, amount: "0.17271157", limit: "117" },
      "Fell 3.5 % to €115.80: an order to buy 0.17271157 SOL was placed, at €117.00 or better.",
    ],
    ["NO_SIGNAL", { ...rose, change: "0.44" }, "Changed by +0.44 % to €122.60: too little for a trade."],
    [
      "BELOW_COST",
      { ...rose, floor: "124.1" },
      "Rose 2.17 % to €122.60, enough to sell, but it sells from €124.10 on: that covers what the coins cost, the fee and the protected profit.",
    ],
    [
      "CAPITAL_INSUFFICIENT",
      { ...fell, required: "20.26", available: "3.1" },
      "Fell 3.5 % to €115.80, enough to buy, but a buy needs €20.26 and only €3.10 is free.",
    ],
    [
      "COOLDOWN",
      { ...fell, until_ms: UNTIL },
      "Changed by -3.5 % to €115.80, enough to trade, but after its last trade it waits until 2026/11/26, 16:00.",
    ],
    [
      "BALANCE_INSUFFICIENT",
      { ...rose, required: "0.2", available: "0.1" },
      "Changed by +2.17 % to €122.60, enough to trade, but the exchange has only 0.1 SOL available where the order needs 0.2 SOL.",
    ],
    [
      "RSI_NOT_OVERSOLD",
      { ...fell, rsi: 59.016 },
      "Fell 3.5 % to €115.80, enough to buy, but the RSI was 59: not low enough.",
    ],
    [
      "RSI_NOT_OVERSOLD",
      fell,
      "Changed by -3.5 % to €115.80, enough to trade, but there are too few candles for the RSI yet.",
    ],
  ])("%s", (reason, numbers, sentence) => {
    expect(say(reason, numbers)).toBe(sentence);
  });

  test("counts what was missed", () => {
    expect(say("MISSED_OFFLINE", {}, 1)).toMatch(/^A candle closed/);
    expect(say("MISSED_OFFLINE", {}, 30)).toMatch(/^30 candles closed/);
  });

  test("is said shorter where a number is missing, and never with a gap", () => {
    for (const reason of REASONS) {
      expect(say(reason)).not.toBe("");
      expect(
        say(reason, { ...fell, amount: "1", limit: "1", floor: "1", required: "1", available: "1", until_ms: UNTIL }),
      ).not.toMatch(/undefined|–|\{/);
    }
  });

  test("of a newer Aurono is told as it is", () => {
    expect(say("SOMETHING_NEW")).toBe("SOMETHING_NEW");
    expect(reasonOf("SOMETHING_NEW")).toBeUndefined();
  });
});

test("the numbers behind a decision are named, and none twice", () => {
  const numbers = { open: "120", close: "115.8", reference: "120", change: "-3.5", rsi: 28.31, until_ms: UNTIL };
  const shown = decisionNumbers(app, { reason: "COOLDOWN", numbers, count: 1 }, "SOL/EUR");
  expect(shown.map(({ label, value }) => `${label}: ${plain(value)}`)).toEqual([
    "Compared with: €120.00",
    "Close: €115.80",
    "Change: -3.5 %",
    "RSI: 28.3",
    "Waits until: 2026/11/26, 16:00",
  ]);
});

describe("an event in a sentence", () => {
  const base = { position: 1, time: "", time_ms: 0, strategy: "s1", name: "Dips", book: "shadow" as const };
  const fill = {
    trade: "t",
    price: "116.5",
    amount: "0.17271157",
    fee: "0.059102095",
    fee_currency: "EUR",
    time_ms: 0,
  };
  const adopted = { amount: "1", average_price: "100" };
  const EVENTS: JournalEvent[] = [
    {
      ...base,
      kind: "evaluated",
      version: 1,
      timeframe: "4h",
      candle_ms: 0,
      reason: "NO_SIGNAL",
      numbers: {},
      count: 1,
      detail: "",
    },
    {
      ...base,
      kind: "order_planned",
      order: "o",
      version: 1,
      pair: "SOL/EUR",
      side: "sell",
      limit: "122.52",
      amount: "0.1",
      reserved: "0.1",
      life_ends_ms: 0,
    },
    { ...base, kind: "order_opened", order: "o", exchange_order: "x" },
    { ...base, kind: "order_fill", order: "o", fill },
    { ...base, kind: "order_ended", order: "o", status: "expired", detail: "", failure: false },
    { ...base, kind: "order_unknown", order: "o", detail: "" },
    { ...base, kind: "book_opened", allocated: "200" },
    { ...base, kind: "capital_deposited", amount: "5" },
    { ...base, kind: "capital_withdrawn", amount: "5" },
    { ...base, kind: "position_adopted", adopted, note: "found" },
    { ...base, kind: "difference_written_off", base: "0", quote: "3", note: "" },
    { ...base, kind: "strategy_added", mode: "shadow", parameters: {} as never },
    { ...base, kind: "strategy_revised", version: 2, parameters: {} as never, only_renamed: false },
    { ...base, kind: "mode_changed", mode: "live" },
    { ...base, kind: "strategy_removed" },
    { ...base, kind: "trading_stopped", cancel_orders: true },
    { ...base, kind: "trading_resumed" },
  ];

  test("tells a new name where nothing else changed, and a new version where the rule did", () => {
    const revised = { ...base, kind: "strategy_revised" as const, version: 2, parameters: {} as never };
    const told = (only_renamed: boolean) =>
      eventSentence(app, { ...revised, name: "Deep dips", only_renamed }, { pair: "SOL/EUR" });

    expect(told(true)).toBe("It was renamed: it is called Deep dips now.");
    expect(told(false)).toBe("The rule was changed: this is version 2.");
  });

  test("exists for every kind, with its market known or not", () => {
    expect(EVENTS.map((event) => event.kind).sort()).toEqual([...EVENT_KINDS].sort());
    for (const event of EVENTS) {
      if (event.kind !== "evaluated") {
        expect(eventSentence(app, event, { pair: "SOL/EUR" })).toMatch(/\.$|found$/);
      }
      expect(eventSentence(app, event, { pair: undefined })).not.toMatch(/undefined|\{/);
    }
  });

  test("says which side a fill is on once its order is known", () => {
    const event = { ...base, kind: "order_fill" as const, order: "o", fill };
    expect(plain(eventSentence(app, event, { pair: "SOL/EUR", side: "buy" }))).toBe(
      "Bought 0.17271157 SOL at €116.50, for a fee of €0.06.",
    );
    expect(plain(eventSentence(app, event, { pair: "SOL/EUR" }))).toMatch(/^Traded/);
  });

  test("of a refused order says what refused it", () => {
    const event = {
      ...base,
      kind: "order_ended" as const,
      order: "o",
      status: "rejected",
      detail: "funds",
      failure: false,
    };
    expect(eventSentence(app, event, { pair: "SOL/EUR" })).toMatch(/refused.*funds$/);
  });

  test.each([
    ["rejected", "never arrived at the exchange", "The order never reached the exchange."],
    ["rejected", "declared by its owner as not being on the exchange", "You declared that the order is not"],
    ["cancelled", "declared by its owner as not being on the exchange", "You declared that the order is not"],
    ["rejected", "not sent: its owner stopped it", "The order was not sent: trading was stopped"],
    ["rejected", "not sent: the time of its candle was over", "The order was not sent: the time of its candle"],
    ["cancelled", "market delisted", "The order ended with its market"],
    ["cancelled", "cancelOnMaintenance", "The exchange cancelled the order (cancelOnMaintenance)"],
    ["cancelled", "", "The order was cancelled;"],
  ])("of an order that is %s because of “%s” says who ended it", (status, detail, sentence) => {
    const event = { ...base, kind: "order_ended" as const, order: "o", status, detail, failure: false };
    expect(eventSentence(app, event, { pair: "SOL/EUR" }).startsWith(sentence)).toBe(true);
  });
});
