// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Pace } from "../../src/components/pace.ts";

const FRAME = 16;
let now = 0;
let frames: (() => void)[] = [];

/** The browser comes to its next frame. */
function frame(): void {
  now += FRAME;
  for (const callback of frames.splice(0)) callback();
}

/** A drawing that takes so many ms, of which the frame after it knows. */
async function draw(pace: Pace, takes: number): Promise<void> {
  const drawn = pace.draw(() => {
    now += takes;
  });
  frame();
  await drawn;
}

async function waitOf(pace: Pace): Promise<number> {
  const waits = vi.spyOn(globalThis, "setTimeout").mockImplementation(((then: () => void) => {
    then();
  }) as unknown as typeof setTimeout);
  try {
    await pace.turn();
    return waits.mock.calls[0]?.[1] ?? 0;
  } finally {
    waits.mockRestore();
  }
}

beforeEach(() => {
  now = 1000;
  frames = [];
  vi.spyOn(performance, "now").mockImplementation(() => now);
  vi.stubGlobal("requestAnimationFrame", (callback: () => void) => frames.push(callback));
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe("Pace", () => {
  test("given nothing drawn yet, when a turn is asked for, then it comes at once", async () => {
    expect(await waitOf(new Pace(1 / 3))).toBe(0);
  });

  test("given a drawing that took long, when the next is asked for, then it waits until the share is kept", async () => {
    const pace = new Pace(1 / 4);
    await draw(pace, 60);
    // 60 ms are a quarter of 240.
    expect(await waitOf(pace)).toBe(180);
  });

  test("given elements that follow a change step by step, when the next is asked for, then their time counts too", async () => {
    const pace = new Pace(1 / 4);
    const drawn = pace.draw(() => {
      void (async () => {
        for (let step = 0; step < 6; step += 1) {
          await Promise.resolve();
          now += 10;
        }
      })();
    });
    frame();
    await drawn;
    expect(await waitOf(pace)).toBe(180);
  });

  test("given a drawing that was quick, when the next is asked for a frame later, then it need not wait", async () => {
    const pace = new Pace(1 / 3);
    await draw(pace, 5);
    now += FRAME;
    expect(await waitOf(pace)).toBe(0);
  });

  test("given a slow drawing and a quick one after it, when the next is asked for, then only the latest counts", async () => {
    const pace = new Pace(1 / 2);
    await draw(pace, 500);
    now += 500;
    await draw(pace, 10);
    expect(await waitOf(pace)).toBe(10);
  });

  test("given work that follows a change in its frame, when it is drawn, then that is a part of what it took", async () => {
    const pace = new Pace(1 / 2);
    const drawn = pace.draw(() => {
      // As elements do, and layout and paint after them.
      void Promise.resolve().then(() => {
        now += 40;
      });
    });
    frame();
    await drawn;
    expect(await waitOf(pace)).toBe(40);
  });

  test("given a change, when no frame has come, then it is not made", () => {
    const change = vi.fn();
    void new Pace(1).draw(change);
    expect(change).not.toHaveBeenCalled();
    frame();
    expect(change).toHaveBeenCalledOnce();
  });
});
