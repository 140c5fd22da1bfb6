import type { Hass } from "./hass.ts";
import type { JournalEvent, Trade } from "./journal.ts";
import type { BookKind, Decimal, MarketRules, Mode, Parameters, StartingPosition } from "./model.ts";

/** What events and trades are filtered by; times in UTC milliseconds, `until_ms` excluded. */
export interface JournalQuery {
  entry_id: string;
  strategy?: string;
  book?: BookKind;
  kinds?: string[];
  reasons?: string[];
  since_ms?: number;
  until_ms?: number;
  cursor?: string;
  limit?: number;
}

export interface EventPage {
  events: JournalEvent[];
  next_cursor: string | null;
}

export interface TradePage {
  trades: Trade[];
  next_cursor: string | null;
}

/** What became of the candles that closed in a span, by reason and whether one was decided on, and what was done. */
export interface DaySummary {
  reasons: Record<string, number>;
  decided: number;
  missed: number;
  orders: number;
  fills: number;
}

export type CurvePoint = [time_ms: number, value: Decimal | null, profit: Decimal | null];

export interface Curve {
  currency: string;
  points: CurvePoint[];
}

/** What a benchmark would have earned; percent of the capital. */
export interface Comparison {
  profit: Decimal;
  profit_percent: Decimal | null;
}

export type MilestoneKind =
  | "first_trade"
  | "first_profit"
  | "trades_10"
  | "trades_100"
  | "trades_1000"
  | "realized_10"
  | "realized_50"
  | "realized_100"
  | "year_1";

/** How books of one kind and currency did (docs/STATISTICS.md); null where a figure is undefined. */
export interface Performance {
  book: BookKind;
  currency: string;
  profit: Decimal | null;
  profit_percent: Decimal | null;
  sells: number;
  wins: number;
  win_rate: Decimal | null;
  profit_factor: Decimal | null;
  drawdown: Decimal;
  money_weighted: Decimal | null;
  money_weighted_yearly: Decimal | null;
  buy_and_hold: Comparison | null;
  monthly: Comparison | null;
  milestones: { kind: MilestoneKind; time_ms: number }[];
}

export interface StrategyVersion {
  version: number;
  since_ms: number;
  name: string;
  parameters: Parameters;
}

export interface CapitalChange {
  time_ms: number;
  kind: "opened" | "deposited" | "withdrawn" | "adopted" | "written_off";
  book: BookKind;
  amount?: Decimal | null;
  allocated?: Decimal | null;
  base?: Decimal | null;
  quote?: Decimal | null;
  position?: StartingPosition | null;
  note?: string;
}

export interface StrategyHistory {
  versions: StrategyVersion[];
  capital: CapitalChange[];
  modes: { time_ms: number; mode: Mode }[];
}

export type CandleRow = [open_ms: number, open: Decimal, high: Decimal, low: Decimal, close: Decimal, volume: Decimal];

export interface Candles {
  rows: CandleRow[];
  coverage: [start_ms: number, end_ms: number][];
  next_ms: number | null;
  timeframe?: string;
  /** Another one once candles were replaced. */
  revision: number;
}

/** Where the trades that a query finds are downloaded, page or not. */
export function tradesAddress(query: JournalQuery): string {
  const { entry_id: entryId, strategy, book, since_ms: since, until_ms: until } = query;
  const filters = Object.entries({ strategy, book, since_ms: since, until_ms: until })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  return `/api/aurono/${entryId}/trades.csv${filters.length ? `?${filters.join("&")}` : ""}`;
}

/** Where the whole journal of an account is downloaded. */
export const journalAddress = (entryId: string): string => `/api/aurono/${entryId}/journal.jsonl`;

export type ReportPeriod = "daily" | "weekly";

/** The report of the last day or week, and who gets it by mail; `html` needs nothing from elsewhere. */
export interface SentReport {
  period: ReportPeriod;
  subject: string;
  summary: string;
  text: string;
  html: string;
  recipients: string[];
}

/** What became of a report that was sent; `detail` is what the mail server said of those it refused. */
export interface Delivery {
  sent: string[];
  refused: string[];
  detail: string;
}

/** An error as Home Assistant answers it, over WebSocket or REST. */
export function messageOf(error: unknown): string {
  if (typeof error === "string") return error;
  if (typeof error === "object" && error !== null) {
    const { message, body } = error as { message?: unknown; body?: unknown };
    if (typeof body === "object" && body !== null) return messageOf(body);
    if (typeof message === "string") return message;
  }
  return "";
}

