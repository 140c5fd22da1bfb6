import type { App } from "../data/app.ts";
import type { ChartWords } from "./charts/aurono-chart.ts";
import type { ChartFormats } from "./charts/chart-drawing.ts";

/** How a chart writes numbers and times; `quote` is the money of its prices. */
export function chartFormats(app: App, quote: string): ChartFormats {
  // A chart draws itself anew for other formats, so they stay the same as long as the app does.
  const known = made.get(app) ?? new Map<string, ChartFormats>();
  made.set(app, known);
  let formats = known.get(quote);
  if (formats === undefined) known.set(quote, (formats = makeFormats(app, quote)));
  return formats;
}

const made = new WeakMap<App, Map<string, ChartFormats>>();

function makeFormats(app: App, quote: string): ChartFormats {
  return {
    locale: app.language,
    timeZone: app.timeZone,
    number(value, unit) {
      // What is drawn is a binary fraction already; written out, it has no exponent.
      const decimal = value.toFixed(12);
      switch (unit) {
        case "money":
          return app.numbers.money(decimal, quote);
        case "price":
          return app.numbers.price(decimal, quote);
        case "percent":
          return app.numbers.percent(decimal);
        case "plain":
          return app.numbers.number(decimal);
      }
    },
  };
}

export function chartWords(app: App): ChartWords {
  return {
    table: app.text("common_chart_table"),
    time: app.text("common_chart_time"),
    closer: app.text("common_chart_closer"),
    farther: app.text("common_chart_farther"),
    all: app.text("common_chart_all"),
    keys: app.text("common_chart_keys"),
    none: app.text("common_chart_none"),
  };
}
