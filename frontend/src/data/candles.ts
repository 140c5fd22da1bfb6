/**
 * The candles of Aurono's archive: fetched once, kept in the browser, extended at both ends.
 *
 * What the browser keeps is checked against the archive's own count and revision whenever it is used, so candles that
 * were added in between or replaced by others are found without fetching everything each time.
 */

import { createStore, del, get, set } from "idb-keyval";
import type { Candles, CandleRow } from "./api.ts";
import { CandleImports } from "./candle-imports.ts";
import { joinedSpans, merged, packed, type Span, unpacked } from "./candle-rows.ts";
import type { HassConnection } from "./hass.ts";

/** What of Home Assistant is needed here. */
export interface CandleSource {
  callWS<T>(message: { type: string } & Record<string, unknown>): Promise<T>;
  connection: Pick<HassConnection, "subscribeMessage" | "addEventListener" | "removeEventListener">;
  fetchWithAuth(path: string, init?: RequestInit): Promise<Response>;
}

/** The candles of one market of an account. */
export interface SeriesName {
  readonly entryId: string;
  /** As the account names it; the browser keeps candles by exchange, since accounts share them. */
  readonly exchange: string;
  readonly pair: string;
  readonly timeframe: string;
}

/** What tells series apart. */
export function keyOf({ entryId, pair, timeframe }: SeriesName): string {
  return [entryId, pair, timeframe].join(" ");
}

export interface History {
  /** That of the rows: weeks come as days, and an exchange may lack a timeframe. */
  readonly timeframe: string;
  readonly rows: readonly CandleRow[];
  /** What the exchange was asked for: a candle that is absent inside it was never traded. */
  readonly coverage: readonly Span[];
  /** What the archive called them: once it calls them something else, some were replaced. */
  readonly revision: number;
}

export interface Progress {
  readonly done: number;
  readonly total: number;
}

interface Contents {
  readonly series: readonly {
    readonly pair: string;
    readonly timeframe: string;
    readonly candles: number;
    readonly first_ms: number;
    readonly last_ms: number;
    readonly revision: number;
    readonly coverage: readonly Span[];
  }[];
}

interface Kept extends Omit<History, "rows"> {
  readonly version: typeof KEPT;
  readonly text: string;
}

/** How histories are kept; those kept in another way are fetched anew. */
const KEPT = 2;

/** Where histories are kept between visits. */
export interface Shelf {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
  delete(key: string): Promise<void>;
}

/** The exchange answered a fill with a failure, such as `unreachable`; what was loaded before stays. */
export class FillFailed extends Error {
  constructor(readonly kind: string) {
    super(kind);
  }
}

/** The connection to Home Assistant broke while prices were loaded; what came until then stays. */
export class ConnectionLost extends Error {}

export class CandleStore {
  readonly #recent = new Map<string, History>();
  readonly #loading = new Map<string, Promise<History>>();
  readonly imports = new CandleImports(
    () => this.source(),
    (series) => this.forget(series),
  );

  constructor(
    private readonly source: () => CandleSource,
    private readonly shelf: Shelf = browserShelf(),
  ) {}

  /** What was loaded last, at once; undefined if nothing was since the page was opened. */
  recent(series: SeriesName): History | undefined {
    return this.#recent.get(shelfKey(series));
  }

  /**
   * Everything that the archive has of a series; `until` is now by the exchange's clock. Rejects with Home Assistant's
   * error if the archive cannot be read.
   */
  load(series: SeriesName, until: number): Promise<History> {
    const key = shelfKey(series);
    let loading = this.#loading.get(key);
    if (loading === undefined) {
      loading = this.#load(series, until).finally(() => this.#loading.delete(key));
      this.#loading.set(key, loading);
    }
    return loading;
  }

  /** Forget a series, so that it is fetched anew. */
  async forget(series: SeriesName): Promise<void> {
    this.#recent.delete(shelfKey(series));
    await this.shelf.delete(shelfKey(series)).catch(ignoreShelf);
  }

