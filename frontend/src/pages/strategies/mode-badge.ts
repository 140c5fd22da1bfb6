import { mdiPause } from "@mdi/js";
import { html, type TemplateResult } from "lit";
import { bookBadge, icon } from "../../components/parts.ts";
import type { App } from "../../data/app.ts";
import type { Strategy } from "../../data/model.ts";

/** Paused, on paper or real money; a paused one still says whose books it shows. */
export const modeBadge = (app: App, strategy: Strategy): TemplateResult =>
  strategy.mode === "paused"
    ? html`<span class="badge">${icon(mdiPause)}${app.state("select", "mode", "paused")}</span>${bookBadge(
          app,
          strategy.active_book,
        )}`
    : bookBadge(app, strategy.active_book);
