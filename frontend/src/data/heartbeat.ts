import type { HassConnection } from "./hass.ts";

/** So long (ms) nothing may be heard before the hub is asked for a sign of life, and so long that may take to come. */
const SILENCE = 20_000;
const PATIENCE = 10_000;

/**
 * Notices a hub that keeps its connection open and does not answer any more, as one that hangs.
 *
 * Home Assistant's own page asks every half minute and then connects anew, but no more once it was connected anew.
 */
export class Heartbeat {
  #connection: Pick<HassConnection, "ping"> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isSilent = false;

  constructor(
    private readonly onChange: (isSilent: boolean) => void,
    private readonly isHidden: () => boolean = () => document.hidden,
  ) {}

  /** Listen to a connection that was just made. */
  start(connection: Pick<HassConnection, "ping">): void {
    this.stop();
    this.#connection = connection;
    this.heard();
  }

  /** The connection is gone, or nobody looks any more. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#connection = undefined;
    this.#isSilent = false;
  }

  /** Something came from the hub. */
  heard(): void {
    if (this.#connection === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#ask, SILENCE);
    if (!this.#isSilent) return;
    this.#isSilent = false;
    this.onChange(false);
  }

  readonly #ask = (): void => {
    const connection = this.#connection;
    if (connection === undefined) return;
    if (this.isHidden()) {
      this.heard();
      return;
    }
    this.#timer = setTimeout(() => {
      this.#isSilent = true;
      this.onChange(true);
    }, PATIENCE);
    // Where it cannot be asked the connection has ended, which is told by itself.
    connection.ping().then(() => {
      if (connection === this.#connection) this.heard();
    }, ignoreClosed);
  };
}

function ignoreClosed(): void {
  // Whoever started the heartbeat hears of it and stops.
}
