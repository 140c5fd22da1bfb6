// @vitest-environment happy-dom
import { LitElement } from "lit";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import "../../src/aurono-cards.ts";
import type { CardConfig } from "../../src/cards/card-config.ts";
import type { Hass } from "../../src/data/hass.ts";
import { account, BOOK, strategy } from "../fake-account.ts";
import { LOCALE, localize, plain } from "../fake-app.ts";
import { house } from "./fake-house.ts";
import { eventually } from "../waiting.ts";

type Ask = { type: string } & Record<string, unknown>;

interface Card extends HTMLElement {
  hass: Hass;
  setConfig: (config: CardConfig) => void;
}

/** A hub whose feed the test tells; each has a connection of its own, as each loaded page has. */
class FakeHub {
  push: (message: unknown) => void = () => undefined;
  subscriptions = 0;
  readonly unsubscribed = vi.fn(() => Promise.resolve());
  readonly asked: Ask[] = [];
  readonly listeners = new Map<string, () => void>();
  refusal: Error | undefined;
  isAdmin = true;

  readonly #connection: Hass["connection"] = {
    // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- as Home Assistant declares it
    subscribeMessage: <T>(callback: (message: T) => void) => {
      this.subscriptions += 1;
      if (this.refusal) return Promise.reject(this.refusal);
      this.push = callback as (message: unknown) => void;
      return Promise.resolve(this.unsubscribed);
    },
    ping: () => Promise.resolve(),
    addEventListener: (event, listener) => this.listeners.set(event, listener),
    removeEventListener: (event) => this.listeners.delete(event),
  };

  hass(): Hass {
    return {
      ...house(),
      connection: this.#connection,
      connected: true,
      user: { id: "u", name: "U", is_admin: this.isAdmin },
      language: "en",
      locale: LOCALE,
      config: { time_zone: "UTC" },
      themes: { darkMode: false },
      localize,
      callWS: <T>(ask: Ask) => {
        this.asked.push(ask);
        return Promise.resolve({
          currencies: [
            {
              currency: "EUR",
              points: [
                [0, "200", "0"],
                [1, "201", "1"],
              ],
            },
          ],
          events: ask.limit === 4 ? [DECISION] : [],
          trades: ask.limit === 5 ? [TRADE] : [],
        } as T);
      },
    };
  }
}

const TRADE = {
  time_ms: Date.UTC(2026, 10, 26, 8),
  strategy: "s1",
  name: "Dips",
  book: "shadow",
  market: "SOL/EUR",
  side: "sell",
  price: "120",
  amount: "0.5",
  fee: "0.06",
  fee_currency: "EUR",
  realized: "1.5",
};
const DECISION = {
  kind: "evaluated",
  position: 1,
  time_ms: Date.UTC(2026, 10, 26, 9, 47),
  strategy: "s1",
  name: "Dips",
  book: "shadow",
  version: 1,
  timeframe: "4h",
  candle_ms: Date.UTC(2026, 10, 26, 4),
  reason: "TOO_LATE",
  numbers: {},
  count: 1,
  detail: "",
};
const TOTALS = {
  book: "shadow" as const,
  currency: "EUR",
  value: "200.5",
  profit: "0.5",
  free: "179.82",
  reserved: "0",
  cost: "20.18",
  position_value: "20.68",
  allocated: "200",
};
const running = account({ totals: [TOTALS], strategies: [strategy()] });

// The first card loads what cards show, which a busy machine takes a while for.
vi.setConfig({ testTimeout: 30_000 });

let hub: FakeHub;

beforeEach(() => {
  hub = new FakeHub();
});

afterEach(async () => {
  vi.useFakeTimers();
  document.body.replaceChildren();
  // The connection of a page outlives its cards for a moment.
  await vi.advanceTimersByTimeAsync(6000);
  vi.useRealTimers();
});

