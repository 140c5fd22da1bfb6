/** Everything that happened, in sentences. */

import type { App } from "./app.ts";
import type { JournalEvent } from "./journal.ts";
import type { TextKey } from "./localize.ts";
import { currencies, type Side } from "./model.ts";
import { decisionSentence } from "./sentences.ts";

/** What an event does not say itself: the market of its strategy, and which side its order is on. */
export interface EventSetting {
  pair: string | undefined;
  side?: Side | undefined;
}

/** What an event means; `pair` is not known of a strategy that was removed, and then currencies are left out. */
export function eventSentence(app: App, event: JournalEvent, { pair, side }: EventSetting): string {
  const { base, quote } = currencies(pair ?? "");
  const money = (value: string): string => (quote ? app.numbers.money(value, quote) : app.numbers.number(value));
  const price = (value: string): string => (quote ? app.numbers.price(value, quote) : app.numbers.number(value, 8));
  const amount = (value: string): string => (base ? app.numbers.amount(value, base) : app.numbers.number(value, 8));
  switch (event.kind) {
    case "evaluated":
      return decisionSentence(app, event, pair);
    case "order_planned": {
      const reserved = event.side === "buy" ? money(event.reserved) : amount(event.reserved);
      const shown = { amount: amount(event.amount), limit: price(event.limit), reserved };
      return app.text(`activity_event_order_planned_${event.side}`, shown);
    }
    case "order_opened":
      return app.text(event.book === "live" ? "activity_event_order_opened" : "activity_event_order_opened_shadow");
    case "order_fill": {
      const { fill } = event;
      const fee = app.numbers.money(fill.fee, fill.fee_currency);
      const shown = { amount: amount(fill.amount), price: price(fill.price), fee };
      return app.text(side ? `activity_event_order_fill_${side}` : "activity_event_order_fill", shown);
    }
    case "order_ended":
      return orderEnd(app, event.status, event.detail);
    case "order_unknown":
      return app.text("activity_event_order_unknown");
    case "book_opened":
      return app.text(`activity_event_book_opened_${event.book}`, { amount: money(event.allocated) });
    case "capital_deposited":
    case "capital_withdrawn":
      return app.text(`activity_event_${event.kind}`, { amount: money(event.amount) });
    case "position_adopted": {
      const { adopted } = event;
      const shown = { amount: amount(adopted.amount), price: price(adopted.average_price) };
      return withNote(app.text("activity_event_position_adopted", shown), event.note);
    }
    case "difference_written_off": {
      const shown = { base: amount(event.base), quote: money(event.quote) };
      return withNote(app.text("activity_event_difference_written_off", shown), event.note);
    }
    case "strategy_added":
      return app.text("activity_event_strategy_added", { mode: app.state("select", "mode", event.mode) });
    case "strategy_revised":
      return event.only_renamed
        ? app.text("activity_event_strategy_renamed", { name: event.name ?? "" })
        : app.text("activity_event_strategy_revised", { version: event.version });
    case "mode_changed":
      return app.text(`activity_event_mode_${event.mode}`);
    case "trading_stopped":
      return app.text(
        event.cancel_orders ? "activity_event_trading_stopped_cancelled" : "activity_event_trading_stopped",
      );
    case "strategy_removed":
    case "trading_resumed":
      return app.text(`activity_event_${event.kind}`);
  }
}

/** What the journal says of an order that ended for a reason of ours, not of the exchange (`execution/ends.py`). */
const OUR_ENDS: Readonly<Record<string, TextKey>> = {
  "never arrived at the exchange": "activity_event_order_never_arrived",
  "declared by its owner as not being on the exchange": "activity_event_order_declared_absent",
  "not sent: its owner stopped it": "activity_event_order_not_sent_stopped",
  "not sent: the time of its candle was over": "activity_event_order_not_sent_late",
  "market delisted": "activity_event_order_delisted",
};

function orderEnd(app: App, status: string, detail: string): string {
  const ours = OUR_ENDS[detail];
  if (ours) return app.text(ours);
  switch (status) {
    case "cancelled":
      return detail
        ? app.text("activity_event_order_cancelled_by_exchange", { detail })
        : app.text("activity_event_order_cancelled");
    case "filled":
    case "expired":
      return app.text(`activity_event_order_${status}`);
    default:
      return app.text("activity_event_order_rejected", { detail }).trim();
  }
}

const withNote = (sentence: string, note: string): string => (note ? `${sentence} ${note}` : sentence);
