import{S as e,T as t,_ as n,b as r,d as i,f as a,g as o,l as s,st as c,u as l,v as u}from"./routes-CDwzs4vc.js";import{r as d}from"../aurono-panel.js";import"./aurono-table-WHL1d-Iq.js";import{a as f,o as p,t as m}from"./parts-MeU-Me9S.js";import{r as h}from"./model-DCEP_baa.js";import{N as g,b as _,p as v,v as y,w as b}from"./indicators-BO1UI0K6.js";import{n as x,r as S,t as C}from"./reason-BYJbyue4.js";import{t as w}from"./simulation-CXqMvgCM.js";var T=new Set([`BREAKER_OPEN`,`BALANCE_INSUFFICIENT`,`TICKER_UNAVAILABLE`,`ORDER_OPEN`]),E=new Set([`CANDLE_MISSING`,`CANDLE_INVALID`,`CANDLE_NOT_CLOSED`,`NO_SIGNAL`]),D=new Set([`MISSED_OFFLINE`,`TOO_LATE`]);function O(e,t,n){let r=k(e,t,n),i=t.lastValid<0?null:t.exactClose(t.lastValid),a=i??y,o=n.opened.strategy.startingPosition,s=[...o===null?[]:[o],...n.changes.flatMap(e=>e.kind===`adopted`?[e.position]:[])].reduce((e,t)=>e.plus(t.amount.times(a.minus(t.averagePrice))),y),c=n.trades.filter(e=>e.candleClose<r.until),l=e=>e.reduce((e,t)=>e.plus(t),s);return{...j(r.decisions,n),firstOpen:r.from,lastClose:r.from===null?null:r.until,price:i,livedProfit:l(c.map(e=>P(e,a))),twinProfit:l(r.trades.map(e=>F(e,a))),livedTrades:c.length,twinTrades:r.trades.length,differences:M(c,r.trades,r.decisions,n,a)}}function k(e,t,{opened:n,changes:r}){let i=v(t.timeframe),a=new w(n.strategy,e),o=new Map,s=new Map,c=[],[l,u,d,f]=[0,!0,null,n.time];for(let e=t.placeOf(n.time-i+1);e<t.count;e+=1){let n=t.candle(e),p=n.openTime+i;for(let e=r[l];e!==void 0&&e.time<p;e=r[l])e.kind===`active`?u=e.isActive:A(a,e),l+=1;d??=n.openTime,f=p;for(let e of u?a.step(n):a.pass(n))e.event===`evaluated`?o.set(e.candle,e.reason):e.event===`planned`?s.set(e.order,e.time):e.event===`filled`&&c.push({...e,candleClose:s.get(e.order)??e.time})}return{decisions:o,trades:c,from:d,until:f}}function A(e,t){switch(t.kind){case`revised`:e.revise(t.strategy,t.version);return;case`deposited`:e.deposit(t.amount);return;case`withdrawn`:e.withdraw(t.amount.isAbove(e.book.free)?e.book.free:t.amount);return;case`adopted`:e.adopt(t.position);return;case`written_off`:return}}function j(e,t){let[n,r,i]=[0,0,0];for(let[a,o]of e){if(a<t.knownFrom)continue;let e=t.decisions.get(a);e===void 0||D.has(e)?i+=1:(n+=1,e===o&&(r+=1))}return{decided:n,same:r,missed:i}}function M(e,t,n,r,i){let a=v(r.opened.strategy.timeframe),o=e=>`${e.candleClose} ${e.side}`,s=new Map(t.map(e=>[o(e),e])),c=[],l=(e,t,n,r=null)=>{n.isZero||c.push({cause:e,candleClose:t.candleClose,side:t.side,reason:r,money:n})};for(let t of e){let e=s.get(o(t));if(e===void 0){let e=n.get(t.candleClose-a);l(e===(t.side===`buy`?`BUY`:`SELL`)?`filled`:e===void 0?`candle`:`follows`,t,P(t,i),null);continue}s.delete(o(t));let r=t.side===`buy`?1:-1,c=e=>r>0?e:e.negated();l(`price`,t,c(t.amount.times(e.price).minus(t.gross))),l(t.amount.isBelow(t.ordered)?`partial`:`amount`,t,c(t.amount.minus(e.amount).times(i.minus(e.price)))),l(`fee`,t,e.fee.minus(t.feeQuote).minus(t.feeBase.times(i)))}for(let e of s.values()){let t=e.candleClose-a,n=r.decisions.get(t)??null;l(N(n,e.side,t<r.knownFrom),e,F(e,i).negated(),n)}return c.sort((e,t)=>e.candleClose-t.candleClose)}function N(e,t,n){return n?`unknown`:e===null||D.has(e)?`missed`:e===`EXCHANGE_UNREACHABLE`?`unreachable`:e===(t===`buy`?`BUY`:`SELL`)?`unfilled`:E.has(e)?`candle`:T.has(e)?`blocked`:`follows`}function P({side:e,amount:t,gross:n,feeQuote:r,feeBase:i},a){let o=r.plus(i.times(a));return(e===`buy`?t.times(a).minus(n):n.minus(t.times(a))).minus(o)}function F({side:e,amount:t,price:n,fee:r},i){let a=e===`buy`?i.minus(n):n.minus(i);return t.times(a).minus(r)}function I(e,t){let n=new Map;for(let r of[...e].sort((e,t)=>e.time_ms-t.time_ms)){let e=_(r.amount),i=_(r.fee),[a,o]=r.fee_currency===t?[i,y]:[y,i],s=n.get(r.order);n.set(r.order,{time:s?.time??r.time_ms,candleClose:r.candle_close_ms,side:r.side,ordered:_(r.order_amount),amount:(s?.amount??y).plus(e),gross:(s?.gross??y).plus(e.times(_(r.price))),feeQuote:(s?.feeQuote??y).plus(a),feeBase:(s?.feeBase??y).plus(o)})}return[...n.values()]}var L=500,R=1e4,z=2e4;async function B(e,t,n,r,i){let a=await e.history(t,n.id),o=a.capital.findLast(e=>e.kind===`opened`&&e.book===r);if(o===void 0)return null;let s=o.time_ms,c=a.versions.findLast(e=>e.since_ms<=s)??a.versions[0];if(c===void 0)return null;let l={entry_id:t,strategy:n.id,book:r,since_ms:s,limit:L},u=[];for(let t;u.length<z;){let n=await e.trades(t===void 0?l:{...l,cursor:t});if(u.push(...n.trades),n.next_cursor===null)break;t=n.next_cursor}let{decisions:d,knownFrom:f}=await V(e,l,i),p=n.parameters.pair.split(`/`)[1]??``;return{opened:{time:s,version:c.version,strategy:U(c.parameters,o)},changes:W(a,r,s,c.version),decisions:d,knownFrom:f,trades:I(u,p)}}async function V(e,t,n){let r=new Map,[i,a,o]=[void 0,0,0];for(;;){let s=await e.events({...t,kinds:[`evaluated`],...i===void 0?{}:{cursor:i}});for(let e of s.events){if(e.kind!==`evaluated`)continue;o+=1,a=e.candle_ms;let t=H(e);t!==void 0&&!r.has(e.candle_ms)&&r.set(e.candle_ms,t)}if(n(o),s.next_cursor===null)return{decisions:r,knownFrom:0};if(o>=R)return{decisions:r,knownFrom:a};i=s.next_cursor}}function H(e){let t=e.reason.toUpperCase();return C.find(e=>e===t)}function U(e,t){let{allocated:n,position:r}=t;return K({...e,allocated_capital:n??e.allocated_capital,starting_position:r===void 0?e.starting_position:r})}function W(e,t,n,r){let i=e.versions.filter(e=>e.version>r&&e.since_ms>=n).map(({since_ms:e,version:t,parameters:n})=>({kind:`revised`,time:e,version:t,strategy:K(n)})),a=e.capital.filter(e=>e.book===t&&e.time_ms>=n&&e.kind!==`opened`).flatMap(e=>G(e)),o=e.modes.map(({time_ms:e,mode:n})=>({kind:`active`,time:e,isActive:n===t}));return[...i,...a,...o].sort((e,t)=>e.time-t.time)}function G({kind:e,time_ms:t,amount:n,position:r,base:i,quote:a}){switch(e){case`deposited`:case`withdrawn`:return n==null?[]:[{kind:e,time:t,amount:_(n)}];case`adopted`:return r==null?[]:[{kind:e,time:t,position:{amount:_(r.amount),averagePrice:_(r.average_price)}}];case`written_off`:return[{kind:e,time:t,base:_(i??`0`),quote:_(a??`0`)}];case`opened`:return[]}}function K(e){let t=S({...e});if(!t.ok)throw RangeError(`the integration sent a rule that is none`);return t.strategy}var q=50,J=class extends l{constructor(...e){super(...e),this.problem=``,this.read=0,this.#e=``}static{this.styles=[a,t`
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
    `]}#e;#t;disconnectedCallback(){super.disconnectedCallback(),this.#e=``}connectedCallback(){super.connectedCallback(),this.hasUpdated&&this.requestUpdate()}willUpdate(){let e=[this.strategy.id,this.strategy.version,this.#n].join(` `);(e!==this.#e||this.subject!==this.#t)&&(this.#e=e,this.#t=this.subject,this.#c(e))}render(){let{text:t}=this.app;if(this.problem!==``)return e`<aurono-state alert heading=${t(`evaluate_failed`)} text=${this.problem}>
        <button @click=${()=>void this.#c(this.#e)}>${t(`common_retry`)}</button>
      </aurono-state>`;if(this.told===void 0)return e`<aurono-state
        loading
        heading=${t(`evaluate_reading`)}
        text=${this.read>0?this.app.plural(`evaluate_read`,this.read):``}
      ></aurono-state>`;let{told:n}=this;return n?.firstOpen===void 0||n.firstOpen===null?e`<aurono-state
        .drawing=${c}
        heading=${t(`evaluate_too_early`)}
        text=${t(`evaluate_too_early_text`)}
      ></aurono-state>`:e`${this.#i(n)} ${this.#a(n)} ${this.#o(n)}`}get#n(){return this.strategy.active_book}get#r(){return h(this.subject.market.pair).quote}#i(t){let{text:n,times:i,numbers:a}=this.app,o=b(t.livedProfit.minus(t.twinProfit)),c=t.differences.length===0,l=a.money(o.replace(`-`,``),this.#r),u=c?n(`evaluate_verdict_same`):o===`0`?n(`evaluate_verdict_even`):n(o.startsWith(`-`)?`evaluate_verdict_worse`:`evaluate_verdict_better`,{money:l});return e`
      <section class="card stack">
        <div class="row">
          <h1>${this.strategy.name}</h1>
          ${m(this.app,this.#n)}
        </div>
        <p class="verdict">${u}</p>
        <p>
          ${n(`evaluate_decisions`,{same:a.number(t.same,0),decided:a.number(t.decided,0)})}
          ${t.missed===0?r:this.app.plural(`evaluate_missed`,t.missed)}
        </p>
        <dl class="stats">
          ${p(n(`evaluate_its_profit`),f(this.app,b(t.livedProfit),this.#r))}
          ${p(n(`evaluate_twin_profit`),f(this.app,b(t.twinProfit),this.#r))}
          ${p(n(`evaluate_difference`),f(this.app,o,this.#r))}
          ${p(n(`evaluate_trades`),`${t.livedTrades} / ${t.twinTrades}`,n(`evaluate_trades_help`))}
        </dl>
        <p class="quiet small">
          ${n(`evaluate_period`,{since:i.dateTime(t.firstOpen??0),until:i.dateTime(t.lastClose??0)})}
        </p>
        <div>
          <a class="button" href=${s(this.subject.account.entry_id,this.strategy.id)}
            >${n(`evaluate_open`)}</a
          >
        </div>
      </section>
    `}#a(t){if(t.differences.length===0)return r;let{text:n}=this.app,i=[...new Set(t.differences.map(e=>e.cause))];return e`
      <section class="card">
        <h2>${n(`evaluate_why`)}</h2>
        <dl class="causes">
          ${i.map(r=>{let i=t.differences.filter(e=>e.cause===r);return e`
              <dt>
                ${n(`evaluate_cause_${r}`)}
                <div class="quiet small">${this.app.plural(`evaluate_times`,i.length)}</div>
              </dt>
              <dd>${f(this.app,b(g(i.map(e=>e.money))),this.#r)}</dd>
            `})}
        </dl>
      </section>
    `}#o(t){if(t.differences.length===0)return r;let{text:n,times:i,state:a}=this.app,o=[{label:n(`evaluate_when`),cell:e=>i.dateTime(e.candleClose)},{label:n(`evaluate_side`),cell:e=>n(`evaluate_${e.side}`)},{label:n(`evaluate_cause`),cell:e=>this.#s(e.cause),lead:!0},{label:n(`evaluate_recorded`),cell:e=>e.reason===null?`–`:a(`sensor`,`last_decision`,e.reason.toLowerCase())},{label:n(`evaluate_money`),cell:e=>f(this.app,b(e.money),this.#r),numeric:!0}],s=({money:e})=>e.sign<0?e.negated():e,c=[...t.differences].sort((e,t)=>s(t).compare(s(e))).slice(0,q);return e`
      <section class="card">
        <h2>${n(`evaluate_differences`)}</h2>
        <aurono-table caption=${n(`evaluate_differences`)} .columns=${o} .rows=${c}></aurono-table>
        ${t.differences.length>q?e`<p class="quiet small">
                ${n(`evaluate_latest`,{count:q,all:t.differences.length})}
              </p>`:r}
      </section>
    `}#s(e){return this.app.text(`evaluate_cause_${e}`)}async#c(e){let{subject:t,strategy:n}=this;this.told=void 0,this.problem=``,this.read=0;try{let r=await B(this.app.api,t.account.entry_id,n,this.#n,e=>{this.read=e});if(e!==this.#e)return;this.told=r===null?null:O(x(t.market),t.table,r)}catch(t){console.error(t),e===this.#e&&(this.problem=d(t)||this.app.text(`common_failed`))}}};i([u({attribute:!1})],J.prototype,`subject`,void 0),i([u({attribute:!1})],J.prototype,`strategy`,void 0),i([n()],J.prototype,`told`,void 0),i([n()],J.prototype,`problem`,void 0),i([n()],J.prototype,`read`,void 0),J=i([o(`aurono-evaluate`)],J);export{J as AuronoEvaluate};