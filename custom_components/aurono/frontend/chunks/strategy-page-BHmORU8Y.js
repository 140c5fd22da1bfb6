import{A as e,D as t,K as n,M as r,N as i,S as a,U as o,V as s,Z as c,a as l,b as u,d,f,i as p,lt as m,nt as h,o as g,st as ee,tt as te,u as _,v,w as y,y as b}from"./routes-B605dSH6.js";import{t as x}from"./query-DDQkTGvL.js";import"./aurono-countdown-jHt6y8D9.js";import"./aurono-use-bar-CyySJnbr.js";import"./aurono-state-CeFWp64P.js";import{t as S}from"./page-element-uf3vb-Yx.js";import{a as C,d as w,i as T,n as E,o as D,r as O,t as k}from"./parts-DbLGtrT5.js";import{n as A,r as j}from"./model-DCEP_baa.js";import{n as ne,t as M}from"./sentences-CrKXXskS.js";import"./aurono-dialog-Cvnn_I-u.js";import"./aurono-table-B1DGJI8H.js";import{n as N,t as P}from"./aurono-chart-B0KXeKZI.js";import{t as F}from"./mode-badge-Bdtt4ZAJ.js";var I=[`timeframe`,`reference`,`buy_trigger`,`sell_trigger`,`buy_amount`,`sell_amount`,`allocated_capital`,`reinvest_profits`,`loss_protection`,`minimum_position`,`cooldown`,`cooldown_reset`,`rsi_period`,`rsi_max_for_buy`,`rsi_min_for_sell`,`order_timeout`],L=(e,t)=>I.map(n=>({name:n,label:e.parameter(n),value:z(e,t,n)}));function R(e,t,n){return I.filter(e=>(t[e]??null)!==(n[e]??null)).map(r=>({name:r,label:e.parameter(r),before:z(e,t,r),value:z(e,n,r)}))}function z(e,t,n){let{base:r,quote:i}=j(t.pair),{numbers:a}=e;switch(n){case`timeframe`:case`reference`:return e.option(n,t[n]);case`buy_trigger`:case`sell_trigger`:return a.percent(t[n],{signed:!0,decimals:6});case`loss_protection`:return a.percent(t[n],{decimals:6});case`buy_amount`:case`sell_amount`:case`allocated_capital`:return a.money(t[n],i);case`minimum_position`:return a.amount(t[n],r);case`reinvest_profits`:case`cooldown_reset`:return e.text(t[n]?`common_yes`:`common_no`);case`rsi_period`:case`rsi_max_for_buy`:case`rsi_min_for_sell`:{let r=t[n]??null;return r===null?e.text(`common_off`):a.number(r,6)}case`cooldown`:case`order_timeout`:return a.number(t[n])}}function B(e){let t=e.trim();if(!/^\d*[.,]?\d*$/.test(t)||!/[1-9]/.test(t))return{problem:`no_number`};if(/^[1-9]\d{0,2},\d{3}$/.test(t))return{problem:`ambiguous`};let[n=``,r=``]=t.replace(`,`,`.`).split(`.`);return{value:`${n.replace(/^0+(?=\d)/,``)||`0`}${r?`.${r}`:``}`}}var V=class extends _{constructor(...e){super(...e),this.change=`deposit`,this.disabled=!1,this.typed=``,this.problem=``,this.busy=!1,this.#t=e=>{this.typed=e.target.value,this.problem=``},this.#n=e=>{e.key===`Enter`&&this.#i()},this.#r=()=>{this.dialog.close()},this.#i=async()=>{let e=B(this.typed);if(`problem`in e){this.problem=this.app.text(`strategies_capital_${e.problem}`),this.input.focus();return}let{api:t}=this.app;this.busy=!0;try{this.change===`deposit`?await t.deposit(this.strategy.id,e.value):await t.withdraw(this.strategy.id,e.value),this.dialog.close()}catch(e){this.problem=this.app.problem(e)}finally{this.busy=!1}}}show(){this.typed=this.problem=``,this.dialog.show(),this.input.focus()}render(){let{app:e,strategy:t,change:n}=this,{quote:r}=j(t.parameters.pair),i=A(t);return y`
      <aurono-dialog heading=${e.text(`strategies_${n}_heading`,{strategy:t.name})}>
        <p>${e.text(`strategies_capital_note`)}</p>
        ${i?y`<p>${e.text(`strategies_capital_now`,{free:e.numbers.money(i.free,r)})}</p>`:a}
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
    `}#e(e){let t=A(this.strategy),n=B(this.typed);if(!t||!(`value`in n))return``;let r=w([t.free,this.change===`deposit`?n.value:`-${n.value}`]);return this.app.text(`strategies_capital_then`,{free:this.app.numbers.exactMoney(r,e)})}#t;#n;#r;#i};d([b({attribute:!1})],V.prototype,`strategy`,void 0),d([b()],V.prototype,`change`,void 0),d([b({type:Boolean})],V.prototype,`disabled`,void 0),d([v()],V.prototype,`typed`,void 0),d([v()],V.prototype,`problem`,void 0),d([v()],V.prototype,`busy`,void 0),d([x(`aurono-dialog`)],V.prototype,`dialog`,void 0),d([x(`input`)],V.prototype,`input`,void 0),V=d([u(`aurono-capital-dialog`)],V);var H=class extends _{constructor(...e){super(...e),this.heading=``,this.text=``,this.action=``,this.dismissal=``,this.danger=!1,this.run=()=>Promise.resolve(),this.busy=!1,this.problem=``,this.#e=()=>{this.dialog.close()},this.#t=async()=>{this.busy=!0;try{await this.run(),this.dialog.close()}catch(e){this.problem=this.app.problem(e)}finally{this.busy=!1}}}show(){this.problem=``,this.dialog.show()}render(){return y`
      <aurono-dialog heading=${this.heading}>
        <p>${this.text}</p>
        ${this.problem?y`<p class="error" role="alert">${this.problem}</p>`:a}
        <button slot="actions" class="plain" @click=${this.#e}>
          ${this.dismissal||this.app.text(`common_cancel`)}
        </button>
        <button slot="actions" class=${this.danger?`danger`:`primary`} ?disabled=${this.busy} @click=${this.#t}>
          ${this.action}
        </button>
      </aurono-dialog>
    `}#e;#t};d([b()],H.prototype,`heading`,void 0),d([b()],H.prototype,`text`,void 0),d([b()],H.prototype,`action`,void 0),d([b()],H.prototype,`dismissal`,void 0),d([b({type:Boolean})],H.prototype,`danger`,void 0),d([b({attribute:!1})],H.prototype,`run`,void 0),d([v()],H.prototype,`busy`,void 0),d([v()],H.prototype,`problem`,void 0),d([x(`aurono-dialog`)],H.prototype,`dialog`,void 0),H=d([u(`aurono-confirm`)],H);var U={paused:h,shadow:te,live:o},W={paused:`strategies_mode_pause`,shadow:`strategies_mode_shadow`,live:`strategies_mode_live`},G=class extends _{constructor(...e){super(...e),this.disabled=!1,this.busy=!1,this.problem=``}render(){let{app:e,strategy:t}=this,n=t.entities.mode,r=t.books.live!==void 0,i=[`paused`,`shadow`,`live`].filter(e=>e!==t.mode);return y`
      <div class="stack">
        <p>${e.state(`select`,`mode`,t.mode)}</p>
        ${n===void 0?y`<p class="quiet">${e.text(`strategies_mode_unavailable`)}</p>`:y`<div class="row">
                ${i.filter(e=>e!==`live`||r).map(e=>this.#e(e))}
              </div>`}
        ${this.problem?y`<p class="error" role="alert">${this.problem}</p>`:a}
        ${r?y`<aurono-confirm
                heading=${e.text(`strategies_mode_live_heading`,{strategy:t.name})}
                text=${e.text(`strategies_mode_live_text`)}
                action=${e.text(`strategies_mode_live`)}
                danger
                .run=${()=>this.#n(`live`)}
              ></aurono-confirm>`:y`<p class="quiet small">
                ${e.text(`strategies_mode_first_live`)}
                <a href=${g(this.account.entry_id)}>${e.text(`strategies_open_settings`)}</a>
              </p>`}
      </div>
    `}#e(e){return y`<button
      ?disabled=${this.disabled||this.busy}
      @click=${()=>{e===`live`?this.confirm.show():this.#t(e)}}
    >
      ${T(U[e])}${this.app.text(W[e])}
    </button>`}async#t(e){this.busy=!0,this.problem=``;try{await this.#n(e)}catch(e){this.problem=this.app.problem(e)}finally{this.busy=!1}}#n(e){return this.app.api.selectMode(this.strategy.entities.mode??``,e)}};d([b({attribute:!1})],G.prototype,`account`,void 0),d([b({attribute:!1})],G.prototype,`strategy`,void 0),d([b({type:Boolean})],G.prototype,`disabled`,void 0),d([v()],G.prototype,`busy`,void 0),d([v()],G.prototype,`problem`,void 0),d([x(`aurono-confirm`)],G.prototype,`confirm`,void 0),G=d([u(`aurono-mode-control`)],G);var K=class extends _{constructor(...e){super(...e),this.canAct=!1}render(){let{app:e,strategy:t,chosen:n}=this;return y`
      ${t.orders.length?this.#e():y`<p class="quiet">${e.text(`strategies_orders_none`)}</p>`}
      <aurono-confirm
        heading=${e.text(`strategies_cancel_order_heading`)}
        text=${n?e.text(`strategies_cancel_order_text`,{order:this.#n(n)}):``}
        action=${e.text(`strategies_cancel_order_do`)}
        dismissal=${e.text(`strategies_cancel_order_keep`)}
        danger
        .run=${()=>n?e.api.cancelOrder(t.id,n.id):Promise.resolve()}
      ></aurono-confirm>
    `}#e(){return y`
      <aurono-table
        caption=${this.app.text(`strategies_orders`)}
        .columns=${this.#t()}
        .rows=${this.strategy.orders}
      ></aurono-table>
    `}#t(){let{app:e,strategy:t}=this,{base:n,quote:r}=j(t.parameters.pair),i=[{label:e.text(`strategies_order_side`),lead:!0,cell:t=>y`
          <strong>${e.text(`strategies_side_${t.side}`)}</strong>
          ${t.status===`unknown`?y`<span class="warn">${e.text(`strategies_order_unknown`)}</span>`:a}
        `},{label:e.text(`strategies_order_amount`),numeric:!0,cell:t=>e.numbers.amount(t.amount,n)},{label:e.text(`strategies_order_limit`),numeric:!0,cell:t=>e.numbers.price(t.limit,r)},{label:e.text(`strategies_order_filled`),numeric:!0,cell:t=>e.numbers.amount(t.filled,n)},{label:e.text(`strategies_order_reserved`),numeric:!0,cell:t=>t.side===`buy`?e.numbers.money(t.reserved,r):e.numbers.amount(t.reserved,n)},{label:e.text(`strategies_order_ends`),cell:t=>e.times.dateTime(t.ends_ms)}];return e.isAdmin?[...i,{label:``,cell:t=>y`<button
            ?disabled=${!this.canAct}
            @click=${()=>{this.#r(t)}}
          >
            ${e.text(`strategies_cancel_order`)}
          </button>`}]:i}#n(e){let{base:t,quote:n}=j(this.strategy.parameters.pair),{app:r}=this;return`${r.text(`strategies_side_${e.side}`)} ${r.numbers.amount(e.amount,t)}, ${r.numbers.price(e.limit,n)}.`}#r(e){this.chosen=e,this.confirm.show()}};d([b({attribute:!1})],K.prototype,`strategy`,void 0),d([b({type:Boolean})],K.prototype,`canAct`,void 0),d([v()],K.prototype,`chosen`,void 0),d([x(`aurono-confirm`)],K.prototype,`confirm`,void 0),K=d([u(`aurono-open-orders`)],K);var q=36e5,J={"1h":q,"4h":4*q,"1d":24*q,"1w":168*q},Y=e=>e.map(([e,t,n,r,i])=>({time:e,open:Number(t),high:Number(n),low:Number(r),close:Number(i)}));function X(e){return e.flatMap(({candle_ms:e,numbers:{close:t,reference:n}})=>t===void 0||n===void 0?[]:[{time:e,close:Number(t),reference:Number(n)}]).reverse()}function re(e,{reference:t,timeframe:n}){return e.flatMap((r,i)=>{if(t===`open`)return[{time:r.time,close:r.close,reference:r.open}];let a=e[i-1],o=a?.time===r.time-J[n];return a&&o?[{time:r.time,close:r.close,reference:a.close}]:[]})}function ie(e,t,n,r){let i=[...t].sort((e,t)=>e.since_ms-t.since_ms);return e.map(({time:e,reference:t})=>{let a=e+J[r],o=i.findLast(e=>e.since_ms<=a)??i[0];return!o||Number(o.parameters[`${n}_amount`])===0?{time:e,value:null}:{time:e,value:t*(1+Number(o.parameters[`${n}_trigger`])/100)}})}var ae=e=>[...e].sort((e,t)=>e.time_ms-t.time_ms).map(({time_ms:e,side:t})=>({time:e,kind:t}));function oe(e){let{words:t,parameters:n,candles:r,evaluations:i,trades:a,versions:o,averageCost:s}=e,c=J[n.timeframe],l=r.length?re(r,n):X(i),u=r[0]?.time??l[0]?.time??1/0,d=s===null?[]:[{value:Number(s),label:t.averageCost,color:`muted`}];return{series:[r.length?{id:`candles`,kind:`candles`,label:t.candles,unit:`price`,length:c,candles:r}:{id:`closes`,kind:`line`,label:t.closes,unit:`price`,color:`price`,points:l.map(({time:e,close:t})=>({time:e,value:t}))},...[`buy`,`sell`].map(e=>({id:e,kind:`steps`,label:t[e],unit:`price`,color:e===`buy`?`good`:`bad`,dashed:!0,points:ie(l,o,e,n.timeframe)}))],markers:ae(a.filter(e=>e.time_ms>=u)),levels:d,barsInView:120}}var se=400,ce=300,le=200,ue=15e3,Z=class extends _{constructor(...e){super(...e),this.book=`shadow`,this.versions=[],this.problem=``,this.#e=``,this.#t=0,this.#a=async()=>{clearTimeout(this.#n),this.#n=void 0,this.#t=Date.now();let{account:e,strategy:t,book:n}=this,{pair:r,timeframe:i}=t.parameters,{api:a}=this.app,o={entry_id:e.entry_id,strategy:t.id,book:n};try{let[e,t,s]=await Promise.all([this.#o(r,i),a.events({...o,kinds:[`evaluated`],limit:ce}),a.trades({...o,limit:le})]);if(n!==this.book)return;this.read={candles:e,evaluations:t.events.filter(e=>e.kind===`evaluated`),trades:s.trades},this.problem=``}catch(e){this.problem=this.app.problem(e)}}}static{this.styles=[f,t`
      :host {
        display: block;
        min-height: 320px;
      }
    `]}#e;#t;#n;#r;disconnectedCallback(){super.disconnectedCallback(),clearTimeout(this.#n),this.#n=void 0}updated(e){e.has(`book`)&&(this.#t=0);let t=this.strategy.last_evaluation?.candle_ms??0,n=[this.book,t,this.strategy.books[this.book]?.trades].join(` `);n!==this.#e&&(this.#e=n,this.#n??=setTimeout(()=>void this.#a(),Math.max(0,this.#t+ue-Date.now())))}render(){let{app:e,strategy:t,read:n}=this;if(!n)return this.problem?y`<aurono-state alert heading=${e.text(`common_failed`)} text=${this.problem}>
            <button @click=${this.#a}>${e.text(`common_retry`)}</button>
          </aurono-state>`:y`<aurono-state loading text=${e.text(`common_loading`)}></aurono-state>`;if(!n.candles.length&&!n.evaluations.length)return y`<aurono-state text=${e.text(`strategies_chart_empty`)}></aurono-state>`;let{pair:r}=t.parameters;return y`
      <aurono-chart
        label=${e.text(`strategies_chart_label`,{pair:r,strategy:t.name})}
        .model=${this.#i(n)}
        .formats=${P(e,j(r).quote)}
        .words=${N(e)}
      ></aurono-chart>
      ${n.candles.length?a:y`<p class="small quiet">${e.text(`strategies_chart_no_history`)}</p>`}
    `}#i(e){let{app:t,strategy:n}=this,r=A(n)?.average_cost??null,i=[e,this.versions,r,t],a=this.#r;if(!a?.key.every((e,t)=>e===i[t])){let o=oe({words:{candles:t.text(`strategies_chart_candles`),closes:t.text(`strategies_chart_closes`),buy:t.text(`strategies_chart_buy`),sell:t.text(`strategies_chart_sell`),averageCost:t.text(`strategies_avg_cost`)},parameters:n.parameters,...e,versions:this.versions,averageCost:r});this.#r=a={key:i,model:o}}return a.model}#a;async#o(e,t){let n=this.strategy.last_evaluation?.close_ms??this.account.now_ms;if(n===null)return[];let r=n-se*J[t];try{let i=await this.app.api.candles(this.account.entry_id,e,t,r,n),a=i.timeframe??t,o=i.rows.at(-1)?.[0]??0;return a===t&&o>=n-3*J[t]?Y(i.rows):[]}catch{return[]}}};d([b({attribute:!1})],Z.prototype,`account`,void 0),d([b({attribute:!1})],Z.prototype,`strategy`,void 0),d([b({attribute:!1})],Z.prototype,`book`,void 0),d([b({attribute:!1})],Z.prototype,`versions`,void 0),d([v()],Z.prototype,`read`,void 0),d([v()],Z.prototype,`problem`,void 0),Z=d([u(`aurono-strategy-chart`)],Z);var Q=class extends _{constructor(...e){super(...e),this.pair=``}static{this.styles=[f,t`
      ol {
        border-inline-start: 2px solid var(--aurono-line);
        padding-inline-start: 16px;
        display: grid;
        gap: 12px;
      }
      time {
        display: block;
      }
    `]}render(){let{versions:e,capital:t,modes:n}=this.history,r=[...e].sort((e,t)=>e.version-t.version),i=[...r.map((e,t)=>({time:e.since_ms,content:this.#e(e,r[t-1])})),...t.map(e=>({time:e.time_ms,content:this.#t(e)})),...n.map(({time_ms:e,mode:t})=>({time:e,content:y`${this.app.text(`strategies_mode`)}: ${this.app.state(`select`,`mode`,t)}`}))];return y`<ol>
      ${i.sort((e,t)=>t.time-e.time).map(({time:e,content:t})=>y`<li>
              <time class="small quiet" datetime=${new Date(e).toISOString()}>${this.app.times.dateTime(e)}</time>
              ${t}
            </li>`)}
    </ol>`}#e(e,t){let{app:n}=this,r=t?R(n,t.parameters,e.parameters):[];return y`
      <strong>${n.text(`strategies_version`,{version:e.version})}</strong>
      ${t?a:y`<p>${n.text(`strategies_version_first`)}</p>`}
      <ul>
        ${t&&t.name!==e.name?y`<li>${n.text(`strategies_version_renamed`,{name:e.name})}</li>`:a}
        ${r.map(({label:e,before:t,value:r})=>y`<li>${n.text(`strategies_version_change`,{label:e,before:t,value:r})}</li>`)}
      </ul>
    `}#t(e){let{app:t}=this,{base:n,quote:r}=j(this.pair),i=e.amount??e.allocated,a=e.position?.amount,o=e.kind===`adopted`&&a?t.numbers.amount(a,n):t.numbers.money(i,r);return y`${t.text(`strategies_capital_change_${e.kind}`,{amount:o})} ${k(t,e.book)}`}};d([b({attribute:!1})],Q.prototype,`history`,void 0),d([b()],Q.prototype,`pair`,void 0),Q=d([u(`aurono-versions`)],Q);var $=class extends S{constructor(...e){super(...e),this.change=`deposit`,this.#e=``}static{this.styles=[f,t`
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
    `]}#e;updated(e){super.updated(e);let t=this.#c();if(!t)return;let{account:n,strategy:r}=t,i=A(r),a=[r.id,r.version,r.mode,i?.allocated,r.name].join(` `);a!==this.#e&&(this.#e.startsWith(r.id)||(this.history=this.chosenBook=void 0),this.#e=a,this.#l(n,r))}render(){let{app:e}=this,t=this.#c();if(!t)return y`<aurono-state
        .drawing=${ee}
        heading=${e.text(`strategies_gone`)}
        text=${e.text(`strategies_gone_text`)}
      >
        <a class="button" href=${p(`strategies`)}>${e.text(`strategies_back`)}</a>
      </aurono-state>`;let{account:n,strategy:r}=t,i=this.chosenBook??r.active_book,o=r.books[i];return y`
      <div class="stack">
        ${this.#t(n,r)}
        <div class="columns">
          <div class="stack">
            ${this.#n(n,r,i,o)}
            <section class="card stack" aria-labelledby="chart">
              <h2 id="chart">${e.text(`strategies_chart`)}</h2>
              <aurono-strategy-chart
                .account=${n}
                .strategy=${r}
                .book=${i}
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
        ${e.isAdmin?y`<aurono-capital-dialog
                .strategy=${r}
                change=${this.change}
                ?disabled=${!this.canAct}
              ></aurono-capital-dialog>`:a}
      </div>
    `}#t(t,n){let{app:r}=this,{pair:i,timeframe:o}=n.parameters;return y`
      <div>
        <a class="row small" href=${p(`strategies`)}>${T(e)}${r.text(`strategies_back`)}</a>
        <div class="row between">
          <h1>${n.name}</h1>
          <div class="row">${F(r,n)}${E(r,t.is_demo)}</div>
        </div>
        <p class="quiet">
          ${i} · ${r.option(`timeframe`,o)} · ${t.title}
          ${n.price?y` · <span class="number">${r.numbers.price(n.price,j(i).quote)}</span>`:a}
        </p>
        <p>${r.state(`sensor`,`status`,n.status)}</p>
      </div>
    `}#n(e,t,n,r){let{app:i}=this,{base:o,quote:s}=j(t.parameters.pair),c=[`live`,`shadow`].filter(e=>t.books[e]),l=r&&t.price&&r.value!==null&&r.unrealized!==null;return y`
      <section class="card stack" aria-label=${i.text(`strategies_value`)}>
        <div class="row between">
          ${c.length>1?y`<div class="row" role="group" aria-label=${i.text(`activity_book`)}>
                  ${c.map(e=>y`<button
                        aria-pressed=${e===n?`true`:`false`}
                        class=${e===n?`primary`:``}
                        @click=${()=>{this.chosenBook=e}}
                      >
                        ${i.text(`common_book_${e}`)}
                      </button>`)}
                </div>`:k(i,n)}
          ${i.isAdmin&&n===t.active_book?y`<div class="row">${this.#r(`deposit`)}${this.#r(`withdraw`)}</div>`:a}
        </div>
        <dl class="stats">
          ${D(i.text(`strategies_value`),i.numbers.money(r?.value,s))}
          ${D(i.text(`strategies_profit`),C(i,r?.profit,s),O(i.numbers.percent(r?.profit_percent,{signed:!0}),r?.profit_percent))}
          ${D(i.text(`strategies_realized`),C(i,r?.realized,s))}
          ${D(i.text(`strategies_unrealized`),C(i,r?.unrealized,s))}
          ${D(i.text(`strategies_position`),i.numbers.amount(r?.position,o))}
          ${D(i.text(`strategies_avg_cost`),i.numbers.price(r?.average_cost,s))}
          ${D(i.text(`strategies_trades_label`),String(r?.trades??0))}
          ${D(i.text(`strategies_fees`),i.numbers.money(r?.fees,s))}
        </dl>
        ${l?y`<aurono-use-bar
                currency=${s}
                .coins=${w([r.cost,r.unrealized??`0`])}
                .reserved=${r.reserved}
                .free=${r.free}
              ></aurono-use-bar>`:a}
        <aurono-curve
          .entryId=${e.entry_id}
          .strategyId=${t.id}
          .book=${n}
          currency=${s}
          name=${t.name}
          stamp=${`${t.last_evaluation?.time_ms??0} ${r?.trades??0}`}
        ></aurono-curve>
      </section>
    `}#r(e){return y`<button
      ?disabled=${!this.canAct}
      @click=${async()=>{this.change=e,await this.updateComplete,this.capitalDialog.show()}}
    >
      ${T(e===`deposit`?i:r)}${this.app.text(`strategies_${e}`)}
    </button>`}#i(e){let{app:t}=this,n=e.last_evaluation,{pair:r}=e.parameters,i=e.next_evaluation;return y`
      <section class="card stack" aria-labelledby="decision">
        <h2 id="decision">${t.text(`strategies_last_decision`)}</h2>
        ${n?y`
                <div>
                  <p class="small quiet">${t.times.dateTime(n.close_ms)}</p>
                  <p>${ne(t,n,r)}</p>
                </div>
                <details>
                  <summary>${t.text(`strategies_numbers`)}</summary>
                  <dl class="facts small">
                    ${M(t,n,r).map(({label:e,value:t})=>y`<div>
                          <dt>${e}</dt>
                          <dd class="number">${t}</dd>
                        </div>`)}
                  </dl>
                </details>
              `:y`<p class="quiet">${t.text(`strategies_last_decision_none`)}</p>`}
        ${i?y`<p class="row between">
                <span class="quiet">${t.text(`overview_next`)}</span
                ><aurono-countdown at=${i.at}></aurono-countdown>
              </p>`:a}
        <a class="row" href=${p(`activity`,{strategy:e.id,tab:`decisions`})}
          >${T(c)}${t.text(`strategies_show_activity`)}</a
        >
      </section>
    `}#a(e,t){return this.app.isAdmin?y`
      <section class="card stack" aria-labelledby="mode">
        <h2 id="mode">${this.app.text(`strategies_mode`)}</h2>
        <aurono-mode-control .account=${e} .strategy=${t} ?disabled=${!this.canAct}></aurono-mode-control>
      </section>
    `:a}#o(e,t){let{app:r}=this;return y`
      <section class="card stack" aria-labelledby="rule">
        <div class="row between">
          <h2 id="rule">${r.text(`strategies_rule`)}</h2>
          <span class="quiet small">${r.text(`strategies_version`,{version:t.version})}</span>
        </div>
        <dl class="facts">
          ${L(r,t.parameters).map(({label:e,value:t})=>y`<div>
                <dt>${e}</dt>
                <dd class="number">${t}</dd>
              </div>`)}
        </dl>
        ${r.isAdmin?y`<a class="row" href=${g(e.entry_id)}
                >${T(s)}${r.text(`strategies_change_rule`)}</a
              >`:a}
        ${t.device_id?y`<a class="row" href=${l(t.device_id)}
                >${T(n)}${r.text(`strategies_device`)}</a
              >`:a}
        <a class="row" href=${p(`lab/evaluate`,{account:e.entry_id,strategy:t.id})}
          >${T(m)}${r.text(`strategies_evaluate`)}</a
        >
      </section>
    `}#s(e){return this.history?y`
      <section class="card stack" aria-labelledby="history">
        <h2 id="history">${this.app.text(`strategies_history`)}</h2>
        <aurono-versions .history=${this.history} pair=${e.parameters.pair}></aurono-versions>
      </section>
    `:a}#c(){let{route:e}=this.place;if(e.page!==`strategy`)return;let t=this.snapshot.accounts.find(t=>t.entry_id===e.entryId),n=t?.strategies.find(t=>t.id===e.strategyId);return t&&n?{account:t,strategy:n}:void 0}async#l(e,t){try{this.history=await this.app.api.history(e.entry_id,t.id)}catch{}}};d([v()],$.prototype,`history`,void 0),d([v()],$.prototype,`chosenBook`,void 0),d([v()],$.prototype,`change`,void 0),d([x(`aurono-capital-dialog`)],$.prototype,`capitalDialog`,void 0),$=d([u(`aurono-strategy-page`)],$);export{$ as AuronoStrategyPage};