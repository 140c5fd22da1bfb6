/** A run as the page shows it: plain data, so that a worker can post it; money as exact texts, curves to draw. */

import { plain, toNumber, type Decimal } from "../engine/numbers.ts";
import type { Side } from "../engine/reason.ts";
import type { Equity } from "./equity.ts";
import type { Result, Run, Summary } from "./summary.ts";

export interface ResultFigures {
  readonly endValue: string;
  readonly profit: string;
  readonly profitPercent: string | null;
}

export interface Figures extends ResultFigures {
  readonly candles: number;
  readonly start: number | null;
  readonly end: number | null;
  readonly price: string | null;
  readonly invested: string;
  readonly fees: string;
  readonly trades: number;
  readonly buys: number;
  readonly sells: number;
  readonly reasons: Readonly<Record<string, number>>;
  readonly drawdown: string;
  readonly capitalUsed: string;
  readonly capitalWanted: string;
  readonly isSafe: boolean;
  readonly buyStreak: number;
  readonly sellStreak: number;
  readonly buyAndHold: ResultFigures;
  readonly monthly: ResultFigures;
  /** Coins and free capital at the end. */
  readonly position: string;
  readonly free: string;
  readonly averageCost: number | null;
}

export interface TradeView {
  readonly time: number;
  readonly side: Side;
  readonly price: string;
  readonly amount: string;
  readonly fee: string;
}

/** The same moments for all curves; NaN where there is no value. */
export interface Curves {
  readonly times: Float64Array;
  readonly strategy: Float64Array;
  readonly hold: Float64Array;
  readonly monthly: Float64Array;
  readonly underwater: Float64Array;
}

/** What of a run is shown while sliders move. */
export interface Glimpse {
  readonly figures: Figures;
  readonly curves: Curves;
}

export interface RunView extends Glimpse {
  readonly trades: readonly TradeView[];
}

/** How many moments are drawn: fewer while sliders move, then as many as a wide screen has points. */
const DRAWN = { moving: 240, resting: 900 } as const;

export function glimpseOf(run: Run): Glimpse {
  return { figures: figuresOf(run), curves: curvesOf(run, DRAWN.moving) };
}

export function viewOf(run: Run): RunView {
  return { figures: figuresOf(run), trades: tradesOf(run), curves: curvesOf(run, DRAWN.resting) };
}

export function figuresOf({ summary, log }: Pick<Run, "summary" | "log">): Figures {
  const final = log.at(-1);
  if (final?.event !== "final") throw new RangeError("a log ends with the final books");
  return {
    ...resultFigures(summary.result),
    ...plainFigures(summary),
    candles: summary.candles,
    start: summary.start,
    end: summary.end,
    price: summary.price === null ? null : plain(summary.price),
    trades: summary.trades,
    buys: summary.buys,
    sells: summary.sells,
    reasons: Object.fromEntries(summary.reasons),
    isSafe: summary.isSafe,
    buyStreak: summary.buyStreak,
    sellStreak: summary.sellStreak,
    buyAndHold: resultFigures(summary.buyAndHold),
    monthly: resultFigures(summary.monthly),
    position: plain(final.position),
    free: plain(final.free),
    averageCost: final.position.isZero ? null : toNumber(final.cost) / toNumber(final.position),
  };
}

function plainFigures(
  summary: Summary,
): Pick<Figures, "invested" | "fees" | "drawdown" | "capitalUsed" | "capitalWanted"> {
  const { invested, fees, drawdown, capitalUsed, capitalWanted } = summary;
  return {
    invested: plain(invested),
    fees: plain(fees),
    drawdown: plain(drawdown),
    capitalUsed: plain(capitalUsed),
    capitalWanted: plain(capitalWanted),
  };
}

function resultFigures({ endValue, profit, profitPercent }: Result): ResultFigures {
  const text = (value: Decimal | null): string | null => (value === null ? null : plain(value));
  return { endValue: plain(endValue), profit: plain(profit), profitPercent: text(profitPercent) };
}

function tradesOf({ log }: Run): TradeView[] {
  return log.flatMap((entry) =>
    entry.event === "filled"
      ? [
          {
            time: entry.time,
            side: entry.side,
            price: plain(entry.price),
            amount: plain(entry.amount),
            fee: plain(entry.fee),
          },
        ]
      : [],
  );
}

function curvesOf({ table, equity, hold, monthly }: Run, moments: number): Curves {
  const places = drawnPlaces(equity, moments);
  const pick = (values: Float64Array): Float64Array =>
    Float64Array.from(places, (place) => values[place] ?? Number.NaN);
  return {
    times: pick(table.times),
    strategy: pick(equity.values),
    hold: pick(hold.values),
    monthly: pick(monthly.values),
    underwater: pick(equity.underwater()),
  };
}

/** The places to draw: first and last, and of each stretch between the lowest and the highest value. */
function drawnPlaces({ values }: Equity, most: number): number[] {
  const count = values.length;
  const there = Array.from({ length: count }, (_, place) => place).filter(
    (place) => !Number.isNaN(values[place] ?? Number.NaN),
  );
  if (there.length <= most) return there;
  const places = new Set<number>();
  const size = there.length / (most / 2);
  for (let start = 0; start < there.length; start += size) {
    let [lowest, highest] = [there[Math.floor(start)] ?? 0, there[Math.floor(start)] ?? 0];
    for (let at = Math.floor(start); at < Math.min(there.length, start + size); at += 1) {
      const place = there[at] ?? 0;
      if ((values[place] ?? 0) < (values[lowest] ?? 0)) lowest = place;
      if ((values[place] ?? 0) > (values[highest] ?? 0)) highest = place;
    }
    places.add(lowest);
    places.add(highest);
  }
  places.add(there[0] ?? 0);
  places.add(there.at(-1) ?? 0);
  return [...places].sort((a, b) => a - b);
}
