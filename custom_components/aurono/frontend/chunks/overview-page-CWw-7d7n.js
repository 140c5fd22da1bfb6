import{E as e,J as t,N as n,P as r,S as i,T as a,X as o,_ as s,b as c,d as l,f as u,g as d,i as f,k as p,l as m,nt as h,o as g,r as _,rt as v,t as y,u as b,ut as x,v as S,z as C}from"./routes-CDwzs4vc.js";import{t as w}from"./repeat-CDifzQVy.js";import{i as T}from"../aurono-panel.js";import{t as E}from"./page-element-CUl5KGz2.js";import{a as D,d as O,i as k,n as A,t as j}from"./parts-BJS5ziR4.js";import"./aurono-countdown-CWawyT6-.js";import"./aurono-use-bar-313K1Nv6.js";import"./aurono-dialog-kPHW9uI4.js";import{n as M,r as N}from"./model-DCEP_baa.js";var P=[`stuck`,`order_unknown`],F=[`breaker_open`,`missed`];function I(e,t){let n=t.flatMap(t=>L(e,t));return[...n.filter(e=>e.urgent),...n.filter(e=>!e.urgent)]}function L(e,t){let n=t.title,r=t.questions.map(t=>({urgent:!0,text:e.issueTitle(t.key,t.placeholders??{}),href:_}));if(t.state!==`loaded`){let i=t.state_reason??``,a=e.text(`overview_attention_not_loaded`,{account:n,detail:i}).trim();return[...r,{urgent:!0,text:a,href:g(t.entry_id)}]}let i=t.halted??(t.journal?.sound===!1?t.journal.problem??``:null);if(i!==null&&r.push({urgent:!0,text:e.text(`overview_attention_halted`,{account:n,detail:i}).trim()}),t.connection.connected===!1){let i=R(e,t.connection.failure);r.push({urgent:!0,text:e.text(`overview_attention_connection`,{account:n,failure:i})})}for(let i of t.liquidity)O(i.gap)>0&&r.push({urgent:!0,text:z(e,n,i)});t.stopped&&r.push({urgent:!1,text:e.text(`overview_attention_stopped`,{account:n})}),t.recovering&&r.push({urgent:!1,text:e.text(`overview_attention_recovering`,{account:n})});for(let n of t.strategies){let i=P.includes(n.status);if(!i&&!F.includes(n.status))continue;let a=e.state(`sensor`,`status`,n.status),o=e.text(`overview_attention_strategy`,{strategy:n.name,status:a});r.push({urgent:i,text:o,href:m(t.entry_id,n.id)})}return r}var R=(e,t)=>e.attribute(`binary_sensor`,`connectivity`,`failure`,t??`unreachable`);function z(e,t,{kind:n,currency:r,expected:i,actual:a,gap:o}){let s=t=>n===`quote`?e.numbers.money(t,r):e.numbers.amount(t,r),c={account:t,expected:s(i),actual:s(a),gap:s(o)};return e.text(`overview_attention_gap_${n}`,c)}var B=class extends b{constructor(...e){super(...e),this.disabled=!1,this.cancelOrders=!1,this.busy=!1,this.problem=``,this.#n=()=>{this.cancelOrders=!1,this.problem=``,this.dialog.show()},this.#r=()=>{this.dialog.close()},this.#i=async()=>{await this.#o(()=>this.app.api.stopTrading(this.account.entry_id,this.cancelOrders))&&this.dialog.close()},this.#a=async()=>{await this.#o(()=>this.app.api.resumeTrading(this.account.entry_id))}}render(){let{app:e,account:t}=this,n=this.disabled||this.busy;return t.stopped?i`
        <button class="primary" ?disabled=${n} @click=${this.#a}>
          ${k(h)}${e.text(`common_resume`)}
        </button>
        ${this.#t()}
      `:i`
      <button ?disabled=${n} @click=${this.#n}>${k(x)}${e.text(`common_stop`)}</button>
      <aurono-dialog heading=${e.text(`common_stop_heading`,{account:t.title})}>
        <p>${e.text(`common_stop_text`)}</p>
        <fieldset>
          <legend>${e.text(`common_what_about_orders`)}</legend>
          ${this.#e(!1)}${this.#e(!0)}
        </fieldset>
        ${this.#t()}
        <button slot="actions" class="plain" @click=${this.#r}>${e.text(`common_cancel`)}</button>
        <button slot="actions" class="danger" ?disabled=${n} @click=${this.#i}>
          ${e.text(`common_stop`)}
        </button>
      </aurono-dialog>
    `}#e(e){return i`<label class="choice">
      <input
        type="radio"
        name="orders"
        .checked=${this.cancelOrders===e}
        @change=${()=>{this.cancelOrders=e}}
      />
      <span>${this.app.text(e?`common_cancel_orders_too`:`common_cancel_orders_keep`)}</span>
    </label>`}#t(){return this.problem?i`<p class="error" role="alert">${this.problem}</p>`:c}#n;#r;#i;#a;async#o(e){this.busy=!0,this.problem=``;try{return await e(),!0}catch(e){return this.problem=this.app.problem(e),!1}finally{this.busy=!1}}};l([S({attribute:!1})],B.prototype,`account`,void 0),l([S({type:Boolean})],B.prototype,`disabled`,void 0),l([s()],B.prototype,`cancelOrders`,void 0),l([s()],B.prototype,`busy`,void 0),l([s()],B.prototype,`problem`,void 0),l([T(`aurono-dialog`)],B.prototype,`dialog`,void 0),B=l([d(`aurono-trading-control`)],B);var V=class extends b{constructor(...e){super(...e),this.canAct=!1}static{this.styles=[u,a`
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
    `]}render(){let{app:e,account:t}=this,n=t.state===`loaded`;return i`
      <section class="stack" aria-labelledby="title">
        <div class="row between">
          <div class="row">
            <h2 id="title">${t.title}</h2>
            ${A(e,t.is_demo)}
            ${t.stopped?i`<span class="badge warn">${e.state(`sensor`,`account_status`,`stopped`)}</span>`:c}
          </div>
          <div class="row">
            ${e.isAdmin&&n?i`<aurono-trading-control .account=${t} ?disabled=${!this.canAct}></aurono-trading-control>`:c}
            ${e.isAdmin?i`<a
                    class="button plain"
                    href=${g(t.entry_id)}
                    aria-label=${e.text(`overview_account_settings`)}
                    title=${e.text(`overview_account_settings`)}
                    >${k(C)}</a
                  >`:c}
          </div>
        </div>
        ${n?this.#e():c}
      </section>
    `}#e(){let{account:e}=this;return e.strategies.length?i`
      <div class="columns">
        <div class="card stack">${e.totals.map(e=>this.#n(e))}</div>
        <div class="stack">${this.#r()}${this.#a()}</div>
      </div>
    `:i`<div class="columns">${this.#t()}${this.#a()}</div>`}#t(){let{app:e,account:t}=this;return i`
      <div class="card empty">
        <h3>${e.text(`overview_no_strategy`)}</h3>
        <p class="quiet">${e.text(`overview_no_strategy_text`)}</p>
        <div class="row">
          <a class="button primary" href=${f(`lab/simulate`,{account:t.entry_id})}
            >${e.text(`overview_try_lab`)}</a
          >
          ${e.isAdmin?i`<a class="button" href=${g(t.entry_id)}
                  >${k(v)}${e.text(`overview_add_strategy`)}</a
                >`:c}
        </div>
      </div>
    `}#n(e){let{app:t,account:n}=this,{currency:r}=e;return i`
      <div class="stack total">
        <div class="row between figures">
          <div>
            <div class="row small">
              ${j(t,e.book)}<span class="quiet">${t.text(`overview_value`)}</span>
            </div>
            <div class="hero">${t.numbers.money(e.value,r)}</div>
          </div>
          <div>
            <div class="quiet small">${t.text(`overview_profit`)}</div>
            <div class="hero">${D(t,e.profit,r)}</div>
          </div>
        </div>
        ${e.value===null?i`<p class="quiet small">${t.text(`overview_no_prices`)}</p>`:c}
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
    `}#r(){return i`
      <div class="card">
        <h3>${this.app.text(`overview_next`)}</h3>
        <ul class="next">
          ${[...this.account.strategies].sort(H).map(e=>this.#i(e))}
        </ul>
      </div>
    `}#i(e){let{app:t,account:n}=this,{quote:r}=N(e.parameters.pair);return i`
      <li>
        <a href=${m(n.entry_id,e.id)}>${e.name}</a>
        <span class="end"
          >${e.next_evaluation?i`<aurono-countdown at=${e.next_evaluation.at}></aurono-countdown>`:t.state(`select`,`mode`,e.mode)}</span
        >
        <span class="quiet small">${t.state(`sensor`,`status`,e.status)}</span>
        <span class="end small">${D(t,M(e)?.profit,r)}</span>
      </li>
    `}#a(){let{app:e,account:t}=this,{connection:n,journal:r}=t,a=n.connected!==null,o=n.failure===`clock_off`;return i`
      <div class="card stack">
        <h3>${e.text(`overview_health`)}</h3>
        <dl class="facts">
          ${this.#o(e.text(`overview_health_exchange`),n.connected,n.connected?e.text(`overview_health_exchange_ok`):a?R(e,n.failure):e.text(`overview_health_exchange_unknown`))}
          ${this.#o(e.text(`overview_health_clock`),o?!1:n.connected?!0:null,o?e.text(`overview_health_clock_off`):n.connected?e.text(`overview_health_clock_ok`):e.text(`overview_health_exchange_unknown`))}
          ${this.#o(e.text(`overview_health_journal`),t.halted===null,e.text(t.halted===null?`overview_health_journal_ok`:`overview_health_journal_halted`))}
          ${r?this.#o(e.text(`overview_health_verified`),r.sound,r.sound?e.plural(`overview_health_verified_ok`,r.events):e.text(`overview_health_verified_bad`)):c}
        </dl>
        ${t.liquidity.length?i`<h3>${e.text(`overview_liquidity`)}</h3>
                <dl class="facts">${t.liquidity.map(e=>this.#s(e))}</dl>`:c}
      </div>
    `}#o(r,a,o){return i`<dt>${r}</dt>
      <dd><span class=${a===null?`quiet`:a?`gain`:`loss`}>${k(a===null?t:a?n:e)}</span> ${o}</dd>`}#s({kind:e,currency:t,expected:n,actual:r,gap:i}){let{app:a}=this,o=n=>e===`quote`?a.numbers.money(n,t):a.numbers.amount(n,t),s=O(i)>0,c={actual:o(r),expected:o(n),gap:o(i)};return this.#o(t,!s,a.text(s?`overview_liquidity_short`:`overview_liquidity_covered`,c))}};l([S({attribute:!1})],V.prototype,`account`,void 0),l([S({type:Boolean})],V.prototype,`canAct`,void 0),V=l([d(`aurono-account-section`)],V);function H(e,t){return(e.next_evaluation?.close_ms??1/0)-(t.next_evaluation?.close_ms??1/0)||0}var U=class extends E{static{this.styles=[u,a`
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
    `]}render(){let{app:e,snapshot:t}=this;return t.accounts.length?i`
      <div class="stack page">
        <h1 class="visually-hidden">${e.text(`overview_title`)}</h1>
        ${this.#t()}
        ${w(t.accounts,e=>e.entry_id,e=>i`<aurono-account-section .account=${e} ?canAct=${this.canAct}></aurono-account-section>`)}
        ${e.isAdmin?i`<div class="row">
                <a class="button" href=${y}>${k(v)}${e.text(`overview_add_account`)}</a>
              </div>`:c}
      </div>
    `:this.#e()}#e(){let{app:e}=this;return i`<aurono-state
      .drawing=${p}
      heading=${e.text(`overview_no_account`)}
      text=${e.text(`overview_add_first_account`)}
    >
      ${e.isAdmin?i`<a class="button primary" href=${y}>${e.text(`overview_add_account`)}</a>`:c}
    </aurono-state>`}#t(){let{app:t}=this,n=I(t,this.snapshot.accounts);return n.length?i`
      <section class="card attention" aria-labelledby="attention">
        <h2 id="attention">${t.text(`overview_attention`)}</h2>
        <ul>
          ${n.map(({urgent:t,text:n,href:r})=>i`
              <li>
                <span class=${t?`loss`:`warn`}>${k(t?e:o)}</span>
                ${r?i`<a href=${r}>${n}</a>`:i`<span>${n}</span>`}
              </li>
            `)}
        </ul>
      </section>
    `:i`<p class="row">
        <span class="gain">${k(r)}</span>${t.text(`overview_attention_none`)}
      </p>`}};U=l([d(`aurono-overview-page`)],U);export{U as AuronoOverviewPage};