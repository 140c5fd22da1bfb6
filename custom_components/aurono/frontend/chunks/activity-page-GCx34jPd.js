import{F as e,O as t,P as n,W as r,_ as i,d as a,g as o,i as s,l as c,m as l,ot as u,p as d,s as f,u as p}from"./routes-Dz8s5z6K.js";import{_ as m,f as h,l as g,m as _,u as v}from"./store-ztXaxWfb.js";import"../aurono-panel.js";import{n as y,r as b}from"./preload-helper-D77zHdRM.js";import{t as x}from"./page-element-C7PY5y-z.js";import{t as S}from"./select-field-C_90bzr8.js";import{r as C,t as w}from"./model-DCEP_baa.js";import{i as T,n as ee,r as E,t as D}from"./sentences-CIWZINi0.js";import"./aurono-table-Bzdh9RD4.js";async function*O(e){let t;do{let n=await e(t);yield n.items,t=n.next??void 0}while(t!==void 0)}var k=class{#e;constructor(e,t){this.read=e,this.onChange=t,this.items=[],this.isBusy=!1}get isLoaded(){return this.#e!==void 0}get hasMore(){return typeof this.#e==`string`}async more(){if(!(this.isBusy||this.#e===null)){this.isBusy=!0,this.error=void 0,this.onChange();try{let e=await this.read(this.#e);this.items=[...this.items,...e.items],this.#e=e.next}catch(e){this.error=e}finally{this.isBusy=!1,this.onChange()}}}};function A(e,t,{pair:n,side:r}){let{base:i,quote:a}=C(n??``),o=t=>a?e.numbers.money(t,a):e.numbers.number(t),s=t=>a?e.numbers.price(t,a):e.numbers.number(t,8),c=t=>i?e.numbers.amount(t,i):e.numbers.number(t,8);switch(t.kind){case`evaluated`:return ee(e,t,n);case`order_planned`:{let n=t.side===`buy`?o(t.reserved):c(t.reserved),r={amount:c(t.amount),limit:s(t.limit),reserved:n};return e.text(`activity_event_order_planned_${t.side}`,r)}case`order_opened`:return e.text(t.book===`live`?`activity_event_order_opened`:`activity_event_order_opened_shadow`);case`order_fill`:{let{fill:n}=t,i=e.numbers.money(n.fee,n.fee_currency),a={amount:c(n.amount),price:s(n.price),fee:i};return e.text(r?`activity_event_order_fill_${r}`:`activity_event_order_fill`,a)}case`order_ended`:return j(e,t.status,t.detail);case`order_unknown`:return e.text(`activity_event_order_unknown`);case`book_opened`:return e.text(`activity_event_book_opened_${t.book}`,{amount:o(t.allocated)});case`capital_deposited`:case`capital_withdrawn`:return e.text(`activity_event_${t.kind}`,{amount:o(t.amount)});case`position_adopted`:{let{adopted:n}=t,r={amount:c(n.amount),price:s(n.average_price)};return M(e.text(`activity_event_position_adopted`,r),t.note)}case`difference_written_off`:{let n={base:c(t.base),quote:o(t.quote)};return M(e.text(`activity_event_difference_written_off`,n),t.note)}case`strategy_added`:return e.text(`activity_event_strategy_added`,{mode:e.state(`select`,`mode`,t.mode)});case`strategy_revised`:return e.text(`activity_event_strategy_revised`,{version:t.version});case`mode_changed`:return e.text(`activity_event_mode_${t.mode}`);case`trading_stopped`:return e.text(t.cancel_orders?`activity_event_trading_stopped_cancelled`:`activity_event_trading_stopped`);case`strategy_removed`:case`trading_resumed`:return e.text(`activity_event_${t.kind}`)}}function j(e,t,n){switch(t){case`filled`:case`cancelled`:case`expired`:return e.text(`activity_event_order_${t}`);default:return e.text(`activity_event_order_rejected`,{detail:n}).trim()}}var M=(e,t)=>t?`${e} ${t}`:e,N=class extends o{constructor(...e){super(...e),this.events=[]}static{this.styles=[i,m`
      h3 {
        padding: 12px 0 4px;
        color: var(--aurono-quiet);
      }
      li {
        display: grid;
        grid-template-columns: 60px minmax(0, 1fr);
        gap: 0 12px;
        padding: 8px 0;
        border-bottom: 1px solid var(--aurono-line);
      }
      section:last-child li:last-child {
        border-bottom: 0;
      }
      .facts {
        display: grid;
        grid-template-columns: minmax(auto, max-content) auto;
        justify-content: start;
        gap: 2px 16px;
        padding-top: 4px;
      }
      .facts dt {
        color: var(--aurono-quiet);
      }
      summary {
        color: var(--aurono-quiet);
        cursor: pointer;
      }
    `]}render(){let e=P(this.events);return[...this.#e()].map(([t,n])=>_`
        <section>
          <h3>${t}</h3>
          <ol>
            ${n.map(t=>this.#t(t,e))}
          </ol>
        </section>
      `)}#e(){let e=new Map;for(let t of this.events){let n=this.app.times.date(t.time_ms),r=e.get(n);r?r.push(t):e.set(n,[t])}return e}#t(e,t){let{app:n}=this,r=this.account.strategies.find(t=>t.id===e.strategy),i=r?.parameters.pair??(`pair`in e?e.pair:void 0),a=`order`in e?t.get(e.order):void 0,o=e.name??r?.name??``;return _`
      <li>
        <time class="quiet number" datetime=${new Date(e.time_ms).toISOString()}
          >${n.times.time(e.time_ms)}</time
        >
        <div>
          <div class="row small">
            ${r?_`<a href=${c(this.account.entry_id,r.id)}>${o}</a>`:_`<span class="quiet">${o||this.account.title}</span>`}
            ${e.kind===`evaluated`?h:_`<span class="quiet">${n.option(`event_kind`,e.kind)}</span>`}
            ${`book`in e?p(n,e.book):h}
          </div>
          <p>${A(n,e,{pair:i,side:a})}</p>
          ${e.kind===`evaluated`&&i?this.#n(e,i):h}
        </div>
      </li>
    `}#n(e,t){let n=D(this.app,e,t);return n.length?_`<details class="small">
      <summary>${this.app.text(`strategies_numbers`)}</summary>
      <dl class="facts">
        ${n.map(({label:e,value:t})=>_`<dt>${e}</dt>
              <dd class="number">${t}</dd>`)}
      </dl>
    </details>`:h}};y([v({attribute:!1})],N.prototype,`account`,void 0),y([v({attribute:!1})],N.prototype,`events`,void 0),N=y([b(`aurono-event-list`)],N);function P(e){return new Map(e.flatMap(e=>e.kind===`order_planned`?[[e.order,e.side]]:[]))}function F(e){let t=e.map(e=>L(e)),n=[...new Set(t.flatMap(e=>Object.keys(e)))];return`\ufeff${[n,...t.map(e=>n.map(t=>e[t]??``))].map(e=>e.map(z).join(`,`)).join(`\r
`)}\r\n`}var I=e=>`${JSON.stringify(e,null,2)}\n`;function L(e,t=``){let n={};for(let[r,i]of Object.entries(e))typeof i==`object`&&i?Object.assign(n,L(i,`${t}${r}.`)):R(i)&&(n[t+r]=String(i));return n}var R=e=>e!=null;function z(e){let t=/^[=+\-@\t\r]/.test(e)&&!/^-?\d+(\.\d+)?$/.test(e)?`'${e}`:e;return/[",\r\n]/.test(t)?`"${t.replaceAll(`"`,`""`)}"`:t}function B(e,t,n){let r=URL.createObjectURL(new Blob([n],{type:t})),i=document.createElement(`a`);i.href=r,i.download=e,i.click(),setTimeout(()=>{URL.revokeObjectURL(r)},6e4)}var V={csv:{type:`text/csv`,write:F},json:{type:`application/json`,write:I}},H=class extends o{constructor(...e){super(...e),this.name=``,this.busy=!1,this.told=``,this.failed=!1}render(){let{app:e}=this;return _`
      <div class="row">
        <span class="quiet small">${e.text(`activity_export`)}</span>
        ${this.#e(`csv`)}${this.#e(`json`)}
        <span role="status" class=${this.failed?`error`:`quiet`}>${this.told}</span>
      </div>
    `}#e(e){return _`<button
      ?disabled=${this.busy}
      @click=${()=>{this.#t(e)}}
    >
      ${d(r)}${this.app.text(`activity_export_${e}`)}
    </button>`}async#t(e){let{app:t}=this,n=[];this.busy=!0,this.failed=!1;try{for await(let e of O(this.read))n.push(...e),this.told=t.text(`activity_export_reading`,{count:t.numbers.number(n.length)});B(`${this.name}.${e}`,V[e].type,V[e].write(n)),this.told=t.plural(`activity_export_done`,n.length)}catch(e){this.failed=!0,this.told=t.problem(e)}finally{this.busy=!1}}};y([v({attribute:!1})],H.prototype,`read`,void 0),y([v()],H.prototype,`name`,void 0),y([g()],H.prototype,`busy`,void 0),y([g()],H.prototype,`told`,void 0),y([g()],H.prototype,`failed`,void 0),H=y([b(`aurono-export`)],H);var U=class extends o{constructor(...e){super(...e),this.trades=[]}render(){return _`<aurono-table
      caption=${this.app.text(`activity_tab_trades`)}
      .columns=${this.#e()}
      .rows=${this.trades}
    ></aurono-table>`}#e(){let{app:e}=this;return[{label:e.text(`activity_trade`),lead:!0,cell:t=>_`
          <strong>${e.text(`strategies_side_${t.side}`)}</strong>
          <span class="number">${e.numbers.amount(t.amount,C(t.market).base)}</span>
          ${p(e,t.book)}
          <div class="small quiet">
            ${e.text(`activity_limit`,{limit:e.numbers.price(t.limit,C(t.market).quote),version:t.version})}
          </div>
        `},{label:e.text(`activity_strategy`),bare:!0,cell:e=>this.#t(e)},{label:e.text(`activity_time`),bare:!0,cell:t=>e.times.dateTime(t.time_ms)},{label:e.text(`activity_price`),numeric:!0,cell:t=>e.numbers.price(t.price,C(t.market).quote)},{label:e.text(`activity_fee`),numeric:!0,cell:t=>e.numbers.money(t.fee,t.fee_currency)},{label:e.text(`activity_realized`),numeric:!0,cell:t=>l(e,t.realized,C(t.market).quote)}]}#t(e){let t=this.account.strategies.find(t=>t.id===e.strategy);return t?_`<a href=${c(this.account.entry_id,t.id)}>${t.name}</a>`:e.name??``}};y([v({attribute:!1})],U.prototype,`account`,void 0),y([v({attribute:!1})],U.prototype,`trades`,void 0),U=y([b(`aurono-trade-list`)],U);var W=50,G=500,K=class extends o{constructor(...e){super(...e),this.list=`trades`,this.filtered=!1,this.readAt=``,this.#e=``,this.#n=()=>{let{list:e,query:t}=this,n=new k(n=>this.#a(e,t,W,n),()=>{this.pager===n&&this.requestUpdate()});this.pager=n,this.readAt=this.#o(),n.more()},this.#r=()=>{this.pager.more()},this.#i=e=>this.#a(this.list,this.query,G,e)}#e;willUpdate(e){let t=JSON.stringify([this.list,this.query]);(e.has(`query`)||e.has(`list`))&&t!==this.#e&&(this.#e=t,this.#n())}render(){let{app:e,pager:t}=this;return _`
      <div class="card stack">
        <h2 class="visually-hidden">${e.text(`activity_tab_${this.list}`)}</h2>
        ${this.readAt===this.#o()||!t.isLoaded?h:_`<div class="row">
                <button @click=${this.#n}>${d(u)}${e.text(`activity_new`)}</button>
              </div>`}
        ${this.#t()}
        ${t.error===void 0?h:_`<aurono-state alert heading=${e.text(`common_failed`)} text=${e.problem(t.error)}>
                <button @click=${this.#r}>${e.text(`common_retry`)}</button>
              </aurono-state>`}
        ${t.hasMore&&t.error===void 0?_`<div class="row">
                <button ?disabled=${t.isBusy} @click=${this.#r}>${e.text(`activity_more`)}</button>
              </div>`:h}
        ${t.items.length?_`<aurono-export name="aurono-${this.list}" .read=${this.#i}></aurono-export>`:h}
      </div>
    `}#t(){let{app:e,pager:t,account:n}=this;if(!t.isLoaded)return t.error===void 0?_`<aurono-state loading text=${e.text(`common_loading`)}></aurono-state>`:h;if(!t.items.length){let t=this.list===`trades`&&!this.filtered;return _`<aurono-state
        text=${e.text(t?`activity_trades_none`:`activity_${this.list}_empty`)}
      ></aurono-state>`}return this.list===`trades`?_`<aurono-trade-list .account=${n} .trades=${t.items}></aurono-trade-list>`:_`<aurono-event-list .account=${n} .events=${t.items}></aurono-event-list>`}#n;#r;#i;async#a(e,t,n,r){let i={...t,limit:n,...r===void 0?{}:{cursor:r}};if(e===`trades`){let{trades:e,next_cursor:t}=await this.app.api.trades(i);return{items:e,next:t}}let{events:a,next_cursor:o}=await this.app.api.events(i);return{items:a,next:o}}#o(){let{account:e}=this;return JSON.stringify([e.stopped,e.strategies.map(e=>[this.list===`trades`?0:e.last_evaluation?.time_ms,e.version,e.mode,e.books.shadow?.trades,e.books.live?.trades,this.list===`timeline`?e.orders.map(e=>[e.id,e.status]):0])])}};y([v({attribute:!1})],K.prototype,`account`,void 0),y([v({attribute:!1})],K.prototype,`query`,void 0),y([v()],K.prototype,`list`,void 0),y([v({type:Boolean})],K.prototype,`filtered`,void 0),y([g()],K.prototype,`pager`,void 0),y([g()],K.prototype,`readAt`,void 0),K=y([b(`aurono-journal`)],K);var q=[`evaluated`,`order_planned`,`order_opened`,`order_fill`,`order_ended`,`order_unknown`,`book_opened`,`capital_deposited`,`capital_withdrawn`,`position_adopted`,`difference_written_off`,`strategy_added`,`strategy_revised`,`mode_changed`,`strategy_removed`,`trading_stopped`,`trading_resumed`],J=[`trades`,`timeline`,`decisions`,`why`],Y=q.filter(e=>e!==`evaluated`),X=/^\d{4}-\d{2}-\d{2}$/;function Z(e,t){let n=t=>e.get(t)??void 0,r=e=>{let t=n(e);return t!==void 0&&X.test(t)?t:void 0},i=n(`strategy`),a=n(`book`),o=t.find(e=>e.strategies.some(e=>e.id===i)),s=t.find(e=>e.entry_id===n(`account`));return{tab:J.find(e=>e===n(`tab`))??`trades`,account:(o??s??t[0])?.entry_id,strategy:i,book:a===`shadow`||a===`live`?a:void 0,kind:Y.find(e=>e===n(`kind`)),reason:E(n(`reason`)??``),from:r(`from`),to:r(`to`),day:r(`day`)}}function te(e,t){if(e.account===void 0)return;let n=e.from===void 0?null:t.startOfDay(e.from),r=e.to===void 0?null:t.startOfDay(e.to),i={entry_id:e.account};return e.strategy!==void 0&&(i.strategy=e.strategy),e.book!==void 0&&(i.book=e.book),n!==null&&(i.since_ms=n),r!==null&&(i.until_ms=t.nextDay(r)),e.tab===`decisions`?(i.kinds=[`evaluated`],e.reason!==void 0&&(i.reasons=[e.reason])):e.tab===`timeline`&&(i.kinds=e.kind===void 0?[...Y]:[e.kind]),i}var ne=200,Q=class extends o{constructor(...e){super(...e),this.strategyId=``,this.since=0,this.until=0,this.problem=``,this.#e=``,this.#n=async()=>{let e=this.#e,{account:t,strategyId:n,since:r,until:i}=this,{api:a}=this.app,o={entry_id:t.entry_id,strategy:n,since_ms:r,until_ms:i,limit:ne};this.problem=``;try{let[s,c,l]=await Promise.all([a.day(t.entry_id,n,r,i),a.events({...o,kinds:[`evaluated`]}),a.events({...o,kinds:[...Y]})]);e===this.#e&&(this.answer={summary:s,decisions:c,other:l})}catch(t){e===this.#e&&(this.problem=this.app.problem(t))}}}static{this.styles=[i,m`
      .counts {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 4px 12px;
      }
      .counts dt {
        text-align: end;
        font-variant-numeric: tabular-nums;
        font-weight: 500;
      }
    `]}#e;updated(){let e=[this.account.entry_id,this.strategyId,this.since,this.until].join(` `);e!==this.#e&&(this.#e=e,this.answer=void 0,this.#n())}render(){let{app:e,answer:t}=this;if(!t)return this.problem?_`<aurono-state alert heading=${e.text(`common_failed`)} text=${this.problem}>
            <button @click=${this.#n}>${e.text(`common_retry`)}</button>
          </aurono-state>`:_`<aurono-state loading text=${e.text(`common_loading`)}></aurono-state>`;let{decisions:n,other:r}=t;return _`
      <div class="stack">
        <section class="card stack" aria-live="polite">${this.#t(t.summary)}</section>
        ${n.events.length?_`<section class="card" aria-labelledby="decisions">
                <h2 id="decisions">${e.text(`activity_tab_decisions`)}</h2>
                <aurono-event-list .account=${this.account} .events=${n.events}></aurono-event-list>
              </section>`:h}
        ${r.events.length?_`<section class="card" aria-labelledby="other">
                <h2 id="other">${e.text(`activity_day_other`)}</h2>
                <aurono-event-list .account=${this.account} .events=${r.events}></aurono-event-list>
              </section>`:h}
      </div>
    `}#t({reasons:e,evaluations:t,orders:n,fills:r}){let{app:i}=this,a=this.account.strategies.find(e=>e.id===this.strategyId)?.name??``,o=Object.entries(e).sort(([,e],[,t])=>t-e);return o.length?_`
      <p>${i.plural(`activity_day_summary`,t,{strategy:a})}</p>
      ${n||r?_`<p>
                ${i.text(`activity_day_traded`,{orders:i.numbers.number(n),fills:i.numbers.number(r)})}
              </p>
              <p>${i.text(`activity_day_why`)}</p>`:_`<p>${i.text(`activity_day_untraded`)}</p>`}
      <dl class="counts">
        ${o.map(([e,t])=>{let n=E(e);return _`<dt>${i.text(`activity_times`,{count:i.numbers.number(t)})}</dt>
            <dd>${n?T(i,n):e}</dd>`})}
      </dl>
    `:_`<p>${i.text(`activity_day_nothing`,{strategy:a})}</p>`}#n};y([v({attribute:!1})],Q.prototype,`account`,void 0),y([v()],Q.prototype,`strategyId`,void 0),y([v({attribute:!1})],Q.prototype,`since`,void 0),y([v({attribute:!1})],Q.prototype,`until`,void 0),y([g()],Q.prototype,`answer`,void 0),y([g()],Q.prototype,`problem`,void 0),Q=y([b(`aurono-why`)],Q);var $=class extends x{static{this.styles=[i,m`
      nav {
        display: flex;
        gap: 8px;
        overflow-x: auto;
      }
      nav a[aria-current="page"] {
        background: var(--aurono-soft);
        border-color: var(--aurono-link);
      }
      .filters {
        display: grid;
        gap: 8px 12px;
        grid-template-columns: repeat(auto-fill, minmax(170px, 1fr));
        align-items: end;
      }
      @media (max-width: 600px) {
        nav {
          flex-wrap: wrap;
          gap: 4px;
        }
        nav a {
          padding: 8px 7px;
        }
        .filters {
          grid-template-columns: 1fr 1fr;
        }
      }
      .day {
        grid-column: span 2;
        max-width: 280px;
        display: flex;
        align-items: end;
        gap: 4px;
      }
    `]}render(){let{app:e}=this,{accounts:n}=this.snapshot,r=Z(this.place.parameters,n),i=n.find(e=>e.entry_id===r.account);return i?_`
      <div class="stack">
        <div class="row">
          <h1>${e.text(`activity_title`)}</h1>
          ${a(e,i.is_demo)}
        </div>
        <nav aria-label=${e.text(`activity_tabs`)}>
          ${J.map(t=>_`<a
                class="button"
                href=${this.#c({tab:t})}
                aria-current=${t===r.tab?`page`:`false`}
                >${e.text(`activity_tab_${t}`)}</a
              >`)}
        </nav>
        <div class="filters">${this.#e(i,r)}</div>
        ${r.tab===`why`?this.#a(i,r):this.#i(i,r)}
      </div>
    `:_`<aurono-state
        .drawing=${t}
        heading=${e.text(`overview_no_account`)}
        text=${e.text(`overview_add_first_account`)}
      ></aurono-state>`}#e(e,t){let{app:n}=this,{accounts:r}=this.snapshot,i={value:``,label:n.text(`common_all`)},a=(e,t)=>S({...t,onChange:t=>{this.#l({[e]:t})}}),o=t.tab===`why`;return _`
      ${r.length>1?S({label:n.text(`activity_account`),value:e.entry_id,options:r.map(e=>({value:e.entry_id,label:e.title})),onChange:e=>{this.#l({account:e,strategy:``})}}):h}
      ${a(`strategy`,{label:n.text(`activity_strategy`),value:(o?this.#o(e,t):t.strategy)??``,options:[...o?[]:[i],...e.strategies.map(e=>({value:e.id,label:e.name}))]})}
      ${o?this.#r(e,t):this.#t(t,a)}
    `}#t(e,t){let{app:n}=this,r={value:``,label:n.text(`common_all`)};return _`
      ${t(`book`,{label:n.text(`activity_book`),value:e.book??``,options:[r,{value:`live`,label:n.text(`common_book_live`)},{value:`shadow`,label:n.text(`common_book_shadow`)}]})}
      ${e.tab===`timeline`?t(`kind`,{label:n.text(`activity_kind`),value:e.kind??``,options:[r,...Y.map(e=>({value:e,label:n.option(`event_kind`,e)}))]}):h}
      ${e.tab===`decisions`?t(`reason`,{label:n.text(`activity_reason`),value:e.reason??``,options:[r,...w.map(e=>({value:e,label:T(n,e)}))]}):h}
      ${this.#n(`activity_from`,`from`,e.from)} ${this.#n(`activity_to`,`to`,e.to)}
    `}#n(e,t,n=``){return _`<label class="field grow">
      <span>${this.app.text(e)}</span>
      <input
        type="date"
        .value=${n}
        @change=${e=>{this.#l({[t]:e.target.value})}}
      />
    </label>`}#r(t,r){let{times:i}=this.app,a=this.#s(t,r),o=i.startOfDay(a)??0,s=(e,t,n)=>_`<a
        class="button plain"
        href=${this.#c({day:i.isoDay(e)})}
        aria-label=${this.app.text(t)}
        title=${this.app.text(t)}
        >${d(n)}</a
      >`;return _`<div class="day">
      ${s(o-1,`activity_day_before`,n)} ${this.#n(`activity_day`,`day`,a)}
      ${s(i.nextDay(o),`activity_day_after`,e)}
    </div>`}#i(e,t){let n=te(t,this.app.times);if(!n||t.tab===`why`)return h;let{strategy:r,book:i,kind:a,reason:o,from:c,to:l}=t,u=[r,i,a,o,c,l].some(e=>e!==void 0);return _`
      ${u?_`<div>
              <a class="button" href=${s(`activity`,{tab:t.tab,account:e.entry_id})}
                >${this.app.text(`activity_reset`)}</a
              >
            </div>`:h}
      <aurono-journal .account=${e} .query=${n} list=${t.tab} ?filtered=${u}></aurono-journal>
    `}#a(e,t){let n=this.#o(e,t),r=this.app.times.startOfDay(this.#s(e,t));return n===void 0||r===null?_`<aurono-state text=${this.app.text(`activity_why_choose`)}></aurono-state>`:_`<aurono-why
      .account=${e}
      strategyId=${n}
      .since=${r}
      .until=${this.app.times.nextDay(r)}
    ></aurono-why>`}#o(e,t){return t.strategy??e.strategies[0]?.id}#s(e,t){return t.day??this.app.times.isoDay(e.now_ms??Date.now())}#c(e){return s(`activity`,{...Object.fromEntries(this.place.parameters),...e})}#l(e){f(this.#c(e),{replace:!0})}};$=y([b(`aurono-activity-page`)],$);export{$ as AuronoActivityPage};