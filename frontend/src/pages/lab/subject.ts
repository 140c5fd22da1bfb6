import type { History } from "../../data/candles.ts";
import type { TimeFormatter } from "../../data/format-time.ts";
import type { Account, MarketRules, Timeframe } from "../../data/model.ts";
import { HOUR } from "../../engine/timeframe.ts";
import type { Question } from "../../lab/rule-link.ts";
import { CandleTable } from "../../lab/table.ts";

/** What the Lab looks at: a market of an account, its rules, and its candles of one length. */
export interface Subject {
  readonly account: Account;
  readonly market: MarketRules;
  readonly timeframe: Timeframe;
  /** All candles that are closed. */
  readonly table: CandleTable;
  readonly history: History;
}

const made = new WeakMap<History, Map<Timeframe, CandleTable>>();

/** The closed candles of a history in a timeframe that it has, or that is derived from it; made once. */
export function tableOf(history: History, timeframe: Timeframe, now: number): CandleTable {
  const known = made.get(history) ?? new Map<Timeframe, CandleTable>();
  made.set(history, known);
  let table = known.get(timeframe);
  if (table === undefined) {
    const source = history.timeframe as Timeframe;
    const rows = CandleTable.fromRows(history.rows, source);
    table = source === timeframe ? rows : rows.derive(timeframe);
    known.set(timeframe, table);
  }
  const length = LENGTHS[timeframe];
  const closed = table.placeOf(now - length + 1);
  return closed === table.count ? table : table.slice(0, closed);
}

const LENGTHS: Readonly<Record<Timeframe, number>> = { "1h": HOUR, "4h": 4 * HOUR, "1d": 24 * HOUR, "1w": 168 * HOUR };

const periods = new WeakMap<CandleTable, { readonly key: string; readonly table: CandleTable }>();

/** The candles of the period that a question names; days are the user's. The same table as long as both stay the same. */
export function periodOf(table: CandleTable, question: Question, times: TimeFormatter): CandleTable {
  const key = `${question.since} ${question.until}`;
  const known = periods.get(table);
  if (known?.key === key) return known.table;
  const since = times.startOfDay(question.since);
  const until = times.startOfDay(question.until);
  const start = since === null ? 0 : table.placeOf(since);
  const end = until === null ? table.count : table.placeOf(times.nextDay(until));
  const period = start === 0 && end === table.count ? table : table.slice(start, Math.max(start, end));
  periods.set(table, { key, table: period });
  return period;
}

/** Tells the page that the question became another. */
export class QuestionEvent extends CustomEvent<Partial<Question>> {
  constructor(change: Partial<Question>) {
    super("question", { detail: change, bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    question: QuestionEvent;
  }
}
