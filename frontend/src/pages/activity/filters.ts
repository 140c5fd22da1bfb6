/** What of the journal is listed: read from the address, written to it, and asked of the journal. */

import type { JournalQuery, ReportPeriod } from "../../data/api.ts";
import type { TimeFormatter } from "../../data/format-time.ts";
import { EVENT_KINDS, type EventKind } from "../../data/journal.ts";
import type { Account, BookKind, Reason } from "../../data/model.ts";
import { reasonOf } from "../../data/sentences.ts";

export const TABS = ["trades", "timeline", "decisions", "why", "report"] as const;
export type Tab = (typeof TABS)[number];

/** Decisions have a list of their own, since there is one for each candle. */
export const TIMELINE_KINDS = EVENT_KINDS.filter((kind) => kind !== "evaluated");

export interface Filters {
  tab: Tab;
  account: string | undefined;
  strategy: string | undefined;
  book: BookKind | undefined;
  kind: EventKind | undefined;
  reason: Reason | undefined;
  /** Days as form fields write them, both included. */
  from: string | undefined;
  to: string | undefined;
  /** The day that "why?" asks about. */
  day: string | undefined;
  /** What the report is about. */
  period: ReportPeriod;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What the address says; what has no meaning is as if it were not there. */
export function filtersOf(parameters: URLSearchParams, accounts: readonly Account[]): Filters {
  const given = (name: string): string | undefined => parameters.get(name) ?? undefined;
  const day = (name: string): string | undefined => {
    const value = given(name);
    return value !== undefined && DAY.test(value) ? value : undefined;
  };
  const strategy = given("strategy");
  const book = given("book");
  // A strategy belongs to one account, whatever else the address says.
  const owner = accounts.find((account) => account.strategies.some((one) => one.id === strategy));
  const named = accounts.find((account) => account.entry_id === given("account"));
  return {
    tab: TABS.find((tab) => tab === given("tab")) ?? "trades",
    account: (owner ?? named ?? accounts[0])?.entry_id,
    strategy,
    book: book === "shadow" || book === "live" ? book : undefined,
    kind: TIMELINE_KINDS.find((kind) => kind === given("kind")),
    reason: reasonOf(given("reason") ?? ""),
    from: day("from"),
    to: day("to"),
    day: day("day"),
    period: given("period") === "weekly" ? "weekly" : "daily",
  };
}

/** The question to the journal; undefined without an account. */
export function queryOf(filters: Filters, times: TimeFormatter): JournalQuery | undefined {
  if (filters.account === undefined) return undefined;
  const since = filters.from === undefined ? null : times.startOfDay(filters.from);
  const last = filters.to === undefined ? null : times.startOfDay(filters.to);
  const query: JournalQuery = { entry_id: filters.account };
  if (filters.strategy !== undefined) query.strategy = filters.strategy;
  if (filters.book !== undefined) query.book = filters.book;
  if (since !== null) query.since_ms = since;
  if (last !== null) query.until_ms = times.nextDay(last);
  if (filters.tab === "decisions") {
    query.kinds = ["evaluated"];
    if (filters.reason !== undefined) query.reasons = [filters.reason];
  } else if (filters.tab === "timeline") {
    query.kinds = filters.kind === undefined ? [...TIMELINE_KINDS] : [filters.kind];
  }
  return query;
}
