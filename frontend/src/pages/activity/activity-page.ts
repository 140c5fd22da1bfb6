import { mdiBankPlus, mdiChevronLeft, mdiChevronRight } from "@mdi/js";
import { css, html, nothing, type TemplateResult } from "lit";
import "../../components/aurono-state.ts";
import { element } from "../../components/define.ts";
import { AuronoPageElement } from "../../components/page-element.ts";
import { demoBadge, icon } from "../../components/parts.ts";
import { type SelectField, selectField } from "../../components/select-field.ts";
import { sharedStyles } from "../../components/styles.ts";
import { type Account, REASONS } from "../../data/model.ts";
import { address, navigate } from "../../data/routes.ts";
import { shortReason } from "../../data/sentences.ts";
import "./aurono-journal.ts";
import "./aurono-report.ts";
import "./aurono-why.ts";
import { type Filters, filtersOf, queryOf, TABS, TIMELINE_KINDS } from "./filters.ts";

/** Everything that happened and every decision, as the filters in the address say. */
@element("aurono-activity-page")
export class AuronoActivityPage extends AuronoPageElement {
  static override styles = [
    sharedStyles,
    css`
      nav {
        display: flex;
        gap: 8px;
        overflow-x: auto;
      }
      nav a[aria-current="page"] {
        background: var(--aurono-soft);
        border-color: var(--aurono-link);
      }
      .filters {
        display: grid;
        gap: 8px 12px;
        grid-template-columns: repeat(auto-fill, minmax(170px, 1fr));
        align-items: end;
      }
      @media (max-width: 600px) {
        nav {
          flex-wrap: wrap;
          gap: 4px;
        }
        nav a {
          padding: 8px 7px;
        }
        .filters {
          grid-template-columns: 1fr 1fr;
        }
      }
      .day {
        grid-column: span 2;
        max-width: 280px;
        display: flex;
        align-items: end;
        gap: 4px;
      }
    `,
  ];

