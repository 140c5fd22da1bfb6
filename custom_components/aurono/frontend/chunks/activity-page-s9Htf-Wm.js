import{F as e,G as t,I as n,S as r,T as i,_ as a,b as o,d as s,f as c,g as l,i as u,it as d,k as f,l as p,s as m,u as h,v as g}from"./routes-CDwzs4vc.js";import"../aurono-panel.js";import{t as _}from"./page-element-CUl5KGz2.js";import{a as v,i as y,n as b,t as x}from"./parts-BJS5ziR4.js";import{t as S}from"./select-field-CNtl4DjG.js";import{r as C,t as w}from"./model-DCEP_baa.js";import{i as T,n as ee,r as E,t as te}from"./sentences-8eNJtFSS.js";import"./aurono-table-BXQQU6yE.js";async function*D(e){let t;do{let n=await e(t);yield n.items,t=n.next??void 0}while(t!==void 0)}var O=class{#e;constructor(e,t){this.read=e,this.onChange=t,this.items=[],this.isBusy=!1}get isLoaded(){return this.#e!==void 0}get hasMore(){return typeof this.#e==`string`}async more(){if(!(this.isBusy||this.#e===null)){this.isBusy=!0,this.error=void 0,this.onChange();try{let e=await this.read(this.#e);this.items=[...this.items,...e.items],this.#e=e.next}catch(e){this.error=e}finally{this.isBusy=!1,this.onChange()}}}};function k(e,t,{pair:n,side:r}){let{base:i,quote:a}=C(n??``),o=t=>a?e.numbers.money(t,a):e.numbers.number(t),s=t=>a?e.numbers.price(t,a):e.numbers.number(t,8),c=t=>i?e.numbers.amount(t,i):e.numbers.number(t,8);switch(t.kind){case`evaluated`:return ee(e,t,n);case`order_planned`:{let n=t.side===`buy`?o(t.reserved):c(t.reserved),r={amount:c(t.amount),limit:s(t.limit),reserved:n};return e.text(`activity_event_order_planned_${t.side}`,r)}case`order_opened`:return e.text(t.book===`live`?`activity_event_order_opened`:`activity_event_order_opened_shadow`);case`order_fill`:{let{fill:n}=t,i=e.numbers.money(n.fee,n.fee_currency),a={amount:c(n.amount),price:s(n.price),fee:i};return e.text(r?`activity_event_order_fill_${r}`:`activity_event_order_fill`,a)}case`order_ended`:return A(e,t.status,t.detail);case`order_unknown`:return e.text(`activity_event_order_unknown`);case`book_opened`:return e.text(`activity_event_book_opened_${t.book}`,{amount:o(t.allocated)});case`capital_deposited`:case`capital_withdrawn`:return e.text(`activity_event_${t.kind}`,{amount:o(t.amount)});case`position_adopted`:{let{adopted:n}=t,r={amount:c(n.amount),price:s(n.average_price)};return j(e.text(`activity_event_position_adopted`,r),t.note)}case`difference_written_off`:{let n={base:c(t.base),quote:o(t.quote)};return j(e.text(`activity_event_difference_written_off`,n),t.note)}case`strategy_added`:return e.text(`activity_event_strategy_added`,{mode:e.state(`select`,`mode`,t.mode)});case`strategy_revised`:return e.text(`activity_event_strategy_revised`,{version:t.version});case`mode_changed`:return e.text(`activity_event_mode_${t.mode}`);case`trading_stopped`:return e.text(t.cancel_orders?`activity_event_trading_stopped_cancelled`:`activity_event_trading_stopped`);case`strategy_removed`:case`trading_resumed`:return e.text(`activity_event_${t.kind}`)}}function A(e,t,n){switch(t){case`filled`:case`cancelled`:case`expired`:return e.text(`activity_event_order_${t}`);default:return e.text(`activity_event_order_rejected`,{detail:n}).trim()}}var j=(e,t)=>t?`${e} ${t}`:e,M=class extends h{constructor(...e){super(...e),this.events=[]}static{this.styles=[c,i`
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
    `]}render(){let e=N(this.events);return[...this.#e()].map(([t,n])=>r`
        <section>
          <h3>${t}</h3>
          <ol>
            ${n.map(t=>this.#t(t,e))}
          </ol>
        </section>
      `)}#e(){let e=new Map;for(let t of this.events){let n=this.app.times.date(t.time_ms),r=e.get(n);r?r.push(t):e.set(n,[t])}return e}#t(e,t){let{app:n}=this,i=this.account.strategies.find(t=>t.id===e.strategy),a=i?.parameters.pair??(`pair`in e?e.pair:void 0),s=`order`in e?t.get(e.order):void 0,c=e.name??i?.name??``;return r`
      <li>
        <time class="quiet number" datetime=${new Date(e.time_ms).toISOString()}
          >${n.times.time(e.time_ms)}</time
        >
        <div>
          <div class="row small">
            ${i?r`<a href=${p(this.account.entry_id,i.id)}>${c}</a>`:r`<span class="quiet">${c||this.account.title}</span>`}
            ${e.kind===`evaluated`?o:r`<span class="quiet">${n.option(`event_kind`,e.kind)}</span>`}
            ${`book`in e?x(n,e.book):o}
          </div>
          <p>${k(n,e,{pair:a,side:s})}</p>
          ${e.kind===`evaluated`&&a?this.#n(e,a):o}
        </div>
      </li>
    `}#n(e,t){let n=te(this.app,e,t);return n.length?r`<details class="small">
      <summary>${this.app.text(`strategies_numbers`)}</summary>
      <dl class="facts">
        ${n.map(({label:e,value:t})=>r`<dt>${e}</dt>
              <dd class="number">${t}</dd>`)}
      </dl>
    </details>`:o}};s([g({attribute:!1})],M.prototype,`account`,void 0),s([g({attribute:!1})],M.prototype,`events`,void 0),M=s([l(`aurono-event-list`)],M);function N(e){return new Map(e.flatMap(e=>e.kind===`order_planned`?[[e.order,e.side]]:[]))}function P(e){let t=e.map(e=>I(e)),n=[...new Set(t.flatMap(e=>Object.keys(e)))];return`\ufeff${[n,...t.map(e=>n.map(t=>e[t]??``))].map(e=>e.map(R).join(`,`)).join(`\r
`)}\r\n`}var F=e=>`${JSON.stringify(e,null,2)}\n`;function I(e,t=``){let n={};for(let[r,i]of Object.entries(e))typeof i==`object`&&i?Object.assign(n,I(i,`${t}${r}.`)):L(i)&&(n[t+r]=String(i));return n}var L=e=>e!=null;function R(e){let t=/^[=+\-@\t\r]/.test(e)&&!/^-?\d+(\.\d+)?$/.test(e)?`'${e}`:e;return/[",\r\n]/.test(t)?`"${t.replaceAll(`"`,`""`)}"`:t}function z(e,t,n){let r=URL.createObjectURL(new Blob([n],{type:t})),i=document.createElement(`a`);i.href=r,i.download=e,i.click(),setTimeout(()=>{URL.revokeObjectURL(r)},6e4)}var B={csv:{type:`text/csv`,write:P},json:{type:`application/json`,write:F}},V=class extends h{constructor(...e){super(...e),this.name=``,this.busy=!1,this.told=``,this.failed=!1}render(){let{app:e}=this;return r`
      <div class="row">
        <span class="quiet small">${e.text(`activity_export`)}</span>
        ${this.#e(`csv`)}${this.#e(`json`)}
        <span role="status" class=${this.failed?`error`:`quiet`}>${this.told}</span>
      </div>
    `}#e(e){return r`<button
      ?disabled=${this.busy}
      @click=${()=>{this.#t(e)}}
    >
      ${y(t)}${this.app.text(`activity_export_${e}`)}
    </button>`}async#t(e){let{app:t}=this,n=[];this.busy=!0,this.failed=!1;try{for await(let e of D(this.read))n.push(...e),this.told=t.text(`activity_export_reading`,{count:t.numbers.number(n.length)});z(`${this.name}.${e}`,B[e].type,B[e].write(n)),this.told=t.plural(`activity_export_done`,n.length)}catch(e){this.failed=!0,this.told=t.problem(e)}finally{this.busy=!1}}};s([g({attribute:!1})],V.prototype,`read`,void 0),s([g()],V.prototype,`name`,void 0),s([a()],V.prototype,`busy`,void 0),s([a()],V.prototype,`told`,void 0),s([a()],V.prototype,`failed`,void 0),V=s([l(`aurono-export`)],V);var H=class extends h{constructor(...e){super(...e),this.trades=[]}render(){return r`<aurono-table
      caption=${this.app.text(`activity_tab_trades`)}
      .columns=${this.#e()}
      .rows=${this.trades}
    ></aurono-table>`}#e(){let{app:e}=this;return[{label:e.text(`activity_trade`),lead:!0,cell:t=>r`
          <strong>${e.text(`strategies_side_${t.side}`)}</strong>
          <span class="number">${e.numbers.amount(t.amount,C(t.market).base)}</span>
          ${x(e,t.book)}
          <div class="small quiet">
            ${e.text(`activity_limit`,{limit:e.numbers.price(t.limit,C(t.market).quote),version:t.version})}
          </div>
        `},{label:e.text(`activity_strategy`),bare:!0,cell:e=>this.#t(e)},{label:e.text(`activity_time`),bare:!0,cell:t=>e.times.dateTime(t.time_ms)},{label:e.text(`activity_price`),numeric:!0,cell:t=>e.numbers.price(t.price,C(t.market).quote)},{label:e.text(`activity_fee`),numeric:!0,cell:t=>e.numbers.money(t.fee,t.fee_currency)},{label:e.text(`activity_realized`),numeric:!0,cell:t=>v(e,t.realized,C(t.market).quote)}]}#t(e){let t=this.account.strategies.find(t=>t.id===e.strategy);return t?r`<a href=${p(this.account.entry_id,t.id)}>${t.name}</a>`:e.name??``}};s([g({attribute:!1})],H.prototype,`account`,void 0),s([g({attribute:!1})],H.prototype,`trades`,void 0),H=s([l(`aurono-trade-list`)],H);var U=50,W=500,G=class extends h{constructor(...e){super(...e),this.list=`trades`,this.filtered=!1,this.readAt=``,this.#e=``,this.#n=()=>{let{list:e,query:t}=this,n=new O(n=>this.#a(e,t,U,n),()=>{this.pager===n&&this.requestUpdate()});this.pager=n,this.readAt=this.#o(),n.more()},this.#r=()=>{this.pager.more()},this.#i=e=>this.#a(this.list,this.query,W,e)}#e;willUpdate(e){let t=JSON.stringify([this.list,this.query]);(e.has(`query`)||e.has(`list`))&&t!==this.#e&&(this.#e=t,this.#n())}render(){let{app:e,pager:t}=this;return r`
      <div class="card stack">
        <h2 class="visually-hidden">${e.text(`activity_tab_${this.list}`)}</h2>
        ${this.readAt===this.#o()||!t.isLoaded?o:r`<div class="row">
                <button @click=${this.#n}>${y(d)}${e.text(`activity_new`)}</button>
              </div>`}
        ${this.#t()}
        ${t.error===void 0?o:r`<aurono-state alert heading=${e.text(`common_failed`)} text=${e.problem(t.error)}>
                <button @click=${this.#r}>${e.text(`common_retry`)}</button>
              </aurono-state>`}
        ${t.hasMore&&t.error===void 0?r`<div class="row">
                <button ?disabled=${t.isBusy} @click=${this.#r}>${e.text(`activity_more`)}</button>
              </div>`:o}
        ${t.items.length?r`<aurono-export name="aurono-${this.list}" .read=${this.#i}></aurono-export>`:o}
      </div>
    `}#t(){let{app:e,pager:t,account:n}=this;if(!t.isLoaded)return t.error===void 0?r`<aurono-state loading text=${e.text(`common_loading`)}></aurono-state>`:o;if(!t.items.length){let t=this.list===`trades`&&!this.filtered;return r`<aurono-state
        text=${e.text(t?`activity_trades_none`:`activity_${this.list}_empty`)}
      ></aurono-state>`}return this.list===`trades`?r`<aurono-trade-list .account=${n} .trades=${t.items}></aurono-trade-list>`:r`<aurono-event-list .account=${n} .events=${t.items}></aurono-event-list>`}#n;#r;#i;async#a(e,t,n,r){let i={...t,limit:n,...r===void 0?{}:{cursor:r}};if(e===`trades`){let{trades:e,next_cursor:t}=await this.app.api.trades(i);return{items:e,next:t}}let{events:a,next_cursor:o}=await this.app.api.events(i);return{items:a,next:o}}#o(){let{account:e}=this;return JSON.stringify([e.stopped,e.strategies.map(e=>[this.list===`trades`?0:e.last_evaluation?.time_ms,e.version,e.mode,e.books.shadow?.trades,e.books.live?.trades,this.list===`timeline`?e.orders.map(e=>[e.id,e.status]):0])])}};s([g({attribute:!1})],G.prototype,`account`,void 0),s([g({attribute:!1})],G.prototype,`query`,void 0),s([g()],G.prototype,`list`,void 0),s([g({type:Boolean})],G.prototype,`filtered`,void 0),s([a()],G.prototype,`pager`,void 0),s([a()],G.prototype,`readAt`,void 0),G=s([l(`aurono-journal`)],G);var K=[`evaluated`,`order_planned`,`order_opened`,`order_fill`,`order_ended`,`order_unknown`,`book_opened`,`capital_deposited`,`capital_withdrawn`,`position_adopted`,`difference_written_off`,`strategy_added`,`strategy_revised`,`mode_changed`,`strategy_removed`,`trading_stopped`,`trading_resumed`],q=[`trades`,`timeline`,`decisions`,`why`],J=K.filter(e=>e!==`evaluated`),Y=/^\d{4}-\d{2}-\d{2}$/;function X(e,t){let n=t=>e.get(t)??void 0,r=e=>{let t=n(e);return t!==void 0&&Y.test(t)?t:void 0},i=n(`strategy`),a=n(`book`),o=t.find(e=>e.strategies.some(e=>e.id===i)),s=t.find(e=>e.entry_id===n(`account`));return{tab:q.find(e=>e===n(`tab`))??`trades`,account:(o??s??t[0])?.entry_id,strategy:i,book:a===`shadow`||a===`live`?a:void 0,kind:J.find(e=>e===n(`kind`)),reason:E(n(`reason`)??``),from:r(`from`),to:r(`to`),day:r(`day`)}}function Z(e,t){if(e.account===void 0)return;let n=e.from===void 0?null:t.startOfDay(e.from),r=e.to===void 0?null:t.startOfDay(e.to),i={entry_id:e.account};return e.strategy!==void 0&&(i.strategy=e.strategy),e.book!==void 0&&(i.book=e.book),n!==null&&(i.since_ms=n),r!==null&&(i.until_ms=t.nextDay(r)),e.tab===`decisions`?(i.kinds=[`evaluated`],e.reason!==void 0&&(i.reasons=[e.reason])):e.tab===`timeline`&&(i.kinds=e.kind===void 0?[...J]:[e.kind]),i}var ne=200,Q=class extends h{constructor(...e){super(...e),this.strategyId=``,this.since=0,this.until=0,this.problem=``,this.#e=``,this.#n=async()=>{let e=this.#e,{account:t,strategyId:n,since:r,until:i}=this,{api:a}=this.app,o={entry_id:t.entry_id,strategy:n,since_ms:r,until_ms:i,limit:ne};this.problem=``;try{let[s,c,l]=await Promise.all([a.day(t.entry_id,n,r,i),a.events({...o,kinds:[`evaluated`]}),a.events({...o,kinds:[...J]})]);e===this.#e&&(this.answer={summary:s,decisions:c,other:l})}catch(t){e===this.#e&&(this.problem=this.app.problem(t))}}}static{this.styles=[c,i`
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
    `]}#e;updated(){let e=[this.account.entry_id,this.strategyId,this.since,this.until].join(` `);e!==this.#e&&(this.#e=e,this.answer=void 0,this.#n())}render(){let{app:e,answer:t}=this;if(!t)return this.problem?r`<aurono-state alert heading=${e.text(`common_failed`)} text=${this.problem}>
            <button @click=${this.#n}>${e.text(`common_retry`)}</button>
          </aurono-state>`:r`<aurono-state loading text=${e.text(`common_loading`)}></aurono-state>`;let{decisions:n,other:i}=t;return r`
      <div class="stack">
        <section class="card stack" aria-live="polite">${this.#t(t.summary)}</section>
        ${n.events.length?r`<section class="card" aria-labelledby="decisions">
                <h2 id="decisions">${e.text(`activity_tab_decisions`)}</h2>
                <aurono-event-list .account=${this.account} .events=${n.events}></aurono-event-list>
              </section>`:o}
        ${i.events.length?r`<section class="card" aria-labelledby="other">
                <h2 id="other">${e.text(`activity_day_other`)}</h2>
                <aurono-event-list .account=${this.account} .events=${i.events}></aurono-event-list>
              </section>`:o}
      </div>
    `}#t({reasons:e,evaluations:t,orders:n,fills:i}){let{app:a}=this,o=this.account.strategies.find(e=>e.id===this.strategyId)?.name??``,s=Object.entries(e).sort(([,e],[,t])=>t-e);return s.length?r`
      <p>${a.plural(`activity_day_summary`,t,{strategy:o})}</p>
      ${n||i?r`<p>
                ${a.text(`activity_day_traded`,{orders:a.numbers.number(n),fills:a.numbers.number(i)})}
              </p>
              <p>${a.text(`activity_day_why`)}</p>`:r`<p>${a.text(`activity_day_untraded`)}</p>`}
      <dl class="counts">
        ${s.map(([e,t])=>{let n=E(e);return r`<dt>${a.text(`activity_times`,{count:a.numbers.number(t)})}</dt>
            <dd>${n?T(a,n):e}</dd>`})}
      </dl>
    `:r`<p>${a.text(`activity_day_nothing`,{strategy:o})}</p>`}#n};s([g({attribute:!1})],Q.prototype,`account`,void 0),s([g()],Q.prototype,`strategyId`,void 0),s([g({attribute:!1})],Q.prototype,`since`,void 0),s([g({attribute:!1})],Q.prototype,`until`,void 0),s([a()],Q.prototype,`answer`,void 0),s([a()],Q.prototype,`problem`,void 0),Q=s([l(`aurono-why`)],Q);var $=class extends _{static{this.styles=[c,i`
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
    `]}render(){let{app:e}=this,{accounts:t}=this.snapshot,n=X(this.place.parameters,t),i=t.find(e=>e.entry_id===n.account);return i?r`
      <div class="stack">
        <div class="row">
          <h1>${e.text(`activity_title`)}</h1>
          ${b(e,i.is_demo)}
        </div>
        <nav aria-label=${e.text(`activity_tabs`)}>
          ${q.map(t=>r`<a
                class="button"
                href=${this.#c({tab:t})}
                aria-current=${t===n.tab?`page`:`false`}
                >${e.text(`activity_tab_${t}`)}</a
              >`)}
        </nav>
        <div class="filters">${this.#e(i,n)}</div>
        ${n.tab===`why`?this.#a(i,n):this.#i(i,n)}
      </div>
    `:r`<aurono-state
        .drawing=${f}
        heading=${e.text(`overview_no_account`)}
        text=${e.text(`overview_add_first_account`)}
      ></aurono-state>`}#e(e,t){let{app:n}=this,{accounts:i}=this.snapshot,a={value:``,label:n.text(`common_all`)},s=(e,t)=>S({...t,onChange:t=>{this.#l({[e]:t})}}),c=t.tab===`why`;return r`
      ${i.length>1?S({label:n.text(`activity_account`),value:e.entry_id,options:i.map(e=>({value:e.entry_id,label:e.title})),onChange:e=>{this.#l({account:e,strategy:``})}}):o}
      ${s(`strategy`,{label:n.text(`activity_strategy`),value:(c?this.#o(e,t):t.strategy)??``,options:[...c?[]:[a],...e.strategies.map(e=>({value:e.id,label:e.name}))]})}
      ${c?this.#r(e,t):this.#t(t,s)}
    `}#t(e,t){let{app:n}=this,i={value:``,label:n.text(`common_all`)};return r`
      ${t(`book`,{label:n.text(`activity_book`),value:e.book??``,options:[i,{value:`live`,label:n.text(`common_book_live`)},{value:`shadow`,label:n.text(`common_book_shadow`)}]})}
      ${e.tab===`timeline`?t(`kind`,{label:n.text(`activity_kind`),value:e.kind??``,options:[i,...J.map(e=>({value:e,label:n.option(`event_kind`,e)}))]}):o}
      ${e.tab===`decisions`?t(`reason`,{label:n.text(`activity_reason`),value:e.reason??``,options:[i,...w.map(e=>({value:e,label:T(n,e)}))]}):o}
      ${this.#n(`activity_from`,`from`,e.from)} ${this.#n(`activity_to`,`to`,e.to)}
    `}#n(e,t,n=``){return r`<label class="field grow">
      <span>${this.app.text(e)}</span>
      <input
        type="date"
        .value=${n}
        @change=${e=>{this.#l({[t]:e.target.value})}}
      />
    </label>`}#r(t,i){let{times:a}=this.app,o=this.#s(t,i),s=a.startOfDay(o)??0,c=(e,t,n)=>r`<a
        class="button plain"
        href=${this.#c({day:a.isoDay(e)})}
        aria-label=${this.app.text(t)}
        title=${this.app.text(t)}
        >${y(n)}</a
      >`;return r`<div class="day">
      ${c(s-1,`activity_day_before`,e)} ${this.#n(`activity_day`,`day`,o)}
      ${c(a.nextDay(s),`activity_day_after`,n)}
    </div>`}#i(e,t){let n=Z(t,this.app.times);if(!n||t.tab===`why`)return o;let{strategy:i,book:a,kind:s,reason:c,from:l,to:d}=t,f=[i,a,s,c,l,d].some(e=>e!==void 0);return r`
      ${f?r`<div>
              <a class="button" href=${u(`activity`,{tab:t.tab,account:e.entry_id})}
                >${this.app.text(`activity_reset`)}</a
              >
            </div>`:o}
      <aurono-journal .account=${e} .query=${n} list=${t.tab} ?filtered=${f}></aurono-journal>
    `}#a(e,t){let n=this.#o(e,t),i=this.app.times.startOfDay(this.#s(e,t));return n===void 0||i===null?r`<aurono-state text=${this.app.text(`activity_why_choose`)}></aurono-state>`:r`<aurono-why
      .account=${e}
      strategyId=${n}
      .since=${i}
      .until=${this.app.times.nextDay(i)}
    ></aurono-why>`}#o(e,t){return t.strategy??e.strategies[0]?.id}#s(e,t){return t.day??this.app.times.isoDay(e.now_ms??Date.now())}#c(e){return u(`activity`,{...Object.fromEntries(this.place.parameters),...e})}#l(e){m(this.#c(e),{replace:!0})}};$=s([l(`aurono-activity-page`)],$);export{$ as AuronoActivityPage};