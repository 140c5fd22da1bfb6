// @vitest-environment happy-dom
import { LitElement } from "lit";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { AuronoPanel } from "../src/aurono-panel.ts";
import type { Hass } from "../src/data/hass.ts";
import type { Account } from "../src/data/model.ts";
import { account, BOOK, strategy } from "./fake-account.ts";
import { LOCALE, localize } from "./fake-app.ts";
import { eventually } from "./waiting.ts";

class FakeHub {
  push: (message: unknown) => void = () => undefined;
  readonly listeners = new Map<string, () => void>();
  readonly calls: unknown[][] = [];
  refusal: Error | undefined;

  hass(overrides: Partial<Hass> = {}): Hass {
    return {
      connection: this.connection,
      connected: true,
      user: { id: "u", name: "U", is_admin: true },
      language: "en",
      locale: LOCALE,
      config: { time_zone: "UTC" },
      themes: { darkMode: false },
      localize,
      loadBackendTranslation: () => Promise.resolve(localize),
      callWS: <T>() =>
        Promise.resolve({
          currencies: [],
          versions: [],
          capital: [],
          modes: [],
          events: [],
          trades: [],
          rows: [],
        } as T),
      callService: (...call: unknown[]) => {
        this.calls.push(call);
        return this.refusal === undefined ? Promise.resolve({}) : Promise.reject(this.refusal);
      },
      callApi: () => Promise.reject(new Error("not asked")),
      fetchWithAuth: () => Promise.reject(new Error("not asked")),
      ...overrides,
    };
  }

  readonly connection: Hass["connection"] = {
    // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- as Home Assistant declares it
    subscribeMessage: <T>(callback: (message: T) => void) => {
      this.push = callback as (message: unknown) => void;
      return Promise.resolve(() => Promise.resolve());
    },
    ping: () => Promise.resolve(),
    addEventListener: (event, listener) => this.listeners.set(event, listener),
    removeEventListener: (event) => this.listeners.delete(event),
  };
}

let hub: FakeHub;
let panel: AuronoPanel;

async function open(path: string, accounts: Account[], hass: Partial<Hass> = {}): Promise<void> {
  window.history.replaceState(null, "", path);
  panel = new AuronoPanel();
  document.body.append(panel);
  panel.hass = hub.hass(hass);
  await eventually(() => {
    hub.push({ kind: "snapshot", accounts });
    expect(panel.shadowRoot?.querySelector("main > .page > :not(aurono-state[loading])")).toBeTruthy();
  });
  await settled();
}

function inside(): ShadowRoot {
  if (!panel.shadowRoot) throw new Error("the panel is not drawn yet");
  return panel.shadowRoot;
}

/** Everything inside, through all shadow roots. */
function all(root: ParentNode): Element[] {
  return [...root.querySelectorAll("*")].flatMap((element) => [
    element,
    ...(element.shadowRoot ? all(element.shadowRoot) : []),
  ]);
}

/** What can be read, slots and style sheets aside. */
const text = (): string =>
  [inside(), ...all(inside())]
    .filter((node) => !(node instanceof Element && node.localName === "style"))
    .flatMap((node) => [...node.childNodes].filter((child) => child.nodeType === Node.TEXT_NODE))
    .map((node) => node.textContent?.replace(/\s+/g, " ").trim() ?? "")
    .filter(Boolean)
    .join(" ");

const find = (selector: string): HTMLElement | undefined =>
  all(inside()).find((element) => element.matches(selector)) as HTMLElement | undefined;

const button = (label: string): HTMLButtonElement | undefined =>
  all(inside()).find((element) => element.localName === "button" && element.textContent.trim() === label) as
    HTMLButtonElement | undefined;

async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) {
    for (const element of all(inside())) if (element instanceof LitElement) await element.updateComplete;
    await new Promise((resolve) => setTimeout(resolve));
  }
}

beforeEach(() => {
  hub = new FakeHub();
});

afterEach(() => {
  panel.remove();
});

const DEMO = account({ title: "Try", is_demo: true, strategies: [strategy()] });

