import{H as e,J as t,_ as n,d as r,g as i,ht as a,i as o,ot as s,p as c,s as l,t as ee,x as u}from"./routes-y0w0NczP.js";import{_ as d,f,l as p,m,u as h}from"./store-DcxQtyi5.js";import"../aurono-panel.js";import{n as g,r as _,t as v}from"./preload-helper-D77zHdRM.js";import{t as te}from"./page-element-bLt3CSv6.js";import{t as y}from"./select-field-B26vcdYh.js";import{i as b,o as x}from"./localize-DrGVAfK5.js";import{N as ne,_ as S,c as re,d as C,f as w,l as T,p as E,s as ie,y as ae}from"./indicators-C7tjXxVy.js";import"./aurono-dialog-DTwZpPeK.js";import{n as oe}from"./simulation-BCdTYO7I.js";var D=Object.defineProperty,se=(e,t)=>{let n={};for(var r in e)D(n,r,{get:e[r],enumerable:!0});return t||D(n,Symbol.toStringTag,{value:`Module`}),n},O={timeframe:`4h`,buy_trigger:`-2.5`,sell_trigger:`2.5`,buy_amount:`20`,sell_amount:`20`,allocated_capital:`200`,reference:`open`,cooldown:`0`,cooldown_reset:!0,minimum_position:`0`,loss_protection:`0.5`,reinvest_profits:!0,rsi_period:``,rsi_max_for_buy:``,rsi_min_for_sell:``,order_timeout:`4`,starting_amount:``,starting_average_price:``},k={account:``,pair:``,rule:O,slippage:`0`,since:``,until:``,tuning:`70`},ce=Object.keys(O),le=[`account`,`pair`,`slippage`,`since`,`until`,`tuning`],ue=`1`,de=`0`;function A(e){let t=new URLSearchParams;for(let n of le)e[n]!==k[n]&&t.set(n,e[n]);for(let n of ce){let r=e.rule[n];r!==O[n]&&t.set(n,typeof r==`boolean`?r?ue:de:r)}return t}function j(e){let t=(t,n)=>e.get(t)??n,n=Object.fromEntries(ce.map(t=>{let n=O[t],r=e.get(t);return typeof n==`string`?[t,r??n]:[t,r===ue||r!==de&&n]}));return{...Object.fromEntries(le.map(e=>[e,t(e,k[e])])),rule:n}}function fe(e,t){let{starting_amount:n,starting_average_price:r,...i}=t,a={pair:e};for(let[e,t]of Object.entries(i))typeof t==`boolean`?a[e]=t:t.trim()!==``&&(a[e]=pe.has(e)?t:M(t));let o={amount:M(n),average_price:M(r)};return(o.amount!==``||o.average_price!==``)&&(a.starting_position=Object.fromEntries(Object.entries(o).filter(([,e])=>e!==``))),a}var pe=new Set([`timeframe`,`reference`]),me=/^[+-]?[1-9]\d{0,2},\d{3}$/;function M(e){let t=e.replace(/\s/g,``).replace(`−`,`-`).replace(/%$/,``);return me.test(t)?t:t.split(`,`).length===2&&!t.includes(`.`)?t.replace(`,`,`.`):t}function N(e){return new Promise((t,n)=>{e.oncomplete=e.onsuccess=()=>t(e.result),e.onabort=e.onerror=()=>n(e.error)})}function P(e,t){let n,r=()=>{if(n)return n;let r=indexedDB.open(e);return r.onupgradeneeded=()=>r.result.createObjectStore(t),n=N(r),n.then(e=>{e.onclose=()=>n=void 0},()=>{n=void 0}),n};return(e,n)=>r().then(r=>n(r.transaction(t,e).objectStore(t)))}var F;function I(){return F||=P(`keyval-store`,`keyval`),F}function he(e,t=I()){return t(`readonly`,t=>N(t.get(e)))}function ge(e,t,n=I()){return n(`readwrite`,n=>(n.put(t,e),N(n.transaction)))}function _e(e,t=I()){return t(`readwrite`,t=>(t.delete(e),N(t.transaction)))}function ve(e){return e.map(e=>e.join(` `)).join(`
`)}function ye(e){return e===``?[]:e.split(`
`).map(e=>{let[t=``,n=``,r=``,i=``,a=``,o=``]=e.split(` `);return[Number(t),n,r,i,a,o]})}function be(e,t){let[n,r]=[t[0],t.at(-1)];if(n===void 0||r===void 0)return[...e];let i=e.filter(e=>e[0]<n[0]),a=e.filter(e=>e[0]>r[0]),o=new Set(t.map(e=>e[0])),s=e.filter(e=>e[0]>=n[0]&&e[0]<=r[0]&&!o.has(e[0])),c=s.length===0?t:[...s,...t].sort((e,t)=>e[0]-t[0]);return[...i,...c,...a]}function xe(e){let t=[];for(let[n,r]of[...e].sort((e,t)=>e[0]-t[0])){let e=t.at(-1);e!==void 0&&n<=e[1]?e[1]=Math.max(e[1],r):t.push([n,r])}return t}function Se(e,t,n){let r=0,i=0,a=0,o;for(let s of e){for(let e=o??s;e<s;e+=n){for(;a<t.length-1&&(t[a]?.[1]??0)<=e;)a+=1;let n=t[a];n!==void 0&&n[0]<=e&&e<n[1]?r+=1:i+=1}o=s+n}return{candles:e.length,holes:r,unknown:i}}var L=2,R=class extends Error{constructor(e){super(e),this.kind=e}},z=class extends Error{},B=class extends Error{constructor(e){super(`upload failed with status ${e}`),this.status=e}},Ce=class{#e=new Map;#t=new Map;constructor(e,t=Te()){this.source=e,this.shelf=t}recent(e){return this.#e.get(H(e))}load(e,t){let n=H(e),r=this.#t.get(n);return r===void 0&&(r=this.#n(e,t).finally(()=>this.#t.delete(n)),this.#t.set(n,r)),r}async forget(e){this.#e.delete(H(e)),await this.shelf.delete(H(e)).catch(U)}async fill(e,t,n,r,i){let{connection:a}=this.source(),o,s=()=>void 0;try{await new Promise((c,l)=>{i.throwIfAborted(),i.addEventListener(`abort`,()=>{l(i.reason)}),s=()=>{l(new z)},a.addEventListener(`disconnected`,s),a.subscribeMessage(e=>{r({done:e.done,total:e.total}),e.finished===!0&&(typeof e.failure==`string`?l(new R(e.failure)):c())},{type:`aurono/candles/fill`,entry_id:e.entryId,pair:e.pair,timeframe:e.timeframe,since_ms:t,until_ms:n},{resubscribe:!1}).then(e=>{o=e,i.aborted&&e()},l)})}finally{a.removeEventListener(`disconnected`,s),await o?.()}}async importFile(e,t){let n=new FormData;n.append(`file`,t);let r=await this.source().fetchWithAuth(`/api/file_upload`,{method:`POST`,body:n});if(!r.ok)throw new B(r.status);let{file_id:i}=await r.json(),a=await this.source().callWS({type:`aurono/candles/import`,entry_id:e.entryId,pair:e.pair,timeframe:e.timeframe===`1w`?`1d`:e.timeframe,file_id:i});return await this.forget(e),a}async#n(e,t){let n=H(e),r=this.#e.get(n)??await this.#r(n),i=(r===void 0?void 0:await this.#i(e,r))??await this.#a(e,t);if(this.#e.set(n,i),i!==r){let{rows:e,...t}=i,r={version:L,...t,text:ve(e)};await this.shelf.set(n,r).catch(U)}return i}async#r(e){let t=await this.shelf.get(e).catch(U);if(t?.version!==L)return;let{timeframe:n,coverage:r,revision:i}=t;return{timeframe:n,coverage:r,revision:i,rows:ye(t.text)}}async#i(e,t){let n=(await this.source().callWS({type:`aurono/candles/contents`,entry_id:e.entryId})).series.find(n=>n.pair===e.pair&&n.timeframe===t.timeframe),[r,i]=[t.rows[0],t.rows.at(-1)];if(n===void 0||r===void 0||i===void 0||n.revision!==t.revision)return;let a=t;if(n.first_ms<r[0]&&(a=V(a,await this.#o(e,n.first_ms,r[0]))),n.last_ms>i[0]&&(a=V(a,await this.#o(e,i[0]+1,n.last_ms+1))),a.rows.length===n.candles&&a.timeframe===t.timeframe)return we(a.coverage,n.coverage)?a:{...a,coverage:n.coverage}}#a(e,t){return this.#o(e,0,t)}async#o(e,t,n){let r;for(let i=t;i!==null&&i<n;){let t=await this.source().callWS({type:`aurono/candles`,entry_id:e.entryId,pair:e.pair,timeframe:e.timeframe,since_ms:i,until_ms:n}),{rows:a,coverage:o,revision:s}=t,c={timeframe:t.timeframe??e.timeframe,rows:a,coverage:o,revision:s};r=r===void 0?c:V(r,c),i=t.next_ms}return r??{timeframe:e.timeframe,rows:[],coverage:[],revision:0}}};function V(e,t){return{timeframe:t.timeframe,rows:be(e.rows,t.rows),coverage:xe([...e.coverage,...t.coverage]),revision:e.revision}}function we(e,t){return e.length===t.length&&e.every(([e,n],r)=>t[r]?.[0]===e&&t[r][1]===n)}function H({exchange:e,pair:t,timeframe:n,entryId:r}){return[e===`demo`?r:e,t,n].join(` `)}function U(){}function Te(){let e=P(`aurono-candles`,`series`);return{get:t=>he(t,e),set:(t,n)=>ge(t,n,e),delete:t=>_e(t,e)}}var W=`component.aurono.config_subentries.strategy`,Ee={rule:[`timeframe`,`buy_trigger`,`sell_trigger`,`reference`,`cooldown`,`cooldown_reset`],money:[`buy_amount`,`sell_amount`,`allocated_capital`,`reinvest_profits`],safety:[`loss_protection`,`minimum_position`],rsi:[`rsi_period`,`rsi_max_for_buy`,`rsi_min_for_sell`],order:[`order_timeout`],starting_position:[`starting_amount`,`starting_average_price`]},G={section:(e,t)=>e.hass().localize(`${W}.step.parameters.sections.${t}.name`),label:(e,t,n)=>e.hass().localize(`${W}.step.parameters.sections.${t}.data.${n}`),help:(e,t,n)=>e.hass().localize(`${W}.step.parameters.sections.${t}.data_description.${n}`),option:(e,t,n)=>e.hass().localize(`component.aurono.selector.${t}.options.${n}`),problem:(e,t,n,r)=>e.hass().localize(`${W}.error.${n===`out_of_range`?`${t}_out_of_range`:n}`,r)};async function De(e){await e.hass().loadBackendTranslation(`config_subentries`,`aurono`)}function Oe(e){switch(e){case`starting_position.amount`:return`starting_amount`;case`starting_position.average_price`:return`starting_average_price`;default:return e}}var K=class extends i{constructor(...e){super(...e),this.isBusy=!1,this.lines=[],this.problem=``,this.#e=()=>{this.dialog.close()}}static{this.styles=[n,d`
      .lines {
        max-height: 200px;
        overflow: auto;
        padding: 8px;
        border: 1px solid var(--aurono-line);
        border-radius: 8px;
        font-size: 13px;
        overflow-wrap: anywhere;
      }
      input[type="file"] {
        max-width: 100%;
      }
    `]}show(){this.file=this.result=void 0,this.lines=[],this.problem=``,this.dialog.show()}render(){let{text:e}=this.app,{pair:t}=this.series,n=G.option(this.app,`timeframe`,this.series.timeframe===`1w`?`1d`:this.series.timeframe);return m`
      <aurono-dialog heading=${e(`data_import`)}>
        <p>${e(`data_import_text`,{pair:t,timeframe:n})}</p>
        <label class="field">
          <span>${e(`data_import_file`)}</span>
          <input type="file" accept=".csv,.gz,.zip,.json,.txt" ?disabled=${this.isBusy} @change=${this.#t} />
        </label>
        <div role="status">
          ${this.isBusy?e(`data_importing`):f}
          ${this.result===void 0?f:this.app.plural(`data_imported`,this.result.candles,{count:this.app.numbers.number(this.result.candles,0),added:this.app.numbers.number(this.result.added,0),since:this.app.times.date(this.result.first_ms),until:this.app.times.date(this.result.last_ms)})}
        </div>
        ${this.problem===``?f:m`<p class="error" role="alert">${this.problem}</p>`}
        ${this.lines.length===0?f:m`<ul class="lines" tabindex="0" aria-label=${this.problem}>
                ${this.lines.map(e=>m`<li>${e}</li>`)}
              </ul>`}
        <button slot="actions" @click=${this.#e}>
          ${e(this.result===void 0?`common_cancel`:`common_close`)}
        </button>
        ${this.result===void 0?m`<button
                slot="actions"
                class="primary"
                ?disabled=${this.file===void 0||this.isBusy}
                @click=${()=>void this.#n()}
              >
                ${e(`data_import_start`)}
              </button>`:f}
      </aurono-dialog>
    `}#e;#t(e){this.file=e.target.files?.[0],this.lines=[],this.problem=``}async#n(){let{file:e}=this;if(e!==void 0){this.isBusy=!0,this.lines=[],this.problem=``;try{this.result=await this.store.importFile(this.series,e),this.dispatchEvent(new CustomEvent(`imported`))}catch(e){this.#r(e)}finally{this.isBusy=!1}}}#r(e){if(e instanceof B)this.problem=this.app.text(e.status===413?`data_import_too_large`:`data_import_not_sent`);else if(b(e)===`invalid_file`){let[t=``,...n]=x(e).split(`
`).filter(e=>e.trim()!==``);this.problem=t||this.app.text(`common_failed`),this.lines=n}else this.problem=x(e)||this.app.text(`common_failed`)}};g([h({attribute:!1})],K.prototype,`store`,void 0),g([h({attribute:!1})],K.prototype,`series`,void 0),g([p()],K.prototype,`file`,void 0),g([p()],K.prototype,`isBusy`,void 0),g([p()],K.prototype,`lines`,void 0),g([p()],K.prototype,`problem`,void 0),g([p()],K.prototype,`result`,void 0),g([u(`aurono-dialog`)],K.prototype,`dialog`,void 0),K=g([_(`aurono-import-dialog`)],K);var ke=365*re,Ae=[1,2,5,10],je={"1h":2,"4h":5,"1d":10,"1w":10},Me=class extends CustomEvent{constructor(e){super(`history`,{detail:e})}},q=class extends i{constructor(...e){super(...e),this.now=0,this.canAct=!1,this.isDemo=!1,this.problem=``,this.isChoosing=!1,this.#t=``,this.#f=()=>{this.isChoosing=!1,this.#g(this.now-this.#d*ke)}}static{this.styles=[n,d`
      :host {
        display: block;
      }
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 4px 12px;
        font-size: 13px;
        color: var(--aurono-quiet);
      }
      .bar .row {
        margin-inline: -10px;
      }
      .bar button {
        min-height: 32px;
        padding: 2px 10px;
        font-size: 13px;
      }
      progress {
        width: 100%;
        height: 8px;
        accent-color: var(--aurono-fill);
      }
      .filling {
        display: grid;
        gap: 8px;
        max-width: 480px;
        margin: 0 auto;
        padding: 24px 0;
      }
      .filling.small {
        padding: 8px 0;
        max-width: none;
      }
      .choose {
        display: flex;
        flex-wrap: wrap;
        gap: 12px;
        align-items: end;
        justify-content: center;
      }
      details {
        margin-top: 4px;
      }
      summary {
        cursor: pointer;
      }
    `]}#e;#t;#n;disconnectedCallback(){super.disconnectedCallback(),this.#n?.abort(),this.#t=``}connectedCallback(){super.connectedCallback(),this.hasUpdated&&this.requestUpdate()}willUpdate(){let e=J(this.series);e!==this.#t&&(this.#t=e,this.#n?.abort(),this.history=this.progress=this.years=void 0,this.problem=``,this.isChoosing=!1,this.#p(!0))}render(){let{history:e}=this;return m`
      ${e===void 0?this.#r():e.rows.length===0?this.#i():m`${this.#a(e)}${this.#o()}`}
      <aurono-import-dialog
        .store=${this.store}
        .series=${this.series}
        @imported=${()=>void this.#p(!1)}
      ></aurono-import-dialog>
    `}#r(){return this.problem===``?m`<aurono-state loading heading=${this.app.text(`data_reading`)}></aurono-state>`:m`
      <aurono-state alert heading=${this.app.text(`data_unreadable`)} text=${this.problem}>
        <button @click=${()=>void this.#p(!0)}>${this.app.text(`common_retry`)}</button>
      </aurono-state>
    `}#i(){if(this.progress!==void 0)return this.#s(this.progress,``);let t={pair:this.series.pair};return this.canAct?m`
      <aurono-state
        heading=${this.app.text(`data_none`,t)}
        text=${this.app.text(`data_none_text`)}
        .drawing=${e}
      >
        <div class="choose">
          ${this.#l()}
          <button class="primary" @click=${this.#f}>${this.app.text(`data_load`)}</button>
          ${this.#u()}
        </div>
      </aurono-state>
      ${this.#c()}
    `:m`<aurono-state
        heading=${this.app.text(`data_none`,t)}
        text=${this.app.text(`data_none_for_you`)}
        .drawing=${e}
      ></aurono-state>`}#a(e){let{text:t,plural:n,times:r,numbers:i}=this.app,a=w(e.timeframe);if(this.#e?.of!==e){let t=e.rows.map(e=>e[0]);this.#e={of:e,...Se(t,e.coverage,a)}}let{candles:o,holes:s,unknown:c}=this.#e,l=n(`data_facts`,o,{count:i.number(o,0),since:r.date(e.rows[0]?.[0]??0),until:r.dateTime((e.rows.at(-1)?.[0]??0)+a)});return m`
      <div class="bar">
        <div>${l}</div>
        <div class="row">
          ${this.canAct?m`<button
                  class="plain"
                  aria-expanded=${this.isChoosing?`true`:`false`}
                  @click=${()=>{this.isChoosing=!this.isChoosing}}
                >
                  ${t(`data_more`)}
                </button>`:f}
        </div>
      </div>
      ${s+c===0?f:m`<details class="quiet small">
              <summary>${this.app.plural(`data_holes`,s+c)}</summary>
              <p>${t(`data_holes_text`)}</p>
              ${c===0?f:m`<p>${this.app.plural(`data_unknown_text`,c)}</p>`}
            </details>`}
    `}#o(){return this.progress===void 0?this.isChoosing?m`
      <div class="choose">
        ${this.#l()}
        <button class="primary" @click=${this.#f}>${this.app.text(`data_load`)}</button>
        ${this.#u()}
      </div>
      ${this.#c()}
    `:this.#c():this.#s(this.progress,`small`)}#s({done:e,total:t},n){let r=t>0?e/t:0;return m`
      <div class="filling ${n}">
        <div role="status">${this.app.text(`data_loading`,{percent:Math.floor(r*100)})}</div>
        <progress .value=${r} max="1" aria-label=${this.app.text(`data_load`)}></progress>
        ${n===``?m`<p class="quiet small">${this.app.text(`data_loading_text`)}</p>`:f}
        <div><button @click=${()=>this.#n?.abort()}>${this.app.text(`data_stop`)}</button></div>
      </div>
    `}#c(){return this.problem===``?f:m`<p class="error" role="alert">${this.problem}</p>`}#l(){return y({label:this.app.text(`data_span`),value:String(this.#d),options:Ae.map(e=>({value:String(e),label:this.app.plural(`data_years`,e)})),onChange:e=>{this.years=Number(e)}})}#u(){return m`<button
      class="plain"
      @click=${()=>{this.importDialog.show()}}
    >
      ${c(a)}${this.app.text(`data_import`)}
    </button>`}get#d(){return this.years??je[this.series.timeframe]}#f;async#p(e){let t=this.#t;try{let n=this.store.recent(this.series);n!==void 0&&this.#m(n);let r=await this.store.load(this.series,this.now);if(t!==this.#t)return;this.problem=``,this.#m(r),e&&this.#h(r)}catch(e){t===this.#t&&(this.problem=x(e)||this.app.text(`common_failed`))}}#m(e){this.history!==e&&(this.history=e,this.dispatchEvent(new Me(e)))}#h(e){let t=e.rows.at(-1)?.[0];t!==void 0&&this.canAct&&t+3*w(e.timeframe)<=this.now&&this.#g(t)}async#g(e){let t=this.#t,n=new AbortController;this.#n?.abort(),this.#n=n,this.problem=``,this.progress={done:0,total:0};try{await this.store.fill(this.series,e,this.now,e=>{t===this.#t&&(this.progress=e)},n.signal)}catch(e){if(t===this.#t&&!n.signal.aborted&&(this.problem=this.#_(e)),e instanceof z){t===this.#t&&(this.progress=void 0);return}}t===this.#t&&(this.progress=void 0,await this.#p(!1))}#_(e){return e instanceof z?this.app.text(`data_failed_connection`):e instanceof R?this.app.text({unreachable:`data_failed_unreachable`,rate_limited:`data_failed_busy`}[e.kind]??`data_failed_other`,{kind:e.kind}):x(e)||this.app.text(`common_failed`)}};g([h({attribute:!1})],q.prototype,`store`,void 0),g([h({attribute:!1,hasChanged:Ne})],q.prototype,`series`,void 0),g([h({attribute:!1})],q.prototype,`now`,void 0),g([h({type:Boolean})],q.prototype,`canAct`,void 0),g([h({type:Boolean})],q.prototype,`isDemo`,void 0),g([p()],q.prototype,`history`,void 0),g([p()],q.prototype,`progress`,void 0),g([p()],q.prototype,`problem`,void 0),g([p()],q.prototype,`years`,void 0),g([p()],q.prototype,`isChoosing`,void 0),g([u(`aurono-import-dialog`)],q.prototype,`importDialog`,void 0),q=g([_(`aurono-price-history`)],q);function J({entryId:e,pair:t,timeframe:n}){return[e,t,n].join(` `)}function Ne(e,t){return t===void 0||J(e)!==J(t)}var Y=2**50,Pe=/^\d+(?:\.\d+)?$/,X=[1,10,100,1e3,1e4,1e5,1e6,1e7,1e8,1e9,1e10,1e11,0xe8d4a51000,0x9184e72a000,0x5af3107a4000,0x38d7ea4c68000],Fe=class e{constructor(e){this.data=e,this.timeframe=e.timeframe,this.times=e.times,this.volume=e.volume,this.valid=e.valid,this.open=this.doubles(`open`,0),this.high=this.doubles(`high`,1),this.low=this.doubles(`low`,2),this.close=this.doubles(`close`,3)}static fromRows(t,n){let r=Float64Array.from(t,e=>e[0]);oe(r);let i=t.map(e=>[e[1],e[2],e[3],e[4]]),a=Float64Array.from(t,e=>Number(e[5]));return e.fromExact(n,r,Ie(i),a,null)}static fromExact(t,n,r,i,a){let o=Re(r,n.length);return a?.forEach((e,t)=>{o[t]=e===0?0:o[t]??0}),new e({timeframe:t,times:n,...r,volume:i,valid:o,partsValid:a})}get count(){return this.times.length}get isNarrow(){return this.data.units!==null}candle(e){let{decimals:t,partsValid:n}=this.data,[r,i,a,o]=this.exact(e);return{openTime:this.times[e]??NaN,open:new E(r,t),high:new E(i,t),low:new E(a,t),close:new E(o,t),volume:S,partsValid:n?.[e]!==0}}candles(){return Array.from({length:this.count},(e,t)=>this.candle(t))}exactClose(e){return new E(this.exact(e)[3],this.data.decimals)}get lastValid(){return this.valid.lastIndexOf(1)}placeOf(e){let[t,n]=[0,this.count];for(;t<n;){let r=t+n>>1;(this.times[r]??0)<e?t=r+1:n=r}return t}slice(t,n){let{units:r,big:i,times:a,volume:o,valid:s,partsValid:c}=this.data;return new e({...this.data,times:a.slice(t,n),units:r&&{open:r.open.slice(t,n),high:r.high.slice(t,n),low:r.low.slice(t,n),close:r.close.slice(t,n)},big:i?.slice(t,n)??null,volume:o.slice(t,n),valid:s.slice(t,n),partsValid:c?.slice(t,n)??null})}derive(t){let n=Array.from({length:this.count},(e,t)=>t),r=[...ie(n,e=>this.times[e]??0,this.timeframe,t)],i=r.map(([,e])=>{let[t=0,n=0]=[e.at(0),e.at(-1)],r=e.map(e=>this.exact(e)),i=r.reduce((e,t)=>t[1]>e?t[1]:e,this.exact(t)[1]),a=r.reduce((e,t)=>t[2]<e?t[2]:e,this.exact(t)[2]);return[this.exact(t)[0],i,a,this.exact(n)[3]]});return e.fromExact(t,Float64Array.from(r,([e])=>e),Le(i,this.data.decimals),Float64Array.from(r,([,e])=>e.reduce((e,t)=>e+(this.volume[t]??0),0)),Uint8Array.from(r,([,e])=>Number(e.every(e=>this.valid[e]===1))))}exact(e){let{units:t,big:n}=this.data,r=n?.[e];if(r!==void 0)return r;let i=e>=0&&e<this.count;if(t===null||!i)throw RangeError(`there is no candle at ${e}`);let a=t=>BigInt(t[e]??0);return[a(t.open),a(t.high),a(t.low),a(t.close)]}doubles(e,t){let{units:n,big:r,decimals:i}=this.data,a=X[i];return n!==null&&a!==void 0?n[e].map(e=>e/a):Float64Array.from({length:this.count},(e,n)=>ne(new E(r?.[n]?.[t]??0n,i)))}};function Ie(e){let t=0;for(let n of e)for(let r of n){if(!Pe.test(r))return Z(e);let n=r.indexOf(`.`);t=Math.max(t,n<0?0:r.length-n-1)}let n=X[t];if(n===void 0)return Z(e);let r=Q(e.length);for(let[t,[i,a,o,s]]of e.entries())if(r.open[t]=Math.round(Number(i)*n),r.high[t]=Math.round(Number(a)*n),r.low[t]=Math.round(Number(o)*n),r.close[t]=Math.round(Number(s)*n),Math.max(r.open[t]??0,r.high[t]??0,r.low[t]??0,r.close[t]??0)>=Y)return Z(e);return{decimals:t,units:r,big:null}}function Z(e){let t=e.map(e=>e.map(ae)),n=t.flat().reduce((e,t)=>Math.max(e,t.decimals),0);return Le(t.map(e=>{let[t=S,r=S,i=S,a=S]=e;return[t.scaled(n),r.scaled(n),i.scaled(n),a.scaled(n)]}),n)}function Le(e,t){let n=BigInt(Y);if(!e.every(e=>e.every(e=>e<n&&e>-n))||t>=X.length)return{decimals:t,units:null,big:e};let r=Q(e.length);for(let[t,[n,i,a,o]]of e.entries())r.open[t]=Number(n),r.high[t]=Number(i),r.low[t]=Number(a),r.close[t]=Number(o);return{decimals:t,units:r,big:null}}function Re({units:e,big:t},n){return Uint8Array.from({length:n},(n,r)=>{let[i,a,o,s]=e===null?t?.[r]??[0n,0n,0n,0n]:[e.open[r]??0,e.high[r]??0,e.low[r]??0,e.close[r]??0];return Number(o>0&&o<=i&&i<=a&&o<=s&&s<=a)})}function Q(e){return{open:new Float64Array(e),high:new Float64Array(e),low:new Float64Array(e),close:new Float64Array(e)}}var ze=new WeakMap;function Be(e,t,n){let r=ze.get(e)??new Map;ze.set(e,r);let i=r.get(t);if(i===void 0){let n=e.timeframe,a=Fe.fromRows(e.rows,n);i=n===t?a:a.derive(t),r.set(t,i)}let a=Ve[t],o=i.placeOf(n-a+1);return o===i.count?i:i.slice(0,o)}var Ve={"1h":T,"4h":4*T,"1d":24*T,"1w":168*T},He=new WeakMap;function Ue(e,t,n){let r=`${t.since} ${t.until}`,i=He.get(e);if(i?.key===r)return i.table;let a=n.startOfDay(t.since),o=n.startOfDay(t.until),s=a===null?0:e.placeOf(a),c=o===null?e.count:e.placeOf(n.nextDay(o)),l=s===0&&c===e.count?e:e.slice(s,Math.max(s,c));return He.set(e,{key:r,table:l}),l}var We=class extends CustomEvent{constructor(e){super(`question`,{detail:e,bubbles:!0,composed:!0})}},Ge=se({AuronoLabPage:()=>$}),Ke=[`explore`,`simulate`,`evaluate`],qe={explore:()=>v(()=>import(`./aurono-explore-DMWubxaJ.js`),[],import.meta.url),simulate:()=>v(()=>import(`./aurono-simulate-Co_sFcro.js`),[],import.meta.url),evaluate:()=>v(()=>import(`./aurono-evaluate-Ct40-zwO.js`),[],import.meta.url)},Je=400,$=class extends te{constructor(...e){super(...e),this.markets=new Map,this.areWordsThere=!1,this.loaded=new Set,this.missing=``,this.#e=new Ce(()=>this.app.hass()),this.#t=``,this.#l=e=>{this.#u({...e.detail,account:this.question?.account??``})},this.#f=()=>{this.#n!==void 0&&(clearTimeout(this.#n),this.#n=void 0,this.question!==void 0&&this.place.route.page===`lab`&&(this.#t=this.#p().toString(),l(this.#m(this.#h),{replace:!0})))}}static{this.styles=[n,d`
      nav {
        display: flex;
        gap: 8px;
        overflow-x: auto;
        padding-bottom: 4px;
        margin-bottom: 12px;
      }
      nav a {
        flex: none;
      }
      a[aria-current="page"] {
        background: var(--aurono-soft);
        border-color: var(--aurono-link);
      }
      .pickers {
        display: grid;
        gap: 12px;
        grid-template-columns: repeat(auto-fit, minmax(min(140px, 100%), 1fr));
        max-width: 720px;
        margin-bottom: 8px;
      }
      @media (max-width: 600px) {
        /* The name of a market is longer than that of a length. */
        .pickers {
          grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
        }
        .pickers > :nth-last-child(3),
        .pickers.of-strategy > * {
          grid-column: 1 / -1;
        }
      }
      .demo {
        margin-bottom: 4px;
      }
      footer {
        margin-top: var(--aurono-gap);
      }
      aurono-price-history {
        margin-bottom: var(--aurono-gap);
      }
    `]}#e;#t;#n;#r;disconnectedCallback(){super.disconnectedCallback(),this.#f()}willUpdate(){let e=this.place.parameters.toString();(this.question===void 0||e!==this.#t&&this.#n===void 0)&&(this.question=j(this.place.parameters),this.#t=e),this.#S(this.#h),this.areWordsThere||this.#x();let t=this.#_;t?.state===`loaded`&&!this.markets.has(t.entry_id)&&this.#b(t)}render(){return m`
      <nav aria-label=${this.app.text(`lab_title`)}>
        ${Ke.map(e=>m`<a
              class="button"
              href=${this.#m(e)}
              aria-current=${e===this.#h?`page`:`false`}
              @click=${this.#f}
              >${this.app.text(`${e}_title`)}</a
            >`)}
      </nav>
      ${this.#i()}
      <footer class="quiet small">${this.app.text(`lab_charts_notice`)}</footer>
    `}#i(){let{text:e}=this.app,n=this.#_;if(n===void 0)return m`<aurono-state
        .drawing=${t}
        heading=${e(`lab_no_account`)}
        text=${e(`lab_no_account_text`)}
      >
        ${this.app.isAdmin?m`<a class="button primary" href=${ee}>${c(s)}${e(`lab_add_account`)}</a>`:f}
      </aurono-state>`;let r=n.state===`loaded`,i=this.markets.get(n.entry_id);return!r&&(typeof i!=`object`||this.#h===`evaluate`)?m`${this.#c(n,[])}
        <aurono-state
          .drawing=${t}
          heading=${e(`lab_account_not_loaded`,{account:n.title})}
          text=${n.state_reason??``}
        ></aurono-state>`:i===void 0||!this.areWordsThere?m`<aurono-state loading></aurono-state>`:typeof i==`string`?m`<aurono-state alert heading=${e(`lab_no_markets`)} text=${i}>
        <button
          @click=${()=>{this.markets=new Map([...this.markets].filter(([e])=>e!==n.entry_id))}}
        >
          ${e(`common_retry`)}
        </button>
      </aurono-state>`:m`
      ${r?f:m`<p class="card" role="status">
              <b>${e(`lab_account_not_loaded`,{account:n.title})}</b> ${n.state_reason??``}
            </p>`}
      ${this.#a(n,i)}
    `}#a(e,n){let r=this.#h===`evaluate`,i=this.#v(e);if(r&&i===void 0)return m`<aurono-state
        .drawing=${t}
        heading=${this.app.text(`evaluate_none`)}
        text=${this.app.text(`evaluate_none_text`)}
      >
        <a class="button primary" href=${this.#m(`simulate`)}>${this.app.text(`simulate_title`)}</a>
      </aurono-state>`;let a=r&&i!==void 0?i.parameters.pair:this.#y(e,n),o=n.find(e=>e.pair===a)??i?.market??void 0;if(o===void 0)return m`${this.#c(e,n)}
        <aurono-state
          .drawing=${t}
          heading=${this.app.text(`lab_no_such_market`,{pair:a})}
        ></aurono-state>`;let s=r&&i!==void 0?i.parameters.timeframe:this.#g,c={entryId:e.entry_id,exchange:e.exchange,pair:a,timeframe:s};return m`
      ${this.#c(e,n)}
      <aurono-price-history
        .store=${this.#e}
        .series=${c}
        .now=${Ye(e)}
        .canAct=${this.canAct}
        .isDemo=${e.is_demo}
        @history=${e=>{this.found={key:J(c),history:e.detail}}}
      ></aurono-price-history>
      ${this.#o(e,o,c,i)}
    `}#o(e,t,n,r){if(this.missing!==``)return m`<aurono-state
        alert
        heading=${this.app.text(`error_page_missing`)}
        text=${this.missing}
      ></aurono-state>`;let{found:i,question:a}=this;if(i?.key!==J(n)||i.history.rows.length===0||a===void 0)return f;if(!this.loaded.has(this.#h))return m`<aurono-state loading></aurono-state>`;let o=this.#s(e,t,n.timeframe,i.history);switch(this.#h){case`explore`:return m`<aurono-explore
          .subject=${o}
          .question=${a}
          @question=${this.#l}
        ></aurono-explore>`;case`simulate`:return m`<aurono-simulate
          .subject=${o}
          .question=${a}
          .canAct=${this.canAct}
          @question=${this.#l}
        ></aurono-simulate>`;case`evaluate`:return r===void 0?m``:m`<aurono-evaluate .subject=${o} .strategy=${r}></aurono-evaluate>`}}#s(e,t,n,r){let i=this.#r,a=i?.account.entry_id===e.entry_id&&i.market.pair===t.pair&&i.timeframe===n&&i.history===r;if(i!==void 0&&a)return i;let o=Be(r,n,Ye(e));return this.#r={account:e,market:t,timeframe:n,table:o,history:r}}#c(e,t){let{text:n}=this.app,{accounts:i}=this.snapshot,a=e.strategies;return m`
      <div class="pickers ${this.#h===`evaluate`?`of-strategy`:``}">
        ${i.length<2?f:y({label:n(`lab_account`),value:e.entry_id,options:i.map(e=>({value:e.entry_id,label:e.title})),onChange:e=>{this.#u({account:e,pair:``})}})}
        ${this.#h===`evaluate`?y({label:n(`evaluate_strategy`),value:this.#v(e)?.id??``,options:a.map(e=>({value:e.id,label:e.name})),onChange:e=>{this.#d(e)}}):m`
                ${y({label:n(`lab_pair`),value:this.#y(e,t),options:t.map(e=>({value:e.pair,label:e.pair})),onChange:e=>{this.#u({pair:e})}})}
                ${y({label:n(`lab_timeframe`),value:this.#g,options:C.map(e=>({value:e,label:G.option(this.app,`timeframe`,e)||e})),onChange:e=>{this.question!==void 0&&this.#u({rule:{...this.question.rule,timeframe:e}})}})}
              `}
      </div>
      ${e.is_demo?m`<p class="demo">${r(this.app,!0)}</p>`:f}
    `}#l;#u(e){this.question!==void 0&&(this.question={...this.question,...e},clearTimeout(this.#n),this.#n=setTimeout(this.#f,Je))}#d(e){let t=new URLSearchParams(this.place.parameters);t.set(`strategy`,e),l(o(`lab/evaluate`,Object.fromEntries(t)),{replace:!0})}#f;#p(){let e=this.question===void 0?new URLSearchParams:A(this.question),t=this.place.parameters.get(`strategy`);return t!==null&&e.set(`strategy`,t),e}#m(e){return o(`lab/${e}`,Object.fromEntries(this.#p()))}get#h(){return this.place.route.page===`lab`?this.place.route.tab:`explore`}get#g(){let e=this.question?.rule.timeframe;return C.find(t=>t===e)??`4h`}get#_(){let{accounts:e}=this.snapshot,t=this.question?.account;return e.find(e=>e.entry_id===t)??e.find(e=>e.state===`loaded`)??e[0]}#v(e){let t=this.place.parameters.get(`strategy`);return e.strategies.find(e=>e.id===t)??e.strategies[0]}#y(e,t){let n=this.question?.pair??``;if(n!==``)return n;let r=e.strategies[0]?.parameters.pair,i=t.find(e=>e.pair.startsWith(`BTC/`))??t[0];return r??i?.pair??``}async#b(e){let t=e.entry_id;try{let{markets:e}=await this.app.api.markets(t),n=[...e].sort((e,t)=>e.pair.localeCompare(t.pair));this.markets=new Map([...this.markets,[t,n]])}catch(e){if(b(e)===`not_loaded`)return;this.markets=new Map([...this.markets,[t,x(e)||this.app.text(`common_failed`)]])}}async#x(){await De(this.app),this.areWordsThere=!0}async#S(e){if(!this.loaded.has(e))try{await qe[e](),this.loaded=new Set([...this.loaded,e])}catch(e){this.missing=String(e)}}};g([p()],$.prototype,`question`,void 0),g([p()],$.prototype,`markets`,void 0),g([p()],$.prototype,`found`,void 0),g([p()],$.prototype,`areWordsThere`,void 0),g([p()],$.prototype,`loaded`,void 0),g([p()],$.prototype,`missing`,void 0),$=g([_(`aurono-lab-page`)],$);function Ye(e){return e.now_ms??Date.now()}export{$ as AuronoLabPage,Oe as a,O as c,A as d,M as f,Ee as i,j as l,We as n,G as o,Ue as r,k as s,Ge as t,fe as u};