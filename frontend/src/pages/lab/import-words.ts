import { codeOf, messageOf } from "../../data/api.ts";
import type { App } from "../../data/app.ts";
import { type ImportResult, type ImportState, ImportUnknown, UploadFailed } from "../../data/candle-imports.ts";

/** What there is to say of an import: a sentence, and the lines of a file that are wrong. */
export interface ImportWords {
  readonly text: string;
  readonly lines: readonly string[];
}

export function importWords(app: App, state: ImportState): ImportWords {
  switch (state.step) {
    case "sending":
      return { text: app.text("data_import_sending"), lines: [] };
    case "reading":
      return { text: app.text("data_importing"), lines: [] };
    case "lost":
      return { text: app.text("data_import_lost"), lines: [] };
    case "done":
      return { text: imported(app, state.result), lines: [] };
    case "failed":
      return problem(app, state.error);
  }
}

function imported(app: App, { candles, added, first_ms: first, last_ms: last }: ImportResult): string {
  const { numbers, times } = app;
  return app.plural("data_imported", candles, {
    count: numbers.number(candles, 0),
    added: numbers.number(added, 0),
    since: times.date(first),
    until: times.date(last),
  });
}

function problem(app: App, error: unknown): ImportWords {
  if (error instanceof UploadFailed) return { text: uploadProblem(app, error.status), lines: [] };
  if (error instanceof ImportUnknown) return { text: app.text("data_import_unknown"), lines: [] };
  if (codeOf(error) === "invalid_file") {
    // A line that says so, then one for each that is wrong.
    const [text = "", ...lines] = messageOf(error)
      .split("\n")
      .filter((line) => line.trim() !== "");
    return { text: text || app.text("common_failed"), lines };
  }
  return { text: app.problem(error), lines: [] };
}

function uploadProblem(app: App, status: number): string {
  if (status < 400) return app.text("data_import_not_sent");
  if (status === 401 || status === 403) return app.text("data_import_no_access");
  if (status === 413) return app.text("data_import_too_large");
  return app.text("data_import_refused", { status });
}
