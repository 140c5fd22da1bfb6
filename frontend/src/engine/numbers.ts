/**
 * Exact decimal arithmetic and the few roundings that SEMANTICS section 1 allows; the twin of engine/numbers.py.
 *
 * A value is a whole number of 10^-decimals. Sums, products and comparisons are exact; division happens only inside the
 * quotient… functions, each of which names its rounding.
 */

/** Decimals of quote money where the exchange states no settlement step, and of every quotient stored or shown. */
export const MONEY_DECIMALS = 12;

/** Longest coefficient and largest exponent that parseDecimal accepts. */
export const MAX_DIGITS = 40;

const TEN = 10n;
const powersOfTen: bigint[] = [1n];

/** 10^exponent as a whole number; the exponent is ≥ 0. */
export function tenTo(exponent: number): bigint {
  for (let known = powersOfTen.length; known <= exponent; known++) {
    powersOfTen.push(TEN ** BigInt(known));
  }
  const power = powersOfTen[exponent];
  if (power === undefined) {
    throw new RangeError(`10^${exponent} is not a whole number`);
  }
  return power;
}

/** units × 10^-decimals, exactly; decimals ≥ 0. */
export class Decimal {
  readonly units: bigint;
  readonly decimals: number;

  constructor(units: bigint, decimals: number) {
    this.units = units;
    this.decimals = decimals;
  }

  /** -1, 0 or 1. */
  get sign(): number {
    return this.units < 0n ? -1 : this.units > 0n ? 1 : 0;
  }

  get isZero(): boolean {
    return this.units === 0n;
  }

  plus(other: Decimal): Decimal {
    const decimals = Math.max(this.decimals, other.decimals);
    return new Decimal(this.scaled(decimals) + other.scaled(decimals), decimals);
  }

  minus(other: Decimal): Decimal {
    const decimals = Math.max(this.decimals, other.decimals);
    return new Decimal(this.scaled(decimals) - other.scaled(decimals), decimals);
  }

  times(other: Decimal): Decimal {
    return new Decimal(this.units * other.units, this.decimals + other.decimals);
  }

  negated(): Decimal {
    return new Decimal(-this.units, this.decimals);
  }

  /** Below 0, 0 or above 0, as this is less than, equal to or more than the other. */
  compare(other: Decimal): number {
    const decimals = Math.max(this.decimals, other.decimals);
    const mine = this.scaled(decimals);
    const theirs = other.scaled(decimals);
    return mine < theirs ? -1 : mine > theirs ? 1 : 0;
  }

  equals(other: Decimal): boolean {
    return this.compare(other) === 0;
  }

  isBelow(other: Decimal): boolean {
    return this.compare(other) < 0;
  }

  isAbove(other: Decimal): boolean {
    return this.compare(other) > 0;
  }

  isAtMost(other: Decimal): boolean {
    return this.compare(other) <= 0;
  }

  isAtLeast(other: Decimal): boolean {
    return this.compare(other) >= 0;
  }

  /** The same value as a whole number of 10^-decimals; that must be at least as fine as this. */
  scaled(decimals: number): bigint {
    return decimals === this.decimals ? this.units : this.units * tenTo(decimals - this.decimals);
  }
}

export const ZERO = new Decimal(0n, 0);
export const ONE = new Decimal(1n, 0);
export const HUNDRED = new Decimal(100n, 0);

/** The step of quote money where the exchange states none. */
export const MONEY_STEP = new Decimal(1n, MONEY_DECIMALS);

const NUMBER = /^([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:[eE]([+-]?\d+))?$/;

/**
 * Read a decimal string such as `117.00` or `1e-8`; null for anything else: an empty text, blanks, digits of other
 * scripts, NaN, infinity, or a number longer than MAX_DIGITS.
 */
export function parseDecimal(text: string): Decimal | null {
  const match = NUMBER.exec(text);
  if (match === null) {
    return null;
  }
  const [, sign, whole = "", after, onlyAfter, power = "0"] = match;
  const fraction = after ?? onlyAfter ?? "";
  const exponent = Number(power) - fraction.length;
  const digits = (whole + fraction).replace(/^0+/, "");
  if (digits.length > MAX_DIGITS || Math.abs(exponent) > MAX_DIGITS) {
    return null;
  }
  const coefficient = BigInt(digits === "" ? "0" : digits);
  const units = sign === "-" ? -coefficient : coefficient;
  return exponent > 0 ? new Decimal(units * tenTo(exponent), 0) : new Decimal(units, -exponent);
}

/** A number that the program itself wrote or was sent by the integration; throws for a text that is none. */
export function decimal(text: string): Decimal {
  const value = parseDecimal(text);
  if (value === null) {
    throw new RangeError(`not a decimal number of at most ${MAX_DIGITS} digits: "${text}"`);
  }
  return value;
}

/** Write a decimal without exponent, trailing zeros or a negative zero: the one text of each value. */
export function plain(value: Decimal): string {
  if (value.units === 0n) {
    return "0";
  }
  const negative = value.units < 0n;
  let digits = (negative ? -value.units : value.units).toString();
  if (value.decimals > 0) {
    digits = digits.padStart(value.decimals + 1, "0");
    const point = digits.length - value.decimals;
    let end = digits.length;
    while (end > point && digits.charCodeAt(end - 1) === 48) {
      end--;
    }
    digits = end === point ? digits.slice(0, point) : `${digits.slice(0, point)}.${digits.slice(point, end)}`;
  }
  return negative ? `-${digits}` : digits;
}

/** Powers of ten that a double holds exactly. */
const EXACT_POWERS = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
  1e21, 1e22,
] as const;
const LARGEST = BigInt(Number.MAX_SAFE_INTEGER);

