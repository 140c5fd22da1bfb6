import english from "../../custom_components/aurono/translations/en.json";
import { Api } from "../src/data/api.ts";
import type { App } from "../src/data/app.ts";
import { NumberFormatter } from "../src/data/format.ts";
import { TimeFormatter } from "../src/data/format-time.ts";
import type { Hass } from "../src/data/hass.ts";
import { words } from "../src/data/localize.ts";

export const LOCALE = {
  language: "en",
  number_format: "language",
  time_format: "24",
  date_format: "YMD",
  time_zone: "server",
};

/** Texts as Home Assistant gives them: the real ones, and nothing for a key that is not there. */
export function localize(key: string, values: Record<string, string | number> = {}): string {
  let found: unknown = english;
  for (const part of key.replace("component.aurono.", "").split(".")) {
    found = typeof found === "object" && found !== null ? (found as Record<string, unknown>)[part] : undefined;
  }
  if (typeof found !== "string") return "";
  return found.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    // As the real one does: a text without its values is an error.
    if (value === undefined) throw new Error(`${key} needs ${name}`);
    return String(value);
  });
}

/** An app in English, in UTC, whose commands the test answers. */
export function fakeApp(overrides: Partial<App> = {}, hass: Partial<Hass> = {}): App {
  const numbers = new NumberFormatter(LOCALE);
  return {
    ...words(localize, "en"),
    api: new Api(() => hass as Hass),
    language: "en",
    timeZone: "UTC",
    numbers,
    times: new TimeFormatter(LOCALE, "UTC", numbers),
    isAdmin: true,
    dark: false,
    narrow: false,
    hass: () => hass as Hass,
    ...overrides,
  };
}

/** Browsers set no-break spaces. */
export const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, " ").replaceAll("−", "-");
