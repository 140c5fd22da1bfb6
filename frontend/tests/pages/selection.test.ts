import { expect, test } from "vitest";
import { select, selectionOf } from "../../src/pages/strategies/selection.ts";
import { account, BOOK, strategy } from "../fake-account.ts";

const next = (close_ms: number) => ({ close_ms, at: "" });
const ACCOUNTS = [
  account({
    entry_id: "a",
    strategies: [
      strategy({
        id: "1",
        name: "Beta",
        next_evaluation: next(20),
        books: { shadow: { ...BOOK, profit_percent: "-10", trades: 5 } },
      }),
      strategy({
        id: "2",
        name: "Alpha",
        mode: "paused",
        books: { shadow: { ...BOOK, profit_percent: null, trades: 9 } },
      }),
    ],
  }),
  account({
    entry_id: "b",
    strategies: [
      strategy({
        id: "3",
        name: "Gamma",
        mode: "live",
        active_book: "live",
        next_evaluation: next(10),
        books: { live: { ...BOOK, profit_percent: "-9.5", trades: 1 } },
      }),
    ],
  }),
];

const shown = (query: string): string[] =>
  select(ACCOUNTS, selectionOf(new URLSearchParams(query))).map(({ strategy: { name } }) => name);

test.each([
  ["", ["Gamma", "Beta", "Alpha"]],
  ["sort=name", ["Alpha", "Beta", "Gamma"]],
  ["sort=profit", ["Gamma", "Beta", "Alpha"]],
  ["sort=trades", ["Alpha", "Beta", "Gamma"]],
  ["show=live", ["Gamma"]],
  ["show=paused&account=b", []],
  ["account=a&sort=name", ["Alpha", "Beta"]],
  ["show=nonsense&sort=nonsense", ["Gamma", "Beta", "Alpha"]],
])("?%s shows %j", (query, names) => {
  expect(shown(query)).toEqual(names);
});
