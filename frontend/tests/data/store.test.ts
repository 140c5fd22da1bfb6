import { beforeEach, describe, expect, test, vi } from "vitest";
import type { HassConnection } from "../../src/data/hass.ts";
import type { Account } from "../../src/data/model.ts";
import { type Snapshot, Store } from "../../src/data/store.ts";

const account = (entry_id: string, title = entry_id): Account => ({ entry_id, title }) as Account;

/** A connection whose subscription the test answers. */
class FakeConnection implements HassConnection {
  refusal: Error | undefined;
  readonly sent: string[] = [];
  readonly unsubscribed = vi.fn(() => Promise.resolve());
  /** What answers a ping; without, it hangs. */
  pong: Promise<unknown> | undefined = Promise.resolve();
  pings = 0;
  push: (message: unknown) => void = () => undefined;
  readonly #listeners = new Map<string, Set<() => void>>();

  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- as Home Assistant declares it
  subscribeMessage<T>(callback: (message: T) => void, message: { type: string }): Promise<() => Promise<void>> {
    this.sent.push(message.type);
    if (this.refusal) return Promise.reject(this.refusal);
    this.push = callback as (message: unknown) => void;
    return Promise.resolve(this.unsubscribed);
  }

  ping(): Promise<unknown> {
    this.pings += 1;
    return this.pong ?? new Promise(() => undefined);
  }

  addEventListener(event: string, listener: () => void): void {
    this.#listeners.set(event, (this.#listeners.get(event) ?? new Set()).add(listener));
  }

  removeEventListener(event: string, listener: () => void): void {
    this.#listeners.get(event)?.delete(listener);
  }

  fire(event: string): void {
    this.#listeners.get(event)?.forEach((listener) => {
      listener();
    });
  }
}

let connection: FakeConnection;
let seen: Snapshot[];
let store: Store;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("document", { hidden: false });
  connection = new FakeConnection();
  seen = [];
  store = new Store((snapshot) => seen.push(snapshot));
});

const settled = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

describe("a store", () => {
  test("keeps the accounts as the feed tells them", async () => {
    store.connect(connection, true);
    await settled();
    expect(store.snapshot.phase).toBe("loading");
    connection.push({ kind: "snapshot", accounts: [account("a"), account("b")] });
    connection.push({ kind: "account", account: account("b", "changed") });
    connection.push({ kind: "account", account: account("c") });
    connection.push({ kind: "removed", entry_id: "a" });
    expect(store.snapshot.phase).toBe("ready");
    expect(store.snapshot.accounts.map((known) => known.title)).toEqual(["changed", "c"]);
  });

  test("leaves an account that did not change the same object", async () => {
    store.connect(connection, true);
    await settled();
    connection.push({ kind: "snapshot", accounts: [account("a"), account("b")] });
    const [before] = store.snapshot.accounts;
    connection.push({ kind: "account", account: account("b", "changed") });
    expect(store.snapshot.accounts[0]).toBe(before);
  });

  test("shows what was last known while Home Assistant is away, and subscribes again when it is back", async () => {
    store.connect(connection, true);
    await settled();
    connection.push({ kind: "snapshot", accounts: [account("a")] });
    const old = connection.push;
    connection.fire("disconnected");
    expect(store.snapshot).toMatchObject({ phase: "offline", accounts: [{ entry_id: "a" }] });
    connection.fire("ready");
    await settled();
    expect(connection.sent).toHaveLength(2);
    // What the ended subscription still has to say is old.
    old({ kind: "removed", entry_id: "a" });
    expect(store.snapshot.accounts).toHaveLength(1);
    connection.push({ kind: "snapshot", accounts: [account("b")] });
    expect(store.snapshot).toMatchObject({ phase: "ready", accounts: [{ entry_id: "b" }] });
  });

  test("tries until Aurono knows the command", async () => {
    connection.refusal = new Error("Unknown command.");
    store.connect(connection, true);
    await settled();
    expect(store.snapshot).toMatchObject({ phase: "failed", problem: "Unknown command." });
    connection.refusal = undefined;
    await vi.advanceTimersByTimeAsync(1000);
    connection.push({ kind: "snapshot", accounts: [] });
    expect(store.snapshot).toMatchObject({ phase: "ready", problem: "" });
  });

  test("goes on showing what was known while Home Assistant, back again, has yet to start Aurono", async () => {
    store.connect(connection, true);
    await settled();
    connection.push({ kind: "snapshot", accounts: [account("a")] });
    connection.fire("disconnected");
    connection.refusal = new Error("Unknown command.");
    connection.fire("ready");
    await settled();
    expect(store.snapshot).toMatchObject({ phase: "offline", accounts: [{ entry_id: "a" }] });
  });

  test("ends its subscription when the panel is taken away, and begins anew when it is back", async () => {
    store.connect(connection, true);
    await settled();
    store.disconnect();
    expect(connection.unsubscribed).toHaveBeenCalledOnce();
    connection.fire("ready");
    await settled();
    expect(connection.sent).toHaveLength(1);
    store.connect(connection, true);
    await settled();
    expect(connection.sent).toHaveLength(2);
  });

  test("does not subscribe twice to one connection", async () => {
    store.connect(connection, true);
    store.connect(connection, true);
    await settled();
    expect(connection.sent).toHaveLength(1);
  });
});

describe("a hub that is connected and says nothing", () => {
  const MINUTE = 60_000;
  const phases = (): string[] => seen.map(({ phase }) => phase);

  beforeEach(async () => {
    store.connect(connection, true);
    await settled();
    connection.push({ kind: "snapshot", accounts: [account("a")] });
    seen.length = 0;
  });

  test("is asked for a sign of life, and nobody is told as long as it gives one", async () => {
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    expect(connection.pings).toBeGreaterThan(10);
    expect(seen).toEqual([]);
  });

  test("is not asked while the feed tells of changes", async () => {
    for (let second = 0; second < 120; second += 1) {
      await vi.advanceTimersByTimeAsync(1000);
      connection.push({ kind: "account", account: account("a") });
    }
    expect(connection.pings).toBe(0);
  });

  test("and gives no sign of life, counts as away until it does", async () => {
    let answer: (value: unknown) => void = () => undefined;
    connection.pong = new Promise((resolve) => (answer = resolve));
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(phases()).toEqual(["offline"]);
    expect(connection.pings).toBe(1);
    answer(undefined);
    await settled();
    expect(phases()).toEqual(["offline", "ready"]);
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(connection.pings).toBeGreaterThan(1);
  });

  test("and goes on with its feed, is back", async () => {
    connection.pong = undefined;
    await vi.advanceTimersByTimeAsync(MINUTE);
    connection.push({ kind: "account", account: account("a", "changed") });
    expect(store.snapshot).toMatchObject({ phase: "ready", accounts: [{ title: "changed" }] });
  });

  test("and is then gone, is back only with what it knows", async () => {
    let answer: (value: unknown) => void = () => undefined;
    connection.pong = new Promise((resolve) => (answer = resolve));
    await vi.advanceTimersByTimeAsync(MINUTE);
    connection.fire("disconnected");
    answer(undefined);
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(store.snapshot.phase).toBe("offline");
    connection.fire("ready");
    await settled();
    expect(store.snapshot.phase).toBe("offline");
    connection.push({ kind: "snapshot", accounts: [account("a")] });
    expect(store.snapshot.phase).toBe("ready");
  });

  test("is left in peace while nobody looks", async () => {
    vi.stubGlobal("document", { hidden: true });
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    store.disconnect();
    vi.stubGlobal("document", { hidden: false });
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    expect(connection.pings).toBe(0);
  });
});
