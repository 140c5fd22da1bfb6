import { Api } from "./api.ts";
import type { App } from "./app.ts";
import { NumberFormatter } from "./format.ts";
import { TimeFormatter } from "./format-time.ts";
import type { Hass } from "./hass.ts";
import { loadWords, type Words } from "./localize.ts";

/**
 * What Home Assistant's page goes by as long as it has not settled whether it is dark, which it never does where its
 * themes come before its settings.
 */
const prefersDark = (): boolean => matchMedia("(prefers-color-scheme: dark)").matches;

/** Makes the app from what Home Assistant hands over, anew only if something changed that it is made of. */
export class AppSource {
  readonly api = new Api(() => this.hass());
  #app: App | undefined;
  #hass: Hass | undefined;
  #narrow = false;
  #words: { language: string; words: Words } | undefined;
  #loadingLanguage = "";
  #key = "";

  constructor(private readonly onChange: (app: App) => void) {}

  /** There once the texts in the user's language are. */
  get app(): App | undefined {
    return this.#app;
  }

  /** Home Assistant as it is now. */
  hass(): Hass {
    if (!this.#hass) throw new Error("Home Assistant has not handed itself over yet");
    return this.#hass;
  }

  /** Home Assistant replaces its object at every change of any state; almost none of them matters here. */
  take(hass: Hass, narrow = false): void {
    if (hass === this.#hass && narrow === this.#narrow) return;
    this.#hass = hass;
    this.#narrow = narrow;
    if (this.#loadingLanguage !== hass.language) void this.#loadWords(hass);
    if (this.#words) this.#make(hass, this.#words);
  }

  #make(hass: Hass, { language, words }: { language: string; words: Words }): void {
    // It is handed over again with them; light now and dark then would load the report's page twice.
    if (!hass.themes) return;
    const isAdmin = hass.user?.is_admin ?? false;
    const dark = hass.themes.darkMode ?? prefersDark();
    const narrow = this.#narrow;
    const key = JSON.stringify([language, hass.locale, hass.config.time_zone, isAdmin, dark, narrow]);
    if (key === this.#key) return;
    this.#key = key;
    const numbers = new NumberFormatter(hass.locale);
    this.#app = {
      ...words,
      api: this.api,
      language,
      timeZone:
        hass.locale.time_zone === "server"
          ? hass.config.time_zone
          : new Intl.DateTimeFormat().resolvedOptions().timeZone,
      numbers,
      times: new TimeFormatter(hass.locale, hass.config.time_zone, numbers),
      isAdmin,
      dark,
      narrow,
      hass: () => this.hass(),
    };
    this.onChange(this.#app);
  }

  async #loadWords(hass: Hass): Promise<void> {
    this.#loadingLanguage = hass.language;
    let words: Words;
    try {
      words = await loadWords(hass);
    } catch {
      // The connection broke meanwhile; Home Assistant hands itself over again once it is back.
      this.#loadingLanguage = "";
      return;
    }
    if (this.#loadingLanguage !== hass.language) return;
    this.#words = { language: hass.language, words };
    this.#make(this.hass(), this.#words);
  }
}