  /**
   * Let the archive ask the exchange for a span. Resolves when all of it was asked for, rejects with FillFailed or
   * ConnectionLost, or with the signal's reason when it is aborted: what was loaded until then stays.
   */
  async fill(
    series: SeriesName,
    since: number,
    until: number,
    onProgress: (progress: Progress) => void,
    signal: AbortSignal,
  ): Promise<void> {
    interface Told extends Progress {
      readonly finished?: boolean;
      readonly failure?: string | null;
    }
    const { connection } = this.source();
    let stop: (() => Promise<void>) | undefined;
    let lost = (): void => undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        signal.throwIfAborted();
        signal.addEventListener("abort", () => {
          reject(signal.reason as Error);
        });
        lost = () => {
          reject(new ConnectionLost());
        };
        connection.addEventListener("disconnected", lost);
        connection
          .subscribeMessage<Told>(
            (told) => {
              onProgress({ done: told.done, total: told.total });
              if (told.finished !== true) return;
              if (typeof told.failure === "string") reject(new FillFailed(told.failure));
              else resolve();
            },
            {
              type: "aurono/candles/fill",
              entry_id: series.entryId,
              pair: series.pair,
              timeframe: series.timeframe,
              since_ms: since,
              until_ms: until,
            },
            // After a restart the account may not be there yet, and then nobody would be told that nothing goes on.
            { resubscribe: false },
          )
          .then((unsubscribe) => {
            stop = unsubscribe;
            if (signal.aborted) void unsubscribe();
          }, reject);
      });
    } finally {
      connection.removeEventListener("disconnected", lost);
      await stop?.();
    }
  }

  async #load(series: SeriesName, until: number): Promise<History> {
    const key = shelfKey(series);
    const known = this.#recent.get(key) ?? (await this.#fromShelf(key));
    const history =
      (known === undefined ? undefined : await this.#extended(series, known)) ?? (await this.#whole(series, until));
    this.#recent.set(key, history);
    if (history !== known) {
      const { rows, ...rest } = history;
      const kept: Kept = { version: KEPT, ...rest, text: packed(rows) };
      await this.shelf.set(key, kept).catch(ignoreShelf);
    }
    return history;
  }

  async #fromShelf(key: string): Promise<History | undefined> {
    const kept = (await this.shelf.get(key).catch(ignoreShelf)) as Kept | undefined;
    if (kept?.version !== KEPT) return undefined;
    const { timeframe, coverage, revision } = kept;
    return { timeframe, coverage, revision, rows: unpacked(kept.text) };
  }

  /** What is known and what the archive has before and after it; undefined if the two do not add up. */
  async #extended(series: SeriesName, known: History): Promise<History | undefined> {
    const contents = await this.source().callWS<Contents>({
      type: "aurono/candles/contents",
      entry_id: series.entryId,
    });
    const there = contents.series.find((one) => one.pair === series.pair && one.timeframe === known.timeframe);
    const [first, last] = [known.rows[0], known.rows.at(-1)];
    if (there === undefined || first === undefined || last === undefined) return undefined;
    if (there.revision !== known.revision) return undefined;
    let history = known;
    if (there.first_ms < first[0]) history = joined(history, await this.#pages(series, there.first_ms, first[0]));
    if (there.last_ms > last[0]) history = joined(history, await this.#pages(series, last[0] + 1, there.last_ms + 1));
    if (history.rows.length !== there.candles || history.timeframe !== known.timeframe) return undefined;
    return sameSpans(history.coverage, there.coverage) ? history : { ...history, coverage: there.coverage };
  }

  #whole(series: SeriesName, until: number): Promise<History> {
    return this.#pages(series, 0, until);
  }

  async #pages(series: SeriesName, since: number, until: number): Promise<History> {
    let history: History | undefined;
    for (let next: number | null = since; next !== null && next < until;) {
      const page: Candles = await this.source().callWS<Candles>({
        type: "aurono/candles",
        entry_id: series.entryId,
        pair: series.pair,
        timeframe: series.timeframe,
        since_ms: next,
        until_ms: until,
      });
      const { rows, coverage, revision } = page;
      const answer: History = { timeframe: page.timeframe ?? series.timeframe, rows, coverage, revision };
      history = history === undefined ? answer : joined(history, answer);
      next = page.next_ms;
    }
    return history ?? { timeframe: series.timeframe, rows: [], coverage: [], revision: 0 };
  }
}

const stores = new WeakMap<object, CandleStore>();

/** The candles that come over a connection: the same as long as it lives, whatever page asks. */
export function candleStore(source: () => CandleSource): CandleStore {
  const { connection } = source();
  let store = stores.get(connection);
  if (store === undefined) stores.set(connection, (store = new CandleStore(source)));
  return store;
}

function joined(known: History, answer: History): History {
  return {
    timeframe: answer.timeframe,
    rows: merged(known.rows, answer.rows),
    coverage: joinedSpans([...known.coverage, ...answer.coverage]),
    // If candles were replaced between two pages, the older revision has all of it fetched anew the next time.
    revision: known.revision,
  };
}

function sameSpans(some: readonly Span[], others: readonly Span[]): boolean {
  return (
    some.length === others.length &&
    some.every(([start, end], at) => others[at]?.[0] === start && others[at][1] === end)
  );
}

/** Where a series is kept: accounts of an exchange share their candles. */
function shelfKey({ exchange, pair, timeframe, entryId }: SeriesName): string {
  // Every demo account has a market of its own.
  return [exchange === "demo" ? entryId : exchange, pair, timeframe].join(" ");
}

/** A browser that keeps nothing, as in a private window, only costs the time of fetching again. */
function ignoreShelf(): undefined {
  return undefined;
}

function browserShelf(): Shelf {
  const store = createStore("aurono-candles", "series");
  return {
    get: (key) => get(key, store),
    set: (key, value) => set(key, value, store),
    delete: (key) => del(key, store),
  };
}