async function show(type: string, config: Partial<CardConfig> = {}): Promise<Card> {
  const card = document.createElement(type) as Card;
  card.setConfig({ type: `custom:${type}`, ...config });
  document.body.append(card);
  card.hass = hub.hass();
  // The first one loads what cards show.
  await eventually(() => {
    expect(card.firstElementChild).not.toBeNull();
  });
  await settled();
  return card;
}

async function settled(): Promise<void> {
  for (let round = 0; round < 8; round += 1) {
    await new Promise((done) => setTimeout(done));
    for (const element of all(document)) if (element instanceof LitElement) await element.updateComplete;
  }
}

const all = (root: ParentNode): Element[] =>
  [...root.querySelectorAll("*")].flatMap((one) => [one, ...(one.shadowRoot ? all(one.shadowRoot) : [])]);

/** What is to be read on a card. */
const words = (card: Card): string =>
  plain(
    all(card)
      .filter(({ localName }) => localName !== "style")
      .flatMap((one) =>
        [...one.childNodes].filter(({ nodeType }) => nodeType === 3).map(({ textContent }) => textContent),
      )
      .join(" ")
      .replace(/\s+/g, " "),
  );

const tell = async (...accounts: unknown[]): Promise<void> => {
  hub.push({ kind: "snapshot", accounts });
  await settled();
};

describe("the card of an account", () => {
  // These two come first: a page goes on showing what it knew, and all of these tests are on one page.
  test("says why there is nothing: no answer yet, no account, not this one, or one that does not run", async () => {
    const card = await show("aurono-account-card");
    expect(words(card)).toContain("Loading");
    await tell();
    expect(words(card)).toContain("No account yet");
    card.setConfig({ type: "custom:aurono-account-card", account: "e9" });
    await tell(running);
    expect(words(card)).toContain("This account is not there any more");
    await tell(account({ entry_id: "e9", title: "Asleep", state: "setup_retry", state_reason: "No answer." }));
    expect(words(card)).toContain("Asleep is not running. No answer.");
    await tell();
  });

  test("given that Aurono does not answer, then it says so and tries again when asked", async () => {
    hub.refusal = new Error("Unknown command.");
    const card = await show("aurono-account-card");
    expect(words(card)).toContain("Unknown command.");

    hub.refusal = undefined;
    all(card)
      .find(({ localName }) => localName === "button")
      ?.dispatchEvent(new Event("click"));
    await settled();
    await tell(running);
    expect(words(card)).toContain("€200.50");
  });

  test("tells what it is worth, that all is well, and whether it trades; its owner can stop it", async () => {
    const card = await show("aurono-account-card");
    await tell(running);

    expect(words(card)).toContain("€200.50");
    expect(words(card)).toContain("+€0.50");
    expect(words(card)).toContain("+0.25 %");
    expect(words(card)).toContain("Nothing needs your attention.");
    expect(words(card)).toContain("Stop trading");
    await eventually(() => {
      expect(all(card).some(({ localName }) => localName === "svg")).toBe(true);
    });
  });

  test("given somebody who is no administrator, then all is told and nothing can be pressed", async () => {
    hub.isAdmin = false;
    const card = await show("aurono-account-card");
    await tell(account({ ...running, questions: [{ id: "q", key: "journal_damaged", placeholders: {} }] }));

    expect(words(card)).toContain("€200.50");
    expect(all(card).filter(({ localName }) => localName === "button")).toEqual([]);
    expect(all(card).filter((one) => one.getAttribute("href")?.startsWith("/config"))).toEqual([]);
  });

  test("given settings, then only what they ask for is shown", async () => {
    const card = await show("aurono-account-card", {
      attention: false,
      control: false,
      curve: "none",
      title: "Savings",
    });
    await tell(running);

    expect(words(card)).toContain("Savings");
    expect(words(card)).not.toMatch(/Nothing needs|Stop trading/);
    expect(hub.asked).toEqual([]);
  });

  test("given a setting that is not possible, then it is named and the card goes on", async () => {
    const card = await show("aurono-account-card", { curve: "loops" });
    await tell(running);

    expect(words(card)).toContain("curve");
    expect(words(card)).toContain("€200.50");
  });

  test("given that Home Assistant is away, then the last that was known stays, and nothing can be pressed", async () => {
    const card = await show("aurono-account-card");
    await tell(running);
    hub.listeners.get("disconnected")?.();
    await settled();

    expect(words(card)).toContain("Not connected");
    expect(words(card)).toContain("€200.50");
    const stop = all(card).find((one) => one.localName === "button" && one.textContent.includes("Stop trading"));
    expect((stop as HTMLButtonElement).disabled).toBe(true);
  });
});

