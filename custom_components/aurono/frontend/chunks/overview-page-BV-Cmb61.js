import{N as e,O as t,P as n,S as r,Y as i,Z as a,_ as o,d as s,g as c,i as l,l as u,m as d,o as f,ot as p,p as m,t as h,u as g,z as _}from"./routes-DAszD0DE.js";import{_ as v,f as y,l as b,m as x,s as S,u as C}from"./store-BIwLautr.js";import{t as w}from"./repeat-C-QJedi2.js";import"../aurono-panel.js";import{i as T,r as E}from"./preload-helper-CfTwmMmM.js";import{t as D}from"./page-element-Bd0xOBB7.js";import{n as O,r as k,t as A}from"./attention-CdfZtmcH.js";import"./aurono-countdown-BQlhAqRd.js";import"./aurono-use-bar-Oyv1S3yc.js";import{n as j,r as M}from"./model-DCEP_baa.js";var N=class extends c{constructor(...e){super(...e),this.canAct=!1,this.opened={}}static{this.styles=[o,v`
      details > aurono-statistics {
        margin-top: 8px;
      }
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
      .facts dd {
        display: flex;
        gap: 4px;
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
    `]}render(){let{app:e,account:t}=this,n=t.state===`loaded`;return x`
      <section class="stack" aria-labelledby="title">
        <div class="row between">
          <div class="row">
            <h2 id="title">${t.title}</h2>
            ${s(e,t.is_demo)}
            ${t.stopped?x`<span class="badge warn">${e.state(`sensor`,`account_status`,`stopped`)}</span>`:y}
          </div>
          <div class="row">
            ${e.isAdmin&&n?x`<aurono-trading-control .account=${t} ?disabled=${!this.canAct}></aurono-trading-control>`:y}
            ${e.isAdmin?x`<a
                    class="button plain"
                    href=${f(t.entry_id)}
                    aria-label=${e.text(`overview_account_settings`)}
                    title=${e.text(`overview_account_settings`)}
                    >${m(_)}</a
                  >`:y}
          </div>
        </div>
        ${n?this.#e():y}
      </section>
    `}#e(){let{account:e}=this;return e.strategies.length?x`
      <div class="columns">
        <div class="card stack">${e.totals.map(e=>this.#n(e))}</div>
        <div class="stack">${this.#r()}${this.#a()}</div>
      </div>
    `:x`<div class="columns">${this.#t()}${this.#a()}</div>`}#t(){let{app:e,account:t}=this;return x`
      <div class="card empty">
        <h3>${e.text(`overview_no_strategy`)}</h3>
        <p class="quiet">${e.text(`overview_no_strategy_text`)}</p>
        <div class="row">
          <a class="button primary" href=${l(`lab/simulate`,{account:t.entry_id})}
            >${e.text(`overview_try_lab`)}</a
          >
          ${e.isAdmin?x`<a class="button" href=${f(t.entry_id)}
                  >${m(p)}${e.text(`overview_add_strategy`)}</a
                >`:y}
        </div>
      </div>
    `}#n(e){let{app:t,account:n}=this,{currency:r}=e,i=`${e.book} ${r}`;return x`
      <div class="stack total">
        <div class="row between figures">
          <div>
            <div class="row small">
              ${g(t,e.book)}<span class="quiet">${t.text(`overview_value`)}</span>
            </div>
            <div class="hero">${t.numbers.money(e.value,r)}</div>
          </div>
          <div>
            <div class="quiet small">${t.text(`overview_profit`)}</div>
            <div class="hero">${d(t,e.profit,r)}</div>
          </div>
        </div>
        ${e.value===null?x`<p class="quiet small">${t.text(`overview_no_prices`)}</p>`:y}
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
        <details
          @toggle=${e=>{e.target.open&&(this.opened={...this.opened,[i]:!0})}}
        >
          <summary>${t.text(`statistics_title`)}</summary>
          ${this.opened[i]?x`<aurono-statistics
                  .entryId=${n.entry_id}
                  .book=${e.book}
                  currency=${r}
                  stamp=${`${e.value??``} ${e.profit??``}`}
                ></aurono-statistics>`:y}
        </details>
      </div>
    `}#r(){return x`
      <div class="card">
        <h3>${this.app.text(`overview_next`)}</h3>
        <ul class="next">
          ${[...this.account.strategies].sort(P).map(e=>this.#i(e))}
        </ul>
      </div>
    `}#i(e){let{app:t,account:n}=this,{quote:r}=M(e.parameters.pair);return x`
      <li>
        <a href=${u(n.entry_id,e.id)}>${e.name}</a>
        <span class="end"
          >${e.next_evaluation?x`<aurono-countdown at=${e.next_evaluation.at}></aurono-countdown>`:t.state(`select`,`mode`,e.mode)}</span
        >
        <span class="quiet small">${t.state(`sensor`,`status`,e.status)}</span>
        <span class="end small">${d(t,j(e)?.profit,r)}</span>
      </li>
    `}#a(){let{app:e,account:t}=this,{connection:n}=t,r=t.journal&&k(e,t.journal),i=n.connected!==null,a=n.failure===`clock_off`;return x`
      <div class="card stack">
        <h3>${e.text(`overview_health`)}</h3>
        <dl class="facts">
          ${this.#o(e.text(`overview_health_exchange`),n.connected,n.connected?e.text(`overview_health_exchange_ok`):i?O(e,n.failure):e.text(`overview_health_exchange_unknown`))}
          ${this.#o(e.text(`overview_health_clock`),a?!1:n.connected?!0:null,a?e.text(`overview_health_clock_off`):n.connected?e.text(`overview_health_clock_ok`):e.text(`overview_health_exchange_unknown`))}
          ${this.#o(e.text(`overview_health_journal`),t.halted===null,e.text(t.halted===null?`overview_health_journal_ok`:`overview_health_journal_halted`))}
          ${r?this.#o(e.text(`overview_health_verified`),r.isWell,r.text):y}
        </dl>
        ${t.liquidity.length?x`<h3>${e.text(`overview_liquidity`)}</h3>
                <dl class="facts">${t.liquidity.map(e=>this.#s(e))}</dl>`:y}
      </div>
    `}#o(t,n,a){return x`<dt>${t}</dt>
      <dd><span class=${n===null?`quiet`:n?`gain`:`loss`}>${m(n===null?i:n?e:r)}</span><span>${a}</span></dd>`}#s({kind:e,currency:t,expected:n,actual:r,gap:i}){let{app:a}=this,o=n=>e===`quote`?a.numbers.money(n,t):a.numbers.amount(n,t),s=S(i)>0,c={actual:o(r),expected:o(n),gap:o(i)};return this.#o(t,!s,a.text(s?`overview_liquidity_short`:`overview_liquidity_covered`,c))}};E([C({attribute:!1})],N.prototype,`account`,void 0),E([C({type:Boolean})],N.prototype,`canAct`,void 0),E([b()],N.prototype,`opened`,void 0),N=E([T(`aurono-account-section`)],N);function P(e,t){return(e.next_evaluation?.close_ms??1/0)-(t.next_evaluation?.close_ms??1/0)||0}var F=class extends D{static{this.styles=[o,v`
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
    `]}render(){let{app:e,snapshot:t}=this;return t.accounts.length?x`
      <div class="stack page">
        <h1 class="visually-hidden">${e.text(`overview_title`)}</h1>
        ${this.#t()}
        ${w(t.accounts,e=>e.entry_id,e=>x`<aurono-account-section .account=${e} ?canAct=${this.canAct}></aurono-account-section>`)}
        ${e.isAdmin?x`<div class="row">
                <a class="button" href=${h}>${m(p)}${e.text(`overview_add_account`)}</a>
              </div>`:y}
      </div>
    `:this.#e()}#e(){let{app:e}=this;return x`<aurono-state
      .drawing=${t}
      heading=${e.text(`overview_no_account`)}
      text=${e.text(`overview_add_first_account`)}
    >
      ${e.isAdmin?x`<a class="button primary" href=${h}>${e.text(`overview_add_account`)}</a>`:y}
    </aurono-state>`}#t(){let{app:e}=this,t=A(e,this.snapshot.accounts);return t.length?x`
      <section class="card attention" aria-labelledby="attention">
        <h2 id="attention">${e.text(`overview_attention`)}</h2>
        <ul>
          ${t.map(({urgent:e,text:t,href:n})=>x`
              <li>
                <span class=${e?`loss`:`warn`}>${m(e?r:a)}</span>
                ${n?x`<a href=${n}>${t}</a>`:x`<span>${t}</span>`}
              </li>
            `)}
        </ul>
      </section>
    `:x`<p class="row">
        <span class="gain">${m(n)}</span>${e.text(`overview_attention_none`)}
      </p>`}};F=E([T(`aurono-overview-page`)],F);export{F as AuronoOverviewPage};