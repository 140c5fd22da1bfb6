import{D as e,S as t,W as n,Y as r,at as i,b as a,d as o,f as s,i as c,mt as l,s as u,t as d,u as f,v as p,w as m,y as h}from"./routes-B605dSH6.js";import"./aurono-state-CeFWp64P.js";import{t as g}from"./query-DDQkTGvL.js";import{t as _}from"./page-element-uf3vb-Yx.js";import{i as v,n as ee}from"./parts-DbLGtrT5.js";import{t as y}from"./select-field-DXgPJbRU.js";import{n as b,r as x}from"./api-D159OTu_.js";import{f as S,l as te,p as C}from"./indicators-BO1UI0K6.js";import{a as w,r as T}from"./rule-link-BNcUgNbs.js";import"./aurono-dialog-Cvnn_I-u.js";import{o as E,r as D,s as O}from"./subject-BQNz3NjR.js";import{t as k}from"./preload-helper-BQUUbbNx.js";function A(e){return new Promise((t,n)=>{e.oncomplete=e.onsuccess=()=>t(e.result),e.onabort=e.onerror=()=>n(e.error)})}function j(e,t){let n,r=()=>{if(n)return n;let r=indexedDB.open(e);return r.onupgradeneeded=()=>r.result.createObjectStore(t),n=A(r),n.then(e=>{e.onclose=()=>n=void 0},()=>{n=void 0}),n};return(e,n)=>r().then(r=>n(r.transaction(t,e).objectStore(t)))}var M;function N(){return M||=j(`keyval-store`,`keyval`),M}function ne(e,t=N()){return t(`readonly`,t=>A(t.get(e)))}function re(e,t,n=N()){return n(`readwrite`,n=>(n.put(t,e),A(n.transaction)))}function ie(e,t=N()){return t(`readwrite`,t=>(t.delete(e),A(t.transaction)))}function P(e){return e.map(e=>e.join(` `)).join(`
`)}function F(e){return e===``?[]:e.split(`
`).map(e=>{let[t=``,n=``,r=``,i=``,a=``,o=``]=e.split(` `);return[Number(t),n,r,i,a,o]})}function I(e,t){let[n,r]=[t[0],t.at(-1)];if(n===void 0||r===void 0)return[...e];let i=e.filter(e=>e[0]<n[0]),a=e.filter(e=>e[0]>r[0]),o=new Set(t.map(e=>e[0])),s=e.filter(e=>e[0]>=n[0]&&e[0]<=r[0]&&!o.has(e[0])),c=s.length===0?t:[...s,...t].sort((e,t)=>e[0]-t[0]);return[...i,...c,...a]}function L(e){let t=[];for(let[n,r]of[...e].sort((e,t)=>e[0]-t[0])){let e=t.at(-1);e!==void 0&&n<=e[1]?e[1]=Math.max(e[1],r):t.push([n,r])}return t}function R(e,t,n){let r=0,i=0,a=0,o;for(let s of e){for(let e=o??s;e<s;e+=n){for(;a<t.length-1&&(t[a]?.[1]??0)<=e;)a+=1;let n=t[a];n!==void 0&&n[0]<=e&&e<n[1]?r+=1:i+=1}o=s+n}return{candles:e.length,holes:r,unknown:i}}var z=class extends Error{constructor(e){super(e),this.kind=e}},B=class extends Error{constructor(e){super(`upload failed with status ${e}`),this.status=e}},V=class{#e=new Map;#t=new Map;constructor(e,t=G()){this.source=e,this.shelf=t}recent(e){return this.#e.get(U(e))}load(e,t){let n=U(e),r=this.#t.get(n);return r===void 0&&(r=this.#n(e,t).finally(()=>this.#t.delete(n)),this.#t.set(n,r)),r}async forget(e){this.#e.delete(U(e)),await this.shelf.delete(U(e)).catch(W)}async fill(e,t,n,r,i){let a;try{await new Promise((o,s)=>{i.throwIfAborted(),i.addEventListener(`abort`,()=>{s(i.reason)}),this.source().connection.subscribeMessage(e=>{r({done:e.done,total:e.total}),e.finished===!0&&(typeof e.failure==`string`?s(new z(e.failure)):o())},{type:`aurono/candles/fill`,entry_id:e.entryId,pair:e.pair,timeframe:e.timeframe,since_ms:t,until_ms:n}).then(e=>{a=e,i.aborted&&e()},s)})}finally{await a?.()}}async importFile(e,t){let n=new FormData;n.append(`file`,t);let r=await this.source().fetchWithAuth(`/api/file_upload`,{method:`POST`,body:n});if(!r.ok)throw new B(r.status);let{file_id:i}=await r.json(),a=await this.source().callWS({type:`aurono/candles/import`,entry_id:e.entryId,pair:e.pair,timeframe:e.timeframe===`1w`?`1d`:e.timeframe,file_id:i});return await this.forget(e),a}async#n(e,t){let n=U(e),r=this.#e.get(n)??await this.#r(n),i=(r===void 0?void 0:await this.#i(e,r))??await this.#a(e,t);if(this.#e.set(n,i),i!==r){let{timeframe:e,coverage:t,rows:r}=i,a={version:1,timeframe:e,coverage:t,text:P(r)};await this.shelf.set(n,a).catch(W)}return i}async#r(e){let t=await this.shelf.get(e).catch(W);if(t?.version===1)return{timeframe:t.timeframe,coverage:t.coverage,rows:F(t.text)}}async#i(e,t){let n=(await this.source().callWS({type:`aurono/candles/contents`,entry_id:e.entryId})).series.find(n=>n.pair===e.pair&&n.timeframe===t.timeframe),[r,i]=[t.rows[0],t.rows.at(-1)];if(n===void 0||r===void 0||i===void 0)return;let a=t;return n.first_ms<r[0]&&(a=H(a,await this.#o(e,n.first_ms,r[0]))),n.last_ms>i[0]&&(a=H(a,await this.#o(e,i[0]+1,n.last_ms+1))),a.rows.length===n.candles&&a.timeframe===t.timeframe?a:void 0}#a(e,t){return this.#o(e,0,t)}async#o(e,t,n){let r;for(let i=t;i!==null&&i<n;){let t=await this.source().callWS({type:`aurono/candles`,entry_id:e.entryId,pair:e.pair,timeframe:e.timeframe,since_ms:i,until_ms:n}),a={timeframe:t.timeframe??e.timeframe,rows:t.rows,coverage:t.coverage};r=r===void 0?a:H(r,a),i=t.next_ms}return r??{timeframe:e.timeframe,rows:[],coverage:[]}}};function H(e,t){return{timeframe:t.timeframe,rows:I(e.rows,t.rows),coverage:L([...e.coverage,...t.coverage])}}function U({exchange:e,pair:t,timeframe:n,entryId:r}){return[e===`demo`?r:e,t,n].join(` `)}function W(){}function G(){let e=j(`aurono-candles`,`series`);return{get:t=>ne(t,e),set:(t,n)=>re(t,n,e),delete:t=>ie(t,e)}}var K=class extends f{constructor(...e){super(...e),this.isBusy=!1,this.lines=[],this.problem=``,this.#e=()=>{this.dialog.close()}}static{this.styles=[s,e`
      .lines {
        max-height: 200px;
        overflow: auto;
        padding: 8px;
        border: 1px solid var(--aurono-line);
        border-radius: 8px;
        font-size: 13px;
        white-space: pre-wrap;
      }
      input[type="file"] {
        max-width: 100%;
      }
    `]}show(){this.file=this.result=void 0,this.lines=[],this.problem=``,this.dialog.show()}render(){let{text:e}=this.app,{pair:n}=this.series,r=O.option(this.app,`timeframe`,this.series.timeframe===`1w`?`1d`:this.series.timeframe);return m`
      <aurono-dialog heading=${e(`data_import`)}>
        <p>${e(`data_import_text`,{pair:n,timeframe:r})}</p>
        <label class="field">
          <span>${e(`data_import_file`)}</span>
          <input type="file" accept=".csv,.gz,.zip,.json,.txt" ?disabled=${this.isBusy} @change=${this.#t} />
        </label>
        <div role="status">
          ${this.isBusy?e(`data_importing`):t}
          ${this.result===void 0?t:e(`data_imported`,{candles:this.app.numbers.number(this.result.candles,0),added:this.app.numbers.number(this.result.added,0),since:this.app.times.date(this.result.first_ms),until:this.app.times.date(this.result.last_ms)})}
        </div>
        ${this.problem===``?t:m`<p class="error" role="alert">${this.problem}</p>`}
        ${this.lines.length===0?t:m`<ul class="lines" tabindex="0" aria-label=${e(`data_import_refused`)}>
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
              </button>`:t}
      </aurono-dialog>
    `}#e;#t(e){this.file=e.target.files?.[0],this.lines=[],this.problem=``}async#n(){let{file:e}=this;if(e!==void 0){this.isBusy=!0,this.lines=[],this.problem=``;try{this.result=await this.store.importFile(this.series,e),this.dispatchEvent(new CustomEvent(`imported`))}catch(e){this.#r(e)}finally{this.isBusy=!1}}}#r(e){e instanceof B?this.problem=this.app.text(e.status===413?`data_import_too_large`:`data_import_not_sent`):b(e)===`invalid_file`?(this.problem=this.app.text(`data_import_refused`),this.lines=x(e).split(`
`).filter(e=>e.trim()!==``)):this.problem=x(e)||this.app.text(`common_failed`)}};o([h({attribute:!1})],K.prototype,`store`,void 0),o([h({attribute:!1})],K.prototype,`series`,void 0),o([p()],K.prototype,`file`,void 0),o([p()],K.prototype,`isBusy`,void 0),o([p()],K.prototype,`lines`,void 0),o([p()],K.prototype,`problem`,void 0),o([p()],K.prototype,`result`,void 0),o([g(`aurono-dialog`)],K.prototype,`dialog`,void 0),K=o([a(`aurono-import-dialog`)],K);var q=365*te,J=[1,2,5,10],ae={"1h":2,"4h":5,"1d":10,"1w":10},Y=class extends CustomEvent{constructor(e){super(`history`,{detail:e})}},X=class extends f{constructor(...e){super(...e),this.now=0,this.canAct=!1,this.isDemo=!1,this.problem=``,this.isChoosing=!1,this.#t=``,this.#f=()=>{this.isChoosing=!1,this.#g(this.now-this.#d*q)}}static{this.styles=[s,e`
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
    `]}#e;#t;#n;disconnectedCallback(){super.disconnectedCallback(),this.#n?.abort(),this.#t=``}connectedCallback(){super.connectedCallback(),this.hasUpdated&&this.requestUpdate()}willUpdate(){let{entryId:e,pair:t,timeframe:n}=this.series,r=[e,t,n].join(` `);r!==this.#t&&(this.#t=r,this.#n?.abort(),this.history=this.progress=this.years=void 0,this.problem=``,this.isChoosing=!1,this.#p(!0))}render(){let{history:e}=this;return m`
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
    `}#i(){if(this.progress!==void 0)return this.#s(this.progress,``);let e={pair:this.series.pair};return this.canAct?m`
      <aurono-state
        heading=${this.app.text(`data_none`,e)}
        text=${this.app.text(`data_none_text`)}
        .drawing=${n}
      >
        <div class="choose">
          ${this.#l()}
          <button class="primary" @click=${this.#f}>${this.app.text(`data_load`)}</button>
        </div>
        ${this.#u()}
      </aurono-state>
      ${this.#c()}
    `:m`<aurono-state
        heading=${this.app.text(`data_none`,e)}
        text=${this.app.text(`data_none_for_you`)}
        .drawing=${n}
      ></aurono-state>`}#a(e){let{text:n,times:r,numbers:i}=this.app,a=C(e.timeframe);if(this.#e?.of!==e){let t=e.rows.map(e=>e[0]);this.#e={of:e,...R(t,e.coverage,a)}}let{candles:o,holes:s,unknown:c}=this.#e,l=n(`data_facts`,{since:r.date(e.rows[0]?.[0]??0),until:r.dateTime((e.rows.at(-1)?.[0]??0)+a),candles:i.number(o,0)});return m`
      <div class="bar">
        <div>${l}</div>
        <div class="row">
          ${this.canAct?m`<button
                  class="plain"
                  aria-expanded=${this.isChoosing?`true`:`false`}
                  @click=${()=>{this.isChoosing=!this.isChoosing}}
                >
                  ${n(`data_more`)}
                </button>`:t}
        </div>
      </div>
      ${s+c===0?t:m`<details class="quiet small">
              <summary>${this.app.plural(`data_holes`,s+c)}</summary>
              <p>${n(`data_holes_text`)}</p>
              ${c===0?t:m`<p>${this.app.plural(`data_unknown_text`,c)}</p>`}
            </details>`}
    `}#o(){return this.progress===void 0?this.isChoosing?m`
      <div class="choose">
        ${this.#l()}
        <button class="primary" @click=${this.#f}>${this.app.text(`data_load`)}</button>
        ${this.#u()}
      </div>
      ${this.#c()}
    `:this.#c():this.#s(this.progress,`small`)}#s({done:e,total:n},r){let i=n>0?e/n:0;return m`
      <div class="filling ${r}">
        <div role="status">${this.app.text(`data_loading`,{percent:Math.floor(i*100)})}</div>
        <progress .value=${i} max="1" aria-label=${this.app.text(`data_load`)}></progress>
        ${r===``?m`<p class="quiet small">${this.app.text(`data_loading_text`)}</p>`:t}
        <div><button @click=${()=>this.#n?.abort()}>${this.app.text(`data_stop`)}</button></div>
      </div>
    `}#c(){return this.problem===``?t:m`<p class="error" role="alert">${this.problem}</p>`}#l(){return y({label:this.app.text(`data_span`),value:String(this.#d),options:J.map(e=>({value:String(e),label:this.app.plural(`data_years`,e)})),onChange:e=>{this.years=Number(e)}})}#u(){return m`<button
      class="plain"
      @click=${()=>{this.importDialog.show()}}
    >
      ${v(l)}${this.app.text(`data_import`)}
    </button>`}get#d(){return this.years??ae[this.series.timeframe]}#f;async#p(e){let t=this.#t;try{let n=this.store.recent(this.series);n!==void 0&&this.#m(n);let r=await this.store.load(this.series,this.now);if(t!==this.#t)return;this.problem=``,this.#m(r),e&&this.#h(r)}catch(e){t===this.#t&&(this.problem=x(e)||this.app.text(`common_failed`))}}#m(e){this.history!==e&&(this.history=e,this.dispatchEvent(new Y(e)))}#h(e){let t=e.rows.at(-1)?.[0];t!==void 0&&this.canAct&&t+3*C(e.timeframe)<=this.now&&this.#g(t)}async#g(e){let t=this.#t,n=new AbortController;this.#n?.abort(),this.#n=n,this.problem=``,this.progress={done:0,total:0};try{await this.store.fill(this.series,e,this.now,e=>{t===this.#t&&(this.progress=e)},n.signal)}catch(e){t===this.#t&&!n.signal.aborted&&(this.problem=this.#_(e))}t===this.#t&&(this.progress=void 0,await this.#p(!1))}#_(e){return e instanceof z?this.app.text({unreachable:`data_failed_unreachable`,rate_limited:`data_failed_busy`}[e.kind]??`data_failed_other`,{kind:e.kind}):x(e)||this.app.text(`common_failed`)}};o([h({attribute:!1})],X.prototype,`store`,void 0),o([h({attribute:!1})],X.prototype,`series`,void 0),o([h({attribute:!1})],X.prototype,`now`,void 0),o([h({type:Boolean})],X.prototype,`canAct`,void 0),o([h({type:Boolean})],X.prototype,`isDemo`,void 0),o([p()],X.prototype,`history`,void 0),o([p()],X.prototype,`progress`,void 0),o([p()],X.prototype,`problem`,void 0),o([p()],X.prototype,`years`,void 0),o([p()],X.prototype,`isChoosing`,void 0),o([g(`aurono-import-dialog`)],X.prototype,`importDialog`,void 0),X=o([a(`aurono-price-history`)],X);var oe=[`explore`,`simulate`,`evaluate`],se={explore:()=>k(()=>import(`./aurono-explore-MOFtYNYw.js`),[],import.meta.url),simulate:()=>k(()=>import(`./aurono-simulate-CwfNn_2H.js`),[],import.meta.url),evaluate:()=>k(()=>import(`./aurono-evaluate-73UNTi2t.js`),[],import.meta.url)},ce=400,Z=class extends _{constructor(...e){super(...e),this.markets=new Map,this.areWordsThere=!1,this.loaded=new Set,this.missing=``,this.#e=new V(()=>this.app.hass()),this.#t=``,this.#l=e=>{this.#u({...e.detail,account:this.question?.account??``})},this.#f=()=>{this.#n!==void 0&&(clearTimeout(this.#n),this.#n=void 0,this.question!==void 0&&this.place.route.page===`lab`&&(this.#t=this.#p().toString(),u(this.#m(this.#h),{replace:!0})))}}static{this.styles=[s,e`
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
      aurono-price-history {
        margin-bottom: var(--aurono-gap);
      }
    `]}#e;#t;#n;#r;disconnectedCallback(){super.disconnectedCallback(),this.#f()}willUpdate(){let e=this.place.parameters.toString();(this.question===void 0||e!==this.#t&&this.#n===void 0)&&(this.question=T(this.place.parameters),this.#t=e),this.#S(this.#h),this.areWordsThere||this.#x();let t=this.#_;t?.state===`loaded`&&!this.markets.has(t.entry_id)&&this.#b(t)}render(){return m`
      <nav aria-label=${this.app.text(`lab_title`)}>
        ${oe.map(e=>m`<a
              class="button"
              href=${this.#m(e)}
              aria-current=${e===this.#h?`page`:`false`}
              @click=${this.#f}
              >${this.app.text(`${e}_title`)}</a
            >`)}
      </nav>
      ${this.#i()}
    `}#i(){let{text:e}=this.app,n=this.#_;if(n===void 0)return m`<aurono-state
        .drawing=${r}
        heading=${e(`lab_no_account`)}
        text=${e(`lab_no_account_text`)}
      >
        ${this.app.isAdmin?m`<a class="button primary" href=${d}>${v(i)}${e(`lab_add_account`)}</a>`:t}
      </aurono-state>`;if(n.state!==`loaded`)return m`${this.#c(n,[])}
        <aurono-state
          .drawing=${r}
          heading=${e(`lab_account_not_loaded`,{account:n.title})}
          text=${n.state_reason??``}
        ></aurono-state>`;let a=this.markets.get(n.entry_id);return a===void 0||!this.areWordsThere?m`<aurono-state loading></aurono-state>`:typeof a==`string`?m`<aurono-state alert heading=${e(`lab_no_markets`)} text=${a}>
        <button
          @click=${()=>{this.markets=new Map([...this.markets].filter(([e])=>e!==n.entry_id))}}
        >
          ${e(`common_retry`)}
        </button>
      </aurono-state>`:this.#a(n,a)}#a(e,t){let n=this.#h===`evaluate`,i=this.#v(e);if(n&&i===void 0)return m`<aurono-state
        .drawing=${r}
        heading=${this.app.text(`evaluate_none`)}
        text=${this.app.text(`evaluate_none_text`)}
      >
        <a class="button primary" href=${this.#m(`simulate`)}>${this.app.text(`simulate_title`)}</a>
      </aurono-state>`;let a=n&&i!==void 0?i.parameters.pair:this.#y(e,t),o=t.find(e=>e.pair===a)??i?.market??void 0;if(o===void 0)return m`${this.#c(e,t)}
        <aurono-state
          .drawing=${r}
          heading=${this.app.text(`lab_no_such_market`,{pair:a})}
        ></aurono-state>`;let s=n&&i!==void 0?i.parameters.timeframe:this.#g,c={entryId:e.entry_id,exchange:e.exchange,pair:a,timeframe:s};return m`
      ${this.#c(e,t)}
      <aurono-price-history
        .store=${this.#e}
        .series=${c}
        .now=${Q(e)}
        .canAct=${this.canAct}
        .isDemo=${e.is_demo}
        @history=${e=>{this.found={key:$(c),history:e.detail}}}
      ></aurono-price-history>
      ${this.#o(e,o,c,i)}
    `}#o(e,n,r,i){if(this.missing!==``)return m`<aurono-state
        alert
        heading=${this.app.text(`error_page_missing`)}
        text=${this.missing}
      ></aurono-state>`;let{found:a,question:o}=this;if(a?.key!==$(r)||a.history.rows.length===0||o===void 0)return t;if(!this.loaded.has(this.#h))return m`<aurono-state loading></aurono-state>`;let s=this.#s(e,n,r.timeframe,a.history);switch(this.#h){case`explore`:return m`<aurono-explore
          .subject=${s}
          .question=${o}
          @question=${this.#l}
        ></aurono-explore>`;case`simulate`:return m`<aurono-simulate
          .subject=${s}
          .question=${o}
          .canAct=${this.canAct}
          @question=${this.#l}
        ></aurono-simulate>`;case`evaluate`:return i===void 0?m``:m`<aurono-evaluate .subject=${s} .strategy=${i}></aurono-evaluate>`}}#s(e,t,n,r){let i=this.#r,a=i?.account.entry_id===e.entry_id&&i.market.pair===t.pair&&i.timeframe===n&&i.history===r;if(i!==void 0&&a)return i;let o=D(r,n,Q(e));return this.#r={account:e,market:t,timeframe:n,table:o,history:r}}#c(e,n){let{text:r}=this.app,{accounts:i}=this.snapshot,a=e.strategies;return m`
      <div class="pickers">
        ${i.length<2?t:y({label:r(`lab_account`),value:e.entry_id,options:i.map(e=>({value:e.entry_id,label:e.title})),onChange:e=>{this.#u({account:e,pair:``})}})}
        ${this.#h===`evaluate`?y({label:r(`evaluate_strategy`),value:this.#v(e)?.id??``,options:a.map(e=>({value:e.id,label:e.name})),onChange:e=>{this.#d(e)}}):m`
                ${y({label:r(`lab_pair`),value:this.#y(e,n),options:n.map(e=>({value:e.pair,label:e.pair})),onChange:e=>{this.#u({pair:e})}})}
                ${y({label:r(`lab_timeframe`),value:this.#g,options:S.map(e=>({value:e,label:O.option(this.app,`timeframe`,e)||e})),onChange:e=>{this.question!==void 0&&this.#u({rule:{...this.question.rule,timeframe:e}})}})}
              `}
      </div>
      ${e.is_demo?m`<p class="small">${ee(this.app,!0)}</p>`:t}
    `}#l;#u(e){this.question!==void 0&&(this.question={...this.question,...e},this.#n??=setTimeout(this.#f,ce))}#d(e){let t=new URLSearchParams(this.place.parameters);t.set(`strategy`,e),u(c(`lab/evaluate`,Object.fromEntries(t)),{replace:!0})}#f;#p(){let e=this.question===void 0?new URLSearchParams:w(this.question),t=this.place.parameters.get(`strategy`);return t!==null&&e.set(`strategy`,t),e}#m(e){return c(`lab/${e}`,Object.fromEntries(this.#p()))}get#h(){return this.place.route.page===`lab`?this.place.route.tab:`explore`}get#g(){let e=this.question?.rule.timeframe;return S.find(t=>t===e)??`4h`}get#_(){let{accounts:e}=this.snapshot,t=this.question?.account;return e.find(e=>e.entry_id===t)??e.find(e=>e.state===`loaded`)??e[0]}#v(e){let t=this.place.parameters.get(`strategy`);return e.strategies.find(e=>e.id===t)??e.strategies[0]}#y(e,t){let n=this.question?.pair??``;if(n!==``)return n;let r=e.strategies[0]?.parameters.pair,i=t.find(e=>e.pair.startsWith(`BTC/`))??t[0];return r??i?.pair??``}async#b(e){let t=e.entry_id;try{let{markets:e}=await this.app.api.markets(t),n=[...e].sort((e,t)=>e.pair.localeCompare(t.pair));this.markets=new Map([...this.markets,[t,n]])}catch(e){if(b(e)===`not_loaded`)return;this.markets=new Map([...this.markets,[t,x(e)||this.app.text(`common_failed`)]])}}async#x(){await E(this.app),this.areWordsThere=!0}async#S(e){if(!this.loaded.has(e))try{await se[e](),this.loaded=new Set([...this.loaded,e])}catch(e){this.missing=String(e)}}};o([p()],Z.prototype,`question`,void 0),o([p()],Z.prototype,`markets`,void 0),o([p()],Z.prototype,`found`,void 0),o([p()],Z.prototype,`areWordsThere`,void 0),o([p()],Z.prototype,`loaded`,void 0),o([p()],Z.prototype,`missing`,void 0),Z=o([a(`aurono-lab-page`)],Z);function Q(e){return e.now_ms??Date.now()}function $({entryId:e,pair:t,timeframe:n}){return[e,t,n].join(` `)}export{Z as AuronoLabPage};