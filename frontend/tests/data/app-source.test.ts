import { describe, expect, test, vi } from "vitest";
import type { App } from "../../src/data/app.ts";
import { AppSource } from "../../src/data/app-source.ts";
import type { Hass } from "../../src/data/hass.ts";
import { LOCALE, localize } from "../fake-app.ts";
import { eventually } from "../waiting.ts";

const hass = (themes: Hass["themes"], loads: () => Promise<typeof localize> = () => Promise.resolve(localize)): Hass =>
  ({
    language: "en",
    locale: LOCALE,
    config: { time_zone: "UTC" },
    themes,
    localize,
    loadBackendTranslation: loads,
  }) as unknown as Hass;

describe("given a Home Assistant that has not read its themes yet", () => {
  test("when it hands itself over, then there is no app until they are there, and it is dark at once", async () => {
    const made: App[] = [];
    const source = new AppSource((app) => made.push(app));
    const loads = vi.fn(() => Promise.resolve(localize));

    source.take(hass(null, loads));
    await eventually(() => {
      expect(loads).toHaveBeenCalled();
    });
    await new Promise((done) => setTimeout(done));
    expect(made).toEqual([]);
    const asked = loads.mock.calls.length;

    source.take(hass({ darkMode: true }, loads));
    await new Promise((done) => setTimeout(done));
    expect(made.map((app) => app.dark)).toEqual([true]);
    expect(loads).toHaveBeenCalledTimes(asked);
  });
});

describe("given a Home Assistant that has not settled whether it is dark", () => {
  test.each([true, false])("when it hands itself over, then the browser's wish counts: %s", async (dark) => {
    vi.stubGlobal("matchMedia", () => ({ matches: dark }));
    const made: App[] = [];
    const source = new AppSource((app) => made.push(app));

    source.take(hass({}));
    await eventually(() => {
      expect(made.map((app) => app.dark)).toEqual([dark]);
    });
    vi.unstubAllGlobals();
  });
});

describe("given a connection that breaks while the texts are read", () => {
  test("when Home Assistant hands itself over again, then they are read again", async () => {
    const made: App[] = [];
    const source = new AppSource((app) => made.push(app));

    source.take(hass({ darkMode: false }, () => Promise.reject(new Error("lost"))));
    await new Promise((done) => setTimeout(done));
    expect(made).toEqual([]);

    source.take(hass({ darkMode: false }));
    await eventually(() => {
      expect(made.map((app) => app.dark)).toEqual([false]);
    });
  });
});
