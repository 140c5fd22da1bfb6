/**
 * Lets something that changes often be drawn only so often that it takes at most a share of the time.
 *
 * What a drawing takes is measured each time: from the beginning of the frame that it is made in until that frame is laid out and
 * painted. So a slow machine draws less often and stays smooth, and a fast one draws at every frame.
 */
export class Pace {
  /** When the next drawing may begin, by `performance.now()`. */
  #due = 0;
  readonly #share: number;

  /** @param share of the time that drawings may take, above 0 and at most 1 */
  constructor(share: number) {
    this.#share = share;
  }

  /** Resolves as soon as the next drawing may begin. */
  async turn(): Promise<void> {
    const wait = this.#due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
  }

  /** Make a change in the coming frame; resolves once it is painted. */
  async draw(change: () => void): Promise<void> {
    const began = await new Promise<number>((resolve) =>
      requestAnimationFrame(() => {
        const now = performance.now();
        change();
        resolve(now);
      }),
    );
    // Elements follow a change before their frame is laid out. A message waits until all of that is done.
    await nextTask();
    const painted = performance.now();
    this.#due = painted + (painted - began) * (1 / this.#share - 1);
  }
}

function nextTask(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
