import { describe, expect, test } from "vitest";
import { attention, verifiedWords } from "../../src/pages/overview/attention.ts";
import { account, strategy } from "../fake-account.ts";
import { fakeApp, plain } from "../fake-app.ts";

const app = fakeApp();
const told = (...overrides: Parameters<typeof account>[0][]) =>
  attention(
    app,
    overrides.map((one) => account(one)),
  ).map(({ urgent, text, href }) => ({ urgent, text: plain(text), href }));

describe("what needs attention", () => {
  test("is nothing while all is well", () => {
    expect(told({ strategies: [strategy()] })).toEqual([]);
  });

  test("is told in the words of the gap between books and exchange", () => {
    const liquidity = [
      { currency: "EUR", kind: "quote" as const, expected: "93.22", actual: "53.73", gap: "39.49" },
      { currency: "BTC", kind: "base" as const, expected: "0.002", actual: "0", gap: "0.002" },
      { currency: "SOL", kind: "base" as const, expected: "1", actual: "2", gap: "0" },
    ];
    const questions = [
      { id: "q1", key: "balance_short", placeholders: { account: "Bitvavo", currency: "EUR", gap: "€39.49" } },
      { id: "q2", key: "balance_short", placeholders: { account: "Bitvavo", currency: "ADA", gap: "5 ADA" } },
    ];
    // Each gap is told once, in its own words, and leads to where it is answered.
    expect(told({ liquidity, questions }).map(({ text, href }) => [text, href])).toEqual([
      ["Bitvavo: 5 ADA missing on the exchange", "/config/repairs"],
      [
        "Your strategies expect €93.22 but your Bitvavo account has €53.73 — deposit €39.49 to cover the gap.",
        "/config/repairs",
      ],
      ["0.002 BTC short on Bitvavo. Your live strategies expect 0.002 BTC, the account has 0 BTC.", "/config/repairs"],
    ]);
  });

  test("warns before the next buys lack money, and says which idle money could help", () => {
    const outlook = {
      lacking: [
        { strategy: "s1", currency: "EUR", need: "20.05", usable: "5" },
        { strategy: "s2", currency: "EUR", need: "60.15", usable: "0" },
      ],
      shortfalls: [{ currency: "EUR", needed: "40.1", spendable: "30", missing: "10.1" }],
      moves: [
        { currency: "EUR", source: null, target: "s1", amount: "10", times_left: null },
        { currency: "EUR", source: "s3", target: "s1", amount: "5.05", times_left: 7 },
        { currency: "EUR", source: "s2", target: "s1", amount: "1", times_left: null },
      ],
    };
    const strategies = ["Dips", "Bits", "Rich"].map((name, index) => strategy({ id: `s${index + 1}`, name }));

    expect(told({ outlook, strategies })).toEqual([
      {
        urgent: false,
        text: "The next buys of your strategies take €40.10 together, but Bitvavo has only €30.00 free: €10.10 is missing.",
        href: undefined,
      },
      {
        urgent: false,
        text:
          "Dips may use €5.00, but its next buy takes €20.05. " +
          "€10.00 on Bitvavo belongs to no strategy: you could deposit it into Dips. " +
          "You could withdraw €5.05 from Rich and deposit it into Dips; Rich could still buy 7 times. " +
          "You could withdraw €1.00 from Bits, which buys nothing at present, and deposit it into Dips.",
        href: "/aurono/strategies/e1/s1",
      },
      {
        urgent: false,
        text: "Bits may use €0.00, but its next buy takes €60.15.",
        href: "/aurono/strategies/e1/s2",
      },
    ]);
  });

  test("comes with what is urgent first, and leads to where it is answered", () => {
    const stopped = { entry_id: "x", title: "Stopped", stopped: true };
    const asked = {
      questions: [{ id: "q", key: "order_unknown", placeholders: { strategy: "Dips" } }],
      strategies: [strategy({ status: "stuck" }), strategy({ id: "s2", name: "Late", status: "missed" })],
    };
    expect(told(stopped, asked)).toEqual([
      { urgent: true, text: "Dips: what became of an order?", href: "/config/repairs" },
      {
        urgent: true,
        text: "Dips: Stopped: its books do not add up, so nothing is traded",
        href: "/aurono/strategies/e1/s1",
      },
      {
        urgent: false,
        text: "Trading of Stopped is stopped. Nothing new is ordered until it is resumed.",
        href: undefined,
      },
      {
        urgent: false,
        text: "Late: The last candle was missed; it is never traded later",
        href: "/aurono/strategies/e1/s2",
      },
    ]);
  });

  test("says why an account is not running, and nothing else of it", () => {
    const broken = { state: "setup_retry", state_reason: "No answer.", journal: null, now_ms: null };
    expect(told(broken)).toEqual([
      {
        urgent: true,
        text: "Bitvavo is not running. No answer.",
        href: "/config/integrations/integration/aurono#config_entry=e1",
      },
    ]);
  });

  test("says that the exchange is silent or the journal damaged", () => {
    const [silent] = told({ connection: { connected: false, failure: "maintenance" } });
    expect(silent?.text).toMatch(/\(Maintenance\)/);
    const [damaged] = told({ journal: { sound: false, events: 3, problem: "row 2" } });
    expect(damaged?.text).toMatch(/journal cannot be relied on\. row 2$/);
    // Whether it was asked at all is not known yet.
    expect(told({ connection: { connected: null, failure: null } })).toEqual([]);
  });
});

test("a check of the journal is told with what it found, and a check of nothing is not called one", () => {
  const check = (sound: boolean, events: number) => verifiedWords(app, { sound, events, problem: null });

  expect(check(true, 0)).toEqual({ isWell: null, text: "Empty at the last check. It is checked at each start." });
  expect(check(true, 1)).toEqual({ isWell: true, text: "1 event at the last check, intact" });
  expect(check(false, 0)).toEqual({ isWell: false, text: "Damaged: nothing is traded" });
});
