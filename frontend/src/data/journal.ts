/** Events and trades as the journal tells them (`journal_json.py`), and what is read from them. */

import type { BookKind, Decimal, Mode, Numbers, Parameters, Side, StartingPosition, Timeframe } from "./model.ts";

interface EventBase {
  /** Its place in the journal. */
  position: number;
  time: string;
  time_ms: number;
  strategy: string;
  name: string | null;
}

interface BookEventBase extends EventBase {
  book: BookKind;
}

export interface EvaluatedEvent extends BookEventBase {
  kind: "evaluated";
  version: number;
  timeframe: Timeframe;
  candle_ms: number;
  reason: string;
  numbers: Numbers;
  count: number;
  detail: string;
}

export interface OrderPlannedEvent extends BookEventBase {
  kind: "order_planned";
  order: string;
  version: number;
  pair: string;
  side: Side;
  limit: Decimal;
  amount: Decimal;
  reserved: Decimal;
  life_ends_ms: number;
}

export interface OrderFillEvent extends BookEventBase {
  kind: "order_fill";
  order: string;
  fill: { trade: string; price: Decimal; amount: Decimal; fee: Decimal; fee_currency: string; time_ms: number };
}

export type JournalEvent =
  | EvaluatedEvent
  | OrderPlannedEvent
  | OrderFillEvent
  | (BookEventBase & { kind: "order_opened"; order: string; exchange_order: string })
  | (BookEventBase & { kind: "order_unknown"; order: string; detail: string })
  | (BookEventBase & { kind: "order_ended"; order: string; status: string; detail: string; failure: boolean })
  | (BookEventBase & { kind: "book_opened"; allocated: Decimal; starting_position?: StartingPosition })
  | (BookEventBase & { kind: "capital_deposited" | "capital_withdrawn"; amount: Decimal })
  | (BookEventBase & { kind: "position_adopted"; adopted: StartingPosition; note: string })
  | (BookEventBase & { kind: "difference_written_off"; base: Decimal; quote: Decimal; note: string })
  | (EventBase & { kind: "strategy_added"; mode: Mode; parameters: Parameters })
  | (EventBase & { kind: "strategy_revised"; version: number; parameters: Parameters; only_renamed: boolean })
  | (EventBase & { kind: "mode_changed"; mode: Mode })
  | (EventBase & { kind: "strategy_removed" })
  | (EventBase & { kind: "trading_stopped"; cancel_orders: boolean })
  | (EventBase & { kind: "trading_resumed" });

export type EventKind = JournalEvent["kind"];

export const EVENT_KINDS = [
  "evaluated",
  "order_planned",
  "order_opened",
  "order_fill",
  "order_ended",
  "order_unknown",
  "book_opened",
  "capital_deposited",
  "capital_withdrawn",
  "position_adopted",
  "difference_written_off",
  "strategy_added",
  "strategy_revised",
  "mode_changed",
  "strategy_removed",
  "trading_stopped",
  "trading_resumed",
] as const satisfies readonly EventKind[];

export interface Trade {
  time_ms: number;
  position: number;
  strategy: string;
  name: string | null;
  book: BookKind;
  version: number;
  market: string;
  side: Side;
  price: Decimal;
  amount: Decimal;
  fee: Decimal;
  fee_currency: string;
  realized: Decimal | null;
  trade: string;
  order: string;
  exchange_order: string | null;
  limit: Decimal;
  order_amount: Decimal;
  candle_close_ms: number;
}
