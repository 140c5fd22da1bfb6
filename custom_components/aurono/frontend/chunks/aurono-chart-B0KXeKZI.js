import{t as e}from"./preload-helper-BQUUbbNx.js";import{a as t,n,o as r,r as i,t as a}from"./chart-model-C9FwyUYZ.js";import{$ as o,D as s,J as c,S as l,b as u,d,et as f,v as p,w as m,x as h,y as g}from"./routes-B605dSH6.js";import{t as _}from"./query-DDQkTGvL.js";function v(e,t){let n=y.get(e)??new Map;y.set(e,n);let r=n.get(t);return r===void 0&&n.set(t,r=b(e,t)),r}var y=new WeakMap;function b(e,t){return{locale:e.language,timeZone:e.timeZone,number(n,r){let i=n.toFixed(12);switch(r){case`money`:return e.numbers.money(i,t);case`price`:return e.numbers.price(i,t);case`percent`:return e.numbers.percent(i);case`plain`:return e.numbers.number(i)}}}}function x(e){return{table:e.text(`common_chart_table`),time:e.text(`common_chart_time`),closer:e.text(`common_chart_closer`),farther:e.text(`common_chart_farther`),all:e.text(`common_chart_all`),keys:e.text(`common_chart_keys`),none:e.text(`common_chart_none`)}}var S=40,C=class extends h{constructor(...e){super(...e),this.model={series:[]},this.label=``,this.plain=!1,this.isTableOpen=!1,this.spoken=``,this.#n=new WeakMap}static{this.styles=s`
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
  `}#e;#t;#n;connectedCallback(){super.connectedCallback(),this.hasUpdated&&this.#r()}disconnectedCallback(){super.disconnectedCallback(),this.#i()}firstUpdated(){this.#r()}updated(e){this.#e!==void 0&&(e.has(`formats`)&&(this.#e.formats=this.formats),(e.has(`model`)||e.has(`formats`))&&this.#e.show(this.model))}render(){return m`
      <div class="head">
        <div class="legend" aria-hidden="true">${this.#a()}</div>
        ${this.plain?l:this.#s()}
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
      ${this.plain?l:this.#c()}
    `}async#r(){let{ChartDrawing:n}=await e(async()=>{let{ChartDrawing:e}=await import(`./chart-drawing-Bjrcuome.js`);return{ChartDrawing:e}},[],import.meta.url);this.isConnected&&this.#e===void 0&&(this.#e=new n(this.canvas,r(this),this.formats),this.#e.onPointer(e=>{this.pointed=e}),this.#e.show(this.model),this.#t=t(()=>{this.#e!==void 0&&(this.#e.colors=r(this))}))}#i(){this.#t?.(),this.#e?.remove(),this.#t=this.#e=void 0}#a(){let e=this.pointed;return[e===void 0?l:m`<span>${this.#g(e)}</span>`,...this.model.series.map(t=>{let n=this.#m(t,e),r=n===null?`–`:this.formats.number(n,t.unit),i=t.color===void 0?l:this.#o(t);return m`<span>${i}${t.label} <b>${r}</b></span>`})]}#o(e){let t=`dashed`in e&&e.dashed?`dashed`:``;return m`<span class="swatch ${t}" style="color: ${i(e.color??`price`)}"></span>`}#s(){let e=(e,t,n)=>m`
      <button title=${e} aria-label=${e} @click=${n}>
        <svg viewBox="0 0 24 24"><path d=${t} /></svg>
      </button>
    `;return m`
      <div class="buttons">
        ${e(this.words.farther,o,()=>this.#e?.zoom(2))}
        ${e(this.words.closer,f,()=>this.#e?.zoom(.5))}
        ${e(this.words.all,c,()=>this.#e?.fit())}
      </div>
    `}#c(){return m`
      <details @toggle=${this.#u}>
        <summary>${this.words.table}</summary>
        ${this.isTableOpen?this.#l():l}
      </details>
    `}#l(){let{series:e}=this.model,t=this.#e?.view,n=(e[0]===void 0?[]:a(e[0])).filter(e=>t===void 0||e>=t.from&&e<=t.to),r=Math.max(1,Math.ceil(n.length/S)),i=n.filter((e,t)=>(n.length-1-t)%r==0),o=(e,t)=>{let n=this.#h(e).get(t)??null;return n===null?`–`:this.formats.number(n,e.unit)};return m`
      <div class="scroll" tabindex="0" role="region" aria-label=${this.label}>
        <table>
          <thead>
            <tr>
              <th scope="col">${this.words.time}</th>
              ${e.map(e=>m`<th scope="col">${e.label}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${i.map(t=>m`
                <tr>
                  <th scope="row">${this.#g(t)}</th>
                  ${e.map(e=>m`<td>${o(e,t)}</td>`)}
                </tr>
              `)}
          </tbody>
        </table>
      </div>
    `}#u(e){this.isTableOpen=e.target.open}#d(){this.spoken=``}#f(e){let t=this.#e;if(t!==void 0){switch(e.key){case`ArrowLeft`:e.shiftKey?t.scroll(-.25):this.#p(-1);break;case`ArrowRight`:e.shiftKey?t.scroll(.25):this.#p(1);break;case`Home`:this.#p(-1/0);break;case`End`:this.#p(1/0);break;case`+`:t.zoom(.5);break;case`-`:t.zoom(2);break;default:return}e.preventDefault()}}#p(e){let t=this.model.series[0];if(t===void 0)return;let n=a(t).filter(e=>(this.#h(t).get(e)??null)!==null),r=n.length-1,i=this.pointed===void 0?r:n.indexOf(this.pointed),o=n[Math.min(r,Math.max(0,(i<0?r:i)+e))],s=o===void 0?null:this.#h(t).get(o)??null;if(o===void 0||s===null)return;this.#e?.pointAt(o,s,t.id),this.pointed=o;let c=this.model.series.map(e=>{let t=this.#h(e).get(o)??null;return`${e.label} ${t===null?this.words.none:this.formats.number(t,e.unit)}`});this.spoken=[this.#g(o),...c].join(`, `)}#m(e,t){return t===void 0?e.kind===`candles`?e.candles.at(-1)?.close??null:e.points.at(-1)?.value??null:this.#h(e).get(t)??null}#h(e){let t=this.#n.get(e);return t===void 0&&this.#n.set(e,t=n(e)),t}#g(e){let{locale:t,timeZone:n}=this.formats;return new Intl.DateTimeFormat(t,{dateStyle:`medium`,timeStyle:`short`,timeZone:n}).format(e)}};d([g({attribute:!1})],C.prototype,`model`,void 0),d([g({attribute:!1})],C.prototype,`formats`,void 0),d([g({attribute:!1})],C.prototype,`words`,void 0),d([g()],C.prototype,`label`,void 0),d([g({type:Boolean})],C.prototype,`plain`,void 0),d([_(`.canvas`)],C.prototype,`canvas`,void 0),d([p()],C.prototype,`pointed`,void 0),d([p()],C.prototype,`isTableOpen`,void 0),d([p()],C.prototype,`spoken`,void 0),C=d([u(`aurono-chart`)],C);export{x as n,v as t};