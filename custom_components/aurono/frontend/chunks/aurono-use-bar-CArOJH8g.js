import{_ as e,g as t}from"./routes-Dz8s5z6K.js";import{_ as n,c as r,f as i,l as a,m as o,o as s,u as c}from"./store-ztXaxWfb.js";import{n as l,r as u}from"./preload-helper-D77zHdRM.js";import{n as d,t as f}from"./aurono-chart-ghhUC-zT.js";var p=2e4,m=class extends t{constructor(...e){super(...e),this.entryId=``,this.book=`shadow`,this.currency=``,this.name=``,this.stamp=``,this.failed=!1,this.shown=`profit`,this.#t=``,this.#n=0}static{this.styles=[e,n`
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
    `]}#e;#t;#n;#r;disconnectedCallback(){super.disconnectedCallback(),clearTimeout(this.#r),this.#r=void 0}updated(e){let t=[this.entryId,this.strategyId,this.book,this.currency].join(` `);t===this.#t?e.has(`stamp`)&&this.#r===void 0&&(this.#r=setTimeout(()=>void this.#o(),Math.max(0,this.#n+p-Date.now()))):(this.#t=t,this.#n=0,this.curve=void 0,this.#o())}render(){if((this.curve?.points??[]).length<2){let e=this.failed?this.app.text(`common_failed`):this.app.text(`overview_curve_empty`);return o`<div class="empty quiet">${this.curve||this.failed?e:i}</div>`}return o`
      <div class="toggle" role="group" aria-label=${this.app.text(`overview_chart_shown`)}>
        ${this.#i(`profit`)}${this.#i(`value`)}
      </div>
      <aurono-chart
        plain
        label=${this.app.text(`overview_curve_label`,{what:this.app.text(`overview_chart_${this.shown}`),name:this.name,currency:this.currency})}
        .model=${this.#a()}
        .formats=${f(this.app,this.currency)}
        .words=${d(this.app)}
      ></aurono-chart>
    `}#i(e){return o`<button
      aria-pressed=${this.shown===e?`true`:`false`}
      @click=${()=>{this.shown=e}}
    >
      ${this.app.text(`overview_chart_${e}`)}
    </button>`}#a(){let{curve:e,shown:t}=this;if(!e)return{series:[]};if(this.#e?.curve!==e||this.#e.shown!==t){let n=t===`value`?1:2,r=[...new Map(e.points.map(e=>[e[0],e[n]]))].map(([e,t])=>({time:e,value:t===null?null:Number(t)})),i=this.app.text(`overview_chart_${t}`);this.#e={curve:e,shown:t,model:{series:[{id:t,kind:`area`,color:`price`,unit:`money`,label:i,points:r}]}}}return this.#e.model}async#o(){clearTimeout(this.#r),this.#r=void 0,this.#n=Date.now();let e=this.#t;try{let t=await this.app.api.curve(this.entryId,this.book,this.strategyId);if(e!==this.#t)return;this.curve=t.find(e=>e.currency===this.currency)??{currency:this.currency,points:[]},this.failed=!1}catch{e===this.#t&&(this.failed=!0)}}};l([c({attribute:!1})],m.prototype,`entryId`,void 0),l([c({attribute:!1})],m.prototype,`strategyId`,void 0),l([c({attribute:!1})],m.prototype,`book`,void 0),l([c()],m.prototype,`currency`,void 0),l([c()],m.prototype,`name`,void 0),l([c()],m.prototype,`stamp`,void 0),l([a()],m.prototype,`curve`,void 0),l([a()],m.prototype,`failed`,void 0),l([a()],m.prototype,`shown`,void 0),m=l([u(`aurono-curve`)],m);var h=class extends t{constructor(...e){super(...e),this.currency=``,this.coins=null,this.reserved=null,this.free=null}static{this.styles=[e,n`
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
    `]}render(){let{coins:e,reserved:t,free:n,app:a}=this;if(e===null||t===null||n===null)return i;let c=r([e,t,n]),l=[{name:`coins`,value:e},{name:`reserved`,value:t},{name:`free`,value:n}];return o`
      <div class="bar" aria-hidden="true">
        ${l.map(({name:e,value:t})=>o`<div class=${e} style="width: ${s(t,c)*100}%"></div>`)}
      </div>
      <ul class="small">
        ${l.map(({name:e,value:t})=>o`<li class="nowrap">
              <span class="swatch ${e}" aria-hidden="true"></span>${a.text(`overview_share_${e}`)}
              <span class="number">${a.numbers.money(t,this.currency)}</span>
            </li>`)}
      </ul>
    `}};l([c()],h.prototype,`currency`,void 0),l([c({attribute:!1})],h.prototype,`coins`,void 0),l([c({attribute:!1})],h.prototype,`reserved`,void 0),l([c({attribute:!1})],h.prototype,`free`,void 0),h=l([u(`aurono-use-bar`)],h);