import { describe, expect, test } from "vitest";
import { attention } from "../../src/pages/overview/attention.ts";
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
    expect(told({ liquidity }).map(({ text }) => text)).toEqual([
      "Bitvavo: your strategies expect €93.22 but your account has €53.73. Deposit €39.49 to cover the gap.",
      "Bitvavo: 0.002 BTC short. Your live strategies expect 0.002 BTC, the account has 0 BTC.",
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
        text: "Late: The last candle went by unseen; it is never traded later",
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
