/** The log of a simulation as JSON lines (SEMANTICS section 13); the twin of lab/log.py. */

import { plain, type Decimal } from "../engine/numbers.ts";
import type { LogEntry } from "../engine/simulation.ts";

/** One line: prices, amounts and money as plain decimal strings, times and counts as integers. */
export function toJson(entry: LogEntry): string {
  switch (entry.event) {
    case "evaluated":
      return `{"event":"evaluated","time":${entry.time},"candle":${entry.candle},"reason":"${entry.reason}"}`;
    case "planned":
      return (
        `{"event":"planned","time":${entry.time},"order":${entry.order},"side":"${entry.side}",` +
        `"limit":${text(entry.limit)},"amount":${text(entry.amount)},"reserved":${text(entry.reserved)}}`
      );
    case "filled":
      return (
        `{"event":"filled","time":${entry.time},"order":${entry.order},"side":"${entry.side}",` +
        `"price":${text(entry.price)},"amount":${text(entry.amount)},"fee":${text(entry.fee)}}`
      );
    case "expired":
      return `{"event":"expired","time":${entry.time},"order":${entry.order}}`;
    case "final":
      return (
        `{"event":"final","free":${text(entry.free)},"reserved":${text(entry.reserved)},` +
        `"position":${text(entry.position)},"reserved_position":${text(entry.reservedPosition)},` +
        `"cost":${text(entry.cost)},"realized":${text(entry.realized)},"trades":${entry.trades},` +
        `"open_orders":${entry.openOrders},"last_close":${entry.lastClose === null ? "null" : text(entry.lastClose)}}`
      );
  }
}

function text(value: Decimal): string {
  return `"${plain(value)}"`;
}