  /** On a phone the tabs do not fit side by side: the chosen one is brought into sight. */
  protected override updated(): void {
    const chosen = this.renderRoot.querySelector('nav a[aria-current="page"]');
    if (chosen === this.#chosen) return;
    this.#chosen = chosen;
    chosen?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  #chosen: Element | null = null;

  protected override render(): TemplateResult {
    const { app } = this;
    const { accounts } = this.snapshot;
    const filters = filtersOf(this.place.parameters, accounts);
    const account = accounts.find((one) => one.entry_id === filters.account);
    if (!account) {
      return html`<aurono-state
        .drawing=${mdiBankPlus}
        heading=${app.text("overview_no_account")}
        text=${app.text("overview_add_first_account")}
      ></aurono-state>`;
    }
    return html`
      <div class="stack">
        <div class="row">
          <h1>${app.text("activity_title")}</h1>
          ${demoBadge(app, account.is_demo)}
        </div>
        <nav aria-label=${app.text("activity_tabs")}>
          ${TABS.map(
            (tab) =>
              html`<a
                class="button"
                href=${this.#address({ tab })}
                aria-current=${tab === filters.tab ? "page" : "false"}
                >${app.text(`activity_tab_${tab}`)}</a
              >`,
          )}
        </nav>
        <div class="filters">${this.#filters(account, filters)}</div>
        ${this.#content(account, filters)}
      </div>
    `;
  }

  #content(account: Account, filters: Filters): TemplateResult | typeof nothing {
    if (filters.tab === "why") return this.#why(account, filters);
    if (filters.tab === "report") {
      return html`<aurono-report .account=${account} period=${filters.period}></aurono-report>`;
    }
    return this.#journal(account, filters);
  }

  #filters(account: Account, filters: Filters): TemplateResult {
    const { app } = this;
    const { accounts } = this.snapshot;
    const all = { value: "", label: app.text("common_all") };
    const field = (name: string, given: Omit<SelectField, "onChange">): TemplateResult =>
      selectField({
        ...given,
        onChange: (value) => {
          this.#go({ [name]: value });
        },
      });
    const isWhy = filters.tab === "why";
    return html`
      ${
        accounts.length > 1
          ? selectField({
              label: app.text("activity_account"),
              value: account.entry_id,
              options: accounts.map((one) => ({ value: one.entry_id, label: one.title })),
              onChange: (value) => {
                this.#go({ account: value, strategy: "" });
              },
            })
          : nothing
      }
      ${
        filters.tab === "report"
          ? field("period", {
              label: app.text("report_period"),
              value: filters.period,
              options: [
                { value: "daily", label: app.text("report_period_daily") },
                { value: "weekly", label: app.text("report_period_weekly") },
              ],
            })
          : html`${field("strategy", {
              label: app.text("activity_strategy"),
              value: (isWhy ? this.#whyStrategy(account, filters) : filters.strategy) ?? "",
              options: [
                ...(isWhy ? [] : [all]),
                ...account.strategies.map((strategy) => ({ value: strategy.id, label: strategy.name })),
              ],
            })}
            ${isWhy ? this.#day(account, filters) : this.#listFilters(filters, field)}`
      }
    `;
  }

  #listFilters(
    filters: Filters,
    field: (name: string, given: Omit<SelectField, "onChange">) => TemplateResult,
  ): TemplateResult {
    const { app } = this;
    const all = { value: "", label: app.text("common_all") };
    return html`
      ${field("book", {
        label: app.text("activity_book"),
        value: filters.book ?? "",
        options: [
          all,
          { value: "live", label: app.text("common_book_live") },
          { value: "shadow", label: app.text("common_book_shadow") },
        ],
      })}
      ${
        filters.tab === "timeline"
          ? field("kind", {
              label: app.text("activity_kind"),
              value: filters.kind ?? "",
              options: [all, ...TIMELINE_KINDS.map((value) => ({ value, label: app.option("event_kind", value) }))],
            })
          : nothing
      }
      ${
        filters.tab === "decisions"
          ? field("reason", {
              label: app.text("activity_reason"),
              value: filters.reason ?? "",
              options: [all, ...REASONS.map((value) => ({ value, label: shortReason(app, value) }))],
            })
          : nothing
      }
      ${this.#dayField("activity_from", "from", filters.from)} ${this.#dayField("activity_to", "to", filters.to)}
    `;
  }

  #dayField(label: "activity_from" | "activity_to" | "activity_day", name: string, value = ""): TemplateResult {
    return html`<label class="field grow">
      <span>${this.app.text(label)}</span>
      <input
        type="date"
        .value=${value}
        @change=${(event: Event) => {
          this.#go({ [name]: (event.target as HTMLInputElement).value });
        }}
      />
    </label>`;
  }

  #day(account: Account, filters: Filters): TemplateResult {
    const { times } = this.app;
    const day = this.#dayOf(account, filters);
    const start = times.startOfDay(day) ?? 0;
    const step = (to: number, label: "activity_day_before" | "activity_day_after", drawing: string): TemplateResult =>
      html`<a
        class="button plain"
        href=${this.#address({ day: times.isoDay(to) })}
        aria-label=${this.app.text(label)}
        title=${this.app.text(label)}
        >${icon(drawing)}</a
      >`;
    return html`<div class="day">
      ${step(start - 1, "activity_day_before", mdiChevronLeft)} ${this.#dayField("activity_day", "day", day)}
      ${step(times.nextDay(start), "activity_day_after", mdiChevronRight)}
    </div>`;
  }

  #journal(account: Account, filters: Filters): TemplateResult | typeof nothing {
    const query = queryOf(filters, this.app.times);
    if (!query || filters.tab === "why" || filters.tab === "report") return nothing;
    const { strategy, book, kind, reason, from, to } = filters;
    const filtered = [strategy, book, kind, reason, from, to].some((value) => value !== undefined);
    return html`
      ${
        filtered
          ? html`<div>
              <a class="button" href=${address("activity", { tab: filters.tab, account: account.entry_id })}
                >${this.app.text("activity_reset")}</a
              >
            </div>`
          : nothing
      }
      <aurono-journal .account=${account} .query=${query} list=${filters.tab} ?filtered=${filtered}></aurono-journal>
    `;
  }

  #why(account: Account, filters: Filters): TemplateResult {
    const strategyId = this.#whyStrategy(account, filters);
    const since = this.app.times.startOfDay(this.#dayOf(account, filters));
    if (strategyId === undefined || since === null) {
      return html`<aurono-state text=${this.app.text("activity_why_choose")}></aurono-state>`;
    }
    return html`<aurono-why
      .account=${account}
      strategyId=${strategyId}
      .since=${since}
      .until=${this.app.times.nextDay(since)}
    ></aurono-why>`;
  }

  /** The one that is asked about: as the address says, else the first. */
  #whyStrategy(account: Account, filters: Filters): string | undefined {
    return filters.strategy ?? account.strategies[0]?.id;
  }

  /** The day that is asked about: as the address says, else today by the market's clock. */
  #dayOf(account: Account, filters: Filters): string {
    return filters.day ?? this.app.times.isoDay(account.now_ms ?? Date.now());
  }

  #address(change: Record<string, string>): string {
    return address("activity", { ...Object.fromEntries(this.place.parameters), ...change });
  }

  #go(change: Record<string, string>): void {
    navigate(this.#address(change), { replace: true });
  }
}
