import{D as e,S as t,b as n,d as r,f as i,u as a,w as o,y as s}from"./routes-B605dSH6.js";var c=class extends a{constructor(...e){super(...e),this.caption=``,this.columns=[],this.rows=[]}static{this.styles=[i,e`
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
          grid-template-columns: minmax(0, 5fr) minmax(0, 6fr);
          gap: 4px 16px;
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
        }
        td.lead {
          grid-column: 1 / -1;
        }
        td:not(.lead) .label {
          display: block;
          font-size: 12px;
          color: var(--aurono-quiet);
        }
      }
    `]}render(){return o`
      <table role="table" aria-label=${this.caption||t}>
        <thead>
          <tr role="row">
            ${this.columns.map(e=>o`<th role="columnheader" scope="col" class=${e.numeric?`numeric`:``}>${e.label}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${this.rows.map(e=>o`<tr role="row">
                ${this.columns.map(t=>this.#e(t,e))}
              </tr>`)}
        </tbody>
      </table>
    `}#e(e,t){let n=[e.numeric?`numeric`:``,e.lead?`lead`:``].join(` `);return o`<td role="cell" class=${n}>
      <span class="label" aria-hidden="true">${e.label}</span>${e.cell(t)}
    </td>`}};r([s()],c.prototype,`caption`,void 0),r([s({attribute:!1})],c.prototype,`columns`,void 0),r([s({attribute:!1})],c.prototype,`rows`,void 0),c=r([n(`aurono-table`)],c);