/** An amount as somebody types it. The rules are those of the forms: a decimal point or comma, no separators. */

import type { Decimal } from "./model.ts";

export type AmountInput = { value: Decimal } | { problem: "no_number" | "ambiguous" };

/** What was typed as an exact decimal above zero, or why it is none. */
export function parseAmount(typed: string): AmountInput {
  const text = typed.trim();
  if (!/^\d*[.,]?\d*$/.test(text) || !/[1-9]/.test(text)) return { problem: "no_number" };
  // "1,000" and "1.000" are a thousand to some and one to others. Who means a fraction writes no 0 at its end.
  if (/^[1-9]\d{0,2}(,\d{3}|\.\d\d0)$/.test(text)) return { problem: "ambiguous" };
  const [whole = "", fraction = ""] = text.replace(",", ".").split(".");
  return { value: `${whole.replace(/^0+(?=\d)/, "") || "0"}${fraction ? `.${fraction}` : ""}` };
}
