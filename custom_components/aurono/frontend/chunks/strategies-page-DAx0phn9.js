import{_ as e,d as t,f as n,g as r,i,l as a,m as o,n as s,o as c,ot as l,p as u,s as d,t as f,ut as p}from"./routes-DAszD0DE.js";import{_ as m,f as h,i as g,m as _,u as v}from"./store-BIwLautr.js";import{t as y}from"./repeat-C-QJedi2.js";import"../aurono-panel.js";import{i as b,r as x}from"./preload-helper-CfTwmMmM.js";import{t as S}from"./page-element-Bd0xOBB7.js";import{t as C}from"./select-field-D1UgL1aO.js";import"./aurono-countdown-BQlhAqRd.js";import{n as w,r as T}from"./model-DCEP_baa.js";import{n as E}from"./sentences-CCZqipNf.js";import{t as D}from"./mode-badge-BBdxDXc2.js";var O=class extends r{static{this.styles=[e,m`
      :host {
        display: grid;
      }
      .card {
        position: relative;
        align-content: start;
      }
      h2 a {
        text-decoration: none;
        color: var(--primary-text-color);
      }
      /* The whole card leads to the strategy; for a keyboard it is one link. */
      h2 a::after {
        content: "";
        position: absolute;
        inset: 0;
        border-radius: var(--aurono-radius);
      }
      .card:hover {
        background: color-mix(in srgb, var(--primary-text-color) 3%, var(--card-background-color));
      }
      .market {
        margin-top: 4px;
      }
      .decision {
        border-top: 1px solid var(--aurono-line);
        padding-top: 8px;
      }
    `]}render(){let{app:e,account:r,strategy:i}=this,s=w(i),{pair:c,timeframe:l}=i.parameters,{quote:u}=T(c),d=i.last_evaluation;return _`
      <article class="card stack">
        <div>
          <div class="row between">
            <h2><a href=${a(r.entry_id,i.id)}>${i.name}</a></h2>
            <div class="row">${D(e,i)}${t(e,r.is_demo)}</div>
          </div>
          <p class="quiet small market">${c} · ${e.option(`timeframe`,l)} · ${r.title}</p>
        </div>
        <p>${e.state(`sensor`,`status`,i.status)}</p>
        <div class="row between">
          <div>
            <div class="hero">${o(e,s?.profit,u)}</div>
            <div class="small quiet">
              ${n(e.numbers.percent(s?.profit_percent,{signed:!0}))} ·
              ${e.plural(`strategies_trades`,s?.trades??0)}
            </div>
          </div>
          ${i.next_evaluation?_`<div class="small quiet">
                  ${e.text(`overview_next`)}
                  <aurono-countdown at=${i.next_evaluation.at}></aurono-countdown>
                </div>`:``}
        </div>
        <p class="small decision">
          ${d?_`<span class="quiet">${e.times.dateTime(d.close_ms)}</span>
                  ${E(e,d,c)}`:e.text(`strategies_last_decision_none`)}
        </p>
      </article>
    `}};x([v({attribute:!1})],O.prototype,`account`,void 0),x([v({attribute:!1})],O.prototype,`strategy`,void 0),O=x([b(`aurono-strategy-tile`)],O);var k=[`next`,`name`,`profit`,`trades`],A=[`live`,`shadow`,`paused`];function j(e){let t=e.get(`show`),n=e.get(`sort`);return{account:e.get(`account`)??void 0,mode:A.find(e=>e===t),sort:k.find(e=>e===n)??`next`}}function M(e,{account:t,mode:n,sort:r}){return e.filter(e=>t===void 0||e.entry_id===t).flatMap(e=>e.strategies.map(t=>({account:e,strategy:t}))).filter(({strategy:e})=>n===void 0||e.mode===n).sort((e,t)=>P[r](e.strategy,t.strategy)||N(e.strategy,t.strategy))}var N=(e,t)=>e.name.localeCompare(t.name),P={name:N,next:(e,t)=>F(e.next_evaluation?.close_ms,t.next_evaluation?.close_ms),profit:(e,t)=>I(w(e)?.profit_percent??null,w(t)?.profit_percent??null),trades:(e,t)=>(w(t)?.trades??0)-(w(e)?.trades??0)},F=(e=2**53-1,t=2**53-1)=>e-t;function I(e,t){return e===null||t===null?Number(e===null)-Number(t===null):g(t,e)}var L=class extends S{static{this.styles=[e,m`
      .filters {
        display: grid;
        gap: 8px 12px;
        grid-template-columns: repeat(auto-fit, minmax(140px, 220px));
      }
      @media (max-width: 600px) {
        .filters {
          grid-template-columns: 1fr 1fr;
        }
      }
    `]}render(){let{app:e,snapshot:t}=this,n=t.accounts.flatMap(e=>e.strategies);return _`
      <div class="stack">
        <div class="row between">
          <h1>${e.text(`strategies_title`)}</h1>
          ${n.length?this.#e():h}
        </div>
        ${n.length?_`${this.#n()}${this.#r()}`:this.#t()}
      </div>
    `}#e(){let{accounts:e}=this.snapshot,{account:t}=j(this.place.parameters),n=t??(e.length===1?e[0]?.entry_id:void 0);if(!this.app.isAdmin)return h;let r=n===void 0?s:c(n);return _`<a class="button" href=${r}>${u(l)}${this.app.text(`strategies_add`)}</a>`}#t(){let{app:e}=this,[t]=this.snapshot.accounts;return _`<aurono-state
      .drawing=${p}
      heading=${e.text(t?`strategies_none`:`overview_no_account`)}
      text=${e.text(t?`strategies_none_text`:`overview_add_first_account`)}
    >
      ${t?_`<a class="button primary" href=${i(`lab/simulate`)}>${e.text(`overview_try_lab`)}</a>`:h}
      ${e.isAdmin?_`<a class="button" href=${t?c(t.entry_id):f}
              >${e.text(t?`strategies_add`:`overview_add_account`)}</a
            >`:h}
    </aurono-state>`}#n(){let{app:e}=this,{accounts:t}=this.snapshot,{account:n,mode:r,sort:i}=j(this.place.parameters),a={value:``,label:e.text(`common_all`)};return _`
      <div class="filters">
        ${C({label:e.text(`strategies_show`),value:r??``,options:[a,...A.map(t=>({value:t,label:e.text(`strategies_filter_${t}`)}))],onChange:e=>{this.#i({show:e})}})}
        ${t.length>1?C({label:e.text(`strategies_account`),value:n??``,options:[a,...t.map(e=>({value:e.entry_id,label:e.title}))],onChange:e=>{this.#i({account:e})}}):h}
        ${C({label:e.text(`strategies_sort`),value:i,options:k.map(t=>({value:t,label:e.text(`strategies_sort_${t}`)})),onChange:e=>{this.#i({sort:e})}})}
      </div>
    `}#r(){let{app:e}=this,t=M(this.snapshot.accounts,j(this.place.parameters));return t.length?_`<div class="grid">
      ${y(t,({strategy:e})=>e.id,({account:e,strategy:t})=>_`<aurono-strategy-tile .account=${e} .strategy=${t}></aurono-strategy-tile>`)}
    </div>`:_`<aurono-state text=${e.text(`strategies_none_fit`)}>
        <a class="button" href=${i(`strategies`)}>${e.text(`strategies_reset`)}</a>
      </aurono-state>`}#i(e){let t={...Object.fromEntries(this.place.parameters),...e};d(i(`strategies`,t),{replace:!0})}};L=x([b(`aurono-strategies-page`)],L);export{L as AuronoStrategiesPage};