/** What of Home Assistant's frontend the panel uses. The object is replaced at every change of any state. */

export interface HassConnection {
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- as Home Assistant declares it
  subscribeMessage<T>(
    callback: (message: T) => void,
    message: { type: string } & Record<string, unknown>,
    options?: { resubscribe?: boolean },
  ): Promise<() => Promise<void>>;
  /** Rejects when the connection ends before the answer. */
  ping(): Promise<unknown>;
  addEventListener(event: "ready" | "disconnected", listener: () => void): void;
  removeEventListener(event: "ready" | "disconnected", listener: () => void): void;
}

export interface HassLocale {
  language: string;
  number_format: string;
  time_format: string;
  date_format: string;
  time_zone: string;
}

export type HassLocalize = (key: string, values?: Record<string, string | number>) => string;

export interface Hass {
  connection: HassConnection;
  connected: boolean;
  user?: { id: string; name: string; is_admin: boolean };
  language: string;
  locale: HassLocale;
  config: { time_zone: string };
  /** Null until Home Assistant has read them, which may be after it shows its pages. */
  themes: { darkMode?: boolean } | null;
  localize: HassLocalize;
  loadBackendTranslation(category: string, integration?: string): Promise<HassLocalize>;
  callWS<T>(message: { type: string } & Record<string, unknown>): Promise<T>;
  callService(
    domain: string,
    service: string,
    data?: Record<string, unknown>,
    target?: { entity_id?: string },
    notifyOnError?: boolean,
    returnResponse?: boolean,
  ): Promise<{ response?: unknown }>;
  /** For what is no JSON, such as a file; the path begins with `/api`. */
  fetchWithAuth(path: string, init?: RequestInit): Promise<Response>;
  callApi<T>(method: "GET" | "POST" | "DELETE", path: string, parameters?: Record<string, unknown>): Promise<T>;
}

/** The route as Home Assistant hands it to a panel: `path` begins where the panel's own address ends. */
export interface HassRoute {
  prefix: string;
  path: string;
}
