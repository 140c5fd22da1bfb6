import type { Hass, HassLocalize } from "./hass.ts";

/** A text that is there once all of its kind are. */
const ONE_OF_THEM = "component.aurono.common.panel_common_title";
/** In ms. */
const PAUSE = 50;
const TRIES = 100;

/**
 * Home Assistant's function for texts, once it knows ours; rejects if Home Assistant does not answer.
 *
 * Who asks while they are being loaded for somebody else is given one at once that does not know them yet.
 */
export async function loadTexts(hass: Pick<Hass, "loadBackendTranslation">): Promise<HassLocalize> {
  for (let tries = 0; ; tries += 1) {
    const localize = await hass.loadBackendTranslation("common", "aurono");
    if (localize(ONE_OF_THEM) || tries === TRIES) return localize;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
  }
}
