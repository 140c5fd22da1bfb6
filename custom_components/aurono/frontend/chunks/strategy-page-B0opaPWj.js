import{B as e,C as t,N as n,P as r,R as i,T as a,_ as o,a as s,d as c,f as l,g as u,i as d,k as f,m as p,n as m,o as h,r as g,s as _,w as ee}from"../aurono-panel.js";import{S as v,T as y,_ as b,a as x,b as S,d as C,f as w,g as T,i as E,o as D,u as O,v as k}from"./routes-DJEB-RUk.js";import"./aurono-countdown-D13uG94M.js";import{n as A,t as j}from"./aurono-use-bar-ClbXm_Eq.js";import{i as M,n as N,r as P}from"./model-CzVeTeAI.js";import{n as F,t as te}from"./sentences-DHrRSqhT.js";import"./aurono-table-Hgk6foeH.js";import{t as ne}from"./mode-badge-C9ltE2g8.js";var I=[`timeframe`,`reference`,`buy_trigger`,`sell_trigger`,`buy_amount`,`sell_amount`,`allocated_capital`,`reinvest_profits`,`loss_protection`,`minimum_position`,`cooldown`,`cooldown_reset`,`rsi_period`,`rsi_max_for_buy`,`rsi_min_for_sell`,`order_timeout`],re=(e,t)=>I.map(n=>({name:n,label:e.parameter(n),value:R(e,t,n)}));function L(e,t,n){return I.filter(e=>(t[e]??null)!==(n[e]??null)).map(r=>({name:r,label:e.parameter(r),before:R(e,t,r),value:R(e,n,r)}))}function R(e,t,n){let{base:r,quote:i}=P(t.pair),{numbers:a}=e;switch(n){case`timeframe`:case`reference`:return e.option(n,t[n]);case`buy_trigger`:case`sell_trigger`:return a.percent(t[n],{signed:!0,decimals:6});case`loss_protection`:return a.percent(t[n],{decimals:6});case`buy_amount`:case`sell_amount`:case`allocated_capital`:return a.money(t[n],i);case`minimum_position`:return a.amount(t[n],r);case`reinvest_profits`:case`cooldown_reset`:return e.text(t[n]?`common_yes`:`common_no`);case`rsi_period`:case`rsi_max_for_buy`:case`rsi_min_for_sell`:{let r=t[n]??null;return r===null?e.text(`common_off`):a.number(r,6)}case`cooldown`:case`order_timeout`:return a.number(t[n])}}function z(e){let t=e.trim();if(!/^\d*[.,]?\d*$/.test(t)||!/[1-9]/.test(t))return{problem:`no_number`};if(/^[1-9]\d{0,2},\d{3}$/.test(t))return{problem:`ambiguous`};let[n=``,r=``]=t.replace(`,`,`.`).split(`.`);return{value:`${n.replace(/^0+(?=\d)/,``)||`0`}${r?`.${r}`:``}`}}var B=class extends O{constructor(...e){super(...e),this.change=`deposit`,this.disabled=!1,this.typed=``,this.problem=``,this.busy=!1,this.#t=e=>{this.typed=e.target.value,this.problem=``},this.#n=e=>{e.key===`Enter`&&this.#i()},this.#r=()=>{this.dialog.close()},this.#i=async()=>{let e=z(this.typed);if(`problem`in e){this.problem=this.app.text(`strategies_capital_${e.problem}`),this.input.focus();return}let{api:t}=this.app;this.busy=!0;try{this.change===`deposit`?await t.deposit(this.strategy.id,e.value):await t.withdraw(this.strategy.id,e.value),this.dialog.close()}catch(e){this.problem=this.app.problem(e)}finally{this.busy=!1}}}show(){this.typed=this.problem=``,this.dialog.show(),this.input.focus()}render(){let{app:e,strategy:t,change:n}=this,{quote:r}=P(t.parameters.pair),i=N(t);return v`
      <aurono-dialog heading=${e.text(`strategies_${n}_heading`,{strategy:t.name})}>
        <p>${e.text(`strategies_capital_note`)}</p>
        ${i?v`<p>${e.text(`strategies_capital_now`,{free:e.numbers.money(i.free,r)})}</p>`:S}
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
    `}#e(e){let t=N(this.strategy),n=z(this.typed);if(!t||!(`value`in n))return``;let r=c([t.free,this.change===`deposit`?n.value:`-${n.value}`]);return this.app.text(`strategies_capital_then`,{free:this.app.numbers.exactMoney(r,e)})}#t;#n;#r;#i};C([b({attribute:!1})],B.prototype,`strategy`,void 0),C([b()],B.prototype,`change`,void 0),C([b({type:Boolean})],B.prototype,`disabled`,void 0),C([T()],B.prototype,`typed`,void 0),C([T()],B.prototype,`problem`,void 0),C([T()],B.prototype,`busy`,void 0),C([l(`aurono-dialog`)],B.prototype,`dialog`,void 0),C([l(`input`)],B.prototype,`input`,void 0),B=C([k(`aurono-capital-dialog`)],B);var V=class extends O{constructor(...e){super(...e),this.heading=``,this.text=``,this.action=``,this.dismissal=``,this.danger=!1,this.run=()=>Promise.resolve(),this.busy=!1,this.problem=``,this.#e=()=>{this.dialog.close()},this.#t=async()=>{this.busy=!0;try{await this.run(),this.dialog.close()}catch(e){this.problem=this.app.problem(e)}finally{this.busy=!1}}}show(){this.problem=``,this.dialog.show()}render(){return v`
      <aurono-dialog heading=${this.heading}>
        <p>${this.text}</p>
        ${this.problem?v`<p class="error" role="alert">${this.problem}</p>`:S}
        <button slot="actions" class="plain" @click=${this.#e}>
          ${this.dismissal||this.app.text(`common_cancel`)}
        </button>
        <button slot="actions" class=${this.danger?`danger`:`primary`} ?disabled=${this.busy} @click=${this.#t}>
          ${this.action}
        </button>
      </aurono-dialog>
    `}#e;#t};C([b()],V.prototype,`heading`,void 0),C([b()],V.prototype,`text`,void 0),C([b()],V.prototype,`action`,void 0),C([b()],V.prototype,`dismissal`,void 0),C([b({type:Boolean})],V.prototype,`danger`,void 0),C([b({attribute:!1})],V.prototype,`run`,void 0),C([T()],V.prototype,`busy`,void 0),C([T()],V.prototype,`problem`,void 0),C([l(`aurono-dialog`)],V.prototype,`dialog`,void 0),V=C([k(`aurono-confirm`)],V);var H={paused:r,shadow:n,live:ee},U={paused:`strategies_mode_pause`,shadow:`strategies_mode_shadow`,live:`strategies_mode_live`},W=class extends O{constructor(...e){super(...e),this.disabled=!1,this.busy=!1,this.problem=``}render(){let{app:e,strategy:t}=this,n=t.entities.mode,r=t.books.live!==void 0,i=[`paused`,`shadow`,`live`].filter(e=>e!==t.mode);return v`
      <div class="stack">
        <p>${e.state(`select`,`mode`,t.mode)}</p>
        ${n===void 0?v`<p class="quiet">${e.text(`strategies_mode_unavailable`)}</p>`:v`<div class="row">
                ${i.filter(e=>e!==`live`||r).map(e=>this.#e(e))}
              </div>`}
        ${this.problem?v`<p class="error" role="alert">${this.problem}</p>`:S}
        ${r?v`<aurono-confirm
                heading=${e.text(`strategies_mode_live_heading`,{strategy:t.name})}
                text=${e.text(`strategies_mode_live_text`)}
                action=${e.text(`strategies_mode_live`)}
                danger
                .run=${()=>this.#n(`live`)}
              ></aurono-confirm>`:v`<p class="quiet small">
                ${e.text(`strategies_mode_first_live`)}
                <a href=${D(this.account.entry_id)}>${e.text(`strategies_open_settings`)}</a>
              </p>`}
      </div>
    `}#e(e){return v`<button
      ?disabled=${this.disabled||this.busy}
      @click=${()=>{e===`live`?this.confirm.show():this.#t(e)}}
    >
      ${s(H[e])}${this.app.text(U[e])}
    </button>`}async#t(e){this.busy=!0,this.problem=``;try{await this.#n(e)}catch(e){this.problem=this.app.problem(e)}finally{this.busy=!1}}#n(e){return this.app.api.selectMode(this.strategy.entities.mode??``,e)}};C([b({attribute:!1})],W.prototype,`account`,void 0),C([b({attribute:!1})],W.prototype,`strategy`,void 0),C([b({type:Boolean})],W.prototype,`disabled`,void 0),C([T()],W.prototype,`busy`,void 0),C([T()],W.prototype,`problem`,void 0),C([l(`aurono-confirm`)],W.prototype,`confirm`,void 0),W=C([k(`aurono-mode-control`)],W);var G=class extends O{constructor(...e){super(...e),this.canAct=!1}render(){let{app:e,strategy:t,chosen:n}=this;return v`
      ${t.orders.length?this.#e():v`<p class="quiet">${e.text(`strategies_orders_none`)}</p>`}
      <aurono-confirm
        heading=${e.text(`strategies_cancel_order_heading`)}
        text=${n?e.text(`strategies_cancel_order_text`,{order:this.#n(n)}):``}
        action=${e.text(`strategies_cancel_order_do`)}
        dismissal=${e.text(`strategies_cancel_order_keep`)}
        danger
        .run=${()=>n?e.api.cancelOrder(t.id,n.id):Promise.resolve()}
      ></aurono-confirm>
    `}#e(){return v`
      <aurono-table
        caption=${this.app.text(`strategies_orders`)}
        .columns=${this.#t()}
        .rows=${this.strategy.orders}
      ></aurono-table>
    `}#t(){let{app:e,strategy:t}=this,{base:n,quote:r}=P(t.parameters.pair),i=[{label:e.text(`strategies_order_side`),lead:!0,cell:t=>v`
          <strong>${e.text(`strategies_side_${t.side}`)}</strong>
          ${t.status===`unknown`?v`<span class="warn">${e.text(`strategies_order_unknown`)}</span>`:S}
        `},{label:e.text(`strategies_order_amount`),numeric:!0,cell:t=>e.numbers.amount(t.amount,n)},{label:e.text(`strategies_order_limit`),numeric:!0,cell:t=>e.numbers.price(t.limit,r)},{label:e.text(`strategies_order_filled`),numeric:!0,cell:t=>e.numbers.amount(t.filled,n)},{label:e.text(`strategies_order_reserved`),numeric:!0,cell:t=>t.side===`buy`?e.numbers.money(t.reserved,r):e.numbers.amount(t.reserved,n)},{label:e.text(`strategies_order_ends`),cell:t=>e.times.dateTime(t.ends_ms)}];return e.isAdmin?[...i,{label:``,cell:t=>v`<button
            ?disabled=${!this.canAct}
            @click=${()=>{this.#r(t)}}
          >
            ${e.text(`strategies_cancel_order`)}
          </button>`}]:i}#n(e){let{base:t,quote:n}=P(this.strategy.parameters.pair),{app:r}=this;return`${r.text(`strategies_side_${e.side}`)} ${r.numbers.amount(e.amount,t)}, ${r.numbers.price(e.limit,n)}.`}#r(e){this.chosen=e,this.confirm.show()}};C([b({attribute:!1})],G.prototype,`strategy`,void 0),C([b({type:Boolean})],G.prototype,`canAct`,void 0),C([T()],G.prototype,`chosen`,void 0),C([l(`aurono-confirm`)],G.prototype,`confirm`,void 0),G=C([k(`aurono-open-orders`)],G);var K=36e5,q={"1h":K,"4h":4*K,"1d":24*K,"1w":168*K},J=e=>e.map(([e,t,n,r,i])=>({time:e,open:Number(t),high:Number(n),low:Number(r),close:Number(i)}));function Y(e){return e.flatMap(({candle_ms:e,numbers:{close:t,reference:n}})=>t===void 0||n===void 0?[]:[{time:e,close:Number(t),reference:Number(n)}]).reverse()}function ie(e,{reference:t,timeframe:n}){return e.flatMap((r,i)=>{if(t===`open`)return[{time:r.time,close:r.close,reference:r.open}];let a=e[i-1],o=a?.time===r.time-q[n];return a&&o?[{time:r.time,close:r.close,reference:a.close}]:[]})}function ae(e,t,n,r){let i=[...t].sort((e,t)=>e.since_ms-t.since_ms);return e.map(({time:e,reference:t})=>{let a=e+q[r],o=i.findLast(e=>e.since_ms<=a)??i[0];return!o||Number(o.parameters[`${n}_amount`])===0?{time:e,value:null}:{time:e,value:t*(1+Number(o.parameters[`${n}_trigger`])/100)}})}var oe=e=>[...e].sort((e,t)=>e.time_ms-t.time_ms).map(({time_ms:e,side:t})=>({time:e,kind:t}));function se(e){let{words:t,parameters:n,candles:r,evaluations:i,trades:a,versions:o,averageCost:s}=e,c=q[n.timeframe],l=r.length?ie(r,n):Y(i),u=r[0]?.time??l[0]?.time??1/0,d=s===null?[]:[{value:Number(s),label:t.averageCost,color:`muted`}];return{series:[r.length?{id:`candles`,kind:`candles`,label:t.candles,unit:`price`,length:c,candles:r}:{id:`closes`,kind:`line`,label:t.closes,unit:`price`,color:`price`,points:l.map(({time:e,close:t})=>({time:e,value:t}))},...[`buy`,`sell`].map(e=>({id:e,kind:`steps`,label:t[e],unit:`price`,color:e===`buy`?`good`:`bad`,dashed:!0,points:ae(l,o,e,n.timeframe)}))],markers:oe(a.filter(e=>e.time_ms>=u)),levels:d,barsInView:120}}var ce=400,le=300,X=200,ue=15e3,Z=class extends O{constructor(...e){super(...e),this.book=`shadow`,this.versions=[],this.problem=``,this.#e=``,this.#t=0,this.#a=async()=>{clearTimeout(this.#n),this.#n=void 0,this.#t=Date.now();let{account:e,strategy:t,book:n}=this,{pair:r,timeframe:i}=t.parameters,{api:a}=this.app,o={entry_id:e.entry_id,strategy:t.id,book:n};try{let[e,t,s]=await Promise.all([this.#o(r,i),a.events({...o,kinds:[`evaluated`],limit:le}),a.trades({...o,limit:X})]);if(n!==this.book)return;this.read={candles:e,evaluations:t.events.filter(e=>e.kind===`evaluated`),trades:s.trades},this.problem=``}catch(e){this.problem=this.app.problem(e)}}}static{this.styles=[w,y`
      :host {
        display: block;
        min-height: 320px;
      }
    `]}#e;#t;#n;#r;disconnectedCallback(){super.disconnectedCallback(),clearTimeout(this.#n),this.#n=void 0}updated(e){e.has(`book`)&&(this.#t=0);let t=this.strategy.last_evaluation?.candle_ms??0,n=[this.book,t,this.strategy.books[this.book]?.trades].join(` `);n!==this.#e&&(this.#e=n,this.#n??=setTimeout(()=>void this.#a(),Math.max(0,this.#t+ue-Date.now())))}render(){let{app:e,strategy:t,read:n}=this;if(!n)return this.problem?v`<aurono-state alert heading=${e.text(`common_failed`)} text=${this.problem}>
            <button @click=${this.#a}>${e.text(`common_retry`)}</button>
          </aurono-state>`:v`<aurono-state loading text=${e.text(`common_loading`)}></aurono-state>`;if(!n.candles.length&&!n.evaluations.length)return v`<aurono-state text=${e.text(`strategies_chart_empty`)}></aurono-state>`;let{pair:r}=t.parameters;return v`
      <aurono-chart
        label=${e.text(`strategies_chart_label`,{pair:r,strategy:t.name})}
        .model=${this.#i(n)}
        .formats=${j(e,P(r).quote)}
        .words=${A(e)}
      ></aurono-chart>
      ${n.candles.length?S:v`<p class="small quiet">${e.text(`strategies_chart_no_history`)}</p>`}
    `}#i(e){let{app:t,strategy:n}=this,r=N(n)?.average_cost??null,i=[e,this.versions,r,t],a=this.#r;if(!a?.key.every((e,t)=>e===i[t])){let o=se({words:{candles:t.text(`strategies_chart_candles`),closes:t.text(`strategies_chart_closes`),buy:t.text(`strategies_chart_buy`),sell:t.text(`strategies_chart_sell`),averageCost:t.text(`strategies_avg_cost`)},parameters:n.parameters,...e,versions:this.versions,averageCost:r});this.#r=a={key:i,model:o}}return a.model}#a;async#o(e,t){let n=this.strategy.last_evaluation?.close_ms??this.account.now_ms;if(n===null)return[];let r=n-ce*q[t];try{let i=await this.app.api.candles(this.account.entry_id,e,t,r,n),a=i.timeframe??t,o=i.rows.at(-1)?.[0]??0;return a===t&&o>=n-3*q[t]?J(i.rows):[]}catch{return[]}}};C([b({attribute:!1})],Z.prototype,`account`,void 0),C([b({attribute:!1})],Z.prototype,`strategy`,void 0),C([b({attribute:!1})],Z.prototype,`book`,void 0),C([b({attribute:!1})],Z.prototype,`versions`,void 0),C([T()],Z.prototype,`read`,void 0),C([T()],Z.prototype,`problem`,void 0),Z=C([k(`aurono-strategy-chart`)],Z);var Q=class extends O{constructor(...e){super(...e),this.pair=``}static{this.styles=[w,y`
      ol {
        border-inline-start: 2px solid var(--aurono-line);
        padding-inline-start: 16px;
        display: grid;
        gap: 12px;
      }
      time {
        display: block;
      }
    `]}render(){let{versions:e,capital:t,modes:n}=this.history,r=[...e].sort((e,t)=>e.version-t.version),i=[...r.map((e,t)=>({time:e.since_ms,content:this.#e(e,r[t-1])})),...t.map(e=>({time:e.time_ms,content:this.#t(e)})),...n.map(({time_ms:e,mode:t})=>({time:e,content:v`${this.app.text(`strategies_mode`)}: ${this.app.state(`select`,`mode`,t)}`}))];return v`<ol>
      ${i.sort((e,t)=>t.time-e.time).map(({time:e,content:t})=>v`<li>
              <time class="small quiet" datetime=${new Date(e).toISOString()}>${this.app.times.dateTime(e)}</time>
              ${t}
            </li>`)}
    </ol>`}#e(e,t){let{app:n}=this,r=t?L(n,t.parameters,e.parameters):[];return v`
      <strong>${n.text(`strategies_version`,{version:e.version})}</strong>
      ${t?S:v`<p>${n.text(`strategies_version_first`)}</p>`}
      <ul>
        ${t&&t.name!==e.name?v`<li>${n.text(`strategies_version_renamed`,{name:e.name})}</li>`:S}
        ${r.map(({label:e,before:t,value:r})=>v`<li>${n.text(`strategies_version_change`,{label:e,before:t,value:r})}</li>`)}
      </ul>
    `}#t(e){let{app:t}=this,{base:n,quote:r}=P(this.pair),i=e.amount??e.allocated,a=e.position?.amount,o=e.kind===`adopted`&&a?t.numbers.amount(a,n):t.numbers.money(i,r);return v`${t.text(`strategies_capital_change_${e.kind}`,{amount:o})} ${m(t,e.book)}`}};C([b({attribute:!1})],Q.prototype,`history`,void 0),C([b()],Q.prototype,`pair`,void 0),Q=C([k(`aurono-versions`)],Q);var $=class extends M{constructor(...e){super(...e),this.change=`deposit`,this.#e=``}static{this.styles=[w,y`
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
    `]}#e;updated(e){super.updated(e);let t=this.#c();if(!t)return;let{account:n,strategy:r}=t,i=N(r),a=[r.id,r.version,r.mode,i?.allocated,r.name].join(` `);a!==this.#e&&(this.#e.startsWith(r.id)||(this.history=this.chosenBook=void 0),this.#e=a,this.#l(n,r))}render(){let{app:e}=this,t=this.#c();if(!t)return v`<aurono-state
        .drawing=${i}
        heading=${e.text(`strategies_gone`)}
        text=${e.text(`strategies_gone_text`)}
      >
        <a class="button" href=${E(`strategies`)}>${e.text(`strategies_back`)}</a>
      </aurono-state>`;let{account:n,strategy:r}=t,a=this.chosenBook??r.active_book,o=r.books[a];return v`
      <div class="stack">
        ${this.#t(n,r)}
        <div class="columns">
          <div class="stack">
            ${this.#n(n,r,a,o)}
            <section class="card stack" aria-labelledby="chart">
              <h2 id="chart">${e.text(`strategies_chart`)}</h2>
              <aurono-strategy-chart
                .account=${n}
                .strategy=${r}
                .book=${a}
                .versions=${this.history?.versions??[]}
              ></aurono-strategy-chart>
            </section>
            <section class="card stack" aria-labelledby="orders">
              <h2 id="orders">${e.text(`strategies_orders`)}</h2>
              <aurono-open-orders .strategy=${r} ?canAct=${this.canAct}></aurono-open-orders>
            </section>
          </div>
          <div class="stack">
            ${this.#i(r)}${this.#a(n,r)}${this.#o(n,r)}${this.#s(r)}
          </div>
        </div>
        ${e.isAdmin?v`<aurono-capital-dialog
                .strategy=${r}
                change=${this.change}
                ?disabled=${!this.canAct}
              ></aurono-capital-dialog>`:S}
      </div>
    `}#t(e,t){let{app:n}=this,{pair:r,timeframe:i}=t.parameters;return v`
      <div>
        <a class="row small" href=${E(`strategies`)}>${s(p)}${n.text(`strategies_back`)}</a>
        <div class="row between">
          <h1>${t.name}</h1>
          <div class="row">${ne(n,t)}${g(n,e.is_demo)}</div>
        </div>
        <p class="quiet">
          ${r} · ${n.option(`timeframe`,i)} · ${e.title}
          ${t.price?v` · <span class="number">${n.numbers.price(t.price,P(r).quote)}</span>`:S}
        </p>
        <p>${n.state(`sensor`,`status`,t.status)}</p>
      </div>
    `}#n(e,t,n,r){let{app:i}=this,{base:a,quote:o}=P(t.parameters.pair),s=[`live`,`shadow`].filter(e=>t.books[e]),l=r&&t.price&&r.value!==null&&r.unrealized!==null;return v`
      <section class="card stack" aria-label=${i.text(`strategies_value`)}>
        <div class="row between">
          ${s.length>1?v`<div class="row" role="group" aria-label=${i.text(`activity_book`)}>
                  ${s.map(e=>v`<button
                        aria-pressed=${e===n?`true`:`false`}
                        class=${e===n?`primary`:``}
                        @click=${()=>{this.chosenBook=e}}
                      >
                        ${i.text(`common_book_${e}`)}
                      </button>`)}
                </div>`:m(i,n)}
          ${i.isAdmin&&n===t.active_book?v`<div class="row">${this.#r(`deposit`)}${this.#r(`withdraw`)}</div>`:S}
        </div>
        <dl class="stats">
          ${_(i.text(`strategies_value`),i.numbers.money(r?.value,o))}
          ${_(i.text(`strategies_profit`),h(i,r?.profit,o),d(i.numbers.percent(r?.profit_percent,{signed:!0}),r?.profit_percent))}
          ${_(i.text(`strategies_realized`),h(i,r?.realized,o))}
          ${_(i.text(`strategies_unrealized`),h(i,r?.unrealized,o))}
          ${_(i.text(`strategies_position`),i.numbers.amount(r?.position,a))}
          ${_(i.text(`strategies_avg_cost`),i.numbers.price(r?.average_cost,o))}
          ${_(i.text(`strategies_trades_label`),String(r?.trades??0))}
          ${_(i.text(`strategies_fees`),i.numbers.money(r?.fees,o))}
        </dl>
        ${l?v`<aurono-use-bar
                currency=${o}
                .coins=${c([r.cost,r.unrealized??`0`])}
                .reserved=${r.reserved}
                .free=${r.free}
              ></aurono-use-bar>`:S}
        <aurono-curve
          .entryId=${e.entry_id}
          .strategyId=${t.id}
          .book=${n}
          currency=${o}
          name=${t.name}
          stamp=${`${t.last_evaluation?.time_ms??0} ${r?.trades??0}`}
        ></aurono-curve>
      </section>
    `}#r(e){return v`<button
      ?disabled=${!this.canAct}
      @click=${async()=>{this.change=e,await this.updateComplete,this.capitalDialog.show()}}
    >
      ${s(e===`deposit`?o:u)}${this.app.text(`strategies_${e}`)}
    </button>`}#i(e){let{app:t}=this,n=e.last_evaluation,{pair:r}=e.parameters,i=e.next_evaluation;return v`
      <section class="card stack" aria-labelledby="decision">
        <h2 id="decision">${t.text(`strategies_last_decision`)}</h2>
        ${n?v`
                <div>
                  <p class="small quiet">${t.times.dateTime(n.close_ms)}</p>
                  <p>${F(t,n,r)}</p>
                </div>
                <details>
                  <summary>${t.text(`strategies_numbers`)}</summary>
                  <dl class="facts small">
                    ${te(t,n,r).map(({label:e,value:t})=>v`<div>
                          <dt>${e}</dt>
                          <dd class="number">${t}</dd>
                        </div>`)}
                  </dl>
                </details>
              `:v`<p class="quiet">${t.text(`strategies_last_decision_none`)}</p>`}
        ${i?v`<p class="row between">
                <span class="quiet">${t.text(`overview_next`)}</span
                ><aurono-countdown at=${i.at}></aurono-countdown>
              </p>`:S}
        <a class="row" href=${E(`activity`,{strategy:e.id,tab:`decisions`})}
          >${s(f)}${t.text(`strategies_show_activity`)}</a
        >
      </section>
    `}#a(e,t){return this.app.isAdmin?v`
      <section class="card stack" aria-labelledby="mode">
        <h2 id="mode">${this.app.text(`strategies_mode`)}</h2>
        <aurono-mode-control .account=${e} .strategy=${t} ?disabled=${!this.canAct}></aurono-mode-control>
      </section>
    `:S}#o(n,r){let{app:i}=this;return v`
      <section class="card stack" aria-labelledby="rule">
        <div class="row between">
          <h2 id="rule">${i.text(`strategies_rule`)}</h2>
          <span class="quiet small">${i.text(`strategies_version`,{version:r.version})}</span>
        </div>
        <dl class="facts">
          ${re(i,r.parameters).map(({label:e,value:t})=>v`<div>
                <dt>${e}</dt>
                <dd class="number">${t}</dd>
              </div>`)}
        </dl>
        ${i.isAdmin?v`<a class="row" href=${D(n.entry_id)}
                >${s(t)}${i.text(`strategies_change_rule`)}</a
              >`:S}
        ${r.device_id?v`<a class="row" href=${x(r.device_id)}
                >${s(a)}${i.text(`strategies_device`)}</a
              >`:S}
        <a class="row" href=${E(`lab/evaluate`,{account:n.entry_id,strategy:r.id})}
          >${s(e)}${i.text(`strategies_evaluate`)}</a
        >
      </section>
    `}#s(e){return this.history?v`
      <section class="card stack" aria-labelledby="history">
        <h2 id="history">${this.app.text(`strategies_history`)}</h2>
        <aurono-versions .history=${this.history} pair=${e.parameters.pair}></aurono-versions>
      </section>
    `:S}#c(){let{route:e}=this.place;if(e.page!==`strategy`)return;let t=this.snapshot.accounts.find(t=>t.entry_id===e.entryId),n=t?.strategies.find(t=>t.id===e.strategyId);return t&&n?{account:t,strategy:n}:void 0}async#l(e,t){try{this.history=await this.app.api.history(e.entry_id,t.id)}catch{}}};C([T()],$.prototype,`history`,void 0),C([T()],$.prototype,`chosenBook`,void 0),C([T()],$.prototype,`change`,void 0),C([l(`aurono-capital-dialog`)],$.prototype,`capitalDialog`,void 0),$=C([k(`aurono-strategy-page`)],$);export{$ as AuronoStrategyPage};