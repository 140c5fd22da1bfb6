import { mdiAlertCircle, mdiCheckCircle, mdiInformationOutline, mdiPauseCircleOutline, mdiPulse } from "@mdi/js";
import { html, nothing, type TemplateResult } from "lit";
import "../components/aurono-countdown.ts";
import "../components/aurono-trading-control.ts";
import { element } from "../components/define.ts";
import { bookBadge, demoBadge, gain, icon, profit } from "../components/parts.ts";
import type { CurvePoint } from "../data/api.ts";
import type { App } from "../data/app.ts";
import { percentOf, signOf } from "../data/decimal.ts";
import type { Account, Totals } from "../data/model.ts";
import { address, entryAddress, strategyAddress } from "../data/routes.ts";
import { attention } from "../pages/overview/attention.ts";
import "./aurono-sparkline.ts";
import { type AccountSettings, type CardConfig, type CurveShown, type Read, readAccount } from "./card-config.ts";
import { CardBodyElement } from "./card-body.ts";
import { findAccount } from "./find.ts";
import { Reader } from "./reader.ts";
import type { Point } from "./sparkline.ts";

const POINTS = 80;
/** How often the curve is read again at most, in ms. */
const PAUSE = 20_000;
const MOST_ATTENTION = 4;

/** What an account is worth, whether all is well, and what comes next. */
@element("aurono-account-card-body")
export class AuronoAccountCardBody extends CardBodyElement<AccountSettings> {
  readonly #curve = new Reader<CurvePoint[]>(this, PAUSE);

  protected override read(config: CardConfig): Read<AccountSettings> {
    return readAccount(config);
  }

  protected override content(app: App, settings: AccountSettings): TemplateResult {
    const found = findAccount(this.snapshot.accounts, settings.account);
    if (found.missing)
      return this.missing(app, found.missing, "account", "account" in found ? found.account : undefined);
    const { account } = found;
    const [main, ...others] = account.totals;
    return html`
      <div class="content">
        <div class="head">
          <h2><a href=${address("overview")}>${settings.title ?? account.title}</a></h2>
          <div class="badges">${main ? bookBadge(app, main.book) : nothing}${demoBadge(app, account.is_demo)}</div>
        </div>
        ${main ? this.#figures(app, main) : this.#noStrategy(app, account)}
        ${
          others.length
            ? html`<ul class="list">
                ${others.map((total) => this.#other(app, total))}
              </ul>`
            : nothing
        }
      </div>
      ${main && settings.curve !== "none" ? this.#drawn(app, account, main, settings.curve) : nothing}
      <div class="content">
        ${settings.attention ? this.#attention(app, account) : nothing}
        ${settings.next ? this.#next(app, account) : nothing} ${this.#state(app, account, settings.control)}
      </div>
    `;
  }

  #figures(app: App, total: Totals): TemplateResult {
    const { currency, value } = total;
    const percent = percentOf(total.profit, total.allocated);
    return html`
      <div class="figures">
        <div>
          <div class="quiet small">${app.text("overview_value")}</div>
          <div class="hero">${app.numbers.money(value, currency)}</div>
        </div>
        <div>
          <div class="quiet small">${app.text("overview_profit")}</div>
          <div class="hero">${profit(app, total.profit, currency)}</div>
          ${percent === null ? nothing : html`<div class="small">${gain(app.numbers.percent(percent, { signed: true }))}</div>`}
        </div>
      </div>
      ${value === null ? html`<p class="quiet small">${app.text("overview_no_prices")}</p>` : nothing}
    `;
  }

  /** Money of another currency, or real money beside that on paper. */
  #other(app: App, total: Totals): TemplateResult {
    return html`<li class="figures">
      <span>${bookBadge(app, total.book)} ${app.numbers.money(total.value, total.currency)}</span>
      ${profit(app, total.profit, total.currency)}
    </li>`;
  }

