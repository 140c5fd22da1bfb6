import{$ as e,Q as t,q as n,x as r}from"./routes-DAszD0DE.js";import{_ as i,d as a,f as o,l as s,m as c,u as l}from"./store-BIwLautr.js";import{i as u,r as d,t as f}from"./preload-helper-CfTwmMmM.js";var p=`var(--primary-text-color)`,m={price:`var(--primary-color)`,good:`var(--success-color)`,bad:`var(--error-color)`,muted:`var(--secondary-text-color)`,first:`var(--primary-color)`,second:`var(--orange-color, #ff9800)`,third:`var(--purple-color, #9c27b0)`,fourth:`var(--teal-color, #009688)`};function h(e){return m[e]}function g(e){let t=document.createElement(`span`);t.hidden=!0,(e.shadowRoot??e).append(t);let n=document.createElement(`canvas`);n.width=n.height=1;let r=n.getContext(`2d`,{willReadFrequently:!0}),i=(e,n=1)=>{t.style.color=``,t.style.color=e;let i=getComputedStyle(t).color;if(r===null)return i;r.clearRect(0,0,1,1),r.fillStyle=i,r.fillRect(0,0,1,1);let[a=0,o=0,s=0,c=255]=r.getImageData(0,0,1,1).data;return`rgba(${a}, ${o}, ${s}, ${c/255*n})`},a=Object.fromEntries(Object.entries(m).map(([e,t])=>[e,i(t)])),o={text:i(p),grid:i(p,.1),background:`rgba(0, 0, 0, 0)`,roles:a};return t.remove(),o}function _(e,t){return e.replace(/[\d.]+\)$/,`${t})`)}function v(e){let t=new MutationObserver(e);t.observe(document.documentElement,{attributes:!0,attributeFilter:[`style`,`class`]});let n=matchMedia(`(prefers-color-scheme: dark)`);return n.addEventListener(`change`,e),()=>{t.disconnect(),n.removeEventListener(`change`,e)}}function y(e){return e.kind===`candles`?e.candles.map(e=>e.time):e.points.map(e=>e.time)}function b(e){return e.kind===`candles`?new Map(e.candles.map(e=>[e.time,e.close])):new Map(e.points.map(e=>[e.time,e.value]))}function x(e,t){let n=S.get(e)??new Map;S.set(e,n);let r=n.get(t);return r===void 0&&n.set(t,r=C(e,t)),r}var S=new WeakMap;function C(e,t){return{locale:e.language,timeZone:e.timeZone,number(n,r){let i=n.toFixed(12);switch(r){case`money`:return e.numbers.money(i,t);case`price`:return e.numbers.price(i,t);case`percent`:return e.numbers.percent(i);case`plain`:return e.numbers.number(i)}}}}function w(e){return{table:e.text(`common_chart_table`),time:e.text(`common_chart_time`),closer:e.text(`common_chart_closer`),farther:e.text(`common_chart_farther`),all:e.text(`common_chart_all`),keys:e.text(`common_chart_keys`),none:e.text(`common_chart_none`)}}var T=40,E=class extends a{constructor(...e){super(...e),this.model={series:[]},this.label=``,this.plain=!1,this.isTableOpen=!1,this.spoken=``,this.#r=!0,this.#i=!1,this.#a=new WeakMap}static{this.styles=i`
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
  `}#e;#t;#n;#r;#i;#a;connectedCallback(){super.connectedCallback(),this.hasUpdated&&this.#o()}disconnectedCallback(){super.disconnectedCallback(),this.#l()}firstUpdated(){this.#o()}updated(e){this.#e!==void 0&&(e.has(`formats`)&&(this.#e.formats=this.formats),(e.has(`model`)||e.has(`formats`))&&this.#s())}render(){return c`
      <div class="head">
        <div class="legend" aria-hidden="true">${this.#u()}</div>
        ${this.plain?o:this.#f()}
      </div>
      <div
        class="canvas"
        role="application"
        tabindex="0"
        aria-label="${this.label} ${this.words.keys}"
        @keydown=${this.#_}
        @blur=${this.#g}
      ></div>
      <div class="hidden" aria-live="polite">${this.spoken}</div>
      ${this.plain?o:this.#p()}
    `}async#o(){let{ChartDrawing:e}=await f(async()=>{let{ChartDrawing:e}=await import(`./chart-drawing-Ds6g9M-S.js`);return{ChartDrawing:e}},[],import.meta.url);this.isConnected&&this.#e===void 0&&(this.#e=new e(this.canvas,g(this),this.formats),this.#e.onPointer(e=>{this.pointed=e}),this.#e.show(this.model),this.#c(),this.#t=v(()=>{this.#e!==void 0&&(this.#e.colors=g(this))}))}#s(){this.#i=!this.#r,this.#r&&this.#e?.show(this.model)}#c(){this.#n=new IntersectionObserver(e=>{this.#r=e.at(-1)?.isIntersecting??!0,this.#r&&this.#i&&this.#s()}),this.#n.observe(this)}#l(){this.#n?.disconnect(),this.#t?.(),this.#e?.remove(),this.#t=this.#e=void 0}#u(){let e=this.pointed;return[e===void 0?o:c`<span>${this.#x(e)}</span>`,...this.model.series.map(t=>{let n=this.#y(t,e),r=n===null?`–`:this.formats.number(n,t.unit),i=t.color===void 0?o:this.#d(t);return c`<span>${i}${t.label} <b>${r}</b></span>`})]}#d(e){let t=`dashed`in e&&e.dashed?`dashed`:``;return c`<span class="swatch ${t}" style="color: ${h(e.color??`price`)}"></span>`}#f(){let r=(e,t,n)=>c`
      <button title=${e} aria-label=${e} @click=${n}>
        <svg viewBox="0 0 24 24"><path d=${t} /></svg>
      </button>
    `;return c`
      <div class="buttons">
        ${r(this.words.farther,t,()=>this.#e?.zoom(2))}
        ${r(this.words.closer,e,()=>this.#e?.zoom(.5))}
        ${r(this.words.all,n,()=>this.#e?.fit())}
      </div>
    `}#p(){return c`
      <details @toggle=${this.#h}>
        <summary>${this.words.table}</summary>
        ${this.isTableOpen?this.#m():o}
      </details>
    `}#m(){let{series:e}=this.model,t=this.#e?.view,n=(e[0]===void 0?[]:y(e[0])).filter(e=>t===void 0||e>=t.from&&e<=t.to),r=Math.max(1,Math.ceil(n.length/T)),i=n.filter((e,t)=>(n.length-1-t)%r==0),a=(e,t)=>{let n=this.#b(e).get(t)??null;return n===null?`–`:this.formats.number(n,e.unit)};return c`
      <div class="scroll" tabindex="0" role="region" aria-label=${this.label}>
        <table>
          <thead>
            <tr>
              <th scope="col">${this.words.time}</th>
              ${e.map(e=>c`<th scope="col">${e.label}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${i.map(t=>c`
                <tr>
                  <th scope="row">${this.#x(t)}</th>
                  ${e.map(e=>c`<td>${a(e,t)}</td>`)}
                </tr>
              `)}
          </tbody>
        </table>
      </div>
    `}#h(e){this.isTableOpen=e.target.open}#g(){this.spoken=``}#_(e){let t=this.#e;if(t!==void 0){switch(e.key){case`ArrowLeft`:e.shiftKey?t.scroll(-.25):this.#v(-1);break;case`ArrowRight`:e.shiftKey?t.scroll(.25):this.#v(1);break;case`Home`:this.#v(-1/0);break;case`End`:this.#v(1/0);break;case`+`:t.zoom(.5);break;case`-`:t.zoom(2);break;default:return}e.preventDefault()}}#v(e){let t=this.model.series[0];if(t===void 0)return;let n=y(t).filter(e=>(this.#b(t).get(e)??null)!==null),r=n.length-1,i=this.pointed===void 0?r:n.indexOf(this.pointed),a=n[Math.min(r,Math.max(0,(i<0?r:i)+e))],o=a===void 0?null:this.#b(t).get(a)??null;if(a===void 0||o===null)return;this.#e?.pointAt(a,o,t.id),this.pointed=a;let s=this.model.series.map(e=>{let t=this.#b(e).get(a)??null;return`${e.label} ${t===null?this.words.none:this.formats.number(t,e.unit)}`});this.spoken=[this.#x(a),...s].join(`, `)}#y(e,t){return t===void 0?e.kind===`candles`?e.candles.at(-1)?.close??null:e.points.at(-1)?.value??null:this.#b(e).get(t)??null}#b(e){let t=this.#a.get(e);return t===void 0&&this.#a.set(e,t=b(e)),t}#x(e){let{locale:t,timeZone:n}=this.formats;return new Intl.DateTimeFormat(t,{dateStyle:`medium`,timeStyle:`short`,timeZone:n}).format(e)}};d([l({attribute:!1})],E.prototype,`model`,void 0),d([l({attribute:!1})],E.prototype,`formats`,void 0),d([l({attribute:!1})],E.prototype,`words`,void 0),d([l()],E.prototype,`label`,void 0),d([l({type:Boolean})],E.prototype,`plain`,void 0),d([r(`.canvas`)],E.prototype,`canvas`,void 0),d([s()],E.prototype,`pointed`,void 0),d([s()],E.prototype,`isTableOpen`,void 0),d([s()],E.prototype,`spoken`,void 0),E=d([u(`aurono-chart`)],E);export{_ as i,w as n,y as r,x as t};