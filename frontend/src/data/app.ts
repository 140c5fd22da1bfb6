import { createContext } from "@lit/context";
import type { Api } from "./api.ts";
import type { NumberFormatter } from "./format.ts";
import type { TimeFormatter } from "./format-time.ts";
import type { Hass } from "./hass.ts";
import type { Words } from "./localize.ts";
import type { Route } from "./routes.ts";
import type { Snapshot } from "./store.ts";

/** What every element may need. Replaced only when language, formats, rights, theme or width change. */
export interface App extends Words {
  api: Api;
  language: string;
  /** An IANA name. */
  timeZone: string;
  numbers: NumberFormatter;
  times: TimeFormatter;
  /** Those who are no administrators see everything and change nothing. */
  isAdmin: boolean;
  dark: boolean;
  narrow: boolean;
  /** Home Assistant as it is now, for what this object does not offer. */
  hass: () => Hass;
}

/** Where one is: the page, and what the address says about it. */
export interface Place {
  route: Route;
  parameters: URLSearchParams;
}

// Named for the whole page: an element of the build before an update may be among those of the build after it.
export const appContext = createContext<App>(Symbol.for("aurono app"));
export const snapshotContext = createContext<Snapshot>(Symbol.for("aurono accounts"));
export const placeContext = createContext<Place>(Symbol.for("aurono place"));
