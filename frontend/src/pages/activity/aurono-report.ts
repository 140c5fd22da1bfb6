import { css, html, nothing, type TemplateResult } from "lit";
import { property, state } from "lit/decorators.js";
import "../../components/aurono-state.ts";
import { element } from "../../components/define.ts";
import { AuronoElement } from "../../components/element.ts";
import { sharedStyles } from "../../components/styles.ts";
import type { ReportPeriod, SentReport } from "../../data/api.ts";
import type { Account } from "../../data/model.ts";
import { entryAddress } from "../../data/routes.ts";

/** The report of a day or a week as it goes out by mail, and a way to try whether it arrives. */
@element("aurono-report")
export class AuronoReport extends AuronoElement {
  static override styles = [
    sharedStyles,
    css`
      iframe {
        display: block;
        width: 100%;
        max-width: 640px;
        margin: 0 auto;
        border: 0;
      }
      .subject {
        font-weight: 500;
        overflow-wrap: anywhere;
      }
    `,
  ];

  @property({ attribute: false }) account!: Account;
  @property() period: ReportPeriod = "daily";
  @state() private report: SentReport | undefined;
  @state() private problem = "";
  @state() private sending = false;
  @state() private outcome = "";
  @state() private failed = false;
  #asked = "";

  protected override updated(): void {
    const asked = `${this.account.entry_id} ${this.period}`;
    if (asked === this.#asked) return;
    this.#asked = asked;
    this.report = undefined;
    this.outcome = "";
    void this.#ask();
  }

  protected override render(): TemplateResult {
    const { app, report } = this;
    if (!report) {
      return this.problem
        ? html`<aurono-state alert heading=${app.text("common_failed")} text=${this.problem}>
            <button @click=${this.#ask}>${app.text("common_retry")}</button>
          </aurono-state>`
        : html`<aurono-state loading text=${app.text("common_loading")}></aurono-state>`;
    }
    return html`
      <div class="stack">
        <section class="card stack">
          <p class="subject">${report.subject}</p>
          ${this.#delivery(report)}
        </section>
        <section class="card">
          <iframe
            title=${app.text("report_preview")}
            sandbox="allow-same-origin"
            style="color-scheme: ${this.#scheme}"
            .srcdoc=${this.#page(report.html)}
            @load=${this.#fit}
          ></iframe>
        </section>
      </div>
    `;
  }

  /** Who gets it, and a button to try that; what came of it is read out. */
  #delivery({ recipients }: SentReport): TemplateResult {
    const { app } = this;
    if (!recipients.length) {
      return html`<p>${app.text("report_not_set_up")}</p>
        ${
          app.isAdmin
            ? html`<div>
                <a class="button" href=${entryAddress(this.account.entry_id)}>${app.text("report_set_up")}</a>
              </div>`
            : nothing
        }`;
    }
    return html`
      <p>${app.text("report_goes_to", { recipients: recipients.join(", ") })}</p>
      ${
        app.isAdmin
          ? html`<div>
              <button ?disabled=${this.sending} @click=${this.#send}>
                ${app.text(this.sending ? "report_sending" : "report_send_test")}
              </button>
            </div>`
          : nothing
      }
      <p role=${this.failed ? "alert" : "status"} class=${this.failed ? "negative" : ""}>${this.outcome}</p>
    `;
  }

  get #scheme(): "dark" | "light" {
    return this.app.dark ? "dark" : "light";
  }

  /** The mail in the colours of the panel, whatever the browser itself prefers. */
  #page(text: string): string {
    return text
      .replaceAll("color-scheme:light dark", `color-scheme:${this.#scheme}`)
      .replaceAll('content="light dark"', `content="${this.#scheme}"`);
  }

  /** As high as what is in it. Nothing in it can run: the sandbox allows no script. */
  #fit(event: Event): void {
    const frame = event.target as HTMLIFrameElement;
    const fit = (): void => {
      const page = frame.contentDocument?.documentElement;
      if (page) frame.style.height = `${page.scrollHeight}px`;
    };
    fit();
    new ResizeObserver(fit).observe(frame);
  }

  readonly #ask = async (): Promise<void> => {
    const asked = this.#asked;
    this.problem = "";
    try {
      const report = await this.app.api.report(this.account.entry_id, this.period);
      if (asked === this.#asked) this.report = report;
    } catch (error) {
      if (asked === this.#asked) this.problem = this.app.problem(error);
    }
  };

  readonly #send = async (): Promise<void> => {
    const asked = this.#asked;
    this.sending = true;
    this.outcome = "";
    this.failed = false;
    try {
      const { sent, refused, detail } = await this.app.api.sendReport(this.account.entry_id, this.period);
      if (asked !== this.#asked) return;
      this.failed = refused.length > 0;
      this.outcome = [this.app.text("report_sent", { recipients: sent.join(", ") }), detail].join(" ").trim();
    } catch (error) {
      if (asked !== this.#asked) return;
      this.failed = true;
      this.outcome = this.app.problem(error);
    } finally {
      this.sending = false;
    }
  };
}
