import{I as e,a as t,c as n,i as r,o as i,r as a,z as o}from"../aurono-panel.js";import{S as s,T as c,_ as l,b as u,d,f,i as p,l as m,n as h,o as g,s as _,t as v,u as y,v as b}from"./routes-DJEB-RUk.js";import{t as x}from"./repeat-BazupeI-.js";import{i as S,n as C,r as w}from"./model-CzVeTeAI.js";import{t as T}from"./select-field-B401RtJJ.js";import"./aurono-countdown-D13uG94M.js";import{n as E}from"./sentences-DHrRSqhT.js";import{t as D}from"./mode-badge-C9ltE2g8.js";var O=class extends y{static{this.styles=[f,c`
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
      .decision {
        border-top: 1px solid var(--aurono-line);
        padding-top: 8px;
      }
    `]}render(){let{app:e,account:t,strategy:n}=this,o=C(n),{pair:c,timeframe:l}=n.parameters,{quote:u}=w(c),d=n.last_evaluation;return s`
      <article class="card stack">
        <div>
          <div class="row between">
            <h2><a href=${m(t.entry_id,n.id)}>${n.name}</a></h2>
            <div class="row">${D(e,n)}${a(e,t.is_demo)}</div>
          </div>
          <p class="quiet small">${c} · ${e.option(`timeframe`,l)} · ${t.title}</p>
        </div>
        <p>${e.state(`sensor`,`status`,n.status)}</p>
        <div class="row between">
          <div>
            <div class="hero">${i(e,o?.profit,u)}</div>
            <div class="small quiet">
              ${r(e.numbers.percent(o?.profit_percent,{signed:!0}),o?.profit_percent)} ·
              ${e.plural(`strategies_trades`,o?.trades??0)}
            </div>
          </div>
          ${n.next_evaluation?s`<div class="small quiet">
                  ${e.text(`overview_next`)}
                  <aurono-countdown at=${n.next_evaluation.at}></aurono-countdown>
                </div>`:``}
        </div>
        <p class="small decision">
          ${d?s`<span class="quiet">${e.times.dateTime(d.close_ms)}</span>
                  ${E(e,d,c)}`:e.text(`strategies_last_decision_none`)}
        </p>
      </article>
    `}};d([l({attribute:!1})],O.prototype,`account`,void 0),d([l({attribute:!1})],O.prototype,`strategy`,void 0),O=d([b(`aurono-strategy-card`)],O);var k=[`next`,`name`,`profit`,`trades`],A=[`live`,`shadow`,`paused`];function j(e){let t=e.get(`show`),n=e.get(`sort`);return{account:e.get(`account`)??void 0,mode:A.find(e=>e===t),sort:k.find(e=>e===n)??`next`}}function M(e,{account:t,mode:n,sort:r}){return e.filter(e=>t===void 0||e.entry_id===t).flatMap(e=>e.strategies.map(t=>({account:e,strategy:t}))).filter(({strategy:e})=>n===void 0||e.mode===n).sort((e,t)=>P[r](e.strategy,t.strategy)||N(e.strategy,t.strategy))}var N=(e,t)=>e.name.localeCompare(t.name),P={name:N,next:(e,t)=>F(e.next_evaluation?.close_ms,t.next_evaluation?.close_ms),profit:(e,t)=>I(C(e)?.profit_percent??null,C(t)?.profit_percent??null),trades:(e,t)=>(C(t)?.trades??0)-(C(e)?.trades??0)},F=(e=2**53-1,t=2**53-1)=>e-t;function I(e,t){return e===null||t===null?Number(e===null)-Number(t===null):n(t,e)}var L=class extends S{static{this.styles=[f,c`
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
    `]}render(){let{app:e,snapshot:t}=this,n=t.accounts.flatMap(e=>e.strategies);return s`
      <div class="stack">
        <div class="row between">
          <h1>${e.text(`strategies_title`)}</h1>
          ${n.length?this.#e():u}
        </div>
        ${n.length?s`${this.#n()}${this.#r()}`:this.#t()}
      </div>
    `}#e(){let{accounts:n}=this.snapshot,{account:r}=j(this.place.parameters),i=r??(n.length===1?n[0]?.entry_id:void 0);if(!this.app.isAdmin)return u;let a=i===void 0?h:g(i);return s`<a class="button" href=${a}>${t(e)}${this.app.text(`strategies_add`)}</a>`}#t(){let{app:e}=this,[t]=this.snapshot.accounts;return s`<aurono-state
      .drawing=${o}
      heading=${e.text(t?`strategies_none`:`overview_no_account`)}
      text=${e.text(t?`strategies_none_text`:`overview_add_first_account`)}
    >
      ${t?s`<a class="button primary" href=${p(`lab/simulate`)}>${e.text(`overview_try_lab`)}</a>`:u}
      ${e.isAdmin?s`<a class="button" href=${t?g(t.entry_id):v}
              >${e.text(t?`strategies_add`:`overview_add_account`)}</a
            >`:u}
    </aurono-state>`}#n(){let{app:e}=this,{accounts:t}=this.snapshot,{account:n,mode:r,sort:i}=j(this.place.parameters),a={value:``,label:e.text(`common_all`)};return s`
      <div class="filters">
        ${T({label:e.text(`strategies_show`),value:r??``,options:[a,...A.map(t=>({value:t,label:e.text(`strategies_filter_${t}`)}))],onChange:e=>{this.#i({show:e})}})}
        ${t.length>1?T({label:e.text(`strategies_account`),value:n??``,options:[a,...t.map(e=>({value:e.entry_id,label:e.title}))],onChange:e=>{this.#i({account:e})}}):u}
        ${T({label:e.text(`strategies_sort`),value:i,options:k.map(t=>({value:t,label:e.text(`strategies_sort_${t}`)})),onChange:e=>{this.#i({sort:e})}})}
      </div>
    `}#r(){let{app:e}=this,t=M(this.snapshot.accounts,j(this.place.parameters));return t.length?s`<div class="grid">
      ${x(t,({strategy:e})=>e.id,({account:e,strategy:t})=>s`<aurono-strategy-card .account=${e} .strategy=${t}></aurono-strategy-card>`)}
    </div>`:s`<aurono-state text=${e.text(`strategies_none_fit`)}>
        <a class="button" href=${p(`strategies`)}>${e.text(`strategies_reset`)}</a>
      </aurono-state>`}#i(e){let t={...Object.fromEntries(this.place.parameters),...e};_(p(`strategies`,t),{replace:!0})}};L=d([b(`aurono-strategies-page`)],L);export{L as AuronoStrategiesPage};