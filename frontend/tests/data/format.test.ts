import { describe, expect, test } from "vitest";
import { NONE, NumberFormatter, signShown } from "../../src/data/format.ts";

const of = (language: string, number_format = "language"): NumberFormatter =>
  new NumberFormatter({ language, number_format });
/** Browsers set no-break spaces of two kinds. */
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, " ").replace("−", "-");

describe("money", () => {
  test("is written as the user's number format says, not only as the language does", () => {
    expect(plain(of("en").money("1234.5", "EUR"))).toBe("€1,234.50");
    expect(plain(of("en", "decimal_comma").money("1234.5", "EUR"))).toBe("1.234,50 €");
    expect(plain(of("en", "none").money("1234.5", "EUR"))).toBe("€1234.50");
    expect(plain(of("de").money("1234.5", "EUR"))).toBe("1.234,50 €");
  });

  test("of a coin keeps the decimals that are worth something", () => {
    expect(of("en").money("0.00012345", "BTC")).toBe("0.00012345 BTC");
    expect(of("en").money("12", "USDC")).toBe("12.00 USDC");
  });

  test("says the sign of a profit, and none of nothing", () => {
    const numbers = of("en");
    expect(numbers.money("3", "EUR", { signed: true })).toBe("+€3.00");
    expect(plain(numbers.money("-3", "EUR", { signed: true }))).toBe("-€3.00");
    expect(numbers.money("0", "EUR", { signed: true })).toBe("€0.00");
    expect(numbers.money("-0.001", "EUR", { signed: true })).toBe("€0.00");
  });

  test("that is not known is not shown as zero", () => {
    expect(of("en").money(null, "EUR")).toBe(NONE);
  });

  test("is never rounded through a binary fraction", () => {
    expect(of("en").exactMoney("12345678901234567890.123456789012", "EUR")).toBe(
      "12,345,678,901,234,567,890.123456789012 EUR",
    );
    expect(of("en").money("1.005", "EUR")).toBe("€1.01");
  });
});

test("a price has six digits, and at least the cents", () => {
  const numbers = of("en");
  expect(numbers.price("118.52", "EUR")).toBe("€118.52");
  expect(numbers.price("0.00012345678", "EUR")).toBe("€0.000123457");
  expect(numbers.price("65432.1", "EUR")).toBe("€65,432.10");
  expect(numbers.price("0.0345", "BTC")).toBe("0.0345 BTC");
});

test("percent is taken as it is", () => {
  expect(plain(of("en").percent("-1.327551110718", { signed: true }))).toBe("-1.33 %");
  expect(of("en").percent("2.1", { signed: true })).toBe("+2.1 %");
  expect(of("de").percent("2.1")).toBe("2,1 %");
});

test("an amount shows eight decimals of a coin at most", () => {
  expect(of("en").amount("0.21093486", "SOL")).toBe("0.21093486 SOL");
  expect(of("en").amount("1.000000000001", "SOL")).toBe("1 SOL");
});

test("a sign is seen where one is written, so what rounds to nothing has none", () => {
  for (const language of ["en", "nl", "de", "fr", "sv", "fa"]) {
    const numbers = new NumberFormatter({ language, number_format: "language" });
    const shown = (value: string): number => signShown(numbers.money(value, "EUR", { signed: true }));
    expect([shown("-12.5"), shown("-0.004"), shown("0"), shown("0.004"), shown("0.01")]).toEqual([-1, 0, 0, 0, 1]);
  }
});
