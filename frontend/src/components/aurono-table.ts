import { css, html, nothing, type TemplateResult } from "lit";
import { property } from "lit/decorators.js";
import { element } from "./define.ts";
import { AuronoElement } from "./element.ts";
import { sharedStyles } from "./styles.ts";

export interface Column<Row> {
  label: string;
  cell: (row: Row) => TemplateResult | string | typeof nothing;
  /** Aligned at its end, with digits of one width. */
  numeric?: boolean;
  /** Heads the card that the row becomes on a phone. */
  lead?: boolean;
  /** Says by itself what it is: on that card it needs no label. */
  bare?: boolean;
}

/**
 * A table that becomes a list of cards where it is narrow. Roles are stated, since a browser forgets those of a table
 * that is drawn as something else.
 */
@element("aurono-table")
export class AuronoTable<Row> extends AuronoElement {
  static override styles = [
    sharedStyles,
    css`
      :host {
        display: block;
        container-type: inline-size;
      }
      table {
        width: 100%;
        border-collapse: collapse;
      }
      th,
      td {
        padding: 8px;
        text-align: start;
        vertical-align: top;
        font-weight: 400;
        border-bottom: 1px solid var(--aurono-line);
      }
      th {
        font-size: 12px;
        color: var(--aurono-quiet);
        white-space: nowrap;
      }
      tr > :first-child {
        padding-inline-start: 0;
      }
      tr > :last-child {
        padding-inline-end: 0;
      }
      tbody tr:last-child td {
        border-bottom: 0;
      }
      .numeric {
        text-align: end;
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      td .label {
        display: none;
      }
      @container (max-width: 620px) {
        table,
        tbody {
          display: block;
        }
        thead {
          position: absolute;
          clip-path: inset(50%);
          height: 1px;
          overflow: hidden;
        }
        tbody tr {
          display: grid;
          grid-template-columns: repeat(6, minmax(0, 1fr));
          gap: 4px 12px;
          padding: 12px 0;
          border-bottom: 1px solid var(--aurono-line);
        }
        tbody tr:last-child {
          border-bottom: 0;
        }
        td,
        td.numeric {
          display: block;
          padding: 0;
          border: 0;
          text-align: start;
          white-space: normal;
          overflow-wrap: anywhere;
          grid-column: span 3;
        }
        .thirds td.numeric {
          grid-column: span 2;
        }
        td.lead {
          grid-column: 1 / -1;
          order: -1;
        }
        td:not(.lead, .bare) .label {
          display: block;
          font-size: 12px;
          color: var(--aurono-quiet);
        }
      }
    `,
  ];

  @property() caption = "";
  @property({ attribute: false }) columns: Column<Row>[] = [];
  @property({ attribute: false }) rows: readonly Row[] = [];

  protected override render(): TemplateResult {
    // Three numbers fit side by side even on a phone.
    const isOfThirds = this.columns.filter((column) => column.numeric).length % 3 === 0;
    return html`
      <table role="table" aria-label=${this.caption || nothing}>
        <thead>
          <tr role="row">
            ${this.columns.map(
              (column) =>
                html`<th role="columnheader" scope="col" class=${column.numeric ? "numeric" : ""}>${column.label}</th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${this.rows.map(
            (row) =>
              html`<tr role="row" class=${isOfThirds ? "thirds" : ""}>
                ${this.columns.map((column) => this.#cell(column, row))}
              </tr>`,
          )}
        </tbody>
      </table>
    `;
  }

  #cell(column: Column<Row>, row: Row): TemplateResult {
    const classes = [column.numeric ? "numeric" : "", column.lead ? "lead" : "", column.bare ? "bare" : ""].join(" ");
    return html`<td role="cell" class=${classes}>
      <span class="label" aria-hidden="true">${column.label}</span>${column.cell(row)}
    </td>`;
  }
}
