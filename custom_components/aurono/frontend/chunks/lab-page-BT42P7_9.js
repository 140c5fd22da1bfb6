import{H as e,J as t,_ as n,d as r,g as i,ht as a,i as o,ot as s,p as c,s as l,t as ee,x as u}from"./routes-DAszD0DE.js";import{_ as d,f,l as p,m,u as h}from"./store-BIwLautr.js";import"../aurono-panel.js";import{i as g,r as _,t as v}from"./preload-helper-CfTwmMmM.js";import{t as te}from"./page-element-Bd0xOBB7.js";import{t as y}from"./select-field-D1UgL1aO.js";import{a as ne,i as b,s as x}from"./localize-DpTUsOc7.js";import{a as S,i as C,n as w,t as re}from"./timeframe-Db0Zp_L4.js";import"./aurono-dialog-BKciXJjC.js";import{O as ie,c as T,f as E,m as ae,s as oe}from"./indicators-FvJwNkx4.js";import{n as se}from"./simulation-J6YnTfV0.js";var D=Object.defineProperty,ce=(e,t)=>{let n={};for(var r in e)D(n,r,{get:e[r],enumerable:!0});return t||D(n,Symbol.toStringTag,{value:`Module`}),n},O={timeframe:`4h`,buy_trigger:`-2.5`,sell_trigger:`2.5`,buy_amount:`20`,sell_amount:`20`,allocated_capital:`200`,reference:`open`,cooldown:`0`,cooldown_reset:!0,minimum_position:`0`,loss_protection:`0.5`,reinvest_profits:!0,rsi_period:``,rsi_max_for_buy:``,rsi_min_for_sell:``,order_timeout:`4`,starting_amount:``,starting_average_price:``},k={account:``,pair:``,rule:O,slippage:`0`,since:``,until:``,tuning:`70`},A=Object.keys(O),le=[`account`,`pair`,`slippage`,`since`,`until`,`tuning`],ue=`1`,de=`0`;function fe(e){let t=new URLSearchParams;for(let n of le)e[n]!==k[n]&&t.set(n,e[n]);for(let n of A){let r=e.rule[n];r!==O[n]&&t.set(n,typeof r==`boolean`?r?ue:de:r)}return t}function pe(e){let t=(t,n)=>e.get(t)??n,n=Object.fromEntries(A.map(t=>{let n=O[t],r=e.get(t);return typeof n==`string`?[t,r??n]:[t,r===ue||r!==de&&n]}));return{...Object.fromEntries(le.map(e=>[e,t(e,k[e])])),rule:n}}function me(e,t){let{starting_amount:n,starting_average_price:r,...i}=t,a={pair:e};for(let[e,t]of Object.entries(i))typeof t==`boolean`?a[e]=t:t.trim()!==``&&(a[e]=he.has(e)?t:j(t));let o={amount:j(n),average_price:j(r)};return(o.amount!==``||o.average_price!==``)&&(a.starting_position=Object.fromEntries(Object.entries(o).filter(([,e])=>e!==``))),a}var he=new Set([`timeframe`,`reference`]),ge=/^[+-]?[1-9]\d{0,2},\d{3}$/;function j(e){let t=e.replace(/\s/g,``).replace(`−`,`-`).replace(/%$/,``);return ge.test(t)?t:t.split(`,`).length===2&&!t.includes(`.`)?t.replace(`,`,`.`):t}function M(e){return new Promise((t,n)=>{e.oncomplete=e.onsuccess=()=>t(e.result),e.onabort=e.onerror=()=>n(e.error)})}function N(e,t){let n,r=()=>{if(n)return n;let r=indexedDB.open(e);return r.onupgradeneeded=()=>r.result.createObjectStore(t),n=M(r),n.then(e=>{e.onclose=()=>n=void 0},()=>{n=void 0}),n};return(e,n)=>r().then(r=>n(r.transaction(t,e).objectStore(t)))}var P;function F(){return P||=N(`keyval-store`,`keyval`),P}function _e(e,t=F()){return t(`readonly`,t=>M(t.get(e)))}function ve(e,t,n=F()){return n(`readwrite`,n=>(n.put(t,e),M(n.transaction)))}function ye(e,t=F()){return t(`readwrite`,t=>(t.delete(e),M(t.transaction)))}var I=class extends Error{constructor(e){super(`upload failed with status ${e}`),this.status=e}},L=class extends Error{},be=new Set([`unknown_command`,`not_loaded`,`not_found`]),xe=2e3,Se=150,Ce=2,we=class{#e;#t=new AbortController;#n=new Set;constructor(e,t){this.source=e,this.forget=t}get state(){return this.#e}get isRunning(){return this.#e!==void 0&&this.#e.step!==`done`&&this.#e.step!==`failed`}listen(e){return this.#n.add(e),()=>{this.#n.delete(e)}}async start(e,t){if(this.isRunning)return;let n={series:e,file:t.name},r=this.#t=new AbortController;this.#o({...n,step:`sending`});try{let i=await this.#r(t,r.signal);this.#o({...n,step:`reading`});let a=await this.#i(e,i,()=>{this.#o({...n,step:`lost`})});await this.forget(e),this.#o({...n,step:`done`,result:a})}catch(t){if(r.signal.aborted){this.#o(void 0);return}t instanceof L&&await this.forget(e),this.#o({...n,step:`failed`,error:t})}}stop(){this.#e?.step===`sending`&&this.#t.abort()}dismiss(){!this.isRunning&&this.#e!==void 0&&this.#o(void 0)}async#r(e,t){let n=new FormData;n.append(`file`,e);let r;try{r=await this.source().fetchWithAuth(`/api/file_upload`,{method:`POST`,body:n,signal:t})}catch(e){throw t.throwIfAborted(),new I(e===Ce?401:0)}if(!r.ok)throw new I(r.status);let i=await r.json().catch(()=>void 0);t.throwIfAborted();let a=typeof i==`object`&&i?i.file_id:void 0;if(typeof a!=`string`)throw new I(r.status);return a}async#i(e,t,n){let r=!1;for(let i=1;;i+=1)try{return await this.source().callWS({type:`aurono/candles/import`,entry_id:e.entryId,pair:e.pair,timeframe:e.timeframe===`1w`?`1d`:e.timeframe,file_id:t})}catch(e){if(ne(e)){r=!0,n(),await this.#a();continue}if(!r)throw e;if(Te(e))throw new L;if(!be.has(b(e)))throw e;if(i>=Se)throw new L;await new Promise(e=>setTimeout(e,xe))}}#a(){let{connection:e}=this.source();return new Promise(t=>{let n=()=>{e.removeEventListener(`ready`,n),t()};e.addEventListener(`ready`,n)})}#o(e){this.#e=e;for(let e of[...this.#n])e()}};function Te(e){return e?.translation_key===`upload_missing`}function Ee(e){return e.map(e=>e.join(` `)).join(`
`)}function De(e){return e===``?[]:e.split(`
`).map(e=>{let[t=``,n=``,r=``,i=``,a=``,o=``]=e.split(` `);return[Number(t),n,r,i,a,o]})}function Oe(e,t){let[n,r]=[t[0],t.at(-1)];if(n===void 0||r===void 0)return[...e];let i=e.filter(e=>e[0]<n[0]),a=e.filter(e=>e[0]>r[0]),o=new Set(t.map(e=>e[0])),s=e.filter(e=>e[0]>=n[0]&&e[0]<=r[0]&&!o.has(e[0])),c=s.length===0?t:[...s,...t].sort((e,t)=>e[0]-t[0]);return[...i,...c,...a]}function ke(e){let t=[];for(let[n,r]of[...e].sort((e,t)=>e[0]-t[0])){let e=t.at(-1);e!==void 0&&n<=e[1]?e[1]=Math.max(e[1],r):t.push([n,r])}return t}function Ae(e,t,n){let r=0,i=0,a=0,o;for(let s of e){for(let e=o??s;e<s;e+=n){for(;a<t.length-1&&(t[a]?.[1]??0)<=e;)a+=1;let n=t[a];n!==void 0&&n[0]<=e&&e<n[1]?r+=1:i+=1}o=s+n}return{candles:e.length,holes:r,unknown:i}}function R({entryId:e,pair:t,timeframe:n}){return[e,t,n].join(` `)}var z=2,B=class extends Error{constructor(e){super(e),this.kind=e}},V=class extends Error{},je=class{#e;#t;constructor(e,t=Pe()){this.source=e,this.shelf=t,this.#e=new Map,this.#t=new Map,this.imports=new we(()=>this.source(),e=>this.forget(e))}recent(e){return this.#e.get(W(e))}load(e,t){let n=W(e),r=this.#t.get(n);return r===void 0&&(r=this.#n(e,t).finally(()=>this.#t.delete(n)),this.#t.set(n,r)),r}async forget(e){this.#e.delete(W(e)),await this.shelf.delete(W(e)).catch(G)}async fill(e,t,n,r,i){let{connection:a}=this.source(),o,s=()=>void 0;try{await new Promise((c,l)=>{i.throwIfAborted(),i.addEventListener(`abort`,()=>{l(i.reason)}),s=()=>{l(new V)},a.addEventListener(`disconnected`,s),a.subscribeMessage(e=>{r({done:e.done,total:e.total}),e.finished===!0&&(typeof e.failure==`string`?l(new B(e.failure)):c())},{type:`aurono/candles/fill`,entry_id:e.entryId,pair:e.pair,timeframe:e.timeframe,since_ms:t,until_ms:n},{resubscribe:!1}).then(e=>{o=e,i.aborted&&e()},l)})}finally{a.removeEventListener(`disconnected`,s),await o?.()}}async#n(e,t){let n=W(e),r=this.#e.get(n)??await this.#r(n),i=(r===void 0?void 0:await this.#i(e,r))??await this.#a(e,t);if(this.#e.set(n,i),i!==r){let{rows:e,...t}=i,r={version:z,...t,text:Ee(e)};await this.shelf.set(n,r).catch(G)}return i}async#r(e){let t=await this.shelf.get(e).catch(G);if(t?.version!==z)return;let{timeframe:n,coverage:r,revision:i}=t;return{timeframe:n,coverage:r,revision:i,rows:De(t.text)}}async#i(e,t){let n=(await this.source().callWS({type:`aurono/candles/contents`,entry_id:e.entryId})).series.find(n=>n.pair===e.pair&&n.timeframe===t.timeframe),[r,i]=[t.rows[0],t.rows.at(-1)];if(n===void 0||r===void 0||i===void 0||n.revision!==t.revision)return;let a=t;if(n.first_ms<r[0]&&(a=U(a,await this.#o(e,n.first_ms,r[0]))),n.last_ms>i[0]&&(a=U(a,await this.#o(e,i[0]+1,n.last_ms+1))),a.rows.length===n.candles&&a.timeframe===t.timeframe)return Ne(a.coverage,n.coverage)?a:{...a,coverage:n.coverage}}#a(e,t){return this.#o(e,0,t)}async#o(e,t,n){let r;for(let i=t;i!==null&&i<n;){let t=await this.source().callWS({type:`aurono/candles`,entry_id:e.entryId,pair:e.pair,timeframe:e.timeframe,since_ms:i,until_ms:n}),{rows:a,coverage:o,revision:s}=t,c={timeframe:t.timeframe??e.timeframe,rows:a,coverage:o,revision:s};r=r===void 0?c:U(r,c),i=t.next_ms}return r??{timeframe:e.timeframe,rows:[],coverage:[],revision:0}}},H=new WeakMap;function Me(e){let{connection:t}=e(),n=H.get(t);return n===void 0&&H.set(t,n=new je(e)),n}function U(e,t){return{timeframe:t.timeframe,rows:Oe(e.rows,t.rows),coverage:ke([...e.coverage,...t.coverage]),revision:e.revision}}function Ne(e,t){return e.length===t.length&&e.every(([e,n],r)=>t[r]?.[0]===e&&t[r][1]===n)}function W({exchange:e,pair:t,timeframe:n,entryId:r}){return[e===`demo`?r:e,t,n].join(` `)}function G(){}function Pe(){let e=N(`aurono-candles`,`series`);return{get:t=>_e(t,e),set:(t,n)=>ve(t,n,e),delete:t=>ye(t,e)}}function Fe(e,t){switch(t.step){case`sending`:return{text:e.text(`data_import_sending`),lines:[]};case`reading`:return{text:e.text(`data_importing`),lines:[]};case`lost`:return{text:e.text(`data_import_lost`),lines:[]};case`done`:return{text:Ie(e,t.result),lines:[]};case`failed`:return Le(e,t.error)}}function Ie(e,{candles:t,added:n,first_ms:r,last_ms:i}){let{numbers:a,times:o}=e;return e.plural(`data_imported`,t,{count:a.number(t,0),added:a.number(n,0),since:o.date(r),until:o.date(i)})}function Le(e,t){if(t instanceof I)return{text:Re(e,t.status),lines:[]};if(t instanceof L)return{text:e.text(`data_import_unknown`),lines:[]};if(b(t)===`invalid_file`){let[n=``,...r]=x(t).split(`
`).filter(e=>e.trim()!==``);return{text:n||e.text(`common_failed`),lines:r}}return{text:e.problem(t),lines:[]}}function Re(e,t){return t<400?e.text(`data_import_not_sent`):t===401||t===403?e.text(`data_import_no_access`):t===413?e.text(`data_import_too_large`):e.text(`data_import_refused`,{status:t})}var K=`component.aurono.config_subentries.strategy`,ze={rule:[`timeframe`,`buy_trigger`,`sell_trigger`,`reference`,`cooldown`,`cooldown_reset`],money:[`buy_amount`,`sell_amount`,`allocated_capital`,`reinvest_profits`],safety:[`loss_protection`,`minimum_position`],rsi:[`rsi_period`,`rsi_max_for_buy`,`rsi_min_for_sell`],order:[`order_timeout`],starting_position:[`starting_amount`,`starting_average_price`]},q={section:(e,t)=>e.hass().localize(`${K}.step.parameters.sections.${t}.name`),label:(e,t,n)=>e.hass().localize(`${K}.step.parameters.sections.${t}.data.${n}`),help:(e,t,n)=>e.hass().localize(`${K}.step.parameters.sections.${t}.data_description.${n}`),option:(e,t,n)=>e.hass().localize(`component.aurono.selector.${t}.options.${n}`),problem:(e,t,n,r)=>e.hass().localize(`${K}.error.${n===`out_of_range`?`${t}_out_of_range`:n}`,r)};async function Be(e){await e.hass().loadBackendTranslation(`config_subentries`,`aurono`)}function Ve(e){switch(e){case`starting_position.amount`:return`starting_amount`;case`starting_position.average_price`:return`starting_average_price`;default:return e}}var J=class extends i{static{this.styles=[n,d`
      .lines {
        max-height: 200px;
        overflow: auto;
        padding: 8px;
        border: 1px solid var(--aurono-line);
        border-radius: 8px;
        font-size: 13px;
        overflow-wrap: anywhere;
      }
      .about {
        overflow-wrap: anywhere;
      }
      input[type="file"] {
        max-width: 100%;
      }
      progress {
        width: 100%;
        height: 8px;
        accent-color: var(--aurono-fill);
      }
    `]}show(){this.#d(),this.dialog.show()}render(){let{importing:e}=this,t=e===void 0?void 0:Fe(this.app,e),n=e?.step===`failed`;return m`
      <aurono-dialog heading=${this.app.text(`data_import`)} @closed=${this.#l}>
        ${this.#e?this.#t():f}
        ${e===void 0?f:m`<p class="about"><b>${this.#i(e)}</b></p>`}
        <div role="status">${n?f:t?.text}</div>
        ${this.#n(e)} ${n?m`<p class="error" role="alert">${t?.text}</p>`:f}
        ${t===void 0||t.lines.length===0?f:m`<ul class="lines" tabindex="0" aria-label=${t.text}>
                ${t.lines.map(e=>m`<li>${e}</li>`)}
              </ul>`}
        ${this.#r(e)}
      </aurono-dialog>
    `}get#e(){let{importing:e}=this;return e===void 0||e.step===`failed`&&R(e.series)===R(this.series)}#t(){return m`
      <p>${this.app.text(`data_import_text`,this.#a(this.series))}</p>
      <label class="field">
        <span>${this.app.text(`data_import_file`)}</span>
        <input type="file" accept=".csv,.txt,.gz,.zip" @change=${this.#u} />
      </label>
    `}#n(e){let{text:t}=this.app;return e?.step===`sending`?m`<progress aria-label=${t(`data_import_sending`)}></progress>`:e?.step===`reading`?m`<progress aria-label=${t(`data_importing`)}></progress>
      <p class="quiet small">${t(`data_importing_text`)}</p>`:f}#r(e){let{text:t}=this.app;return e?.step===`sending`?m`<button slot="actions" @click=${this.#s}>${t(`common_cancel`)}</button>`:this.#e?m`
      <button slot="actions" @click=${this.#o}>${t(`common_cancel`)}</button>
      <button slot="actions" class="primary" ?disabled=${this.file===void 0} @click=${this.#c}>
        ${t(`data_import_start`)}
      </button>
    `:m`<button slot="actions" @click=${this.#o}>${t(`common_close`)}</button>`}#i({series:e,file:t}){return this.app.text(`data_import_of`,{file:t,...this.#a(e)})}#a({pair:e,timeframe:t}){return{pair:e,timeframe:q.option(this.app,`timeframe`,t===`1w`?`1d`:t)}}#o=()=>{this.dialog.close()};#s=()=>{this.imports.stop(),this.dialog.close()};#c=()=>{this.file!==void 0&&(this.imports.start(this.series,this.file),this.#d())};#l=()=>{this.imports.dismiss()};#u(e){this.file=e.target.files?.[0],this.imports.dismiss()}#d(){this.file=void 0,this.input!==null&&(this.input.value=``)}};_([h({attribute:!1})],J.prototype,`imports`,void 0),_([h({attribute:!1})],J.prototype,`importing`,void 0),_([h({attribute:!1})],J.prototype,`series`,void 0),_([p()],J.prototype,`file`,void 0),_([u(`aurono-dialog`)],J.prototype,`dialog`,void 0),_([u(`input`)],J.prototype,`input`,void 0),J=_([g(`aurono-import-dialog`)],J);var Y=class extends i{static{this.styles=[n,d`
      :host {
        display: block;
      }
      .card {
        margin-top: 8px;
      }
      [role="status"] {
        overflow-wrap: anywhere;
      }
    `]}#e;connectedCallback(){super.connectedCallback(),this.requestUpdate()}disconnectedCallback(){super.disconnectedCallback(),this.#e?.(),this.#e=void 0}ask(){this.imports.dismiss(),this.dialog.show()}willUpdate(){this.#e===void 0&&this.isConnected&&(this.importing=this.imports.state,this.#e=this.imports.listen(()=>{this.importing=this.imports.state,this.importing!==void 0&&!this.imports.isRunning&&this.dispatchEvent(new CustomEvent(`ended`))}))}render(){let{importing:e}=this;return m`
      <div class=${e===void 0?``:`row between card`}>
        <span role="status" class="grow">
          ${e===void 0?f:m`<b>${e.file}</b> ${Fe(this.app,e).text}`}
        </span>
        ${e===void 0?f:this.#t(e)}
      </div>
      <aurono-import-dialog
        .imports=${this.imports}
        .importing=${e}
        .series=${this.series}
      ></aurono-import-dialog>
    `}#t({step:e}){let t=e===`done`;return m`<button
      class="plain"
      @click=${()=>{t?this.imports.dismiss():this.dialog.show()}}
    >
      ${this.app.text(t?`common_close`:`data_import_show`)}
    </button>`}};_([h({attribute:!1})],Y.prototype,`imports`,void 0),_([h({attribute:!1})],Y.prototype,`series`,void 0),_([p()],Y.prototype,`importing`,void 0),_([u(`aurono-import-dialog`)],Y.prototype,`dialog`,void 0),Y=_([g(`aurono-import`)],Y);var He=365*re,Ue=[1,2,5,10],We={"1h":2,"4h":5,"1d":10,"1w":10},Ge=class extends CustomEvent{constructor(e){super(`history`,{detail:e})}},X=class extends i{constructor(...e){super(...e),this.now=0,this.canAct=!1,this.isDemo=!1,this.problem=``,this.isChoosing=!1,this.#t=``,this.#f=()=>{this.isChoosing=!1,this.#g(this.now-this.#d*He)}}static{this.styles=[n,d`
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
    `]}#e;#t;#n;disconnectedCallback(){super.disconnectedCallback(),this.#n?.abort(),this.#t=``}connectedCallback(){super.connectedCallback(),this.hasUpdated&&this.requestUpdate()}willUpdate(){let e=R(this.series);e!==this.#t&&(this.#t=e,this.#n?.abort(),this.history=this.progress=this.years=void 0,this.problem=``,this.isChoosing=!1,this.#p(!0))}render(){let{history:e}=this;return m`
      ${e===void 0?this.#r():e.rows.length===0?this.#i():m`${this.#a(e)}${this.#o()}`}
      <aurono-import
        .imports=${this.store.imports}
        .series=${this.series}
        @ended=${()=>void this.#p(!1)}
      ></aurono-import>
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
      ></aurono-state>`}#a(e){let{text:t,plural:n,times:r,numbers:i}=this.app,a=S(e.timeframe);if(this.#e?.of!==e){let t=e.rows.map(e=>e[0]);this.#e={of:e,...Ae(t,e.coverage,a)}}let{candles:o,holes:s,unknown:c}=this.#e,l=n(`data_facts`,o,{count:i.number(o,0),since:r.date(e.rows[0]?.[0]??0),until:r.dateTime((e.rows.at(-1)?.[0]??0)+a)});return m`
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
    `}#c(){return this.problem===``?f:m`<p class="error" role="alert">${this.problem}</p>`}#l(){return y({label:this.app.text(`data_span`),value:String(this.#d),options:Ue.map(e=>({value:String(e),label:this.app.plural(`data_years`,e)})),onChange:e=>{this.years=Number(e)}})}#u(){return m`<button
      class="plain"
      @click=${()=>{this.import.ask()}}
    >
      ${c(a)}${this.app.text(`data_import`)}
    </button>`}get#d(){return this.years??We[this.series.timeframe]}#f;async#p(e){let t=this.#t;try{let n=this.store.recent(this.series);n!==void 0&&this.#m(n);let r=await this.store.load(this.series,this.now);if(t!==this.#t)return;this.problem=``,this.#m(r),e&&this.#h(r)}catch(e){t===this.#t&&(this.problem=x(e)||this.app.text(`common_failed`))}}#m(e){this.history!==e&&(this.history=e,this.dispatchEvent(new Ge(e)))}#h(e){let t=e.rows.at(-1)?.[0];t!==void 0&&this.canAct&&t+3*S(e.timeframe)<=this.now&&this.#g(t)}async#g(e){let t=this.#t,n=new AbortController;this.#n?.abort(),this.#n=n,this.problem=``,this.progress={done:0,total:0};try{await this.store.fill(this.series,e,this.now,e=>{t===this.#t&&(this.progress=e)},n.signal)}catch(e){if(t===this.#t&&!n.signal.aborted&&(this.problem=this.#_(e)),e instanceof V){t===this.#t&&(this.progress=void 0);return}}t===this.#t&&(this.progress=void 0,await this.#p(!1))}#_(e){return e instanceof V?this.app.text(`data_failed_connection`):e instanceof B?this.app.text({unreachable:`data_failed_unreachable`,rate_limited:`data_failed_busy`}[e.kind]??`data_failed_other`,{kind:e.kind}):x(e)||this.app.text(`common_failed`)}};_([h({attribute:!1})],X.prototype,`store`,void 0),_([h({attribute:!1,hasChanged:Ke})],X.prototype,`series`,void 0),_([h({attribute:!1})],X.prototype,`now`,void 0),_([h({type:Boolean})],X.prototype,`canAct`,void 0),_([h({type:Boolean})],X.prototype,`isDemo`,void 0),_([p()],X.prototype,`history`,void 0),_([p()],X.prototype,`progress`,void 0),_([p()],X.prototype,`problem`,void 0),_([p()],X.prototype,`years`,void 0),_([p()],X.prototype,`isChoosing`,void 0),_([u(`aurono-import`)],X.prototype,`import`,void 0),X=_([g(`aurono-price-history`)],X);function Ke(e,t){return t===void 0||R(e)!==R(t)}var qe=2**50,Je=/^\d+(?:\.\d+)?$/,Z=[1,10,100,1e3,1e4,1e5,1e6,1e7,1e8,1e9,1e10,1e11,0xe8d4a51000,0x9184e72a000,0x5af3107a4000,0x38d7ea4c68000],Ye=class e{constructor(e){this.data=e,this.timeframe=e.timeframe,this.times=e.times,this.volume=e.volume,this.valid=e.valid,this.open=this.doubles(`open`,0),this.high=this.doubles(`high`,1),this.low=this.doubles(`low`,2),this.close=this.doubles(`close`,3)}static fromRows(t,n){let r=Float64Array.from(t,e=>e[0]);se(r);let i=t.map(e=>[e[1],e[2],e[3],e[4]]),a=Float64Array.from(t,e=>Number(e[5]));return e.fromExact(n,r,Xe(i),a,null)}static fromExact(t,n,r,i,a){let o=Qe(r,n.length);return a?.forEach((e,t)=>{o[t]=e===0?0:o[t]??0}),new e({timeframe:t,times:n,...r,volume:i,valid:o,partsValid:a})}get count(){return this.times.length}get isNarrow(){return this.data.units!==null}candle(e){let{decimals:t,partsValid:n}=this.data,[r,i,a,o]=this.exact(e);return{openTime:this.times[e]??NaN,open:new T(r,t),high:new T(i,t),low:new T(a,t),close:new T(o,t),volume:E,partsValid:n?.[e]!==0}}candles(){return Array.from({length:this.count},(e,t)=>this.candle(t))}exactClose(e){return new T(this.exact(e)[3],this.data.decimals)}get lastValid(){return this.valid.lastIndexOf(1)}placeOf(e){let[t,n]=[0,this.count];for(;t<n;){let r=t+n>>1;(this.times[r]??0)<e?t=r+1:n=r}return t}slice(t,n){let{units:r,big:i,times:a,volume:o,valid:s,partsValid:c}=this.data;return new e({...this.data,times:a.slice(t,n),units:r&&{open:r.open.slice(t,n),high:r.high.slice(t,n),low:r.low.slice(t,n),close:r.close.slice(t,n)},big:i?.slice(t,n)??null,volume:o.slice(t,n),valid:s.slice(t,n),partsValid:c?.slice(t,n)??null})}derive(t){let n=Array.from({length:this.count},(e,t)=>t),r=[...oe(n,e=>this.times[e]??0,this.timeframe,t)],i=r.map(([,e])=>{let[t=0,n=0]=[e.at(0),e.at(-1)],r=e.map(e=>this.exact(e)),i=r.reduce((e,t)=>t[1]>e?t[1]:e,this.exact(t)[1]),a=r.reduce((e,t)=>t[2]<e?t[2]:e,this.exact(t)[2]);return[this.exact(t)[0],i,a,this.exact(n)[3]]});return e.fromExact(t,Float64Array.from(r,([e])=>e),Ze(i,this.data.decimals),Float64Array.from(r,([,e])=>e.reduce((e,t)=>e+(this.volume[t]??0),0)),Uint8Array.from(r,([,e])=>Number(e.every(e=>this.valid[e]===1))))}exact(e){let{units:t,big:n}=this.data,r=n?.[e];if(r!==void 0)return r;let i=e>=0&&e<this.count;if(t===null||!i)throw RangeError(`there is no candle at ${e}`);let a=t=>BigInt(t[e]??0);return[a(t.open),a(t.high),a(t.low),a(t.close)]}doubles(e,t){let{units:n,big:r,decimals:i}=this.data,a=Z[i];return n!==null&&a!==void 0?n[e].map(e=>e/a):Float64Array.from({length:this.count},(e,n)=>ie(new T(r?.[n]?.[t]??0n,i)))}};function Xe(e){let t=0;for(let n of e)for(let r of n){if(!Je.test(r))return Q(e);let n=r.indexOf(`.`);t=Math.max(t,n<0?0:r.length-n-1)}let n=Z[t];if(n===void 0)return Q(e);let r=$e(e.length);for(let[t,[i,a,o,s]]of e.entries())if(r.open[t]=Math.round(Number(i)*n),r.high[t]=Math.round(Number(a)*n),r.low[t]=Math.round(Number(o)*n),r.close[t]=Math.round(Number(s)*n),Math.max(r.open[t]??0,r.high[t]??0,r.low[t]??0,r.close[t]??0)>=qe)return Q(e);return{decimals:t,units:r,big:null}}function Q(e){let t=e.map(e=>e.map(ae)),n=t.flat().reduce((e,t)=>Math.max(e,t.decimals),0);return Ze(t.map(e=>{let[t=E,r=E,i=E,a=E]=e;return[t.scaled(n),r.scaled(n),i.scaled(n),a.scaled(n)]}),n)}function Ze(e,t){let n=BigInt(qe);if(!e.every(e=>e.every(e=>e<n&&e>-n))||t>=Z.length)return{decimals:t,units:null,big:e};let r=$e(e.length);for(let[t,[n,i,a,o]]of e.entries())r.open[t]=Number(n),r.high[t]=Number(i),r.low[t]=Number(a),r.close[t]=Number(o);return{decimals:t,units:r,big:null}}function Qe({units:e,big:t},n){return Uint8Array.from({length:n},(n,r)=>{let[i,a,o,s]=e===null?t?.[r]??[0n,0n,0n,0n]:[e.open[r]??0,e.high[r]??0,e.low[r]??0,e.close[r]??0];return Number(o>0&&o<=i&&i<=a&&o<=s&&s<=a)})}function $e(e){return{open:new Float64Array(e),high:new Float64Array(e),low:new Float64Array(e),close:new Float64Array(e)}}var et=new WeakMap;function tt(e,t,n){let r=et.get(e)??new Map;et.set(e,r);let i=r.get(t);if(i===void 0){let n=e.timeframe,a=Ye.fromRows(e.rows,n);i=n===t?a:a.derive(t),r.set(t,i)}let a=nt[t],o=i.placeOf(n-a+1);return o===i.count?i:i.slice(0,o)}var nt={"1h":w,"4h":4*w,"1d":24*w,"1w":168*w},rt=new WeakMap;function it(e,t,n){let r=`${t.since} ${t.until}`,i=rt.get(e);if(i?.key===r)return i.table;let a=n.startOfDay(t.since),o=n.startOfDay(t.until),s=a===null?0:e.placeOf(a),c=o===null?e.count:e.placeOf(n.nextDay(o)),l=s===0&&c===e.count?e:e.slice(s,Math.max(s,c));return rt.set(e,{key:r,table:l}),l}var at=class extends CustomEvent{constructor(e){super(`question`,{detail:e,bubbles:!0,composed:!0})}},ot=ce({AuronoLabPage:()=>$}),st=[`explore`,`simulate`,`evaluate`],ct={explore:()=>v(()=>import(`./aurono-explore-DGmSFHKF.js`),[],import.meta.url),simulate:()=>v(()=>import(`./aurono-simulate-Cn__RNsO.js`),[],import.meta.url),evaluate:()=>v(()=>import(`./aurono-evaluate-BoRctpkN.js`),[],import.meta.url)},lt=400,$=class extends te{constructor(...e){super(...e),this.markets=new Map,this.areWordsThere=!1,this.loaded=new Set,this.missing=``,this.#e=``,this.#c=e=>{this.#l({...e.detail,account:this.question?.account??``})},this.#d=()=>{this.#t!==void 0&&(clearTimeout(this.#t),this.#t=void 0,this.question!==void 0&&this.place.route.page===`lab`&&(this.#e=this.#f().toString(),l(this.#p(this.#m),{replace:!0})))}}static{this.styles=[n,d`
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
    `]}#e;#t;#n;disconnectedCallback(){super.disconnectedCallback(),this.#d()}willUpdate(){let e=this.place.parameters.toString();(this.question===void 0||e!==this.#e&&this.#t===void 0)&&(this.question=pe(this.place.parameters),this.#e=e),this.#x(this.#m),this.areWordsThere||this.#b();let t=this.#g;t?.state===`loaded`&&!this.markets.has(t.entry_id)&&this.#y(t)}render(){return m`
      <nav aria-label=${this.app.text(`lab_title`)}>
        ${st.map(e=>m`<a
              class="button"
              href=${this.#p(e)}
              aria-current=${e===this.#m?`page`:`false`}
              @click=${this.#d}
              >${this.app.text(`${e}_title`)}</a
            >`)}
      </nav>
      ${this.#r()}
      <footer class="quiet small">${this.app.text(`lab_charts_notice`)}</footer>
    `}#r(){let{text:e}=this.app,n=this.#g;if(n===void 0)return m`<aurono-state
        .drawing=${t}
        heading=${e(`lab_no_account`)}
        text=${e(`lab_no_account_text`)}
      >
        ${this.app.isAdmin?m`<a class="button primary" href=${ee}>${c(s)}${e(`lab_add_account`)}</a>`:f}
      </aurono-state>`;let r=n.state===`loaded`,i=this.markets.get(n.entry_id);return!r&&(typeof i!=`object`||this.#m===`evaluate`)?m`${this.#s(n,[])}
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
      ${this.#i(n,i)}
    `}#i(e,n){let r=this.#m===`evaluate`,i=this.#_(e);if(r&&i===void 0)return m`<aurono-state
        .drawing=${t}
        heading=${this.app.text(`evaluate_none`)}
        text=${this.app.text(`evaluate_none_text`)}
      >
        <a class="button primary" href=${this.#p(`simulate`)}>${this.app.text(`simulate_title`)}</a>
      </aurono-state>`;let a=r&&i!==void 0?i.parameters.pair:this.#v(e,n),o=n.find(e=>e.pair===a)??i?.market??void 0;if(o===void 0)return m`${this.#s(e,n)}
        <aurono-state
          .drawing=${t}
          heading=${this.app.text(`lab_no_such_market`,{pair:a})}
        ></aurono-state>`;let s=r&&i!==void 0?i.parameters.timeframe:this.#h,c={entryId:e.entry_id,exchange:e.exchange,pair:a,timeframe:s};return m`
      ${this.#s(e,n)}
      <aurono-price-history
        .store=${Me(this.app.hass)}
        .series=${c}
        .now=${ut(e)}
        .canAct=${this.canAct}
        .isDemo=${e.is_demo}
        @history=${e=>{this.found={key:R(c),history:e.detail}}}
      ></aurono-price-history>
      ${this.#a(e,o,c,i)}
    `}#a(e,t,n,r){if(this.missing!==``)return m`<aurono-state
        alert
        heading=${this.app.text(`error_page_missing`)}
        text=${this.missing}
      ></aurono-state>`;let{found:i,question:a}=this;if(i?.key!==R(n)||i.history.rows.length===0||a===void 0)return f;if(!this.loaded.has(this.#m))return m`<aurono-state loading></aurono-state>`;let o=this.#o(e,t,n.timeframe,i.history);switch(this.#m){case`explore`:return m`<aurono-explore
          .subject=${o}
          .question=${a}
          @question=${this.#c}
        ></aurono-explore>`;case`simulate`:return m`<aurono-simulate
          .subject=${o}
          .question=${a}
          .canAct=${this.canAct}
          @question=${this.#c}
        ></aurono-simulate>`;case`evaluate`:return r===void 0?m``:m`<aurono-evaluate .subject=${o} .strategy=${r}></aurono-evaluate>`}}#o(e,t,n,r){let i=this.#n,a=i?.account.entry_id===e.entry_id&&i.market.pair===t.pair&&i.timeframe===n&&i.history===r;if(i!==void 0&&a)return i;let o=tt(r,n,ut(e));return this.#n={account:e,market:t,timeframe:n,table:o,history:r}}#s(e,t){let{text:n}=this.app,{accounts:i}=this.snapshot,a=e.strategies;return m`
      <div class="pickers ${this.#m===`evaluate`?`of-strategy`:``}">
        ${i.length<2?f:y({label:n(`lab_account`),value:e.entry_id,options:i.map(e=>({value:e.entry_id,label:e.title})),onChange:e=>{this.#l({account:e,pair:``})}})}
        ${this.#m===`evaluate`?y({label:n(`evaluate_strategy`),value:this.#_(e)?.id??``,options:a.map(e=>({value:e.id,label:e.name})),onChange:e=>{this.#u(e)}}):m`
                ${y({label:n(`lab_pair`),value:this.#v(e,t),options:t.map(e=>({value:e.pair,label:e.pair})),onChange:e=>{this.#l({pair:e})}})}
                ${y({label:n(`lab_timeframe`),value:this.#h,options:C.map(e=>({value:e,label:q.option(this.app,`timeframe`,e)||e})),onChange:e=>{this.question!==void 0&&this.#l({rule:{...this.question.rule,timeframe:e}})}})}
              `}
      </div>
      ${e.is_demo?m`<p class="demo">${r(this.app,!0)}</p>`:f}
    `}#c;#l(e){this.question!==void 0&&(this.question={...this.question,...e},clearTimeout(this.#t),this.#t=setTimeout(this.#d,lt))}#u(e){let t=new URLSearchParams(this.place.parameters);t.set(`strategy`,e),l(o(`lab/evaluate`,Object.fromEntries(t)),{replace:!0})}#d;#f(){let e=this.question===void 0?new URLSearchParams:fe(this.question),t=this.place.parameters.get(`strategy`);return t!==null&&e.set(`strategy`,t),e}#p(e){return o(`lab/${e}`,Object.fromEntries(this.#f()))}get#m(){return this.place.route.page===`lab`?this.place.route.tab:`explore`}get#h(){let e=this.question?.rule.timeframe;return C.find(t=>t===e)??`4h`}get#g(){let{accounts:e}=this.snapshot,t=this.question?.account;return e.find(e=>e.entry_id===t)??e.find(e=>e.state===`loaded`)??e[0]}#_(e){let t=this.place.parameters.get(`strategy`);return e.strategies.find(e=>e.id===t)??e.strategies[0]}#v(e,t){let n=this.question?.pair??``;if(n!==``)return n;let r=e.strategies[0]?.parameters.pair,i=t.find(e=>e.pair.startsWith(`BTC/`))??t[0];return r??i?.pair??``}async#y(e){let t=e.entry_id;try{let{markets:e}=await this.app.api.markets(t),n=[...e].sort((e,t)=>e.pair.localeCompare(t.pair));this.markets=new Map([...this.markets,[t,n]])}catch(e){if(b(e)===`not_loaded`)return;this.markets=new Map([...this.markets,[t,x(e)||this.app.text(`common_failed`)]])}}async#b(){await Be(this.app),this.areWordsThere=!0}async#x(e){if(!this.loaded.has(e))try{await ct[e](),this.loaded=new Set([...this.loaded,e])}catch(e){this.missing=String(e)}}};_([p()],$.prototype,`question`,void 0),_([p()],$.prototype,`markets`,void 0),_([p()],$.prototype,`found`,void 0),_([p()],$.prototype,`areWordsThere`,void 0),_([p()],$.prototype,`loaded`,void 0),_([p()],$.prototype,`missing`,void 0),$=_([g(`aurono-lab-page`)],$);function ut(e){return e.now_ms??Date.now()}export{$ as AuronoLabPage,Ve as a,O as c,fe as d,j as f,ze as i,pe as l,at as n,q as o,it as r,k as s,ot as t,me as u};