  #noStrategy(app: App, account: Account): TemplateResult {
    return html`
      <p>${app.text("overview_no_strategy")}. <span class="quiet">${app.text("overview_no_strategy_text")}</span></p>
      ${
        app.isAdmin
          ? html`<div>
              <a class="button" href=${entryAddress(account.entry_id)}>${app.text("overview_add_strategy")}</a>
            </div>`
          : nothing
      }
    `;
  }

  #drawn(app: App, account: Account, total: Totals, shown: Exclude<CurveShown, "none">): TemplateResult {
    const { entry_id: entry } = account;
    this.#curve.want(
      `${entry} ${total.book} ${total.currency}`,
      `${total.value ?? ""} ${total.profit ?? ""}`,
      async () => {
        const curves = await app.api.curve(entry, total.book, undefined, POINTS);
        return curves.find(({ currency }) => currency === total.currency)?.points ?? [];
      },
    );
    const column = shown === "value" ? 1 : 2;
    const points = pointsOf(this.#curve.value ?? [], column);
    const label = app.text("overview_curve_label", {
      what: app.text(`overview_chart_${shown}`),
      name: account.title,
      currency: total.currency,
    });
    const sign = shown === "profit" && total.profit !== null ? signOf(total.profit) : 0;
    return html`<aurono-sparkline
      .points=${points}
      label=${label}
      tone=${sign > 0 ? "gain" : sign < 0 ? "loss" : "neutral"}
    ></aurono-sparkline>`;
  }

  #attention(app: App, account: Account): TemplateResult {
    const found = attention(app, [account]);
    if (!found.length) {
      return html`<div class="line">
        <span class="gain">${icon(mdiCheckCircle)}</span>${app.text("overview_attention_none")}
      </div>`;
    }
    return html`<ul class="list" aria-label=${app.text("overview_attention")}>
      ${found.slice(0, MOST_ATTENTION).map(
        ({ urgent, text, href }) =>
          html`<li class="line">
            <span class=${urgent ? "loss" : "warn"}>${icon(urgent ? mdiAlertCircle : mdiInformationOutline)}</span>
            <span class="grow">${href && app.isAdmin ? html`<a href=${href}>${text}</a>` : text}</span>
          </li>`,
      )}
      ${
        found.length > MOST_ATTENTION
          ? html`<li><a href=${address("overview")}>${app.plural("cards_more", found.length - MOST_ATTENTION)}</a></li>`
          : nothing
      }
    </ul>`;
  }

  #next(app: App, account: Account): TemplateResult | typeof nothing {
    const [next] = account.strategies
      .flatMap(({ id, name, next_evaluation: due }) => (due ? [{ id, name, due }] : []))
      .sort((a, b) => a.due.close_ms - b.due.close_ms);
    if (!next) return nothing;
    return html`<div class="head apart">
      <span
        ><span class="quiet">${app.text("overview_next")}</span>
        <a href=${strategyAddress(account.entry_id, next.id)}>${next.name}</a></span
      >
      <aurono-countdown at=${next.due.at}></aurono-countdown>
    </div>`;
  }

  #state(app: App, account: Account, control: boolean): TemplateResult {
    const isTrading = !account.stopped && account.halted === null;
    const words =
      account.halted === null
        ? app.state(
            "sensor",
            "account_status",
            account.stopped ? "stopped" : account.recovering ? "recovering" : "running",
          )
        : app.state("sensor", "status", "halted");
    return html`<div class="head apart">
      <span class="line">
        <span class=${isTrading ? "gain" : "warn"}>${icon(isTrading ? mdiPulse : mdiPauseCircleOutline)}</span>
        <span>${words}</span>
      </span>
      ${
        control && app.isAdmin
          ? html`<aurono-trading-control .account=${account} ?disabled=${!this.canAct}></aurono-trading-control>`
          : nothing
      }
    </div>`;
  }
}

/** One point for each moment: of several things at once, the last tells. */
function pointsOf(points: readonly CurvePoint[], column: 1 | 2): Point[] {
  const known = points.flatMap((point): [number, number][] => {
    const value = point[column];
    return value === null ? [] : [[point[0], Number(value)]];
  });
  return [...new Map(known)].map(([time, value]) => ({ time, value }));
}
