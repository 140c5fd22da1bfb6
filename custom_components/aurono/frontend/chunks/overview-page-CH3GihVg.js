import{M as e,N as t,O as n,R as r,S as i,Y as a,_ as o,d as s,g as c,i as l,it as u,l as d,m as f,o as p,p as m,q as h,t as g,u as _}from"./routes-Dz8s5z6K.js";import{_ as v,f as y,m as b,s as x,u as S}from"./store-ztXaxWfb.js";import{t as C}from"./repeat-wde99nNZ.js";import"../aurono-panel.js";import{n as w,r as T}from"./preload-helper-D77zHdRM.js";import{t as E}from"./page-element-C7PY5y-z.js";import{n as D,t as O}from"./attention-dMyNQ8lY.js";import"./aurono-countdown-C7NuN5sz.js";import"./aurono-use-bar-CArOJH8g.js";import{n as k,r as A}from"./model-DCEP_baa.js";var j=class extends c{constructor(...e){super(...e),this.canAct=!1}static{this.styles=[o,v`
      .columns {
        display: grid;
        gap: var(--aurono-gap);
        grid-template-columns: minmax(0, 1fr);
      }
      @media (min-width: 870px) {
        .columns {
          grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
        }
      }
      .total + .total {
        border-top: 1px solid var(--aurono-line);
        padding-top: var(--aurono-gap);
      }
      .figures {
        align-items: end;
      }
      .facts {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 6px 16px;
      }
      .facts dt {
        color: var(--aurono-quiet);
      }
      .next li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 0 12px;
        padding: 8px 0;
        border-bottom: 1px solid var(--aurono-line);
      }
      .next li:last-child {
        border-bottom: 0;
        padding-bottom: 0;
      }
      .next .end {
        text-align: end;
      }
      .empty {
        display: grid;
        justify-items: start;
        gap: 12px;
      }
    `]}render(){let{app:e,account:t}=this,n=t.state===`loaded`;return b`
      <section class="stack" aria-labelledby="title">
        <div class="row between">
          <div class="row">
            <h2 id="title">${t.title}</h2>
            ${s(e,t.is_demo)}
            ${t.stopped?b`<span class="badge warn">${e.state(`sensor`,`account_status`,`stopped`)}</span>`:y}
          </div>
          <div class="row">
            ${e.isAdmin&&n?b`<aurono-trading-control .account=${t} ?disabled=${!this.canAct}></aurono-trading-control>`:y}
            ${e.isAdmin?b`<a
                    class="button plain"
                    href=${p(t.entry_id)}
                    aria-label=${e.text(`overview_account_settings`)}
                    title=${e.text(`overview_account_settings`)}
                    >${m(r)}</a
                  >`:y}
          </div>
        </div>
        ${n?this.#e():y}
      </section>
    `}#e(){let{account:e}=this;return e.strategies.length?b`
      <div class="columns">
        <div class="card stack">${e.totals.map(e=>this.#n(e))}</div>
        <div class="stack">${this.#r()}${this.#a()}</div>
      </div>
    `:b`<div class="columns">${this.#t()}${this.#a()}</div>`}#t(){let{app:e,account:t}=this;return b`
      <div class="card empty">
        <h3>${e.text(`overview_no_strategy`)}</h3>
        <p class="quiet">${e.text(`overview_no_strategy_text`)}</p>
        <div class="row">
          <a class="button primary" href=${l(`lab/simulate`,{account:t.entry_id})}
            >${e.text(`overview_try_lab`)}</a
          >
          ${e.isAdmin?b`<a class="button" href=${p(t.entry_id)}
                  >${m(u)}${e.text(`overview_add_strategy`)}</a
                >`:y}
        </div>
      </div>
    `}#n(e){let{app:t,account:n}=this,{currency:r}=e;return b`
      <div class="stack total">
        <div class="row between figures">
          <div>
            <div class="row small">
              ${_(t,e.book)}<span class="quiet">${t.text(`overview_value`)}</span>
            </div>
            <div class="hero">${t.numbers.money(e.value,r)}</div>
          </div>
          <div>
            <div class="quiet small">${t.text(`overview_profit`)}</div>
            <div class="hero">${f(t,e.profit,r)}</div>
          </div>
        </div>
        ${e.value===null?b`<p class="quiet small">${t.text(`overview_no_prices`)}</p>`:y}
        <aurono-curve
          .entryId=${n.entry_id}
          .book=${e.book}
          currency=${r}
          name=${n.title}
          stamp=${`${e.value??``} ${e.profit??``}`}
        ></aurono-curve>
        <aurono-use-bar
          currency=${r}
          .coins=${e.position_value}
          .reserved=${e.reserved}
          .free=${e.free}
        ></aurono-use-bar>
      </div>
    `}#r(){return b`
      <div class="card">
        <h3>${this.app.text(`overview_next`)}</h3>
        <ul class="next">
          ${[...this.account.strategies].sort(M).map(e=>this.#i(e))}
        </ul>
      </div>
    `}#i(e){let{app:t,account:n}=this,{quote:r}=A(e.parameters.pair);return b`
      <li>
        <a href=${d(n.entry_id,e.id)}>${e.name}</a>
        <span class="end"
          >${e.next_evaluation?b`<aurono-countdown at=${e.next_evaluation.at}></aurono-countdown>`:t.state(`select`,`mode`,e.mode)}</span
        >
        <span class="quiet small">${t.state(`sensor`,`status`,e.status)}</span>
        <span class="end small">${f(t,k(e)?.profit,r)}</span>
      </li>
    `}#a(){let{app:e,account:t}=this,{connection:n,journal:r}=t,i=n.connected!==null,a=n.failure===`clock_off`;return b`
      <div class="card stack">
        <h3>${e.text(`overview_health`)}</h3>
        <dl class="facts">
          ${this.#o(e.text(`overview_health_exchange`),n.connected,n.connected?e.text(`overview_health_exchange_ok`):i?D(e,n.failure):e.text(`overview_health_exchange_unknown`))}
          ${this.#o(e.text(`overview_health_clock`),a?!1:n.connected?!0:null,a?e.text(`overview_health_clock_off`):n.connected?e.text(`overview_health_clock_ok`):e.text(`overview_health_exchange_unknown`))}
          ${this.#o(e.text(`overview_health_journal`),t.halted===null,e.text(t.halted===null?`overview_health_journal_ok`:`overview_health_journal_halted`))}
          ${r?this.#o(e.text(`overview_health_verified`),r.sound,r.sound?e.plural(`overview_health_verified_ok`,r.events):e.text(`overview_health_verified_bad`)):y}
        </dl>
        ${t.liquidity.length?b`<h3>${e.text(`overview_liquidity`)}</h3>
                <dl class="facts">${t.liquidity.map(e=>this.#s(e))}</dl>`:y}
      </div>
    `}#o(t,n,r){return b`<dt>${t}</dt>
      <dd><span class=${n===null?`quiet`:n?`gain`:`loss`}>${m(n===null?h:n?e:i)}</span> ${r}</dd>`}#s({kind:e,currency:t,expected:n,actual:r,gap:i}){let{app:a}=this,o=n=>e===`quote`?a.numbers.money(n,t):a.numbers.amount(n,t),s=x(i)>0,c={actual:o(r),expected:o(n),gap:o(i)};return this.#o(t,!s,a.text(s?`overview_liquidity_short`:`overview_liquidity_covered`,c))}};w([S({attribute:!1})],j.prototype,`account`,void 0),w([S({type:Boolean})],j.prototype,`canAct`,void 0),j=w([T(`aurono-account-section`)],j);function M(e,t){return(e.next_evaluation?.close_ms??1/0)-(t.next_evaluation?.close_ms??1/0)||0}var N=class extends E{static{this.styles=[o,v`
      .page {
        gap: calc(var(--aurono-gap) * 1.5);
      }
      .attention li {
        display: flex;
        gap: 12px;
        align-items: flex-start;
        padding: 8px 0;
      }
      .attention li + li {
        border-top: 1px solid var(--aurono-line);
      }
    `]}render(){let{app:e,snapshot:t}=this;return t.accounts.length?b`
      <div class="stack page">
        <h1 class="visually-hidden">${e.text(`overview_title`)}</h1>
        ${this.#t()}
        ${C(t.accounts,e=>e.entry_id,e=>b`<aurono-account-section .account=${e} ?canAct=${this.canAct}></aurono-account-section>`)}
        ${e.isAdmin?b`<div class="row">
                <a class="button" href=${g}>${m(u)}${e.text(`overview_add_account`)}</a>
              </div>`:y}
      </div>
    `:this.#e()}#e(){let{app:e}=this;return b`<aurono-state
      .drawing=${n}
      heading=${e.text(`overview_no_account`)}
      text=${e.text(`overview_add_first_account`)}
    >
      ${e.isAdmin?b`<a class="button primary" href=${g}>${e.text(`overview_add_account`)}</a>`:y}
    </aurono-state>`}#t(){let{app:e}=this,n=O(e,this.snapshot.accounts);return n.length?b`
      <section class="card attention" aria-labelledby="attention">
        <h2 id="attention">${e.text(`overview_attention`)}</h2>
        <ul>
          ${n.map(({urgent:e,text:t,href:n})=>b`
              <li>
                <span class=${e?`loss`:`warn`}>${m(e?i:a)}</span>
                ${n?b`<a href=${n}>${t}</a>`:b`<span>${t}</span>`}
              </li>
            `)}
        </ul>
      </section>
    `:b`<p class="row">
        <span class="gain">${m(t)}</span>${e.text(`overview_attention_none`)}
      </p>`}};N=w([T(`aurono-overview-page`)],N);export{N as AuronoOverviewPage};