import type { RawSetting, Rest } from "../lab/ask.ts";
import type { MapAxes, MapCell } from "../lab/map.ts";
import type { CandleTable } from "../lab/table.ts";
import type { Glimpse } from "../lab/view.ts";
import type { Answer, Asked } from "./lab.worker.ts";

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/** Runs simulations in workers, so that the page goes on moving. */
export class LabRunner {
  #table: CandleTable | undefined;
  #worker: Worker | undefined;
  #mapper: Worker | undefined;
  #waiting = new Map<number, Waiting>();
  #ids = 0;

  /** The candles that everything after is asked over. */
  set table(table: CandleTable) {
    if (this.#table === table) return;
    this.#table = table;
    this.#worker?.postMessage({ kind: "table", data: table.data } satisfies Asked);
  }

  /** What of the run is shown while sliders move. */
  async run(setting: RawSetting): Promise<Glimpse | undefined> {
    const answer = await this.#ask((id) => ({ kind: "run", id, setting }));
    return answer.kind === "run" ? answer.view : undefined;
  }

  /** The run in full and its two parts: what is shown once the sliders rest. */
  async rest(setting: RawSetting, share: number): Promise<Rest | undefined> {
    const answer = await this.#ask((id) => ({ kind: "rest", id, setting, share }));
    return answer.kind === "rest" ? answer.rest : undefined;
  }

  /** The map, told cell by cell; rejects with the signal's reason once that is aborted. */
  async map(
    setting: RawSetting,
    share: number,
    axes: MapAxes,
    onCells: (from: number, cells: readonly MapCell[]) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const table = this.#table;
    if (table === undefined) return;
    this.#mapper?.terminate();
    const worker = makeWorker();
    this.#mapper = worker;
    try {
      await new Promise<void>((resolve, reject) => {
        signal.throwIfAborted();
        signal.addEventListener("abort", () => {
          reject(signal.reason as Error);
        });
        worker.onerror = (event) => {
          reject(new Error(event.message));
        };
        worker.onmessage = ({ data }: MessageEvent<Answer>) => {
          if (data.kind === "cells") onCells(data.from, data.cells);
          else if (data.kind === "failed") reject(new Error(data.message));
          else if (data.kind === "done") resolve();
        };
        worker.postMessage({ kind: "table", data: table.data } satisfies Asked);
        worker.postMessage({ kind: "map", id: 0, setting, share, axes } satisfies Asked);
      });
    } finally {
      worker.terminate();
      if (this.#mapper === worker) this.#mapper = undefined;
    }
  }

  /** End the workers; the next question starts another. */
  stop(): void {
    this.#worker?.terminate();
    this.#mapper?.terminate();
    this.#worker = this.#mapper = undefined;
    for (const { reject } of this.#waiting.values()) reject(new DOMException("stopped", "AbortError"));
    this.#waiting.clear();
  }

  #ask(asked: (id: number) => Asked): Promise<Answer> {
    const worker = (this.#worker ??= this.#start());
    const id = (this.#ids += 1);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      worker.postMessage(asked(id));
    });
  }

  #start(): Worker {
    const worker = makeWorker();
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if (data.kind === "failed") waiting?.reject(new Error(data.message));
      else waiting?.resolve(data);
    };
    worker.onerror = (event) => {
      const error = new Error(event.message);
      for (const { reject } of this.#waiting.values()) reject(error);
      this.#waiting.clear();
    };
    if (this.#table !== undefined) worker.postMessage({ kind: "table", data: this.#table.data } satisfies Asked);
    return worker;
  }
}

function makeWorker(): Worker {
  return new Worker(new URL("./lab.worker.ts", import.meta.url), { type: "module" });
}
