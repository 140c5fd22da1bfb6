import{_ as e,f as t,g as n,h as r,m as i}from"./routes-DAszD0DE.js";import{_ as a,c as o,f as s,l as c,m as l,o as u,u as d}from"./store-BIwLautr.js";import{i as f,r as p}from"./preload-helper-CfTwmMmM.js";import{n as m,t as h}from"./aurono-chart-n9g1fNgh.js";var g=2e4,_=class extends n{constructor(...e){super(...e),this.entryId=``,this.book=`shadow`,this.currency=``,this.name=``,this.stamp=``,this.failed=!1,this.shown=`profit`,this.#t=``,this.#n=0}static{this.styles=[e,a`
      :host {
        display: block;
        --chart-height: 180px;
      }
      .toggle {
        display: flex;
        gap: 4px;
      }
      .toggle button {
        min-height: 32px;
        padding: 2px 12px;
        color: var(--aurono-quiet);
        font-weight: 400;
      }
      .toggle [aria-pressed="true"] {
        color: var(--primary-text-color);
        background: var(--aurono-soft);
        font-weight: 500;
      }
      .empty {
        display: grid;
        place-items: center;
        min-height: 120px;
      }
    `]}#e;#t;#n;#r;disconnectedCallback(){super.disconnectedCallback(),clearTimeout(this.#r),this.#r=void 0}updated(e){let t=[this.entryId,this.strategyId,this.book,this.currency].join(` `);t===this.#t?e.has(`stamp`)&&this.#r===void 0&&(this.#r=setTimeout(()=>void this.#o(),Math.max(0,this.#n+g-Date.now()))):(this.#t=t,this.#n=0,this.curve=void 0,this.#o())}render(){if((this.curve?.points??[]).length<2){let e=this.failed?this.app.text(`common_failed`):this.app.text(`overview_curve_empty`);return l`<div class="empty quiet">${this.curve||this.failed?e:s}</div>`}return l`
      <div class="toggle" role="group" aria-label=${this.app.text(`overview_chart_shown`)}>
        ${this.#i(`profit`)}${this.#i(`value`)}
      </div>
      <aurono-chart
        plain
        label=${this.app.text(`overview_curve_label`,{what:this.app.text(`overview_chart_${this.shown}`),name:this.name,currency:this.currency})}
        .model=${this.#a()}
        .formats=${h(this.app,this.currency)}
        .words=${m(this.app)}
      ></aurono-chart>
      <p class="quiet small">${this.app.text(`overview_curve_note`)}</p>
    `}#i(e){return l`<button
      aria-pressed=${this.shown===e?`true`:`false`}
      @click=${()=>{this.shown=e}}
    >
      ${this.app.text(`overview_chart_${e}`)}
    </button>`}#a(){let{curve:e,shown:t}=this;if(!e)return{series:[]};if(this.#e?.curve!==e||this.#e.shown!==t){let n=t===`value`?1:2,r=[...new Map(e.points.map(e=>[e[0],e[n]]))].map(([e,t])=>({time:e,value:t===null?null:Number(t)})),i=this.app.text(`overview_chart_${t}`);this.#e={curve:e,shown:t,model:{series:[{id:t,kind:`area`,color:`price`,unit:`money`,label:i,points:r}]}}}return this.#e.model}async#o(){clearTimeout(this.#r),this.#r=void 0,this.#n=Date.now();let e=this.#t;try{let t=await this.app.api.curve(this.entryId,this.book,this.strategyId);if(e!==this.#t)return;this.curve=t.find(e=>e.currency===this.currency)??{currency:this.currency,points:[]},this.failed=!1}catch{e===this.#t&&(this.failed=!0)}}};p([d({attribute:!1})],_.prototype,`entryId`,void 0),p([d({attribute:!1})],_.prototype,`strategyId`,void 0),p([d({attribute:!1})],_.prototype,`book`,void 0),p([d()],_.prototype,`currency`,void 0),p([d()],_.prototype,`name`,void 0),p([d()],_.prototype,`stamp`,void 0),p([c()],_.prototype,`curve`,void 0),p([c()],_.prototype,`failed`,void 0),p([c()],_.prototype,`shown`,void 0),_=p([f(`aurono-curve`)],_);var v=2e4,y=class extends n{constructor(...e){super(...e),this.entryId=``,this.book=`shadow`,this.currency=``,this.stamp=``,this.failed=!1,this.#e=``,this.#t=0}static{this.styles=[e,a`
      :host {
        display: grid;
        gap: var(--aurono-gap);
        grid-template-columns: minmax(0, 1fr);
      }
      .compare {
        width: 100%;
        border-collapse: collapse;
        font-variant-numeric: tabular-nums;
      }
      .compare th,
      .compare td {
        text-align: end;
        font-weight: normal;
        padding: 6px 0 6px 12px;
        border-bottom: 1px solid var(--aurono-line);
      }
      .compare tr > :first-child {
        text-align: start;
        padding-inline-start: 0;
      }
      .compare tr:last-child > * {
        border-bottom: 0;
      }
      .compare thead th {
        font-size: 12px;
        color: var(--aurono-quiet);
      }
      .milestones {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 4px 12px;
        margin: 4px 0 0;
        font-variant-numeric: tabular-nums;
      }
      .milestones dd {
        margin: 0;
        text-align: end;
      }
    `]}#e;#t;#n;disconnectedCallback(){super.disconnectedCallback(),clearTimeout(this.#n),this.#n=void 0}updated(e){let t=[this.entryId,this.strategyId,this.book,this.currency].join(` `);t===this.#e?e.has(`stamp`)&&this.#n===void 0&&(this.#n=setTimeout(()=>void this.#o(),Math.max(0,this.#t+v-Date.now()))):(this.#e=t,this.figures=void 0,this.#o())}render(){let{app:e,figures:t}=this;return t?l`${this.#r(t)} ${this.#i(t)} ${this.#a(t)}`:this.failed?l`<p class="quiet">${e.text(`common_failed`)}</p>`:t===null?l`<p class="quiet">${e.text(`statistics_none`)}</p>`:s}#r(e){let{numbers:n,text:i,plural:a}=this.app,{win_rate:o,profit_factor:s,money_weighted:c,money_weighted_yearly:u}=e;return l`
      <dl class="stats">
        ${r(i(`statistics_win_rate`),n.percent(o,{decimals:1}),e.sells?a(`statistics_wins`,e.sells,{wins:n.number(e.wins,0)}):i(`statistics_no_sells`))}
        ${r(i(`statistics_profit_factor`),n.number(s),i(s===null?`statistics_no_loss`:`statistics_profit_factor_help`))}
        ${r(i(`simulate_drawdown`),n.percent(e.drawdown),i(`simulate_drawdown_help`))}
        ${r(i(`statistics_return`),t(n.percent(c,{signed:!0})),u===null?i(c===null?`statistics_return_undefined`:`statistics_return_help`):i(`statistics_return_yearly`,{percent:n.percent(u,{signed:!0})}))}
      </dl>
    `}#i(e){let{text:n}=this.app,r=e.buy_and_hold!==null&&e.monthly!==null?s:l`<p class="quiet small">${n(`statistics_no_comparison`)}</p>`;if(!e.buy_and_hold&&!e.monthly)return l`${r}`;let a=(e,n)=>l`
      <tr>
        <th scope="row">${e}</th>
        <td>${i(this.app,n?.profit??null,this.currency)}</td>
        <td>${t(this.app.numbers.percent(n?.profit_percent??null,{signed:!0}))}</td>
      </tr>
    `;return l`
      <table class="compare">
        <thead>
          <tr>
            <th scope="col">${n(`simulate_compare`)}</th>
            <th scope="col">${n(`simulate_profit`)}</th>
            <th scope="col">${n(`statistics_of_capital`)}</th>
          </tr>
        </thead>
        <tbody>
          ${e.profit===null?s:a(n(this.strategyId===void 0?`statistics_account`:`statistics_this`),{profit:e.profit,profit_percent:e.profit_percent})}
          ${a(n(`simulate_hold`),e.buy_and_hold)} ${a(n(`simulate_monthly`),e.monthly)}
        </tbody>
      </table>
      ${r}
      ${this.strategyId===void 0&&e.profit!==null?l`<p class="quiet small">${n(`statistics_account_note`)}</p>`:s}
    `}#a({milestones:e}){let{app:t}=this;return e.length?l`
      <details>
        <summary>${t.text(`statistics_milestones`)}</summary>
        <dl class="milestones">
          ${e.map(({kind:e,time_ms:n})=>l`<dt>${t.text(`statistics_milestone_${e}`)}</dt>
                <dd class="quiet">${t.times.date(n)}</dd>`)}
        </dl>
      </details>
    `:s}async#o(){clearTimeout(this.#n),this.#n=void 0,this.#t=Date.now();let e=this.#e;try{let t=await this.app.api.performance(this.entryId,this.book,this.strategyId);if(e!==this.#e)return;this.figures=t.find(e=>e.currency===this.currency)??null,this.failed=!1}catch{e===this.#e&&(this.failed=!0)}}};p([d({attribute:!1})],y.prototype,`entryId`,void 0),p([d({attribute:!1})],y.prototype,`strategyId`,void 0),p([d({attribute:!1})],y.prototype,`book`,void 0),p([d()],y.prototype,`currency`,void 0),p([d()],y.prototype,`stamp`,void 0),p([c()],y.prototype,`figures`,void 0),p([c()],y.prototype,`failed`,void 0),y=p([f(`aurono-statistics`)],y);var b=class extends n{constructor(...e){super(...e),this.currency=``,this.coins=null,this.reserved=null,this.free=null}static{this.styles=[e,a`
      :host {
        display: grid;
        gap: 8px;
      }
      .bar {
        display: flex;
        height: 10px;
        border-radius: 5px;
        overflow: hidden;
        background: var(--aurono-soft);
      }
      .coins {
        background: var(--aurono-fill);
      }
      .reserved {
        background: repeating-linear-gradient(45deg, var(--aurono-fill) 0 3px, transparent 3px 6px);
      }
      .free {
        background: color-mix(in srgb, var(--aurono-fill) 22%, transparent);
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 16px;
      }
      .swatch {
        display: inline-block;
        width: 10px;
        height: 10px;
        border-radius: 2px;
        margin-inline-end: 6px;
      }
    `]}render(){let{coins:e,reserved:t,free:n,app:r}=this;if(e===null||t===null||n===null)return s;let i=o([e,t,n]),a=[{name:`coins`,value:e},{name:`reserved`,value:t},{name:`free`,value:n}];return l`
      <div class="bar" aria-hidden="true">
        ${a.map(({name:e,value:t})=>l`<div class=${e} style="width: ${u(t,i)*100}%"></div>`)}
      </div>
      <ul class="small">
        ${a.map(({name:e,value:t})=>l`<li class="nowrap">
              <span class="swatch ${e}" aria-hidden="true"></span>${r.text(`overview_share_${e}`)}
              <span class="number">${r.numbers.money(t,this.currency)}</span>
            </li>`)}
      </ul>
    `}};p([d()],b.prototype,`currency`,void 0),p([d({attribute:!1})],b.prototype,`coins`,void 0),p([d({attribute:!1})],b.prototype,`reserved`,void 0),p([d({attribute:!1})],b.prototype,`free`,void 0),b=p([f(`aurono-use-bar`)],b);