/** What other people would have done with the same money, with the same fees: hold, or buy every month. */

import type { MarketRules } from "../engine/market.ts";
import { Decimal, ONE, quotientDown, ZERO } from "../engine/numbers.ts";
import type { RuleStrategy } from "../engine/strategy.ts";
import { DAY } from "../engine/timeframe.ts";
import { Equity } from "./equity.ts";
import type { CandleTable } from "./table.ts";

/** All of the capital buys at the close of the first valid candle, and stays. */
export function buyAndHold(strategy: RuleStrategy, rules: MarketRules, table: CandleTable): Equity {
  const first = table.valid.indexOf(1);
  return held(strategy, rules, table, first < 0 ? [] : [first]);
}

/** Equal parts buy at the close of the first valid candle of each calendar month (UTC), and stay. */
export function monthlyBuying(strategy: RuleStrategy, rules: MarketRules, table: CandleTable): Equity {
  return held(strategy, rules, table, firstOfEachMonth(table));
}

/**
 * Of n buys the k-th buys for capital × k / n, rounded down to the settlement step, less what was paid before: the largest
 * amount on the amount step that this covers with the taker fee.
 */
function held(strategy: RuleStrategy, rules: MarketRules, table: CandleTable, buys: readonly number[]): Equity {
  const { allocatedCapital: capital, startingPosition: starting } = strategy;
  let position = starting?.amount ?? ZERO;
  let paid = ZERO;
  const stretches = [{ start: 0, cash: capital, position }];
  const count = whole(buys.length);
  buys.forEach((place, index) => {
    const budget = quotientDown(capital.times(whole(index + 1)), count, rules.moneyStep).minus(paid);
    const withFee = table.exactClose(place).times(ONE.plus(rules.takerFee));
    const amount = rules.amountDown(budget, withFee);
    position = position.plus(amount);
    paid = paid.plus(rules.moneyUp(amount.times(withFee)));
    // Bought at the close of this candle, so this candle's own close is the first that tells its value.
    stretches.push({ start: place, cash: capital.minus(paid), position });
  });
  return new Equity(table, stretches);
}

function firstOfEachMonth(table: CandleTable): number[] {
  const places: number[] = [];
  let month: number | undefined;
  for (let place = 0; place < table.count; place += 1) {
    if (table.valid[place] !== 1) continue;
    const its = monthOf(table.times[place] ?? 0);
    if (its !== month) places.push(place);
    month = its;
  }
  return places;
}

/** A number for the calendar month of a moment (Hinnant, Low-Level Date Algorithms, 2013). */
export function monthOf(time: number): number {
  const days = Math.floor(time / DAY) + 719_468;
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - era * 146_097;
  const year = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  return (era * 400 + year) * 12 + Math.floor((5 * dayOfYear + 2) / 153);
}

function whole(value: number): Decimal {
  return new Decimal(BigInt(value), 0);
}
