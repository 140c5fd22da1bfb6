import{A as e,E as t,V as n,W as r,X as i,_ as a,a as o,d as s,dt as c,f as l,g as u,h as d,i as f,j as p,lt as m,m as h,nt as g,o as _,p as v,tt as y,u as b,x,z as S}from"./routes-DAszD0DE.js";import{_ as C,c as w,f as T,l as E,m as D,u as O}from"./store-BIwLautr.js";import"./aurono-countdown-BQlhAqRd.js";import"./aurono-use-bar-Oyv1S3yc.js";import"../aurono-panel.js";import{i as k,r as A}from"./preload-helper-CfTwmMmM.js";import{t as j}from"./page-element-Bd0xOBB7.js";import{n as M,r as N}from"./model-DCEP_baa.js";import{n as P,t as F}from"./sentences-CCZqipNf.js";import"./aurono-dialog-BKciXJjC.js";import"./aurono-table-Bhj1CA4W.js";import{n as ee,t as te}from"./aurono-chart-n9g1fNgh.js";import{n as ne,r as I,t as L}from"./price-chart-D9OQBEJI.js";import{t as R}from"./mode-badge-BBdxDXc2.js";var z=[`timeframe`,`reference`,`buy_trigger`,`sell_trigger`,`buy_amount`,`sell_amount`,`allocated_capital`,`reinvest_profits`,`loss_protection`,`minimum_position`,`cooldown`,`cooldown_reset`,`rsi_period`,`rsi_max_for_buy`,`rsi_min_for_sell`,`order_timeout`],B=(e,t)=>z.map(n=>({name:n,label:e.parameter(n),value:H(e,t,n)}));function V(e,t,n){return z.filter(e=>(t[e]??null)!==(n[e]??null)).map(r=>({name:r,label:e.parameter(r),before:H(e,t,r),value:H(e,n,r)}))}function H(e,t,n){let{base:r,quote:i}=N(t.pair),{numbers:a}=e;switch(n){case`timeframe`:case`reference`:return e.option(n,t[n]);case`buy_trigger`:case`sell_trigger`:return a.percent(t[n],{signed:!0,decimals:6});case`loss_protection`:return a.percent(t[n],{decimals:6});case`buy_amount`:case`sell_amount`:case`allocated_capital`:return a.money(t[n],i);case`minimum_position`:return a.amount(t[n],r);case`reinvest_profits`:case`cooldown_reset`:return e.text(t[n]?`common_yes`:`common_no`);case`rsi_period`:case`rsi_max_for_buy`:case`rsi_min_for_sell`:{let r=t[n]??null;return r===null?e.text(`common_off`):a.number(r,6)}case`cooldown`:case`order_timeout`:return a.number(t[n])}}function U(e){let t=e.trim();if(!/^\d*[.,]?\d*$/.test(t)||!/[1-9]/.test(t))return{problem:`no_number`};if(/^[1-9]\d{0,2}(,\d{3}|\.\d\d0)$/.test(t))return{problem:`ambiguous`};let[n=``,r=``]=t.replace(`,`,`.`).split(`.`);return{value:`${n.replace(/^0+(?=\d)/,``)||`0`}${r?`.${r}`:``}`}}var W=class extends u{constructor(...e){super(...e),this.change=`deposit`,this.disabled=!1,this.typed=``,this.problem=``,this.busy=!1,this.#t=e=>{this.typed=e.target.value,this.problem=``},this.#n=e=>{e.key===`Enter`&&this.#i()},this.#r=()=>{this.dialog.close()},this.#i=async()=>{let e=U(this.typed);if(`problem`in e){this.problem=this.app.text(`strategies_capital_${e.problem}`),this.input.focus();return}let{api:t}=this.app;this.busy=!0;try{this.change===`deposit`?await t.deposit(this.strategy.id,e.value):await t.withdraw(this.strategy.id,e.value),this.dialog.close()}catch(e){this.problem=this.app.problem(e)}finally{this.busy=!1}}}show(){this.typed=this.problem=``,this.dialog.show(),this.input.focus()}render(){let{app:e,strategy:t,change:n}=this,{quote:r}=N(t.parameters.pair),i=M(t);return D`
      <aurono-dialog heading=${e.text(`strategies_${n}_heading`,{strategy:t.name})}>
        <p>${e.text(`strategies_capital_note`)}</p>
        ${i?D`<p>${e.text(`strategies_capital_now`,{free:e.numbers.money(i.free,r)})}</p>`:T}
        <div class="field">
          <label for="amount">${e.text(`strategies_capital_amount`,{currency:r})}</label>
          <input
            id="amount"
            inputmode="decimal"
            autocomplete="off"
            .value=${this.typed}
            aria-invalid=${this.problem?`true`:`false`}
            aria-describedby="after problem"
            @input=${this.#t}
            @keydown=${this.#n}
          />
        </div>
        <p id="after" class="quiet">${this.#e(r)}</p>
        <p id="problem" class="error" role="alert">${this.problem}</p>
        <button slot="actions" class="plain" @click=${this.#r}>${e.text(`common_cancel`)}</button>
        <button slot="actions" class="primary" ?disabled=${this.disabled||this.busy} @click=${this.#i}>
          ${e.text(`strategies_${n}`)}
        </button>
      </aurono-dialog>
    `}#e(e){let t=M(this.strategy),n=U(this.typed);if(!t||!(`value`in n))return``;let r=w([t.free,this.change===`deposit`?n.value:`-${n.value}`]);return this.app.text(`strategies_capital_then`,{free:this.app.numbers.exactMoney(r,e)})}#t;#n;#r;#i};A([O({attribute:!1})],W.prototype,`strategy`,void 0),A([O()],W.prototype,`change`,void 0),A([O({type:Boolean})],W.prototype,`disabled`,void 0),A([E()],W.prototype,`typed`,void 0),A([E()],W.prototype,`problem`,void 0),A([E()],W.prototype,`busy`,void 0),A([x(`aurono-dialog`)],W.prototype,`dialog`,void 0),A([x(`input`)],W.prototype,`input`,void 0),W=A([k(`aurono-capital-dialog`)],W);var G=class extends u{constructor(...e){super(...e),this.heading=``,this.text=``,this.action=``,this.dismissal=``,this.danger=!1,this.run=()=>Promise.resolve(),this.busy=!1,this.problem=``,this.#e=()=>{this.dialog.close()},this.#t=async()=>{this.busy=!0;try{await this.run(),this.dialog.close()}catch(e){this.problem=this.app.problem(e)}finally{this.busy=!1}}}show(){this.problem=``,this.dialog.show()}render(){return D`
      <aurono-dialog heading=${this.heading}>
        <p>${this.text}</p>
        ${this.problem?D`<p class="error" role="alert">${this.problem}</p>`:T}
        <button slot="actions" class="plain" @click=${this.#e}>
          ${this.dismissal||this.app.text(`common_cancel`)}
        </button>
        <button slot="actions" class=${this.danger?`danger`:`primary`} ?disabled=${this.busy} @click=${this.#t}>
          ${this.action}
        </button>
      </aurono-dialog>
    `}#e;#t};A([O()],G.prototype,`heading`,void 0),A([O()],G.prototype,`text`,void 0),A([O()],G.prototype,`action`,void 0),A([O()],G.prototype,`dismissal`,void 0),A([O({type:Boolean})],G.prototype,`danger`,void 0),A([O({attribute:!1})],G.prototype,`run`,void 0),A([E()],G.prototype,`busy`,void 0),A([E()],G.prototype,`problem`,void 0),A([x(`aurono-dialog`)],G.prototype,`dialog`,void 0),G=A([k(`aurono-confirm`)],G);var K={paused:g,shadow:y,live:n},q={paused:`strategies_mode_pause`,shadow:`strategies_mode_shadow`,live:`strategies_mode_live`},J=class extends u{constructor(...e){super(...e),this.disabled=!1,this.busy=!1,this.problem=``}render(){let{app:e,strategy:t}=this,n=t.entities.mode,r=t.books.live!==void 0,i=[`paused`,`shadow`,`live`].filter(e=>e!==t.mode);return D`
      <div class="stack">
        <p>${e.state(`select`,`mode`,t.mode)}</p>
        ${n===void 0?D`<p class="quiet">${e.text(`strategies_mode_unavailable`)}</p>`:D`<div class="row">
                ${i.filter(e=>e!==`live`||r).map(e=>this.#e(e))}
              </div>`}
        ${this.problem?D`<p class="error" role="alert">${this.problem}</p>`:T}
        ${r?D`<aurono-confirm
                heading=${e.text(`strategies_mode_live_heading`,{strategy:t.name})}
                text=${e.text(`strategies_mode_live_text`)}
                action=${e.text(`strategies_mode_live`)}
                danger
                .run=${()=>this.#n(`live`)}
              ></aurono-confirm>`:D`<p class="quiet small">
                ${e.text(`strategies_mode_first_live`)}
                <a href=${_(this.account.entry_id)}>${e.text(`strategies_open_settings`)}</a>
              </p>`}
      </div>
    `}#e(e){return D`<button
      ?disabled=${this.disabled||this.busy}
      @click=${()=>{e===`live`?this.confirm.show():this.#t(e)}}
    >
      ${v(K[e])}${this.app.text(q[e])}
    </button>`}async#t(e){this.busy=!0,this.problem=``;try{await this.#n(e)}catch(e){this.problem=this.app.problem(e)}finally{this.busy=!1}}#n(e){return this.app.api.selectMode(this.strategy.entities.mode??``,e)}};A([O({attribute:!1})],J.prototype,`account`,void 0),A([O({attribute:!1})],J.prototype,`strategy`,void 0),A([O({type:Boolean})],J.prototype,`disabled`,void 0),A([E()],J.prototype,`busy`,void 0),A([E()],J.prototype,`problem`,void 0),A([x(`aurono-confirm`)],J.prototype,`confirm`,void 0),J=A([k(`aurono-mode-control`)],J);var Y=class extends u{constructor(...e){super(...e),this.canAct=!1}render(){let{app:e,strategy:t,chosen:n}=this;return D`
      ${t.orders.length?this.#e():D`<p class="quiet">${e.text(`strategies_orders_none`)}</p>`}
      <aurono-confirm
        heading=${e.text(`strategies_cancel_order_heading`)}
        text=${n?e.text(`strategies_cancel_order_text`,{order:this.#n(n)}):``}
        action=${e.text(`strategies_cancel_order_do`)}
        dismissal=${e.text(`strategies_cancel_order_keep`)}
        danger
        .run=${()=>n?e.api.cancelOrder(t.id,n.id):Promise.resolve()}
      ></aurono-confirm>
    `}#e(){return D`
      <aurono-table
        caption=${this.app.text(`strategies_orders`)}
        .columns=${this.#t()}
        .rows=${this.strategy.orders}
      ></aurono-table>
    `}#t(){let{app:e,strategy:t}=this,{base:n,quote:r}=N(t.parameters.pair),i=[{label:e.text(`strategies_order_side`),lead:!0,cell:t=>D`
          <strong>${e.text(`strategies_side_${t.side}`)}</strong>
          ${t.status===`unknown`?D`<span class="warn">${e.text(`strategies_order_unknown`)}</span>`:T}
        `},{label:e.text(`strategies_order_amount`),numeric:!0,cell:t=>e.numbers.amount(t.amount,n)},{label:e.text(`strategies_order_limit`),numeric:!0,cell:t=>e.numbers.price(t.limit,r)},{label:e.text(`strategies_order_filled`),numeric:!0,cell:t=>e.numbers.amount(t.filled,n)},{label:e.text(`strategies_order_reserved`),numeric:!0,cell:t=>t.side===`buy`?e.numbers.money(t.reserved,r):e.numbers.amount(t.reserved,n)},{label:e.text(`strategies_order_ends`),cell:t=>e.times.dateTime(t.ends_ms)}];return e.isAdmin?[...i,{label:``,cell:t=>D`<button
            ?disabled=${!this.canAct}
            @click=${()=>{this.#r(t)}}
          >
            ${e.text(`strategies_cancel_order`)}
          </button>`}]:i}#n(e){let{base:t,quote:n}=N(this.strategy.parameters.pair),{app:r}=this;return`${r.text(`strategies_side_${e.side}`)} ${r.numbers.amount(e.amount,t)}, ${r.numbers.price(e.limit,n)}.`}#r(e){this.chosen=e,this.confirm.show()}};A([O({attribute:!1})],Y.prototype,`strategy`,void 0),A([O({type:Boolean})],Y.prototype,`canAct`,void 0),A([E()],Y.prototype,`chosen`,void 0),A([x(`aurono-confirm`)],Y.prototype,`confirm`,void 0),Y=A([k(`aurono-open-orders`)],Y);var X=400,re=300,ie=200,ae=15e3,Z=class extends u{constructor(...e){super(...e),this.book=`shadow`,this.versions=[],this.problem=``,this.#e=``,this.#t=0,this.#a=async()=>{clearTimeout(this.#n),this.#n=void 0,this.#t=Date.now();let{account:e,strategy:t,book:n}=this,{pair:r,timeframe:i}=t.parameters,{api:a}=this.app,o={entry_id:e.entry_id,strategy:t.id,book:n};try{let[e,t,s]=await Promise.all([this.#o(r,i),a.events({...o,kinds:[`evaluated`],limit:re}),a.trades({...o,limit:ie})]);if(n!==this.book)return;this.read={candles:e,evaluations:t.events.filter(e=>e.kind===`evaluated`),trades:s.trades},this.problem=``}catch(e){this.problem=this.app.problem(e)}}}static{this.styles=[a,C`
      :host {
        display: block;
        min-height: 320px;
      }
    `]}#e;#t;#n;#r;disconnectedCallback(){super.disconnectedCallback(),clearTimeout(this.#n),this.#n=void 0}updated(e){e.has(`book`)&&(this.#t=0);let t=this.strategy.last_evaluation?.candle_ms??0,n=[this.book,t,this.strategy.books[this.book]?.trades].join(` `);n!==this.#e&&(this.#e=n,this.#n??=setTimeout(()=>void this.#a(),Math.max(0,this.#t+ae-Date.now())))}render(){let{app:e,strategy:t,read:n}=this;if(!n)return this.problem?D`<aurono-state alert heading=${e.text(`common_failed`)} text=${this.problem}>
            <button @click=${this.#a}>${e.text(`common_retry`)}</button>
          </aurono-state>`:D`<aurono-state loading text=${e.text(`common_loading`)}></aurono-state>`;if(!n.candles.length&&!n.evaluations.length)return D`<aurono-state text=${e.text(`strategies_chart_empty`)}></aurono-state>`;let{pair:r}=t.parameters;return D`
      <aurono-chart
        label=${e.text(`strategies_chart_label`,{pair:r,strategy:t.name})}
        .model=${this.#i(n)}
        .formats=${te(e,N(r).quote)}
        .words=${ee(e)}
      ></aurono-chart>
      ${n.candles.length?T:D`<p class="small quiet">${e.text(`strategies_chart_no_history`)}</p>`}
    `}#i(e){let{app:t,strategy:n}=this,r=M(n)?.average_cost??null,i=[e,this.versions,r,t],a=this.#r;if(!a?.key.every((e,t)=>e===i[t])){let o=I({words:{candles:t.text(`strategies_chart_candles`),closes:t.text(`strategies_chart_closes`),buy:t.text(`strategies_chart_buy`),sell:t.text(`strategies_chart_sell`),averageCost:t.text(`strategies_avg_cost`)},parameters:n.parameters,...e,versions:this.versions,averageCost:r});this.#r=a={key:i,model:o}}return a.model}#a;async#o(e,t){let n=this.strategy.last_evaluation?.close_ms??this.account.now_ms;if(n===null)return[];let r=n-X*L[t];try{let i=await this.app.api.candles(this.account.entry_id,e,t,r,n),a=i.timeframe??t,o=i.rows.at(-1)?.[0]??0;return a===t&&o>=n-3*L[t]?ne(i.rows):[]}catch{return[]}}};A([O({attribute:!1})],Z.prototype,`account`,void 0),A([O({attribute:!1})],Z.prototype,`strategy`,void 0),A([O({attribute:!1})],Z.prototype,`book`,void 0),A([O({attribute:!1})],Z.prototype,`versions`,void 0),A([E()],Z.prototype,`read`,void 0),A([E()],Z.prototype,`problem`,void 0),Z=A([k(`aurono-strategy-chart`)],Z);var Q=class extends u{constructor(...e){super(...e),this.pair=``}static{this.styles=[a,C`
      ol {
        border-inline-start: 2px solid var(--aurono-line);
        padding-inline-start: 16px;
        display: grid;
        gap: 12px;
      }
      time {
        display: block;
      }
    `]}render(){let{versions:e,capital:t,modes:n}=this.history,r=[...e].sort((e,t)=>e.version-t.version),i=[...r.map((e,t)=>({time:e.since_ms,content:this.#e(e,r[t-1])})),...t.map(e=>({time:e.time_ms,content:this.#t(e)})),...n.map(({time_ms:e,mode:t})=>({time:e,content:D`${this.app.text(`strategies_mode`)}: ${this.app.state(`select`,`mode`,t)}`}))];return D`<ol>
      ${i.sort((e,t)=>t.time-e.time).map(({time:e,content:t})=>D`<li>
              <time class="small quiet" datetime=${new Date(e).toISOString()}>${this.app.times.dateTime(e)}</time>
              ${t}
            </li>`)}
    </ol>`}#e(e,t){let{app:n}=this,r=t?V(n,t.parameters,e.parameters):[];return D`
      <strong>${n.text(`strategies_version`,{version:e.version})}</strong>
      ${t?T:D`<p>${n.text(`strategies_version_first`)}</p>`}
      <ul>
        ${t&&t.name!==e.name?D`<li>${n.text(`strategies_version_renamed`,{name:e.name})}</li>`:T}
        ${r.map(({label:e,before:t,value:r})=>D`<li>${n.text(`strategies_version_change`,{label:e,before:t,value:r})}</li>`)}
      </ul>
    `}#t(e){let{app:t}=this,{base:n,quote:r}=N(this.pair),i=e.amount??e.allocated,a=e.position?.amount,o=e.kind===`adopted`&&a?t.numbers.amount(a,n):t.numbers.money(i,r);return D`${t.text(`strategies_capital_change_${e.kind}`,{amount:o})} ${b(t,e.book)}`}};A([O({attribute:!1})],Q.prototype,`history`,void 0),A([O()],Q.prototype,`pair`,void 0),Q=A([k(`aurono-versions`)],Q);var $=class extends j{constructor(...e){super(...e),this.change=`deposit`,this.#e=``}static{this.styles=[a,C`
      .columns {
        display: grid;
        gap: var(--aurono-gap);
        grid-template-columns: minmax(0, 1fr);
        align-items: start;
      }
      @media (min-width: 870px) {
        .columns {
          grid-template-columns: minmax(0, 2fr) minmax(0, 1fr);
        }
      }
      .facts div {
        display: flex;
        justify-content: space-between;
        gap: 16px;
        padding: 2px 0;
      }
      .facts dt {
        color: var(--aurono-quiet);
      }
      .facts dd {
        text-align: end;
      }
    `]}#e;updated(e){super.updated(e);let t=this.#l();if(!t)return;let{account:n,strategy:r}=t,i=M(r),a=[r.id,r.version,r.mode,i?.allocated,r.name].join(` `);a!==this.#e&&(this.#e.startsWith(r.id)||(this.history=this.chosenBook=void 0),this.#e=a,this.#u(n,r))}render(){let{app:e}=this,t=this.#l();if(!t)return D`<aurono-state
        .drawing=${m}
        heading=${e.text(`strategies_gone`)}
        text=${e.text(`strategies_gone_text`)}
      >
        <a class="button" href=${f(`strategies`)}>${e.text(`strategies_back`)}</a>
      </aurono-state>`;let{account:n,strategy:r}=t,i=this.chosenBook??r.active_book,a=r.books[i];return D`
      <div class="stack">
        ${this.#t(n,r)}
        <div class="columns">
          <div class="stack">
            ${this.#n(n,r,i,a)}
            <section class="card stack" aria-labelledby="chart">
              <h2 id="chart">${e.text(`strategies_chart`)}</h2>
              <aurono-strategy-chart
                .account=${n}
                .strategy=${r}
                .book=${i}
                .versions=${this.history?.versions??[]}
              ></aurono-strategy-chart>
            </section>
            ${this.#r(n,r,i,a)}
            <section class="card stack" aria-labelledby="orders">
              <h2 id="orders">${e.text(`strategies_orders`)}</h2>
              <aurono-open-orders .strategy=${r} ?canAct=${this.canAct}></aurono-open-orders>
            </section>
          </div>
          <div class="stack">
            ${this.#a(r)}${this.#o(n,r)}${this.#s(n,r)}${this.#c(r)}
          </div>
        </div>
        ${e.isAdmin?D`<aurono-capital-dialog
                .strategy=${r}
                change=${this.change}
                ?disabled=${!this.canAct}
              ></aurono-capital-dialog>`:T}
      </div>
    `}#t(e,n){let{app:r}=this,{pair:i,timeframe:a}=n.parameters;return D`
      <div>
        <a class="row small" href=${f(`strategies`)}>${v(t)}${r.text(`strategies_back`)}</a>
        <div class="row between">
          <h1>${n.name}</h1>
          <div class="row">${R(r,n)}${s(r,e.is_demo)}</div>
        </div>
        <p class="quiet">
          ${i} · ${r.option(`timeframe`,a)} · ${e.title}
          ${n.price?D` · <span class="number">${r.numbers.price(n.price,N(i).quote)}</span>`:T}
        </p>
        <p>${r.state(`sensor`,`status`,n.status)}</p>
      </div>
    `}#n(e,t,n,r){let{app:i}=this,{base:a,quote:o}=N(t.parameters.pair),s=[`live`,`shadow`].filter(e=>t.books[e]),c=r&&t.price&&r.value!==null&&r.unrealized!==null;return D`
      <section class="card stack" aria-label=${i.text(`strategies_value`)}>
        <div class="row between">
          ${s.length>1?D`<div class="row" role="group" aria-label=${i.text(`activity_book`)}>
                  ${s.map(e=>D`<button
                        aria-pressed=${e===n?`true`:`false`}
                        class=${e===n?`primary`:``}
                        @click=${()=>{this.chosenBook=e}}
                      >
                        ${i.text(`common_book_${e}`)}
                      </button>`)}
                </div>`:b(i,n)}
          ${i.isAdmin&&n===t.active_book?D`<div class="row">${this.#i(`deposit`)}${this.#i(`withdraw`)}</div>`:T}
        </div>
        <dl class="stats">
          ${d(i.text(`strategies_value`),i.numbers.money(r?.value,o))}
          ${d(i.text(`strategies_profit`),h(i,r?.profit,o),l(i.numbers.percent(r?.profit_percent,{signed:!0})))}
          ${d(i.text(`strategies_realized`),h(i,r?.realized,o))}
          ${d(i.text(`strategies_unrealized`),h(i,r?.unrealized,o))}
          ${d(i.text(`strategies_position`),i.numbers.amount(r?.position,a))}
          ${d(i.text(`strategies_avg_cost`),i.numbers.price(r?.average_cost,o))}
          ${d(i.text(`strategies_trades_label`),String(r?.trades??0))}
          ${d(i.text(`strategies_fees`),i.numbers.money(r?.fees,o))}
        </dl>
        ${c?D`<aurono-use-bar
                currency=${o}
                .coins=${w([r.cost,r.unrealized??`0`])}
                .reserved=${r.reserved}
                .free=${r.free}
              ></aurono-use-bar>`:T}
        <aurono-curve
          .entryId=${e.entry_id}
          .strategyId=${t.id}
          .book=${n}
          currency=${o}
          name=${t.name}
          stamp=${`${t.last_evaluation?.time_ms??0} ${r?.trades??0}`}
        ></aurono-curve>
      </section>
    `}#r(e,t,n,r){return r?D`
      <section class="card stack" aria-labelledby="statistics">
        <h2 id="statistics">${this.app.text(`statistics_title`)}</h2>
        <aurono-statistics
          .entryId=${e.entry_id}
          .strategyId=${t.id}
          .book=${n}
          currency=${N(t.parameters.pair).quote}
          stamp=${`${t.last_evaluation?.time_ms??0} ${r.trades} ${r.allocated}`}
        ></aurono-statistics>
      </section>
    `:T}#i(t){return D`<button
      ?disabled=${!this.canAct}
      @click=${async()=>{this.change=t,await this.updateComplete,this.capitalDialog.show()}}
    >
      ${v(t===`deposit`?p:e)}${this.app.text(`strategies_${t}`)}
    </button>`}#a(e){let{app:t}=this,n=e.last_evaluation,{pair:r}=e.parameters,a=e.next_evaluation;return D`
      <section class="card stack" aria-labelledby="decision">
        <h2 id="decision">${t.text(`strategies_last_decision`)}</h2>
        ${n?D`
                <div>
                  <p class="small quiet">${t.times.dateTime(n.close_ms)}</p>
                  <p>${P(t,n,r)}</p>
                </div>
                <details>
                  <summary>${t.text(`strategies_numbers`)}</summary>
                  <dl class="facts small">
                    ${F(t,n,r).map(({label:e,value:t})=>D`<div>
                          <dt>${e}</dt>
                          <dd class="number">${t}</dd>
                        </div>`)}
                  </dl>
                </details>
              `:D`<p class="quiet">${t.text(`strategies_last_decision_none`)}</p>`}
        ${a?D`<p class="row between">
                <span class="quiet">${t.text(`overview_next`)}</span
                ><aurono-countdown at=${a.at}></aurono-countdown>
              </p>`:T}
        <a class="row" href=${f(`activity`,{strategy:e.id,tab:`decisions`})}
          >${v(i)}${t.text(`strategies_show_activity`)}</a
        >
      </section>
    `}#o(e,t){return this.app.isAdmin?D`
      <section class="card stack" aria-labelledby="mode">
        <h2 id="mode">${this.app.text(`strategies_mode`)}</h2>
        <aurono-mode-control .account=${e} .strategy=${t} ?disabled=${!this.canAct}></aurono-mode-control>
      </section>
    `:T}#s(e,t){let{app:n}=this;return D`
      <section class="card stack" aria-labelledby="rule">
        <div class="row between">
          <h2 id="rule">${n.text(`strategies_rule`)}</h2>
          <span class="quiet small">${n.text(`strategies_version`,{version:t.version})}</span>
        </div>
        <dl class="facts">
          ${B(n,t.parameters).map(({label:e,value:t})=>D`<div>
                <dt>${e}</dt>
                <dd class="number">${t}</dd>
              </div>`)}
        </dl>
        ${n.isAdmin?D`<a class="row" href=${_(e.entry_id)}
                >${v(S)}${n.text(`strategies_change_rule`)}</a
              >`:T}
        ${t.device_id?D`<a class="row" href=${o(t.device_id)}
                >${v(r)}${n.text(`strategies_device`)}</a
              >`:T}
        <a class="row" href=${f(`lab/evaluate`,{account:e.entry_id,strategy:t.id})}
          >${v(c)}${n.text(`strategies_evaluate`)}</a
        >
      </section>
    `}#c(e){return this.history?D`
      <section class="card stack" aria-labelledby="history">
        <h2 id="history">${this.app.text(`strategies_history`)}</h2>
        <aurono-versions .history=${this.history} pair=${e.parameters.pair}></aurono-versions>
      </section>
    `:T}#l(){let{route:e}=this.place;if(e.page!==`strategy`)return;let t=this.snapshot.accounts.find(t=>t.entry_id===e.entryId),n=t?.strategies.find(t=>t.id===e.strategyId);return t&&n?{account:t,strategy:n}:void 0}async#u(e,t){try{this.history=await this.app.api.history(e.entry_id,t.id)}catch{}}};A([E()],$.prototype,`history`,void 0),A([E()],$.prototype,`chosenBook`,void 0),A([E()],$.prototype,`change`,void 0),A([x(`aurono-capital-dialog`)],$.prototype,`capitalDialog`,void 0),$=A([k(`aurono-strategy-page`)],$);export{$ as AuronoStrategyPage};