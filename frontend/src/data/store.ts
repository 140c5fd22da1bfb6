import { codeOf, messageOf } from "./api.ts";
import type { HassConnection } from "./hass.ts";
import { Heartbeat } from "./heartbeat.ts";
import type { Account } from "./model.ts";

/** `offline`: what is shown is the last that was known. */
export type Phase = "loading" | "ready" | "offline" | "failed";

/** What is known of all accounts; a new object at every change. */
export interface Snapshot {
  phase: Phase;
  accounts: readonly Account[];
  /** Why nothing could be loaded, as Home Assistant said it. */
  problem: string;
}

type FeedEvent =
  | { kind: "snapshot"; accounts: Account[] }
  | { kind: "account"; account: Account }
  | { kind: "removed"; entry_id: string };

const FIRST_RETRY = 1000;
const LONGEST_RETRY = 15_000;

/**
 * The accounts, kept up to date by one subscription.
 *
 * It subscribes again by itself after each reconnect, until it works: while Home Assistant starts, it knows the
 * command only once Aurono is set up.
 */
export class Store {
  #snapshot: Snapshot = { phase: "loading", accounts: [], problem: "" };
  #connection: HassConnection | undefined;
  #unsubscribe: (() => Promise<void>) | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #wait = FIRST_RETRY;
  readonly #heartbeat = new Heartbeat((isSilent) => {
    this.#onSilence(isSilent);
  });
  /** Answers to an attempt that is not the present one any more are ignored. */
  #attempt = 0;

  constructor(private readonly onChange: (snapshot: Snapshot) => void) {}

  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  /** Begin, or go on with another connection. */
  connect(connection: HassConnection, connected: boolean): void {
    if (this.#connection === connection) return;
    this.disconnect();
    this.#connection = connection;
    connection.addEventListener("ready", this.#onReady);
    connection.addEventListener("disconnected", this.#onDisconnected);
    if (connected) void this.#subscribe();
    else this.#onDisconnected();
  }

  /** End the subscription; what is known stays. */
  disconnect(): void {
    this.#attempt += 1;
    clearTimeout(this.#retry);
    this.#heartbeat.stop();
    this.#connection?.removeEventListener("ready", this.#onReady);
    this.#connection?.removeEventListener("disconnected", this.#onDisconnected);
    this.#connection = undefined;
    this.#end();
  }

  /** Try again at once. */
  retry(): void {
    this.#wait = FIRST_RETRY;
    void this.#subscribe();
  }

  readonly #onReady = (): void => {
    // The old subscription ended with the old socket.
    this.#unsubscribe = undefined;
    this.#wait = FIRST_RETRY;
    void this.#subscribe();
  };

  readonly #onDisconnected = (): void => {
    this.#attempt += 1;
    clearTimeout(this.#retry);
    this.#heartbeat.stop();
    this.#unsubscribe = undefined;
    this.#set({ phase: "offline" });
  };

  #onSilence(isSilent: boolean): void {
    const { phase } = this.#snapshot;
    if (isSilent && phase === "ready") this.#set({ phase: "offline" });
    if (!isSilent && phase === "offline") this.#set({ phase: "ready" });
  }

  async #subscribe(): Promise<void> {
    const connection = this.#connection;
    if (!connection) return;
    clearTimeout(this.#retry);
    this.#end();
    const attempt = ++this.#attempt;
    if (this.#snapshot.phase === "failed") this.#set({ phase: "loading", problem: "" });
    try {
      const unsubscribe = await connection.subscribeMessage<FeedEvent>(
        (event) => {
          if (attempt === this.#attempt) this.#take(event);
        },
        { type: "aurono/subscribe" },
        { resubscribe: false },
      );
      if (attempt === this.#attempt) {
        this.#unsubscribe = unsubscribe;
        this.#heartbeat.start(connection);
      } else void unsubscribe().catch(ignoreClosed);
    } catch (error) {
      if (attempt === this.#attempt) this.#failed(error);
    }
  }

  #failed(error: unknown): void {
    const phase = this.#snapshot.accounts.length ? "offline" : "failed";
    this.#set({ phase, problem: messageOf(error) || codeOf(error) });
    this.#retry = setTimeout(() => void this.#subscribe(), this.#wait);
    this.#wait = Math.min(this.#wait * 2, LONGEST_RETRY);
  }

  #take(event: FeedEvent): void {
    this.#heartbeat.heard();
    this.#wait = FIRST_RETRY;
    const { accounts } = this.#snapshot;
    switch (event.kind) {
      case "snapshot":
        this.#set({ phase: "ready", accounts: event.accounts, problem: "" });
        break;
      case "account": {
        const { account } = event;
        const known = accounts.some((other) => other.entry_id === account.entry_id);
        this.#set({
          accounts: known
            ? accounts.map((other) => (other.entry_id === account.entry_id ? account : other))
            : [...accounts, account],
        });
        break;
      }
      case "removed":
        this.#set({ accounts: accounts.filter((account) => account.entry_id !== event.entry_id) });
        break;
    }
  }

  #end(): void {
    void this.#unsubscribe?.().catch(ignoreClosed);
    this.#unsubscribe = undefined;
  }

  #set(change: Partial<Snapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    this.onChange(this.#snapshot);
  }
}

/** Unsubscribing over a connection that is gone fails, and needs nothing. */
function ignoreClosed(): void {
  // Nothing is left to end.
}