/** The code of a WebSocket error, such as `not_loaded`. */
export function codeOf(error: unknown): string {
  const code = typeof error === "object" && error !== null ? (error as { code?: unknown }).code : undefined;
  return typeof code === "string" ? code : "";
}

/** What Home Assistant's client rejects with when the connection breaks before the answer, by itself or inside. */
const CONNECTION_LOST = 3;

/** Whether no answer came because the connection broke; what was asked for may have been done all the same. */
export function isConnectionLost(error: unknown): boolean {
  if (error === CONNECTION_LOST) return true;
  if (typeof error !== "object" || error === null) return false;
  const { code, error: inside } = error as { code?: unknown; error?: unknown };
  return code === CONNECTION_LOST || isConnectionLost(inside);
}

/** The commands and actions of Aurono; `hass` is asked for at each call, since Home Assistant replaces it. */
export class Api {
  constructor(private readonly hass: () => Hass) {}

  markets(entryId: string): Promise<{ markets: MarketRules[] }> {
    return this.hass().callWS({ type: "aurono/markets", entry_id: entryId });
  }

  events(query: JournalQuery): Promise<EventPage> {
    return this.hass().callWS({ type: "aurono/events", ...query });
  }

  trades(query: JournalQuery): Promise<TradePage> {
    return this.hass().callWS({ type: "aurono/trades", ...query });
  }

  day(entryId: string, strategy: string, sinceMs: number, untilMs: number): Promise<DaySummary> {
    return this.hass().callWS({
      type: "aurono/day",
      entry_id: entryId,
      strategy,
      since_ms: sinceMs,
      until_ms: untilMs,
    });
  }

  async curve(entryId: string, book: BookKind, strategy?: string, points = 300): Promise<Curve[]> {
    const answer = await this.hass().callWS<{ currencies: Curve[] }>({
      type: "aurono/curve",
      entry_id: entryId,
      book,
      points,
      ...(strategy === undefined ? {} : { strategy }),
    });
    return answer.currencies;
  }

  async performance(entryId: string, book: BookKind, strategy?: string): Promise<Performance[]> {
    const answer = await this.hass().callWS<{ performances: Performance[] }>({
      type: "aurono/performance",
      entry_id: entryId,
      book,
      ...(strategy === undefined ? {} : { strategy }),
    });
    return answer.performances;
  }

  /** An address that a browser may open without a login, for a minute. */
  async signed(path: string): Promise<string> {
    return (await this.hass().callWS<{ path: string }>({ type: "auth/sign_path", path, expires: 60 })).path;
  }

  history(entryId: string, strategy: string): Promise<StrategyHistory> {
    return this.hass().callWS({ type: "aurono/versions", entry_id: entryId, strategy });
  }

  candles(entryId: string, pair: string, timeframe: string, sinceMs: number, untilMs: number): Promise<Candles> {
    return this.hass().callWS({
      type: "aurono/candles",
      entry_id: entryId,
      pair,
      timeframe,
      since_ms: sinceMs,
      until_ms: untilMs,
    });
  }

  report(entryId: string, period: ReportPeriod): Promise<SentReport> {
    return this.hass().callWS({ type: "aurono/report", entry_id: entryId, period });
  }

  sendReport(entryId: string, period: ReportPeriod): Promise<Delivery> {
    return this.hass().callWS({ type: "aurono/report/send", entry_id: entryId, period });
  }

  stopTrading(entryId: string, cancelOrders: boolean): Promise<void> {
    return this.#act("aurono", "stop_trading", { config_entry_id: entryId, cancel_orders: cancelOrders });
  }

  resumeTrading(entryId: string): Promise<void> {
    return this.#act("aurono", "resume_trading", { config_entry_id: entryId });
  }

  deposit(strategy: string, amount: Decimal): Promise<void> {
    return this.#act("aurono", "deposit_capital", { strategy, amount });
  }

  withdraw(strategy: string, amount: Decimal): Promise<void> {
    return this.#act("aurono", "withdraw_capital", { strategy, amount });
  }

  cancelOrder(strategy: string, order: string): Promise<void> {
    return this.#act("aurono", "cancel_order", { strategy, order });
  }

  async selectMode(entityId: string, mode: Mode): Promise<void> {
    await this.hass().callService("select", "select_option", { option: mode }, { entity_id: entityId }, false);
  }

  /** Errors are shown where the action was asked for, not as a notification besides. */
  async #act(domain: string, service: string, data: Record<string, unknown>): Promise<void> {
    await this.hass().callService(domain, service, data, undefined, false);
  }
}
