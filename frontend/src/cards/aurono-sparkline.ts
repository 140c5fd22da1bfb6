import { css, html, LitElement, nothing, svg, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { element } from "../components/define.ts";
import { sharedStyles } from "../components/styles.ts";
import { draw, type Mark, type Point } from "./sparkline.ts";

/** A small curve without axes; what it shows is said in its label. */
@element("aurono-sparkline")
export class AuronoSparkline extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
        position: relative;
        height: 72px;
        color: var(--aurono-link);
      }
      :host([tone="gain"]) {
        color: var(--aurono-gain);
      }
      :host([tone="loss"]) {
        color: var(--aurono-loss);
      }
      svg {
        display: block;
        width: 100%;
        height: 100%;
      }
      .line {
        fill: none;
        stroke: currentColor;
        stroke-width: 2px;
        stroke-linejoin: round;
        stroke-linecap: round;
        vector-effect: non-scaling-stroke;
      }
      .area {
        fill: currentColor;
        opacity: 0.12;
      }
      .zero {
        stroke: var(--aurono-quiet);
        stroke-dasharray: 2 4;
        stroke-width: 1px;
        vector-effect: non-scaling-stroke;
      }
      .mark {
        position: absolute;
        width: 9px;
        height: 9px;
        margin: -5px 0 0 -5px;
        border: 1.5px solid var(--ha-card-background, var(--card-background-color, #fff));
        border-radius: 50%;
        background: var(--aurono-gain);
        box-sizing: content-box;
      }
      .mark.sell {
        background: var(--aurono-loss);
        border-radius: 2px;
      }
    `,
  ];

  @property({ attribute: false }) points: readonly Point[] = [];
  @property({ attribute: false }) marks: readonly Mark[] = [];
  @property() label = "";
  @property({ reflect: true }) tone: "neutral" | "gain" | "loss" = "neutral";

  protected override render(): TemplateResult | typeof nothing {
    const drawing = draw(this.points, this.marks);
    if (!drawing) return nothing;
    const { line, area, zero, marks } = drawing;
    return html`
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label=${this.label}>
        ${svg`<path class="area" d=${area}></path>`}
        ${zero === undefined ? nothing : svg`<line class="zero" x1="0" x2="100" y1=${zero} y2=${zero}></line>`}
        ${svg`<path class="line" d=${line}></path>`}
      </svg>
      ${marks.map(
        ({ x, y, kind }) => html`<span class="mark ${kind}" style="left: ${x}%; top: ${y}%" aria-hidden="true"></span>`,
      )}
    `;
  }
}
