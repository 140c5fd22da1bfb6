/** Accounts and strategies as Home Assistant's own registries know them: they are there before Aurono has answered. */

import type { Hass } from "../data/hass.ts";

/** What is read of a device in Home Assistant's registry. */
export interface HassDevice {
  id: string;
  name: string | null;
  name_by_user: string | null;
  identifiers: [string, string][];
  config_entries: string[];
  /** By entry, the subentries that the device belongs to; null stands for the entry itself. */
  config_entries_subentries?: Record<string, (string | null)[]>;
}

/** What is read of an entity in Home Assistant's registry. */
export interface HassEntity {
  entity_id: string;
  device_id?: string;
  platform?: string;
  translation_key?: string;
  hidden?: boolean;
}

/** Home Assistant with its registries. */
export interface HassWithRegistries extends Hass {
  devices: Record<string, HassDevice>;
  entities: Record<string, HassEntity>;
}

const DOMAIN = "aurono";

/** A device of Aurono: an account, or with `strategy` one of its strategies. */
export interface Place {
  account: string;
  strategy?: string;
}

/** A device with the entities that it has. */
export interface Device {
  name: string;
  /** By translation key; those that somebody hid are left out. */
  entities: Map<string, string[]>;
}

export interface StrategyDevice extends Device {
  id: string;
}

export interface AccountDevice extends Device {
  entryId: string;
  strategies: StrategyDevice[];
}

/** Where an entity belongs to; undefined for one that is not ours. */
export function placeOf(hass: HassWithRegistries, entityId: string): Place | undefined {
  const entity = hass.entities[entityId];
  if (entity?.platform !== DOMAIN || entity.device_id === undefined) return undefined;
  const device = hass.devices[entity.device_id];
  return device && placeOfDevice(device);
}

/** The accounts with their strategies, each by name. */
export function accountDevices(hass: HassWithRegistries): AccountDevice[] {
  const accounts = new Map<string, AccountDevice>();
  const strategies: [string, StrategyDevice][] = [];
  for (const device of Object.values(hass.devices)) {
    const place = placeOfDevice(device);
    if (!place) continue;
    const known = { name: device.name_by_user ?? device.name ?? "", entities: entitiesOf(hass, device.id) };
    if (place.strategy === undefined) accounts.set(place.account, { ...known, entryId: place.account, strategies: [] });
    else strategies.push([place.account, { ...known, id: place.strategy }]);
  }
  const byName = (a: Device, b: Device): number => a.name.localeCompare(b.name, hass.language);
  for (const [account, strategy] of strategies) accounts.get(account)?.strategies.push(strategy);
  for (const account of accounts.values()) account.strategies.sort(byName);
  return [...accounts.values()].sort(byName);
}

/** The first of the entities of a kind. */
export const entityOf = (device: Device, key: string): string | undefined => device.entities.get(key)?.[0];

function placeOfDevice(device: HassDevice): Place | undefined {
  if (!device.identifiers.some(([domain]) => domain === DOMAIN)) return undefined;
  const [account] = device.config_entries;
  if (account === undefined) return undefined;
  const strategy = device.config_entries_subentries?.[account]?.find((subentry) => subentry !== null);
  return typeof strategy === "string" ? { account, strategy } : { account };
}

function entitiesOf(hass: HassWithRegistries, deviceId: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const entity of Object.values(hass.entities)) {
    if (entity.device_id !== deviceId || entity.platform !== DOMAIN || entity.hidden) continue;
    const key = entity.translation_key ?? "";
    found.set(key, [...(found.get(key) ?? []), entity.entity_id]);
  }
  return found;
}
