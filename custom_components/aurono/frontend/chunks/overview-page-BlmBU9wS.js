import{D as e,F as t,I as n,O as r,Q as i,S as a,V as o,X as s,at as c,b as l,d as u,f as d,ft as f,i as p,it as m,j as h,l as g,o as _,r as v,t as y,u as b,v as x,w as S,y as C}from"./routes-B605dSH6.js";import{t as w}from"./query-DDQkTGvL.js";import{t as T}from"./repeat-CqX4LWDk.js";import"./aurono-state-CeFWp64P.js";import{t as E}from"./page-element-uf3vb-Yx.js";import{a as D,i as O,n as k,t as A,u as j}from"./parts-DbLGtrT5.js";import"./aurono-countdown-jHt6y8D9.js";import"./aurono-use-bar-CyySJnbr.js";import"./aurono-dialog-Cvnn_I-u.js";import{n as M,r as N}from"./model-DCEP_baa.js";var P=[`stuck`,`order_unknown`],F=[`breaker_open`,`missed`];function I(e,t){let n=t.flatMap(t=>L(e,t));return[...n.filter(e=>e.urgent),...n.filter(e=>!e.urgent)]}function L(e,t){let n=t.title,r=t.questions.map(t=>({urgent:!0,text:e.issueTitle(t.key,t.placeholders??{}),href:v}));if(t.state!==`loaded`){let i=t.state_reason??``,a=e.text(`overview_attention_not_loaded`,{account:n,detail:i}).trim();return[...r,{urgent:!0,text:a,href:_(t.entry_id)}]}let i=t.halted??(t.journal?.sound===!1?t.journal.problem??``:null);if(i!==null&&r.push({urgent:!0,text:e.text(`overview_attention_halted`,{account:n,detail:i}).trim()}),t.connection.connected===!1){let i=R(e,t.connection.failure);r.push({urgent:!0,text:e.text(`overview_attention_connection`,{account:n,failure:i})})}for(let i of t.liquidity)j(i.gap)>0&&r.push({urgent:!0,text:z(e,n,i)});t.stopped&&r.push({urgent:!1,text:e.text(`overview_attention_stopped`,{account:n})}),t.recovering&&r.push({urgent:!1,text:e.text(`overview_attention_recovering`,{account:n})});for(let n of t.strategies){let i=P.includes(n.status);if(!i&&!F.includes(n.status))continue;let a=e.state(`sensor`,`status`,n.status),o=e.text(`overview_attention_strategy`,{strategy:n.name,status:a});r.push({urgent:i,text:o,href:g(t.entry_id,n.id)})}return r}var R=(e,t)=>e.attribute(`binary_sensor`,`connectivity`,`failure`,t??`unreachable`);function z(e,t,{kind:n,currency:r,expected:i,actual:a,gap:o}){let s=t=>n===`quote`?e.numbers.money(t,r):e.numbers.amount(t,r),c={account:t,expected:s(i),actual:s(a),gap:s(o)};return e.text(`overview_attention_gap_${n}`,c)}var B=class extends b{constructor(...e){super(...e),this.disabled=!1,this.cancelOrders=!1,this.busy=!1,this.problem=``,this.#n=()=>{this.cancelOrders=!1,this.problem=``,this.dialog.show()},this.#r=()=>{this.dialog.close()},this.#i=async()=>{await this.#o(()=>this.app.api.stopTrading(this.account.entry_id,this.cancelOrders))&&this.dialog.close()},this.#a=async()=>{await this.#o(()=>this.app.api.resumeTrading(this.account.entry_id))}}render(){let{app:e,account:t}=this,n=this.disabled||this.busy;return t.stopped?S`
        <button class="primary" ?disabled=${n} @click=${this.#a}>
          ${O(m)}${e.text(`common_resume`)}
        </button>
        ${this.#t()}
      `:S`
      <button ?disabled=${n} @click=${this.#n}>${O(f)}${e.text(`common_stop`)}</button>
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
    `}#e(e){return S`<label class="choice">
      <input
        type="radio"
        name="orders"
        .checked=${this.cancelOrders===e}
        @change=${()=>{this.cancelOrders=e}}
      />
      <span>${this.app.text(e?`common_cancel_orders_too`:`common_cancel_orders_keep`)}</span>
    </label>`}#t(){return this.problem?S`<p class="error" role="alert">${this.problem}</p>`:a}#n;#r;#i;#a;async#o(e){this.busy=!0,this.problem=``;try{return await e(),!0}catch(e){return this.problem=this.app.problem(e),!1}finally{this.busy=!1}}};u([C({attribute:!1})],B.prototype,`account`,void 0),u([C({type:Boolean})],B.prototype,`disabled`,void 0),u([x()],B.prototype,`cancelOrders`,void 0),u([x()],B.prototype,`busy`,void 0),u([x()],B.prototype,`problem`,void 0),u([w(`aurono-dialog`)],B.prototype,`dialog`,void 0),B=u([l(`aurono-trading-control`)],B);var V=class extends b{constructor(...e){super(...e),this.canAct=!1}static{this.styles=[d,e`
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
    `]}render(){let{app:e,account:t}=this,n=t.state===`loaded`;return S`
      <section class="stack" aria-labelledby="title">
        <div class="row between">
          <div class="row">
            <h2 id="title">${t.title}</h2>
            ${k(e,t.is_demo)}
            ${t.stopped?S`<span class="badge warn">${e.state(`sensor`,`account_status`,`stopped`)}</span>`:a}
          </div>
          <div class="row">
            ${e.isAdmin&&n?S`<aurono-trading-control .account=${t} ?disabled=${!this.canAct}></aurono-trading-control>`:a}
            ${e.isAdmin?S`<a
                    class="button plain"
                    href=${_(t.entry_id)}
                    aria-label=${e.text(`overview_account_settings`)}
                    title=${e.text(`overview_account_settings`)}
                    >${O(o)}</a
                  >`:a}
          </div>
        </div>
        ${n?this.#e():a}
      </section>
    `}#e(){let{account:e}=this;return e.strategies.length?S`
      <div class="columns">
        <div class="card stack">${e.totals.map(e=>this.#n(e))}</div>
        <div class="stack">${this.#r()}${this.#a()}</div>
      </div>
    `:S`<div class="columns">${this.#t()}${this.#a()}</div>`}#t(){let{app:e,account:t}=this;return S`
      <div class="card empty">
        <h3>${e.text(`overview_no_strategy`)}</h3>
        <p class="quiet">${e.text(`overview_no_strategy_text`)}</p>
        <div class="row">
          <a class="button primary" href=${p(`lab/simulate`,{account:t.entry_id})}
            >${e.text(`overview_try_lab`)}</a
          >
          ${e.isAdmin?S`<a class="button" href=${_(t.entry_id)}
                  >${O(c)}${e.text(`overview_add_strategy`)}</a
                >`:a}
        </div>
      </div>
    `}#n(e){let{app:t,account:n}=this,{currency:r}=e;return S`
      <div class="stack total">
        <div class="row between">
          <div>
            <div class="row small">
              ${A(t,e.book)}<span class="quiet">${t.text(`overview_value`)}</span>
            </div>
            <div class="hero">${t.numbers.money(e.value,r)}</div>
          </div>
          <div>
            <div class="quiet small">${t.text(`overview_profit`)}</div>
            <div class="hero">${D(t,e.profit,r)}</div>
          </div>
        </div>
        ${e.value===null?S`<p class="quiet small">${t.text(`overview_no_prices`)}</p>`:a}
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
    `}#r(){return S`
      <div class="card">
        <h3>${this.app.text(`overview_next`)}</h3>
        <ul class="next">
          ${[...this.account.strategies].sort(H).map(e=>this.#i(e))}
        </ul>
      </div>
    `}#i(e){let{app:t,account:n}=this,{quote:r}=N(e.parameters.pair);return S`
      <li>
        <a href=${g(n.entry_id,e.id)}>${e.name}</a>
        <span class="end"
          >${e.next_evaluation?S`<aurono-countdown at=${e.next_evaluation.at}></aurono-countdown>`:t.state(`select`,`mode`,e.mode)}</span
        >
        <span class="quiet small">${t.state(`sensor`,`status`,e.status)}</span>
        <span class="end small">${D(t,M(e)?.profit,r)}</span>
      </li>
    `}#a(){let{app:e,account:t}=this,{connection:n,journal:r}=t,i=n.connected!==null,o=n.failure===`clock_off`;return S`
      <div class="card stack">
        <h3>${e.text(`overview_health`)}</h3>
        <dl class="facts">
          ${this.#o(e.text(`overview_health_exchange`),n.connected,n.connected?e.text(`overview_health_exchange_ok`):i?R(e,n.failure):e.text(`overview_health_exchange_unknown`))}
          ${this.#o(e.text(`overview_health_clock`),o?!1:n.connected?!0:null,o?e.text(`overview_health_clock_off`):n.connected?e.text(`overview_health_clock_ok`):e.text(`overview_health_exchange_unknown`))}
          ${this.#o(e.text(`overview_health_journal`),t.halted===null,e.text(t.halted===null?`overview_health_journal_ok`:`overview_health_journal_halted`))}
          ${r?this.#o(e.text(`overview_health_verified`),r.sound,r.sound?e.plural(`overview_health_verified_ok`,r.events):e.text(`overview_health_verified_bad`)):a}
        </dl>
        ${t.liquidity.length?S`<h3>${e.text(`overview_liquidity`)}</h3>
                <dl class="facts">${t.liquidity.map(e=>this.#s(e))}</dl>`:a}
      </div>
    `}#o(e,n,i){return S`<dt>${e}</dt>
      <dd><span class=${n===null?`quiet`:n?`gain`:`loss`}>${O(n===null?s:n?t:r)}</span> ${i}</dd>`}#s({kind:e,currency:t,expected:n,actual:r,gap:i}){let{app:a}=this,o=n=>e===`quote`?a.numbers.money(n,t):a.numbers.amount(n,t),s=j(i)>0,c={actual:o(r),expected:o(n),gap:o(i)};return this.#o(t,!s,a.text(s?`overview_liquidity_short`:`overview_liquidity_covered`,c))}};u([C({attribute:!1})],V.prototype,`account`,void 0),u([C({type:Boolean})],V.prototype,`canAct`,void 0),V=u([l(`aurono-account-card`)],V);function H(e,t){return(e.next_evaluation?.close_ms??1/0)-(t.next_evaluation?.close_ms??1/0)||0}var U=class extends E{static{this.styles=[d,e`
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
    `]}render(){let{app:e,snapshot:t}=this;return t.accounts.length?S`
      <div class="stack page">
        <h1 class="visually-hidden">${e.text(`overview_title`)}</h1>
        ${this.#t()}
        ${T(t.accounts,e=>e.entry_id,e=>S`<aurono-account-card .account=${e} ?canAct=${this.canAct}></aurono-account-card>`)}
        ${e.isAdmin?S`<div class="row">
                <a class="button" href=${y}>${O(c)}${e.text(`overview_add_account`)}</a>
              </div>`:a}
      </div>
    `:this.#e()}#e(){let{app:e}=this;return S`<aurono-state
      .drawing=${h}
      heading=${e.text(`overview_no_account`)}
      text=${e.text(`overview_add_first_account`)}
    >
      ${e.isAdmin?S`<a class="button primary" href=${y}>${e.text(`overview_add_account`)}</a>`:a}
    </aurono-state>`}#t(){let{app:e}=this,t=I(e,this.snapshot.accounts);return t.length?S`
      <section class="card attention" aria-labelledby="attention">
        <h2 id="attention">${e.text(`overview_attention`)}</h2>
        <ul>
          ${t.map(({urgent:e,text:t,href:n})=>S`
              <li>
                <span class=${e?`loss`:`warn`}>${O(e?r:i)}</span>
                ${n?S`<a href=${n}>${t}</a>`:S`<span>${t}</span>`}
              </li>
            `)}
        </ul>
      </section>
    `:S`<p class="row">
        <span class="gain">${O(n)}</span>${e.text(`overview_attention_none`)}
      </p>`}};U=u([l(`aurono-overview-page`)],U);export{U as AuronoOverviewPage};