import{a as e,c as t,i as n,l as r,n as i,o as a,r as o,s,t as c,u as l}from"../aurono-panel.js";var u=[`explore`,`simulate`,`evaluate`],d=class extends i{static{this.styles=[n,r`
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
        ${u.map(e=>t`<a class="button" href=${c(`lab/${e}`)} aria-current=${e===n?`page`:`false`}
              >${this.app.text(`${e}_title`)}</a
            >`)}
      </nav>
      <h1>${this.app.text(`${n}_title`)}</h1>
    `}};o([l({context:e,subscribe:!0}),a()],d.prototype,`place`,void 0),d=o([s(`aurono-lab-page`)],d);export{d as AuronoLabPage};