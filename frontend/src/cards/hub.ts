import type { App } from "../data/app.ts";
import { AppSource } from "../data/app-source.ts";
import type { Hass } from "../data/hass.ts";
import { type Snapshot, Store } from "../data/store.ts";

/** How long the connection is kept without a card, in ms: going to another view takes all cards away and brings others. */
const LINGERS = 5000;

type Member = (app: App | undefined, snapshot: Snapshot) => void;

/** What all cards of a page share: one subscription to the accounts, and the texts. */
export class Hub {
  readonly #members = new Set<Member>();
  readonly #source = new AppSource(() => {
    this.#tell();
  });
  readonly #store = new Store(() => {
    this.#tell();
  });
  #hass: Hass | undefined;
  #leaving: ReturnType<typeof setTimeout> | undefined;

  get app(): App | undefined {
    return this.#source.app;
  }

  get snapshot(): Snapshot {
    return this.#store.snapshot;
  }

  /** Every card hands over Home Assistant, at every change of any state; the first one counts. */
  take(hass: Hass): void {
    if (hass === this.#hass) return;
    this.#hass = hass;
    this.#source.take(hass);
    if (this.#members.size) this.#connect();
  }

  /** Be told of every change, until the function that it gives back is called. */
  join(member: Member): () => void {
    this.#members.add(member);
    clearTimeout(this.#leaving);
    this.#connect();
    return () => {
      if (!this.#members.delete(member) || this.#members.size) return;
      this.#leaving = setTimeout(() => {
        this.#store.disconnect();
      }, LINGERS);
    };
  }

  retry(): void {
    this.#store.retry();
  }

  #connect(): void {
    if (this.#hass) this.#store.connect(this.#hass.connection, this.#hass.connected);
  }

  #tell(): void {
    for (const member of this.#members) member(this.app, this.snapshot);
  }
}

export const hub = new Hub();
