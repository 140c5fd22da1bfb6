import { html, nothing, type TemplateResult } from "lit";
import "../components/aurono-countdown.ts";
import { element } from "../components/define.ts";
import { demoBadge, gain, profit, stat } from "../components/parts.ts";
import type { App } from "../data/app.ts";
import { type Account, activeBook, type Book, currencies, type Strategy } from "../data/model.ts";
import { strategyAddress } from "../data/routes.ts";
import { decisionSentence } from "../data/sentences.ts";
import { modeBadge } from "../pages/strategies/mode-badge.ts";
import { LENGTHS, markersOf, seenBy } from "../pages/strategies/price-chart.ts";
import "./aurono-sparkline.ts";
import { type CardConfig, type Read, readStrategy, type StrategySettings } from "./card-config.ts";
import { CardBodyElement } from "./card-body.ts";
import { findStrategy } from "./find.ts";
import { Reader } from "./reader.ts";
import type { Mark, Point } from "./sparkline.ts";

const CANDLES = 100;
const TRADES = 50;
/** How often the chart is read again at most, in ms. */
const PAUSE = 20_000;

interface Chart {
  points: Point[];
  marks: Mark[];
}

/** What a strategy does, how it fares, and what it decided last. */
@element("aurono-strategy-card-body")
export class AuronoStrategyCardBody extends CardBodyElement<StrategySettings> {
  readonly #chart = new Reader<Chart>(this, PAUSE);

  protected override read(config: CardConfig): Read<StrategySettings> {
    return readStrategy(config);
  }

  protected override content(app: App, settings: StrategySettings): TemplateResult {
    const found = findStrategy(this.snapshot.accounts, settings.strategy, settings.account);
    if (found.missing)
      return this.missing(app, found.missing, "strategy", "account" in found ? found.account : undefined);
    const { account, strategy } = found;
    const { pair, timeframe } = strategy.parameters;
    const { quote } = currencies(pair);
    const book = activeBook(strategy);
    const percent = book?.profit_percent ?? null;
    return html`
      <div class="content">
        <div class="head top">
          <div>
            <h2>
              <a href=${strategyAddress(account.entry_id, strategy.id)}>${settings.title ?? strategy.name}</a>
            </h2>
            <p class="quiet small">${pair} · ${app.option("timeframe", timeframe)}</p>
          </div>
          <div class="badges">${modeBadge(app, strategy)}${demoBadge(app, account.is_demo)}</div>
        </div>
        <p>${app.state("sensor", "status", strategy.status)}</p>
        <div class="figures">
          <div>
            <div class="quiet small">${app.text("strategies_profit")}</div>
            <div class="hero">${profit(app, book?.profit, quote)}</div>
          </div>
          <div class="small">
            ${percent === null ? nothing : html`<div>${gain(app.numbers.percent(percent, { signed: true }))}</div>`}
            <div class="quiet">${app.plural("strategies_trades", book?.trades ?? 0)}</div>
          </div>
        </div>
      </div>
      ${settings.chart ? this.#drawn(app, account, strategy) : nothing}
      <div class="content">
        ${settings.numbers && book ? this.#numbers(app, strategy, book) : nothing}
        ${settings.decision ? this.#decision(app, strategy) : nothing}
        ${
          strategy.next_evaluation
            ? html`<div class="head apart small">
                <span class="quiet">${app.text("overview_next")}</span>
                <aurono-countdown at=${strategy.next_evaluation.at}></aurono-countdown>
              </div>`
            : nothing
        }
      </div>
    `;
  }

  #numbers(app: App, strategy: Strategy, book: Book): TemplateResult {
    const { base, quote } = currencies(strategy.parameters.pair);
    const cost =
      book.average_cost === null
        ? nothing
        : html`${app.text("strategies_avg_cost")}: ${app.numbers.price(book.average_cost, quote)}`;
    return html`<dl class="stats">
      ${stat(app.text("strategies_value"), app.numbers.money(book.value, quote))}
      ${stat(app.text("strategies_free"), app.numbers.money(book.free, quote))}
      ${stat(app.text("strategies_position"), app.numbers.amount(book.position, base), cost)}
    </dl>`;
  }

  #decision(app: App, { last_evaluation: last, parameters }: Strategy): TemplateResult {
    return html`<div class="apart small">
      <span class="quiet">
        ${app.text("strategies_last_decision")}${last ? html` · <span class="number">${app.times.dateTime(last.close_ms)}</span>` : nothing}
      </span>
      <p>${last ? decisionSentence(app, last, parameters.pair) : app.text("strategies_last_decision_none")}</p>
    </div>`;
  }

  /** The closes that the strategy has seen, with its trades. */
  #drawn(app: App, account: Account, strategy: Strategy): TemplateResult {
    const { active_book: book, parameters } = strategy;
    const query = { entry_id: account.entry_id, strategy: strategy.id, book };
    const stamp = `${strategy.last_evaluation?.candle_ms ?? 0} ${strategy.books[book]?.trades ?? 0}`;
    this.#chart.want(`${account.entry_id} ${strategy.id} ${book} ${parameters.pair}`, stamp, async () => {
      const [evaluations, trades] = await Promise.all([
        app.api.events({ ...query, kinds: ["evaluated"], limit: CANDLES }),
        app.api.trades({ ...query, limit: TRADES }),
      ]);
      const seen = seenBy(evaluations.events.filter((event) => event.kind === "evaluated"));
      const points = seen.map(({ time, close }) => ({ time: time + LENGTHS[parameters.timeframe], value: close }));
      return { points, marks: markersOf(trades.trades) };
    });
    const chart = this.#chart.value;
    if (chart?.points.length === 0) {
      return html`<p class="content small quiet">${app.text("strategies_chart_empty")}</p>`;
    }
    return html`<aurono-sparkline
      .points=${chart?.points ?? []}
      .marks=${chart?.marks ?? []}
      label=${app.text("cards_chart_label", { pair: parameters.pair, strategy: strategy.name })}
    ></aurono-sparkline>`;
  }
}