describe("the panel", () => {
  test("without an account leads to adding one", async () => {
    await open("/aurono", []);
    expect(text()).toContain("No account yet");
    expect(find("a.primary")?.getAttribute("href")).toBe("/config/integrations/dashboard/add?domain=aurono");
  });

  test("marks a demo wherever its money is shown", async () => {
    for (const path of ["/aurono", "/aurono/strategies", "/aurono/strategies/e1/s1", "/aurono/activity"]) {
      await open(path, [DEMO]);
      expect(text(), path).toContain("Demo: made-up prices");
      panel.remove();
    }
  });

  test("lets those who are no administrators see everything and change nothing", async () => {
    const isOwner = { user: { id: "u", name: "U", is_admin: true } };
    const isGuest = { user: { id: "u", name: "U", is_admin: false } };
    await open("/aurono", [DEMO], isOwner);
    expect(button("Stop trading")).toBeDefined();
    panel.remove();
    await open("/aurono", [DEMO], isGuest);
    expect(text()).toContain("Try");
    expect(button("Stop trading")).toBeUndefined();
    panel.remove();
    await open("/aurono/strategies/e1/s1", [DEMO], isGuest);
    expect(text()).toContain("Dips");
    expect(["Add capital", "Take out capital", "Pause"].map(button)).toEqual([undefined, undefined, undefined]);
  });

  test("says that it is offline, keeps what was known, and lets nobody act meanwhile", async () => {
    await open("/aurono", [DEMO]);
    hub.listeners.get("disconnected")?.();
    await settled();
    expect(text()).toContain("No connection to Home Assistant");
    expect(text()).toContain("Try");
    expect(button("Stop trading")?.disabled).toBe(true);
  });

  test("does not draw anything again while nothing changes that it shows", async () => {
    await open("/aurono", [DEMO]);
    const drawn = vi.spyOn(panel as unknown as { render: () => unknown }, "render");
    for (let change = 0; change < 20; change += 1) panel.hass = hub.hass();
    await settled();
    expect(drawn).not.toHaveBeenCalled();
    panel.hass = hub.hass({ locale: { ...LOCALE, number_format: "decimal_comma" } });
    await settled();
    expect(drawn).toHaveBeenCalled();
  });

  test("comes back with its subscription after it was taken away", async () => {
    await open("/aurono", [DEMO]);
    panel.remove();
    hub.push = () => {
      throw new Error("nobody subscribed again");
    };
    document.body.append(panel);
    await settled();
    hub.push({ kind: "snapshot", accounts: [account({ title: "Other" })] });
    await settled();
    expect(text()).toContain("Other");
  });

  test("an address that is none leads back", async () => {
    await open("/aurono/nowhere", [DEMO]);
    expect(text()).toContain("There is no such page");
  });
});

describe("a strategy's page", () => {
  const LIVE = { ...BOOK, value: "99" };

  test("never offers real money the first time, and asks later", async () => {
    await open("/aurono/strategies/e1/s1", [DEMO]);
    expect(button("Trade real money")).toBeUndefined();
    expect(text()).toContain("Going live is a step of its own in its settings");
    panel.remove();
    await open("/aurono/strategies/e1/s1", [
      account({ strategies: [strategy({ mode: "paused", active_book: "live", books: { shadow: BOOK, live: LIVE } })] }),
    ]);
    button("Trade real money")?.click();
    await settled();
    expect(hub.calls).toEqual([]);
    expect(find("aurono-confirm dialog, dialog[open]")).toBeTruthy();
  });

  test("sends an amount exactly as it was typed, and shows in place why it was refused", async () => {
    await open("/aurono/strategies/e1/s1", [DEMO]);
    button("Take out capital")?.click();
    await settled();
    const input = find("#amount") as HTMLInputElement;
    input.value = "179,820000000001";
    input.dispatchEvent(new Event("input"));
    await settled();
    expect(text()).toContain("Free afterwards: -0.000000000001 EUR");
    hub.refusal = Object.assign(new Error("raw"), {
      code: "service_validation_error",
      translation_key: "capital_not_free",
      translation_placeholders: {
        amount: "179.820000000001",
        available: "179.82",
        name: "Dips",
        currency: "EUR",
        quote: "EUR",
        strategy: "Dips",
      },
    });
    find("aurono-capital-dialog button.primary, button.primary[slot=actions]")?.click();
    await settled();
    expect(hub.calls).toEqual([
      ["aurono", "withdraw_capital", { strategy: "s1", amount: "179.820000000001" }, undefined, false],
    ]);
    expect(find("#problem")?.textContent).toMatch(/179\.82/);
  });

  test("tells that the strategy is not there", async () => {
    await open("/aurono/strategies/e1/other", [DEMO]);
    expect(text()).toContain("This strategy is not there");
  });
});

test("stopping asks what becomes of open orders", async () => {
  await open("/aurono", [DEMO]);
  button("Stop trading")?.click();
  await settled();
  const [, cancelToo] = all(inside()).filter((element) => element.matches("input[type=radio]"));
  cancelToo?.dispatchEvent(new Event("change"));
  await settled();
  find("button.danger")?.click();
  await settled();
  expect(hub.calls).toEqual([
    ["aurono", "stop_trading", { config_entry_id: "e1", cancel_orders: true }, undefined, false],
  ]);
});
