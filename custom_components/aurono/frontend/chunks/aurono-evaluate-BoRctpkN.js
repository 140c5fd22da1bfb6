import{_ as e,dt as t,g as n,h as r,l as i,m as a,u as o}from"./routes-DAszD0DE.js";import{_ as s,f as c,l,m as u,r as d,u as f}from"./store-BIwLautr.js";import"../aurono-panel.js";import"./aurono-table-Bhj1CA4W.js";import{i as p,r as m}from"./preload-helper-CfTwmMmM.js";import{s as h}from"./localize-DpTUsOc7.js";import{r as g}from"./model-DCEP_baa.js";import{E as _,_ as v,d as ee,f as y,l as b,m as x}from"./indicators-FvJwNkx4.js";import{c as S,l as C,n as te,o as ne,r as w,s as T,t as E,u as D}from"./reason-8azO7BnP.js";import{t as O}from"./simulation-J6YnTfV0.js";import{a as k}from"./timeframe-Db0Zp_L4.js";w(y,b,{highOpen:!0}),ne(1,40),w(y,ee,{highOpen:!0});function A(e){let t=D(e.pair);if(t===null)throw RangeError(`not a pair: ${e.pair}`);return new T({pair:t,priceGrid:e.price_step===null?new S(e.price_digits??0):new C(x(e.price_step)),amountStep:x(e.amount_step),minAmount:x(e.min_amount),minCost:x(e.min_cost),settlementStep:e.settlement_step===null?null:x(e.settlement_step),takerFee:x(e.taker_fee),makerFee:x(e.maker_fee)})}var j=new Set([`BREAKER_OPEN`,`BALANCE_INSUFFICIENT`,`TICKER_UNAVAILABLE`,`ORDER_OPEN`]),M=new Set([`CANDLE_MISSING`,`CANDLE_INVALID`,`CANDLE_NOT_CLOSED`,`NO_SIGNAL`]),N=new Set([`MISSED_OFFLINE`,`TOO_LATE`]);function P(e,t,n){let r=F(e,t,n),i=t.lastValid<0?null:t.exactClose(t.lastValid),a=i??y,o=n.opened.strategy.startingPosition,s=[...o===null?[]:[o],...n.changes.flatMap(e=>e.kind===`adopted`?[e.position]:[])].reduce((e,t)=>e.plus(t.amount.times(a.minus(t.averagePrice))),y),c=n.trades.filter(e=>e.candleClose<r.until),l=e=>e.reduce((e,t)=>e.plus(t),s);return{...L(r.decisions,n),firstOpen:r.from,lastClose:r.from===null?null:r.until,price:i,livedProfit:l(c.map(e=>B(e,a))),twinProfit:l(r.trades.map(e=>V(e,a))),livedTrades:c.length,twinTrades:r.trades.length,differences:R(c,r.trades,r.decisions,n,a)}}function F(e,t,{opened:n,changes:r}){let i=k(t.timeframe),a=new O(n.strategy,e),o=new Map,s=new Map,c=[],[l,u,d,f]=[0,!0,null,n.time];for(let e=t.placeOf(n.time-i+1);e<t.count;e+=1){let n=t.candle(e),p=n.openTime+i;for(let e=r[l];e!==void 0&&e.time<p;e=r[l])e.kind===`active`?u=e.isActive:I(a,e),l+=1;d??=n.openTime,f=p;for(let e of u?a.step(n):a.pass(n))e.event===`evaluated`?o.set(e.candle,e.reason):e.event===`planned`?s.set(e.order,e.time):e.event===`filled`&&c.push({...e,candleClose:s.get(e.order)??e.time})}return{decisions:o,trades:c,from:d,until:f}}function I(e,t){switch(t.kind){case`revised`:e.revise(t.strategy,t.version);return;case`deposited`:e.deposit(t.amount);return;case`withdrawn`:e.withdraw(t.amount.isAbove(e.book.free)?e.book.free:t.amount);return;case`adopted`:e.adopt(t.position);return;case`written_off`:return}}function L(e,t){let[n,r,i]=[0,0,0];for(let[a,o]of e){if(a<t.knownFrom)continue;let e=t.decisions.get(a);e===void 0||N.has(e)?i+=1:(n+=1,e===o&&(r+=1))}return{decided:n,same:r,missed:i}}function R(e,t,n,r,i){let a=k(r.opened.strategy.timeframe),o=e=>`${e.candleClose} ${e.side}`,s=new Map(t.map(e=>[o(e),e])),c=[],l=(e,t,n,r=null)=>{n.isZero||c.push({cause:e,candleClose:t.candleClose,side:t.side,reason:r,money:n})};for(let t of e){let e=s.get(o(t));if(e===void 0){let e=n.get(t.candleClose-a);l(e===(t.side===`buy`?`BUY`:`SELL`)?`filled`:e===void 0?`candle`:`follows`,t,B(t,i),null);continue}s.delete(o(t));let r=t.side===`buy`?1:-1,c=e=>r>0?e:e.negated();l(`price`,t,c(t.amount.times(e.price).minus(t.gross))),l(t.amount.isBelow(t.ordered)?`partial`:`amount`,t,c(t.amount.minus(e.amount).times(i.minus(e.price)))),l(`fee`,t,e.fee.minus(t.feeQuote).minus(t.feeBase.times(i)))}for(let e of s.values()){let t=e.candleClose-a,n=r.decisions.get(t)??null;l(z(n,e.side,t<r.knownFrom),e,V(e,i).negated(),n)}return c.sort((e,t)=>e.candleClose-t.candleClose)}function z(e,t,n){return n?`unknown`:e===null||N.has(e)?`missed`:e===`EXCHANGE_UNREACHABLE`?`unreachable`:e===(t===`buy`?`BUY`:`SELL`)?`unfilled`:M.has(e)?`candle`:j.has(e)?`blocked`:`follows`}function B({side:e,amount:t,gross:n,feeQuote:r,feeBase:i},a){let o=r.plus(i.times(a));return(e===`buy`?t.times(a).minus(n):n.minus(t.times(a))).minus(o)}function V({side:e,amount:t,price:n,fee:r},i){let a=e===`buy`?i.minus(n):n.minus(i);return t.times(a).minus(r)}function H(e,t){let n=new Map;for(let r of[...e].sort((e,t)=>e.time_ms-t.time_ms)){let e=x(r.amount),i=x(r.fee),[a,o]=r.fee_currency===t?[i,y]:[y,i],s=n.get(r.order);n.set(r.order,{time:s?.time??r.time_ms,candleClose:r.candle_close_ms,side:r.side,ordered:x(r.order_amount),amount:(s?.amount??y).plus(e),gross:(s?.gross??y).plus(e.times(x(r.price))),feeQuote:(s?.feeQuote??y).plus(a),feeBase:(s?.feeBase??y).plus(o)})}return[...n.values()]}var U=500,W=1e4,G=2e4;async function K(e,t,n,r,i){let a=await e.history(t,n.id),o=a.capital.findLast(e=>e.kind===`opened`&&e.book===r);if(o===void 0)return null;let s=o.time_ms,c=a.versions.findLast(e=>e.since_ms<=s)??a.versions[0];if(c===void 0)return null;let l={entry_id:t,strategy:n.id,book:r,since_ms:s,limit:U},u=[];for(let t;u.length<G;){let n=await e.trades(t===void 0?l:{...l,cursor:t});if(u.push(...n.trades),n.next_cursor===null)break;t=n.next_cursor}let{decisions:d,knownFrom:f}=await q(e,l,i),p=n.parameters.pair.split(`/`)[1]??``;return{opened:{time:s,version:c.version,strategy:Y(c.parameters,o)},changes:X(a,r,s,c.version),decisions:d,knownFrom:f,trades:H(u,p)}}async function q(e,t,n){let r=new Map,[i,a,o]=[void 0,0,0];for(;;){let s=await e.events({...t,kinds:[`evaluated`],...i===void 0?{}:{cursor:i}});for(let e of s.events){if(e.kind!==`evaluated`)continue;o+=1,a=e.candle_ms;let t=J(e);t!==void 0&&!r.has(e.candle_ms)&&r.set(e.candle_ms,t)}if(n(o),s.next_cursor===null)return{decisions:r,knownFrom:0};if(o>=W)return{decisions:r,knownFrom:a};i=s.next_cursor}}function J(e){let t=e.reason.toUpperCase();return E.find(e=>e===t)}function Y(e,t){let{allocated:n,position:r}=t;return Z({...e,allocated_capital:n??e.allocated_capital,starting_position:r===void 0?e.starting_position:r})}function X(e,t,n,r){let i=e.versions.filter(e=>e.version>r&&e.since_ms>=n).map(({since_ms:e,version:t,parameters:n})=>({kind:`revised`,time:e,version:t,strategy:Z(n)})),a=e.capital.filter(e=>e.book===t&&e.time_ms>=n&&e.kind!==`opened`).flatMap(e=>re(e)),o=e.modes.map(({time_ms:e,mode:n})=>({kind:`active`,time:e,isActive:n===t}));return[...i,...a,...o].sort((e,t)=>e.time-t.time)}function re({kind:e,time_ms:t,amount:n,position:r,base:i,quote:a}){switch(e){case`deposited`:case`withdrawn`:return n==null?[]:[{kind:e,time:t,amount:x(n)}];case`adopted`:return r==null?[]:[{kind:e,time:t,position:{amount:x(r.amount),averagePrice:x(r.average_price)}}];case`written_off`:return[{kind:e,time:t,base:x(i??`0`),quote:x(a??`0`)}];case`opened`:return[]}}function Z(e){let t=te({...e});if(!t.ok)throw RangeError(`the integration sent a rule that is none`);return t.strategy}var Q=50,$=class extends n{constructor(...e){super(...e),this.problem=``,this.read=0,this.#e=``}static{this.styles=[e,s`
      :host {
        display: grid;
        gap: var(--aurono-gap);
        grid-template-columns: minmax(0, 1fr);
      }
      .verdict {
        font-size: 18px;
        line-height: 1.4;
      }
      .causes {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 10px 16px;
        margin-top: 8px;
      }
      .causes dd {
        text-align: end;
      }
    `]}#e;#t;disconnectedCallback(){super.disconnectedCallback(),this.#e=``}connectedCallback(){super.connectedCallback(),this.hasUpdated&&this.requestUpdate()}willUpdate(){let e=[this.strategy.id,this.strategy.version,this.#n].join(` `);(e!==this.#e||this.subject!==this.#t)&&(this.#e=e,this.#t=this.subject,this.#c(e))}render(){let{text:e}=this.app;if(this.problem!==``)return u`<aurono-state alert heading=${e(`evaluate_failed`)} text=${this.problem}>
        <button @click=${()=>void this.#c(this.#e)}>${e(`common_retry`)}</button>
      </aurono-state>`;if(this.told===void 0)return u`<aurono-state
        loading
        heading=${e(`evaluate_reading`)}
        text=${this.read>0?this.app.plural(`evaluate_read`,this.read):``}
      ></aurono-state>`;let{told:n}=this;return n?.firstOpen===void 0||n.firstOpen===null?u`<aurono-state
        .drawing=${t}
        heading=${e(`evaluate_too_early`)}
        text=${e(`evaluate_too_early_text`)}
      ></aurono-state>`:u`${this.#i(n)} ${this.#a(n)} ${this.#o(n)}`}get#n(){return this.strategy.active_book}get#r(){return g(this.subject.market.pair).quote}#i(e){let{text:t,times:n,numbers:s}=this.app,l=v(e.livedProfit.minus(e.twinProfit)),f=e.differences.length===0,p=s.money(l.replace(`-`,``),this.#r),m=d(s.money(l,this.#r,{signed:!0})),h=f?t(`evaluate_verdict_same`):m===0?t(`evaluate_verdict_even`):t(m<0?`evaluate_verdict_worse`:`evaluate_verdict_better`,{money:p});return u`
      <section class="card stack">
        <div class="row">
          <h1>${this.strategy.name}</h1>
          ${o(this.app,this.#n)}
        </div>
        <p class="verdict">${h}</p>
        <p>
          ${t(`evaluate_decisions`,{same:s.number(e.same,0),decided:s.number(e.decided,0)})}
          ${e.missed===0?c:this.app.plural(`evaluate_missed`,e.missed)}
        </p>
        <dl class="stats">
          ${r(t(`evaluate_its_profit`),a(this.app,v(e.livedProfit),this.#r))}
          ${r(t(`evaluate_twin_profit`),a(this.app,v(e.twinProfit),this.#r))}
          ${r(t(`evaluate_difference`),a(this.app,l,this.#r))}
          ${r(t(`evaluate_trades`),`${e.livedTrades} / ${e.twinTrades}`,t(`evaluate_trades_help`))}
        </dl>
        <p class="quiet small">
          ${t(`evaluate_period`,{since:n.dateTime(e.firstOpen??0),until:n.dateTime(e.lastClose??0)})}
        </p>
        <div>
          <a class="button" href=${i(this.subject.account.entry_id,this.strategy.id)}
            >${t(`evaluate_open`)}</a
          >
        </div>
      </section>
    `}#a(e){if(e.differences.length===0)return c;let{text:t}=this.app,n=[...new Set(e.differences.map(e=>e.cause))];return u`
      <section class="card">
        <h2>${t(`evaluate_why`)}</h2>
        <dl class="causes">
          ${n.map(n=>{let r=e.differences.filter(e=>e.cause===n);return u`
              <dt>
                ${t(`evaluate_cause_${n}`)}
                <div class="quiet small">${this.app.plural(`evaluate_times`,r.length)}</div>
              </dt>
              <dd>${a(this.app,v(_(r.map(e=>e.money))),this.#r)}</dd>
            `})}
        </dl>
      </section>
    `}#o(e){if(e.differences.length===0)return c;let{text:t,times:n,state:r}=this.app,i=[{label:t(`evaluate_when`),bare:!0,cell:e=>n.dateTime(e.candleClose)},{label:t(`evaluate_side`),bare:!0,cell:e=>t(`evaluate_${e.side}`)},{label:t(`evaluate_cause`),cell:e=>this.#s(e.cause),lead:!0},{label:t(`evaluate_recorded`),cell:e=>e.reason===null?`–`:r(`sensor`,`last_decision`,e.reason.toLowerCase())},{label:t(`evaluate_money`),cell:e=>a(this.app,v(e.money),this.#r),numeric:!0}],o=({money:e})=>e.sign<0?e.negated():e,s=[...e.differences].sort((e,t)=>o(t).compare(o(e))).slice(0,Q);return u`
      <section class="card">
        <h2>${t(`evaluate_differences`)}</h2>
        <aurono-table caption=${t(`evaluate_differences`)} .columns=${i} .rows=${s}></aurono-table>
        ${e.differences.length>Q?u`<p class="quiet small">
                ${t(`evaluate_latest`,{count:Q,all:e.differences.length})}
              </p>`:c}
      </section>
    `}#s(e){return this.app.text(`evaluate_cause_${e}`)}async#c(e){let{subject:t,strategy:n}=this;this.told=void 0,this.problem=``,this.read=0;try{let r=await K(this.app.api,t.account.entry_id,n,this.#n,e=>{this.read=e});if(e!==this.#e)return;this.told=r===null?null:P(A(t.market),t.table,r)}catch(t){console.error(t),e===this.#e&&(this.problem=h(t)||this.app.text(`common_failed`))}}};m([f({attribute:!1})],$.prototype,`subject`,void 0),m([f({attribute:!1})],$.prototype,`strategy`,void 0),m([l()],$.prototype,`told`,void 0),m([l()],$.prototype,`problem`,void 0),m([l()],$.prototype,`read`,void 0),$=m([p(`aurono-evaluate`)],$);export{$ as AuronoEvaluate};