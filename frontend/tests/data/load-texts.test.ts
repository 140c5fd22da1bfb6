import { expect, test, vi } from "vitest";
import { loadTexts } from "../../src/data/load-texts.ts";
import { loadWords } from "../../src/data/localize.ts";
import type { Hass } from "../../src/data/hass.ts";
import { localize } from "../fake-app.ts";

/** Home Assistant, whose texts are on their way for somebody else until it was asked so often. */
function loading(times: number): Hass {
  let left = times;
  const loadBackendTranslation = vi.fn(() => Promise.resolve(left-- > 0 ? () => "" : localize));
  return { language: "en", loadBackendTranslation } as Partial<Hass> as Hass;
}

test("given texts that are being loaded for somebody else, then they are waited for", async () => {
  expect((await loadTexts(loading(3)))("component.aurono.common.panel_common_title")).toBe("Aurono");
  expect((await loadWords(loading(8))).text("common_title")).toBe("Aurono");
});

test("given texts that never come, then it is not waited for ever", async () => {
  vi.useFakeTimers();
  const answer = loadTexts(loading(Infinity));
  await vi.advanceTimersByTimeAsync(10_000);
  expect((await answer)("component.aurono.common.panel_common_title")).toBe("");
  vi.useRealTimers();
});
