import{M as e,R as t,S as n,T as r,Y as i,_ as a,b as o,c as s,d as c,f as l,g as u,h as ee,ht as d,i as f,m as p,ot as m,p as h,pt as g,q as _,u as te,v,y}from"./chunks/routes-CDwzs4vc.js";import{i as b,s as x}from"./chunks/parts-BJS5ziR4.js";var S=class{get value(){return this.o}set value(e){this.setValue(e)}setValue(e,t=!1){let n=t||!Object.is(e,this.o);this.o=e,n&&this.updateObservers()}constructor(e){this.subscriptions=new Map,this.updateObservers=()=>{for(let[e,{disposer:t}]of this.subscriptions)e(this.o,t)},e!==void 0&&(this.value=e)}addCallback(e,t,n){if(!n)return void e(this.value);this.subscriptions.has(e)||this.subscriptions.set(e,{disposer:()=>{this.subscriptions.delete(e)},consumerHost:t});let{disposer:r}=this.subscriptions.get(e);e(this.value,r)}clearCallbacks(){this.subscriptions.clear()}},C=class extends Event{constructor(e,t){super(`context-provider`,{bubbles:!0,composed:!0}),this.context=e,this.contextTarget=t}},w=class extends S{constructor(e,t,n){super(t.context===void 0?n:t.initialValue),this.onContextRequest=e=>{if(e.context!==this.context)return;let t=e.contextTarget??e.composedPath()[0];t!==this.host&&(e.stopPropagation(),this.addCallback(e.callback,t,e.subscribe))},this.onProviderRequest=e=>{if(e.context!==this.context||(e.contextTarget??e.composedPath()[0])===this.host)return;let t=new Set;for(let[e,{consumerHost:n}]of this.subscriptions)t.has(e)||(t.add(e),n.dispatchEvent(new d(this.context,n,e,!0)));e.stopPropagation()},this.host=e,this.context=t.context===void 0?t:t.context,this.attachListeners(),this.host.addController?.(this)}attachListeners(){this.host.addEventListener(`context-request`,this.onContextRequest),this.host.addEventListener(`context-provider`,this.onProviderRequest)}hostConnected(){this.host.dispatchEvent(new C(this.context,this.host))}},T=(e,t,n)=>(n.configurable=!0,n.enumerable=!0,Reflect.decorate&&typeof t!=`object`&&Object.defineProperty(e,t,n),n);function E(e,t){return(n,r,i)=>{let a=t=>t.renderRoot?.querySelector(e)??null;if(t){let{get:e,set:t}=typeof r==`object`?n:i??(()=>{let e=Symbol();return{get(){return this[e]},set(t){this[e]=t}}})();return T(n,r,{get(){let n=e.call(this);return n===void 0&&(n=a(this),(n!==null||this.hasUpdated)&&t.call(this,n)),n}})}return T(n,r,{get(){return a(this)}})}}var D=class extends te{constructor(...e){super(...e),this.heading=``,this.text=``,this.loading=!1,this.alert=!1}static{this.styles=[l,r`
      :host {
        display: grid;
        justify-items: center;
        gap: 12px;
        padding: 40px 16px;
        text-align: center;
      }
      .icon {
        width: 40px;
        height: 40px;
        color: var(--aurono-quiet);
      }
      p {
        max-width: 46ch;
        color: var(--aurono-quiet);
      }
      .spinner {
        width: 32px;
        height: 32px;
        border: 3px solid var(--aurono-line);
        border-top-color: var(--aurono-link);
        border-radius: 50%;
        animation: turn 1s linear infinite;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        justify-content: center;
        gap: 8px;
      }
      @keyframes turn {
        to {
          transform: rotate(1turn);
        }
      }
      @media (prefers-reduced-motion: reduce) {
        .spinner {
          border-style: dotted;
        }
      }
    `]}render(){return n`
      ${this.loading?n`<div class="spinner"></div>`:this.drawing?b(this.drawing):o}
      <div role=${this.alert?`alert`:`status`}>
        ${this.heading?n`<h2>${this.heading}</h2>`:o} ${this.text?n`<p>${this.text}</p>`:o}
      </div>
      <div class="actions"><slot></slot></div>
    `}};c([v()],D.prototype,`heading`,void 0),c([v()],D.prototype,`text`,void 0),c([v({attribute:!1})],D.prototype,`drawing`,void 0),c([v({type:Boolean})],D.prototype,`loading`,void 0),c([v({type:Boolean})],D.prototype,`alert`,void 0),D=c([u(`aurono-state`)],D);var ne=r`
  :host {
    display: flex;
    flex-direction: column;
    height: calc(100vh - var(--safe-area-inset-top, 0px) - var(--safe-area-inset-bottom, 0px));
    height: calc(100dvh - var(--safe-area-inset-top, 0px) - var(--safe-area-inset-bottom, 0px));
    background: var(--primary-background-color);
  }
  header {
    display: flex;
    align-items: center;
    flex: none;
    height: var(--header-height, 56px);
    padding: 0 12px;
    background: var(--app-header-background-color, var(--primary-background-color));
    color: var(--app-header-text-color, var(--primary-text-color));
    border-bottom: 1px solid var(--aurono-line);
  }
  .title {
    font-size: 20px;
    margin-inline: 12px 24px;
  }
  .offline {
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 8px 16px;
    background: color-mix(in srgb, var(--warning-color) 20%, var(--card-background-color));
  }
  main {
    flex: 1;
    min-height: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
  }
  /* Only the program moves the focus here, so that a screen reader begins with the new page. */
  main:focus-visible {
    outline: none;
  }
  .page {
    max-width: 1200px;
    margin: 0 auto;
    padding: var(--aurono-gap);
  }
  nav {
    display: flex;
    flex: none;
    height: 100%;
  }
  nav a {
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 0 16px;
    color: inherit;
    text-decoration: none;
    border-block: 3px solid transparent;
  }
  nav a[aria-current="page"] {
    font-weight: 500;
    border-bottom-color: currentColor;
  }
  nav a:focus-visible {
    outline-color: currentColor;
    outline-offset: -3px;
  }
  :host([narrow]) nav {
    height: 56px;
    background: var(--card-background-color);
    color: var(--primary-text-color);
    border-top: 1px solid var(--aurono-line);
  }
  :host([narrow]) nav a {
    flex: 1 1 0;
    flex-direction: column;
    justify-content: center;
    gap: 2px;
    padding: 0 4px;
    font-size: 12px;
    min-width: 0;
    color: var(--aurono-quiet);
  }
  :host([narrow]) nav a[aria-current="page"] {
    color: var(--aurono-link);
    border-bottom-color: transparent;
    border-top-color: currentColor;
  }
`;function O(e){if(typeof e==`string`)return e;if(typeof e==`object`&&e){let{message:t,body:n}=e;if(typeof n==`object`&&n)return O(n);if(typeof t==`string`)return t}return``}function k(e){let t=typeof e==`object`&&e?e.code:void 0;return typeof t==`string`?t:``}var A=class{constructor(e){this.hass=e}markets(e){return this.hass().callWS({type:`aurono/markets`,entry_id:e})}events(e){return this.hass().callWS({type:`aurono/events`,...e})}trades(e){return this.hass().callWS({type:`aurono/trades`,...e})}day(e,t,n,r){return this.hass().callWS({type:`aurono/day`,entry_id:e,strategy:t,since_ms:n,until_ms:r})}async curve(e,t,n,r=300){return(await this.hass().callWS({type:`aurono/curve`,entry_id:e,book:t,points:r,...n===void 0?{}:{strategy:n}})).currencies}history(e,t){return this.hass().callWS({type:`aurono/versions`,entry_id:e,strategy:t})}candles(e,t,n,r,i){return this.hass().callWS({type:`aurono/candles`,entry_id:e,pair:t,timeframe:n,since_ms:r,until_ms:i})}stopTrading(e,t){return this.#e(`aurono`,`stop_trading`,{config_entry_id:e,cancel_orders:t})}resumeTrading(e){return this.#e(`aurono`,`resume_trading`,{config_entry_id:e})}deposit(e,t){return this.#e(`aurono`,`deposit_capital`,{strategy:e,amount:t})}withdraw(e,t){return this.#e(`aurono`,`withdraw_capital`,{strategy:e,amount:t})}cancelOrder(e,t){return this.#e(`aurono`,`cancel_order`,{strategy:e,order:t})}async selectMode(e,t){await this.hass().callService(`select`,`select_option`,{option:t},{entity_id:e},!1)}async#e(e,t,n){await this.hass().callService(e,t,n,void 0,!1)}},j=1e3,M=60*j,N=60*M,P=24*N,F=class{#e;#t=new Map;#n;#r;constructor(e,t,n){this.locale=e,this.numbers=n,this.#e=e.time_zone===`server`?t:void 0,this.#n=e.date_format,this.#r=L(e)}date(e){if(this.#n in I)return this.#o(e);let t=this.#n===`system`?void 0:this.locale.language;return this.#s(t,{year:`numeric`,month:`short`,day:`numeric`}).format(e)}time(e){let t=this.locale.time_format===`system`?void 0:this.locale.language,n=this.#r===`h12`?`numeric`:`2-digit`;return this.#s(t,{hour:n,minute:`2-digit`,hourCycle:this.#r}).format(e)}dateTime(e){return`${this.date(e)}, ${this.time(e)}`}duration(e){let t=Math.max(0,Math.ceil(e/j))*j,n=Math.floor(t/P),r=Math.floor(t%P/N),i=Math.floor(t%N/M),a=Math.floor(t%M/j),o=(...e)=>e.filter(([t],n)=>t>0||n===0&&e.length===1).map(([e,t])=>this.numbers.unit(e,t)).join(` `);return n?o([n,`day`],[r,`hour`]):r?o([r,`hour`],[i,`minute`]):i>=5?o([i,`minute`]):i?o([i,`minute`],[a,`second`]):o([a,`second`])}isoDay(e){let t=this.#a(e);return[t.year,t.month,t.day].join(`-`)}startOfDay(e){let t=/^(\d{4})-(\d{2})-(\d{2})$/.exec(e);if(!t)return null;let n=Date.UTC(Number(t[1]),Number(t[2])-1,Number(t[3]));if(new Date(n).toISOString().slice(0,10)!==e)return null;let r=n-this.#i(n);return r=n-this.#i(r),r}nextDay(e){return this.startOfDay(this.isoDay(e+36*N))??e+864e5}#i(e){let{year:t,month:n,day:r,hour:i,minute:a,second:o}=this.#a(e);return Date.UTC(Number(t),Number(n)-1,Number(r),Number(i),Number(a),Number(o))-Math.floor(e/j)*j}#a(e){let t=this.#s(`en-CA`,{year:`numeric`,month:`2-digit`,day:`2-digit`,hour:`2-digit`,minute:`2-digit`,second:`2-digit`,hourCycle:`h23`});return Object.fromEntries(t.formatToParts(e).map(e=>[e.type,e.value]))}#o(e){let{year:t=``,month:n=``,day:r=``}=this.#a(e),i=this.#s(this.locale.language,{year:`numeric`,month:`2-digit`,day:`2-digit`}).formatToParts(e).find(e=>e.type===`literal`)?.value??`/`,a={D:r,M:n,Y:t};return this.#n.split(``).map(e=>a[e]??``).join(i.trim()||i)}#s(e,t){let n={...t,...this.#e?{timeZone:this.#e}:{}},r=`${e??``}${JSON.stringify(n)}`,i=this.#t.get(r);return i||(i=new Intl.DateTimeFormat(e,n),this.#t.set(r,i)),i}},I={DMY:!0,MDY:!0,YMD:!0};function L({time_format:e,language:t}){if(e===`12`)return`h12`;if(e===`24`)return`h23`;let n=e===`system`?void 0:t,r=new Intl.DateTimeFormat(n,{hour:`numeric`}).resolvedOptions().hourCycle;return r===`h11`||r===`h12`?`h12`:`h23`}var R=`component.aurono`,z=[`common`,`entity`,`selector`,`issues`,`exceptions`,`config_subentries`];async function B(e){return await Promise.all(z.map(t=>e.loadBackendTranslation(t,`aurono`))),V(await e.loadBackendTranslation(`common`,`aurono`),e.language)}function V(e,t){let n=new Intl.PluralRules(t),r=new Intl.NumberFormat(t),i=(t,n)=>e(`${R}.common.panel_${t}`,n);return{text:i,plural:(e,t,a)=>{let o=n.select(t)===`one`?`one`:`other`;return i(`${e}_${o}`,{count:r.format(t),...a})},state:(t,n,r)=>e(`${R}.entity.${t}.${n}.state.${r}`),attribute:(t,n,r,i)=>e(`${R}.entity.${t}.${n}.state_attributes.${r}.state.${i}`),option:(t,n)=>e(`${R}.selector.${t}.options.${n}`),parameter:t=>e(`${R}.config_subentries.strategy.step.parameters.data.${t}`),problem:t=>{let{translation_key:n,translation_placeholders:r}=H(t);return(n?e(`${R}.exceptions.${n}.message`,r):``)||O(t)||e(`${R}.common.panel_common_failed`)},issueTitle:(t,n)=>e(`${R}.issues.${t}.title`,n)}}var H=e=>typeof e==`object`&&e?e:{},U=1e3,W=15e3,G=class{#e={phase:`loading`,accounts:[],problem:``};#t;#n;#r;#i=U;#a=0;constructor(e){this.onChange=e}get snapshot(){return this.#e}connect(e,t){this.#t!==e&&(this.disconnect(),this.#t=e,e.addEventListener(`ready`,this.#o),e.addEventListener(`disconnected`,this.#s),t?this.#c():this.#s())}disconnect(){this.#a+=1,clearTimeout(this.#r),this.#t?.removeEventListener(`ready`,this.#o),this.#t?.removeEventListener(`disconnected`,this.#s),this.#t=void 0,this.#d()}retry(){this.#i=U,this.#c()}#o=()=>{this.#n=void 0,this.#i=U,this.#c()};#s=()=>{this.#a+=1,clearTimeout(this.#r),this.#n=void 0,this.#f({phase:`offline`})};async#c(){let e=this.#t;if(!e)return;clearTimeout(this.#r),this.#d();let t=++this.#a;this.#e.phase===`failed`&&this.#f({phase:`loading`,problem:``});try{let n=await e.subscribeMessage(e=>{t===this.#a&&this.#u(e)},{type:`aurono/subscribe`},{resubscribe:!1});t===this.#a?this.#n=n:n().catch(K)}catch(e){t===this.#a&&this.#l(e)}}#l(e){let t=this.#e.accounts.length?`offline`:`failed`;this.#f({phase:t,problem:O(e)||k(e)}),this.#r=setTimeout(()=>void this.#c(),this.#i),this.#i=Math.min(this.#i*2,W)}#u(e){this.#i=U;let{accounts:t}=this.#e;switch(e.kind){case`snapshot`:this.#f({phase:`ready`,accounts:e.accounts,problem:``});break;case`account`:{let{account:n}=e,r=t.some(e=>e.entry_id===n.entry_id);this.#f({accounts:r?t.map(e=>e.entry_id===n.entry_id?n:e):[...t,n]});break}case`removed`:this.#f({accounts:t.filter(t=>t.entry_id!==e.entry_id)})}}#d(){this.#n?.().catch(K),this.#n=void 0}#f(e){this.#e={...this.#e,...e},this.onChange(this.#e)}};function K(){}var q=(function(){let e=typeof document<`u`&&document.createElement(`link`).relList;return e&&e.supports&&e.supports(`modulepreload`)?`modulepreload`:`preload`})(),J=function(e,t){return new URL(e,t).href},Y={},X=function(e){return e.pathname.endsWith(`.css`)},re=function(e,t,n){if(t in e)return e[t];let r=n();if(!r){e[t]=void 0;return}let i=r.then(()=>{e[t]=void 0},n=>{throw e[t]=void 0,n});return e[t]=i,i},Z=function(e,t,n){let r=Promise.resolve();if(t&&t.length>0){let e,i=document.querySelector(`meta[property=csp-nonce]`),a=i?.nonce||i?.getAttribute(`nonce`);function o(e){return Promise.all(e.map(e=>Promise.resolve(e).then(e=>({status:`fulfilled`,value:e}),e=>({status:`rejected`,reason:e}))))}function s(e){return import.meta.resolve?new URL(import.meta.resolve(e)):new URL(e,import.meta.url)}r=o(t.map(t=>{t=J(t,n);let r=s(t),i=X(r);return re(Y,r.href,()=>{if(e===void 0){e={all:new Set,styles:new Set};let t=document.getElementsByTagName(`link`);for(let n=t.length-1;n>=0;n--){let r=t[n];e.all.add(r.href),r.rel===`stylesheet`&&e.styles.add(r.href)}}if((i?e.styles:e.all).has(r.href))return;let t=document.createElement(`link`);if(t.rel=i?`stylesheet`:q,i||(t.as=`script`),t.crossOrigin=``,t.href=r.href,a&&t.setAttribute(`nonce`,a),document.head.appendChild(t),i)return new Promise((e,n)=>{let i=a=>{t.removeEventListener(`load`,i),t.removeEventListener(`error`,i),a.type===`error`?n(Error(`Unable to preload CSS for ${r}`)):e(a)};t.addEventListener(`load`,i),t.addEventListener(`error`,i)})})}).filter(e=>e!==void 0))}function i(e){let t=new Event(`vite:preloadError`,{cancelable:!0});if(t.payload=e,window.dispatchEvent(t),!t.defaultPrevented)throw e}return r.then(t=>{for(let e of t||[])e.status===`rejected`&&i(e.reason);return e().catch(i)})},ie={overview:()=>Z(()=>import(`./chunks/overview-page-CWw-7d7n.js`),[],import.meta.url),strategies:()=>Z(()=>import(`./chunks/strategies-page-DRVpMXCK.js`),[],import.meta.url),strategy:()=>Z(()=>import(`./chunks/strategy-page-NeIY_Mj1.js`),[],import.meta.url),activity:()=>Z(()=>import(`./chunks/activity-page-s9Htf-Wm.js`),[],import.meta.url),lab:()=>Z(()=>import(`./chunks/lab-page-IYWzIk8-.js`).then(e=>e.t),[],import.meta.url)},ae=[{path:`overview`,text:`overview_title`,drawing:g,pages:[`overview`]},{path:`strategies`,text:`strategies_title`,drawing:m,pages:[`strategies`,`strategy`]},{path:`activity`,text:`activity_title`,drawing:i,pages:[`activity`]},{path:`lab/explore`,text:`lab_title`,drawing:_,pages:[`lab`]}],Q=class extends y{static{this.styles=[l,ne]}#e;#t;#n;#r;#i;#a;#o;#s;#c;#l;constructor(){super(),this.narrow=!1,this.place=$(),this.#n=``,this.#r=``,this.#i=new Set,this.#a=new A(()=>this.#g()),this.#o=new G(e=>{this.snapshot=e,this.#l.setValue(e)}),this.#s=new w(this,{context:h}),this.#c=new w(this,{context:p,initialValue:this.place}),this.#l=new w(this,{context:ee,initialValue:this.#o.snapshot}),this.#m=()=>{let e=$();if(JSON.stringify(e.route)===JSON.stringify(this.place.route)){if(e.parameters.toString()===this.place.parameters.toString())return}else this.hasUpdated&&(this.main?.scrollTo(0,0),this.main?.focus({preventScroll:!0}));this.place=e,this.#c.setValue(e)},this.#h=()=>{this.#o.retry()},this.snapshot=this.#o.snapshot}set hass(e){this.#e=e,this.isConnected&&(this.#o.connect(e.connection,e.connected),this.#_())}connectedCallback(){super.connectedCallback(),window.addEventListener(`location-changed`,this.#m),window.addEventListener(`popstate`,this.#m),this.#m();let{page:e}=this.place.route;e!==`unknown`&&this.#p(e),this.#e&&(this.hass=this.#e)}disconnectedCallback(){super.disconnectedCallback(),window.removeEventListener(`location-changed`,this.#m),window.removeEventListener(`popstate`,this.#m),this.#o.disconnect()}willUpdate(e){e.has(`narrow`)&&this.#_()}render(){let e=this.app;return n`
      <header>
        <ha-menu-button .hass=${this.#e} .narrow=${this.narrow}></ha-menu-button>
        <div class="title">${e?.text(`common_title`)??`Aurono`}</div>
        ${e&&!this.narrow?this.#u(e):o}
      </header>
      ${e?this.#d(e):o}
      <main tabindex="-1">${e?n`<div class="page">${this.#f(e)}</div>`:o}</main>
      ${e&&this.narrow?this.#u(e):o}
    `}#u(e){return n`
      <nav aria-label=${e.text(`common_navigation`)}>
        ${ae.map(t=>{let r=t.pages.includes(this.place.route.page);return n`<a href=${f(t.path)} aria-current=${r?`page`:`false`}>
            ${b(t.drawing)}<span>${e.text(t.text)}</span>
          </a>`})}
      </nav>
    `}#d(e){let r=this.snapshot.phase===`offline`;return n`<div role="status" class="offline" ?hidden=${!r}>
      ${r?n`${b(t)}<span>${e.text(`common_offline`)}</span>`:o}
    </div>`}#f(r){let{page:i}=this.place.route,{phase:a,problem:o}=this.snapshot;return i===`unknown`?n`<aurono-state .drawing=${e} heading=${r.text(`error_page_unknown`)}>
        <a class="button" href=${f(`overview`)}>${r.text(`overview_title`)}</a>
      </aurono-state>`:a===`failed`?n`<aurono-state
        alert
        .drawing=${t}
        heading=${r.text(`error_title`)}
        text=${r.text(`error_not_loaded`,{detail:o})}
      >
        <button class="primary" @click=${this.#h}>${r.text(`common_retry`)}</button>
      </aurono-state>`:this.missing===i?n`<aurono-state alert heading=${r.text(`error_title`)} text=${r.text(`error_page_missing`)}>
        <button class="primary" @click=${se}>${r.text(`common_reload`)}</button>
      </aurono-state>`:a===`loading`||!this.#i.has(i)?(this.#i.has(i)||this.#p(i),n`<aurono-state loading text=${r.text(`common_loading`)}></aurono-state>`):oe[i]()}async#p(e){try{await ie[e](),this.#i.add(e),this.requestUpdate()}catch{this.missing=e}}#m;#h;#g(){if(!this.#e)throw Error(`Home Assistant has not handed itself over yet`);return this.#e}#_(){let e=this.#e;if(!e||(this.#n!==e.language&&this.#v(e),!this.#t))return;let t=e.user?.is_admin??!1,n=e.themes.darkMode??!1,{language:r,words:i}=this.#t,a=JSON.stringify([r,e.locale,e.config.time_zone,t,n,this.narrow]);if(a===this.#r)return;this.#r=a;let o=new x(e.locale);this.app={...i,api:this.#a,language:r,timeZone:e.locale.time_zone===`server`?e.config.time_zone:new Intl.DateTimeFormat().resolvedOptions().timeZone,numbers:o,times:new F(e.locale,e.config.time_zone,o),isAdmin:t,dark:n,narrow:this.narrow,hass:()=>this.#g()},this.style.colorScheme=n?`dark`:`light`,this.#s.setValue(this.app)}async#v(e){this.#n=e.language;try{let t=await B(e);if(this.#n!==e.language)return;this.#t={language:e.language,words:t},this.#_()}catch{this.#n=``}}};c([v({attribute:!1})],Q.prototype,`route`,void 0),c([v({type:Boolean,reflect:!0})],Q.prototype,`narrow`,void 0),c([a()],Q.prototype,`app`,void 0),c([a()],Q.prototype,`place`,void 0),c([a()],Q.prototype,`snapshot`,void 0),c([a()],Q.prototype,`missing`,void 0),c([E(`main`)],Q.prototype,`main`,void 0),Q=c([u(`aurono-panel`)],Q);var oe={overview:()=>n`<aurono-overview-page></aurono-overview-page>`,strategies:()=>n`<aurono-strategies-page></aurono-strategies-page>`,strategy:()=>n`<aurono-strategy-page></aurono-strategy-page>`,activity:()=>n`<aurono-activity-page></aurono-activity-page>`,lab:()=>n`<aurono-lab-page></aurono-lab-page>`},$=()=>({route:s(window.location.pathname),parameters:new URLSearchParams(window.location.search)});function se(){window.location.reload()}export{E as i,k as n,O as r,Z as t};