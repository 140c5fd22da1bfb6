/** Rows of a CSV text (RFC 4180), read as forgivingly as Python's csv module reads them. */

export interface CsvRow {
  /** The line that the row ends on, from 1. */
  readonly line: number;
  readonly fields: readonly string[];
}

/** A text that is no CSV. */
export class NotCsv extends Error {
  readonly line: number;

  constructor(line: number, reason: string) {
    super(reason);
    this.line = line;
  }
}

const LONGEST_FIELD = 131_072;
const LINE = /[^\r\n]*(?:\r\n|\r|\n|$)/y;

/** The rows one by one. Throws NotCsv where a field is longer than any could be. */
export function* csvRows(text: string): Generator<CsvRow> {
  let [at, line] = [0, 0];
  let fields: string[] = [];
  let field = "";
  let state: "start" | "plain" | "quoted" | "after quote" = "start";
  const save = (): void => {
    fields.push(field);
    field = "";
    state = "start";
  };
  while (at < text.length) {
    LINE.lastIndex = at;
    const whole = LINE.exec(text)?.[0] ?? "";
    at += whole.length;
    line += 1;
    for (const character of whole) {
      if (state === "quoted") {
        if (character === '"') {
          state = "after quote";
        } else {
          field += character;
        }
      } else if (character === "\r" || character === "\n") {
        break;
      } else if (character === '"' && state !== "plain") {
        field += state === "after quote" ? character : "";
        state = "quoted";
      } else if (character === ",") {
        save();
      } else {
        field += character;
        state = "plain";
      }
      if (field.length > LONGEST_FIELD) {
        throw new NotCsv(line, `field larger than field limit (${LONGEST_FIELD})`);
      }
    }
    if (state !== "quoted") {
      // A line with nothing on it is a row without fields.
      if (fields.length > 0 || whole.replace(/[\r\n]+$/, "") !== "") {
        save();
      }
      yield { line, fields };
      fields = [];
      state = "start";
    }
  }
  if (state === "quoted") {
    save();
    yield { line, fields };
  }
}
