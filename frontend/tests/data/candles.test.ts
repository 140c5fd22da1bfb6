import { describe, expect, it } from "vitest";
import type { CandleRow } from "../../src/data/api.ts";
import { completeness, joinedSpans, merged, packed, type Span, unpacked } from "../../src/data/candle-rows.ts";
import {
  type CandleSource,
  CandleStore,
  ConnectionLost,
  FillFailed,
  type SeriesName,
  type Shelf,
} from "../../src/data/candles.ts";

const HOUR = 3_600_000;
const SERIES: SeriesName = { entryId: "one", exchange: "bitvavo", pair: "SOL/EUR", timeframe: "1h" };

const row = (hour: number, close = "2"): CandleRow => [hour * HOUR, "1", "3", "0.5", close, "10"];
const hours = (from: number, to: number): CandleRow[] =>
  Array.from({ length: to - from }, (_, index) => row(from + index));

/** The archive as the integration serves it: pages of so many rows, and its own count. */
class Archive {
  rows: CandleRow[] = [];
  coverage: Span[] = [[0, 1_000_000 * HOUR]];
  pages = 0;
  page = 10;
  revision = 7;
  fill: ((tell: (message: unknown) => void) => void) | undefined;
  unsubscribed = 0;
  readonly listeners = new Set<() => void>();
  onPage: (() => void) | undefined;

  source(): CandleSource {
    return {
      callWS: <T>(message: { type: string } & Record<string, unknown>): Promise<T> =>
        Promise.resolve(this.#answer(message) as T),
      connection: {
        subscribeMessage: (callback) => {
          this.fill?.(callback as (message: unknown) => void);
          return Promise.resolve(() => {
            this.unsubscribed += 1;
            return Promise.resolve();
          });
        },
        addEventListener: (_event, listener) => this.listeners.add(listener),
        removeEventListener: (_event, listener) => this.listeners.delete(listener),
      },
      fetchWithAuth: () => Promise.reject(new Error("nothing is uploaded here")),
    };
  }

  #answer(message: Record<string, unknown>): unknown {
    if (message.type === "aurono/candles/contents") {
      const { revision, coverage } = this;
      const series = { pair: "SOL/EUR", timeframe: "1h", candles: this.rows.length, revision, coverage };
      return {
        series:
          this.rows.length === 0 ? [] : [{ ...series, first_ms: this.rows[0]?.[0], last_ms: this.rows.at(-1)?.[0] }],
      };
    }
    this.pages += 1;
    const [since, until] = [Number(message.since_ms), Number(message.until_ms)];
    const there = this.rows.filter((one) => one[0] >= since && one[0] < until);
    const answer = {
      rows: there.slice(0, this.page),
      coverage: this.coverage,
      next_ms: there[this.page]?.[0] ?? null,
      timeframe: "1h",
      revision: this.revision,
    };
    this.onPage?.();
    return answer;
  }
}

class Memory implements Shelf {
  readonly kept = new Map<string, unknown>();
  get(key: string): Promise<unknown> {
    return Promise.resolve(structuredClone(this.kept.get(key)));
  }
  set(key: string, value: unknown): Promise<void> {
    this.kept.set(key, structuredClone(value));
    return Promise.resolve();
  }
  delete(key: string): Promise<void> {
    this.kept.delete(key);
    return Promise.resolve();
  }
}

const visit = (archive: Archive, shelf: Shelf): CandleStore => new CandleStore(() => archive.source(), shelf);
const NOW = 1_000 * HOUR;

