import{F as e,G as t,I as n,K as r,O as i,_ as a,ct as o,d as s,g as c,i as l,k as u,l as d,m as f,o as p,p as m,s as ee,u as h}from"./routes-DAszD0DE.js";import{_ as g,f as _,l as v,m as y,u as b}from"./store-BIwLautr.js";import"../aurono-panel.js";import{i as x,r as S}from"./preload-helper-CfTwmMmM.js";import{t as C}from"./page-element-Bd0xOBB7.js";import{t as w}from"./select-field-D1UgL1aO.js";import{r as T,t as E}from"./model-DCEP_baa.js";import{i as D,n as O,r as k,t as A}from"./sentences-CCZqipNf.js";import{c as te,o as ne}from"./localize-DpTUsOc7.js";import"./aurono-table-Bhj1CA4W.js";async function*re(e){let t;do{let n=await e(t);yield n.items,t=n.next??void 0}while(t!==void 0)}var ie=class{#e;constructor(e,t){this.read=e,this.onChange=t,this.items=[],this.isBusy=!1}get isLoaded(){return this.#e!==void 0}get hasMore(){return typeof this.#e==`string`}async more(){if(!(this.isBusy||this.#e===null)){this.isBusy=!0,this.error=void 0,this.onChange();try{let e=await this.read(this.#e);this.items=[...this.items,...e.items],this.#e=e.next}catch(e){this.error=e}finally{this.isBusy=!1,this.onChange()}}}},j=class extends c{constructor(...e){super(...e),this.problem=``}render(){let{app:e,query:t}=this;return y`
      <div class="row">
        <span class="quiet small">${e.text(`downloads_title`)}</span>
        ${this.#e(r,e.text(`downloads_trades`),te(t))}
        ${e.isAdmin?this.#e(u,e.text(`downloads_journal`),ne(t.entry_id)):_}
        <span role="status" class="error">${this.problem}</span>
      </div>
    `}#e(e,t,n){return y`<button
      @click=${()=>{this.#t(n)}}
    >
      ${m(e)}${t}
    </button>`}async#t(e){try{let t=document.createElement(`a`);t.href=await this.app.api.signed(e),t.download=``,t.click(),this.problem=``}catch(e){this.problem=this.app.problem(e)}}};S([b({attribute:!1})],j.prototype,`query`,void 0),S([v()],j.prototype,`problem`,void 0),j=S([x(`aurono-downloads`)],j);function ae(e,t,{pair:n,side:r}){let{base:i,quote:a}=T(n??``),o=t=>a?e.numbers.money(t,a):e.numbers.number(t),s=t=>a?e.numbers.price(t,a):e.numbers.number(t,8),c=t=>i?e.numbers.amount(t,i):e.numbers.number(t,8);switch(t.kind){case`evaluated`:return O(e,t,n);case`order_planned`:{let n=t.side===`buy`?o(t.reserved):c(t.reserved),r={amount:c(t.amount),limit:s(t.limit),reserved:n};return e.text(`activity_event_order_planned_${t.side}`,r)}case`order_opened`:return e.text(t.book===`live`?`activity_event_order_opened`:`activity_event_order_opened_shadow`);case`order_fill`:{let{fill:n}=t,i=e.numbers.money(n.fee,n.fee_currency),a={amount:c(n.amount),price:s(n.price),fee:i};return e.text(r?`activity_event_order_fill_${r}`:`activity_event_order_fill`,a)}case`order_ended`:return M(e,t.status,t.detail);case`order_unknown`:return e.text(`activity_event_order_unknown`);case`book_opened`:return e.text(`activity_event_book_opened_${t.book}`,{amount:o(t.allocated)});case`capital_deposited`:case`capital_withdrawn`:return e.text(`activity_event_${t.kind}`,{amount:o(t.amount)});case`position_adopted`:{let{adopted:n}=t,r={amount:c(n.amount),price:s(n.average_price)};return N(e.text(`activity_event_position_adopted`,r),t.note)}case`difference_written_off`:{let n={base:c(t.base),quote:o(t.quote)};return N(e.text(`activity_event_difference_written_off`,n),t.note)}case`strategy_added`:return e.text(`activity_event_strategy_added`,{mode:e.state(`select`,`mode`,t.mode)});case`strategy_revised`:return t.only_renamed?e.text(`activity_event_strategy_renamed`,{name:t.name??``}):e.text(`activity_event_strategy_revised`,{version:t.version});case`mode_changed`:return e.text(`activity_event_mode_${t.mode}`);case`trading_stopped`:return e.text(t.cancel_orders?`activity_event_trading_stopped_cancelled`:`activity_event_trading_stopped`);case`strategy_removed`:case`trading_resumed`:return e.text(`activity_event_${t.kind}`)}}var oe={"never arrived at the exchange":`activity_event_order_never_arrived`,"declared by its owner as not being on the exchange":`activity_event_order_declared_absent`,"not sent: its owner stopped it":`activity_event_order_not_sent_stopped`,"not sent: the time of its candle was over":`activity_event_order_not_sent_late`,"market delisted":`activity_event_order_delisted`};function M(e,t,n){let r=oe[n];if(r)return e.text(r);switch(t){case`cancelled`:return n?e.text(`activity_event_order_cancelled_by_exchange`,{detail:n}):e.text(`activity_event_order_cancelled`);case`filled`:case`expired`:return e.text(`activity_event_order_${t}`);default:return e.text(`activity_event_order_rejected`,{detail:n}).trim()}}var N=(e,t)=>t?`${e} ${t}`:e,P=class extends c{constructor(...e){super(...e),this.events=[]}static{this.styles=[a,g`
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
    `]}render(){let e=F(this.events);return[...this.#e()].map(([t,n])=>y`
        <section>
          <h3>${t}</h3>
          <ol>
            ${n.map(t=>this.#t(t,e))}
          </ol>
        </section>
      `)}#e(){let e=new Map;for(let t of this.events){let n=this.app.times.date(t.time_ms),r=e.get(n);r?r.push(t):e.set(n,[t])}return e}#t(e,t){let{app:n}=this,r=this.account.strategies.find(t=>t.id===e.strategy),i=r?.parameters.pair??(`pair`in e?e.pair:void 0),a=`order`in e?t.get(e.order):void 0,o=e.name??r?.name??``;return y`
      <li>
        <time class="quiet number" datetime=${new Date(e.time_ms).toISOString()}
          >${n.times.time(e.time_ms)}</time
        >
        <div>
          <div class="row small">
            ${r?y`<a href=${d(this.account.entry_id,r.id)}>${o}</a>`:y`<span class="quiet">${o||this.account.title}</span>`}
            ${e.kind===`evaluated`?_:y`<span class="quiet">${n.option(`event_kind`,e.kind)}</span>`}
            ${`book`in e?h(n,e.book):_}
          </div>
          <p>${ae(n,e,{pair:i,side:a})}</p>
          ${e.kind===`evaluated`&&i?this.#n(e,i):_}
        </div>
      </li>
    `}#n(e,t){let n=A(this.app,e,t);return n.length?y`<details class="small">
      <summary>${this.app.text(`strategies_numbers`)}</summary>
      <dl class="facts">
        ${n.map(({label:e,value:t})=>y`<dt>${e}</dt>
              <dd class="number">${t}</dd>`)}
      </dl>
    </details>`:_}};S([b({attribute:!1})],P.prototype,`account`,void 0),S([b({attribute:!1})],P.prototype,`events`,void 0),P=S([x(`aurono-event-list`)],P);function F(e){return new Map(e.flatMap(e=>e.kind===`order_planned`?[[e.order,e.side]]:[]))}function I(e){let t=e.map(e=>R(e)),n=[...new Set(t.flatMap(e=>Object.keys(e)))];return`\ufeff${[n,...t.map(e=>n.map(t=>e[t]??``))].map(e=>e.map(B).join(`,`)).join(`\r
`)}\r\n`}var L=e=>`${JSON.stringify(e,null,2)}\n`;function R(e,t=``){let n={};for(let[r,i]of Object.entries(e))typeof i==`object`&&i?Object.assign(n,R(i,`${t}${r}.`)):z(i)&&(n[t+r]=String(i));return n}var z=e=>e!=null;function B(e){let t=/^[=+\-@\t\r]/.test(e)&&!/^-?\d+(\.\d+)?$/.test(e)?`'${e}`:e;return/[",\r\n]/.test(t)?`"${t.replaceAll(`"`,`""`)}"`:t}function V(e,t,n){let r=URL.createObjectURL(new Blob([n],{type:t})),i=document.createElement(`a`);i.href=r,i.download=e,i.click(),setTimeout(()=>{URL.revokeObjectURL(r)},6e4)}var H={csv:{type:`text/csv`,write:I},json:{type:`application/json`,write:L}},U=class extends c{constructor(...e){super(...e),this.name=``,this.busy=!1,this.told=``,this.failed=!1}render(){let{app:e}=this;return y`
      <div class="row">
        <span class="quiet small">${e.text(`activity_export`)}</span>
        ${this.#e(`csv`)}${this.#e(`json`)}
        <span role="status" class=${this.failed?`error`:`quiet`}>${this.told}</span>
      </div>
    `}#e(e){return y`<button
      ?disabled=${this.busy}
      @click=${()=>{this.#t(e)}}
    >
      ${m(t)}${this.app.text(`activity_export_${e}`)}
    </button>`}async#t(e){let{app:t}=this,n=[];this.busy=!0,this.failed=!1;try{for await(let e of re(this.read))n.push(...e),this.told=t.text(`activity_export_reading`,{count:t.numbers.number(n.length)});V(`${this.name}.${e}`,H[e].type,H[e].write(n)),this.told=t.plural(`activity_export_done`,n.length)}catch(e){this.failed=!0,this.told=t.problem(e)}finally{this.busy=!1}}};S([b({attribute:!1})],U.prototype,`read`,void 0),S([b()],U.prototype,`name`,void 0),S([v()],U.prototype,`busy`,void 0),S([v()],U.prototype,`told`,void 0),S([v()],U.prototype,`failed`,void 0),U=S([x(`aurono-export`)],U);var W=class extends c{constructor(...e){super(...e),this.trades=[]}render(){return y`<aurono-table
      caption=${this.app.text(`activity_tab_trades`)}
      .columns=${this.#e()}
      .rows=${this.trades}
    ></aurono-table>`}#e(){let{app:e}=this;return[{label:e.text(`activity_trade`),lead:!0,cell:t=>y`
          <strong>${e.text(`strategies_side_${t.side}`)}</strong>
          <span class="number">${e.numbers.amount(t.amount,T(t.market).base)}</span>
          ${h(e,t.book)}
          <div class="small quiet">
            ${e.text(`activity_limit`,{limit:e.numbers.price(t.limit,T(t.market).quote),version:t.version})}
          </div>
        `},{label:e.text(`activity_strategy`),bare:!0,cell:e=>this.#t(e)},{label:e.text(`activity_time`),bare:!0,cell:t=>e.times.dateTime(t.time_ms)},{label:e.text(`activity_price`),numeric:!0,cell:t=>e.numbers.price(t.price,T(t.market).quote)},{label:e.text(`activity_fee`),numeric:!0,cell:t=>e.numbers.money(t.fee,t.fee_currency)},{label:e.text(`activity_realized`),numeric:!0,cell:t=>f(e,t.realized,T(t.market).quote)}]}#t(e){let t=this.account.strategies.find(t=>t.id===e.strategy);return t?y`<a href=${d(this.account.entry_id,t.id)}>${t.name}</a>`:e.name??``}};S([b({attribute:!1})],W.prototype,`account`,void 0),S([b({attribute:!1})],W.prototype,`trades`,void 0),W=S([x(`aurono-trade-list`)],W);var G=50,K=500,q=class extends c{constructor(...e){super(...e),this.list=`trades`,this.filtered=!1,this.readAt=``,this.#e=``,this.#n=()=>{let{list:e,query:t}=this,n=new ie(n=>this.#a(e,t,G,n),()=>{this.pager===n&&this.requestUpdate()});this.pager=n,this.readAt=this.#o(),n.more()},this.#r=()=>{this.pager.more()},this.#i=e=>this.#a(this.list,this.query,K,e)}#e;willUpdate(e){let t=JSON.stringify([this.list,this.query]);(e.has(`query`)||e.has(`list`))&&t!==this.#e&&(this.#e=t,this.#n())}render(){let{app:e,pager:t}=this;return y`
      <div class="card stack">
        <h2 class="visually-hidden">${e.text(`activity_tab_${this.list}`)}</h2>
        ${this.readAt===this.#o()||!t.isLoaded?_:y`<div class="row">
                <button @click=${this.#n}>${m(o)}${e.text(`activity_new`)}</button>
              </div>`}
        ${this.#t()}
        ${t.error===void 0?_:y`<aurono-state alert heading=${e.text(`common_failed`)} text=${e.problem(t.error)}>
                <button @click=${this.#r}>${e.text(`common_retry`)}</button>
              </aurono-state>`}
        ${t.hasMore&&t.error===void 0?y`<div class="row">
                <button ?disabled=${t.isBusy} @click=${this.#r}>${e.text(`activity_more`)}</button>
              </div>`:_}
        ${t.items.length?y`<aurono-export name="aurono-${this.list}" .read=${this.#i}></aurono-export>
                <aurono-downloads .query=${this.query}></aurono-downloads>`:_}
      </div>
    `}#t(){let{app:e,pager:t,account:n}=this;if(!t.isLoaded)return t.error===void 0?y`<aurono-state loading text=${e.text(`common_loading`)}></aurono-state>`:_;if(!t.items.length){let t=this.list===`trades`&&!this.filtered;return y`<aurono-state
        text=${e.text(t?`activity_trades_none`:`activity_${this.list}_empty`)}
      ></aurono-state>`}return this.list===`trades`?y`<aurono-trade-list .account=${n} .trades=${t.items}></aurono-trade-list>`:y`<aurono-event-list .account=${n} .events=${t.items}></aurono-event-list>`}#n;#r;#i;async#a(e,t,n,r){let i={...t,limit:n,...r===void 0?{}:{cursor:r}};if(e===`trades`){let{trades:e,next_cursor:t}=await this.app.api.trades(i);return{items:e,next:t}}let{events:a,next_cursor:o}=await this.app.api.events(i);return{items:a,next:o}}#o(){let{account:e}=this;return JSON.stringify([e.stopped,e.strategies.map(e=>[this.list===`trades`?0:e.last_evaluation?.time_ms,e.version,e.mode,e.books.shadow?.trades,e.books.live?.trades,this.list===`timeline`?e.orders.map(e=>[e.id,e.status]):0])])}};S([b({attribute:!1})],q.prototype,`account`,void 0),S([b({attribute:!1})],q.prototype,`query`,void 0),S([b()],q.prototype,`list`,void 0),S([b({type:Boolean})],q.prototype,`filtered`,void 0),S([v()],q.prototype,`pager`,void 0),S([v()],q.prototype,`readAt`,void 0),q=S([x(`aurono-journal`)],q);var J=class extends c{constructor(...e){super(...e),this.period=`daily`,this.problem=``,this.sending=!1,this.outcome=``,this.failed=!1,this.#e=``,this.#a=async()=>{let e=this.#e;this.problem=``;try{let t=await this.app.api.report(this.account.entry_id,this.period);e===this.#e&&(this.report=t)}catch(t){e===this.#e&&(this.problem=this.app.problem(t))}},this.#o=async()=>{let e=this.#e;this.sending=!0,this.outcome=``,this.failed=!1;try{let{sent:t,refused:n,detail:r}=await this.app.api.sendReport(this.account.entry_id,this.period);if(e!==this.#e)return;this.failed=n.length>0,this.outcome=[this.app.text(`report_sent`,{recipients:t.join(`, `)}),r].join(` `).trim()}catch(t){if(e!==this.#e)return;this.failed=!0,this.outcome=this.app.problem(t)}finally{this.sending=!1}}}static{this.styles=[a,g`
      iframe {
        display: block;
        width: 100%;
        max-width: 640px;
        margin: 0 auto;
        border: 0;
      }
      .subject {
        font-weight: 500;
        overflow-wrap: anywhere;
      }
    `]}#e;updated(){let e=`${this.account.entry_id} ${this.period}`;e!==this.#e&&(this.#e=e,this.report=void 0,this.outcome=``,this.#a())}render(){let{app:e,report:t}=this;return t?y`
      <div class="stack">
        <section class="card stack">
          <p class="subject">${t.subject}</p>
          ${this.#t(t)}
        </section>
        <section class="card">
          <iframe
            title=${e.text(`report_preview`)}
            sandbox="allow-same-origin"
            style="color-scheme: ${this.#n}"
            .srcdoc=${this.#r(t.html)}
            @load=${this.#i}
          ></iframe>
        </section>
      </div>
    `:this.problem?y`<aurono-state alert heading=${e.text(`common_failed`)} text=${this.problem}>
            <button @click=${this.#a}>${e.text(`common_retry`)}</button>
          </aurono-state>`:y`<aurono-state loading text=${e.text(`common_loading`)}></aurono-state>`}#t({recipients:e}){let{app:t}=this;return e.length?y`
      <p>${t.text(`report_goes_to`,{recipients:e.join(`, `)})}</p>
      ${t.isAdmin?y`<div>
              <button ?disabled=${this.sending} @click=${this.#o}>
                ${t.text(this.sending?`report_sending`:`report_send_test`)}
              </button>
            </div>`:_}
      <p role=${this.failed?`alert`:`status`} class=${this.failed?`negative`:``}>${this.outcome}</p>
    `:y`<p>${t.text(`report_not_set_up`)}</p>
        ${t.isAdmin?y`<div>
                <a class="button" href=${p(this.account.entry_id)}>${t.text(`report_set_up`)}</a>
              </div>`:_}`}get#n(){return this.app.dark?`dark`:`light`}#r(e){return e.replaceAll(`color-scheme:light dark`,`color-scheme:${this.#n}`).replaceAll(`content="light dark"`,`content="${this.#n}"`)}#i(e){let t=e.target,n=()=>{let e=t.contentDocument?.documentElement;e&&(t.style.height=`${e.scrollHeight}px`)};n(),new ResizeObserver(n).observe(t)}#a;#o};S([b({attribute:!1})],J.prototype,`account`,void 0),S([b()],J.prototype,`period`,void 0),S([v()],J.prototype,`report`,void 0),S([v()],J.prototype,`problem`,void 0),S([v()],J.prototype,`sending`,void 0),S([v()],J.prototype,`outcome`,void 0),S([v()],J.prototype,`failed`,void 0),J=S([x(`aurono-report`)],J);var se=[`evaluated`,`order_planned`,`order_opened`,`order_fill`,`order_ended`,`order_unknown`,`book_opened`,`capital_deposited`,`capital_withdrawn`,`position_adopted`,`difference_written_off`,`strategy_added`,`strategy_revised`,`mode_changed`,`strategy_removed`,`trading_stopped`,`trading_resumed`],Y=[`trades`,`timeline`,`decisions`,`why`,`report`],X=se.filter(e=>e!==`evaluated`),ce=/^\d{4}-\d{2}-\d{2}$/;function Z(e,t){let n=t=>e.get(t)??void 0,r=e=>{let t=n(e);return t!==void 0&&ce.test(t)?t:void 0},i=n(`strategy`),a=n(`book`),o=t.find(e=>e.strategies.some(e=>e.id===i)),s=t.find(e=>e.entry_id===n(`account`));return{tab:Y.find(e=>e===n(`tab`))??`trades`,account:(o??s??t[0])?.entry_id,strategy:i,book:a===`shadow`||a===`live`?a:void 0,kind:X.find(e=>e===n(`kind`)),reason:k(n(`reason`)??``),from:r(`from`),to:r(`to`),day:r(`day`),period:n(`period`)===`weekly`?`weekly`:`daily`}}function le(e,t){if(e.account===void 0)return;let n=e.from===void 0?null:t.startOfDay(e.from),r=e.to===void 0?null:t.startOfDay(e.to),i={entry_id:e.account};return e.strategy!==void 0&&(i.strategy=e.strategy),e.book!==void 0&&(i.book=e.book),n!==null&&(i.since_ms=n),r!==null&&(i.until_ms=t.nextDay(r)),e.tab===`decisions`?(i.kinds=[`evaluated`],e.reason!==void 0&&(i.reasons=[e.reason])):e.tab===`timeline`&&(i.kinds=e.kind===void 0?[...X]:[e.kind]),i}var ue=200,Q=class extends c{constructor(...e){super(...e),this.strategyId=``,this.since=0,this.until=0,this.problem=``,this.#e=``,this.#n=async()=>{let e=this.#e,{account:t,strategyId:n,since:r,until:i}=this,{api:a}=this.app,o={entry_id:t.entry_id,strategy:n,since_ms:r,until_ms:i,limit:ue};this.problem=``;try{let[s,c,l]=await Promise.all([a.day(t.entry_id,n,r,i),a.events({...o,kinds:[`evaluated`]}),a.events({...o,kinds:[...X]})]);e===this.#e&&(this.answer={summary:s,decisions:c,other:l})}catch(t){e===this.#e&&(this.problem=this.app.problem(t))}}}static{this.styles=[a,g`
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
    `]}#e;updated(){let e=[this.account.entry_id,this.strategyId,this.since,this.until].join(` `);e!==this.#e&&(this.#e=e,this.answer=void 0,this.#n())}render(){let{app:e,answer:t}=this;if(!t)return this.problem?y`<aurono-state alert heading=${e.text(`common_failed`)} text=${this.problem}>
            <button @click=${this.#n}>${e.text(`common_retry`)}</button>
          </aurono-state>`:y`<aurono-state loading text=${e.text(`common_loading`)}></aurono-state>`;let{decisions:n,other:r}=t;return y`
      <div class="stack">
        <section class="card stack" aria-live="polite">${this.#t(t.summary)}</section>
        ${n.events.length?y`<section class="card" aria-labelledby="decisions">
                <h2 id="decisions">${e.text(`activity_tab_decisions`)}</h2>
                <aurono-event-list .account=${this.account} .events=${n.events}></aurono-event-list>
              </section>`:_}
        ${r.events.length?y`<section class="card" aria-labelledby="other">
                <h2 id="other">${e.text(`activity_day_other`)}</h2>
                <aurono-event-list .account=${this.account} .events=${r.events}></aurono-event-list>
              </section>`:_}
      </div>
    `}#t({reasons:e,decided:t,missed:n,orders:r,fills:i}){let{app:a}=this,o=this.account.strategies.find(e=>e.id===this.strategyId)?.name??``,s=Object.entries(e).sort(([,e],[,t])=>t-e);return s.length?y`
      <p>
        ${a.plural(`activity_day_summary`,t,{strategy:o})}
        ${n?a.plural(`activity_day_missed`,n):_}
      </p>
      ${r||i?y`<p>
                ${a.text(`activity_day_traded`,{orders:a.numbers.number(r),fills:a.numbers.number(i)})}
              </p>
              <p>${a.text(`activity_day_why`)}</p>`:y`<p>${a.text(`activity_day_untraded`)}</p>`}
      <dl class="counts">
        ${s.map(([e,t])=>{let n=k(e);return y`<dt>${a.text(`activity_times`,{count:a.numbers.number(t)})}</dt>
            <dd>${n?D(a,n):e}</dd>`})}
      </dl>
    `:y`<p>${a.text(`activity_day_nothing`,{strategy:o})}</p>`}#n};S([b({attribute:!1})],Q.prototype,`account`,void 0),S([b()],Q.prototype,`strategyId`,void 0),S([b({attribute:!1})],Q.prototype,`since`,void 0),S([b({attribute:!1})],Q.prototype,`until`,void 0),S([v()],Q.prototype,`answer`,void 0),S([v()],Q.prototype,`problem`,void 0),Q=S([x(`aurono-why`)],Q);var $=class extends C{static{this.styles=[a,g`
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
    `]}updated(){let e=this.renderRoot.querySelector(`nav a[aria-current="page"]`);e!==this.#e&&(this.#e=e,e?.scrollIntoView({block:`nearest`,inline:`nearest`}))}#e=null;render(){let{app:e}=this,{accounts:t}=this.snapshot,n=Z(this.place.parameters,t),r=t.find(e=>e.entry_id===n.account);return r?y`
      <div class="stack">
        <div class="row">
          <h1>${e.text(`activity_title`)}</h1>
          ${s(e,r.is_demo)}
        </div>
        <nav aria-label=${e.text(`activity_tabs`)}>
          ${Y.map(t=>y`<a
                class="button"
                href=${this.#u({tab:t})}
                aria-current=${t===n.tab?`page`:`false`}
                >${e.text(`activity_tab_${t}`)}</a
              >`)}
        </nav>
        <div class="filters">${this.#n(r,n)}</div>
        ${this.#t(r,n)}
      </div>
    `:y`<aurono-state
        .drawing=${i}
        heading=${e.text(`overview_no_account`)}
        text=${e.text(`overview_add_first_account`)}
      ></aurono-state>`}#t(e,t){return t.tab===`why`?this.#s(e,t):t.tab===`report`?y`<aurono-report .account=${e} period=${t.period}></aurono-report>`:this.#o(e,t)}#n(e,t){let{app:n}=this,{accounts:r}=this.snapshot,i={value:``,label:n.text(`common_all`)},a=(e,t)=>w({...t,onChange:t=>{this.#d({[e]:t})}}),o=t.tab===`why`;return y`
      ${r.length>1?w({label:n.text(`activity_account`),value:e.entry_id,options:r.map(e=>({value:e.entry_id,label:e.title})),onChange:e=>{this.#d({account:e,strategy:``})}}):_}
      ${t.tab===`report`?a(`period`,{label:n.text(`report_period`),value:t.period,options:[{value:`daily`,label:n.text(`report_period_daily`)},{value:`weekly`,label:n.text(`report_period_weekly`)}]}):y`${a(`strategy`,{label:n.text(`activity_strategy`),value:(o?this.#c(e,t):t.strategy)??``,options:[...o?[]:[i],...e.strategies.map(e=>({value:e.id,label:e.name}))]})}
            ${o?this.#a(e,t):this.#r(t,a)}`}
    `}#r(e,t){let{app:n}=this,r={value:``,label:n.text(`common_all`)};return y`
      ${t(`book`,{label:n.text(`activity_book`),value:e.book??``,options:[r,{value:`live`,label:n.text(`common_book_live`)},{value:`shadow`,label:n.text(`common_book_shadow`)}]})}
      ${e.tab===`timeline`?t(`kind`,{label:n.text(`activity_kind`),value:e.kind??``,options:[r,...X.map(e=>({value:e,label:n.option(`event_kind`,e)}))]}):_}
      ${e.tab===`decisions`?t(`reason`,{label:n.text(`activity_reason`),value:e.reason??``,options:[r,...E.map(e=>({value:e,label:D(n,e)}))]}):_}
      ${this.#i(`activity_from`,`from`,e.from)} ${this.#i(`activity_to`,`to`,e.to)}
    `}#i(e,t,n=``){return y`<label class="field grow">
      <span>${this.app.text(e)}</span>
      <input
        type="date"
        .value=${n}
        @change=${e=>{this.#d({[t]:e.target.value})}}
      />
    </label>`}#a(t,r){let{times:i}=this.app,a=this.#l(t,r),o=i.startOfDay(a)??0,s=(e,t,n)=>y`<a
        class="button plain"
        href=${this.#u({day:i.isoDay(e)})}
        aria-label=${this.app.text(t)}
        title=${this.app.text(t)}
        >${m(n)}</a
      >`;return y`<div class="day">
      ${s(o-1,`activity_day_before`,e)} ${this.#i(`activity_day`,`day`,a)}
      ${s(i.nextDay(o),`activity_day_after`,n)}
    </div>`}#o(e,t){let n=le(t,this.app.times);if(!n||t.tab===`why`||t.tab===`report`)return _;let{strategy:r,book:i,kind:a,reason:o,from:s,to:c}=t,u=[r,i,a,o,s,c].some(e=>e!==void 0);return y`
      ${u?y`<div>
              <a class="button" href=${l(`activity`,{tab:t.tab,account:e.entry_id})}
                >${this.app.text(`activity_reset`)}</a
              >
            </div>`:_}
      <aurono-journal .account=${e} .query=${n} list=${t.tab} ?filtered=${u}></aurono-journal>
    `}#s(e,t){let n=this.#c(e,t),r=this.app.times.startOfDay(this.#l(e,t));return n===void 0||r===null?y`<aurono-state text=${this.app.text(`activity_why_choose`)}></aurono-state>`:y`<aurono-why
      .account=${e}
      strategyId=${n}
      .since=${r}
      .until=${this.app.times.nextDay(r)}
    ></aurono-why>`}#c(e,t){return t.strategy??e.strategies[0]?.id}#l(e,t){return t.day??this.app.times.isoDay(e.now_ms??Date.now())}#u(e){return l(`activity`,{...Object.fromEntries(this.place.parameters),...e})}#d(e){ee(this.#u(e),{replace:!0})}};$=S([x(`aurono-activity-page`)],$);export{$ as AuronoActivityPage};