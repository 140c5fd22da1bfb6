import type { App } from "../../data/app.ts";
import { signOf } from "../../data/decimal.ts";
import type { Account, Liquidity, Question, Status } from "../../data/model.ts";
import { entryAddress, REPAIRS_ADDRESS, strategyAddress } from "../../data/routes.ts";
import { outlookNotes } from "./outlook.ts";

/** `urgent`: nothing or not everything is traded until somebody acts. */
export interface Attention {
  urgent: boolean;
  text: string;
  href?: string;
}

type Journal = NonNullable<Account["journal"]>;

const URGENT: readonly Status[] = ["stuck", "order_unknown"];
const WORTH_KNOWING: readonly Status[] = ["breaker_open", "missed"];

/** What the owner should look at, the most urgent first. */
export function attention(app: App, accounts: readonly Account[]): Attention[] {
  const found = accounts.flatMap((account) => ofAccount(app, account));
  return [...found.filter((one) => one.urgent), ...found.filter((one) => !one.urgent)];
}

function ofAccount(app: App, account: Account): Attention[] {
  const name = account.title;
  const gaps = account.liquidity.filter((line) => signOf(line.gap) > 0);
  // A gap is told below in its own words, and need not be told twice.
  const isGap = ({ key, placeholders }: Question): boolean =>
    key === "balance_short" && gaps.some((line) => line.currency === placeholders?.currency);
  const questions = account.questions.filter((question) => !isGap(question));
  const found: Attention[] = questions.map((question) => ({
    urgent: true,
    text: app.issueTitle(question.key, question.placeholders ?? {}),
    href: REPAIRS_ADDRESS,
  }));
  if (account.state !== "loaded") {
    const detail = account.state_reason ?? "";
    const text = app.text("overview_attention_not_loaded", { account: name, detail }).trim();
    return [...found, { urgent: true, text, href: entryAddress(account.entry_id) }];
  }
  const damage = account.halted ?? (account.journal?.sound === false ? (account.journal.problem ?? "") : null);
  if (damage !== null) {
    found.push({ urgent: true, text: app.text("overview_attention_halted", { account: name, detail: damage }).trim() });
  }
  if (account.connection.connected === false) {
    const failure = failureWords(app, account.connection.failure);
    found.push({ urgent: true, text: app.text("overview_attention_connection", { account: name, failure }) });
  }
  for (const line of gaps) found.push({ urgent: true, text: gapText(app, name, line), href: REPAIRS_ADDRESS });
  found.push(...outlookNotes(app, account));
  if (account.stopped) {
    found.push({ urgent: false, text: app.text("overview_attention_stopped", { account: name }) });
  }
  if (account.recovering) {
    found.push({ urgent: false, text: app.text("overview_attention_recovering", { account: name }) });
  }
  for (const strategy of account.strategies) {
    const urgent = URGENT.includes(strategy.status);
    if (!urgent && !WORTH_KNOWING.includes(strategy.status)) continue;
    const status = app.state("sensor", "status", strategy.status);
    const text = app.text("overview_attention_strategy", { strategy: strategy.name, status });
    found.push({ urgent, text, href: strategyAddress(account.entry_id, strategy.id) });
  }
  return found;
}

/** Why the exchange gives no answer. */
export const failureWords = (app: App, failure: string | null): string =>
  app.attribute("binary_sensor", "connectivity", "failure", failure ?? "unreachable");

/** What the last check of the journal found; it says nothing of one that was empty then. */
export function verifiedWords(app: App, { sound, events }: Journal): { isWell: boolean | null; text: string } {
  if (!sound) return { isWell: false, text: app.text("overview_health_verified_bad") };
  if (events === 0) return { isWell: null, text: app.text("overview_health_verified_none") };
  return { isWell: true, text: app.plural("overview_health_verified_ok", events) };
}

function gapText(app: App, account: string, { kind, currency, expected, actual, gap }: Liquidity): string {
  const written = (value: string): string =>
    kind === "quote" ? app.numbers.money(value, currency) : app.numbers.amount(value, currency);
  const shown = { account, expected: written(expected), actual: written(actual), gap: written(gap) };
  return app.text(`overview_attention_gap_${kind}`, shown);
}
