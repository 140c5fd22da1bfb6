import { magnitude } from "./decimal.ts";
import type { HassLocale } from "./hass.ts";
import type { Decimal } from "./model.ts";

/** Shown where there is no value. */
export const NONE = "–";

const FIAT = new Set(["EUR", "USD", "GBP", "CHF", "AUD", "CAD", "NOK", "SEK", "DKK", "PLN", "CZK", "BRL", "TRY"]);
/** Quotes of which a hundredth is a lot of money. */
const COINS_AS_MONEY = new Set(["BTC", "ETH", "BNB", "SOL"]);
const COIN_DECIMALS = 8;
const MONEY_DECIMALS = 2;
const PRICE_DIGITS = 6;
const PRICE_DECIMALS = 4;
const MOST_DECIMALS = 12;

const SEPARATORS: Record<string, string[]> = {
  comma_decimal: ["en-US", "en"],
  decimal_comma: ["de", "es", "it"],
  space_comma: ["fr", "sv", "cs"],
  quote_decimal: ["de-CH"],
};

export interface SignOption {
  /** A plus in front of what is above zero. */
  signed?: boolean;
}

/**
 * Numbers in the user's language and number format.
 *
 * Decimals come as strings and stay exact: they are handed to the browser as strings, never as binary floats.
 */
export class NumberFormatter {
  readonly #locales: string[] | undefined;
  readonly #grouped: boolean;
  readonly #cache = new Map<string, Intl.NumberFormat>();

  constructor(locale: Pick<HassLocale, "language" | "number_format">) {
    const { number_format: format, language } = locale;
    this.#grouped = format !== "none";
    if (format === "none") this.#locales = ["en-US"];
    else if (format === "system") this.#locales = undefined;
    else this.#locales = SEPARATORS[format] ?? [language];
  }

  /** Money of a currency, such as `€12.34`; coins used as money with eight decimals at most. */
  money(value: Decimal | null | undefined, currency: string, { signed = false }: SignOption = {}): string {
    if (value === null || value === undefined) return NONE;
    const decimals = moneyDecimals(currency);
    const options: Intl.NumberFormatOptions = {
      minimumFractionDigits: MONEY_DECIMALS,
      maximumFractionDigits: decimals,
    };
    if (FIAT.has(currency)) {
      return this.#format(value, { ...options, style: "currency", currency, currencyDisplay: "narrowSymbol" }, signed);
    }
    return `${this.#format(value, options, signed)} ${currency}`;
  }

  /** Every digit of an amount of money, for what is entered or settled. */
  exactMoney(value: Decimal, currency: string): string {
    return `${this.#format(value, { minimumFractionDigits: 2, maximumFractionDigits: 20 })} ${currency}`;
  }

  /** An amount of a coin with its name, such as `0.5 SOL`. */
  amount(value: Decimal | null | undefined, currency: string): string {
    if (value === null || value === undefined) return NONE;
    return `${this.#format(value, { maximumFractionDigits: COIN_DECIMALS })} ${currency}`;
  }

  /** A price with six digits, in the money of its market. */
  price(value: Decimal | null | undefined, quote: string): string {
    if (value === null || value === undefined) return NONE;
    const decimals = priceDecimals(value);
    const options = { minimumFractionDigits: Math.min(decimals, 2), maximumFractionDigits: decimals };
    if (FIAT.has(quote)) {
      return this.#format(value, {
        ...options,
        style: "currency",
        currency: quote,
        currencyDisplay: "narrowSymbol",
      });
    }
    return `${this.#format(value, options)} ${quote}`;
  }

  /** Percent, such as `−1.33 %`; the value is in percent. */
  percent(
    value: Decimal | null | undefined,
    { signed = false, decimals = 2 }: SignOption & { decimals?: number } = {},
  ): string {
    if (value === null || value === undefined) return NONE;
    return `${this.#format(value, { maximumFractionDigits: decimals }, signed)} %`;
  }

  /** A plain number. */
  number(value: Decimal | number | null | undefined, decimals = 2): string {
    if (value === null || value === undefined) return NONE;
    return this.#format(String(value), { maximumFractionDigits: decimals });
  }

  /** A number of a unit of time, such as `5 min`. */
  unit(value: number, unit: "day" | "hour" | "minute" | "second"): string {
    return this.#format(String(value), { style: "unit", unit, unitDisplay: "short" });
  }

  #format(value: Decimal, options: Intl.NumberFormatOptions, signed = false): string {
    const all: Intl.NumberFormatOptions = {
      ...options,
      useGrouping: this.#grouped,
      signDisplay: signed ? "exceptZero" : "negative",
    };
    const key = JSON.stringify(all);
    let format = this.#cache.get(key);
    if (!format) {
      format = new Intl.NumberFormat(this.#locales, all);
      this.#cache.set(key, format);
    }
    return format.format(value as Intl.StringNumericLiteral);
  }
}

/** The sign that a number was written with: 0 for what rounded to nothing, which has none. */
export function signShown(signed: string): -1 | 0 | 1 {
  if (/[-\u2212]/.test(signed)) return -1;
  return signed.includes("+") ? 1 : 0;
}

/** How many decimals of this money are worth showing. */
const moneyDecimals = (currency: string): number => (COINS_AS_MONEY.has(currency) ? COIN_DECIMALS : MONEY_DECIMALS);

/** How many decimals show a price of this size with six digits. */
function priceDecimals(price: Decimal): number {
  const size = magnitude(price);
  if (size === null) return PRICE_DECIMALS;
  return Math.min(Math.max(PRICE_DIGITS - 1 - size, MONEY_DECIMALS), MOST_DECIMALS);
}
