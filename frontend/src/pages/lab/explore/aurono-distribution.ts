import { css, html, nothing, svg, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../../../components/define.ts";
import { AuronoElement } from "../../../components/element.ts";
import { sharedStyles } from "../../../components/styles.ts";
import { address } from "../../../data/routes.ts";
import { type Distribution, distribution, type SigmaLevel } from "../../../lab/distribution.ts";
import { type Question, toParameters } from "../../../lab/rule-link.ts";
import type { Subject } from "../subject.ts";

const WIDTH = 320;
const HEIGHT = 96;

/** How much candles moved, and what that says about triggers: about this past, and no other. */
@element("aurono-distribution")
export class AuronoDistribution extends AuronoElement {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
      }
      figure {
        position: relative;
        container-type: inline-size;
        padding-bottom: 20px;
      }
      svg {
        width: 100%;
        height: 220px;
        display: block;
      }
      .bar {
        fill: var(--primary-color);
        opacity: 0.75;
      }
      .line {
        stroke: var(--aurono-quiet);
        stroke-dasharray: 3 3;
        vector-effect: non-scaling-stroke;
      }
      figure span {
        position: absolute;
        top: 222px;
        transform: translateX(-50%);
        font-size: 12px;
        color: var(--aurono-quiet);
        white-space: nowrap;
      }
      /* On a phone there is no room for all of them side by side. */
      @container (max-width: 480px) {
        svg {
          height: 140px;
        }
        figure span {
          top: 142px;
        }
        figure .second {
          top: 158px;
        }
      }
      @media (max-width: 600px) {
        figure {
          padding-bottom: 36px;
        }
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-variant-numeric: tabular-nums;
      }
      th,
      td {
        text-align: start;
        font-weight: normal;
        padding: 6px 12px 6px 0;
        border-bottom: 1px solid var(--aurono-line);
      }
      th {
        font-size: 12px;
        color: var(--aurono-quiet);
      }
      thead td {
        border-bottom: 1px solid var(--aurono-line);
      }
      td:last-child {
        text-align: end;
        padding-inline-end: 0;
      }
      tbody tr:last-child td {
        border-bottom: 0;
      }
      td a {
        min-height: 32px;
        padding: 2px 12px;
      }
      .scroll {
        overflow-x: auto;
      }
    `,
  ];

  @property({ attribute: false }) subject!: Subject;
  @property({ attribute: false }) question!: Question;

  #known: { readonly subject: Subject; readonly reference: string; readonly told: Distribution | null } | undefined;

  protected override render(): TemplateResult {
    const { text, numbers } = this.app;
    const told = this.#distribution();
    return html`
      <section class="card stack">
        <h2>${text("explore_distribution")}</h2>
        ${
          told === null
            ? html`<p class="quiet">${text("explore_distribution_none")}</p>`
            : html`
                <p>
                  ${text("explore_distribution_text", {
                    candles: numbers.number(told.candles, 0),
                    sigma: percent(told.sigma, numbers.percent.bind(numbers)),
                  })}
                </p>
                ${this.#drawing(told)} ${this.#levels(told)}
                <p class="quiet small">${text("explore_in_sample")}</p>
              `
        }
      </section>
    `;
  }

  #distribution(): Distribution | null {
    const reference = this.question.rule.reference === "previous_close" ? "previous_close" : "open";
    if (this.#known?.subject !== this.subject || this.#known.reference !== reference) {
      this.#known = { subject: this.subject, reference, told: distribution(this.subject.table, reference) };
    }
    return this.#known.told;
  }

  #drawing({ bins, levels }: Distribution): TemplateResult {
    const most = Math.max(...bins.map((bin) => bin.candles), 1);
    const [from, to] = [bins[0]?.from ?? 0, bins.at(-1)?.to ?? 1];
    const x = (value: number): number => ((value - from) / (to - from)) * WIDTH;
    const width = WIDTH / bins.length;
    return html`
      <figure>
        <svg
          viewBox="0 0 ${WIDTH} ${HEIGHT}"
          preserveAspectRatio="none"
          role="img"
          aria-label=${this.app.text("explore_distribution_label")}
        >
          ${bins.map((bin, at) => {
            const height = (bin.candles / most) * (HEIGHT - 12);
            return svg`<rect class="bar" x=${at * width + 0.5} y=${HEIGHT - height} width=${width - 1} height=${height}></rect>`;
          })}
          ${levels.map(
            (level) => svg`
            <line class="line" x1=${x(level.change)} x2=${x(level.change)} y1="0" y2=${HEIGHT}></line>
          `,
          )}
        </svg>
        ${levels.map(
          (level) =>
            html`<span
              aria-hidden="true"
              class=${level.sigmas % 2 === 0 ? "second" : ""}
              style="left: ${((x(level.change) / WIDTH) * 100).toFixed(2)}%"
              >${this.#shown(level.change)}</span
            >`,
        )}
      </figure>
    `;
  }

  #levels({ levels, candles }: Distribution): TemplateResult {
    const { text } = this.app;
    const pairs = [1, 2, 3].map((sigmas) => ({
      sigmas,
      down: levels.find((level) => level.sigmas === -sigmas),
      up: levels.find((level) => level.sigmas === sigmas),
    }));
    const often = (level: SigmaLevel): string =>
      level.candles === 0 ? text("explore_never") : this.#oneIn(Math.round(candles / level.candles));
    return html`
      <div class="scroll" tabindex="0" role="region" aria-label=${text("explore_distribution")}>
        <table>
          <thead>
            <tr>
              <th scope="col">${text("explore_rarity")}</th>
              <th scope="col">${text("explore_fell")}</th>
              <th scope="col">${text("explore_rose")}</th>
              <td></td>
            </tr>
          </thead>
          <tbody>
            ${pairs.map(({ sigmas, down, up }) =>
              down === undefined || up === undefined
                ? nothing
                : html`<tr>
                    <td>${text("explore_sigmas", { sigmas })}</td>
                    <td>${this.#shown(down.change)}<br /><span class="quiet small">${often(down)}</span></td>
                    <td>${this.#shown(up.change)}<br /><span class="quiet small">${often(up)}</span></td>
                    <td>
                      <a class="button" href=${this.#simulate(down.change, up.change)}>${text("explore_try")}</a>
                    </td>
                  </tr>`,
            )}
          </tbody>
        </table>
      </div>
    `;
  }

  #oneIn(candles: number): string {
    return this.app.plural("explore_one_in", candles, { count: this.app.numbers.number(candles, 0) });
  }

  #shown(change: number): string {
    return percent(change, (value, options) => this.app.numbers.percent(value, { ...options, signed: true }));
  }

  #simulate(buy: number, sell: number): string {
    const rule = {
      ...this.question.rule,
      buy_trigger: trigger(Math.min(buy, -0.01)),
      sell_trigger: trigger(Math.max(sell, 0.01)),
    };
    const question = { ...this.question, pair: this.subject.market.pair, rule };
    return address("lab/simulate", Object.fromEntries(toParameters(question)));
  }
}

function percent(value: number, write: (value: string, options: { decimals: number }) => string): string {
  return write(value.toFixed(4), { decimals: 2 });
}

/** A trigger with as many digits as anyone would type. */
function trigger(change: number): string {
  return String(Number(change.toFixed(Math.abs(change) < 1 ? 2 : 1)));
}
