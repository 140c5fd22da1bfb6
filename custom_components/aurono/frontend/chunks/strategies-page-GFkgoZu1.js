import{D as e,S as t,at as n,b as r,ct as i,d as a,f as o,i as s,l as c,n as l,o as u,s as d,t as f,u as p,w as m,y as h}from"./routes-B605dSH6.js";import{t as g}from"./repeat-CqX4LWDk.js";import"./aurono-state-CeFWp64P.js";import{t as _}from"./page-element-uf3vb-Yx.js";import{a as v,i as y,n as b,r as x,s as S}from"./parts-DbLGtrT5.js";import{t as C}from"./select-field-DXgPJbRU.js";import"./aurono-countdown-jHt6y8D9.js";import{n as w,r as T}from"./model-DCEP_baa.js";import{n as E}from"./sentences-CrKXXskS.js";import{t as D}from"./mode-badge-Bdtt4ZAJ.js";var O=class extends p{static{this.styles=[o,e`
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
    `]}render(){let{app:e,account:t,strategy:n}=this,r=w(n),{pair:i,timeframe:a}=n.parameters,{quote:o}=T(i),s=n.last_evaluation;return m`
      <article class="card stack">
        <div>
          <div class="row between">
            <h2><a href=${c(t.entry_id,n.id)}>${n.name}</a></h2>
            <div class="row">${D(e,n)}${b(e,t.is_demo)}</div>
          </div>
          <p class="quiet small">${i} · ${e.option(`timeframe`,a)} · ${t.title}</p>
        </div>
        <p>${e.state(`sensor`,`status`,n.status)}</p>
        <div class="row between">
          <div>
            <div class="hero">${v(e,r?.profit,o)}</div>
            <div class="small quiet">
              ${x(e.numbers.percent(r?.profit_percent,{signed:!0}),r?.profit_percent)} ·
              ${e.plural(`strategies_trades`,r?.trades??0)}
            </div>
          </div>
          ${n.next_evaluation?m`<div class="small quiet">
                  ${e.text(`overview_next`)}
                  <aurono-countdown at=${n.next_evaluation.at}></aurono-countdown>
                </div>`:``}
        </div>
        <p class="small decision">
          ${s?m`<span class="quiet">${e.times.dateTime(s.close_ms)}</span>
                  ${E(e,s,i)}`:e.text(`strategies_last_decision_none`)}
        </p>
      </article>
    `}};a([h({attribute:!1})],O.prototype,`account`,void 0),a([h({attribute:!1})],O.prototype,`strategy`,void 0),O=a([r(`aurono-strategy-card`)],O);var k=[`next`,`name`,`profit`,`trades`],A=[`live`,`shadow`,`paused`];function j(e){let t=e.get(`show`),n=e.get(`sort`);return{account:e.get(`account`)??void 0,mode:A.find(e=>e===t),sort:k.find(e=>e===n)??`next`}}function M(e,{account:t,mode:n,sort:r}){return e.filter(e=>t===void 0||e.entry_id===t).flatMap(e=>e.strategies.map(t=>({account:e,strategy:t}))).filter(({strategy:e})=>n===void 0||e.mode===n).sort((e,t)=>P[r](e.strategy,t.strategy)||N(e.strategy,t.strategy))}var N=(e,t)=>e.name.localeCompare(t.name),P={name:N,next:(e,t)=>F(e.next_evaluation?.close_ms,t.next_evaluation?.close_ms),profit:(e,t)=>I(w(e)?.profit_percent??null,w(t)?.profit_percent??null),trades:(e,t)=>(w(t)?.trades??0)-(w(e)?.trades??0)},F=(e=2**53-1,t=2**53-1)=>e-t;function I(e,t){return e===null||t===null?Number(e===null)-Number(t===null):S(t,e)}var L=class extends _{static{this.styles=[o,e`
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
    `]}render(){let{app:e,snapshot:n}=this,r=n.accounts.flatMap(e=>e.strategies);return m`
      <div class="stack">
        <div class="row between">
          <h1>${e.text(`strategies_title`)}</h1>
          ${r.length?this.#e():t}
        </div>
        ${r.length?m`${this.#n()}${this.#r()}`:this.#t()}
      </div>
    `}#e(){let{accounts:e}=this.snapshot,{account:r}=j(this.place.parameters),i=r??(e.length===1?e[0]?.entry_id:void 0);if(!this.app.isAdmin)return t;let a=i===void 0?l:u(i);return m`<a class="button" href=${a}>${y(n)}${this.app.text(`strategies_add`)}</a>`}#t(){let{app:e}=this,[n]=this.snapshot.accounts;return m`<aurono-state
      .drawing=${i}
      heading=${e.text(n?`strategies_none`:`overview_no_account`)}
      text=${e.text(n?`strategies_none_text`:`overview_add_first_account`)}
    >
      ${n?m`<a class="button primary" href=${s(`lab/simulate`)}>${e.text(`overview_try_lab`)}</a>`:t}
      ${e.isAdmin?m`<a class="button" href=${n?u(n.entry_id):f}
              >${e.text(n?`strategies_add`:`overview_add_account`)}</a
            >`:t}
    </aurono-state>`}#n(){let{app:e}=this,{accounts:n}=this.snapshot,{account:r,mode:i,sort:a}=j(this.place.parameters),o={value:``,label:e.text(`common_all`)};return m`
      <div class="filters">
        ${C({label:e.text(`strategies_show`),value:i??``,options:[o,...A.map(t=>({value:t,label:e.text(`strategies_filter_${t}`)}))],onChange:e=>{this.#i({show:e})}})}
        ${n.length>1?C({label:e.text(`strategies_account`),value:r??``,options:[o,...n.map(e=>({value:e.entry_id,label:e.title}))],onChange:e=>{this.#i({account:e})}}):t}
        ${C({label:e.text(`strategies_sort`),value:a,options:k.map(t=>({value:t,label:e.text(`strategies_sort_${t}`)})),onChange:e=>{this.#i({sort:e})}})}
      </div>
    `}#r(){let{app:e}=this,t=M(this.snapshot.accounts,j(this.place.parameters));return t.length?m`<div class="grid">
      ${g(t,({strategy:e})=>e.id,({account:e,strategy:t})=>m`<aurono-strategy-card .account=${e} .strategy=${t}></aurono-strategy-card>`)}
    </div>`:m`<aurono-state text=${e.text(`strategies_none_fit`)}>
        <a class="button" href=${s(`strategies`)}>${e.text(`strategies_reset`)}</a>
      </aurono-state>`}#i(e){let t={...Object.fromEntries(this.place.parameters),...e};d(s(`strategies`,t),{replace:!0})}};L=a([r(`aurono-strategies-page`)],L);export{L as AuronoStrategiesPage};