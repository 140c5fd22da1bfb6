import{B as e,D as t,P as n,S as r,Y as i,Z as a,_ as o,b as s,c as ee,ct as c,d as l,f as u,h as d,ht as te,i as f,m as p,p as m,v as h,w as g,x as _,y as v}from"./routes-B605dSH6.js";import"./aurono-state-CeFWp64P.js";import{t as y}from"./query-DDQkTGvL.js";import{c as ne,i as b}from"./parts-DbLGtrT5.js";import{n as x,r as S,t as re}from"./api-D159OTu_.js";import{t as C}from"./preload-helper-BQUUbbNx.js";var ie=class{get value(){return this.o}set value(e){this.setValue(e)}setValue(e,t=!1){let n=t||!Object.is(e,this.o);this.o=e,n&&this.updateObservers()}constructor(e){this.subscriptions=new Map,this.updateObservers=()=>{for(let[e,{disposer:t}]of this.subscriptions)e(this.o,t)},e!==void 0&&(this.value=e)}addCallback(e,t,n){if(!n)return void e(this.value);this.subscriptions.has(e)||this.subscriptions.set(e,{disposer:()=>{this.subscriptions.delete(e)},consumerHost:t});let{disposer:r}=this.subscriptions.get(e);e(this.value,r)}clearCallbacks(){this.subscriptions.clear()}},w=class extends Event{constructor(e,t){super(`context-provider`,{bubbles:!0,composed:!0}),this.context=e,this.contextTarget=t}},T=class extends ie{constructor(e,t,n){super(t.context===void 0?n:t.initialValue),this.onContextRequest=e=>{if(e.context!==this.context)return;let t=e.contextTarget??e.composedPath()[0];t!==this.host&&(e.stopPropagation(),this.addCallback(e.callback,t,e.subscribe))},this.onProviderRequest=e=>{if(e.context!==this.context||(e.contextTarget??e.composedPath()[0])===this.host)return;let t=new Set;for(let[e,{consumerHost:n}]of this.subscriptions)t.has(e)||(t.add(e),n.dispatchEvent(new o(this.context,n,e,!0)));e.stopPropagation()},this.host=e,this.context=t.context===void 0?t:t.context,this.attachListeners(),this.host.addController?.(this)}attachListeners(){this.host.addEventListener(`context-request`,this.onContextRequest),this.host.addEventListener(`context-provider`,this.onProviderRequest)}hostConnected(){this.host.dispatchEvent(new w(this.context,this.host))}},E=t`
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
`,D=new Set([`EUR`,`USD`,`GBP`,`CHF`,`AUD`,`CAD`,`NOK`,`SEK`,`DKK`,`PLN`,`CZK`,`BRL`,`TRY`]),O=new Set([`BTC`,`ETH`,`BNB`,`SOL`]),k=8,A=2,j=4,M=12,N={comma_decimal:[`en-US`,`en`],decimal_comma:[`de`,`es`,`it`],space_comma:[`fr`,`sv`,`cs`],quote_decimal:[`de-CH`]},P=class{#e;#t;#n=new Map;constructor(e){let{number_format:t,language:n}=e;this.#t=t!==`none`,this.#e=t===`none`?[`en-US`]:t===`system`?void 0:N[t]??[n]}money(e,t,{signed:n=!1}={}){if(e==null)return`–`;let r={minimumFractionDigits:A,maximumFractionDigits:F(t)};return D.has(t)?this.#r(e,{...r,style:`currency`,currency:t,currencyDisplay:`narrowSymbol`},n):`${this.#r(e,r,n)} ${t}`}exactMoney(e,t){return`${this.#r(e,{minimumFractionDigits:2,maximumFractionDigits:20})} ${t}`}amount(e,t){return e==null?`–`:`${this.#r(e,{maximumFractionDigits:k})} ${t}`}price(e,t){if(e==null)return`–`;let n=I(e),r={minimumFractionDigits:Math.min(n,2),maximumFractionDigits:n};return D.has(t)?this.#r(e,{...r,style:`currency`,currency:t,currencyDisplay:`narrowSymbol`}):`${this.#r(e,r)} ${t}`}percent(e,{signed:t=!1,decimals:n=2}={}){return e==null?`–`:`${this.#r(e,{maximumFractionDigits:n},t)} %`}number(e,t=2){return e==null?`–`:this.#r(String(e),{maximumFractionDigits:t})}unit(e,t){return this.#r(String(e),{style:`unit`,unit:t,unitDisplay:`short`})}#r(e,t,n=!1){let r={...t,useGrouping:this.#t,signDisplay:n?`exceptZero`:`negative`},i=JSON.stringify(r),a=this.#n.get(i);return a||(a=new Intl.NumberFormat(this.#e,r),this.#n.set(i,a)),a.format(e)}},F=e=>O.has(e)?k:A;function I(e){let t=ne(e);return t===null?j:Math.min(Math.max(5-t,A),M)}var L=1e3,R=60*L,z=60*R,B=24*z,V=class{#e;#t=new Map;#n;#r;constructor(e,t,n){this.locale=e,this.numbers=n,this.#e=e.time_zone===`server`?t:void 0,this.#n=e.date_format,this.#r=U(e)}date(e){if(this.#n in H)return this.#o(e);let t=this.#n===`system`?void 0:this.locale.language;return this.#s(t,{year:`numeric`,month:`short`,day:`numeric`}).format(e)}time(e){let t=this.locale.time_format===`system`?void 0:this.locale.language,n=this.#r===`h12`?`numeric`:`2-digit`;return this.#s(t,{hour:n,minute:`2-digit`,hourCycle:this.#r}).format(e)}dateTime(e){return`${this.date(e)}, ${this.time(e)}`}duration(e){let t=Math.max(0,Math.ceil(e/L))*L,n=Math.floor(t/B),r=Math.floor(t%B/z),i=Math.floor(t%z/R),a=Math.floor(t%R/L),o=(...e)=>e.filter(([t],n)=>t>0||n===0&&e.length===1).map(([e,t])=>this.numbers.unit(e,t)).join(` `);return n?o([n,`day`],[r,`hour`]):r?o([r,`hour`],[i,`minute`]):i>=5?o([i,`minute`]):i?o([i,`minute`],[a,`second`]):o([a,`second`])}isoDay(e){let t=this.#a(e);return[t.year,t.month,t.day].join(`-`)}startOfDay(e){let t=/^(\d{4})-(\d{2})-(\d{2})$/.exec(e);if(!t)return null;let n=Date.UTC(Number(t[1]),Number(t[2])-1,Number(t[3]));if(new Date(n).toISOString().slice(0,10)!==e)return null;let r=n-this.#i(n);return r=n-this.#i(r),r}nextDay(e){return this.startOfDay(this.isoDay(e+36*z))??e+864e5}#i(e){let{year:t,month:n,day:r,hour:i,minute:a,second:o}=this.#a(e);return Date.UTC(Number(t),Number(n)-1,Number(r),Number(i),Number(a),Number(o))-Math.floor(e/L)*L}#a(e){let t=this.#s(`en-CA`,{year:`numeric`,month:`2-digit`,day:`2-digit`,hour:`2-digit`,minute:`2-digit`,second:`2-digit`,hourCycle:`h23`});return Object.fromEntries(t.formatToParts(e).map(e=>[e.type,e.value]))}#o(e){let{year:t=``,month:n=``,day:r=``}=this.#a(e),i=this.#s(this.locale.language,{year:`numeric`,month:`2-digit`,day:`2-digit`}).formatToParts(e).find(e=>e.type===`literal`)?.value??`/`,a={D:r,M:n,Y:t};return this.#n.split(``).map(e=>a[e]??``).join(i.trim()||i)}#s(e,t){let n={...t,...this.#e?{timeZone:this.#e}:{}},r=`${e??``}${JSON.stringify(n)}`,i=this.#t.get(r);return i||(i=new Intl.DateTimeFormat(e,n),this.#t.set(r,i)),i}},H={DMY:!0,MDY:!0,YMD:!0};function U({time_format:e,language:t}){if(e===`12`)return`h12`;if(e===`24`)return`h23`;let n=e===`system`?void 0:t,r=new Intl.DateTimeFormat(n,{hour:`numeric`}).resolvedOptions().hourCycle;return r===`h11`||r===`h12`?`h12`:`h23`}var W=`component.aurono`,G=[`common`,`entity`,`selector`,`issues`,`exceptions`,`config_subentries`];async function K(e){return await Promise.all(G.map(t=>e.loadBackendTranslation(t,`aurono`))),q(await e.loadBackendTranslation(`common`,`aurono`),e.language)}function q(e,t){let n=new Intl.PluralRules(t),r=new Intl.NumberFormat(t),i=(t,n)=>e(`${W}.common.panel_${t}`,n);return{text:i,plural:(e,t,a)=>{let o=n.select(t)===`one`?`one`:`other`;return i(`${e}_${o}`,{...a,count:r.format(t)})},state:(t,n,r)=>e(`${W}.entity.${t}.${n}.state.${r}`),attribute:(t,n,r,i)=>e(`${W}.entity.${t}.${n}.state_attributes.${r}.state.${i}`),option:(t,n)=>e(`${W}.selector.${t}.options.${n}`),parameter:t=>e(`${W}.config_subentries.strategy.step.parameters.data.${t}`),problem:t=>{let{translation_key:n,translation_placeholders:r}=J(t);return(n?e(`${W}.exceptions.${n}.message`,r):``)||S(t)||e(`${W}.common.panel_common_failed`)},issueTitle:(t,n)=>e(`${W}.issues.${t}.title`,n)}}var J=e=>typeof e==`object`&&e?e:{},Y=1e3,ae=15e3,oe=class{#e={phase:`loading`,accounts:[],problem:``};#t;#n;#r;#i=Y;#a=0;constructor(e){this.onChange=e}get snapshot(){return this.#e}connect(e,t){this.#t!==e&&(this.disconnect(),this.#t=e,e.addEventListener(`ready`,this.#o),e.addEventListener(`disconnected`,this.#s),t?this.#c():this.#s())}disconnect(){this.#a+=1,clearTimeout(this.#r),this.#t?.removeEventListener(`ready`,this.#o),this.#t?.removeEventListener(`disconnected`,this.#s),this.#t=void 0,this.#d()}retry(){this.#i=Y,this.#c()}#o=()=>{this.#n=void 0,this.#i=Y,this.#c()};#s=()=>{this.#a+=1,clearTimeout(this.#r),this.#n=void 0,this.#f({phase:`offline`})};async#c(){let e=this.#t;if(!e)return;clearTimeout(this.#r),this.#d();let t=++this.#a;this.#e.phase===`failed`&&this.#f({phase:`loading`,problem:``});try{let n=await e.subscribeMessage(e=>{t===this.#a&&this.#u(e)},{type:`aurono/subscribe`},{resubscribe:!1});t===this.#a?this.#n=n:n().catch(X)}catch(e){t===this.#a&&this.#l(e)}}#l(e){let t=this.#e.accounts.length?`offline`:`failed`;this.#f({phase:t,problem:S(e)||x(e)}),this.#r=setTimeout(()=>void this.#c(),this.#i),this.#i=Math.min(this.#i*2,ae)}#u(e){this.#i=Y;let{accounts:t}=this.#e;switch(e.kind){case`snapshot`:this.#f({phase:`ready`,accounts:e.accounts,problem:``});break;case`account`:{let{account:n}=e,r=t.some(e=>e.entry_id===n.entry_id);this.#f({accounts:r?t.map(e=>e.entry_id===n.entry_id?n:e):[...t,n]});break}case`removed`:this.#f({accounts:t.filter(t=>t.entry_id!==e.entry_id)})}}#d(){this.#n?.().catch(X),this.#n=void 0}#f(e){this.#e={...this.#e,...e},this.onChange(this.#e)}};function X(){}var se={overview:()=>C(()=>import(`./overview-page-BlmBU9wS.js`),[],import.meta.url),strategies:()=>C(()=>import(`./strategies-page-GFkgoZu1.js`),[],import.meta.url),strategy:()=>C(()=>import(`./strategy-page-BHmORU8Y.js`),[],import.meta.url),activity:()=>C(()=>import(`./activity-page--3BDFdbb.js`),[],import.meta.url),lab:()=>C(()=>import(`./lab-page-DCUB9Lme.js`),[],import.meta.url)},ce=[{path:`overview`,text:`overview_title`,drawing:te,pages:[`overview`]},{path:`strategies`,text:`strategies_title`,drawing:c,pages:[`strategies`,`strategy`]},{path:`activity`,text:`activity_title`,drawing:a,pages:[`activity`]},{path:`lab/explore`,text:`lab_title`,drawing:i,pages:[`lab`]}],Z=class extends _{static{this.styles=[u,E]}#e;#t;#n;#r;#i;#a;#o;#s;#c;#l;constructor(){super(),this.narrow=!1,this.place=Q(),this.#n=``,this.#r=``,this.#i=new Set,this.#a=new re(()=>this.#g()),this.#o=new oe(e=>{this.snapshot=e,this.#l.setValue(e)}),this.#s=new T(this,{context:m}),this.#c=new T(this,{context:p,initialValue:this.place}),this.#l=new T(this,{context:d,initialValue:this.#o.snapshot}),this.#m=()=>{let e=Q();if(JSON.stringify(e.route)===JSON.stringify(this.place.route)){if(e.parameters.toString()===this.place.parameters.toString())return}else this.hasUpdated&&(this.main?.scrollTo(0,0),this.main?.focus({preventScroll:!0}));this.place=e,this.#c.setValue(e)},this.#h=()=>{this.#o.retry()},this.snapshot=this.#o.snapshot}set hass(e){this.#e=e,this.isConnected&&(this.#o.connect(e.connection,e.connected),this.#_())}connectedCallback(){super.connectedCallback(),window.addEventListener(`location-changed`,this.#m),window.addEventListener(`popstate`,this.#m),this.#m();let{page:e}=this.place.route;e!==`unknown`&&this.#p(e),this.#e&&(this.hass=this.#e)}disconnectedCallback(){super.disconnectedCallback(),window.removeEventListener(`location-changed`,this.#m),window.removeEventListener(`popstate`,this.#m),this.#o.disconnect()}willUpdate(e){e.has(`narrow`)&&this.#_()}render(){let e=this.app;return g`
      <header>
        <ha-menu-button .hass=${this.#e} .narrow=${this.narrow}></ha-menu-button>
        <div class="title">${e?.text(`common_title`)??`Aurono`}</div>
        ${e&&!this.narrow?this.#u(e):r}
      </header>
      ${e?this.#d(e):r}
      <main tabindex="-1">${e?g`<div class="page">${this.#f(e)}</div>`:r}</main>
      ${e&&this.narrow?this.#u(e):r}
    `}#u(e){return g`
      <nav aria-label=${e.text(`common_navigation`)}>
        ${ce.map(t=>{let n=t.pages.includes(this.place.route.page);return g`<a href=${f(t.path)} aria-current=${n?`page`:`false`}>
            ${b(t.drawing)}<span>${e.text(t.text)}</span>
          </a>`})}
      </nav>
    `}#d(t){let n=this.snapshot.phase===`offline`;return g`<div role="status" class="offline" ?hidden=${!n}>
      ${n?g`${b(e)}<span>${t.text(`common_offline`)}</span>`:r}
    </div>`}#f(t){let{page:r}=this.place.route,{phase:i,problem:a}=this.snapshot;return r===`unknown`?g`<aurono-state .drawing=${n} heading=${t.text(`error_page_unknown`)}>
        <a class="button" href=${f(`overview`)}>${t.text(`overview_title`)}</a>
      </aurono-state>`:i===`failed`?g`<aurono-state
        alert
        .drawing=${e}
        heading=${t.text(`error_title`)}
        text=${t.text(`error_not_loaded`,{detail:a})}
      >
        <button class="primary" @click=${this.#h}>${t.text(`common_retry`)}</button>
      </aurono-state>`:this.missing===r?g`<aurono-state alert heading=${t.text(`error_title`)} text=${t.text(`error_page_missing`)}>
        <button class="primary" @click=${$}>${t.text(`common_reload`)}</button>
      </aurono-state>`:i===`loading`||!this.#i.has(r)?(this.#i.has(r)||this.#p(r),g`<aurono-state loading text=${t.text(`common_loading`)}></aurono-state>`):le[r]()}async#p(e){try{await se[e](),this.#i.add(e),this.requestUpdate()}catch{this.missing=e}}#m;#h;#g(){if(!this.#e)throw Error(`Home Assistant has not handed itself over yet`);return this.#e}#_(){let e=this.#e;if(!e||(this.#n!==e.language&&this.#v(e),!this.#t))return;let t=e.user?.is_admin??!1,n=e.themes.darkMode??!1,{language:r,words:i}=this.#t,a=JSON.stringify([r,e.locale,e.config.time_zone,t,n,this.narrow]);if(a===this.#r)return;this.#r=a;let o=new P(e.locale);this.app={...i,api:this.#a,language:r,timeZone:e.locale.time_zone===`server`?e.config.time_zone:new Intl.DateTimeFormat().resolvedOptions().timeZone,numbers:o,times:new V(e.locale,e.config.time_zone,o),isAdmin:t,dark:n,narrow:this.narrow,hass:()=>this.#g()},this.style.colorScheme=n?`dark`:`light`,this.#s.setValue(this.app)}async#v(e){this.#n=e.language;try{let t=await K(e);if(this.#n!==e.language)return;this.#t={language:e.language,words:t},this.#_()}catch{this.#n=``}}};l([v({attribute:!1})],Z.prototype,`route`,void 0),l([v({type:Boolean,reflect:!0})],Z.prototype,`narrow`,void 0),l([h()],Z.prototype,`app`,void 0),l([h()],Z.prototype,`place`,void 0),l([h()],Z.prototype,`snapshot`,void 0),l([h()],Z.prototype,`missing`,void 0),l([y(`main`)],Z.prototype,`main`,void 0),Z=l([s(`aurono-panel`)],Z);var le={overview:()=>g`<aurono-overview-page></aurono-overview-page>`,strategies:()=>g`<aurono-strategies-page></aurono-strategies-page>`,strategy:()=>g`<aurono-strategy-page></aurono-strategy-page>`,activity:()=>g`<aurono-activity-page></aurono-activity-page>`,lab:()=>g`<aurono-lab-page></aurono-lab-page>`},Q=()=>({route:ee(window.location.pathname),parameters:new URLSearchParams(window.location.search)});function $(){window.location.reload()}export{Z as AuronoPanel};