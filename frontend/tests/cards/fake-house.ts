import type { HassDevice, HassEntity, HassWithRegistries } from "../../src/cards/registry.ts";
import { localize } from "../fake-app.ts";

export const device = (id: string, name: string, entry: string, strategy?: string): HassDevice => ({
  id,
  name,
  name_by_user: null,
  identifiers: [["aurono", strategy === undefined ? entry : `${entry}_${strategy}`]],
  config_entries: [entry],
  config_entries_subentries: { [entry]: [strategy ?? null] },
});

const entity = (entity_id: string, device_id: string, translation_key: string, platform = "aurono"): HassEntity => ({
  entity_id,
  device_id,
  translation_key,
  platform,
});

const byId = <One>(all: One[], key: keyof One): Record<string, One> =>
  Object.fromEntries(all.map((one) => [String(one[key]), one]));

/** A house with an account `e1` that has the strategies `s1`, called Dips, and `s2`, called Calm; and a lamp. */
export function house(): HassWithRegistries {
  const lamp: HassDevice = { ...device("lamp", "Lamp", "other"), identifiers: [["hue", "1"]] };
  return {
    devices: byId(
      [device("d1", "Dips", "e1", "s1"), device("d0", "Bitvavo", "e1"), device("d2", "Calm", "e1", "s2"), lamp],
      "id",
    ),
    entities: byId(
      [
        entity("sensor.status", "d0", "account_status"),
        entity("sensor.dips_value", "d1", "value"),
        entity("sensor.dips_profit", "d1", "realized_profit"),
        entity("event.dips", "d1", "activity"),
        { ...entity("sensor.dips_trades", "d1", "trades"), hidden: true },
        // Somebody else's, put on the same device.
        entity("sensor.calm_battery", "d2", "value", "battery_notes"),
        entity("light.lamp", "lamp", "lamp", "hue"),
      ],
      "entity_id",
    ),
    language: "en",
    loadBackendTranslation: () => Promise.resolve(localize),
  } as unknown as HassWithRegistries;
}
