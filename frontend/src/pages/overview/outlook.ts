import type { App } from "../../data/app.ts";
import type { Account, LackingBuy, Move, Shortfall } from "../../data/model.ts";
import { strategyAddress } from "../../data/routes.ts";
import type { Attention } from "./attention.ts";

/** What the next buys lack, each with the idle money that could help. */
export function outlookNotes(app: App, account: Account): Attention[] {
  const { shortfalls, lacking, moves } = account.outlook;
  const names = new Map(account.strategies.map((strategy) => [strategy.id, strategy.name]));
  const name = (id: string): string => names.get(id) ?? id;
  return [
    ...shortfalls.map((short) => ({ urgent: false, text: shortfallText(app, account.title, short) })),
    ...lacking.map((buy) => {
      const advice = moves.filter((move) => move.target === buy.strategy);
      const sentences = advice.map((move) => moveText(app, account.title, move, name));
      return {
        urgent: false,
        text: [lackingText(app, buy, name), ...sentences].join(" "),
        href: strategyAddress(account.entry_id, buy.strategy),
      };
    }),
  ];
}

function shortfallText(app: App, account: string, { currency, needed, spendable, missing }: Shortfall): string {
  const money = (value: string): string => app.numbers.money(value, currency);
  const shown = { account, needed: money(needed), spendable: money(spendable), missing: money(missing) };
  return app.text("overview_outlook_shortfall", shown);
}

function lackingText(app: App, { strategy, currency, need, usable }: LackingBuy, name: (id: string) => string): string {
  const money = (value: string): string => app.numbers.money(value, currency);
  return app.text("overview_outlook_lacking", { strategy: name(strategy), need: money(need), usable: money(usable) });
}

function moveText(app: App, account: string, move: Move, name: (id: string) => string): string {
  const shown = { amount: app.numbers.money(move.amount, move.currency), target: name(move.target) };
  if (move.source === null) return app.text("overview_outlook_move_nobodys", { account, ...shown });
  const source = name(move.source);
  if (move.times_left === null) return app.text("overview_outlook_move_idle", { source, ...shown });
  return app.plural("overview_outlook_move", move.times_left, { source, ...shown });
}
