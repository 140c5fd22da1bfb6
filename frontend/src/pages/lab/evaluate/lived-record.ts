import type { Api, CapitalChange, JournalQuery, StrategyHistory } from "../../../data/api.ts";
import type { EvaluatedEvent } from "../../../data/journal.ts";
import type { BookKind, Parameters, Strategy } from "../../../data/model.ts";
import { decimal } from "../../../engine/numbers.ts";
import { REASONS, type Reason } from "../../../engine/reason.ts";
import type { RuleStrategy } from "../../../engine/strategy.ts";
import { parseStrategy } from "../../../engine/validation.ts";
import { type Change, type FillRecord, type Lived, livedTrades } from "../../../lab/twin.ts";

const PAGE = 500;
/** Decisions that are read at most; of older ones only the trades are compared. */
const MOST_DECISIONS = 10_000;
const MOST_TRADES = 20_000;

/** The record of a strategy's books; null where these were never opened. Rejects with Home Assistant's error. */
export async function livedRecord(
  api: Api,
  entryId: string,
  strategy: Strategy,
  book: BookKind,
  onProgress: (read: number) => void,
): Promise<Lived | null> {
  const history = await api.history(entryId, strategy.id);
  const opening = history.capital.findLast((change) => change.kind === "opened" && change.book === book);
  if (opening === undefined) return null;
  const since = opening.time_ms;
  const first = history.versions.findLast((version) => version.since_ms <= since) ?? history.versions[0];
  if (first === undefined) return null;
  const query = { entry_id: entryId, strategy: strategy.id, book, since_ms: since, limit: PAGE };
  const fills: FillRecord[] = [];
  for (let cursor: string | undefined; fills.length < MOST_TRADES;) {
    const page = await api.trades(cursor === undefined ? query : { ...query, cursor });
    fills.push(...page.trades);
    if (page.next_cursor === null) break;
    cursor = page.next_cursor;
  }
  const { decisions, knownFrom } = await readDecisions(api, query, onProgress);
  const quote = strategy.parameters.pair.split("/")[1] ?? "";
  return {
    opened: { time: since, version: first.version, strategy: openedRule(first.parameters, opening) },
    changes: changesOf(history, book, since, first.version),
    decisions,
    knownFrom,
    trades: livedTrades(fills, quote),
  };
}

async function readDecisions(
  api: Api,
  query: JournalQuery,
  onProgress: (read: number) => void,
): Promise<Pick<Lived, "decisions" | "knownFrom">> {
  const decisions = new Map<number, Reason>();
  let [cursor, knownFrom, read] = [undefined as string | undefined, 0, 0];
  for (;;) {
    const page = await api.events({ ...query, kinds: ["evaluated"], ...(cursor === undefined ? {} : { cursor }) });
    for (const event of page.events) {
      if (event.kind !== "evaluated") continue;
      read += 1;
      knownFrom = event.candle_ms;
      const reason = reasonOf(event);
      // The newest come first, and a candle has one outcome.
      if (reason !== undefined && !decisions.has(event.candle_ms)) decisions.set(event.candle_ms, reason);
    }
    onProgress(read);
    if (page.next_cursor === null) return { decisions, knownFrom: 0 };
    if (read >= MOST_DECISIONS) return { decisions, knownFrom };
    cursor = page.next_cursor;
  }
}

function reasonOf(event: EvaluatedEvent): Reason | undefined {
  const wanted = event.reason.toUpperCase();
  return REASONS.find((reason) => reason === wanted);
}

function openedRule(parameters: Parameters, opening: CapitalChange): RuleStrategy {
  const { allocated, position } = opening;
  return ruleOf({
    ...parameters,
    allocated_capital: allocated ?? parameters.allocated_capital,
    starting_position: position === undefined ? parameters.starting_position : position,
  });
}

function changesOf(history: StrategyHistory, book: BookKind, since: number, opened: number): Change[] {
  const revised = history.versions
    .filter((version) => version.version > opened && version.since_ms >= since)
    .map(({ since_ms: time, version, parameters }): Change => ({
      kind: "revised",
      time,
      version,
      strategy: ruleOf(parameters),
    }));
  const moved = history.capital
    .filter((change) => change.book === book && change.time_ms >= since && change.kind !== "opened")
    .flatMap((change) => capitalChange(change));
  const modes = history.modes.map(({ time_ms: time, mode }): Change => ({
    kind: "active",
    time,
    isActive: mode === book,
  }));
  return [...revised, ...moved, ...modes].sort((a, b) => a.time - b.time);
}

function capitalChange({ kind, time_ms: time, amount, position, base, quote }: CapitalChange): Change[] {
  switch (kind) {
    case "deposited":
    case "withdrawn":
      return amount === null || amount === undefined ? [] : [{ kind, time, amount: decimal(amount) }];
    case "adopted":
      if (position === null || position === undefined) return [];
      return [
        {
          kind,
          time,
          position: { amount: decimal(position.amount), averagePrice: decimal(position.average_price) },
        },
      ];
    case "written_off":
      return [{ kind, time, base: decimal(base ?? "0"), quote: decimal(quote ?? "0") }];
    case "opened":
      return [];
  }
}

function ruleOf(parameters: Parameters): RuleStrategy {
  const parsed = parseStrategy({ ...parameters });
  if (!parsed.ok) throw new RangeError("the integration sent a rule that is none");
  return parsed.strategy;
}