/** The nearest double: for indicators and drawing, never for money. */
export function toNumber(value: Decimal): number {
  const power = EXACT_POWERS[value.decimals];
  // Both are exact doubles then, and the quotient of two doubles is the one nearest to the true quotient.
  if (power !== undefined && value.units <= LARGEST && value.units >= -LARGEST) {
    return Number(value.units) / power;
  }
  return Number(plain(value));
}

/** 10^exponent, of any sign. */
export function powerOfTen(exponent: number): Decimal {
  return exponent < 0 ? new Decimal(1n, -exponent) : new Decimal(tenTo(exponent), 0);
}

/** The exponent of the first digit that counts: 2 for 117, -3 for 0.005; 0 for 0. */
export function adjusted(value: Decimal): number {
  const digits = (value.units < 0n ? -value.units : value.units).toString().length;
  return value.units === 0n ? 0 : digits - 1 - value.decimals;
}

/** numerator / (denominator × step), as two whole numbers of which the quotient is the same. */
function fraction(numerator: Decimal, denominator: Decimal, step: Decimal): [bigint, bigint] {
  const divisor = denominator.units * step.units;
  const more = denominator.decimals + step.decimals - numerator.decimals;
  return more >= 0 ? [numerator.units * tenTo(more), divisor] : [numerator.units, divisor * tenTo(-more)];
}

/** Largest multiple of `step` that is at most numerator / denominator; both are ≥ 0, the divisors > 0. */
export function quotientDown(numerator: Decimal, denominator: Decimal, step: Decimal): Decimal {
  const [above, below] = fraction(numerator, denominator, step);
  return new Decimal((above / below) * step.units, step.decimals);
}

/** Smallest multiple of `step` that is at least numerator / denominator; both are ≥ 0, the divisors > 0. */
export function quotientUp(numerator: Decimal, denominator: Decimal, step: Decimal): Decimal {
  const [above, below] = fraction(numerator, denominator, step);
  return new Decimal(((above + below - 1n) / below) * step.units, step.decimals);
}

/** numerator / denominator (any sign, denominator > 0) rounded half-even to so many decimals. */
export function quotientHalfEven(numerator: Decimal, denominator: Decimal, decimals = MONEY_DECIMALS): Decimal {
  const negative = numerator.units < 0n;
  const [above, below] = fraction(negative ? numerator.negated() : numerator, denominator, new Decimal(1n, decimals));
  const whole = halfEven(above, below);
  return new Decimal(negative ? -whole : whole, decimals);
}

/** The whole number nearest to above / below (≥ 0, > 0); the even one of two that are equally near. */
export function halfEven(above: bigint, below: bigint): bigint {
  const whole = above / below;
  const twiceTheRest = (above - whole * below) * 2n;
  return twiceTheRest > below || (twiceTheRest === below && (whole & 1n) === 1n) ? whole + 1n : whole;
}

/** Largest multiple of `step` at or below a value ≥ 0. */
export function roundDown(value: Decimal, step: Decimal): Decimal {
  return quotientDown(value, ONE, step);
}

/** Smallest multiple of `step` at or above a value ≥ 0. */
export function roundUp(value: Decimal, step: Decimal): Decimal {
  return quotientUp(value, ONE, step);
}

/** A value of any sign rounded half-even to so many decimals. */
export function roundHalfEven(value: Decimal, decimals = MONEY_DECIMALS): Decimal {
  return quotientHalfEven(value, ONE, decimals);
}

export function largest(first: Decimal, ...others: readonly Decimal[]): Decimal {
  return others.reduce((most, value) => (value.isAbove(most) ? value : most), first);
}

export function smallest(first: Decimal, ...others: readonly Decimal[]): Decimal {
  return others.reduce((least, value) => (value.isBelow(least) ? value : least), first);
}

export function sum(values: Iterable<Decimal>): Decimal {
  let total = ZERO;
  for (const value of values) {
    total = total.plus(value);
  }
  return total;
}
