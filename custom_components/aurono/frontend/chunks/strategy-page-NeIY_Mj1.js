import{$ as e,A as t,O as n,S as r,T as i,V as a,W as o,Y as s,_ as c,a as l,at as u,b as d,d as f,et as p,f as m,g as h,i as g,j as _,o as v,st as y,u as b,v as x,z as ee}from"./routes-CDwzs4vc.js";import"./aurono-countdown-CWawyT6-.js";import"./aurono-use-bar-313K1Nv6.js";import{i as S}from"../aurono-panel.js";import{t as C}from"./page-element-CUl5KGz2.js";import{a as w,f as T,i as E,n as D,o as O,r as k,t as A}from"./parts-BJS5ziR4.js";import{n as j,r as M}from"./model-DCEP_baa.js";import{n as N,t as P}from"./sentences-8eNJtFSS.js";import"./aurono-dialog-kPHW9uI4.js";import"./aurono-table-BXQQU6yE.js";import{n as F,t as I}from"./aurono-chart-B_hSskAp.js";import{t as L}from"./mode-badge-7GjLmtdd.js";var R=[`timeframe`,`reference`,`buy_trigger`,`sell_trigger`,`buy_amount`,`sell_amount`,`allocated_capital`,`reinvest_profits`,`loss_protection`,`minimum_position`,`cooldown`,`cooldown_reset`,`rsi_period`,`rsi_max_for_buy`,`rsi_min_for_sell`,`order_timeout`],z=(e,t)=>R.map(n=>({name:n,label:e.parameter(n),value:V(e,t,n)}));function B(e,t,n){return R.filter(e=>(t[e]??null)!==(n[e]??null)).map(r=>({name:r,label:e.parameter(r),before:V(e,t,r),value:V(e,n,r)}))}function V(e,t,n){let{base:r,quote:i}=M(t.pair),{numbers:a}=e;switch(n){case`timeframe`:case`reference`:return e.option(n,t[n]);case`buy_trigger`:case`sell_trigger`:return a.percent(t[n],{signed:!0,decimals:6});case`loss_protection`:return a.percent(t[n],{decimals:6});case`buy_amount`:case`sell_amount`:case`allocated_capital`:return a.money(t[n],i);case`minimum_position`:return a.amount(t[n],r);case`reinvest_profits`:case`cooldown_reset`:return e.text(t[n]?`common_yes`:`common_no`);case`rsi_period`:case`rsi_max_for_buy`:case`rsi_min_for_sell`:{let r=t[n]??null;return r===null?e.text(`common_off`):a.number(r,6)}case`cooldown`:case`order_timeout`:return a.number(t[n])}}function H(e){let t=e.trim();if(!/^\d*[.,]?\d*$/.test(t)||!/[1-9]/.test(t))return{problem:`no_number`};if(/^[1-9]\d{0,2}(,\d{3}|\.\d\d0)$/.test(t))return{problem:`ambiguous`};let[n=``,r=``]=t.replace(`,`,`.`).split(`.`);return{value:`${n.replace(/^0+(?=\d)/,``)||`0`}${r?`.${r}`:``}`}}var U=class extends b{constructor(...e){super(...e),this.change=`deposit`,this.disabled=!1,this.typed=``,this.problem=``,this.busy=!1,this.#t=e=>{this.typed=e.target.value,this.problem=``},this.#n=e=>{e.key===`Enter`&&this.#i()},this.#r=()=>{this.dialog.close()},this.#i=async()=>{let e=H(this.typed);if(`problem`in e){this.problem=this.app.text(`strategies_capital_${e.problem}`),this.input.focus();return}let{api:t}=this.app;this.busy=!0;try{this.change===`deposit`?await t.deposit(this.strategy.id,e.value):await t.withdraw(this.strategy.id,e.value),this.dialog.close()}catch(e){this.problem=this.app.problem(e)}finally{this.busy=!1}}}show(){this.typed=this.problem=``,this.dialog.show(),this.input.focus()}render(){let{app:e,strategy:t,change:n}=this,{quote:i}=M(t.parameters.pair),a=j(t);return r`
      <aurono-dialog heading=${e.text(`strategies_${n}_heading`,{strategy:t.name})}>
        <p>${e.text(`strategies_capital_note`)}</p>
        ${a?r`<p>${e.text(`strategies_capital_now`,{free:e.numbers.money(a.free,i)})}</p>`:d}
        <div class="field">
          <label for="amount">${e.text(`strategies_capital_amount`,{currency:i})}</label>
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
        <p id="after" class="quiet">${this.#e(i)}</p>
        <p id="problem" class="error" role="alert">${this.problem}</p>
        <button slot="actions" class="plain" @click=${this.#r}>${e.text(`common_cancel`)}</button>
        <button slot="actions" class="primary" ?disabled=${this.disabled||this.busy} @click=${this.#i}>
          ${e.text(`strategies_${n}`)}
        </button>
      </aurono-dialog>
    `}#e(e){let t=j(this.strategy),n=H(this.typed);if(!t||!(`value`in n))return``;let r=T([t.free,this.change===`deposit`?n.value:`-${n.value}`]);return this.app.text(`strategies_capital_then`,{free:this.app.numbers.exactMoney(r,e)})}#t;#n;#r;#i};f([x({attribute:!1})],U.prototype,`strategy`,void 0),f([x()],U.prototype,`change`,void 0),f([x({type:Boolean})],U.prototype,`disabled`,void 0),f([c()],U.prototype,`typed`,void 0),f([c()],U.prototype,`problem`,void 0),f([c()],U.prototype,`busy`,void 0),f([S(`aurono-dialog`)],U.prototype,`dialog`,void 0),f([S(`input`)],U.prototype,`input`,void 0),U=f([h(`aurono-capital-dialog`)],U);var W=class extends b{constructor(...e){super(...e),this.heading=``,this.text=``,this.action=``,this.dismissal=``,this.danger=!1,this.run=()=>Promise.resolve(),this.busy=!1,this.problem=``,this.#e=()=>{this.dialog.close()},this.#t=async()=>{this.busy=!0;try{await this.run(),this.dialog.close()}catch(e){this.problem=this.app.problem(e)}finally{this.busy=!1}}}show(){this.problem=``,this.dialog.show()}render(){return r`
      <aurono-dialog heading=${this.heading}>
        <p>${this.text}</p>
        ${this.problem?r`<p class="error" role="alert">${this.problem}</p>`:d}
        <button slot="actions" class="plain" @click=${this.#e}>
          ${this.dismissal||this.app.text(`common_cancel`)}
        </button>
        <button slot="actions" class=${this.danger?`danger`:`primary`} ?disabled=${this.busy} @click=${this.#t}>
          ${this.action}
        </button>
      </aurono-dialog>
    `}#e;#t};f([x()],W.prototype,`heading`,void 0),f([x()],W.prototype,`text`,void 0),f([x()],W.prototype,`action`,void 0),f([x()],W.prototype,`dismissal`,void 0),f([x({type:Boolean})],W.prototype,`danger`,void 0),f([x({attribute:!1})],W.prototype,`run`,void 0),f([c()],W.prototype,`busy`,void 0),f([c()],W.prototype,`problem`,void 0),f([S(`aurono-dialog`)],W.prototype,`dialog`,void 0),W=f([h(`aurono-confirm`)],W);var G={paused:p,shadow:e,live:a},K={paused:`strategies_mode_pause`,shadow:`strategies_mode_shadow`,live:`strategies_mode_live`},q=class extends b{constructor(...e){super(...e),this.disabled=!1,this.busy=!1,this.problem=``}render(){let{app:e,strategy:t}=this,n=t.entities.mode,i=t.books.live!==void 0,a=[`paused`,`shadow`,`live`].filter(e=>e!==t.mode);return r`
      <div class="stack">
        <p>${e.state(`select`,`mode`,t.mode)}</p>
        ${n===void 0?r`<p class="quiet">${e.text(`strategies_mode_unavailable`)}</p>`:r`<div class="row">
                ${a.filter(e=>e!==`live`||i).map(e=>this.#e(e))}
              </div>`}
        ${this.problem?r`<p class="error" role="alert">${this.problem}</p>`:d}
        ${i?r`<aurono-confirm
                heading=${e.text(`strategies_mode_live_heading`,{strategy:t.name})}
                text=${e.text(`strategies_mode_live_text`)}
                action=${e.text(`strategies_mode_live`)}
                danger
                .run=${()=>this.#n(`live`)}
              ></aurono-confirm>`:r`<p class="quiet small">
                ${e.text(`strategies_mode_first_live`)}
                <a href=${v(this.account.entry_id)}>${e.text(`strategies_open_settings`)}</a>
              </p>`}
      </div>
    `}#e(e){return r`<button
      ?disabled=${this.disabled||this.busy}
      @click=${()=>{e===`live`?this.confirm.show():this.#t(e)}}
    >
      ${E(G[e])}${this.app.text(K[e])}
    </button>`}async#t(e){this.busy=!0,this.problem=``;try{await this.#n(e)}catch(e){this.problem=this.app.problem(e)}finally{this.busy=!1}}#n(e){return this.app.api.selectMode(this.strategy.entities.mode??``,e)}};f([x({attribute:!1})],q.prototype,`account`,void 0),f([x({attribute:!1})],q.prototype,`strategy`,void 0),f([x({type:Boolean})],q.prototype,`disabled`,void 0),f([c()],q.prototype,`busy`,void 0),f([c()],q.prototype,`problem`,void 0),f([S(`aurono-confirm`)],q.prototype,`confirm`,void 0),q=f([h(`aurono-mode-control`)],q);var J=class extends b{constructor(...e){super(...e),this.canAct=!1}render(){let{app:e,strategy:t,chosen:n}=this;return r`
      ${t.orders.length?this.#e():r`<p class="quiet">${e.text(`strategies_orders_none`)}</p>`}
      <aurono-confirm
        heading=${e.text(`strategies_cancel_order_heading`)}
        text=${n?e.text(`strategies_cancel_order_text`,{order:this.#n(n)}):``}
        action=${e.text(`strategies_cancel_order_do`)}
        dismissal=${e.text(`strategies_cancel_order_keep`)}
        danger
        .run=${()=>n?e.api.cancelOrder(t.id,n.id):Promise.resolve()}
      ></aurono-confirm>
    `}#e(){return r`
      <aurono-table
        caption=${this.app.text(`strategies_orders`)}
        .columns=${this.#t()}
        .rows=${this.strategy.orders}
      ></aurono-table>
    `}#t(){let{app:e,strategy:t}=this,{base:n,quote:i}=M(t.parameters.pair),a=[{label:e.text(`strategies_order_side`),lead:!0,cell:t=>r`
          <strong>${e.text(`strategies_side_${t.side}`)}</strong>
          ${t.status===`unknown`?r`<span class="warn">${e.text(`strategies_order_unknown`)}</span>`:d}
        `},{label:e.text(`strategies_order_amount`),numeric:!0,cell:t=>e.numbers.amount(t.amount,n)},{label:e.text(`strategies_order_limit`),numeric:!0,cell:t=>e.numbers.price(t.limit,i)},{label:e.text(`strategies_order_filled`),numeric:!0,cell:t=>e.numbers.amount(t.filled,n)},{label:e.text(`strategies_order_reserved`),numeric:!0,cell:t=>t.side===`buy`?e.numbers.money(t.reserved,i):e.numbers.amount(t.reserved,n)},{label:e.text(`strategies_order_ends`),cell:t=>e.times.dateTime(t.ends_ms)}];return e.isAdmin?[...a,{label:``,cell:t=>r`<button
            ?disabled=${!this.canAct}
            @click=${()=>{this.#r(t)}}
          >
            ${e.text(`strategies_cancel_order`)}
          </button>`}]:a}#n(e){let{base:t,quote:n}=M(this.strategy.parameters.pair),{app:r}=this;return`${r.text(`strategies_side_${e.side}`)} ${r.numbers.amount(e.amount,t)}, ${r.numbers.price(e.limit,n)}.`}#r(e){this.chosen=e,this.confirm.show()}};f([x({attribute:!1})],J.prototype,`strategy`,void 0),f([x({type:Boolean})],J.prototype,`canAct`,void 0),f([c()],J.prototype,`chosen`,void 0),f([S(`aurono-confirm`)],J.prototype,`confirm`,void 0),J=f([h(`aurono-open-orders`)],J);var Y=36e5,X={"1h":Y,"4h":4*Y,"1d":24*Y,"1w":168*Y},te=e=>e.map(([e,t,n,r,i])=>({time:e,open:Number(t),high:Number(n),low:Number(r),close:Number(i)}));function ne(e){return e.flatMap(({candle_ms:e,numbers:{close:t,reference:n}})=>t===void 0||n===void 0?[]:[{time:e,close:Number(t),reference:Number(n)}]).reverse()}function re(e,{reference:t,timeframe:n}){return e.flatMap((r,i)=>{if(t===`open`)return[{time:r.time,close:r.close,reference:r.open}];let a=e[i-1],o=a?.time===r.time-X[n];return a&&o?[{time:r.time,close:r.close,reference:a.close}]:[]})}function ie(e,t,n,r){let i=[...t].sort((e,t)=>e.since_ms-t.since_ms);return e.map(({time:e,reference:t})=>{let a=e+X[r],o=i.findLast(e=>e.since_ms<=a)??i[0];return!o||Number(o.parameters[`${n}_amount`])===0?{time:e,value:null}:{time:e,value:t*(1+Number(o.parameters[`${n}_trigger`])/100)}})}var ae=e=>[...e].sort((e,t)=>e.time_ms-t.time_ms).map(({time_ms:e,side:t})=>({time:e,kind:t}));function oe(e){let{words:t,parameters:n,candles:r,evaluations:i,trades:a,versions:o,averageCost:s}=e,c=X[n.timeframe],l=r.length?re(r,n):ne(i),u=r[0]?.time??l[0]?.time??1/0,d=s===null?[]:[{value:Number(s),label:t.averageCost,color:`muted`}];return{series:[r.length?{id:`candles`,kind:`candles`,label:t.candles,unit:`price`,length:c,candles:r}:{id:`closes`,kind:`line`,label:t.closes,unit:`price`,color:`price`,points:l.map(({time:e,close:t})=>({time:e,value:t}))},...[`buy`,`sell`].map(e=>({id:e,kind:`steps`,label:t[e],unit:`price`,color:e===`buy`?`good`:`bad`,dashed:!0,points:ie(l,o,e,n.timeframe)}))],markers:ae(a.filter(e=>e.time_ms>=u)),levels:d,barsInView:120}}var se=400,ce=300,le=200,ue=15e3,Z=class extends b{constructor(...e){super(...e),this.book=`shadow`,this.versions=[],this.problem=``,this.#e=``,this.#t=0,this.#a=async()=>{clearTimeout(this.#n),this.#n=void 0,this.#t=Date.now();let{account:e,strategy:t,book:n}=this,{pair:r,timeframe:i}=t.parameters,{api:a}=this.app,o={entry_id:e.entry_id,strategy:t.id,book:n};try{let[e,t,s]=await Promise.all([this.#o(r,i),a.events({...o,kinds:[`evaluated`],limit:ce}),a.trades({...o,limit:le})]);if(n!==this.book)return;this.read={candles:e,evaluations:t.events.filter(e=>e.kind===`evaluated`),trades:s.trades},this.problem=``}catch(e){this.problem=this.app.problem(e)}}}static{this.styles=[m,i`
      :host {
        display: block;
        min-height: 320px;
      }
    `]}#e;#t;#n;#r;disconnectedCallback(){super.disconnectedCallback(),clearTimeout(this.#n),this.#n=void 0}updated(e){e.has(`book`)&&(this.#t=0);let t=this.strategy.last_evaluation?.candle_ms??0,n=[this.book,t,this.strategy.books[this.book]?.trades].join(` `);n!==this.#e&&(this.#e=n,this.#n??=setTimeout(()=>void this.#a(),Math.max(0,this.#t+ue-Date.now())))}render(){let{app:e,strategy:t,read:n}=this;if(!n)return this.problem?r`<aurono-state alert heading=${e.text(`common_failed`)} text=${this.problem}>
            <button @click=${this.#a}>${e.text(`common_retry`)}</button>
          </aurono-state>`:r`<aurono-state loading text=${e.text(`common_loading`)}></aurono-state>`;if(!n.candles.length&&!n.evaluations.length)return r`<aurono-state text=${e.text(`strategies_chart_empty`)}></aurono-state>`;let{pair:i}=t.parameters;return r`
      <aurono-chart
        label=${e.text(`strategies_chart_label`,{pair:i,strategy:t.name})}
        .model=${this.#i(n)}
        .formats=${I(e,M(i).quote)}
        .words=${F(e)}
      ></aurono-chart>
      ${n.candles.length?d:r`<p class="small quiet">${e.text(`strategies_chart_no_history`)}</p>`}
    `}#i(e){let{app:t,strategy:n}=this,r=j(n)?.average_cost??null,i=[e,this.versions,r,t],a=this.#r;if(!a?.key.every((e,t)=>e===i[t])){let o=oe({words:{candles:t.text(`strategies_chart_candles`),closes:t.text(`strategies_chart_closes`),buy:t.text(`strategies_chart_buy`),sell:t.text(`strategies_chart_sell`),averageCost:t.text(`strategies_avg_cost`)},parameters:n.parameters,...e,versions:this.versions,averageCost:r});this.#r=a={key:i,model:o}}return a.model}#a;async#o(e,t){let n=this.strategy.last_evaluation?.close_ms??this.account.now_ms;if(n===null)return[];let r=n-se*X[t];try{let i=await this.app.api.candles(this.account.entry_id,e,t,r,n),a=i.timeframe??t,o=i.rows.at(-1)?.[0]??0;return a===t&&o>=n-3*X[t]?te(i.rows):[]}catch{return[]}}};f([x({attribute:!1})],Z.prototype,`account`,void 0),f([x({attribute:!1})],Z.prototype,`strategy`,void 0),f([x({attribute:!1})],Z.prototype,`book`,void 0),f([x({attribute:!1})],Z.prototype,`versions`,void 0),f([c()],Z.prototype,`read`,void 0),f([c()],Z.prototype,`problem`,void 0),Z=f([h(`aurono-strategy-chart`)],Z);var Q=class extends b{constructor(...e){super(...e),this.pair=``}static{this.styles=[m,i`
      ol {
        border-inline-start: 2px solid var(--aurono-line);
        padding-inline-start: 16px;
        display: grid;
        gap: 12px;
      }
      time {
        display: block;
      }
    `]}render(){let{versions:e,capital:t,modes:n}=this.history,i=[...e].sort((e,t)=>e.version-t.version),a=[...i.map((e,t)=>({time:e.since_ms,content:this.#e(e,i[t-1])})),...t.map(e=>({time:e.time_ms,content:this.#t(e)})),...n.map(({time_ms:e,mode:t})=>({time:e,content:r`${this.app.text(`strategies_mode`)}: ${this.app.state(`select`,`mode`,t)}`}))];return r`<ol>
      ${a.sort((e,t)=>t.time-e.time).map(({time:e,content:t})=>r`<li>
              <time class="small quiet" datetime=${new Date(e).toISOString()}>${this.app.times.dateTime(e)}</time>
              ${t}
            </li>`)}
    </ol>`}#e(e,t){let{app:n}=this,i=t?B(n,t.parameters,e.parameters):[];return r`
      <strong>${n.text(`strategies_version`,{version:e.version})}</strong>
      ${t?d:r`<p>${n.text(`strategies_version_first`)}</p>`}
      <ul>
        ${t&&t.name!==e.name?r`<li>${n.text(`strategies_version_renamed`,{name:e.name})}</li>`:d}
        ${i.map(({label:e,before:t,value:i})=>r`<li>${n.text(`strategies_version_change`,{label:e,before:t,value:i})}</li>`)}
      </ul>
    `}#t(e){let{app:t}=this,{base:n,quote:i}=M(this.pair),a=e.amount??e.allocated,o=e.position?.amount,s=e.kind===`adopted`&&o?t.numbers.amount(o,n):t.numbers.money(a,i);return r`${t.text(`strategies_capital_change_${e.kind}`,{amount:s})} ${A(t,e.book)}`}};f([x({attribute:!1})],Q.prototype,`history`,void 0),f([x()],Q.prototype,`pair`,void 0),Q=f([h(`aurono-versions`)],Q);var $=class extends C{constructor(...e){super(...e),this.change=`deposit`,this.#e=``}static{this.styles=[m,i`
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
    `]}#e;updated(e){super.updated(e);let t=this.#c();if(!t)return;let{account:n,strategy:r}=t,i=j(r),a=[r.id,r.version,r.mode,i?.allocated,r.name].join(` `);a!==this.#e&&(this.#e.startsWith(r.id)||(this.history=this.chosenBook=void 0),this.#e=a,this.#l(n,r))}render(){let{app:e}=this,t=this.#c();if(!t)return r`<aurono-state
        .drawing=${u}
        heading=${e.text(`strategies_gone`)}
        text=${e.text(`strategies_gone_text`)}
      >
        <a class="button" href=${g(`strategies`)}>${e.text(`strategies_back`)}</a>
      </aurono-state>`;let{account:n,strategy:i}=t,a=this.chosenBook??i.active_book,o=i.books[a];return r`
      <div class="stack">
        ${this.#t(n,i)}
        <div class="columns">
          <div class="stack">
            ${this.#n(n,i,a,o)}
            <section class="card stack" aria-labelledby="chart">
              <h2 id="chart">${e.text(`strategies_chart`)}</h2>
              <aurono-strategy-chart
                .account=${n}
                .strategy=${i}
                .book=${a}
                .versions=${this.history?.versions??[]}
              ></aurono-strategy-chart>
            </section>
            <section class="card stack" aria-labelledby="orders">
              <h2 id="orders">${e.text(`strategies_orders`)}</h2>
              <aurono-open-orders .strategy=${i} ?canAct=${this.canAct}></aurono-open-orders>
            </section>
          </div>
          <div class="stack">
            ${this.#i(i)}${this.#a(n,i)}${this.#o(n,i)}${this.#s(i)}
          </div>
        </div>
        ${e.isAdmin?r`<aurono-capital-dialog
                .strategy=${i}
                change=${this.change}
                ?disabled=${!this.canAct}
              ></aurono-capital-dialog>`:d}
      </div>
    `}#t(e,t){let{app:i}=this,{pair:a,timeframe:o}=t.parameters;return r`
      <div>
        <a class="row small" href=${g(`strategies`)}>${E(n)}${i.text(`strategies_back`)}</a>
        <div class="row between">
          <h1>${t.name}</h1>
          <div class="row">${L(i,t)}${D(i,e.is_demo)}</div>
        </div>
        <p class="quiet">
          ${a} · ${i.option(`timeframe`,o)} · ${e.title}
          ${t.price?r` · <span class="number">${i.numbers.price(t.price,M(a).quote)}</span>`:d}
        </p>
        <p>${i.state(`sensor`,`status`,t.status)}</p>
      </div>
    `}#n(e,t,n,i){let{app:a}=this,{base:o,quote:s}=M(t.parameters.pair),c=[`live`,`shadow`].filter(e=>t.books[e]),l=i&&t.price&&i.value!==null&&i.unrealized!==null;return r`
      <section class="card stack" aria-label=${a.text(`strategies_value`)}>
        <div class="row between">
          ${c.length>1?r`<div class="row" role="group" aria-label=${a.text(`activity_book`)}>
                  ${c.map(e=>r`<button
                        aria-pressed=${e===n?`true`:`false`}
                        class=${e===n?`primary`:``}
                        @click=${()=>{this.chosenBook=e}}
                      >
                        ${a.text(`common_book_${e}`)}
                      </button>`)}
                </div>`:A(a,n)}
          ${a.isAdmin&&n===t.active_book?r`<div class="row">${this.#r(`deposit`)}${this.#r(`withdraw`)}</div>`:d}
        </div>
        <dl class="stats">
          ${O(a.text(`strategies_value`),a.numbers.money(i?.value,s))}
          ${O(a.text(`strategies_profit`),w(a,i?.profit,s),k(a.numbers.percent(i?.profit_percent,{signed:!0})))}
          ${O(a.text(`strategies_realized`),w(a,i?.realized,s))}
          ${O(a.text(`strategies_unrealized`),w(a,i?.unrealized,s))}
          ${O(a.text(`strategies_position`),a.numbers.amount(i?.position,o))}
          ${O(a.text(`strategies_avg_cost`),a.numbers.price(i?.average_cost,s))}
          ${O(a.text(`strategies_trades_label`),String(i?.trades??0))}
          ${O(a.text(`strategies_fees`),a.numbers.money(i?.fees,s))}
        </dl>
        ${l?r`<aurono-use-bar
                currency=${s}
                .coins=${T([i.cost,i.unrealized??`0`])}
                .reserved=${i.reserved}
                .free=${i.free}
              ></aurono-use-bar>`:d}
        <aurono-curve
          .entryId=${e.entry_id}
          .strategyId=${t.id}
          .book=${n}
          currency=${s}
          name=${t.name}
          stamp=${`${t.last_evaluation?.time_ms??0} ${i?.trades??0}`}
        ></aurono-curve>
      </section>
    `}#r(e){return r`<button
      ?disabled=${!this.canAct}
      @click=${async()=>{this.change=e,await this.updateComplete,this.capitalDialog.show()}}
    >
      ${E(e===`deposit`?_:t)}${this.app.text(`strategies_${e}`)}
    </button>`}#i(e){let{app:t}=this,n=e.last_evaluation,{pair:i}=e.parameters,a=e.next_evaluation;return r`
      <section class="card stack" aria-labelledby="decision">
        <h2 id="decision">${t.text(`strategies_last_decision`)}</h2>
        ${n?r`
                <div>
                  <p class="small quiet">${t.times.dateTime(n.close_ms)}</p>
                  <p>${N(t,n,i)}</p>
                </div>
                <details>
                  <summary>${t.text(`strategies_numbers`)}</summary>
                  <dl class="facts small">
                    ${P(t,n,i).map(({label:e,value:t})=>r`<div>
                          <dt>${e}</dt>
                          <dd class="number">${t}</dd>
                        </div>`)}
                  </dl>
                </details>
              `:r`<p class="quiet">${t.text(`strategies_last_decision_none`)}</p>`}
        ${a?r`<p class="row between">
                <span class="quiet">${t.text(`overview_next`)}</span
                ><aurono-countdown at=${a.at}></aurono-countdown>
              </p>`:d}
        <a class="row" href=${g(`activity`,{strategy:e.id,tab:`decisions`})}
          >${E(s)}${t.text(`strategies_show_activity`)}</a
        >
      </section>
    `}#a(e,t){return this.app.isAdmin?r`
      <section class="card stack" aria-labelledby="mode">
        <h2 id="mode">${this.app.text(`strategies_mode`)}</h2>
        <aurono-mode-control .account=${e} .strategy=${t} ?disabled=${!this.canAct}></aurono-mode-control>
      </section>
    `:d}#o(e,t){let{app:n}=this;return r`
      <section class="card stack" aria-labelledby="rule">
        <div class="row between">
          <h2 id="rule">${n.text(`strategies_rule`)}</h2>
          <span class="quiet small">${n.text(`strategies_version`,{version:t.version})}</span>
        </div>
        <dl class="facts">
          ${z(n,t.parameters).map(({label:e,value:t})=>r`<div>
                <dt>${e}</dt>
                <dd class="number">${t}</dd>
              </div>`)}
        </dl>
        ${n.isAdmin?r`<a class="row" href=${v(e.entry_id)}
                >${E(ee)}${n.text(`strategies_change_rule`)}</a
              >`:d}
        ${t.device_id?r`<a class="row" href=${l(t.device_id)}
                >${E(o)}${n.text(`strategies_device`)}</a
              >`:d}
        <a class="row" href=${g(`lab/evaluate`,{account:e.entry_id,strategy:t.id})}
          >${E(y)}${n.text(`strategies_evaluate`)}</a
        >
      </section>
    `}#s(e){return this.history?r`
      <section class="card stack" aria-labelledby="history">
        <h2 id="history">${this.app.text(`strategies_history`)}</h2>
        <aurono-versions .history=${this.history} pair=${e.parameters.pair}></aurono-versions>
      </section>
    `:d}#c(){let{route:e}=this.place;if(e.page!==`strategy`)return;let t=this.snapshot.accounts.find(t=>t.entry_id===e.entryId),n=t?.strategies.find(t=>t.id===e.strategyId);return t&&n?{account:t,strategy:n}:void 0}async#l(e,t){try{this.history=await this.app.api.history(e.entry_id,t.id)}catch{}}};f([c()],$.prototype,`history`,void 0),f([c()],$.prototype,`chosenBook`,void 0),f([c()],$.prototype,`change`,void 0),f([S(`aurono-capital-dialog`)],$.prototype,`capitalDialog`,void 0),$=f([h(`aurono-strategy-page`)],$);export{$ as AuronoStrategyPage};