/** Where in the panel one is. The address is the only place that knows, so that links, reload and the back button work. */

export type LabTab = "explore" | "simulate" | "evaluate";

export type Route =
  | { page: "overview" }
  | { page: "strategies" }
  | { page: "strategy"; entryId: string; strategyId: string }
  | { page: "activity" }
  | { page: "lab"; tab: LabTab }
  | { page: "unknown" };

export const ROOT = "/aurono";
const LAB_TABS: readonly string[] = ["explore", "simulate", "evaluate"] satisfies LabTab[];

/** The page that a path names; the panel's own address is the overview. */
export function parseRoute(pathname: string): Route {
  const [root, page, first, second, ...rest] = pathname.split("/").filter(Boolean).map(decode);
  if (`/${root ?? ""}` !== ROOT || rest.length) return { page: "unknown" };
  switch (page) {
    case undefined:
    case "overview":
    case "activity":
      return first === undefined ? { page: page ?? "overview" } : { page: "unknown" };
    case "strategies":
      if (first === undefined) return { page: "strategies" };
      return second === undefined ? { page: "unknown" } : { page: "strategy", entryId: first, strategyId: second };
    case "lab":
      if (second !== undefined) return { page: "unknown" };
      if (first === undefined) return { page: "lab", tab: "explore" };
      return LAB_TABS.includes(first) ? { page: "lab", tab: first as LabTab } : { page: "unknown" };
    default:
      return { page: "unknown" };
  }
}

/** An address with what is given of its parameters; empty values are left out. */
export function address(path: string, parameters: Record<string, string | undefined> = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value) query.set(name, value);
  }
  const text = query.toString();
  return `${ROOT}/${path}${text ? `?${text}` : ""}`;
}

export const strategyAddress = (entryId: string, strategyId: string): string =>
  address(`strategies/${encodeURIComponent(entryId)}/${encodeURIComponent(strategyId)}`);

/** Home Assistant's page of an account, where it and its strategies are changed. */
export const entryAddress = (entryId: string): string =>
  `/config/integrations/integration/aurono#config_entry=${encodeURIComponent(entryId)}`;

export const deviceAddress = (deviceId: string): string => `/config/devices/device/${encodeURIComponent(deviceId)}`;

export const INTEGRATION_ADDRESS = "/config/integrations/integration/aurono";
export const ADD_ACCOUNT_ADDRESS = "/config/integrations/dashboard/add?domain=aurono";
export const REPAIRS_ADDRESS = "/config/repairs";

/** Goes to an address the way Home Assistant's own pages do. */
export function navigate(to: string, { replace = false }: { replace?: boolean } = {}): void {
  if (replace) history.replaceState(history.state, "", to);
  else history.pushState(null, "", to);
  window.dispatchEvent(new CustomEvent("location-changed", { detail: { replace } }));
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
