import type { HassLocale } from "./hass.ts";
import type { NumberFormatter } from "./format.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Times in the user's language, time zone and date format. */
export class TimeFormatter {
  readonly #zone: string | undefined;
  readonly #cache = new Map<string, Intl.DateTimeFormat>();
  readonly #dateOrder: string;
  readonly #hourCycle: "h12" | "h23";

  constructor(
    private readonly locale: Pick<HassLocale, "language" | "time_format" | "date_format" | "time_zone">,
    serverZone: string,
    private readonly numbers: NumberFormatter,
  ) {
    this.#zone = locale.time_zone === "server" ? serverZone : undefined;
    this.#dateOrder = locale.date_format;
    this.#hourCycle = hourCycle(locale);
  }

  /** A day, such as `26 Nov 2026`. */
  date(ms: number): string {
    if (this.#dateOrder in ORDERS) return this.#ordered(ms);
    const language = this.#dateOrder === "system" ? undefined : this.locale.language;
    return this.#format(language, { year: "numeric", month: "short", day: "numeric" }).format(ms);
  }

  /** A time of day, such as `14:05`. */
  time(ms: number): string {
    const language = this.locale.time_format === "system" ? undefined : this.locale.language;
    const hour = this.#hourCycle === "h12" ? "numeric" : "2-digit";
    return this.#format(language, { hour, minute: "2-digit", hourCycle: this.#hourCycle }).format(ms);
  }

  dateTime(ms: number): string {
    return `${this.date(ms)}, ${this.time(ms)}`;
  }

  /** The two largest units of a span, such as `2 h 5 min`; seconds only below five minutes. */
  duration(ms: number): string {
    const left = Math.max(0, Math.ceil(ms / SECOND)) * SECOND;
    const days = Math.floor(left / DAY);
    const hours = Math.floor((left % DAY) / HOUR);
    const minutes = Math.floor((left % HOUR) / MINUTE);
    const seconds = Math.floor((left % MINUTE) / SECOND);
    const join = (...parts: [number, "day" | "hour" | "minute" | "second"][]): string =>
      parts
        .filter(([value], index) => value > 0 || (index === 0 && parts.length === 1))
        .map(([value, unit]) => this.numbers.unit(value, unit))
        .join(" ");
    if (days) return join([days, "day"], [hours, "hour"]);
    if (hours) return join([hours, "hour"], [minutes, "minute"]);
    if (minutes >= 5) return join([minutes, "minute"]);
    if (minutes) return join([minutes, "minute"], [seconds, "second"]);
    return join([seconds, "second"]);
  }

  /** The day as form fields write it (`2026-11-26`), in the user's time zone. */
  isoDay(ms: number): string {
    const parts = this.#parts(ms);
    return [parts.year, parts.month, parts.day].join("-");
  }

  /** When a day of a form field begins in the user's time zone; null for what is none. */
  startOfDay(day: string): number | null {
    const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
    if (!match) return null;
    const wanted = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
    if (new Date(wanted).toISOString().slice(0, 10) !== day) return null;
    // The offset at the guess may differ from that at midnight where the clocks change on that day.
    let start = wanted - this.#offset(wanted);
    start = wanted - this.#offset(start);
    return start;
  }

  /** When the day after begins: 23 or 25 hours later where the clocks change. */
  nextDay(start: number): number {
    return this.startOfDay(this.isoDay(start + 36 * HOUR)) ?? start + DAY;
  }

  #offset(ms: number): number {
    const { year, month, day, hour, minute, second } = this.#parts(ms);
    const wall = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
    return wall - Math.floor(ms / SECOND) * SECOND;
  }

  #parts(ms: number): Partial<Record<Intl.DateTimeFormatPartTypes, string>> {
    const format = this.#format("en-CA", {
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      hourCycle: "h23",
    });
    return Object.fromEntries(format.formatToParts(ms).map((part) => [part.type, part.value]));
  }

  #ordered(ms: number): string {
    const { year = "", month = "", day = "" } = this.#parts(ms);
    const separator =
      this.#format(this.locale.language, { year: "numeric", month: "2-digit", day: "2-digit" })
        .formatToParts(ms)
        .find((part) => part.type === "literal")?.value ?? "/";
    const values: Record<string, string> = { D: day, M: month, Y: year };
    return this.#dateOrder
      .split("")
      .map((part) => values[part] ?? "")
      .join(separator.trim() || separator);
  }

  #format(language: string | undefined, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    const all: Intl.DateTimeFormatOptions = { ...options, ...(this.#zone ? { timeZone: this.#zone } : {}) };
    const key = `${language ?? ""}${JSON.stringify(all)}`;
    let format = this.#cache.get(key);
    if (!format) {
      format = new Intl.DateTimeFormat(language, all);
      this.#cache.set(key, format);
    }
    return format;
  }
}

const ORDERS: Record<string, true> = { DMY: true, MDY: true, YMD: true };

function hourCycle({ time_format: format, language }: Pick<HassLocale, "language" | "time_format">): "h12" | "h23" {
  if (format === "12") return "h12";
  if (format === "24") return "h23";
  const used = format === "system" ? undefined : language;
  const cycle = new Intl.DateTimeFormat(used, { hour: "numeric" }).resolvedOptions().hourCycle;
  return cycle === "h11" || cycle === "h12" ? "h12" : "h23";
}
