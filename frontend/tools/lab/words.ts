/** The words of the command line, to the letter those of lab/text.py. */

import type { Problem } from "../../src/engine/fields.ts";
import { MAX_DIGITS } from "../../src/engine/numbers.ts";

export const NOT_A_NUMBER = `not a decimal number of at most ${MAX_DIGITS} digits`;

const PROBLEMS: Readonly<Record<Problem, string>> = {
  required: "missing",
  unknown_field: "there is no such field",
  not_a_number: NOT_A_NUMBER,
  not_a_whole_number: "not a whole number",
  not_a_boolean: "not true or false",
  not_a_pair: "not a pair such as SOL/EUR",
  not_an_option: "not one of its values",
  not_an_object: "not an object",
  out_of_range: "out of range",
  negative: "below 0",
  not_positive: "not above 0",
  both_amounts_zero: "a strategy that neither buys nor sells does nothing: one amount must be above 0",
  capital_needed: "0 is possible only with a starting position",
  period_needed: "missing: an RSI bound needs it",
};
const VALUES: Readonly<Record<string, string>> = {
  "strategy.timeframe": "1h, 4h, 1d or 1w",
  "strategy.reference": "open or previous_close",
  "strategy.buy_trigger": "below 0 and above -100",
  "strategy.sell_trigger": "above 0, at most 1000",
  "strategy.cooldown": "0 or more",
  "strategy.rsi_period": "2 to 100",
  "strategy.rsi_max_for_buy": "0 to 100",
  "strategy.rsi_min_for_sell": "0 to 100",
  "strategy.order_timeout": "1 to 168",
  "market.price_digits": `1 to ${MAX_DIGITS}`,
  "market.taker_fee": "a fraction, 0 or more and below 1",
  slippage: "0 or more and below 100",
};
export const GRID_UNCLEAR =
  "market.price_step: either price_step (a tick) or price_digits (significant digits) is needed";

/** What is wrong with a field of the strategy file, and what it takes where that needs saying. */
export function describe(field: string, problem: Problem): string {
  const said = PROBLEMS[problem];
  return problem === "out_of_range" || problem === "not_an_option" ? `${said}: ${VALUES[field] ?? ""}` : said;
}

const PRINTABLE = /^(?: |[^\p{C}\p{Z}])*$/u;

/** A name from a file as it is, or quoted if it would break the line. */
export function onOneLine(text: string): string {
  return PRINTABLE.test(text) ? text : inQuotes(text);
}

/** A value from a file in quotes, on one line, and not all of a very long one. */
export function quoted(text: string): string {
  const characters = Array.from(text);
  return inQuotes(characters.length <= 60 ? text : `${characters.slice(0, 60).join("")}…`);
}

const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** As Python writes a text. */
function inQuotes(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const written = Array.from(text, (character) => {
    if (character === quote) {
      return `\\${quote}`;
    }
    const escape = ESCAPES[character];
    if (escape !== undefined || PRINTABLE.test(character)) {
      return escape ?? character;
    }
    const code = character.codePointAt(0) ?? 0;
    const [letter, width] = code > 0xffff ? ["U", 8] : code > 0xff ? ["u", 4] : ["x", 2];
    return `\\${letter}${code.toString(16).padStart(width, "0")}`;
  });
  return quote + written.join("") + quote;
}
