import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CandleImports, type ImportResult, ImportUnknown, UploadFailed } from "../../src/data/candle-imports.ts";
import type { CandleSource, SeriesName } from "../../src/data/candles.ts";
import { eventually } from "../waiting.ts";

const SERIES: SeriesName = { entryId: "one", exchange: "bitvavo", pair: "SOL/EUR", timeframe: "1w" };
const RESULT = { candles: 2, added: 2 } as ImportResult;
const LOST = { type: "result", success: false, error: { code: 3, message: "Connection lost" } };
const FILE = new File(["timestamp_ms_open,open"], "prices.csv");

/** A hub whose answers the test gives. */
class Hub {
  readonly asked: Record<string, unknown>[] = [];
  readonly listeners = new Set<() => void>();
  upload: (init: RequestInit) => Promise<Response> = () => Promise.resolve(Response.json({ file_id: "f1" }));
  answers: (() => Promise<unknown>)[] = [];

  source(): CandleSource {
    return {
      callWS: <T>(message: { type: string } & Record<string, unknown>): Promise<T> => {
        this.asked.push(message);
        return (this.answers.shift()?.() ?? Promise.reject(new Error("not asked"))) as Promise<T>;
      },
      connection: {
        subscribeMessage: () => Promise.reject(new Error("not asked")),
        addEventListener: (event, listener) => event === "ready" && this.listeners.add(listener),
        removeEventListener: (event, listener) => event === "ready" && this.listeners.delete(listener),
      },
      fetchWithAuth: (_path, init) => this.upload(init ?? {}),
    };
  }

  connect(): void {
    for (const listener of [...this.listeners]) listener();
  }
}

const answer = (value: unknown) => () => Promise.resolve(value);
// eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- as Home Assistant's client does
const refusal = (error: unknown) => () => Promise.reject(error);

let hub: Hub;
let forgotten: SeriesName[];
let imports: CandleImports;
let steps: (string | undefined)[];

beforeEach(() => {
  hub = new Hub();
  forgotten = [];
  steps = [];
  imports = new CandleImports(
    () => hub.source(),
    (series) => {
      forgotten.push(series);
      return Promise.resolve();
    },
  );
  imports.listen(() => steps.push(imports.state?.step));
});

afterEach(() => {
  vi.useRealTimers();
});

const failure = (): unknown => (imports.state?.step === "failed" ? imports.state.error : undefined);

describe("an import", () => {
  it("sends the file, has it read, and forgets what was known of the series before it says so", async () => {
    hub.answers = [answer(RESULT)];
    imports.listen(() => {
      if (imports.state?.step === "done") expect(forgotten).toEqual([SERIES]);
    });
    await imports.start(SERIES, FILE);
    expect(steps).toEqual(["sending", "reading", "done"]);
    expect(imports.state).toMatchObject({ series: SERIES, file: "prices.csv", result: RESULT });
    expect(hub.asked).toMatchObject([{ type: "aurono/candles/import", timeframe: "1d", file_id: "f1" }]);
    imports.dismiss();
    expect(imports.state).toBeUndefined();
  });

  it("is refused with the words of Home Assistant, and nothing is forgotten", async () => {
    const refused = { code: "invalid_file", message: "Line 2" };
    hub.answers = [refusal(refused)];
    await imports.start(SERIES, FILE);
    expect(failure()).toBe(refused);
    expect(forgotten).toEqual([]);
  });

  it("runs alone", async () => {
    let send: (value: Response) => void = () => undefined;
    hub.upload = () => new Promise((resolve) => (send = resolve));
    hub.answers = [answer(RESULT)];
    const first = imports.start(SERIES, FILE);
    await imports.start({ ...SERIES, pair: "BTC/EUR" }, FILE);
    imports.dismiss();
    expect(imports.state).toMatchObject({ series: SERIES, step: "sending" });
    send(Response.json({ file_id: "f1" }));
    await first;
    expect(steps).toEqual(["sending", "reading", "done"]);
  });
});

