import{S as e,T as t,_ as n,b as r,d as i,f as a,g as o,u as s,v as c}from"./routes-CDwzs4vc.js";import{f as l,u}from"./parts-BJS5ziR4.js";import{n as d,t as f}from"./aurono-chart-B_hSskAp.js";var p=2e4,m=class extends s{constructor(...e){super(...e),this.entryId=``,this.book=`shadow`,this.currency=``,this.name=``,this.stamp=``,this.failed=!1,this.shown=`profit`,this.#t=``,this.#n=0}static{this.styles=[a,t`
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
    `]}#e;#t;#n;#r;disconnectedCallback(){super.disconnectedCallback(),clearTimeout(this.#r),this.#r=void 0}updated(e){let t=[this.entryId,this.strategyId,this.book,this.currency].join(` `);t===this.#t?e.has(`stamp`)&&this.#r===void 0&&(this.#r=setTimeout(()=>void this.#o(),Math.max(0,this.#n+p-Date.now()))):(this.#t=t,this.#n=0,this.curve=void 0,this.#o())}render(){if((this.curve?.points??[]).length<2){let t=this.failed?this.app.text(`common_failed`):this.app.text(`overview_curve_empty`);return e`<div class="empty quiet">${this.curve||this.failed?t:r}</div>`}return e`
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
    `}#i(t){return e`<button
      aria-pressed=${this.shown===t?`true`:`false`}
      @click=${()=>{this.shown=t}}
    >
      ${this.app.text(`overview_chart_${t}`)}
    </button>`}#a(){let{curve:e,shown:t}=this;if(!e)return{series:[]};if(this.#e?.curve!==e||this.#e.shown!==t){let n=t===`value`?1:2,r=[...new Map(e.points.map(e=>[e[0],e[n]]))].map(([e,t])=>({time:e,value:t===null?null:Number(t)})),i=this.app.text(`overview_chart_${t}`);this.#e={curve:e,shown:t,model:{series:[{id:t,kind:`area`,color:`price`,unit:`money`,label:i,points:r}]}}}return this.#e.model}async#o(){clearTimeout(this.#r),this.#r=void 0,this.#n=Date.now();let e=this.#t;try{let t=await this.app.api.curve(this.entryId,this.book,this.strategyId);if(e!==this.#t)return;this.curve=t.find(e=>e.currency===this.currency)??{currency:this.currency,points:[]},this.failed=!1}catch{e===this.#t&&(this.failed=!0)}}};i([c({attribute:!1})],m.prototype,`entryId`,void 0),i([c({attribute:!1})],m.prototype,`strategyId`,void 0),i([c({attribute:!1})],m.prototype,`book`,void 0),i([c()],m.prototype,`currency`,void 0),i([c()],m.prototype,`name`,void 0),i([c()],m.prototype,`stamp`,void 0),i([n()],m.prototype,`curve`,void 0),i([n()],m.prototype,`failed`,void 0),i([n()],m.prototype,`shown`,void 0),m=i([o(`aurono-curve`)],m);var h=class extends s{constructor(...e){super(...e),this.currency=``,this.coins=null,this.reserved=null,this.free=null}static{this.styles=[a,t`
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
    `]}render(){let{coins:t,reserved:n,free:i,app:a}=this;if(t===null||n===null||i===null)return r;let o=l([t,n,i]),s=[{name:`coins`,value:t},{name:`reserved`,value:n},{name:`free`,value:i}];return e`
      <div class="bar" aria-hidden="true">
        ${s.map(({name:t,value:n})=>e`<div class=${t} style="width: ${u(n,o)*100}%"></div>`)}
      </div>
      <ul class="small">
        ${s.map(({name:t,value:n})=>e`<li class="nowrap">
              <span class="swatch ${t}" aria-hidden="true"></span>${a.text(`overview_share_${t}`)}
              <span class="number">${a.numbers.money(n,this.currency)}</span>
            </li>`)}
      </ul>
    `}};i([c()],h.prototype,`currency`,void 0),i([c({attribute:!1})],h.prototype,`coins`,void 0),i([c({attribute:!1})],h.prototype,`reserved`,void 0),i([c({attribute:!1})],h.prototype,`free`,void 0),h=i([o(`aurono-use-bar`)],h);