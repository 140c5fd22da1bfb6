/**
 * Texts for where Home Assistant lists what there is: its card picker and its dialog for new dashboards.
 *
 * Both read names when they open. Until then nobody needs them, so they are loaded when somebody begins to edit.
 */

import type { Hass, HassLocalize } from "../data/hass.ts";
import { loadTexts } from "../data/load-texts.ts";
import type { TextKey } from "../data/localize.ts";

const DASHBOARDS = "/config/lovelace";
const NAME = "Aurono";
/** In ms. */
const PATIENCE = 1000;

interface HomeAssistant extends HTMLElement {
  hass?: Hass;
}

let localize: HassLocalize | undefined;
let loading = "";

/** A text in the user's language; the name of the integration until it is known. */
export function pickerWord(key: TextKey): string {
  if (!localize) void load();
  return localize?.(`component.aurono.common.panel_${key}`) ?? NAME;
}

/** Loads the texts whenever somebody begins to edit a dashboard. */
export function watchForEditing(): void {
  window.addEventListener("location-changed", look);
  look();
}

function look(): void {
  if (!new URLSearchParams(location.search).has("edit") && !location.pathname.startsWith(DASHBOARDS)) return;
  void load().then((isThere) => {
    // Home Assistant has just begun to load.
    if (!isThere) setTimeout(look, PATIENCE);
  });
}

/** Whether Home Assistant was there to be asked. */
async function load(): Promise<boolean> {
  const hass = document.querySelector<HomeAssistant>("home-assistant")?.hass;
  if (!hass) return false;
  if (loading === hass.language) return true;
  loading = hass.language;
  try {
    localize = await loadTexts(hass);
  } catch {
    // The connection broke; whoever asks next tries again.
    loading = "";
  }
  return true;
}
