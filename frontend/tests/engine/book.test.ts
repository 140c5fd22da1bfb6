import { expect, test } from "vitest";

import { Book } from "../../src/engine/book.ts";
import { decimal } from "../../src/engine/numbers.ts";
import type { Fill, Order } from "../../src/engine/order.ts";
import type { Side } from "../../src/engine/reason.ts";

const HOUR = 3_600_000;
const START = 1_704_067_200_000;

function order(side: Side, id: string, candleClose: number): Order {
  return {
    id,
    side,
    candleClose,
    version: 1,
    pair: { base: "SOL", quote: "EUR" },
    limit: decimal("50"),
    amount: decimal("1"),
    reserved: decimal("1"),
    submittedAt: candleClose,
    lifeEnds: candleClose + 4 * HOUR,
    status: "open",
    filled: decimal("0"),
    trades: [],
  };
}

const fill = (trade: string): Fill => ({
  trade,
  time: START,
  price: decimal("50"),
  amount: decimal("0.1"),
  fee: decimal("0"),
  feeCurrency: "EUR",
});

test.each(["buy", "sell"] as const)(
  "given a %s of an older order that is booked late, then the last trade stays the latest",
  (side) => {
    const own = { position: decimal("2"), cost: decimal("200") };
    const held = new Book({ allocated: decimal("200"), free: decimal("200"), ...own })
      .planned(order(side, "1", START + HOUR))
      .planned(order(side, "2", START + 5 * HOUR))
      .filled("2", fill("t2"))
      .filled("1", fill("t1"));

    expect(side === "buy" ? held.lastBuy : held.lastSell).toBe(START + 5 * HOUR);
  },
);