describe("the candles that a browser keeps", () => {
  it("given an archive of several pages, then all of it is fetched, once", async () => {
    const archive = new Archive();
    archive.rows = hours(0, 35);
    const shelf = new Memory();

    const first = await visit(archive, shelf).load(SERIES, NOW);
    expect(first.rows).toEqual(archive.rows);
    expect(archive.pages).toBe(4);

    const again = await visit(archive, shelf).load(SERIES, NOW);
    expect(again.rows).toEqual(archive.rows);
    expect(archive.pages).toBe(4);
  });

  it("given an archive that grew at both ends, then only the ends are fetched", async () => {
    const archive = new Archive();
    const shelf = new Memory();
    archive.rows = hours(100, 200);
    await visit(archive, shelf).load(SERIES, NOW);
    archive.pages = 0;

    archive.rows = hours(95, 203);
    const history = await visit(archive, shelf).load(SERIES, NOW);
    expect(history.rows).toEqual(archive.rows);
    expect(archive.pages).toBe(2);
  });

  it("given candles that were added in the middle, then everything is fetched anew", async () => {
    const archive = new Archive();
    const shelf = new Memory();
    archive.rows = hours(0, 30).filter((one) => one[0] !== 12 * HOUR);
    await visit(archive, shelf).load(SERIES, NOW);

    archive.rows = hours(0, 30);
    expect((await visit(archive, shelf).load(SERIES, NOW)).rows).toEqual(archive.rows);
  });

  it("given candles that were replaced meanwhile, then they are fetched anew, here and in another browser", async () => {
    const archive = new Archive();
    const shelf = new Memory();
    archive.rows = hours(0, 30);
    const open = visit(archive, shelf);
    await open.load(SERIES, NOW);

    archive.rows = archive.rows.map((one) => (one[0] === 12 * HOUR ? row(12, "2.5") : one));
    archive.revision += 1;
    expect((await open.load(SERIES, NOW)).rows).toEqual(archive.rows);

    archive.rows = archive.rows.map((one) => (one[0] === 13 * HOUR ? row(13, "2.5") : one));
    archive.revision += 1;
    expect((await visit(archive, shelf).load(SERIES, NOW)).rows).toEqual(archive.rows);
  });

  it("given candles that are replaced while they are fetched, then the next time they are fetched anew", async () => {
    const archive = new Archive();
    archive.rows = hours(0, 35);
    const store = visit(archive, new Memory());
    archive.onPage = () => {
      archive.onPage = undefined;
      archive.rows = [row(0, "2.5"), ...archive.rows.slice(1)];
      archive.revision += 1;
    };
    await store.load(SERIES, NOW);
    expect((await store.load(SERIES, NOW)).rows).toEqual(archive.rows);
  });

  it("given a gap that the exchange was asked about meanwhile, then it is known to be a hole", async () => {
    const archive = new Archive();
    const shelf = new Memory();
    archive.rows = hours(0, 30).filter((one) => one[0] !== 12 * HOUR);
    archive.coverage = [
      [0, 12 * HOUR],
      [13 * HOUR, 30 * HOUR],
    ];
    await visit(archive, shelf).load(SERIES, NOW);
    archive.coverage = [[0, 30 * HOUR]];
    archive.pages = 0;
    expect((await visit(archive, shelf).load(SERIES, NOW)).coverage).toEqual(archive.coverage);
    expect(archive.pages).toBe(0);
  });

  it("given an archive that was emptied, then nothing is shown of what was kept", async () => {
    const archive = new Archive();
    const shelf = new Memory();
    archive.rows = hours(0, 30);
    await visit(archive, shelf).load(SERIES, NOW);
    archive.rows = [];
    expect((await visit(archive, shelf).load(SERIES, NOW)).rows).toEqual([]);
  });

  it("given replaced candles, then they are seen once the series is forgotten", async () => {
    const archive = new Archive();
    const store = visit(archive, new Memory());
    archive.rows = hours(0, 5);
    await store.load(SERIES, NOW);
    archive.rows = [row(0, "2.5"), ...hours(1, 5)];
    await store.forget(SERIES);
    expect((await store.load(SERIES, NOW)).rows).toEqual(archive.rows);
  });

  it("given a browser that keeps nothing, then candles are fetched all the same", async () => {
    const archive = new Archive();
    archive.rows = hours(0, 5);
    const broken = (): Promise<never> => Promise.reject(new Error("private window"));
    const store = visit(archive, { get: broken, set: broken, delete: broken });
    expect((await store.load(SERIES, NOW)).rows).toEqual(archive.rows);
  });

  it("keeps exchanges apart, and every demo account", async () => {
    const archive = new Archive();
    archive.rows = hours(0, 5);
    const shelf = new Memory();
    const store = visit(archive, shelf);
    await store.load(SERIES, NOW);
    await store.load({ ...SERIES, entryId: "two" }, NOW);
    expect(shelf.kept.size).toBe(1);
    await store.load({ ...SERIES, exchange: "demo" }, NOW);
    await store.load({ ...SERIES, exchange: "demo", entryId: "two" }, NOW);
    expect(shelf.kept.size).toBe(3);
  });
});

