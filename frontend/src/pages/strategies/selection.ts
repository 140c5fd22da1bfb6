import { compareDecimals } from "../../data/decimal.ts";
import { type Account, activeBook, type Mode, type Strategy } from "../../data/model.ts";

/** A strategy and the account it belongs to. */
export interface Listed {
  account: Account;
  strategy: Strategy;
}

export const SORTS = ["next", "name", "profit", "trades"] as const;
export type Sort = (typeof SORTS)[number];

export const SHOWN = ["live", "shadow", "paused"] as const satisfies readonly Mode[];

/** What of the strategies is shown, as the address says; what it does not know is as if it were not there. */
export interface Selection {
  account: string | undefined;
  mode: Mode | undefined;
  sort: Sort;
}

export function selectionOf(parameters: URLSearchParams): Selection {
  const mode = parameters.get("show");
  const sort = parameters.get("sort");
  return {
    account: parameters.get("account") ?? undefined,
    mode: SHOWN.find((known) => known === mode),
    sort: SORTS.find((known) => known === sort) ?? "next",
  };
}

/** The strategies that are selected, in their order. */
export function select(accounts: readonly Account[], { account, mode, sort }: Selection): Listed[] {
  return accounts
    .filter((one) => account === undefined || one.entry_id === account)
    .flatMap((one) => one.strategies.map((strategy) => ({ account: one, strategy })))
    .filter(({ strategy }) => mode === undefined || strategy.mode === mode)
    .sort((a, b) => ORDER[sort](a.strategy, b.strategy) || byName(a.strategy, b.strategy));
}

const byName = (a: Strategy, b: Strategy): number => a.name.localeCompare(b.name);

/** Profit is compared in percent of the capital: amounts of different currencies have no order. */
const ORDER: Record<Sort, (a: Strategy, b: Strategy) => number> = {
  name: byName,
  next: (a, b) => compareTimes(a.next_evaluation?.close_ms, b.next_evaluation?.close_ms),
  profit: (a, b) => compareProfits(activeBook(a)?.profit_percent ?? null, activeBook(b)?.profit_percent ?? null),
  trades: (a, b) => (activeBook(b)?.trades ?? 0) - (activeBook(a)?.trades ?? 0),
};

const compareTimes = (a = Number.MAX_SAFE_INTEGER, b = Number.MAX_SAFE_INTEGER): number => a - b;

function compareProfits(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return compareDecimals(b, a);
}
