// @vitest-environment happy-dom
import { describe, expect, test } from "vitest";
import { CARD_OFFERS, offer, type Offers } from "../../src/cards/offers.ts";
import { house } from "./fake-house.ts";

const suggested = (entity: string): unknown[] =>
  CARD_OFFERS.flatMap(({ getEntitySuggestion }) => getEntitySuggestion(house(), entity) ?? []).map(
    ({ config }) => config,
  );

describe("what Home Assistant is offered", () => {
  test("given an entity of a strategy, then the strategy's card is suggested; given one of the account, then the account's", () => {
    expect(suggested("sensor.dips_value")).toEqual([
      { type: "custom:aurono-strategy-card", account: "e1", strategy: "s1" },
    ]);
    expect(suggested("sensor.status")).toEqual([{ type: "custom:aurono-account-card", account: "e1" }]);
  });

  test("given the entity that tells what a strategy did, then its trades and decisions are suggested too", () => {
    const trades = { type: "custom:aurono-trades-card", account: "e1", strategy: "s1" };
    expect(suggested("event.dips")).toEqual([
      { type: "custom:aurono-strategy-card", account: "e1", strategy: "s1" },
      { ...trades, content: "trades" },
      { ...trades, content: "decisions" },
    ]);
  });

  test("given an entity that is not ours or that nobody knows, then nothing is suggested", () => {
    expect([...suggested("light.lamp"), ...suggested("sensor.calm_battery"), ...suggested("sensor.nobody")]).toEqual(
      [],
    );
  });

  test("given a page that has the offers of another build, then nothing is offered twice, and the list stays the page's own", () => {
    const others: NonNullable<Offers["customCards"]> = [];
    const page: Offers = { customCards: others };
    offer(page);
    offer(page);
    expect(page.customCards).toBe(others);
    expect(others.map(({ type }) => type)).toEqual([
      "aurono-account-card",
      "aurono-strategy-card",
      "aurono-trades-card",
    ]);
    expect(page.customStrategies?.map(({ type, strategyType }) => [type, strategyType])).toEqual([
      ["aurono", "dashboard"],
    ]);
  });
});
