/** Decisions of the journal in plain words. */

import type { App } from "./app.ts";
import { signOf } from "./decimal.ts";
import { currencies, type Decimal, type Numbers, REASONS, type Reason } from "./model.ts";

/** What a decision was, of an event or of a strategy's last evaluation. */
export interface Decision {
  reason: string;
  numbers: Numbers;
  count: number;
}

const MOVED = ["change", "close"] as const;

/** The numbers that the sentence of a reason names; a sentence that lacks one gives way to a shorter one. */
const NEEDS: Record<Reason, readonly (keyof Numbers)[]> = {
  buy: [...MOVED, "amount", "limit"],
  sell: [...MOVED, "amount", "limit"],
  no_signal: MOVED,
  buy_disabled: MOVED,
  sell_disabled: MOVED,
  rsi_not_oversold: MOVED,
  rsi_not_overbought: MOVED,
  cooldown: [...MOVED, "until_ms"],
  order_open: MOVED,
  breaker_open: [...MOVED, "until_ms"],
  no_position: MOVED,
  below_cost: [...MOVED, "floor"],
  ticker_unavailable: MOVED,
  minimum_position: [...MOVED, "required", "available"],
  below_minimum: MOVED,
  capital_insufficient: [...MOVED, "required", "available"],
  balance_insufficient: [...MOVED, "required", "available"],
  candle_missing: [],
  candle_invalid: [],
  candle_not_closed: [],
  exchange_unreachable: [],
  too_late: [],
  missed_offline: [],
};

/** Reasons whose sentence says "fell" or "rose", so that the change needs no sign. */
const DIRECTED = new Set<Reason>([
  "buy",
  "sell",
  "buy_disabled",
  "sell_disabled",
  "rsi_not_oversold",
  "rsi_not_overbought",
  "no_position",
  "below_cost",
  "minimum_position",
  "capital_insufficient",
]);

/** The reason as the panel names it; the journal writes it in capitals. Undefined for one of a newer Aurono. */
export function reasonOf(written: string): Reason | undefined {
  const name = written.toLowerCase();
  return REASONS.find((reason) => reason === name);
}

/** Why something was or was not done, with the numbers behind it. */
export function decisionSentence(app: App, decision: Decision, pair: string | undefined): string {
  const reason = reasonOf(decision.reason);
  if (reason === undefined) return decision.reason;
  const { numbers } = decision;
  if (reason === "missed_offline") return app.plural("reason_missed_offline", decision.count);
  if (!pair || NEEDS[reason].some((name) => numbers[name] === undefined)) return shortReason(app, reason);
  const isRsi = reason === "rsi_not_oversold" || reason === "rsi_not_overbought";
  if (isRsi && numbers.rsi === undefined) {
    return app.text("reason_rsi_missing", values(app, decision, pair, { signed: true }));
  }
  return app.text(`reason_${reason}`, values(app, decision, pair, { signed: !DIRECTED.has(reason) }));
}

/** The reason without numbers. */
export const shortReason = (app: App, reason: Reason): string => app.state("sensor", "last_decision", reason);

/** The numbers behind a decision, named, in the order in which they were found. */
export function decisionNumbers(app: App, { numbers }: Decision, pair: string): { label: string; value: string }[] {
  const { base, quote } = currencies(pair);
  const price = (value: Decimal): string => app.numbers.price(value, quote);
  const shown: [keyof Numbers, string | undefined][] = [
    ["reference", numbers.reference && price(numbers.reference)],
    ["open", numbers.open === numbers.reference ? undefined : numbers.open && price(numbers.open)],
    ["close", numbers.close && price(numbers.close)],
    ["change", numbers.change && app.numbers.percent(numbers.change, { signed: true, decimals: 4 })],
    ["rsi", numbers.rsi === undefined ? undefined : app.numbers.number(numbers.rsi, 1)],
    ["floor", numbers.floor && price(numbers.floor)],
    ["ticker", numbers.ticker && price(numbers.ticker)],
    ["limit", numbers.limit && price(numbers.limit)],
    ["amount", numbers.amount && app.numbers.amount(numbers.amount, base)],
    ["reserved", numbers.reserved && orderMoney(app, numbers, numbers.reserved, pair)],
    ["required", numbers.required && orderMoney(app, numbers, numbers.required, pair)],
    ["available", numbers.available && orderMoney(app, numbers, numbers.available, pair)],
    ["until_ms", numbers.until_ms === undefined ? undefined : app.times.dateTime(numbers.until_ms)],
  ];
  return shown.flatMap(([name, value]) =>
    value ? [{ label: app.text(`reason_number_${name === "until_ms" ? "until" : name}`), value }] : [],
  );
}

function values(
  app: App,
  { numbers }: Decision,
  pair: string,
  { signed }: { signed: boolean },
): Record<string, string> {
  const { base, quote } = currencies(pair);
  const change = numbers.change ?? "0";
  return {
    change: app.numbers.percent(signed ? change : change.replace("-", ""), { signed }),
    close: app.numbers.price(numbers.close, quote),
    floor: app.numbers.price(numbers.floor, quote),
    limit: app.numbers.price(numbers.limit, quote),
    amount: app.numbers.amount(numbers.amount, base),
    required: orderMoney(app, numbers, numbers.required, pair),
    available: orderMoney(app, numbers, numbers.available, pair),
    rsi: app.numbers.number(numbers.rsi, 1),
    until: numbers.until_ms === undefined ? "" : app.times.dateTime(numbers.until_ms),
  };
}

/** What an order needs: quote money to buy, coins to sell. A fall leads to a buy, a rise to a sell. */
function orderMoney(app: App, numbers: Numbers, value: Decimal | undefined, pair: string): string {
  const { base, quote } = currencies(pair);
  return signOf(numbers.change ?? "0") < 0 ? app.numbers.money(value, quote) : app.numbers.amount(value, base);
}
