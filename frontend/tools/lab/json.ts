/**
 * JSON as the lab reads it: numbers stay the text they are, so that none passes through a binary float, the fields of an
 * object keep their order, and a repeated one is told. What is wrong is said in the words of Python's json module.
 */

export class NotJson extends Error {
  readonly line: number;

  constructor(text: string, at: number, reason: string) {
    super(reason);
    this.line = text.slice(0, at).split("\n").length;
  }
}

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?/y;
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const HEX = /^[0-9a-fA-F]{4}$/;
const WORDS: readonly (readonly [string, unknown])[] = [
  ["null", null],
  ["true", true],
  ["false", false],
  ["NaN", "NaN"],
  ["Infinity", "Infinity"],
  ["-Infinity", "-Infinity"],
];
const ESCAPED: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};

/** The value of a text, and the names that were given twice within one object. Throws NotJson. */
export function readJson(text: string): { value: unknown; repeated: string[] } {
  const reader = new JsonReader(text);
  return { value: reader.whole(), repeated: reader.repeated };
}

class JsonReader {
  readonly repeated: string[] = [];
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
  }

  whole(): unknown {
    if (this.text.startsWith("\ufeff")) {
      throw this.wrong("Unexpected UTF-8 BOM (decode using utf-8-sig)");
    }
    this.skipBlanks();
    const value = this.value();
    this.skipBlanks();
    if (this.at < this.text.length) {
      throw this.wrong("Extra data");
    }
    return value;
  }

  private value(): unknown {
    const first = this.text[this.at];
    if (first === '"') {
      return this.string();
    }
    if (first === "{") {
      return this.object();
    }
    if (first === "[") {
      return this.array();
    }
    for (const [word, meaning] of WORDS) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return meaning;
      }
    }
    NUMBER.lastIndex = this.at;
    const number = NUMBER.exec(this.text)?.[0];
    if (number === undefined) {
      throw this.wrong("Expecting value");
    }
    this.at += number.length;
    return number;
  }

  private object(): Map<string, unknown> {
    const fields: [string, unknown][] = [];
    this.at += 1;
    this.skipBlanks();
    if (!this.takes("}")) {
      do {
        this.skipBlanks();
        if (this.text[this.at] !== '"') {
          throw this.wrong("Expecting property name enclosed in double quotes");
        }
        const name = this.string();
        this.skipBlanks();
        if (!this.takes(":")) {
          throw this.wrong("Expecting ':' delimiter");
        }
        this.skipBlanks();
        fields.push([name, this.value()]);
      } while (this.goesOn("}", "object"));
    }
    const unique = new Map<string, unknown>();
    for (const [name, value] of fields) {
      if (unique.has(name)) {
        this.repeated.push(name);
      }
      unique.set(name, value);
    }
    return unique;
  }

  private array(): unknown[] {
    const values: unknown[] = [];
    this.at += 1;
    this.skipBlanks();
    if (!this.takes("]")) {
      do {
        this.skipBlanks();
        values.push(this.value());
      } while (this.goesOn("]", "array"));
    }
    return values;
  }

  /** Past a comma to what follows it, or past the end. */
  private goesOn(end: "}" | "]", what: string): boolean {
    this.skipBlanks();
    if (this.takes(end)) {
      return false;
    }
    const comma = this.at;
    if (!this.takes(",")) {
      throw this.wrong("Expecting ',' delimiter");
    }
    this.skipBlanks();
    if (this.text[this.at] === end) {
      throw this.wrong(`Illegal trailing comma before end of ${what}`, comma);
    }
    return true;
  }

  private string(): string {
    const begin = this.at;
    this.at += 1;
    let value = "";
    for (;;) {
      PLAIN.lastIndex = this.at;
      const part = PLAIN.exec(this.text)?.[0] ?? "";
      value += part;
      this.at += part.length;
      const character = this.text[this.at];
      if (character === undefined) {
        throw this.wrong("Unterminated string starting at", begin);
      }
      if (character === '"') {
        this.at += 1;
        return value;
      }
      if (character !== "\\") {
        throw this.wrong("Invalid control character at");
      }
      value += this.escape(begin);
    }
  }

  private escape(begin: number): string {
    const letter = this.text[this.at + 1];
    if (letter === undefined) {
      throw this.wrong("Unterminated string starting at", begin);
    }
    if (letter === "u") {
      const code = this.text.slice(this.at + 2, this.at + 6);
      if (!HEX.test(code)) {
        throw this.wrong("Invalid \\uXXXX escape");
      }
      this.at += 6;
      return String.fromCharCode(Number.parseInt(code, 16));
    }
    const meant = ESCAPED[letter];
    if (meant === undefined) {
      throw this.wrong("Invalid \\escape");
    }
    this.at += 2;
    return meant;
  }

  private takes(character: string): boolean {
    if (this.text[this.at] !== character) {
      return false;
    }
    this.at += 1;
    return true;
  }

  private skipBlanks(): void {
    while (" \t\n\r".includes(this.text[this.at] ?? "x")) {
      this.at += 1;
    }
  }

  private wrong(reason: string, at = this.at): NotJson {
    return new NotJson(this.text, at, reason);
  }
}
