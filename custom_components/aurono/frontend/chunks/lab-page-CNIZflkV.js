import{E as e,S as t,T as n,d as r,f as i,g as a,i as o,m as s,u as c,v as l}from"./routes-DJEB-RUk.js";var u=[`explore`,`simulate`,`evaluate`],d=class extends c{static{this.styles=[i,n`
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
    `]}render(){let{route:e}=this.place,n=e.page===`lab`?e.tab:`explore`;return t`
      <nav aria-label=${this.app.text(`lab_title`)}>
        ${u.map(e=>t`<a class="button" href=${o(`lab/${e}`)} aria-current=${e===n?`page`:`false`}
              >${this.app.text(`${e}_title`)}</a
            >`)}
      </nav>
      <h1>${this.app.text(`${n}_title`)}</h1>
    `}};r([e({context:s,subscribe:!0}),a()],d.prototype,`place`,void 0),d=r([l(`aurono-lab-page`)],d);export{d as AuronoLabPage};