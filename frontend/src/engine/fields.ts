/** Reading the fields of raw input (a form, a JSON file): every problem at once; the twin of engine/fields.py. */

import { parsePair, type Pair } from "./market.ts";
import { parseDecimal, tenTo, type Decimal } from "./numbers.ts";

/** What is wrong with a field; the panel translates it. */
export type Problem =
  | "required"
  | "unknown_field"
  | "not_a_number"
  | "not_a_whole_number"
  | "not_a_boolean"
  | "not_a_pair"
  | "not_an_option"
  | "not_an_object"
  | "out_of_range"
  | "negative"
  | "not_positive"
  | "both_amounts_zero"
  | "capital_needed"
  | "period_needed";

/** The problems of some input, keyed by field. */
export type Problems = Map<string, Problem>;

/** A raw value that is none of a field's values. */
export class Rejected extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem);
    this.problem = problem;
  }
}

/** Turns the raw value of a field into the value meant by it, or throws Rejected. */
export type Reader<Value> = (raw: unknown) => Value;

/** Raw input: a form's object, or a map where the order of the fields counts. */
export type Raw = Readonly<Record<string, unknown>> | ReadonlyMap<string, unknown>;

export function isRaw(raw: unknown): raw is Raw {
  return typeof raw === "object" && raw !== null && !Array.isArray(raw);
}

export function asMap(raw: Raw): ReadonlyMap<string, unknown> {
  return raw instanceof Map ? (raw as ReadonlyMap<string, unknown>) : new Map(Object.entries(raw));
}

/** A number, given as one or as its text. A float counts as the shortest text that reads back to it. */
export function number(raw: unknown): Decimal {
  const value = typeof raw === "string" || typeof raw === "number" || typeof raw === "bigint" ? String(raw) : null;
  const read = value === null ? null : parseDecimal(value);
  if (read === null) {
    throw new Rejected("not_a_number");
  }
  return read;
}

/** A number ≥ 0. */
export function notNegative(raw: unknown): Decimal {
  const value = number(raw);
  if (value.sign < 0) {
    throw new Rejected("negative");
  }
  return value;
}

/** A number > 0. */
export function positive(raw: unknown): Decimal {
  const value = number(raw);
  if (value.sign <= 0) {
    throw new Rejected("not_positive");
  }
  return value;
}

/** Read a number in a range; an open end is not part of it. */
export function between(
  low: Decimal,
  high: Decimal,
  { lowOpen = false, highOpen = false }: { lowOpen?: boolean; highOpen?: boolean } = {},
): Reader<Decimal> {
  return (raw) => {
    const value = number(raw);
    const [toLow, toHigh] = [value.compare(low), value.compare(high)];
    if (toLow < 0 || toHigh > 0 || (lowOpen && toLow === 0) || (highOpen && toHigh === 0)) {
      throw new Rejected("out_of_range");
    }
    return value;
  };
}

/** Read an integer in a range, both ends part of it. */
export function wholeNumber(low: number, high: number | null = null): Reader<number> {
  return (raw) => {
    const value = number(raw);
    const unit = tenTo(value.decimals);
    if (value.units % unit !== 0n) {
      throw new Rejected("not_a_whole_number");
    }
    const whole = Number(value.units / unit);
    if (whole < low || (high !== null && whole > high)) {
      throw new Rejected("out_of_range");
    }
    return whole;
  };
}

/** True or false, nothing that merely counts as one of them. */
export function boolean(raw: unknown): boolean {
  if (typeof raw !== "boolean") {
    throw new Rejected("not_a_boolean");
  }
  return raw;
}

/** Read one of some words. */
export function option<Word extends string>(options: readonly Word[]): Reader<Word> {
  return (raw) => {
    const found = options.find((word) => word === raw);
    if (found === undefined) {
      throw new Rejected("not_an_option");
    }
    return found;
  };
}

/** A market as `BASE/QUOTE`. */
export function pair(raw: unknown): Pair {
  const read = typeof raw === "string" ? parsePair(raw) : null;
  if (read === null) {
    throw new Rejected("not_a_pair");
  }
  return read;
}

type Values<Readers> = {
  -readonly [Name in keyof Readers]?: Readers[Name] extends Reader<infer Value> ? Value : never;
};

/**
 * The values of the fields that are given and right; absent and null are the same.
 *
 * What is wrong is added to `problems`, keyed by prefix and field: first the readers' fields in their order, then what
 * is neither theirs nor `known`.
 */
export function readFields<Readers extends Readonly<Record<string, Reader<unknown>>>>(
  raw: ReadonlyMap<string, unknown>,
  readers: Readers,
  problems: Problems,
  {
    required = [],
    known = [],
    prefix = "",
  }: Partial<Record<"required" | "known", readonly string[]>> & { prefix?: string } = {},
): Values<Readers> {
  const values: Record<string, unknown> = {};
  for (const [name, read] of Object.entries(readers)) {
    const given = raw.get(name) ?? null;
    if (given === null) {
      if (required.includes(name)) {
        problems.set(prefix + name, "required");
      }
      continue;
    }
    try {
      values[name] = read(given);
    } catch (error) {
      if (!(error instanceof Rejected)) {
        throw error;
      }
      problems.set(prefix + name, error.problem);
    }
  }
  for (const name of raw.keys()) {
    if (!Object.hasOwn(readers, name) && !known.includes(name)) {
      problems.set(prefix + name, "unknown_field");
    }
  }
  return values as Values<Readers>;
}