describe("an upload that does not get there", () => {
  const status = (): unknown => (failure() instanceof UploadFailed ? (failure() as UploadFailed).status : failure());
  const page = (code: number) => () =>
    Promise.resolve(new Response("<html>no</html>", { status: code, headers: { "content-type": "text/html" } }));

  it.each([
    ["a network that is down", refusal(new TypeError("Failed to fetch")), 0],
    ["a login that ended", refusal(2), 401],
    ["a refusal", page(401), 401],
    ["a file that is too large", page(413), 413],
    ["a gateway without a hub", page(502), 502],
    ["a page of something in between", page(200), 200],
    ["an answer without an id", answer(Response.json({})), 200],
    ["an answer that breaks off", answer(new Response('{"file_id": "f')), 200],
  ])("by %s, imports nothing", async (_name, upload, expected) => {
    hub.upload = upload as () => Promise<Response>;
    await imports.start(SERIES, FILE);
    expect(status()).toBe(expected);
    expect(hub.asked).toEqual([]);
  });

  it("can be stopped while it is sent, and then nothing is left of it", async () => {
    hub.upload = ({ signal }) =>
      new Promise((_, reject) => {
        signal?.addEventListener("abort", () => {
          reject(signal.reason as Error);
        });
      });
    const running = imports.start(SERIES, FILE);
    imports.stop();
    await running;
    expect(imports.state).toBeUndefined();
    expect(hub.asked).toEqual([]);
  });

  it("cannot be stopped once Home Assistant has it, and what came of it is told", async () => {
    const refused = { code: "invalid_file", message: "Line 2" };
    let answer: () => void = () => undefined;
    hub.answers = [
      () =>
        new Promise((_, reject) => {
          answer = () => {
            // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- as Home Assistant's client does
            reject(refused);
          };
        }),
    ];
    const running = imports.start(SERIES, FILE);
    await eventually(() => {
      expect(imports.state?.step).toBe("reading");
    });
    imports.stop();
    answer();
    await running;
    expect(failure()).toBe(refused);
  });
});

describe("a connection that breaks while Home Assistant reads a file", () => {
  it.each([
    ["inside", LOST],
    ["plain", 3],
    ["by code", { code: 3 }],
  ])("has the outcome asked for again when it is back (%s)", async (_name, lost) => {
    hub.answers = [refusal(lost), answer(RESULT)];
    const running = imports.start(SERIES, FILE);
    await eventually(() => {
      expect(hub.listeners.size).toBe(1);
    });
    expect(imports.state?.step).toBe("lost");
    expect(hub.asked).toHaveLength(1);

    hub.connect();
    await running;
    expect(imports.state).toMatchObject({ step: "done", result: RESULT });
    expect(hub.asked[1]).toEqual(hub.asked[0]);
    expect(forgotten).toEqual([SERIES]);
    expect(hub.listeners.size).toBe(0);
  });

  it("and a hub that was started anew, leaves it open, and the history is read again", async () => {
    vi.useFakeTimers();
    hub.answers = [
      refusal(LOST),
      refusal(LOST),
      refusal({ code: "unknown_command", message: "Unknown command." }),
      refusal({ code: "not_loaded", message: "The account is not running." }),
      refusal({ code: "invalid_format", translation_key: "upload_missing", message: "Upload it again." }),
    ];
    const running = imports.start(SERIES, FILE);
    for (let times = 0; times < 2; times += 1) {
      await vi.advanceTimersByTimeAsync(0);
      hub.connect();
    }
    await vi.advanceTimersByTimeAsync(10_000);
    await running;
    expect(failure()).toBeInstanceOf(ImportUnknown);
    expect(forgotten).toEqual([SERIES]);
  });

  it("and an account that does not come back, is given up some time", async () => {
    vi.useFakeTimers();
    const gone = refusal({ code: "not_loaded", message: "The account is not running." });
    hub.answers = [refusal(LOST), ...Array.from({ length: 1000 }, () => gone)];
    const running = imports.start(SERIES, FILE);
    await vi.advanceTimersByTimeAsync(0);
    hub.connect();
    await vi.advanceTimersByTimeAsync(600_000);
    await running;
    expect(failure()).toBeInstanceOf(ImportUnknown);
  });

  it("and a file that is refused, is told as ever", async () => {
    const refused = { code: "invalid_file", message: "Line 2" };
    hub.answers = [refusal(LOST), refusal(refused)];
    const running = imports.start(SERIES, FILE);
    await eventually(() => {
      expect(hub.listeners.size).toBe(1);
    });
    hub.connect();
    await running;
    expect(failure()).toBe(refused);
  });
});
