import { consume } from "@lit/context";
import { css, html, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { AuronoElement } from "../../components/element.ts";
import { sharedStyles } from "../../components/styles.ts";
import { type Place, placeContext } from "../../data/app.ts";
import { address, type LabTab } from "../../data/routes.ts";

const TABS: readonly LabTab[] = ["explore", "simulate", "evaluate"];

/** The Lab: its three pages, one at a time. */
@customElement("aurono-lab-page")
export class AuronoLabPage extends AuronoElement {
  static override styles = [
    sharedStyles,
    css`
      nav {
        display: flex;
        gap: 8px;
        overflow-x: auto;
        margin-bottom: var(--aurono-gap);
      }
      a[aria-current="page"] {
        background: var(--aurono-soft);
        border-color: var(--aurono-link);
      }
    `,
  ];

  @consume({ context: placeContext, subscribe: true })
  @state()
  private place!: Place;

  protected override render(): TemplateResult {
    const { route } = this.place;
    const current = route.page === "lab" ? route.tab : "explore";
    return html`
      <nav aria-label=${this.app.text("lab_title")}>
        ${TABS.map(
          (tab) =>
            html`<a class="button" href=${address(`lab/${tab}`)} aria-current=${tab === current ? "page" : "false"}
              >${this.app.text(`${tab}_title`)}</a
            >`,
        )}
      </nav>
      <h1>${this.app.text(`${current}_title`)}</h1>
    `;
  }
}
