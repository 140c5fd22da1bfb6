/** What a card is about, among the accounts as Aurono tells them. */

import type { Account, Strategy } from "../data/model.ts";

/** `none`: no account at all. `gone`: what the card names is not there. `down`: the account is there, but not running. */
export type Found<Subject> = Subject | { missing: "none" | "gone" } | { missing: "down"; account: Account };

export interface FoundAccount {
  missing?: undefined;
  account: Account;
}

export interface FoundStrategy extends FoundAccount {
  strategy: Strategy;
}

/** The account of that id or name; without one the first. */
export function findAccount(accounts: readonly Account[], wanted: string | undefined): Found<FoundAccount> {
  const [first] = accounts;
  if (!first) return { missing: "none" };
  const account =
    wanted === undefined
      ? first
      : (accounts.find((one) => one.entry_id === wanted) ?? accounts.find((one) => isNamed(one.title, wanted)));
  if (!account) return { missing: "gone" };
  return account.state === "loaded" ? { account } : { missing: "down", account };
}

/** The strategy of that id or name, of that account or of any. */
export function findStrategy(
  accounts: readonly Account[],
  wanted: string | undefined,
  account: string | undefined,
): Found<FoundStrategy> {
  if (!accounts.length) return { missing: "none" };
  const within =
    account === undefined
      ? accounts
      : accounts.filter((one) => one.entry_id === account || isNamed(one.title, account));
  for (const fits of [
    (one: Strategy): boolean => one.id === wanted,
    (one: Strategy): boolean => wanted !== undefined && isNamed(one.name, wanted),
  ]) {
    for (const found of within) {
      const strategy = found.strategies.find(fits);
      if (strategy) return { account: found, strategy };
    }
  }
  // Of an account that is not running, the strategies are not known.
  const down = within.find((one) => one.state !== "loaded");
  return down ? { missing: "down", account: down } : { missing: "gone" };
}

const isNamed = (name: string, wanted: string): boolean =>
  name.localeCompare(wanted, undefined, { sensitivity: "base" }) === 0;
