/** Files on their way into the archive of candles. */

import { codeOf, isConnectionLost } from "./api.ts";
import type { CandleSource, SeriesName } from "./candles.ts";

export interface ImportResult {
  readonly candles: number;
  readonly added: number;
  readonly replaced: number;
  readonly kept: number;
  readonly first_ms: number;
  readonly last_ms: number;
  readonly format: string;
  readonly holes: number;
}

/** The file did not get there: the status that answered, or 0 if nothing did. Nothing was imported. */
export class UploadFailed extends Error {
  constructor(readonly status: number) {
    super(`upload failed with status ${status}`);
  }
}

/** Home Assistant was started anew meanwhile and cannot say whether it had imported the file, all of it, or nothing. */
export class ImportUnknown extends Error {}

/**
 * `sending`: it can still be stopped. `reading`: Home Assistant does it, and it cannot. `lost`: the connection broke
 * meanwhile, which does not stop Home Assistant.
 */
export type ImportState = { readonly series: SeriesName; readonly file: string } & (
  | { readonly step: "sending" | "reading" | "lost" }
  | { readonly step: "done"; readonly result: ImportResult }
  | { readonly step: "failed"; readonly error: unknown }
);

/** What Home Assistant answers while it starts, and the account is not there yet. */
const STARTING: ReadonlySet<string> = new Set(["unknown_command", "not_loaded", "not_found"]);
/** So long (ms) between two questions to one that starts, and so many before it is given up. */
const PAUSE = 2000;
const MOST_QUESTIONS = 150;
/** What the login is refused with when it has to be renewed for the upload. */
const INVALID_LOGIN = 2;

/** One import at a time, which goes on whatever page is looked at, until its end was seen. */
export class CandleImports {
  #state: ImportState | undefined;
  #stop = new AbortController();
  readonly #listeners = new Set<() => void>();

  constructor(
    private readonly source: () => CandleSource,
    private readonly forget: (series: SeriesName) => Promise<void>,
  ) {}

  /** How the import stands that runs, or how the last one ended; another object at every change. */
  get state(): ImportState | undefined {
    return this.#state;
  }

  get isRunning(): boolean {
    return this.#state !== undefined && this.#state.step !== "done" && this.#state.step !== "failed";
  }

  /** Hear of every change, until the returned function is called. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Import a file, unless another import runs. Resolves at its end, however it ended. */
  async start(series: SeriesName, file: File): Promise<void> {
    if (this.isRunning) return;
    const about = { series, file: file.name };
    const stop = (this.#stop = new AbortController());
    this.#set({ ...about, step: "sending" });
    try {
      const upload = await this.#send(file, stop.signal);
      this.#set({ ...about, step: "reading" });
      const result = await this.#outcome(series, upload, () => {
        this.#set({ ...about, step: "lost" });
      });
      await this.forget(series);
      this.#set({ ...about, step: "done", result });
    } catch (error) {
      if (stop.signal.aborted) {
        this.#set(undefined);
        return;
      }
      if (error instanceof ImportUnknown) await this.forget(series);
      this.#set({ ...about, step: "failed", error });
    }
  }

  /** Stop the upload; nothing is imported then. Does nothing once Home Assistant has the file. */
  stop(): void {
    if (this.#state?.step === "sending") this.#stop.abort();
  }

  /** How the import ended was seen. */
  dismiss(): void {
    if (!this.isRunning && this.#state !== undefined) this.#set(undefined);
  }

  /** The id of the upload. Rejects with UploadFailed, or when it is stopped. */
  async #send(file: File, signal: AbortSignal): Promise<string> {
    const body = new FormData();
    body.append("file", file);
    let answer: Response;
    try {
      answer = await this.source().fetchWithAuth("/api/file_upload", { method: "POST", body, signal });
    } catch (error) {
      signal.throwIfAborted();
      throw new UploadFailed(error === INVALID_LOGIN ? 401 : 0);
    }
    if (!answer.ok) throw new UploadFailed(answer.status);
    // What stands between may answer with a page of its own.
    const told: unknown = await answer.json().catch(() => undefined);
    signal.throwIfAborted();
    const id = typeof told === "object" && told !== null ? (told as { file_id?: unknown }).file_id : undefined;
    if (typeof id !== "string") throw new UploadFailed(answer.status);
    return id;
  }

  /** What came of an upload; asked for again when the connection was lost, since Home Assistant goes on without it. */
  async #outcome(series: SeriesName, upload: string, onLost: () => void): Promise<ImportResult> {
    let wasLost = false;
    for (let questions = 1; ; questions += 1) {
      try {
        return await this.source().callWS<ImportResult>({
          type: "aurono/candles/import",
          entry_id: series.entryId,
          pair: series.pair,
          // Weeks are derived from days, so it is days that are kept.
          timeframe: series.timeframe === "1w" ? "1d" : series.timeframe,
          file_id: upload,
        });
      } catch (error) {
        if (isConnectionLost(error)) {
          wasLost = true;
          onLost();
          await this.#connected();
          continue;
        }
        if (!wasLost) throw error;
        if (isUploadMissing(error)) throw new ImportUnknown();
        if (!STARTING.has(codeOf(error))) throw error;
        if (questions >= MOST_QUESTIONS) throw new ImportUnknown();
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
      }
    }
  }

  /** Resolves at the next connection. */
  #connected(): Promise<void> {
    const { connection } = this.source();
    return new Promise((resolve) => {
      const ready = (): void => {
        connection.removeEventListener("ready", ready);
        resolve();
      };
      connection.addEventListener("ready", ready);
    });
  }

  #set(state: ImportState | undefined): void {
    this.#state = state;
    for (const listener of [...this.#listeners]) listener();
  }
}

function isUploadMissing(error: unknown): boolean {
  return (error as { translation_key?: unknown } | undefined)?.translation_key === "upload_missing";
}
