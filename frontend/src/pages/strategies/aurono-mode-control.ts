import { mdiCurrencyUsd, mdiNoteEditOutline, mdiPause } from "@mdi/js";
import { html, nothing, type TemplateResult } from "lit";
import { property, query, state } from "lit/decorators.js";
import "../../components/aurono-confirm.ts";
import type { AuronoConfirm } from "../../components/aurono-confirm.ts";
import { element } from "../../components/define.ts";
import { AuronoElement } from "../../components/element.ts";
import { icon } from "../../components/parts.ts";
import type { Account, Mode, Strategy } from "../../data/model.ts";
import { entryAddress } from "../../data/routes.ts";

const DRAWINGS: Record<Mode, string> = { paused: mdiPause, shadow: mdiNoteEditOutline, live: mdiCurrencyUsd };
const ACTIONS = {
  paused: "strategies_mode_pause",
  shadow: "strategies_mode_shadow",
  live: "strategies_mode_live",
} as const;

/**
 * Pauses a strategy and lets it go on. Real money is never one click away: the first time it is only pointed to, and
 * later it is asked for.
 */
@element("aurono-mode-control")
export class AuronoModeControl extends AuronoElement {
  @property({ attribute: false }) account!: Account;
  @property({ attribute: false }) strategy!: Strategy;
  @property({ type: Boolean }) disabled = false;
  @state() private busy = false;
  @state() private problem = "";
  @query("aurono-confirm") private readonly confirm!: AuronoConfirm;

  protected override render(): TemplateResult {
    const { app, strategy } = this;
    const entity = strategy.entities.mode;
    const wasLive = strategy.books.live !== undefined;
    const others = (["paused", "shadow", "live"] as const).filter((mode) => mode !== strategy.mode);
    return html`
      <div class="stack">
        <p>${app.state("select", "mode", strategy.mode)}</p>
        ${
          entity === undefined
            ? html`<p class="quiet">${app.text("strategies_mode_unavailable")}</p>`
            : html`<div class="row">
                ${others.filter((mode) => mode !== "live" || wasLive).map((mode) => this.#button(mode))}
              </div>`
        }
        ${this.problem ? html`<p class="error" role="alert">${this.problem}</p>` : nothing}
        ${
          wasLive
            ? html`<aurono-confirm
                heading=${app.text("strategies_mode_live_heading", { strategy: strategy.name })}
                text=${app.text("strategies_mode_live_text")}
                action=${app.text("strategies_mode_live")}
                danger
                .run=${() => this.#select("live")}
              ></aurono-confirm>`
            : html`<p class="quiet small">
                ${app.text("strategies_mode_first_live")}
                <a href=${entryAddress(this.account.entry_id)}>${app.text("strategies_open_settings")}</a>
              </p>`
        }
      </div>
    `;
  }

  #button(mode: Mode): TemplateResult {
    return html`<button
      ?disabled=${this.disabled || this.busy}
      @click=${() => {
        if (mode === "live") this.confirm.show();
        else void this.#switchTo(mode);
      }}
    >
      ${icon(DRAWINGS[mode])}${this.app.text(ACTIONS[mode])}
    </button>`;
  }

  async #switchTo(mode: Mode): Promise<void> {
    this.busy = true;
    this.problem = "";
    try {
      await this.#select(mode);
    } catch (error) {
      this.problem = this.app.problem(error);
    } finally {
      this.busy = false;
    }
  }

  #select(mode: Mode): Promise<void> {
    return this.app.api.selectMode(this.strategy.entities.mode ?? "", mode);
  }
}
