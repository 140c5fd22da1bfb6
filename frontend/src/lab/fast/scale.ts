/**
 * The exact arithmetic of one run: each kind of value in whole numbers of its own step, chosen fine enough before the run.
 *
 * Prices count 10^-price, amounts 10^-amount, money 10^-money. Everything that does not change during the run is made
 * here once. The formulas are those of SEMANTICS sections 5, 7 and 9.
 */

import { SignificantDigits, type MarketRules } from "../../engine/market.ts";
import { halfEven, HUNDRED, MONEY_DECIMALS, tenTo, toNumber, type Decimal } from "../../engine/numbers.ts";
import { startingCost, type RuleStrategy } from "../../engine/strategy.ts";
import type { Prepared } from "./prepared.ts";

/** A factor that a price of the table is multiplied with, as a fraction. */
interface Factor {
  readonly above: bigint;
  readonly below: bigint;
}

/** How many decimals a value needs. */
function decimalsOf(value: Decimal): number {
  let { units, decimals } = value;
  while (decimals > 0 && units % 10n === 0n) {
    units /= 10n;
    decimals -= 1;
  }
  return decimals;
}

/** Whether a run can be made in these whole numbers; if not, the engine itself makes it. */
export function fits(rules: MarketRules): boolean {
  // Money finer than a sold cost is rounded to could drive the cost below 0, which the engine refuses to book.
  return decimalsOf(rules.moneyStep) <= MONEY_DECIMALS;
}

export class Scale {
  readonly price: number;
  readonly amount: number;
  readonly money: number;
  readonly capital: bigint;
  readonly startPosition: bigint;
  readonly startCost: bigint;
  readonly minimumPosition: bigint;
  private readonly digits: number | null;
  /** Of a tick: numerator and denominator, and the step in price units. */
  private readonly tick: { readonly above: bigint; readonly below: bigint; readonly step: bigint };
  private readonly buyFactor: Factor;
  private readonly sellFactor: Factor;
  private readonly slippedUp: Factor;
  private readonly slippedDown: Factor;
  private readonly toTable: bigint;
  private readonly amountStep: bigint;
  private readonly buyAmount: Factor;
  private readonly sellAmount: Factor;
  private readonly minAmount: bigint;
  private readonly minCost: bigint;
  private readonly paidFactor: Factor;
  private readonly receivedFactor: Factor;
  private readonly moneyStep: bigint;
  private readonly costStep: bigint;
  private readonly floorFactor: Factor;

  constructor(strategy: RuleStrategy, rules: MarketRules, slippage: Decimal, prepared: Prepared) {
    const { decimals: own } = prepared.table.data;
    const { priceGrid: grid, amountStep, moneyStep, takerFee: fee } = rules;
    const { startingPosition: starting } = strategy;
    this.digits = grid instanceof SignificantDigits ? grid.digits : null;
    this.price =
      grid instanceof SignificantDigits
        ? Math.max(own, grid.digits - leastMagnitude(strategy, slippage, prepared))
        : Math.max(own, grid.step.decimals);
    this.amount = Math.max(
      amountStep.decimals,
      rules.minAmount.decimals,
      strategy.minimumPosition.decimals,
      starting?.amount.decimals ?? 0,
    );
    this.money = Math.max(MONEY_DECIMALS, moneyStep.decimals, strategy.allocatedCapital.decimals);

    this.capital = strategy.allocatedCapital.scaled(this.money);
    this.startPosition = starting === null ? 0n : starting.amount.scaled(this.amount);
    this.startCost = starting === null ? 0n : startingCost(starting).scaled(this.money);
    this.minimumPosition = strategy.minimumPosition.scaled(this.amount);
    this.tick =
      grid instanceof SignificantDigits
        ? { above: 1n, below: 1n, step: 1n }
        : { above: tenTo(grid.step.decimals), below: grid.step.units, step: grid.step.scaled(this.price) };

    const ofPrice = (percent: Decimal): Factor => ({
      above: percent.units,
      below: 100n * tenTo(percent.decimals + own),
    });
    this.buyFactor = ofPrice(HUNDRED.plus(strategy.buyTrigger));
    this.sellFactor = ofPrice(HUNDRED.plus(strategy.sellTrigger));
    this.slippedUp = ofPrice(HUNDRED.plus(slippage));
    this.slippedDown = ofPrice(HUNDRED.minus(slippage));
    this.toTable = tenTo(this.price - own);

    this.amountStep = amountStep.scaled(this.amount);
    const sized = (money: Decimal): Factor => ({
      above: money.units * tenTo(own + amountStep.decimals),
      below: amountStep.units * tenTo(money.decimals),
    });
    this.buyAmount = sized(strategy.buyAmount);
    this.sellAmount = sized(strategy.sellAmount);
    this.minAmount = rules.minAmount.scaled(this.amount);
    const gross = this.amount + this.price;
    const { minCost } = rules;
    this.minCost =
      minCost.decimals <= gross ? minCost.scaled(gross) : upwards(minCost.units, tenTo(minCost.decimals - gross));

    const one = tenTo(fee.decimals);
    const below = tenTo(gross + fee.decimals) * moneyStep.units;
    this.paidFactor = { above: (one + fee.units) * tenTo(moneyStep.decimals), below };
    this.receivedFactor = { above: (one - fee.units) * tenTo(moneyStep.decimals), below };
    this.moneyStep = moneyStep.scaled(this.money);
    this.costStep = tenTo(this.money - MONEY_DECIMALS);
    const margin = HUNDRED.plus(strategy.lossProtection);
    this.floorFactor = {
      above: margin.units * tenTo(this.amount + fee.decimals),
      below: 100n * (one - fee.units) * tenTo(this.money + margin.decimals),
    };
  }

