import{_ as e,f as t,g as n,l as r,m as i,u as a}from"./store-BIwLautr.js";import{n as o,t as s}from"./aurono-chart-n9g1fNgh.js";import{i as c,r as l}from"./preload-helper-CfTwmMmM.js";import{_ as u,g as d,i as f}from"./routes-DAszD0DE.js";import{r as p}from"./model-DCEP_baa.js";import{a as m,i as h,n as g,r as _}from"./indicators-FvJwNkx4.js";import{a as v}from"./timeframe-Db0Zp_L4.js";import{d as y}from"./lab-page-BT42P7_9.js";import{n as b,t as x}from"./distribution-BayDZJK_.js";function S(e){let t=e.at(-1)??null,[n,r,i]=[C(e,20),C(e,50),C(e,200)];return{priceToSma20:w(t,n),priceToSma50:w(t,r),priceToSma200:w(t,i),sma50ToSma200:w(r,i)}}function C(e,t){return m(e.slice(-t),t).at(-1)??null}function w(e,t){return e===null||t===null?null:e===t?`equal`:e>t?`above`:`below`}var T=320,E=96,D=class extends d{static{this.styles=[u,e`
      :host {
        display: block;
      }
      figure {
        position: relative;
        container-type: inline-size;
        padding-bottom: 20px;
      }
      svg {
        width: 100%;
        height: 220px;
        display: block;
      }
      .bar {
        fill: var(--primary-color);
        opacity: 0.75;
      }
      .line {
        stroke: var(--aurono-quiet);
        stroke-dasharray: 3 3;
        vector-effect: non-scaling-stroke;
      }
      figure span {
        position: absolute;
        top: 222px;
        transform: translateX(-50%);
        font-size: 12px;
        color: var(--aurono-quiet);
        white-space: nowrap;
      }
      /* On a phone there is no room for all of them side by side. */
      @container (max-width: 480px) {
        svg {
          height: 140px;
        }
        figure span {
          top: 142px;
        }
        figure .second {
          top: 158px;
        }
      }
      @media (max-width: 600px) {
        figure {
          padding-bottom: 36px;
        }
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-variant-numeric: tabular-nums;
      }
      th,
      td {
        text-align: start;
        font-weight: normal;
        padding: 6px 12px 6px 0;
        border-bottom: 1px solid var(--aurono-line);
      }
      th {
        font-size: 12px;
        color: var(--aurono-quiet);
      }
      thead td {
        border-bottom: 1px solid var(--aurono-line);
      }
      td:last-child {
        text-align: end;
        padding-inline-end: 0;
      }
      tbody tr:last-child td {
        border-bottom: 0;
      }
      td a {
        min-height: 32px;
        padding: 2px 12px;
      }
      .scroll {
        overflow-x: auto;
      }
    `]}#e;render(){let{text:e,numbers:t}=this.app,n=this.#t();return i`
      <section class="card stack">
        <h2>${e(`explore_distribution`)}</h2>
        ${n===null?i`<p class="quiet">${e(`explore_distribution_none`)}</p>`:i`
                <p>
                  ${e(`explore_distribution_text`,{candles:t.number(n.candles,0),sigma:O(n.sigma,t.percent.bind(t))})}
                </p>
                ${this.#n(n)} ${this.#r(n)}
                <p class="quiet small">${e(`explore_in_sample`)}</p>
              `}
      </section>
    `}#t(){let e=this.question.rule.reference===`previous_close`?`previous_close`:`open`;return(this.#e?.subject!==this.subject||this.#e.reference!==e)&&(this.#e={subject:this.subject,reference:e,told:x(this.subject.table,e)}),this.#e.told}#n({bins:e,levels:t}){let r=Math.max(...e.map(e=>e.candles),1),[a,o]=[e[0]?.from??0,e.at(-1)?.to??1],s=e=>(e-a)/(o-a)*T,c=T/e.length;return i`
      <figure>
        <svg
          viewBox="0 0 ${T} ${E}"
          preserveAspectRatio="none"
          role="img"
          aria-label=${this.app.text(`explore_distribution_label`)}
        >
          ${e.map((e,t)=>{let i=e.candles/r*84;return n`<rect class="bar" x=${t*c+.5} y=${E-i} width=${c-1} height=${i}></rect>`})}
          ${t.map(e=>n`
            <line class="line" x1=${s(e.change)} x2=${s(e.change)} y1="0" y2=${E}></line>
          `)}
        </svg>
        ${t.map(e=>i`<span
              aria-hidden="true"
              class=${e.sigmas%2==0?`second`:``}
              style="left: ${(s(e.change)/T*100).toFixed(2)}%"
              >${this.#a(e.change)}</span
            >`)}
      </figure>
    `}#r({levels:e,candles:n}){let{text:r}=this.app,a=[1,2,3].map(t=>({sigmas:t,down:e.find(e=>e.sigmas===-t),up:e.find(e=>e.sigmas===t)})),o=e=>e.candles===0?r(`explore_never`):this.#i(Math.round(n/e.candles));return i`
      <div class="scroll" tabindex="0" role="region" aria-label=${r(`explore_distribution`)}>
        <table>
          <thead>
            <tr>
              <th scope="col">${r(`explore_rarity`)}</th>
              <th scope="col">${r(`explore_fell`)}</th>
              <th scope="col">${r(`explore_rose`)}</th>
              <td></td>
            </tr>
          </thead>
          <tbody>
            ${a.map(({sigmas:e,down:n,up:a})=>n===void 0||a===void 0?t:i`<tr>
                    <td>${r(`explore_sigmas`,{sigmas:e})}</td>
                    <td>${this.#a(n.change)}<br /><span class="quiet small">${o(n)}</span></td>
                    <td>${this.#a(a.change)}<br /><span class="quiet small">${o(a)}</span></td>
                    <td>
                      <a class="button" href=${this.#o(n.change,a.change)}>${r(`explore_try`)}</a>
                    </td>
                  </tr>`)}
          </tbody>
        </table>
      </div>
    `}#i(e){return this.app.plural(`explore_one_in`,e,{count:this.app.numbers.number(e,0)})}#a(e){return O(e,(e,t)=>this.app.numbers.percent(e,{...t,signed:!0}))}#o(e,t){let n={...this.question.rule,buy_trigger:k(Math.min(e,-.01)),sell_trigger:k(Math.max(t,.01))},r={...this.question,pair:this.subject.market.pair,rule:n};return f(`lab/simulate`,Object.fromEntries(y(r)))}};l([a({attribute:!1})],D.prototype,`subject`,void 0),l([a({attribute:!1})],D.prototype,`question`,void 0),D=l([c(`aurono-distribution`)],D);function O(e,t){return t(e.toFixed(4),{decimals:2})}function k(e){return String(Number(e.toFixed(Math.abs(e)<1?2:1)))}var A=[`sma20`,`sma50`,`sma200`,`ema20`,`rsi`,`macd`],j=14;function M(e,t,n,r,i){let a=(e,n,i,a)=>({id:e,kind:`line`,label:n,color:a,pane:r,unit:r===0?`price`:`plain`,points:N(t,i)});switch(e){case`sma20`:return[a(`sma20`,i(`explore_sma20`),m(n,20),`first`)];case`sma50`:return[a(`sma50`,i(`explore_sma50`),m(n,50),`second`)];case`sma200`:return[a(`sma200`,i(`explore_sma200`),m(n,200),`third`)];case`ema20`:return[a(`ema20`,i(`explore_ema20`),g(n,20),`fourth`)];case`rsi`:return[a(`rsi`,i(`explore_rsi`),h(n,j),`fourth`)];case`macd`:{let{line:e,signal:o,histogram:s}=_(n);return[{id:`macd histogram`,kind:`histogram`,label:i(`explore_macd_histogram`),pane:r,unit:`plain`,points:N(t,s)},a(`macd`,i(`explore_macd`),e,`first`),a(`macd signal`,i(`explore_macd_signal`),o,`second`)]}}}function N(e,t){return e.flatMap((e,n)=>{let r=t[n]??null;return r===null?[]:[{time:e,value:r}]})}var P=240,F=[[`explore_price_sma_20`,`priceToSma20`],[`explore_price_sma_50`,`priceToSma50`],[`explore_price_sma_200`,`priceToSma200`],[`explore_sma_50_sma_200`,`sma50ToSma200`]],I=class extends d{constructor(...e){super(...e),this.shown=new Set([`sma20`,`sma50`])}static{this.styles=[u,e`
      :host {
        display: grid;
        gap: var(--aurono-gap);
        grid-template-columns: minmax(0, 1fr);
      }
      aurono-chart {
        --chart-height: 440px;
      }
      .chips {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        margin-bottom: 8px;
      }
      .chips button {
        min-height: 36px;
        padding: 4px 14px;
        font-weight: 400;
        color: var(--primary-text-color);
      }
      .chips [aria-pressed="true"] {
        background: var(--aurono-soft);
        border-color: var(--aurono-link);
        font-weight: 500;
      }
      .facts {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 6px 16px;
        margin: 8px 0;
      }
      .next {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        align-items: center;
        gap: 12px;
      }
      @media (max-width: 600px) {
        aurono-chart {
          --chart-height: 340px;
        }
      }
    `]}#e;render(){let{text:e}=this.app,{pair:t}=this.subject.market;return i`
      <section class="card">
        <div class="chips" role="group" aria-label=${e(`explore_indicators`)}>
          ${A.map(e=>this.#t(e))}
        </div>
        <aurono-chart
          label=${e(`explore_chart_label`,{pair:t})}
          .model=${this.#n()}
          .formats=${s(this.app,p(t).quote)}
          .words=${o(this.app)}
        ></aurono-chart>
      </section>
      <aurono-distribution .subject=${this.subject} .question=${this.question}></aurono-distribution>
      ${this.#r()}
      <section class="card next">
        <span>${e(`explore_next`)}</span>
        <a
          class="button primary"
          href=${f(`lab/simulate`,Object.fromEntries(y({...this.question,pair:t})))}
          >${e(`explore_simulate`)}</a
        >
      </section>
    `}#t(e){let t=this.shown.has(e);return i`<button
      aria-pressed=${t?`true`:`false`}
      @click=${()=>{let n=[...this.shown].filter(t=>t!==e);this.shown=new Set(t?n:[...n,e])}}
    >
      ${this.app.text(`explore_${e}`)}
    </button>`}#n(){let{subject:e}=this;if(this.#e?.subject!==e){let t=b(e.table);this.#e={subject:e,candles:t,closes:Float64Array.from(t,e=>e.close)}}let{candles:t,closes:n}=this.#e,r=t.map(e=>e.time),i=A.filter(e=>this.shown.has(e)),a=0;return{series:[{id:`candles`,kind:`candles`,unit:`price`,label:e.market.pair,length:v(e.timeframe),candles:t},...i.flatMap(e=>{let t=e===`rsi`||e===`macd`;return t&&(a+=1),M(e,r,n,t?a:0,this.app.text)})],barsInView:P}}#r(){let{text:e}=this.app,t=S(this.#e?.closes??[]),n=t=>e(t===null?`explore_unknown`:`explore_${t}`);return i`
      <section class="card">
        <h2>${e(`explore_facts`)}</h2>
        <dl class="facts">
          ${F.map(([r,a])=>i`<dt>${e(r)}</dt>
                <dd>${n(t[a])}</dd>`)}
        </dl>
        <p class="quiet small">${e(`explore_facts_text`)}</p>
      </section>
    `}};l([a({attribute:!1})],I.prototype,`subject`,void 0),l([a({attribute:!1})],I.prototype,`question`,void 0),l([r()],I.prototype,`shown`,void 0),I=l([c(`aurono-explore`)],I);export{I as AuronoExplore};