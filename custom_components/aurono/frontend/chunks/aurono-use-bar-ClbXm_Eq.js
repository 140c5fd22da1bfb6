import{S as e,T as t,_ as n,b as r,d as i,f as a,g as o,u as s,v as c,y as l}from"./routes-DJEB-RUk.js";import{D as u,M as d,S as f,a as p,d as m,f as h,j as g,l as _,t as v}from"../aurono-panel.js";var y=`var(--primary-text-color)`,b={price:`var(--primary-color)`,good:`var(--success-color)`,bad:`var(--error-color)`,muted:`var(--secondary-text-color)`,first:`var(--primary-color)`,second:`var(--warning-color)`,third:`var(--accent-color)`,fourth:`var(--info-color)`};function x(e){return b[e]}function S(e){let t=document.createElement(`span`);t.hidden=!0,(e.shadowRoot??e).append(t);let n=document.createElement(`canvas`);n.width=n.height=1;let r=n.getContext(`2d`,{willReadFrequently:!0}),i=(e,n=1)=>{t.style.color=``,t.style.color=e;let i=getComputedStyle(t).color;if(r===null)return i;r.clearRect(0,0,1,1),r.fillStyle=i,r.fillRect(0,0,1,1);let[a=0,o=0,s=0,c=255]=r.getImageData(0,0,1,1).data;return`rgba(${a}, ${o}, ${s}, ${c/255*n})`},a=Object.fromEntries(Object.entries(b).map(([e,t])=>[e,i(t)])),o={text:i(y),grid:i(y,.1),background:`rgba(0, 0, 0, 0)`,roles:a};return t.remove(),o}function C(e,t){return e.replace(/[\d.]+\)$/,`${t})`)}function w(e){let t=new MutationObserver(e);t.observe(document.documentElement,{attributes:!0,attributeFilter:[`style`,`class`]});let n=matchMedia(`(prefers-color-scheme: dark)`);return n.addEventListener(`change`,e),()=>{t.disconnect(),n.removeEventListener(`change`,e)}}function T(e){return e.kind===`candles`?e.candles.map(e=>e.time):e.points.map(e=>e.time)}function E(e){return e.kind===`candles`?new Map(e.candles.map(e=>[e.time,e.close])):new Map(e.points.map(e=>[e.time,e.value]))}function D(e,t){return{locale:e.language,timeZone:e.timeZone,number(n,r){let i=n.toFixed(12);switch(r){case`money`:return e.numbers.money(i,t);case`price`:return e.numbers.price(i,t);case`percent`:return e.numbers.percent(i);case`plain`:return e.numbers.number(i)}}}}function O(e){return{table:e.text(`common_chart_table`),time:e.text(`common_chart_time`),closer:e.text(`common_chart_closer`),farther:e.text(`common_chart_farther`),all:e.text(`common_chart_all`),keys:e.text(`common_chart_keys`),none:e.text(`common_chart_none`)}}var k=40,A=class extends l{constructor(...e){super(...e),this.model={series:[]},this.label=``,this.plain=!1,this.isTableOpen=!1,this.spoken=``,this.#n=new WeakMap}static{this.styles=t`
    :host {
      display: block;
      --chart-height: 320px;
    }
    .canvas {
      height: var(--chart-height);
      outline-offset: 2px;
      /* The library sets the direction of its own; a right-to-left page must not turn time around. */
      direction: ltr;
    }
    .canvas:focus-visible {
      outline: 2px solid var(--primary-color);
    }
    .head {
      display: flex;
      align-items: flex-start;
      justify-content: space-between;
      gap: 8px;
      min-height: 32px;
    }
    .legend {
      display: flex;
      flex-wrap: wrap;
      gap: 2px 12px;
      font-size: 12px;
      line-height: 20px;
      color: var(--secondary-text-color);
      font-variant-numeric: tabular-nums;
      padding-top: 6px;
    }
    .legend b {
      font-weight: 500;
      color: var(--primary-text-color);
    }
    .swatch {
      display: inline-block;
      inline-size: 14px;
      block-size: 0;
      border-block-start: 3px solid currentcolor;
      margin-inline-end: 4px;
      vertical-align: middle;
    }
    .swatch.dashed {
      border-block-start-style: dotted;
    }
    .buttons {
      display: flex;
      flex: none;
    }
    button {
      all: unset;
      box-sizing: border-box;
      inline-size: 32px;
      block-size: 32px;
      text-align: center;
      border-radius: 50%;
      cursor: pointer;
      color: var(--secondary-text-color);
    }
    button:hover {
      background: color-mix(in srgb, var(--primary-text-color) 8%, transparent);
    }
    button:focus-visible {
      outline: 2px solid var(--primary-color);
    }
    button svg {
      inline-size: 20px;
      block-size: 20px;
      vertical-align: middle;
      fill: currentcolor;
    }
    details {
      font-size: 13px;
      color: var(--secondary-text-color);
    }
    summary {
      cursor: pointer;
      padding: 4px 0;
    }
    .scroll {
      overflow-x: auto;
      max-height: 320px;
    }
    table {
      border-collapse: collapse;
      font-variant-numeric: tabular-nums;
      width: 100%;
    }
    th,
    td {
      text-align: end;
      padding: 4px 8px;
      border-block-end: 1px solid var(--divider-color);
      white-space: nowrap;
      font-weight: normal;
    }
    th:first-child {
      text-align: start;
    }
    .hidden {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
  `}#e;#t;#n;connectedCallback(){super.connectedCallback(),this.hasUpdated&&this.#r()}disconnectedCallback(){super.disconnectedCallback(),this.#i()}firstUpdated(){this.#r()}updated(e){this.#e!==void 0&&(e.has(`formats`)&&(this.#e.formats=this.formats),(e.has(`model`)||e.has(`formats`))&&this.#e.show(this.model))}render(){return e`
      <div class="head">
        <div class="legend" aria-hidden="true">${this.#a()}</div>
        ${this.plain?r:this.#s()}
      </div>
      <div
        class="canvas"
        role="application"
        tabindex="0"
        aria-label="${this.label} ${this.words.keys}"
        @keydown=${this.#f}
        @blur=${this.#d}
      ></div>
      <div class="hidden" aria-live="polite">${this.spoken}</div>
      ${this.plain?r:this.#c()}
    `}async#r(){let{ChartDrawing:e}=await v(async()=>{let{ChartDrawing:e}=await import(`./chart-drawing-BDFs6Ef3.js`);return{ChartDrawing:e}},[],import.meta.url);this.isConnected&&this.#e===void 0&&(this.#e=new e(this.canvas,S(this),this.formats),this.#e.onPointer(e=>{this.pointed=e}),this.#e.show(this.model),this.#t=w(()=>{this.#e!==void 0&&(this.#e.colors=S(this))}))}#i(){this.#t?.(),this.#e?.remove(),this.#t=this.#e=void 0}#a(){let t=this.pointed;return[t===void 0?r:e`<span>${this.#g(t)}</span>`,...this.model.series.map(n=>{let i=this.#m(n,t),a=i===null?`–`:this.formats.number(i,n.unit),o=n.color===void 0?r:this.#o(n);return e`<span>${o}${n.label} <b>${a}</b></span>`})]}#o(t){let n=`dashed`in t&&t.dashed?`dashed`:``;return e`<span class="swatch ${n}" style="color: ${x(t.color??`price`)}"></span>`}#s(){let t=(t,n,r)=>e`
      <button title=${t} aria-label=${t} @click=${r}>
        <svg viewBox="0 0 24 24"><path d=${n} /></svg>
      </button>
    `;return e`
      <div class="buttons">
        ${t(this.words.farther,g,()=>this.#e?.zoom(2))}
        ${t(this.words.closer,d,()=>this.#e?.zoom(.5))}
        ${t(this.words.all,u,()=>this.#e?.fit())}
      </div>
    `}#c(){return e`
      <details @toggle=${this.#u}>
        <summary>${this.words.table}</summary>
        ${this.isTableOpen?this.#l():r}
      </details>
    `}#l(){let{series:t}=this.model,n=this.#e?.view,r=(t[0]===void 0?[]:T(t[0])).filter(e=>n===void 0||e>=n.from&&e<=n.to),i=Math.max(1,Math.ceil(r.length/k)),a=r.filter((e,t)=>(r.length-1-t)%i==0),o=(e,t)=>{let n=this.#h(e).get(t)??null;return n===null?`–`:this.formats.number(n,e.unit)};return e`
      <div class="scroll" tabindex="0" role="region" aria-label=${this.label}>
        <table>
          <thead>
            <tr>
              <th scope="col">${this.words.time}</th>
              ${t.map(t=>e`<th scope="col">${t.label}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${a.map(n=>e`
                <tr>
                  <th scope="row">${this.#g(n)}</th>
                  ${t.map(t=>e`<td>${o(t,n)}</td>`)}
                </tr>
              `)}
          </tbody>
        </table>
      </div>
    `}#u(e){this.isTableOpen=e.target.open}#d(){this.spoken=``}#f(e){let t=this.#e;if(t!==void 0){switch(e.key){case`ArrowLeft`:e.shiftKey?t.scroll(-.25):this.#p(-1);break;case`ArrowRight`:e.shiftKey?t.scroll(.25):this.#p(1);break;case`Home`:this.#p(-1/0);break;case`End`:this.#p(1/0);break;case`+`:t.zoom(.5);break;case`-`:t.zoom(2);break;default:return}e.preventDefault()}}#p(e){let t=this.model.series[0];if(t===void 0)return;let n=T(t).filter(e=>(this.#h(t).get(e)??null)!==null),r=n.length-1,i=this.pointed===void 0?r:n.indexOf(this.pointed),a=n[Math.min(r,Math.max(0,(i<0?r:i)+e))],o=a===void 0?null:this.#h(t).get(a)??null;if(a===void 0||o===null)return;this.#e?.pointAt(a,o,t.id),this.pointed=a;let s=this.model.series.map(e=>{let t=this.#h(e).get(a)??null;return`${e.label} ${t===null?this.words.none:this.formats.number(t,e.unit)}`});this.spoken=[this.#g(a),...s].join(`, `)}#m(e,t){return t===void 0?e.kind===`candles`?e.candles.at(-1)?.close??null:e.points.at(-1)?.value??null:this.#h(e).get(t)??null}#h(e){let t=this.#n.get(e);return t===void 0&&this.#n.set(e,t=E(e)),t}#g(e){let{locale:t,timeZone:n}=this.formats;return new Intl.DateTimeFormat(t,{dateStyle:`medium`,timeStyle:`short`,timeZone:n}).format(e)}};i([n({attribute:!1})],A.prototype,`model`,void 0),i([n({attribute:!1})],A.prototype,`formats`,void 0),i([n({attribute:!1})],A.prototype,`words`,void 0),i([n()],A.prototype,`label`,void 0),i([n({type:Boolean})],A.prototype,`plain`,void 0),i([h(`.canvas`)],A.prototype,`canvas`,void 0),i([o()],A.prototype,`pointed`,void 0),i([o()],A.prototype,`isTableOpen`,void 0),i([o()],A.prototype,`spoken`,void 0),A=i([c(`aurono-chart`)],A);var j=2e4,M=class extends s{constructor(...e){super(...e),this.entryId=``,this.book=`shadow`,this.currency=``,this.name=``,this.stamp=``,this.failed=!1,this.shown=`profit`,this.#t=``,this.#n=0}static{this.styles=[a,t`
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
    `]}#e;#t;#n;#r;disconnectedCallback(){super.disconnectedCallback(),clearTimeout(this.#r),this.#r=void 0}updated(e){let t=[this.entryId,this.strategyId,this.book,this.currency].join(` `);t===this.#t?e.has(`stamp`)&&this.#r===void 0&&(this.#r=setTimeout(()=>void this.#o(),Math.max(0,this.#n+j-Date.now()))):(this.#t=t,this.#n=0,this.curve=void 0,this.#o())}render(){if((this.curve?.points??[]).length<2){let t=this.failed?this.app.text(`common_failed`):this.app.text(`overview_curve_empty`);return e`<div class="empty quiet">${this.curve||this.failed?t:r}</div>`}return e`
      <div class="toggle" role="group" aria-label=${this.app.text(`overview_chart_shown`)}>
        ${this.#i(`profit`)}${this.#i(`value`)}
      </div>
      <aurono-chart
        plain
        label=${this.app.text(`overview_curve_label`,{what:this.app.text(`overview_chart_${this.shown}`),name:this.name,currency:this.currency})}
        .model=${this.#a()}
        .formats=${D(this.app,this.currency)}
        .words=${O(this.app)}
      ></aurono-chart>
    `}#i(t){return e`<button
      aria-pressed=${this.shown===t?`true`:`false`}
      @click=${()=>{this.shown=t}}
    >
      ${this.app.text(`overview_chart_${t}`)}
    </button>`}#a(){let{curve:e,shown:t}=this;if(!e)return{series:[]};if(this.#e?.curve!==e||this.#e.shown!==t){let n=t===`value`?1:2,r=[...new Map(e.points.map(e=>[e[0],e[n]]))].map(([e,t])=>({time:e,value:t===null?null:Number(t)})),i=this.app.text(`overview_chart_${t}`);this.#e={curve:e,shown:t,model:{series:[{id:t,kind:`area`,color:`price`,unit:`money`,label:i,points:r}]}}}return this.#e.model}async#o(){clearTimeout(this.#r),this.#r=void 0,this.#n=Date.now();let e=this.#t;try{let t=await this.app.api.curve(this.entryId,this.book,this.strategyId);if(e!==this.#t)return;this.curve=t.find(e=>e.currency===this.currency)??{currency:this.currency,points:[]},this.failed=!1}catch{e===this.#t&&(this.failed=!0)}}};i([n({attribute:!1})],M.prototype,`entryId`,void 0),i([n({attribute:!1})],M.prototype,`strategyId`,void 0),i([n({attribute:!1})],M.prototype,`book`,void 0),i([n()],M.prototype,`currency`,void 0),i([n()],M.prototype,`name`,void 0),i([n()],M.prototype,`stamp`,void 0),i([o()],M.prototype,`curve`,void 0),i([o()],M.prototype,`failed`,void 0),i([o()],M.prototype,`shown`,void 0),M=i([c(`aurono-curve`)],M);var N=class extends s{constructor(...e){super(...e),this.heading=``,this.#e=()=>{this.close()}}static{this.styles=[a,t`
      dialog {
        width: min(480px, calc(100vw - 24px));
        max-height: calc(100dvh - 24px);
        padding: 0;
        border: 1px solid var(--aurono-line);
        border-radius: var(--aurono-radius);
        background: var(--card-background-color, #fff);
        color: var(--primary-text-color);
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 50%);
      }
      header {
        display: flex;
        align-items: center;
        gap: 8px;
        padding: 8px 8px 0 16px;
      }
      .body {
        display: grid;
        gap: 12px;
        padding: 8px 16px 16px;
      }
      footer {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: 8px;
        padding: 0 16px 16px;
      }
    `]}show(){this.dialog.open||this.dialog.showModal()}close(){this.dialog.close()}render(){return e`
      <dialog aria-labelledby="heading" @close=${this.#t}>
        <header>
          <h2 id="heading" class="grow">${this.heading}</h2>
          <button class="plain" aria-label=${this.app.text(`common_close`)} @click=${this.#e}>
            ${p(f)}
          </button>
        </header>
        <div class="body"><slot></slot></div>
        <footer><slot name="actions"></slot></footer>
      </dialog>
    `}#e;#t(){this.dispatchEvent(new CustomEvent(`closed`))}};i([n()],N.prototype,`heading`,void 0),i([h(`dialog`)],N.prototype,`dialog`,void 0),N=i([c(`aurono-dialog`)],N);var P=class extends s{constructor(...e){super(...e),this.currency=``,this.coins=null,this.reserved=null,this.free=null}static{this.styles=[a,t`
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
    `]}render(){let{coins:t,reserved:n,free:i,app:a}=this;if(t===null||n===null||i===null)return r;let o=m([t,n,i]),s=[{name:`coins`,value:t},{name:`reserved`,value:n},{name:`free`,value:i}];return e`
      <div class="bar" aria-hidden="true">
        ${s.map(({name:t,value:n})=>e`<div class=${t} style="width: ${_(n,o)*100}%"></div>`)}
      </div>
      <ul class="small">
        ${s.map(({name:t,value:n})=>e`<li class="nowrap">
              <span class="swatch ${t}" aria-hidden="true"></span>${a.text(`overview_share_${t}`)}
              <span class="number">${a.numbers.money(n,this.currency)}</span>
            </li>`)}
      </ul>
    `}};i([n()],P.prototype,`currency`,void 0),i([n({attribute:!1})],P.prototype,`coins`,void 0),i([n({attribute:!1})],P.prototype,`reserved`,void 0),i([n({attribute:!1})],P.prototype,`free`,void 0),P=i([c(`aurono-use-bar`)],P);export{C as i,O as n,T as r,D as t};