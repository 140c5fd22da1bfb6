import type { ReactiveController, ReactiveControllerHost } from "lit";

/**
 * Something that is asked for again when there may be more of it, at most once in a pause.
 *
 * What was read stays until there is something new: also while the connection is away.
 */
export class Reader<Value> implements ReactiveController {
  value: Value | undefined;
  failed = false;
  #subject = "";
  #stamp = "";
  #readAt = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    /** In ms. */
    private readonly pause: number,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    // Back again, it reads anew.
    this.#stamp = "";
  }

  /** Read what `subject` is about; anew if it or the `stamp` changed. */
  want(subject: string, stamp: string, read: () => Promise<Value>): void {
    if (subject !== this.#subject) {
      this.#subject = subject;
      this.#readAt = 0;
      this.value = undefined;
      this.failed = false;
      clearTimeout(this.#timer);
      this.#timer = undefined;
    } else if (stamp === this.#stamp) {
      return;
    }
    this.#stamp = stamp;
    const wait = Math.max(0, this.#readAt + this.pause - Date.now());
    this.#timer ??= setTimeout(() => void this.#read(subject, read), wait);
  }

  async #read(subject: string, read: () => Promise<Value>): Promise<void> {
    this.#timer = undefined;
    this.#readAt = Date.now();
    try {
      const value = await read();
      if (subject !== this.#subject) return;
      this.value = value;
      this.failed = false;
    } catch {
      if (subject !== this.#subject) return;
      // The next change asks again.
      this.failed = true;
      this.#stamp = "";
    }
    this.host.requestUpdate();
  }
}
