import { describe, expect, test } from "vitest";
import { NumberFormatter } from "../../src/data/format.ts";
import { TimeFormatter } from "../../src/data/format-time.ts";

const HOUR = 3_600_000;

function of(overrides: Partial<ConstructorParameters<typeof TimeFormatter>[0]> = {}, zone = "Europe/Amsterdam") {
  const locale = {
    language: "en",
    number_format: "language",
    time_format: "24",
    date_format: "language",
    time_zone: "server",
    ...overrides,
  };
  return new TimeFormatter(locale, zone, new NumberFormatter(locale));
}

const NOON = Date.UTC(2026, 10, 26, 12, 5);

test("a moment is shown on the clock of the house if the user says so", () => {
  expect(of().time(NOON)).toBe("13:05");
  expect(of({ time_format: "12" }).time(NOON)).toMatch(/^0?1:05\sPM$/);
});

test.each([
  ["DMY", "26/11/2026"],
  ["MDY", "11/26/2026"],
  ["YMD", "2026/11/26"],
  ["language", "Nov 26, 2026"],
])("a day in the order %s", (date_format, shown) => {
  expect(of({ date_format }).date(NOON)).toBe(shown);
});

describe("a day", () => {
  test("begins at midnight of the user's zone, also where the clocks change", () => {
    const times = of();
    expect(times.startOfDay("2026-11-26")).toBe(Date.UTC(2026, 10, 25, 23));
    // In Amsterdam the clocks went forward on 29 March 2026 and back on 25 October 2026.
    const spring = times.startOfDay("2026-03-29") ?? 0;
    const autumn = times.startOfDay("2026-10-25") ?? 0;
    expect((times.nextDay(spring) - spring) / HOUR).toBe(23);
    expect((times.nextDay(autumn) - autumn) / HOUR).toBe(25);
    expect(times.isoDay(spring)).toBe("2026-03-29");
    expect(times.isoDay(spring - 1)).toBe("2026-03-28");
  });

  test.each(["", "2026-13-01", "2026-02-30", "yesterday"])("%s is none", (day) => {
    expect(of().startOfDay(day)).toBeNull();
  });
});

test.each([
  [45_000, "45 sec"],
  [0, "0 sec"],
  [125_000, "2 min 5 sec"],
  [20 * 60_000 + 5000, "20 min"],
  [2 * HOUR + 5 * 60_000, "2 hr 5 min"],
  [49 * HOUR, "2 days 1 hr"],
])("%i ms last %s", (ms, shown) => {
  expect(of().duration(ms)).toBe(shown);
});
