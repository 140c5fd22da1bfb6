import{J as e,M as t,R as n,X as r,_ as i,b as a,c as o,g as s,gt as c,i as l,p as u,ut as d,v as f,vt as p,x as m,y as h}from"./chunks/routes-DAszD0DE.js";import{_ as g,d as _,f as v,l as y,m as b,n as x,t as S,u as C}from"./chunks/store-BIwLautr.js";import{i as w,r as T,t as E}from"./chunks/preload-helper-CfTwmMmM.js";var D=class extends s{constructor(...e){super(...e),this.heading=``,this.text=``,this.loading=!1,this.alert=!1}static{this.styles=[i,g`
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
    `]}render(){return b`
      ${this.loading?b`<div class="spinner"></div>`:this.drawing?u(this.drawing):v}
      <div role=${this.alert?`alert`:`status`}>
        ${this.heading?b`<h2>${this.heading}</h2>`:v} ${this.text?b`<p>${this.text}</p>`:v}
      </div>
      <div class="actions"><slot></slot></div>
    `}};T([C()],D.prototype,`heading`,void 0),T([C()],D.prototype,`text`,void 0),T([C({attribute:!1})],D.prototype,`drawing`,void 0),T([C({type:Boolean})],D.prototype,`loading`,void 0),T([C({type:Boolean})],D.prototype,`alert`,void 0),D=T([w(`aurono-state`)],D);var O=g`
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
`,k={overview:()=>E(()=>import(`./chunks/overview-page-BV-Cmb61.js`),[],import.meta.url),strategies:()=>E(()=>import(`./chunks/strategies-page-DAx0phn9.js`),[],import.meta.url),strategy:()=>E(()=>import(`./chunks/strategy-page-DYHitHog.js`),[],import.meta.url),activity:()=>E(()=>import(`./chunks/activity-page-CM7WrLBe.js`),[],import.meta.url),lab:()=>E(()=>import(`./chunks/lab-page-BT42P7_9.js`).then(e=>e.t),[],import.meta.url)},A=[{path:`overview`,text:`overview_title`,drawing:c,pages:[`overview`]},{path:`strategies`,text:`strategies_title`,drawing:d,pages:[`strategies`,`strategy`]},{path:`activity`,text:`activity_title`,drawing:r,pages:[`activity`]},{path:`lab/explore`,text:`lab_title`,drawing:e,pages:[`lab`]}],j=class extends _{static{this.styles=[i,O]}#e;#t;#n;#r;#i;#a;#o;constructor(){super(),this.narrow=!1,this.place=N(),this.#t=new Set,this.#n=new x(e=>{this.app=e,this.style.colorScheme=e.dark?`dark`:`light`,this.#i.setValue(e)}),this.#r=new S(e=>{this.snapshot=e,this.#o.setValue(e)}),this.#i=new p(this,{context:f}),this.#a=new p(this,{context:h,initialValue:this.place}),this.#o=new p(this,{context:a,initialValue:this.#r.snapshot}),this.#d=()=>{let e=N();if(JSON.stringify(e.route)===JSON.stringify(this.place.route)){if(e.parameters.toString()===this.place.parameters.toString())return}else this.hasUpdated&&(this.main?.scrollTo(0,0),this.main?.focus({preventScroll:!0}));this.place=e,this.#a.setValue(e)},this.#f=()=>{this.#r.retry()},this.snapshot=this.#r.snapshot}set hass(e){this.#e=e,this.isConnected&&(this.#r.connect(e.connection,e.connected),this.#n.take(e,this.narrow))}connectedCallback(){super.connectedCallback(),window.addEventListener(`location-changed`,this.#d),window.addEventListener(`popstate`,this.#d),this.#d();let{page:e}=this.place.route;e!==`unknown`&&this.#u(e),this.#e&&(this.hass=this.#e)}disconnectedCallback(){super.disconnectedCallback(),window.removeEventListener(`location-changed`,this.#d),window.removeEventListener(`popstate`,this.#d),this.#r.disconnect()}willUpdate(e){e.has(`narrow`)&&this.#e&&this.#n.take(this.#e,this.narrow)}render(){let e=this.app;return b`
      <header>
        <ha-menu-button .hass=${this.#e} .narrow=${this.narrow}></ha-menu-button>
        <div class="title">${e?.text(`common_title`)??`Aurono`}</div>
        ${e&&!this.narrow?this.#s(e):v}
      </header>
      ${e?this.#c(e):v}
      <main tabindex="-1">${e?b`<div class="page">${this.#l(e)}</div>`:v}</main>
      ${e&&this.narrow?this.#s(e):v}
    `}#s(e){return b`
      <nav aria-label=${e.text(`common_navigation`)}>
        ${A.map(t=>{let n=t.pages.includes(this.place.route.page);return b`<a href=${l(t.path)} aria-current=${n?`page`:`false`}>
            ${u(t.drawing)}<span>${e.text(t.text)}</span>
          </a>`})}
      </nav>
    `}#c(e){let t=this.snapshot.phase===`offline`;return b`<div role="status" class="offline" ?hidden=${!t}>
      ${t?b`${u(n)}<span>${e.text(`common_offline`)}</span>`:v}
    </div>`}#l(e){let{page:r}=this.place.route,{phase:i,problem:a}=this.snapshot;return r===`unknown`?b`<aurono-state .drawing=${t} heading=${e.text(`error_page_unknown`)}>
        <a class="button" href=${l(`overview`)}>${e.text(`overview_title`)}</a>
      </aurono-state>`:i===`failed`?b`<aurono-state
        alert
        .drawing=${n}
        heading=${e.text(`error_title`)}
        text=${e.text(`error_not_loaded`,{detail:a})}
      >
        <button class="primary" @click=${this.#f}>${e.text(`common_retry`)}</button>
      </aurono-state>`:this.missing===r?b`<aurono-state alert heading=${e.text(`error_title`)} text=${e.text(`error_page_missing`)}>
        <button class="primary" @click=${P}>${e.text(`common_reload`)}</button>
      </aurono-state>`:i===`loading`||!this.#t.has(r)?(this.#t.has(r)||this.#u(r),b`<aurono-state loading text=${e.text(`common_loading`)}></aurono-state>`):M[r]()}async#u(e){try{await k[e](),this.#t.add(e),this.requestUpdate()}catch{this.missing=e}}#d;#f};T([C({attribute:!1})],j.prototype,`route`,void 0),T([C({type:Boolean,reflect:!0})],j.prototype,`narrow`,void 0),T([y()],j.prototype,`app`,void 0),T([y()],j.prototype,`place`,void 0),T([y()],j.prototype,`snapshot`,void 0),T([y()],j.prototype,`missing`,void 0),T([m(`main`)],j.prototype,`main`,void 0),j=T([w(`aurono-panel`)],j);var M={overview:()=>b`<aurono-overview-page></aurono-overview-page>`,strategies:()=>b`<aurono-strategies-page></aurono-strategies-page>`,strategy:()=>b`<aurono-strategy-page></aurono-strategy-page>`,activity:()=>b`<aurono-activity-page></aurono-activity-page>`,lab:()=>b`<aurono-lab-page></aurono-lab-page>`},N=()=>({route:o(window.location.pathname),parameters:new URLSearchParams(window.location.search)});function P(){window.location.reload()}