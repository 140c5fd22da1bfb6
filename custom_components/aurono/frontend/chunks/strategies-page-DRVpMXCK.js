import{S as e,T as t,b as n,d as r,f as i,g as a,i as o,l as s,n as c,o as l,ot as u,rt as d,s as f,t as p,u as m,v as h}from"./routes-CDwzs4vc.js";import{t as g}from"./repeat-CDifzQVy.js";import"../aurono-panel.js";import{t as _}from"./page-element-CUl5KGz2.js";import{a as v,i as y,l as b,n as x,r as S}from"./parts-BJS5ziR4.js";import{t as C}from"./select-field-CNtl4DjG.js";import"./aurono-countdown-CWawyT6-.js";import{n as w,r as T}from"./model-DCEP_baa.js";import{n as E}from"./sentences-8eNJtFSS.js";import{t as D}from"./mode-badge-7GjLmtdd.js";var O=class extends m{static{this.styles=[i,t`
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
    `]}render(){let{app:t,account:n,strategy:r}=this,i=w(r),{pair:a,timeframe:o}=r.parameters,{quote:c}=T(a),l=r.last_evaluation;return e`
      <article class="card stack">
        <div>
          <div class="row between">
            <h2><a href=${s(n.entry_id,r.id)}>${r.name}</a></h2>
            <div class="row">${D(t,r)}${x(t,n.is_demo)}</div>
          </div>
          <p class="quiet small market">${a} · ${t.option(`timeframe`,o)} · ${n.title}</p>
        </div>
        <p>${t.state(`sensor`,`status`,r.status)}</p>
        <div class="row between">
          <div>
            <div class="hero">${v(t,i?.profit,c)}</div>
            <div class="small quiet">
              ${S(t.numbers.percent(i?.profit_percent,{signed:!0}))} ·
              ${t.plural(`strategies_trades`,i?.trades??0)}
            </div>
          </div>
          ${r.next_evaluation?e`<div class="small quiet">
                  ${t.text(`overview_next`)}
                  <aurono-countdown at=${r.next_evaluation.at}></aurono-countdown>
                </div>`:``}
        </div>
        <p class="small decision">
          ${l?e`<span class="quiet">${t.times.dateTime(l.close_ms)}</span>
                  ${E(t,l,a)}`:t.text(`strategies_last_decision_none`)}
        </p>
      </article>
    `}};r([h({attribute:!1})],O.prototype,`account`,void 0),r([h({attribute:!1})],O.prototype,`strategy`,void 0),O=r([a(`aurono-strategy-tile`)],O);var k=[`next`,`name`,`profit`,`trades`],A=[`live`,`shadow`,`paused`];function j(e){let t=e.get(`show`),n=e.get(`sort`);return{account:e.get(`account`)??void 0,mode:A.find(e=>e===t),sort:k.find(e=>e===n)??`next`}}function M(e,{account:t,mode:n,sort:r}){return e.filter(e=>t===void 0||e.entry_id===t).flatMap(e=>e.strategies.map(t=>({account:e,strategy:t}))).filter(({strategy:e})=>n===void 0||e.mode===n).sort((e,t)=>P[r](e.strategy,t.strategy)||N(e.strategy,t.strategy))}var N=(e,t)=>e.name.localeCompare(t.name),P={name:N,next:(e,t)=>F(e.next_evaluation?.close_ms,t.next_evaluation?.close_ms),profit:(e,t)=>I(w(e)?.profit_percent??null,w(t)?.profit_percent??null),trades:(e,t)=>(w(t)?.trades??0)-(w(e)?.trades??0)},F=(e=2**53-1,t=2**53-1)=>e-t;function I(e,t){return e===null||t===null?Number(e===null)-Number(t===null):b(t,e)}var L=class extends _{static{this.styles=[i,t`
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
    `]}render(){let{app:t,snapshot:r}=this,i=r.accounts.flatMap(e=>e.strategies);return e`
      <div class="stack">
        <div class="row between">
          <h1>${t.text(`strategies_title`)}</h1>
          ${i.length?this.#e():n}
        </div>
        ${i.length?e`${this.#n()}${this.#r()}`:this.#t()}
      </div>
    `}#e(){let{accounts:t}=this.snapshot,{account:r}=j(this.place.parameters),i=r??(t.length===1?t[0]?.entry_id:void 0);if(!this.app.isAdmin)return n;let a=i===void 0?c:l(i);return e`<a class="button" href=${a}>${y(d)}${this.app.text(`strategies_add`)}</a>`}#t(){let{app:t}=this,[r]=this.snapshot.accounts;return e`<aurono-state
      .drawing=${u}
      heading=${t.text(r?`strategies_none`:`overview_no_account`)}
      text=${t.text(r?`strategies_none_text`:`overview_add_first_account`)}
    >
      ${r?e`<a class="button primary" href=${o(`lab/simulate`)}>${t.text(`overview_try_lab`)}</a>`:n}
      ${t.isAdmin?e`<a class="button" href=${r?l(r.entry_id):p}
              >${t.text(r?`strategies_add`:`overview_add_account`)}</a
            >`:n}
    </aurono-state>`}#n(){let{app:t}=this,{accounts:r}=this.snapshot,{account:i,mode:a,sort:o}=j(this.place.parameters),s={value:``,label:t.text(`common_all`)};return e`
      <div class="filters">
        ${C({label:t.text(`strategies_show`),value:a??``,options:[s,...A.map(e=>({value:e,label:t.text(`strategies_filter_${e}`)}))],onChange:e=>{this.#i({show:e})}})}
        ${r.length>1?C({label:t.text(`strategies_account`),value:i??``,options:[s,...r.map(e=>({value:e.entry_id,label:e.title}))],onChange:e=>{this.#i({account:e})}}):n}
        ${C({label:t.text(`strategies_sort`),value:o,options:k.map(e=>({value:e,label:t.text(`strategies_sort_${e}`)})),onChange:e=>{this.#i({sort:e})}})}
      </div>
    `}#r(){let{app:t}=this,n=M(this.snapshot.accounts,j(this.place.parameters));return n.length?e`<div class="grid">
      ${g(n,({strategy:e})=>e.id,({account:t,strategy:n})=>e`<aurono-strategy-tile .account=${t} .strategy=${n}></aurono-strategy-tile>`)}
    </div>`:e`<aurono-state text=${t.text(`strategies_none_fit`)}>
        <a class="button" href=${o(`strategies`)}>${t.text(`strategies_reset`)}</a>
      </aurono-state>`}#i(e){let t={...Object.fromEntries(this.place.parameters),...e};f(o(`strategies`,t),{replace:!0})}};L=r([a(`aurono-strategies-page`)],L);export{L as AuronoStrategiesPage};