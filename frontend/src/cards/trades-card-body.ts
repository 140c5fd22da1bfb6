import { mdiArrowBottomLeft, mdiArrowTopRight, mdiMinus } from "@mdi/js";
import { css, html, nothing, type TemplateResult } from "lit";
import { element } from "../components/define.ts";
import { bookBadge, demoBadge, icon, profit } from "../components/parts.ts";
import { sharedStyles } from "../components/styles.ts";
import type { App } from "../data/app.ts";
import type { EvaluatedEvent, Trade } from "../data/journal.ts";
import { type Account, type BookKind, currencies, type Side, type Strategy } from "../data/model.ts";
import { address, strategyAddress } from "../data/routes.ts";
import { decisionSentence } from "../data/sentences.ts";
import { lengthOf } from "../engine/timeframe.ts";
import { type CardConfig, type Content, type Read, readTrades, type TradesSettings } from "./card-config.ts";
import { CardBodyElement } from "./card-body.ts";
import { cardStyles } from "./card-styles.ts";
import { type Found, type FoundAccount, findAccount, findStrategy } from "./find.ts";
import { Reader } from "./reader.ts";

/** How often the list is read again at most, in ms. */
const PAUSE = 10_000;

type Line = Trade | EvaluatedEvent;

/** What the lines are about: of several strategies each is named, of several kinds of money each says which. */
interface Listed {
  account: Account;
  isNamed: boolean;
  isMixed: boolean;
}

interface Told {
  time: number;
  side: Side | undefined;
  sentence: string;
  realized: TemplateResult | typeof nothing;
}

/** The last trades or decisions, in sentences. */
@element("aurono-trades-card-body")
export class AuronoTradesCardBody extends CardBodyElement<TradesSettings> {
  static override styles = [
    sharedStyles,
    cardStyles,
    css`
      .content {
        overflow: auto;
      }
      .side {
        display: grid;
        place-items: center;
        flex: none;
        width: 32px;
        height: 32px;
        border-radius: 50%;
        background: var(--aurono-soft);
        color: var(--aurono-quiet);
      }
      .side.buy {
        color: var(--aurono-gain);
        background: color-mix(in srgb, var(--success-color) 14%, transparent);
      }
      .side.sell {
        color: var(--aurono-loss);
        background: color-mix(in srgb, var(--error-color) 14%, transparent);
      }
      li.line {
        gap: 12px;
      }
    `,
  ];

  readonly #lines = new Reader<Line[]>(this, PAUSE);

  protected override read(config: CardConfig): Read<TradesSettings> {
    return readTrades(config);
  }

  protected override content(app: App, settings: TradesSettings): TemplateResult {
    const { accounts } = this.snapshot;
    const isOne = settings.strategy !== undefined;
    const found: Found<FoundAccount & { strategy?: Strategy }> = isOne
      ? findStrategy(accounts, settings.strategy, settings.account)
      : findAccount(accounts, settings.account);
    if (found.missing) {
      const what = isOne ? "strategy" : "account";
      return this.missing(app, found.missing, what, "account" in found ? found.account : undefined);
    }
    const { account, strategy } = found;
    this.#want(app, account, strategy, settings);
    const book = bookOf(this.#lines.value ?? []);
    const heading = settings.title ?? app.text(`cards_content_${settings.content}`);
    return html`
      <div class="content">
        <div class="head top">
          <div>
            <h2><a href=${address("activity")}>${heading}</a></h2>
            <p class="quiet small">${strategy?.name ?? account.title}</p>
          </div>
          <div class="badges">
            ${book === undefined ? nothing : bookBadge(app, book)}${demoBadge(app, account.is_demo)}
          </div>
        </div>
        ${this.#list(app, settings.content, { account, isNamed: !strategy, isMixed: book === undefined })}
      </div>
    `;
  }

  #want(app: App, account: Account, strategy: Strategy | undefined, { content, count }: TradesSettings): void {
    const about = strategy ? [strategy] : account.strategies;
    const stamp = about.map((one) =>
      content === "trades"
        ? Object.values(one.books).map(({ trades }) => trades)
        : (one.last_evaluation?.candle_ms ?? 0),
    );
    const query = { entry_id: account.entry_id, ...(strategy ? { strategy: strategy.id } : {}), limit: count };
    this.#lines.want(JSON.stringify([query, content]), JSON.stringify(stamp), async () => {
      if (content === "trades") return (await app.api.trades(query)).trades;
      const { events } = await app.api.events({ ...query, kinds: ["evaluated"] });
      return events.filter((event) => event.kind === "evaluated");
    });
  }

  #list(app: App, content: Content, listed: Listed): TemplateResult {
    const lines = this.#lines.value;
    if (!lines?.length) {
      const text = this.#lines.failed
        ? app.text("common_failed")
        : lines
          ? app.text(`cards_none_${content}`)
          : app.text("common_loading");
      return html`<p class="quiet" role="status">${text}</p>`;
    }
    return html`<ol class="list">
      ${lines.map((line) => ("kind" in line ? this.#decision(app, line, listed) : this.#trade(app, line, listed)))}
    </ol>`;
  }

  #trade(app: App, trade: Trade, listed: Listed): TemplateResult {
    const { base, quote } = currencies(trade.market);
    const shown = {
      amount: app.numbers.amount(trade.amount, base),
      price: app.numbers.price(trade.price, quote),
      fee: app.numbers.money(trade.fee, trade.fee_currency),
    };
    const realized = trade.realized === null ? nothing : html`<span>${profit(app, trade.realized, quote)}</span>`;
    const sentence = app.text(`activity_event_order_fill_${trade.side}`, shown);
    return this.#line(app, trade, listed, { time: trade.time_ms, side: trade.side, sentence, realized });
  }

  #decision(app: App, event: EvaluatedEvent, listed: Listed): TemplateResult {
    const strategy = listed.account.strategies.find(({ id }) => id === event.strategy);
    const reason = event.reason.toLowerCase();
    const side = reason === "buy" || reason === "sell" ? reason : undefined;
    const sentence = decisionSentence(app, event, strategy?.parameters.pair);
    const time = event.candle_ms + lengthOf(event.timeframe);
    return this.#line(app, event, listed, { time, side, sentence, realized: nothing });
  }

  #line(
    app: App,
    line: Line,
    { account, isNamed, isMixed }: Listed,
    { time, side, sentence, realized }: Told,
  ): TemplateResult {
    const strategy = account.strategies.find(({ id }) => id === line.strategy);
    const name = strategy
      ? html`<a href=${strategyAddress(account.entry_id, strategy.id)}>${strategy.name}</a>`
      : (line.name ?? "");
    return html`<li class="line">
      ${sideIcon(side)}
      <div class="grow">
        <p>${sentence}</p>
        <div class="head small">
          <span class="quiet">${app.times.dateTime(time)}${isNamed ? html` · ${name}` : nothing}</span>
          <span class="badges">${realized} ${isMixed ? bookBadge(app, line.book) : nothing}</span>
        </div>
      </div>
    </li>`;
  }
}

/** The kind of money that all of them are about, if there is one. */
function bookOf(lines: readonly Line[]): BookKind | undefined {
  const [first] = lines;
  return first && lines.every(({ book }) => book === first.book) ? first.book : undefined;
}

/** A buy goes into the coins, a sale out of them. */
function sideIcon(side: Side | undefined): TemplateResult {
  const drawing = side === undefined ? mdiMinus : side === "buy" ? mdiArrowBottomLeft : mdiArrowTopRight;
  return html`<span class="side ${side ?? ""}">${icon(drawing)}</span>`;
}