describe("the card of a strategy", () => {
  test("tells its status, its profit, its position and its last decision with the numbers behind it", async () => {
    const card = await show("aurono-strategy-card", { strategy: "s1" });
    const last = {
      time_ms: 0,
      candle_ms: 0,
      close_ms: Date.UTC(2026, 10, 26, 8),
      reason: "NO_SIGNAL",
      version: 1,
      book: "shadow" as const,
      count: 1,
      detail: "",
      numbers: { change: "0.5", close: "118" },
    };
    await tell(account({ strategies: [strategy({ last_evaluation: last, books: { shadow: BOOK } })] }));

    expect(words(card)).toContain("Dips");
    expect(words(card)).toContain("Holding coins and watching the price");
    expect(words(card)).toContain("0.17271157 SOL");
    expect(words(card)).toContain("Changed by +0.5 % to €118.00: too little for a trade.");
  });

  test("given no candle of its books yet, then it says when the chart begins instead of leaving a hole", async () => {
    const card = await show("aurono-strategy-card", { strategy: "s1" });
    await tell(account({ strategies: [strategy()] }));

    await eventually(() => {
      expect(words(card)).toContain("The chart begins with the first closed candle.");
    });
  });

  test("given a strategy that was removed, then the card says so; given its account is not running, then that", async () => {
    const card = await show("aurono-strategy-card", { account: "e1", strategy: "s9" });
    await tell(running);
    expect(words(card)).toContain("This strategy is not there any more");
    await tell(account({ state: "not_loaded" }));
    expect(words(card)).toContain("Bitvavo is not running.");
  });
});

describe("the card of trades", () => {
  test("tells each in a sentence, with what it realized", async () => {
    const card = await show("aurono-trades-card");
    await tell(running);

    await eventually(() => {
      expect(words(card)).toContain("Sold 0.5 SOL at €120.00, for a fee of €0.06.");
    });
    expect(words(card)).toContain("+€1.50");
    expect(words(card)).toContain("Dips");
  });

  test("dates a decision by the close of its candle, as the card of its strategy does", async () => {
    const card = await show("aurono-trades-card", { content: "decisions", count: 4 });
    await tell(running);

    await vi.waitFor(() => {
      expect(words(card)).toContain("2026/11/26, 08:00");
    });
  });

  test("given none, then it says so", async () => {
    const card = await show("aurono-trades-card", { content: "decisions" });
    await tell(running);

    await eventually(() => {
      expect(words(card)).toContain("No decisions yet.");
    });
  });
});

test("given several cards on a page, then they share one subscription, which ends a moment after the last is gone", async () => {
  await show("aurono-account-card");
  await show("aurono-strategy-card", { strategy: "s1" });
  await show("aurono-trades-card");
  expect(hub.subscriptions).toBe(1);

  vi.useFakeTimers();
  document.body.replaceChildren();
  await vi.advanceTimersByTimeAsync(1000);
  expect(hub.unsubscribed).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(5000);
  expect(hub.unsubscribed).toHaveBeenCalledOnce();
});

test("given a page that has these cards from another build, when the file is loaded again, then nothing is thrown", async () => {
  vi.resetModules();
  await expect(import("../../src/aurono-cards.ts")).resolves.toBeDefined();
});
