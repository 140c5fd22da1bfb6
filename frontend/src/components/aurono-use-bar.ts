import { css, html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { share, sum } from "../data/decimal.ts";
import type { Decimal } from "../data/model.ts";
import { element } from "./define.ts";
import { AuronoElement } from "./element.ts";
import { sharedStyles } from "./styles.ts";

/** How money is used: in coins, set aside for orders, free. Patterns tell the parts apart without colour. */
@element("aurono-use-bar")
export class AuronoUseBar extends AuronoElement {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: grid;
        gap: 8px;
      }
      .bar {
        display: flex;
        height: 10px;
        border-radius: 5px;
        overflow: hidden;
        background: var(--aurono-soft);
      }
      .coins {
        background: var(--aurono-fill);
      }
      .reserved {
        background: repeating-linear-gradient(45deg, var(--aurono-fill) 0 3px, transparent 3px 6px);
      }
      .free {
        background: color-mix(in srgb, var(--aurono-fill) 22%, transparent);
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 16px;
      }
      .swatch {
        display: inline-block;
        width: 10px;
        height: 10px;
        border-radius: 2px;
        margin-inline-end: 6px;
      }
    `,
  ];

  @property() currency = "";
  @property({ attribute: false }) coins: Decimal | null = null;
  @property({ attribute: false }) reserved: Decimal | null = null;
  @property({ attribute: false }) free: Decimal | null = null;

  protected override render(): TemplateResult | typeof nothing {
    const { coins, reserved, free, app } = this;
    if (coins === null || reserved === null || free === null) return nothing;
    const whole = sum([coins, reserved, free]);
    const parts = [
      { name: "coins", value: coins },
      { name: "reserved", value: reserved },
      { name: "free", value: free },
    ] as const;
    return html`
      <div class="bar" aria-hidden="true">
        ${parts.map(({ name, value }) => html`<div class=${name} style="width: ${share(value, whole) * 100}%"></div>`)}
      </div>
      <ul class="small">
        ${parts.map(
          ({ name, value }) =>
            html`<li class="nowrap">
              <span class="swatch ${name}" aria-hidden="true"></span>${app.text(`overview_share_${name}`)}
              <span class="number">${app.numbers.money(value, this.currency)}</span>
            </li>`,
        )}
      </ul>
    `;
  }
}
