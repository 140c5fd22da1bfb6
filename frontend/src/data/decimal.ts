/** What the panel needs of exact decimals to sort and compare them; nothing here decides about money. */

import type { Decimal } from "./model.ts";

const SCALE = 30;

/** A decimal as a whole number of 10^-30. */
function scaled(value: Decimal): bigint {
  const negative = value.startsWith("-");
  const [whole = "0", fraction = ""] = value.replace(/^[+-]/, "").split(".");
  const digits = BigInt((whole || "0") + fraction.slice(0, SCALE).padEnd(SCALE, "0"));
  return negative ? -digits : digits;
}

/** Negative, zero or positive, as `a` is below, equal to or above `b`. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const difference = scaled(a) - scaled(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** -1, 0 or 1. */
export const signOf = (value: Decimal): number => compareDecimals(value, "0");

/** How many places the first significant digit is left (≥ 0) or right (< 0) of the decimal point; null for zero. */
export function magnitude(value: Decimal): number | null {
  const [whole = "", fraction = ""] = value.replace(/^[+-]/, "").split(".");
  const significant = whole.replace(/^0+/, "");
  if (significant) return significant.length - 1;
  const zeros = /^0*/.exec(fraction)?.[0].length ?? 0;
  return zeros === fraction.length ? null : -zeros - 1;
}

/** `part` of `whole` as a fraction to draw with, 0 to 1. */
export function share(part: Decimal, whole: Decimal): number {
  const total = scaled(whole);
  return total <= 0n ? 0 : Math.min(Math.max(Number((scaled(part) * 10000n) / total) / 10000, 0), 1);
}

/** `part` in percent of `whole`, to a hundredth; null where there is none. */
export function percentOf(part: Decimal | null, whole: Decimal): Decimal | null {
  const total = scaled(whole);
  if (part === null || total <= 0n) return null;
  return written((scaled(part) * 10000n) / total, 2);
}

/** The sum of decimals, exactly. */
export function sum(values: readonly Decimal[]): Decimal {
  const total = values.reduce((all, value) => all + scaled(value), 0n);
  return written(total, SCALE);
}

/** A whole number of 10^-`scale` as a decimal. */
function written(value: bigint, scale: number): Decimal {
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, "0");
  const fraction = digits.slice(-scale).replace(/0+$/, "");
  return `${value < 0n ? "-" : ""}${digits.slice(0, -scale)}${fraction ? `.${fraction}` : ""}`;
}
