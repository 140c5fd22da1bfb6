import{_ as e,f as t,m as n,u as r}from"./store-BIwLautr.js";import{i,r as a}from"./preload-helper-CfTwmMmM.js";import{_ as o,g as s}from"./routes-DAszD0DE.js";var c=class extends s{constructor(...e){super(...e),this.caption=``,this.columns=[],this.rows=[]}static{this.styles=[o,e`
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
    `]}render(){let e=this.columns.filter(e=>e.numeric).length%3==0;return n`
      <table role="table" aria-label=${this.caption||t}>
        <thead>
          <tr role="row">
            ${this.columns.map(e=>n`<th role="columnheader" scope="col" class=${e.numeric?`numeric`:``}>${e.label}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${this.rows.map(t=>n`<tr role="row" class=${e?`thirds`:``}>
                ${this.columns.map(e=>this.#e(e,t))}
              </tr>`)}
        </tbody>
      </table>
    `}#e(e,t){let r=[e.numeric?`numeric`:``,e.lead?`lead`:``,e.bare?`bare`:``].join(` `);return n`<td role="cell" class=${r}>
      <span class="label" aria-hidden="true">${e.label}</span>${e.cell(t)}
    </td>`}};a([r()],c.prototype,`caption`,void 0),a([r({attribute:!1})],c.prototype,`columns`,void 0),a([r({attribute:!1})],c.prototype,`rows`,void 0),c=a([i(`aurono-table`)],c);