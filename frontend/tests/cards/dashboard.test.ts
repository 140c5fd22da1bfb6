import { describe, expect, test } from "vitest";
import { buildDashboard, type Card, type View } from "../../src/cards/dashboard.ts";
import { house } from "./fake-house.ts";

const type = "custom:aurono";
const cards = (view: View | undefined): Card[] => view?.sections.flatMap((section) => section.cards) ?? [];
const types = (view: View | undefined): string[] => cards(view).map((card) => card.type);

describe("the dashboard that builds itself", () => {
  test("has a view for the account, with a card for each strategy, and a view for each strategy", async () => {
    const { title, views } = await buildDashboard({ type }, house());

    expect(title).toBe("Aurono");
    expect(views.map((view) => [view.title, view.path])).toEqual([
      ["Bitvavo", "e1"],
      ["Calm", "s2"],
      ["Dips", "s1"],
    ]);
    expect(cards(views[0]).slice(0, 4)).toEqual([
      { type: "custom:aurono-account-card", account: "e1" },
      { type: "custom:aurono-strategy-card", account: "e1", strategy: "s2" },
      { type: "custom:aurono-strategy-card", account: "e1", strategy: "s1" },
      { type: "custom:aurono-trades-card", account: "e1" },
    ]);
  });

  test("shows of a strategy what there is an entity of, and nothing that somebody hid or that is not ours", async () => {
    const { views } = await buildDashboard({ type }, house());
    const [, calm, dips] = views;

    expect(types(calm)).toEqual([
      "custom:aurono-strategy-card",
      "custom:aurono-trades-card",
      "custom:aurono-trades-card",
    ]);
    expect(cards(dips).flatMap((card) => (card.type === "tile" ? [card.entity] : []))).toEqual([
      "sensor.dips_value",
      "sensor.dips_profit",
    ]);
    expect(types(dips)).toEqual(expect.arrayContaining(["history-graph", "statistics-graph", "logbook"]));
    expect(JSON.stringify(views)).not.toMatch(/dips_trades|calm_battery|lamp/);
  });

  test("given that no views of their own are wanted, then strategies have none", async () => {
    const { views } = await buildDashboard({ type, details: false }, house());
    expect(views.map((view) => view.title)).toEqual(["Bitvavo"]);
  });

  test("given an account that is not there, then its card is left to say so", async () => {
    const { views } = await buildDashboard({ type, account: "e9" }, house());
    expect(views.map(cards)).toEqual([[{ type: "custom:aurono-account-card", account: "e9" }]]);
  });
});