  buyLimit(reference: bigint): bigint {
    return this.gridDown(reference * this.buyFactor.above, this.buyFactor.below);
  }

  /** The sell trigger's price or the floor price, whichever is higher. */
  sellLimit(reference: bigint, cost: bigint, position: bigint): bigint {
    const atTrigger = this.gridUp(reference * this.sellFactor.above, this.sellFactor.below);
    const [above, below] = this.floor(cost, position);
    // On the grid already: the floor price rounded up is above it only if the floor price itself is.
    return above * tenTo(this.price) <= atTrigger * below ? atTrigger : this.gridUp(above, below);
  }

  /** Whether a close, in units of the table, is below the floor price. */
  isBelowFloor(close: bigint, cost: bigint, position: bigint): boolean {
    const [above, below] = this.floor(cost, position);
    return close * this.toTable * below < above * tenTo(this.price);
  }

  /** The floor price as a double, to be compared with a margin. */
  floorEstimate(cost: bigint, position: bigint): number {
    const [above, below] = this.floor(cost, position);
    return Number(above) / Number(below);
  }

  /** An open at the price that a market order would have got, in price units. */
  slipped(open: bigint, buying: boolean): bigint {
    return buying
      ? this.gridUp(open * this.slippedUp.above, this.slippedUp.below)
      : this.gridDown(open * this.slippedDown.above, this.slippedDown.below);
  }

  /** The highest open, in units of the table, whose slipped price is at most a buy's limit; for a sell the lowest. */
  openAtLimit(limit: bigint, buying: boolean): number {
    const { above, below } = buying ? this.slippedUp : this.slippedDown;
    const divisor = above * tenTo(this.price);
    return Number(buying ? (limit * below) / divisor : upwards(limit * below, divisor));
  }

  /** The highest low, in units of the table, that reaches a buy's limit; for a sell the lowest high. */
  rangeAtLimit(limit: bigint, buying: boolean): number {
    return Number(buying ? limit / this.toTable : upwards(limit, this.toTable));
  }

  boughtAmount(close: bigint): bigint {
    return (this.buyAmount.above / (close * this.buyAmount.below)) * this.amountStep;
  }

  /** What a sell at this close and limit would take of a position. */
  soldAmount(close: bigint, position: bigint, limit: bigint): bigint {
    const sellable = (position / this.amountStep) * this.amountStep;
    const wanted = (this.sellAmount.above / (close * this.sellAmount.below)) * this.amountStep;
    const amount = wanted < sellable ? wanted : sellable;
    return this.minimumPosition === 0n && this.isTooSmall(position - amount, limit) ? sellable : amount;
  }

  isTooSmall(amount: bigint, limit: bigint): boolean {
    const cost = amount * limit;
    return cost <= 0n || amount < this.minAmount || cost < this.minCost;
  }

  /** Amount × price and the fee, rounded up: what a buy pays, or reserves at its limit. */
  paid(amount: bigint, price: bigint): bigint {
    return upwards(amount * price * this.paidFactor.above, this.paidFactor.below) * this.moneyStep;
  }

  /** Amount × price less the fee, rounded down. */
  received(amount: bigint, price: bigint): bigint {
    return ((amount * price * this.receivedFactor.above) / this.receivedFactor.below) * this.moneyStep;
  }

  soldCost(cost: bigint, amount: bigint, position: bigint): bigint {
    return amount === position ? cost : halfEven(cost * amount, position * this.costStep) * this.costStep;
  }

  private floor(cost: bigint, position: bigint): [bigint, bigint] {
    return [cost * this.floorFactor.above, position * this.floorFactor.below];
  }

  private gridDown(above: bigint, below: bigint): bigint {
    if (this.digits === null) {
      return ((above * this.tick.above) / (below * this.tick.below)) * this.tick.step;
    }
    const exponent = magnitude(above, below) - this.digits + 1;
    const whole = exponent >= 0 ? above / (below * tenTo(exponent)) : (above * tenTo(-exponent)) / below;
    return whole * tenTo(this.price + exponent);
  }

  private gridUp(above: bigint, below: bigint): bigint {
    if (this.digits === null) {
      return upwards(above * this.tick.above, below * this.tick.below) * this.tick.step;
    }
    const exponent = magnitude(above, below) - this.digits + 1;
    const whole = exponent >= 0 ? upwards(above, below * tenTo(exponent)) : upwards(above * tenTo(-exponent), below);
    return whole * tenTo(this.price + exponent);
  }
}

/** The whole number at or above above / below (≥ 0, > 0). */
function upwards(above: bigint, below: bigint): bigint {
  return (above + below - 1n) / below;
}

/** The exponent of the first digit of above / below (both > 0). */
function magnitude(above: bigint, below: bigint): number {
  let exponent = Math.floor(Math.log10(Number(above) / Number(below)));
  const reaches = (power: number): boolean =>
    power >= 0 ? above >= below * tenTo(power) : above * tenTo(-power) >= below;
  while (!reaches(exponent)) {
    exponent -= 1;
  }
  while (reaches(exponent + 1)) {
    exponent += 1;
  }
  return exponent;
}

/** No limit and no slipped price of the run has its first digit further right than this; one digit to spare. */
function leastMagnitude(strategy: RuleStrategy, slippage: Decimal, { leastPrice }: Prepared): number {
  const lowest = Math.min(toNumber(HUNDRED.plus(strategy.buyTrigger)), toNumber(HUNDRED.minus(slippage))) / 100;
  return Math.floor(Math.log10(leastPrice * lowest)) - 1;
}