describe("a fill of the archive", () => {
  const fill = (archive: Archive, signal: AbortSignal, told: unknown[] = []): Promise<void> =>
    visit(archive, new Memory()).fill(SERIES, 0, NOW, (progress) => told.push(progress), signal);

  it("tells its progress until it is done", async () => {
    const archive = new Archive();
    archive.fill = (tell) => {
      tell({ done: 1, total: 2 });
      tell({ done: 2, total: 2, finished: true, failure: null });
    };
    const told: unknown[] = [];
    await fill(archive, new AbortController().signal, told);
    expect(told).toEqual([
      { done: 1, total: 2 },
      { done: 2, total: 2 },
    ]);
    expect(archive.unsubscribed).toBe(1);
  });

  it("rejects with the failure of the exchange", async () => {
    const archive = new Archive();
    archive.fill = (tell) => {
      tell({ done: 1, total: 2, finished: true, failure: "unreachable" });
    };
    await expect(fill(archive, new AbortController().signal)).rejects.toEqual(new FillFailed("unreachable"));
  });

  it("is cancelled by unsubscribing", async () => {
    const archive = new Archive();
    const stop = new AbortController();
    archive.fill = () => {
      queueMicrotask(() => {
        stop.abort();
      });
    };
    await expect(fill(archive, stop.signal)).rejects.toMatchObject({ name: "AbortError" });
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(archive.unsubscribed).toBeGreaterThan(0);
  });
});

describe("rows", () => {
  it("come back from their packed text as they were", () => {
    const rows = hours(0, 20);
    expect(unpacked(packed(rows))).toEqual(rows);
    expect(unpacked(packed([]))).toEqual([]);
  });

  it("merge in rising order, the later answer standing", () => {
    const known = hours(0, 10).filter((one) => one[0] !== 5 * HOUR);
    const answer = [row(4, "9"), row(5, "9")];
    const both = merged(known, answer);
    expect(both.map((one) => one[0] / HOUR)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(both[4]?.[4]).toBe("9");
    expect(merged(known, [])).toEqual(known);
    expect(merged([row(3)], [row(1), row(5)]).map((one) => one[0] / HOUR)).toEqual([1, 3, 5]);
  });

  it("know holes from what was never asked for", () => {
    expect(joinedSpans([[5, 9], [0, 5], [20, 21]])).toEqual([[0, 9], [20, 21]]); // prettier-ignore
    const times = [0, 1, 4, 9];
    expect(completeness(times, [[0, 3], [7, 10]], 1)).toEqual({ candles: 4, holes: 3, unknown: 3 }); // prettier-ignore
    expect(completeness([], [], 1)).toEqual({ candles: 0, holes: 0, unknown: 0 });
  });
});

describe("a connection that breaks while prices are loaded", () => {
  it("ends the loading, since nobody would tell how it goes on", async () => {
    const archive = new Archive();
    archive.fill = (tell) => {
      tell({ done: 1, total: 4 });
    };
    const seen: number[] = [];
    const filling = visit(archive, new Memory()).fill(
      SERIES,
      0,
      NOW,
      ({ done }) => seen.push(done),
      new AbortController().signal,
    );
    await Promise.resolve();
    for (const listener of archive.listeners) listener();

    await expect(filling).rejects.toBeInstanceOf(ConnectionLost);
    expect(seen).toEqual([1]);
    expect(archive.listeners.size).toBe(0);
  });
});
