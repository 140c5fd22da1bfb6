import{B as e,G as t,L as n,U as r,_ as i,_t as a,b as o,f as s,ft as c,g as l,h as u,i as ee,it as te,l as ne,m as re,p as d,pt as ie,w as ae,x as f}from"./routes-DAszD0DE.js";import{_ as p,f as m,l as h,m as g,p as oe,u as _}from"./store-BIwLautr.js";import{i as v,r as y}from"./preload-helper-CfTwmMmM.js";import{r as b}from"./model-DCEP_baa.js";import{a as x,c as S,d as C,f as w,i as T,l as se,n as E,o as D,r as O,s as ce,u as le}from"./lab-page-BT42P7_9.js";import"./aurono-dialog-BKciXJjC.js";import{s as ue}from"./localize-DpTUsOc7.js";import"./aurono-table-Bhj1CA4W.js";import{c as de,s as fe}from"./directive-helpers-Ds0XqfJE.js";import{n as k,t as pe}from"./select-field-D1UgL1aO.js";import{i as me}from"./simulation-J6YnTfV0.js";import{n as he,t as ge}from"./aurono-chart-n9g1fNgh.js";import{a as _e}from"./timeframe-Db0Zp_L4.js";import{n as ve,t as ye}from"./distribution-BayDZJK_.js";import{_ as be,g as xe,m as A}from"./indicators-FvJwNkx4.js";import{n as Se,t as Ce}from"./reason-8azO7BnP.js";var we=class{#e=0;#t;constructor(e){this.#t=e}async turn(){let e=this.#e-performance.now();e>0&&await new Promise(t=>setTimeout(t,e))}async draw(e){let t=await new Promise(t=>requestAnimationFrame(()=>{let n=performance.now();e(),t(n)}));await Te();let n=performance.now();this.#e=n+(n-t)*(1/this.#t-1)}};function Te(){let{port1:e,port2:t}=new MessageChannel;return new Promise(n=>{e.onmessage=()=>{e.close(),n()},t.postMessage(void 0)})}var Ee=class{#e;#t;#n;#r=new Map;#i=0;set table(e){this.#e!==e&&(this.#e=e,this.#t?.postMessage({kind:`table`,data:e.data}))}async run(e){let t=await this.#a(t=>({kind:`run`,id:t,setting:e}));return t.kind===`run`?t.view:void 0}async rest(e,t){let n=await this.#a(n=>({kind:`rest`,id:n,setting:e,share:t}));return n.kind===`rest`?n.rest:void 0}async map(e,t,n,r,i){let a=this.#e;if(a===void 0)return;this.#n?.terminate();let o=j();this.#n=o;try{await new Promise((s,c)=>{i.throwIfAborted(),i.addEventListener(`abort`,()=>{c(i.reason)}),o.onerror=e=>{c(Error(e.message))},o.onmessage=({data:e})=>{e.kind===`cells`?r(e.from,e.cells):e.kind===`failed`?c(Error(e.message)):e.kind===`done`&&s()},o.postMessage({kind:`table`,data:a.data}),o.postMessage({kind:`map`,id:0,setting:e,share:t,axes:n})})}finally{o.terminate(),this.#n===o&&(this.#n=void 0)}}stop(){this.#t?.terminate(),this.#n?.terminate(),this.#t=this.#n=void 0;for(let{reject:e}of this.#r.values())e(new DOMException(`stopped`,`AbortError`));this.#r.clear()}#a(e){let t=this.#t??=this.#o(),n=this.#i+=1;return new Promise((r,i)=>{this.#r.set(n,{resolve:r,reject:i}),t.postMessage(e(n))})}#o(){let e=j();return e.onmessage=({data:e})=>{let t=this.#r.get(e.id);this.#r.delete(e.id),e.kind===`failed`?t?.reject(Error(e.message)):t?.resolve(e)},e.onerror=e=>{let t=Error(e.message);for(let{reject:e}of this.#r.values())e(t);this.#r.clear()},this.#e!==void 0&&e.postMessage({kind:`table`,data:this.#e.data}),e}};function j(){return new Worker(new URL(new URL(`../workers/lab.worker-QnythLbE.js`,import.meta.url).href,``+import.meta.url),{type:`module`})}var M=`config/config_entries/subentries/flow`,De=class{#e;constructor(e,t){this.hass=e,this.entryId=t}async check(e,t,n){await this.cancel();let r=await this.#t(``,{handler:[this.entryId,`strategy`],show_advanced_options:!1});if(r.type===`abort`)return this.#n(r);let i=await this.#t(`/${r.flow_id}`,{name:e,pair:t});return i.step_id===`parameters`?this.#n(await this.#t(`/${r.flow_id}`,Oe(n))):this.#n(i)}async save(){return this.#e===void 0?{kind:`aborted`,reason:``}:this.#n(await this.#t(`/${this.#e}`,{next_step_id:`save`}))}async cancel(){let e=this.#e;if(this.#e=void 0,e!==void 0)try{await this.hass().callApi(`DELETE`,`${M}/${e}`)}catch{}}async#t(e,t){let n=await this.hass().callApi(`POST`,`${M}${e}`,t);return this.#e=n.type===`form`||n.type===`menu`?n.flow_id:void 0,n}#n(e){let t=e.description_placeholders??{};switch(e.type){case`create_entry`:return{kind:`created`};case`abort`:return{kind:`aborted`,reason:e.reason??``};case`menu`:return{kind:`summary`,text:t.summary??``};case`form`:return{kind:`errors`,errors:e.errors??{},values:t}}}};function Oe(e){let t=Object.entries(T).map(([t,n])=>[t,Object.fromEntries(n.filter(t=>e[t]!==``).map(t=>[t,ke.has(t)?Ae(e[t]):e[t]]))]);return Object.fromEntries(t)}var ke=new Set([`cooldown`,`rsi_period`,`order_timeout`]);function Ae(e){let t=Number(e);return Number.isFinite(t)?t:e}var je=class extends CustomEvent{constructor(e){super(`flaws`,{detail:e})}},N=`component.aurono.config_subentries.strategy`,P=class extends l{constructor(...e){super(...e),this.stage={kind:`naming`},this.name=``,this.errors=new Map,this.problem=``}static{this.styles=[i,p`
      .summary {
        display: grid;
        gap: 6px;
        padding-inline-start: 18px;
        list-style: disc;
      }
    `]}#e;#t;show({rule:e}){this.#t=e,this.stage={kind:`naming`},this.#l(new Map),this.problem=``,this.name=this.#d(e),this.#e=new De(this.app.hass,this.subject.account.entry_id),this.dialog.show()}render(){return g`
      <aurono-dialog heading=${this.app.text(`simulate_create`)} @closed=${()=>void this.#e?.cancel()}>
        ${this.#n()} ${this.problem===``?m:g`<p class="error" role="alert">${this.problem}</p>`}
        ${this.#i()}
      </aurono-dialog>
    `}#n(){let{text:e}=this.app,{stage:t}=this;switch(t.kind){case`summary`:return g`
          <p>${e(`simulate_create_summary`,{account:this.subject.account.title})}</p>
          <ul class="summary">
            ${Me(t.text).map(e=>g`<li>${Ne(e)}</li>`)}
          </ul>
        `;case`created`:return g`<p role="status">${e(`simulate_created`,{name:this.name})}</p>
          ${this.#a===void 0?g`<p class="quiet">${e(`simulate_created_wait`)}</p>`:m}`;case`naming`:case`busy`:return g`
          <p class="quiet">${e(`simulate_create_text`,{account:this.subject.account.title})}</p>
          <label class="field">
            <span>${e(`simulate_create_name`)}</span>
            <input
              .value=${this.name}
              ?disabled=${t.kind===`busy`}
              aria-invalid=${this.errors.has(`name`)?`true`:`false`}
              @input=${e=>{this.name=e.target.value}}
            />
            <span class="error small">${this.errors.get(`name`)??``}</span>
          </label>
          ${this.#r()}
        `}}#r(){let e=[...this.errors].filter(([e])=>e!==`name`);return e.length===0?m:g`<ul class="error" role="alert">
      ${e.map(([e,t])=>{let n=this.#u(e);return g`<li>${n===``?m:g`<b>${n}</b>: `}${t}</li>`})}
    </ul>`}#i(){let{text:e}=this.app,{stage:t}=this,n=g`<button
      slot="actions"
      @click=${()=>{this.dialog.close()}}
    >
      ${e(t.kind===`created`?`common_close`:`common_cancel`)}
    </button>`;if(t.kind===`created`){let t=this.#a;return g`${n}
      ${t===void 0?m:g`<a
              slot="actions"
              class="button primary"
              href=${ne(this.subject.account.entry_id,t.id)}
              @click=${()=>{this.dialog.close()}}
              >${e(`simulate_created_open`)}</a
            >`}`}let r=t.kind===`summary`;return g`${n}
      <button
        slot="actions"
        class="primary"
        ?disabled=${t.kind===`busy`}
        @click=${()=>void(r?this.#s():this.#o())}
      >
        ${e(r?`simulate_create_save`:t.kind===`busy`?`common_loading`:`simulate_create_check`)}
      </button>`}get#a(){return this.snapshot.accounts.find(e=>e.entry_id===this.subject.account.entry_id)?.strategies.find(e=>e.name===this.name.trim())}async#o(){let e=this.#t;e!==void 0&&await this.#c(t=>t.check(this.name.trim(),this.subject.market.pair,e))}async#s(){await this.#c(e=>e.save())}async#c(e){let t=this.#e;if(t!==void 0){this.stage={kind:`busy`},this.problem=``,this.#l(new Map);try{let n=await e(t),r=this.app.hass().localize;switch(n.kind){case`summary`:this.stage={kind:`summary`,text:n.text};return;case`created`:this.stage={kind:`created`};return;case`aborted`:this.problem=r(`${N}.abort.${n.reason}`)||this.app.text(`common_failed`);break;case`errors`:this.#l(new Map(Object.entries(n.errors).map(([e,t])=>[e,r(`${N}.error.${t}`,n.values)||this.app.text(`common_failed`)])))}}catch(e){this.problem=ue(e)||this.app.text(`common_failed`)}this.stage={kind:`naming`}}}#l(e){this.errors=e,this.dispatchEvent(new je(new Map([...e].filter(([e])=>e!==`name`))))}#u(e){for(let[t,n]of Object.entries(T))if(n.includes(e))return D.label(this.app,t,e);return this.app.hass().localize(`${N}.step.user.data.${e}`)}#d({timeframe:e}){let{pair:t}=this.subject.market,n=new Set(this.subject.account.strategies.map(e=>e.name.toLowerCase())),r=`${t.split(`/`)[0]??t} ${e}`;for(let e=1;;e+=1){let t=e===1?r:`${r} ${e}`;if(!n.has(t.toLowerCase()))return t}}};y([_({attribute:!1})],P.prototype,`subject`,void 0),y([a({context:o,subscribe:!0}),h()],P.prototype,`snapshot`,void 0),y([h()],P.prototype,`stage`,void 0),y([h()],P.prototype,`name`,void 0),y([h()],P.prototype,`errors`,void 0),y([h()],P.prototype,`problem`,void 0),y([f(`aurono-dialog`)],P.prototype,`dialog`,void 0),P=y([v(`aurono-create-dialog`)],P);function Me(e){return e.split(`
`).map(e=>e.replace(/^[-*] /,``).trim()).filter(e=>e!==``)}function Ne(e){return e.split(`**`).map((e,t)=>t%2==1?g`<b>${e}</b>`:e)}var F=`aurono-lab-rules`;function I(){try{let e=JSON.parse(localStorage.getItem(F)??`[]`);return Array.isArray(e)?e.filter(Le):[]}catch{return[]}}function Pe(e){return Ie([...I().filter(t=>t.name!==e.name),e])}function Fe(e){return Ie(I().filter(t=>t.name!==e))}function Ie(e){try{return localStorage.setItem(F,JSON.stringify(e)),!0}catch{return!1}}function Le(e){if(typeof e!=`object`||!e)return!1;let{name:t,query:n}=e;return typeof t==`string`&&typeof n==`string`}var L=class extends l{constructor(...e){super(...e),this.saved=[],this.name=``,this.told=``,this.link=``}static{this.styles=[i,p`
      li {
        display: flex;
        align-items: center;
        gap: 8px;
      }
      li .grow {
        justify-content: flex-start;
        text-align: start;
        overflow-wrap: anywhere;
      }
      form {
        display: flex;
        gap: 8px;
        align-items: end;
      }
      form .field {
        flex: 1;
      }
    `]}#e;show(e){this.#e=e;let{buy_trigger:t,sell_trigger:n,timeframe:r}=e.rule;this.name=`${e.pair} ${r} ${t} / ${n} %`,this.saved=I(),this.told=this.link=``,this.dialog.show()}async share(e){this.link=e,this.saved=[];try{await navigator.clipboard.writeText(e),this.told=this.app.text(`simulate_link_copied`)}catch{this.told=this.app.text(`simulate_link_copy_yourself`)}this.dialog.show()}render(){let{text:e}=this.app;return g`
      <aurono-dialog heading=${e(this.link===``?`simulate_save`:`simulate_share`)}>
        ${this.link===``?this.#n():this.#t()}
        <p role="status">${this.told}</p>
        <button
          slot="actions"
          @click=${()=>{this.dialog.close()}}
        >
          ${e(`common_close`)}
        </button>
      </aurono-dialog>
    `}#t(){return g`
      <label class="field">
        <span>${this.app.text(`simulate_link`)}</span>
        <input
          readonly
          .value=${this.link}
          @focus=${e=>{e.target.select()}}
        />
      </label>
      <p class="quiet">${this.app.text(`simulate_link_text`)}</p>
    `}#n(){let{text:e}=this.app;return g`
      <p class="quiet">${e(`simulate_save_text`)}</p>
      <form @submit=${this.#i}>
        <label class="field">
          <span>${e(`simulate_save_name`)}</span>
          <input
            .value=${this.name}
            @input=${e=>{this.name=e.target.value}}
          />
        </label>
        <button class="primary" ?disabled=${this.name.trim()===``}>${e(`simulate_save_do`)}</button>
      </form>
      ${this.saved.length===0?m:g`
              <h3>${e(`simulate_saved`)}</h3>
              <ul>
                ${this.saved.map(e=>this.#r(e))}
              </ul>
            `}
    `}#r(e){return g`
      <li>
        <button
          class="plain grow"
          @click=${()=>{this.dispatchEvent(new E(se(new URLSearchParams(e.query)))),this.dialog.close()}}
        >
          ${e.name}
        </button>
        <button
          class="plain"
          aria-label=${this.app.text(`simulate_remove`,{name:e.name})}
          @click=${()=>{Fe(e.name),this.saved=I()}}
        >
          ${d(r)}
        </button>
      </li>
    `}#i(e){if(e.preventDefault(),this.#e===void 0)return;let t=this.name.trim(),n=Pe({name:t,query:C(this.#e).toString()});this.told=this.app.text(n?`simulate_saved_done`:`simulate_saved_not`,{name:t}),this.saved=I()}};y([h()],L.prototype,`saved`,void 0),y([h()],L.prototype,`name`,void 0),y([h()],L.prototype,`told`,void 0),y([h()],L.prototype,`link`,void 0),y([f(`aurono-dialog`)],L.prototype,`dialog`,void 0),L=y([v(`aurono-keep-dialog`)],L);var Re=class extends CustomEvent{constructor(e){super(`pins`,{detail:e})}},R=class extends l{constructor(...e){super(...e),this.pins=[]}render(){if(this.pins.length===0)return m;let e=[{name:this.app.text(`simulate_pin_now`),view:this.now},...this.pins.map(e=>({name:e.name,view:e.view,pin:e}))];return g`
      <section class="card">
        <h2>${this.app.text(`simulate_pins`)}</h2>
        <aurono-table
          caption=${this.app.text(`simulate_pins`)}
          .columns=${this.#e()}
          .rows=${e}
        ></aurono-table>
      </section>
    `}#e(){let{text:e,numbers:t}=this.app,{quote:n}=b(this.subject.market.pair);return[{label:e(`simulate_triggers`),cell:e=>this.#t(e),lead:!0},{label:e(`simulate_profit`),cell:({view:{figures:e}})=>s(t.percent(e.profitPercent,{signed:!0})),numeric:!0},{label:e(`simulate_end_value`),cell:({view:e})=>t.money(e.figures.endValue,n),numeric:!0},{label:e(`simulate_drawdown`),cell:({view:e})=>t.percent(e.figures.drawdown),numeric:!0},{label:e(`simulate_trades`),cell:({view:e})=>String(e.figures.trades),numeric:!0},{label:e(`simulate_fees`),cell:({view:e})=>t.money(e.figures.fees,n),numeric:!0},{label:e(`simulate_wanted`),cell:({view:e})=>t.money(e.figures.capitalWanted,n),numeric:!0}]}#t({name:e,pin:t}){return t===void 0?g`<b>${e}</b>`:g`
      <button
        class="plain"
        @click=${()=>{this.dispatchEvent(new E(t.question))}}
      >
        ${e}
      </button>
      <button
        class="plain"
        aria-label=${this.app.text(`simulate_unpin`,{name:e})}
        @click=${()=>{this.dispatchEvent(new Re(this.pins.filter(e=>e!==t)))}}
      >
        ${d(n)}
      </button>
    `}};y([_({attribute:!1})],R.prototype,`pins`,void 0),y([_({attribute:!1})],R.prototype,`now`,void 0),y([_({attribute:!1})],R.prototype,`subject`,void 0),R=y([v(`aurono-pins`)],R);var ze={},Be=fe(class extends de{constructor(){super(...arguments),this.ot=ze}render(e,t){return t()}update(e,[t,n]){if(Array.isArray(t)){if(Array.isArray(this.ot)&&this.ot.length===t.length&&t.every((e,t)=>e===this.ot[t]))return oe}else if(this.ot===t)return oe;return this.ot=Array.isArray(t)?Array.from(t):t,this.render(t,n)}}),Ve=class extends CustomEvent{constructor(e){super(`rule`,{detail:e})}},He=new Set([`rule`,`money`]),Ue=12,We={buy_trigger:()=>({min:-12,max:-.1,step:.1}),sell_trigger:()=>({min:.1,max:Ue,step:.1}),buy_amount:e=>({min:0,max:e*50,step:e/5}),sell_amount:e=>({min:0,max:e*50,step:e/5}),allocated_capital:e=>({min:0,max:e*500,step:e*2}),cooldown:()=>({min:0,max:48,step:1}),loss_protection:()=>({min:0,max:10,step:.1})},Ge={buy_trigger:`percent`,sell_trigger:`percent`,loss_protection:`percent`,buy_amount:`quote`,sell_amount:`quote`,allocated_capital:`quote`,starting_average_price:`quote`,minimum_position:`base`,starting_amount:`base`,order_timeout:`hours`},z=class extends l{constructor(...e){super(...e),this.rule=S,this.problems=new Map}static{this.styles=[i,p`
      :host {
        display: grid;
        gap: 12px;
        grid-template-columns: minmax(0, 1fr);
      }
      details {
        border-top: 1px solid var(--aurono-line);
        padding-top: 8px;
      }
      details:first-of-type {
        border-top: 0;
        padding-top: 0;
      }
      summary {
        cursor: pointer;
        font-weight: 500;
        padding: 4px 0;
      }
      .fields {
        display: grid;
        gap: 14px;
        padding: 8px 0 4px;
        grid-template-columns: minmax(0, 1fr);
      }
      .line {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 108px;
        gap: 12px;
        align-items: center;
      }
      .line.alone {
        grid-template-columns: minmax(0, 1fr);
      }
      .entry {
        position: relative;
      }
      .entry input {
        padding-inline-end: 44px;
        font-variant-numeric: tabular-nums;
      }
      .unit {
        position: absolute;
        inset-inline-end: 10px;
        top: 10px;
        color: var(--aurono-quiet);
        pointer-events: none;
      }
      input[type="range"] {
        width: 100%;
        height: 40px;
        margin: 0;
      }
      .choice {
        padding: 0;
      }
      .help {
        font-size: 12px;
        color: var(--aurono-quiet);
      }
    `]}render(){return g`${Object.keys(T).map(e=>this.#e(e))}`}#e(e){let t=T[e].filter(e=>e!==`timeframe`),n=t.every(e=>this.rule[e]===S[e]),r=t.some(e=>this.problems.has(e));return g`
      <details ?open=${He.has(e)||!n||r}>
        <summary>${D.section(this.app,e)}</summary>
        <div class="fields">
          ${t.map(t=>Be([this.rule[t],this.problems.get(t),this.app,this.market],()=>this.#t(e,t)))}
        </div>
      </details>
    `}#t(e,t){let n=this.rule[t],r=D.label(this.app,e,t);return typeof n==`boolean`?this.#n(e,t,n,r):t===`reference`?pe({label:r,value:n,options:me.map(e=>({value:e,label:D.option(this.app,`reference`,e)})),onChange:e=>{this.#o({reference:e})}}):this.#r(e,t,n,r)}#n(e,t,n,r){let i=D.help(this.app,e,t);return g`
      <label class="choice">
        <input
          type="checkbox"
          .checked=${k(n)}
          @change=${e=>{this.#o({[t]:e.target.checked})}}
        />
        <span>${r}${i===``?m:g`<span class="help"><br />${i}</span>`}</span>
      </label>
    `}#r(e,t,n,r){let i=this.#i(t),a=this.problems.get(t),o=D.help(this.app,e,t),s=e=>{this.#o({[t]:e.target.value})},c=g`
      <div class="entry">
        <input
          id=${t}
          inputmode="decimal"
          autocomplete="off"
          .value=${k(n)}
          aria-invalid=${a===void 0?`false`:`true`}
          aria-describedby="${t}-help"
          @input=${s}
        />
        <span class="unit" aria-hidden="true">${this.#a(t)}</span>
      </div>
    `,l=Number(w(n));return g`
      <div class="field">
        <label for=${t}>${r}</label>
        <div class="line ${i===void 0?`alone`:``}">
          ${i===void 0?m:g`<input
                  type="range"
                  aria-label=${r}
                  min=${i.min}
                  max=${Math.max(i.max,Number.isNaN(l)?0:l)}
                  step=${i.step}
                  .value=${k(n)}
                  @input=${s}
                />`}
          ${c}
        </div>
        <div id="${t}-help" class=${a===void 0?`help`:`error small`}>${a??o}</div>
      </div>
    `}#i(e){return We[e]?.(Number(this.market.min_cost)||5)}#a(e){let{base:t,quote:n}=b(this.market.pair);return{percent:`%`,quote:n,base:t,hours:`h`,none:``}[Ge[e]??`none`]}#o(e){this.dispatchEvent(new Ve(e))}};y([_({attribute:!1})],z.prototype,`rule`,void 0),y([_({attribute:!1})],z.prototype,`market`,void 0),y([_({attribute:!1})],z.prototype,`problems`,void 0),z=y([v(`aurono-rule-form`)],z);var B=class extends l{static{this.styles=[i,p`
      :host {
        display: grid;
        gap: var(--aurono-gap);
        grid-template-columns: minmax(0, 1fr);
      }
      .card {
        /* What changes in here changes nothing outside, and out of sight it is neither laid out nor painted. */
        content-visibility: auto;
        contain-intrinsic-size: auto 480px;
      }
      :host([stale]) {
        opacity: 0.5;
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
      .safety {
        display: flex;
        gap: 8px;
        align-items: flex-start;
      }
      .reasons {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 4px 12px;
        font-variant-numeric: tabular-nums;
      }
      details summary {
        cursor: pointer;
        font-weight: 500;
      }
      details > :not(summary) {
        margin-top: 8px;
      }
      .hero-line {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 4px 12px;
      }
      h2 {
        margin-bottom: 8px;
      }
      .scroll {
        overflow-x: auto;
      }
    `]}render(){return g`
      <section class="card stack">
        ${this.#n()} ${this.#r()} ${this.#i()} ${this.#a()} ${this.#o()}
      </section>
      ${this.#c()}
      <section class="card">${this.#l()}</section>
    `}get#e(){return b(this.subject.market.pair).quote}#t(e){return this.app.numbers.money(e,this.#e)}#n(){let{endValue:e,profit:t,profitPercent:n}=this.figures,r=this.app.numbers.percent(n,{signed:!0});return g`
      <div>
        <div class="quiet small">${this.app.text(`simulate_end_value`)}</div>
        <div class="hero-line">
          <span class="hero">${this.#t(e)}</span>
          <span>${re(this.app,t,this.#e)} (${s(r)})</span>
        </div>
      </div>
    `}#r(){let{figures:e,app:t}=this;return e.start===null||e.end===null?g`<p>${t.text(`simulate_no_candles`)}</p>`:g`<p>
      ${t.plural(`simulate_sentence`,e.candles,{count:t.numbers.number(e.candles,0),since:t.times.date(e.start),until:t.times.date(e.end),buys:e.buys,sells:e.sells,fees:this.#t(e.fees)})}
      ${e.trades===0?t.text(`simulate_no_trades`):m}
    </p>`}#i(){let{isSafe:e,capitalWanted:t,capitalUsed:n,reasons:r}=this.figures,i=r.CAPITAL_INSUFFICIENT??0;return g`
      <div class="safety ${e?`gain`:`warn`}">
        ${d(e?ie:ae)}
        <span>
          ${e?this.app.text(`simulate_safe`,{used:this.#t(n)}):this.app.plural(`simulate_unsafe`,i,{wanted:this.#t(t)})}
        </span>
      </div>
    `}#a(){let{text:e}=this.app,t=(e,t)=>g`
      <tr>
        <th scope="row">${e}</th>
        <td>${this.#t(t.endValue)}</td>
        <td>${s(this.app.numbers.percent(t.profitPercent,{signed:!0}))}</td>
      </tr>
    `;return g`
      <div class="scroll" tabindex="0" role="region" aria-label=${e(`simulate_compare`)}>
        <table class="compare">
          <thead>
            <tr>
              <th scope="col">${e(`simulate_compare`)}</th>
              <th scope="col">${e(`simulate_end_value`)}</th>
              <th scope="col">${e(`simulate_profit`)}</th>
            </tr>
          </thead>
          <tbody>
            ${t(e(`simulate_this_rule`),this.figures)} ${t(e(`simulate_hold`),this.figures.buyAndHold)}
            ${t(e(`simulate_monthly`),this.figures.monthly)}
          </tbody>
        </table>
      </div>
    `}#o(){let{figures:e,app:t}=this,{numbers:n,text:r}=t;return g`
      <dl class="stats">
        ${u(r(`simulate_trades`),String(e.trades))}
        ${u(r(`simulate_fees`),this.#t(e.fees))}
        ${u(r(`simulate_drawdown`),n.percent(e.drawdown),r(`simulate_drawdown_help`))}
        ${u(r(`simulate_wanted`),this.#t(e.capitalWanted),r(`simulate_wanted_help`))}
        ${u(r(`simulate_buy_streak`),String(e.buyStreak))}
        ${u(r(`simulate_sell_streak`),String(e.sellStreak))}
      </dl>
      ${this.#s()}
    `}#s(){let{price:e,averageCost:t}=this.figures;if(e===null)return m;let{buy:n,sell:r}=Ke(Number(e),this.question,t,Number(this.subject.market.taker_fee)),i=e=>this.app.numbers.price(e.toFixed(12),this.#e);return g`<p class="quiet">
      ${this.app.text(`simulate_thresholds`,{price:this.app.numbers.price(e,this.#e),buy:i(n),sell:i(r)})}
    </p>`}#c(){let{parts:e,app:t}=this,{text:n,numbers:r,times:i}=t;if(e===void 0)return m;if(e===null)return g`<section class="card quiet">${n(`simulate_parts_too_short`)}</section>`;let{tuning:a,unseen:o,at:c}=e,l=(e,t)=>g`<tr>
        <th scope="row">${e}</th>
        <td>${t(a)}</td>
        <td>${t(o)}</td>
      </tr>`,u=e=>s(r.percent(e.profitPercent,{signed:!0}));return g`
      <section class="card">
        <h2>${n(`simulate_parts`)}</h2>
        <div class="scroll" tabindex="0" role="region" aria-label=${n(`simulate_parts`)}>
          <table class="compare">
            <thead>
              <tr>
                <td></td>
                <th scope="col">${n(`simulate_part_tuning`,{date:i.date(c)})}</th>
                <th scope="col">${n(`simulate_part_unseen`,{date:i.date(c)})}</th>
              </tr>
            </thead>
            <tbody>
              ${l(n(`simulate_profit`),u)} ${l(n(`simulate_hold`),e=>u(e.buyAndHold))}
              ${l(n(`simulate_drawdown`),e=>r.percent(e.drawdown))}
              ${l(n(`simulate_trades`),e=>String(e.trades))}
            </tbody>
          </table>
        </div>
        <p class="quiet small">${n(`simulate_parts_text`)}</p>
      </section>
    `}#l(){let{reasons:e,candles:t}=this.figures,{plural:n,numbers:r,state:i}=this.app;return g`
      <details>
        <summary>${n(`simulate_reasons`,t,{count:r.number(t,0)})}</summary>
        <dl class="reasons">
          ${Object.entries(e).map(([e,t])=>g`
              <dt>${i(`sensor`,`last_decision`,e.toLowerCase())}</dt>
              <dd>${r.number(t,0)}</dd>
            `)}
        </dl>
      </details>
    `}};y([_({attribute:!1})],B.prototype,`figures`,void 0),y([_({attribute:!1})],B.prototype,`parts`,void 0),y([_({attribute:!1})],B.prototype,`subject`,void 0),y([_({attribute:!1})],B.prototype,`question`,void 0),B=y([v(`aurono-run-figures`)],B);function Ke(e,{rule:t},n,r){let i=n===null?0:n*(1+Number(t.loss_protection)/100)/(1-r);return{buy:e*(1+Number(t.buy_trigger)/100),sell:Math.max(e*(1+Number(t.sell_trigger)/100),i)}}var qe=[`fourth`,`good`,`bad`,`muted`],Je=240,V=class extends l{constructor(...e){super(...e),this.pins=[]}static{this.styles=[i,p`
      :host {
        display: grid;
        gap: var(--aurono-gap);
        grid-template-columns: minmax(0, 1fr);
      }
      .card {
        /* What changes in here changes nothing outside, and out of sight it is neither laid out nor painted. */
        content-visibility: auto;
        contain-intrinsic-size: auto 420px;
      }
      @media (max-width: 600px) {
        aurono-chart {
          --chart-height: 260px;
        }
      }
    `]}#e;#t;#n;render(){let{quote:e}=b(this.subject.market.pair),t=ge(this.app,e),n=he(this.app);return g`
      <section class="card">
        <h2>${this.app.text(`simulate_value_chart`)}</h2>
        <aurono-chart
          label=${this.app.text(`simulate_value_chart_label`)}
          .model=${this.#r()}
          .formats=${t}
          .words=${n}
        ></aurono-chart>
      </section>
      ${this.rested===void 0?m:g`<section class="card">
              <h2>${this.app.text(`simulate_trades_chart`)}</h2>
              <aurono-chart
                label=${this.app.text(`simulate_trades_chart_label`,{pair:this.subject.market.pair})}
                .model=${this.#a(this.rested)}
                .formats=${t}
                .words=${n}
              ></aurono-chart>
            </section>`}
    `}#r(){return(this.#t?.view!==this.view||this.#t.pins!==this.pins)&&(this.#t={view:this.view,pins:this.pins,model:this.#i()}),this.#t.model}#i(){let{text:e}=this.app,{times:t,strategy:n,hold:r,monthly:i,underwater:a}=this.view.curves;return{series:[{id:`rule`,kind:`area`,color:`first`,unit:`money`,label:e(`simulate_this_rule`),points:H(t,n)},{id:`hold`,kind:`line`,color:`second`,dashed:!0,unit:`money`,label:e(`simulate_hold`),points:H(t,r)},{id:`monthly`,kind:`line`,color:`third`,dashed:!0,unit:`money`,label:e(`simulate_monthly`),points:H(t,i)},...this.pins.map((e,t)=>({id:`pin ${e.number}`,kind:`line`,color:qe[t]??`muted`,unit:`money`,label:e.name,points:H(e.view.curves.times,e.view.curves.strategy)})),{id:`underwater`,kind:`area`,pane:1,color:`bad`,unit:`percent`,label:e(`simulate_underwater`),points:H(t,a)}]}}#a(e){let t=O(this.subject.table,this.question,this.app.times);return(this.#n?.run!==e||this.#n.table!==t)&&(this.#n={run:e,table:t,model:this.#o(e,t)}),this.#n.model}#o({figures:e,trades:t},n){let{text:r}=this.app;this.#e?.table!==n&&(this.#e={table:n,drawn:ve(n)});let i=e.price===null?void 0:Ke(Number(e.price),this.question,e.averageCost,Number(this.subject.market.taker_fee));return{series:[{id:`candles`,kind:`candles`,unit:`price`,label:this.subject.market.pair,length:_e(n.timeframe),candles:this.#e.drawn}],markers:t.map(({time:e,side:t})=>({time:e,kind:t})),levels:i===void 0?[]:[{value:i.buy,label:r(`simulate_level_buy`),color:`good`},{value:i.sell,label:r(`simulate_level_sell`),color:`bad`},...e.averageCost===null?[]:[{value:e.averageCost,label:r(`simulate_level_cost`),color:`muted`}]],barsInView:Je}}};y([_({attribute:!1})],V.prototype,`view`,void 0),y([_({attribute:!1})],V.prototype,`rested`,void 0),y([_({attribute:!1})],V.prototype,`pins`,void 0),y([_({attribute:!1})],V.prototype,`subject`,void 0),y([_({attribute:!1})],V.prototype,`question`,void 0),V=y([v(`aurono-run-charts`)],V);function H(e,t){return Array.from(e,(e,n)=>{let r=t[n]??NaN;return{time:e,value:Number.isNaN(r)?null:r}})}var Ye=[`slippage`,`since`,`until`,`tuning`],U=class extends l{constructor(...e){super(...e),this.problem=``}static{this.styles=[i,p`
      :host {
        display: block;
        border-top: 1px solid var(--aurono-line);
        margin-top: 12px;
        padding-top: 12px;
      }
      .fields {
        display: grid;
        gap: 14px;
        padding-top: 8px;
        grid-template-columns: minmax(0, 1fr);
      }
      .days {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(132px, 1fr));
        gap: 12px;
      }
      summary {
        cursor: pointer;
        font-weight: 500;
        padding: 4px 0;
      }
      input[type="range"] {
        width: 100%;
      }
      .help {
        font-size: 12px;
        color: var(--aurono-quiet);
      }
    `]}render(){let{text:e,times:t}=this.app,{slippage:n,since:r,until:i,tuning:a}=this.question,o=this.subject.table.times,s=o[0]===void 0?``:t.isoDay(o[0]),c=o.at(-1)===void 0?``:t.isoDay(o.at(-1)??0);return g`
      <details ?open=${this.#e}>
        <summary>${e(`simulate_settings`)}</summary>
        <div class="fields">
          <div class="days">
            ${this.#t(`since`,e(`simulate_since`),r||s,s,c)}
            ${this.#t(`until`,e(`simulate_until`),i||c,s,c)}
          </div>
          ${r===``&&i===``?m:g`<button
                  @click=${()=>{this.#n({since:``,until:``})}}
                >
                  ${e(`simulate_whole_period`)}
                </button>`}
          <label class="field">
            <span>${e(`simulate_tuning`,{percent:a,rest:100-Number(a)})}</span>
            <input
              type="range"
              min="50"
              max="90"
              step="5"
              .value=${k(a)}
              @input=${e=>{this.#n({tuning:e.target.value})}}
            />
            <span class="help">${e(`simulate_tuning_help`)}</span>
          </label>
          <label class="field">
            <span>${e(`simulate_slippage`)}</span>
            <input
              inputmode="decimal"
              autocomplete="off"
              .value=${k(n)}
              aria-invalid=${this.problem===``?`false`:`true`}
              @input=${e=>{this.#n({slippage:e.target.value})}}
            />
            <span class=${this.problem===``?`help`:`error small`}>
              ${this.problem||e(`simulate_slippage_help`)}
            </span>
          </label>
        </div>
      </details>
    `}get#e(){return Xe(this.question,ce)}#t(e,t,n,r,i){return g`
      <label class="field">
        <span>${t}</span>
        <input
          type="date"
          min=${r}
          max=${i}
          .value=${k(n)}
          @change=${t=>{let n=t.target.value;this.#n({[e]:n===(e===`since`?r:i)?``:n})}}
        />
      </label>
    `}#n(e){this.dispatchEvent(new E(e))}};y([_({attribute:!1,hasChanged:Xe})],U.prototype,`question`,void 0),y([_({attribute:!1})],U.prototype,`subject`,void 0),y([_()],U.prototype,`problem`,void 0),U=y([v(`aurono-simulation-form`)],U);function Xe(e,t){return t===void 0||Ye.some(n=>e[n]!==t[n])}Object.fromEntries(Ce.map((e,t)=>[e,t])),A(`1000000`);function Ze(e,t){let[n,r]=[e/2,e*4],i=Math.min(4,Math.max(1,1-Math.floor(Math.log10((r-n)/t)))),a=Array.from({length:t},(e,a)=>(n+(r-n)*a/(t-1)).toFixed(i)),o=[...new Set(a.map(e=>be(A(e))))].filter(e=>e!==`0`);return{buys:o.filter(e=>Number(e)<100).map(e=>`-${e}`),sells:o.filter(e=>Number(e)<=1e3)}}var Qe=.5;function $e(e){let{rows:t,columns:n}=e,r=new Float64Array(t*n).fill(NaN),i=new Float64Array(t*n).fill(NaN);for(let t=0;t<r.length;t+=1){if(Number.isNaN(e.values[t]??NaN))continue;let n=[t,...it(e,t)].map(t=>e.values[t]??NaN).filter(e=>!Number.isNaN(e));r[t]=at(n),i[t]=Math.min(...n)}let a=r.reduce((e,t)=>t>e?t:e,0),o=nt(e,Array.from(r,(e,t)=>a>0&&e>=a*Qe&&(i[t]??0)>0)).reduce((e,t)=>t.length>e.length?t:e,[]),s=new Set(o);return{medians:r,worsts:i,isPart:Array.from(r,(e,t)=>s.has(t)),middle:et(e,o,s,r)}}function et(e,t,n,r){if(t.length===0)return null;let i=t.map(t=>W(e,t)),a=G(i.map(e=>e.row)),o=G(i.map(e=>e.column));return t.map(t=>{let i=W(e,t);return{cell:i,depth:tt(e,t,n),off:Math.hypot(i.row-a,i.column-o),value:r[t]??0}}).sort((e,t)=>t.depth-e.depth||e.off-t.off||t.value-e.value)[0]?.cell??null}function tt(e,t,n){let{row:r,column:i}=W(e,t);for(let t=1;;t+=1)for(let a=r-t;a<=r+t;a+=1)for(let r=i-t;r<=i+t;r+=1)if(!(a>=0&&r>=0&&a<e.rows&&r<e.columns)||!n.has(a*e.columns+r))return t-1}function nt(e,t){let n=new Set,r=[];return t.forEach((i,a)=>{if(!i||n.has(a))return;let o=[],s=[a];n.add(a);for(let r=s.pop();r!==void 0;r=s.pop()){o.push(r);for(let i of rt(e,r))t[i]!==!0||n.has(i)||(n.add(i),s.push(i))}r.push(o)}),r}function rt(e,t){let{row:n,column:r}=W(e,t);return it(e,t).filter(t=>{let i=W(e,t);return i.row===n||i.column===r})}function it(e,t){let{row:n,column:r}=W(e,t),i=[];for(let t=Math.max(0,n-1);t<=Math.min(e.rows-1,n+1);t+=1)for(let a=Math.max(0,r-1);a<=Math.min(e.columns-1,r+1);a+=1)(t!==n||a!==r)&&i.push(t*e.columns+a);return i}function W(e,t){return{row:Math.floor(t/e.columns),column:t%e.columns}}function at(e){let t=[...e].sort((e,t)=>e-t),n=t.length>>1,r=t[n]??NaN;return t.length%2==1?r:((t[n-1]??NaN)+r)/2}function G(e){return e.reduce((e,t)=>e+t,0)/e.length}var ot=[8,16,32],K=16,q=class extends l{constructor(...e){super(...e),this.share=.7,this.steps=ot[1],this.isBusy=!1,this.isFailed=!1,this.madeOf=``}static{this.styles=[i,p`
      :host {
        display: block;
        content-visibility: auto;
        contain-intrinsic-size: auto 240px;
      }
      .tools {
        display: flex;
        flex-wrap: wrap;
        gap: 12px;
        align-items: end;
      }
      progress {
        flex: 1 1 160px;
        height: 40px;
        accent-color: var(--aurono-fill);
      }
      .map {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr);
        gap: 4px;
        max-width: 560px;
      }
      .y {
        writing-mode: vertical-rl;
        transform: rotate(180deg);
        text-align: center;
        font-size: 12px;
        color: var(--aurono-quiet);
      }
      .x {
        grid-column: 2;
        display: flex;
        justify-content: space-between;
        font-size: 12px;
        color: var(--aurono-quiet);
      }
      canvas {
        width: 100%;
        aspect-ratio: 1;
        image-rendering: pixelated;
        border-radius: 8px;
        cursor: crosshair;
        touch-action: manipulation;
      }
      .told {
        min-height: 42px;
      }
    `]}#e;disconnectedCallback(){super.disconnectedCallback(),this.#e?.abort()}updated(e){(e.has(`drawn`)||e.has(`chosen`)||e.has(`isBusy`))&&this.#u()}render(){let{text:e}=this.app,{drawn:t}=this,n=t!==void 0&&!this.isBusy&&this.madeOf!==this.#c();return g`
      <section class="card stack">
        <h2>${e(`simulate_map`)}</h2>
        <p class="quiet">${e(`simulate_map_text`)}</p>
        <div class="tools">
          ${pe({label:e(`simulate_map_fineness`),value:String(this.steps),options:ot.map(t=>({value:String(t),label:e(`simulate_map_runs`,{runs:this.app.numbers.number(t*t,0)})})),onChange:e=>{this.steps=Number(e)},disabled:this.isBusy})}
          ${this.isBusy?this.#n(t):this.#t(t)}
        </div>
        ${this.isFailed?g`<p class="error" role="alert">${e(`simulate_map_failed`)}</p>`:m}
        ${n?g`<p class="warn" role="status">${e(`simulate_map_old`)}</p>`:m}
        ${t===void 0?m:this.#r(t)}
      </section>
    `}#t(e){return g`<button class=${e===void 0?`primary`:``} @click=${()=>void this.#l()}>
      ${this.app.text(e===void 0?`simulate_map_make`:`simulate_map_again`)}
    </button>`}#n(e){let t=e?.cells.length??1;return g`
      <progress .value=${(e?.known??0)/t} max="1" aria-label=${this.app.text(`simulate_map`)}></progress>
      <button @click=${()=>this.#e?.abort()}>${this.app.text(`common_cancel`)}</button>
    `}#r(e){let{text:t}=this.app,{buys:n,sells:r}=e.axes,i=e=>this.app.numbers.percent(e??null);return g`
      <div class="map">
        <div class="y">${t(`simulate_map_y`,{from:i(n.at(-1)),to:i(n[0])})}</div>
        <canvas
          width=${r.length*K}
          height=${n.length*K}
          role="img"
          aria-label=${t(`simulate_map_label`)}
          @click=${this.#s}
        ></canvas>
        <div class="x">
          <span>${i(r[0])}</span><span>${t(`simulate_map_x`)}</span><span>${i(r.at(-1))}</span>
        </div>
      </div>
      ${this.isBusy?m:this.#i(e)}
      <div class="told" role="status">${this.#a(e)}</div>
    `}#i({read:e,axes:{buys:t,sells:n},cells:r}){let{text:i,numbers:a}=this.app,{middle:o}=e;if(o===null)return g`<p>${i(`simulate_map_no_plateau`)}</p>`;let[s,c]=[t[o.row]??``,n[o.column]??``],l=o.row*n.length+o.column,u=r.reduce((e,t)=>Math.max(e,t?.profit??-1/0),-1/0);return g`
      <p>
        ${i(`simulate_map_suggestion`,{buy:a.percent(s),sell:a.percent(c),typical:a.percent(X(e.medians[l]),{signed:!0}),worst:a.percent(X(e.worsts[l]),{signed:!0})})}
      </p>
      <p class="quiet small">${i(`simulate_map_why`,{best:a.percent(X(u),{signed:!0})})}</p>
      <div class="row">
        <button
          class="primary"
          @click=${()=>{this.#o(o)}}
        >
          ${i(`simulate_map_use`)}
        </button>
      </div>
    `}#a({axes:{buys:e,sells:t},cells:n,read:r}){let{chosen:i}=this;if(i===void 0)return g`<span class="quiet small">${this.app.text(`simulate_map_touch`)}</span>`;let a=i.row*t.length+i.column,o=n[a];if(o===void 0)return m;let{text:c,numbers:l}=this.app,u=e=>s(l.percent(X(e),{signed:!0}));return g`
      <div class="row between">
        <span>
          ${l.percent(e[i.row])} / ${l.percent(t[i.column])}: ${u(o.profit)},
          ${this.app.plural(`simulate_trades_short`,o.trades)}. ${c(`simulate_map_around`)}
          ${u(r.medians[a])}
        </span>
        <button
          @click=${()=>{this.#o(i)}}
        >
          ${c(`simulate_map_use_this`)}
        </button>
      </div>
    `}#o({row:e,column:t}){let{buys:n,sells:r}=this.drawn?.axes??{buys:[],sells:[]},[i,a]=[n[e],r[t]];i!==void 0&&a!==void 0&&this.dispatchEvent(new Ve({buy_trigger:i,sell_trigger:a}))}#s(e){let{drawn:t,canvas:n}=this;if(t===void 0||n===null)return;let r=n.getBoundingClientRect(),i=Math.floor((e.clientY-r.top)/r.height*t.axes.buys.length),a=Math.floor((e.clientX-r.left)/r.width*t.axes.sells.length);this.chosen={row:i,column:a}}#c(){let{strategy:e,slippage:t}=this.setting,n=Object.entries(e).filter(([e])=>e!==`buy_trigger`&&e!==`sell_trigger`);return JSON.stringify([n,t,this.share,this.table.count,this.table.times[0]])}async#l(){let e=this.setting.strategy.reference===`previous_close`?`previous_close`:`open`,t=ye(this.table,e);if(t===null)return;let n=Ze(t.sigma,this.steps),r=Array(n.buys.length*n.sells.length).fill(void 0),i=new AbortController;this.#e?.abort(),this.#e=i,this.isBusy=!0,this.isFailed=!1,this.chosen=void 0,this.madeOf=this.#c(),this.drawn=Y(n,r);try{this.runner.table=this.table,await this.runner.map(this.setting,this.share,n,(e,t)=>{t.forEach((t,n)=>{r[e+n]=t}),this.drawn=Y(n,r)},i.signal)}catch(e){i.signal.aborted||(console.error(e),this.isFailed=!0)}finally{this.#e===i&&(this.isBusy=!1)}}#u(){let{canvas:e,drawn:t}=this,n=e?.getContext(`2d`);if(e===null||n==null||t===void 0)return;let r=t.axes.sells.length,i=t.read.medians.reduce((e,t)=>Math.abs(t)>e?Math.abs(t):e,1e-9),a=getComputedStyle(this),o=a.getPropertyValue(`--success-color`)||`#43a047`,s=a.getPropertyValue(`--error-color`)||`#db4437`;n.clearRect(0,0,e.width,e.height),t.read.medians.forEach((e,t)=>{Number.isNaN(e)||(n.globalAlpha=.08+.92*Math.min(1,Math.abs(e)/i),n.fillStyle=e>=0?o:s,n.fillRect(t%r*K,Math.floor(t/r)*K,K,K))}),n.globalAlpha=1,this.isBusy||this.#d(n,t,r)}#d(e,{read:t},n){e.strokeStyle=getComputedStyle(this).getPropertyValue(`--primary-text-color`)||`#141414`,e.lineWidth=3;let r=(e,r)=>r>=0&&r<n&&t.isPart[e*n+r]===!0;e.beginPath(),t.isPart.forEach((t,i)=>{if(!t)return;let[a,o]=[Math.floor(i/n),i%n],[s,c]=[o*K,a*K];r(a-1,o)||J(e,s,c,s+K,c),r(a+1,o)||J(e,s,c+K,s+K,c+K),r(a,o-1)||J(e,s,c,s,c+K),r(a,o+1)||J(e,s+K,c,s+K,c+K)}),e.stroke();let{middle:i}=t;i!==null&&(e.beginPath(),e.arc((i.column+.5)*K,(i.row+.5)*K,K*.35,0,2*Math.PI),e.stroke()),this.chosen!==void 0&&e.strokeRect(this.chosen.column*K+2,this.chosen.row*K+2,12,12)}};y([_({attribute:!1})],q.prototype,`runner`,void 0),y([_({attribute:!1})],q.prototype,`setting`,void 0),y([_({attribute:!1})],q.prototype,`table`,void 0),y([_({attribute:!1})],q.prototype,`share`,void 0),y([h()],q.prototype,`steps`,void 0),y([h()],q.prototype,`drawn`,void 0),y([h()],q.prototype,`isBusy`,void 0),y([h()],q.prototype,`isFailed`,void 0),y([h()],q.prototype,`chosen`,void 0),y([h()],q.prototype,`madeOf`,void 0),y([f(`canvas`)],q.prototype,`canvas`,void 0),q=y([v(`aurono-trigger-map`)],q);function J(e,t,n,r,i){e.moveTo(t,n),e.lineTo(r,i)}function Y(e,t){let n=Float64Array.from(t,e=>e?.profit??NaN),r=$e({rows:e.buys.length,columns:e.sells.length,values:n});return{axes:e,cells:[...t],known:t.filter(e=>e!==void 0).length,read:r}}function X(e){return e===void 0||!Number.isFinite(e)?null:e.toFixed(4)}function st(e,t,n){let r=le(n.pair,t.rule),i=Se(r),a=new Map,o={minimum:e.numbers.number(n.min_cost),quote:b(n.pair).quote,free:``};if(!i.ok)for(let[t,n]of i.problems)a.set(x(t),D.problem(e,x(t),n,o));let s=xe(w(t.slippage)||`0`);return s===null?a.set(`slippage`,D.problem(e,`slippage`,`not_a_number`,o)):(s.sign<0||s.isAtLeast(A(`100`)))&&a.set(`slippage`,e.text(`simulate_slippage_range`)),{setting:a.size===0?{strategy:r,market:n,slippage:w(t.slippage)||`0`}:void 0,problems:a}}function ct(e){return[`time_utc,side,price,amount,fee`,...e.map(({time:e,side:t,price:n,amount:r,fee:i})=>[new Date(e).toISOString(),t,n,r,i].join(`,`))].join(`\r
`)+`\r
`}function lt(e,{figures:t,trades:n}){let{strategy:r,market:i,slippage:a}=e;return JSON.stringify({strategy:r,market:i,slippage:a,figures:t,trades:n},null,2)+`
`}function ut(e,t,n){let r=URL.createObjectURL(new Blob([n],{type:t})),i=document.createElement(`a`);i.href=r,i.download=e,i.click(),setTimeout(()=>{URL.revokeObjectURL(r)},1e3)}var dt=200,ft=4,pt=1/5,Z=class extends l{constructor(...e){super(...e),this.canAct=!1,this.isFailed=!1,this.pins=[],this.flaws=new Map,this.#e=new Ee,this.#t=new we(pt),this.#r=!1,this.#d=()=>{this.createDialog.show(this.question)},this.#f=()=>{if(this.shown===void 0)return;let{asked:e,view:t}=this.shown,{buy_trigger:n,sell_trigger:r}=e.question.rule,i=Math.max(0,...this.pins.map(e=>e.number))+1;this.pins=[...this.pins,{number:i,name:`${n} % / ${r} %`,view:t,question:e.question}]},this.#p=()=>{this.keepDialog.show({...this.question,pair:this.subject.market.pair})},this.#m=()=>{let e=C({...this.question,pair:this.subject.market.pair,account:``});this.keepDialog.share(`${location.origin}${ee(`lab/simulate`,Object.fromEntries(e))}`)},this.#h=async()=>{await this.#_(`csv`,`text/csv`,({trades:e})=>ct(e))},this.#g=async()=>{await this.#_(`json`,`application/json`,(e,t)=>lt(t,e))}}static{this.styles=[i,p`
      :host {
        display: block;
      }
      .columns {
        display: grid;
        gap: var(--aurono-gap);
        grid-template-columns: minmax(0, 1fr);
        align-items: start;
      }
      .strip {
        position: sticky;
        top: calc(-1 * var(--aurono-gap));
        z-index: 2;
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        justify-content: space-between;
        gap: 0 16px;
        padding: 8px var(--aurono-gap);
        margin: 0 calc(-1 * var(--aurono-gap)) var(--aurono-gap);
        background: var(--card-background-color);
        border-block: 1px solid var(--aurono-line);
      }
      .strip b {
        font-size: 20px;
        font-weight: 500;
      }
      @media (min-width: 900px) {
        .columns {
          grid-template-columns: minmax(300px, 380px) minmax(0, 1fr);
        }
        .form {
          position: sticky;
          top: 0;
          max-height: calc(100dvh - 72px);
          overflow-y: auto;
        }
        .strip {
          display: none;
        }
      }
    `]}#e;#t;#n;#r;#i;disconnectedCallback(){super.disconnectedCallback(),clearTimeout(this.#i),this.#e.stop(),this.#n=void 0}connectedCallback(){super.connectedCallback(),this.hasUpdated&&this.requestUpdate()}willUpdate(){let e=C(this.question).toString();if(e===this.#n?.key&&this.subject===this.#n.subject)return;let{subject:t,question:n}=this;this.flaws=new Map,this.#n={key:e,subject:t,question:n,...st(this.app,n,t.market)},clearTimeout(this.#i),this.#n.setting!==void 0&&(this.#e.table=O(t.table,n,this.app.times),this.#i=setTimeout(()=>void this.#c(),dt),this.#s())}render(){let e=this.#n?.problems??new Map;return g`
      ${this.#a()}
      <div class="columns">
        <section class="card form" aria-label=${this.app.text(`simulate_rule`)}>
          <aurono-rule-form
            .rule=${this.question.rule}
            .market=${this.subject.market}
            .problems=${new Map([...this.flaws,...e])}
            @rule=${this.#u}
          ></aurono-rule-form>
          <aurono-simulation-form
            .question=${this.question}
            .subject=${this.subject}
            .problem=${e.get(`slippage`)??``}
          ></aurono-simulation-form>
        </section>
        <div class="stack">
          ${e.size===0?m:g`<p class="card error" role="alert">${this.app.plural(`simulate_wrong`,e.size)}</p>`}
          ${this.isFailed?g`<p class="card error" role="alert">${this.app.text(`simulate_failed`)}</p>`:m}
          ${this.shown===void 0?m:this.#o(this.shown,e.size===0)}
        </div>
      </div>
      <aurono-create-dialog
        .subject=${this.subject}
        @flaws=${e=>{this.flaws=e.detail}}
      ></aurono-create-dialog>
      <aurono-keep-dialog></aurono-keep-dialog>
    `}#a(){if(this.shown===void 0)return m;let{asked:e,view:t}=this.shown,{figures:n}=t,{quote:r}=b(e.subject.market.pair),{numbers:i}=this.app;return g`
      <div class="strip" aria-hidden="true">
        <b>${s(i.money(n.profit,r,{signed:!0}))}</b>
        <span>${s(i.percent(n.profitPercent,{signed:!0}))}</span>
        <span class="quiet">${this.app.plural(`simulate_trades_short`,n.trades)}</span>
      </div>
    `}#o({asked:n,view:r},i){let{subject:a,question:o,setting:s}=n;return g`
      <aurono-run-figures
        ?stale=${!i}
        .figures=${r.figures}
        .parts=${this.parts}
        .subject=${a}
        .question=${o}
      ></aurono-run-figures>
      <div class="row">
        ${this.canAct?g`<button class="primary" ?disabled=${!i} @click=${this.#d}>
                ${this.app.text(`simulate_create`)}
              </button>`:m}
        <button ?disabled=${!i||this.pins.length>=ft} @click=${this.#f}>
          ${d(te)}${this.app.text(`simulate_pin`)}
        </button>
        <button @click=${this.#p}>${d(e)}${this.app.text(`simulate_save`)}</button>
        <button @click=${this.#m}>${d(c)}${this.app.text(`simulate_share`)}</button>
        <button ?disabled=${!i} @click=${this.#h}>${d(t)}CSV</button>
        <button ?disabled=${!i} @click=${this.#g}>${d(t)}JSON</button>
      </div>
      <aurono-pins
        .pins=${this.pins}
        .now=${r}
        .subject=${a}
        @pins=${e=>{this.pins=e.detail}}
      ></aurono-pins>
      <aurono-run-charts
        .view=${r}
        .rested=${this.rested}
        .pins=${this.pins}
        .subject=${a}
        .question=${o}
      ></aurono-run-charts>
      <aurono-trigger-map
        .runner=${this.#e}
        .setting=${s}
        .table=${O(a.table,o,this.app.times)}
        .share=${$(o)}
        @rule=${this.#u}
      ></aurono-trigger-map>
    `}async#s(){if(!this.#r){this.#r=!0;try{for(;;){await this.#t.turn();let e=this.#n;if(e===void 0||!Q(e)||e===this.shown?.asked)return;let t=await this.#e.run(e.setting);await this.#t.draw(()=>{t!==void 0&&e!==this.shown?.asked&&(this.shown={asked:e,view:t}),this.isFailed=!1})}}catch(e){this.#l(e)}finally{this.#r=!1}}}async#c(){let e=this.#n;if(e!==void 0&&Q(e))try{let t=await this.#e.rest(e.setting,$(e.question));if(e!==this.#n||t===void 0)return;this.parts=t.parts,this.rested=t.view,this.shown={asked:e,view:t.view}}catch(e){this.#l(e)}}#l(e){e instanceof DOMException&&e.name===`AbortError`||(console.error(e),this.isFailed=!0)}#u(e){this.dispatchEvent(new E({rule:{...this.question.rule,...e.detail}}))}#d;#f;#p;#m;#h;#g;async#_(e,t,n){let r=this.#n;if(r!==void 0&&Q(r))try{let i=await this.#e.rest(r.setting,$(r.question));i!==void 0&&ut(this.#v(e),t,n(i.view,r.setting))}catch(e){this.#l(e)}}#v(e){return`aurono-${this.subject.market.pair.replace(`/`,`-`)}-${this.question.rule.timeframe}.${e}`}};y([_({attribute:!1})],Z.prototype,`subject`,void 0),y([_({attribute:!1})],Z.prototype,`question`,void 0),y([_({type:Boolean})],Z.prototype,`canAct`,void 0),y([h()],Z.prototype,`shown`,void 0),y([h()],Z.prototype,`rested`,void 0),y([h()],Z.prototype,`parts`,void 0),y([h()],Z.prototype,`isFailed`,void 0),y([h()],Z.prototype,`pins`,void 0),y([h()],Z.prototype,`flaws`,void 0),y([f(`aurono-create-dialog`)],Z.prototype,`createDialog`,void 0),y([f(`aurono-keep-dialog`)],Z.prototype,`keepDialog`,void 0),Z=y([v(`aurono-simulate`)],Z);function Q(e){return e.setting!==void 0}function $({tuning:e}){let t=Number(e);return t>0&&t<100?t/100:.7}export{Z as AuronoSimulate};