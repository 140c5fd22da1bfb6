import{C as e,D as t,N as n,R as r,S as i,T as a,Z as o,_ as s,d as c,et as l,f as u,h as d,i as f,l as p,m,o as h,p as g,rt as ee,st as te,t as ne,u as _,v as re,vt as ie}from"./routes-DAszD0DE.js";import{_ as v,a as y,d as b,f as x,g as S,l as C,m as w,s as T,u as E}from"./store-BIwLautr.js";import"./aurono-countdown-BQlhAqRd.js";import{t as D}from"./attention-CdfZtmcH.js";import{i as O,r as k}from"./preload-helper-CfTwmMmM.js";import{d as ae,f as oe,p as se}from"../aurono-cards.js";import{t as A}from"./hub-DEqvNiNn.js";import{n as ce,r as j}from"./model-DCEP_baa.js";import{n as M}from"./sentences-CCZqipNf.js";import{t as le}from"./mode-badge-BBdxDXc2.js";import{a as ue,i as N,t as P}from"./price-chart-D9OQBEJI.js";import{a as F}from"./timeframe-Db0Zp_L4.js";var I=8,L=84;function R(e,t=[]){let[n]=e,r=e.at(-1);if(e.length<2||!n||!r)return;let i=e.map(({value:e})=>e),[a,o]=[Math.min(...i),Math.max(...i)],s=r.time-n.time||1,c=e=>(e-n.time)/s*100,l=e=>o===a?50:I+(o-e)/(o-a)*L,u=`M${e.map(({time:e,value:t})=>`${c(e).toFixed(2)} ${l(t).toFixed(2)}`).join(`L`)}`;return{line:u,area:`${u}L100 100L0 100Z`,zero:a<0&&o>0?l(0):void 0,marks:t.filter(({time:e})=>e>=n.time&&e<=r.time).map(({time:t,kind:n})=>({x:c(t),y:l(z(e,t)),kind:n}))}}function z(e,t){let n=e.findIndex(e=>e.time>=t),r=e[n],i=e[n-1];return r?!i||r.time===i.time?r.value:i.value+(t-i.time)/(r.time-i.time)*(r.value-i.value):e.at(-1)?.value??0}var B=class extends b{constructor(...e){super(...e),this.points=[],this.marks=[],this.label=``,this.tone=`neutral`}static{this.styles=[s,v`
      :host {
        display: block;
        position: relative;
        height: 72px;
        color: var(--aurono-link);
      }
      :host([tone="gain"]) {
        color: var(--aurono-gain);
      }
      :host([tone="loss"]) {
        color: var(--aurono-loss);
      }
      svg {
        display: block;
        width: 100%;
        height: 100%;
      }
      .line {
        fill: none;
        stroke: currentColor;
        stroke-width: 2px;
        stroke-linejoin: round;
        stroke-linecap: round;
        vector-effect: non-scaling-stroke;
      }
      .area {
        fill: currentColor;
        opacity: 0.12;
      }
      .zero {
        stroke: var(--aurono-quiet);
        stroke-dasharray: 2 4;
        stroke-width: 1px;
        vector-effect: non-scaling-stroke;
      }
      .mark {
        position: absolute;
        width: 9px;
        height: 9px;
        margin: -5px 0 0 -5px;
        border: 1.5px solid var(--ha-card-background, var(--card-background-color, #fff));
        border-radius: 50%;
        background: var(--aurono-gain);
        box-sizing: content-box;
      }
      .mark.sell {
        background: var(--aurono-loss);
        border-radius: 2px;
      }
    `]}render(){let e=R(this.points,this.marks);if(!e)return x;let{line:t,area:n,zero:r,marks:i}=e;return w`
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label=${this.label}>
        ${S`<path class="area" d=${n}></path>`}
        ${r===void 0?x:S`<line class="zero" x1="0" x2="100" y1=${r} y2=${r}></line>`}
        ${S`<path class="line" d=${t}></path>`}
      </svg>
      ${i.map(({x:e,y:t,kind:n})=>w`<span class="mark ${n}" style="left: ${e}%; top: ${t}%" aria-hidden="true"></span>`)}
    `}};k([E({attribute:!1})],B.prototype,`points`,void 0),k([E({attribute:!1})],B.prototype,`marks`,void 0),k([E()],B.prototype,`label`,void 0),k([E({reflect:!0})],B.prototype,`tone`,void 0),B=k([O(`aurono-sparkline`)],B);var V=v`
  :host {
    display: block;
    height: 100%;
    --aurono-gap: 16px;
  }
  ha-card {
    display: flex;
    flex-direction: column;
    height: 100%;
    overflow: hidden;
  }
  .content {
    display: grid;
    gap: 12px;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    padding: 16px;
  }
  .content + .content {
    padding-top: 0;
  }
  h2 {
    font-size: var(--ha-font-size-l, 16px);
    overflow-wrap: anywhere;
  }
  h2 a {
    color: var(--primary-text-color);
    text-decoration: none;
  }
  h2 a:hover {
    text-decoration: underline;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 12px;
  }
  .head.top {
    align-items: flex-start;
  }
  .badges {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
  }
  .figures {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 8px 16px;
  }
  .figures > :last-child:not(:first-child) {
    text-align: end;
  }
  .hero {
    font-size: 24px;
  }
  .line {
    display: flex;
    gap: 8px;
    align-items: flex-start;
  }
  .line > .grow {
    overflow-wrap: anywhere;
  }
  .apart {
    border-top: 1px solid var(--aurono-line);
    padding-top: 12px;
  }
  .list li + li {
    border-top: 1px solid var(--aurono-line);
    margin-top: 8px;
    padding-top: 8px;
  }
  .strip {
    display: flex;
    gap: 8px;
    padding: 8px 16px;
    font-size: 12px;
    background: color-mix(in srgb, var(--warning-color) 18%, var(--ha-card-background, var(--card-background-color)));
  }
  .notice {
    display: grid;
    justify-items: center;
    gap: 12px;
    padding: 24px 16px;
    text-align: center;
    margin: auto 0;
  }
  .notice .icon {
    width: 32px;
    height: 32px;
    color: var(--aurono-quiet);
  }
  .bone {
    height: 16px;
    border-radius: 4px;
    background: var(--aurono-soft);
  }
  .bone.wide {
    height: 64px;
  }
  .stats {
    grid-template-columns: repeat(auto-fill, minmax(96px, 1fr));
  }
  .stat dd {
    font-size: 14px;
  }
`,H=class extends b{constructor(...e){super(...e),this.preview=!1,this.app=A.app,this.snapshot=A.snapshot,this.#t=new ie(this,{context:re})}static{this.styles=[s,V]}#e;#t;set hass(e){A.take(e)}get canAct(){return!!this.app?.isAdmin&&this.snapshot.phase===`ready`&&!this.preview}connectedCallback(){super.connectedCallback(),this.app=A.app,this.snapshot=A.snapshot,this.#e=A.join((e,t)=>{this.app=e,this.snapshot=t})}disconnectedCallback(){super.disconnectedCallback(),this.#e?.()}willUpdate(e){e.has(`app`)&&this.app&&(this.style.colorScheme=this.app.dark?`dark`:`light`,this.#t.setValue(this.app))}render(){let{app:e,snapshot:t}=this;return e?w`<ha-card>${this.#n(e,t)}</ha-card>`:w`<ha-card>${W}</ha-card>`}missing(e,t,n,r){if(t===`none`){let t=e.isAdmin?w`<a class="button" href=${ne}>${e.text(`overview_add_account`)}</a>`:x;return U(e.text(`overview_no_account`),t)}if(t===`gone`||!r)return U(e.text(`cards_${n}_gone`));let i=r.state_reason??``;return U(e.text(`overview_attention_not_loaded`,{account:r.title,detail:i}).trim(),e.isAdmin?w`<a class="button" href=${h(r.entry_id)}>${e.text(`overview_account_settings`)}</a>`:x)}#n(t,n){switch(n.phase){case`loading`:return w`<span class="visually-hidden" role="status">${t.text(`common_loading`)}</span>${W}`;case`failed`:return U(t.text(`error_not_loaded`,{detail:n.problem}).trim(),w`<button @click=${de}>${t.text(`common_retry`)}</button>`);case`offline`:case`ready`:{let{settings:i,wrong:a}=this.read(this.config);return w`
          ${n.phase===`offline`?w`<div class="strip" role="status">
                  ${g(r)}<span>${t.text(`cards_offline`)}</span>
                </div>`:x}
          ${a.length?w`<div class="strip" role="alert">
                  ${g(e)}<span>${t.text(`cards_wrong`,{names:a.join(`, `)})}</span>
                </div>`:x}
          ${this.content(t,i)}
        `}}}};k([E({attribute:!1})],H.prototype,`config`,void 0),k([E({type:Boolean})],H.prototype,`preview`,void 0),k([C()],H.prototype,`app`,void 0),k([C()],H.prototype,`snapshot`,void 0);var U=(t,n=x)=>w`<div class="notice">
    ${g(e)}
    <p>${t}</p>
    ${n}
  </div>`,de=()=>{A.retry()},W=w`<div class="content" aria-hidden="true">
  <div class="bone"></div>
  <div class="bone wide"></div>
  <div class="bone"></div>
</div>`;function G(e,t){let[n]=e;if(!n)return{missing:`none`};let r=t===void 0?n:e.find(e=>e.entry_id===t)??e.find(e=>q(e.title,t));return r?r.state===`loaded`?{account:r}:{missing:`down`,account:r}:{missing:`gone`}}function K(e,t,n){if(!e.length)return{missing:`none`};let r=n===void 0?e:e.filter(e=>e.entry_id===n||q(e.title,n));for(let e of[e=>e.id===t,e=>t!==void 0&&q(e.name,t)])for(let t of r){let n=t.strategies.find(e);if(n)return{account:t,strategy:n}}let i=r.find(e=>e.state!==`loaded`);return i?{missing:`down`,account:i}:{missing:`gone`}}var q=(e,t)=>e.localeCompare(t,void 0,{sensitivity:`base`})===0,J=class{#e;#t;#n;#r;constructor(e,t){this.host=e,this.pause=t,this.failed=!1,this.#e=``,this.#t=``,this.#n=0,e.addController(this)}hostDisconnected(){clearTimeout(this.#r),this.#r=void 0,this.#t=``}want(e,t,n){if(e!==this.#e)this.#e=e,this.#n=0,this.value=void 0,this.failed=!1,clearTimeout(this.#r),this.#r=void 0;else if(t===this.#t)return;this.#t=t;let r=Math.max(0,this.#n+this.pause-Date.now());this.#r??=setTimeout(()=>void this.#i(e,n),r)}async#i(e,t){this.#r=void 0,this.#n=Date.now();try{let n=await t();if(e!==this.#e)return;this.value=n,this.failed=!1}catch{if(e!==this.#e)return;this.failed=!0,this.#t=``}this.host.requestUpdate()}},fe=80,pe=2e4,Y=4,X=class extends H{#e=new J(this,pe);read(e){return ae(e)}content(e,t){let n=G(this.snapshot.accounts,t.account);if(n.missing)return this.missing(e,n.missing,`account`,`account`in n?n.account:void 0);let{account:r}=n,[i,...a]=r.totals;return w`
      <div class="content">
        <div class="head">
          <h2><a href=${f(`overview`)}>${t.title??r.title}</a></h2>
          <div class="badges">${i?_(e,i.book):x}${c(e,r.is_demo)}</div>
        </div>
        ${i?this.#t(e,i):this.#r(e,r)}
        ${a.length?w`<ul class="list">
                ${a.map(t=>this.#n(e,t))}
              </ul>`:x}
      </div>
      ${i&&t.curve!==`none`?this.#i(e,r,i,t.curve):x}
      <div class="content">
        ${t.attention?this.#a(e,r):x}
        ${t.next?this.#o(e,r):x} ${this.#s(e,r,t.control)}
      </div>
    `}#t(e,t){let{currency:n,value:r}=t,i=y(t.profit,t.allocated);return w`
      <div class="figures">
        <div>
          <div class="quiet small">${e.text(`overview_value`)}</div>
          <div class="hero">${e.numbers.money(r,n)}</div>
        </div>
        <div>
          <div class="quiet small">${e.text(`overview_profit`)}</div>
          <div class="hero">${m(e,t.profit,n)}</div>
          ${i===null?x:w`<div class="small">${u(e.numbers.percent(i,{signed:!0}))}</div>`}
        </div>
      </div>
      ${r===null?w`<p class="quiet small">${e.text(`overview_no_prices`)}</p>`:x}
    `}#n(e,t){return w`<li class="figures">
      <span>${_(e,t.book)} ${e.numbers.money(t.value,t.currency)}</span>
      ${m(e,t.profit,t.currency)}
    </li>`}#r(e,t){return w`
      <p>${e.text(`overview_no_strategy`)}. <span class="quiet">${e.text(`overview_no_strategy_text`)}</span></p>
      ${e.isAdmin?w`<div>
              <a class="button" href=${h(t.entry_id)}>${e.text(`overview_add_strategy`)}</a>
            </div>`:x}
    `}#i(e,t,n,r){let{entry_id:i}=t;this.#e.want(`${i} ${n.book} ${n.currency}`,`${n.value??``} ${n.profit??``}`,async()=>(await e.api.curve(i,n.book,void 0,fe)).find(({currency:e})=>e===n.currency)?.points??[]);let a=r===`value`?1:2,o=me(this.#e.value??[],a),s=e.text(`overview_curve_label`,{what:e.text(`overview_chart_${r}`),name:t.title,currency:n.currency}),c=r===`profit`&&n.profit!==null?T(n.profit):0;return w`<aurono-sparkline
      .points=${o}
      label=${s}
      tone=${c>0?`gain`:c<0?`loss`:`neutral`}
    ></aurono-sparkline>`}#a(e,t){let r=D(e,[t]);return r.length?w`<ul class="list" aria-label=${e.text(`overview_attention`)}>
      ${r.slice(0,Y).map(({urgent:t,text:n,href:r})=>w`<li class="line">
            <span class=${t?`loss`:`warn`}>${g(t?i:o)}</span>
            <span class="grow">${r&&e.isAdmin?w`<a href=${r}>${n}</a>`:n}</span>
          </li>`)}
      ${r.length>Y?w`<li><a href=${f(`overview`)}>${e.plural(`cards_more`,r.length-Y)}</a></li>`:x}
    </ul>`:w`<div class="line">
        <span class="gain">${g(n)}</span>${e.text(`overview_attention_none`)}
      </div>`}#o(e,t){let[n]=t.strategies.flatMap(({id:e,name:t,next_evaluation:n})=>n?[{id:e,name:t,due:n}]:[]).sort((e,t)=>e.due.close_ms-t.due.close_ms);return n?w`<div class="head apart">
      <span
        ><span class="quiet">${e.text(`overview_next`)}</span>
        <a href=${p(t.entry_id,n.id)}>${n.name}</a></span
      >
      <aurono-countdown at=${n.due.at}></aurono-countdown>
    </div>`:x}#s(e,t,n){let r=!t.stopped&&t.halted===null,i=t.halted===null?e.state(`sensor`,`account_status`,t.stopped?`stopped`:t.recovering?`recovering`:`running`):e.state(`sensor`,`status`,`halted`);return w`<div class="head apart">
      <span class="line">
        <span class=${r?`gain`:`warn`}>${g(r?te:ee)}</span>
        <span>${i}</span>
      </span>
      ${n&&e.isAdmin?w`<aurono-trading-control .account=${t} ?disabled=${!this.canAct}></aurono-trading-control>`:x}
    </div>`}};X=k([O(`aurono-account-card-body`)],X);function me(e,t){let n=e.flatMap(e=>{let n=e[t];return n===null?[]:[[e[0],Number(n)]]});return[...new Map(n)].map(([e,t])=>({time:e,value:t}))}var he=100,ge=50,_e=2e4,Z=class extends H{#e=new J(this,_e);read(e){return oe(e)}content(e,t){let n=K(this.snapshot.accounts,t.strategy,t.account);if(n.missing)return this.missing(e,n.missing,`strategy`,`account`in n?n.account:void 0);let{account:r,strategy:i}=n,{pair:a,timeframe:o}=i.parameters,{quote:s}=j(a),l=ce(i),d=l?.profit_percent??null;return w`
      <div class="content">
        <div class="head top">
          <div>
            <h2>
              <a href=${p(r.entry_id,i.id)}>${t.title??i.name}</a>
            </h2>
            <p class="quiet small">${a} · ${e.option(`timeframe`,o)}</p>
          </div>
          <div class="badges">${le(e,i)}${c(e,r.is_demo)}</div>
        </div>
        <p>${e.state(`sensor`,`status`,i.status)}</p>
        <div class="figures">
          <div>
            <div class="quiet small">${e.text(`strategies_profit`)}</div>
            <div class="hero">${m(e,l?.profit,s)}</div>
          </div>
          <div class="small">
            ${d===null?x:w`<div>${u(e.numbers.percent(d,{signed:!0}))}</div>`}
            <div class="quiet">${e.plural(`strategies_trades`,l?.trades??0)}</div>
          </div>
        </div>
      </div>
      ${t.chart?this.#r(e,r,i):x}
      <div class="content">
        ${t.numbers&&l?this.#t(e,i,l):x}
        ${t.decision?this.#n(e,i):x}
        ${i.next_evaluation?w`<div class="head apart small">
                <span class="quiet">${e.text(`overview_next`)}</span>
                <aurono-countdown at=${i.next_evaluation.at}></aurono-countdown>
              </div>`:x}
      </div>
    `}#t(e,t,n){let{base:r,quote:i}=j(t.parameters.pair),a=n.average_cost===null?x:w`${e.text(`strategies_avg_cost`)}: ${e.numbers.price(n.average_cost,i)}`;return w`<dl class="stats">
      ${d(e.text(`strategies_value`),e.numbers.money(n.value,i))}
      ${d(e.text(`strategies_free`),e.numbers.money(n.free,i))}
      ${d(e.text(`strategies_position`),e.numbers.amount(n.position,r),a)}
    </dl>`}#n(e,{last_evaluation:t,parameters:n}){return w`<div class="apart small">
      <span class="quiet">
        ${e.text(`strategies_last_decision`)}${t?w` · <span class="number">${e.times.dateTime(t.close_ms)}</span>`:x}
      </span>
      <p>${t?M(e,t,n.pair):e.text(`strategies_last_decision_none`)}</p>
    </div>`}#r(e,t,n){let{active_book:r,parameters:i}=n,a={entry_id:t.entry_id,strategy:n.id,book:r},o=`${n.last_evaluation?.candle_ms??0} ${n.books[r]?.trades??0}`;this.#e.want(`${t.entry_id} ${n.id} ${r} ${i.pair}`,o,async()=>{let[t,n]=await Promise.all([e.api.events({...a,kinds:[`evaluated`],limit:he}),e.api.trades({...a,limit:ge})]);return{points:ue(t.events.filter(e=>e.kind===`evaluated`)).map(({time:e,close:t})=>({time:e+P[i.timeframe],value:t})),marks:N(n.trades)}});let s=this.#e.value;return s?.points.length===0?w`<p class="content small quiet">${e.text(`strategies_chart_empty`)}</p>`:w`<aurono-sparkline
      .points=${s?.points??[]}
      .marks=${s?.marks??[]}
      label=${e.text(`cards_chart_label`,{pair:i.pair,strategy:n.name})}
    ></aurono-sparkline>`}};Z=k([O(`aurono-strategy-card-body`)],Z);var Q=1e4,$=class extends H{static{this.styles=[s,V,v`
      .content {
        overflow: auto;
      }
      .side {
        display: grid;
        place-items: center;
        flex: none;
        width: 32px;
        height: 32px;
        border-radius: 50%;
        background: var(--aurono-soft);
        color: var(--aurono-quiet);
      }
      .side.buy {
        color: var(--aurono-gain);
        background: color-mix(in srgb, var(--success-color) 14%, transparent);
      }
      .side.sell {
        color: var(--aurono-loss);
        background: color-mix(in srgb, var(--error-color) 14%, transparent);
      }
      li.line {
        gap: 12px;
      }
    `]}#e=new J(this,Q);read(e){return se(e)}content(e,t){let{accounts:n}=this.snapshot,r=t.strategy!==void 0,i=r?K(n,t.strategy,t.account):G(n,t.account);if(i.missing){let t=r?`strategy`:`account`;return this.missing(e,i.missing,t,`account`in i?i.account:void 0)}let{account:a,strategy:o}=i;this.#t(e,a,o,t);let s=ve(this.#e.value??[]),l=t.title??e.text(`cards_content_${t.content}`);return w`
      <div class="content">
        <div class="head top">
          <div>
            <h2><a href=${f(`activity`)}>${l}</a></h2>
            <p class="quiet small">${o?.name??a.title}</p>
          </div>
          <div class="badges">
            ${s===void 0?x:_(e,s)}${c(e,a.is_demo)}
          </div>
        </div>
        ${this.#n(e,t.content,{account:a,isNamed:!o,isMixed:s===void 0})}
      </div>
    `}#t(e,t,n,{content:r,count:i}){let a=(n?[n]:t.strategies).map(e=>r===`trades`?Object.values(e.books).map(({trades:e})=>e):e.last_evaluation?.candle_ms??0),o={entry_id:t.entry_id,...n?{strategy:n.id}:{},limit:i};this.#e.want(JSON.stringify([o,r]),JSON.stringify(a),async()=>{if(r===`trades`)return(await e.api.trades(o)).trades;let{events:t}=await e.api.events({...o,kinds:[`evaluated`]});return t.filter(e=>e.kind===`evaluated`)})}#n(e,t,n){let r=this.#e.value;if(!r?.length){let n=this.#e.failed?e.text(`common_failed`):r?e.text(`cards_none_${t}`):e.text(`common_loading`);return w`<p class="quiet" role="status">${n}</p>`}return w`<ol class="list">
      ${r.map(t=>`kind`in t?this.#i(e,t,n):this.#r(e,t,n))}
    </ol>`}#r(e,t,n){let{base:r,quote:i}=j(t.market),a={amount:e.numbers.amount(t.amount,r),price:e.numbers.price(t.price,i),fee:e.numbers.money(t.fee,t.fee_currency)},o=t.realized===null?x:w`<span>${m(e,t.realized,i)}</span>`,s=e.text(`activity_event_order_fill_${t.side}`,a);return this.#a(e,t,n,{time:t.time_ms,side:t.side,sentence:s,realized:o})}#i(e,t,n){let r=n.account.strategies.find(({id:e})=>e===t.strategy),i=t.reason.toLowerCase(),a=i===`buy`||i===`sell`?i:void 0,o=M(e,t,r?.parameters.pair),s=t.candle_ms+F(t.timeframe);return this.#a(e,t,n,{time:s,side:a,sentence:o,realized:x})}#a(e,t,{account:n,isNamed:r,isMixed:i},{time:a,side:o,sentence:s,realized:c}){let l=n.strategies.find(({id:e})=>e===t.strategy),u=l?w`<a href=${p(n.entry_id,l.id)}>${l.name}</a>`:t.name??``;return w`<li class="line">
      ${ye(o)}
      <div class="grow">
        <p>${s}</p>
        <div class="head small">
          <span class="quiet">${e.times.dateTime(a)}${r?w` · ${u}`:x}</span>
          <span class="badges">${c} ${i?_(e,t.book):x}</span>
        </div>
      </div>
    </li>`}};$=k([O(`aurono-trades-card-body`)],$);function ve(e){let[t]=e;return t&&e.every(({book:e})=>e===t.book)?t.book:void 0}function ye(e){return w`<span class="side ${e??``}">${g(e===void 0?l:e===`buy`?a:t)}</span>`}