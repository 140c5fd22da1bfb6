var e=class extends Event{constructor(e,t,n,r){super(`context-request`,{bubbles:!0,composed:!0}),this.context=e,this.contextTarget=t,this.callback=n,this.subscribe=r??!1}};function t(e){return e}var n=class{constructor(e,t,n,r){if(this.subscribe=!1,this.provided=!1,this.value=void 0,this.t=(e,t)=>{this.unsubscribe&&(this.unsubscribe!==t&&(this.provided=!1,this.unsubscribe()),this.subscribe||this.unsubscribe()),this.value=e,this.host.requestUpdate(),this.provided&&!this.subscribe||(this.provided=!0,this.callback&&this.callback(e,t)),this.unsubscribe=t},this.host=e,t.context!==void 0){let e=t;this.context=e.context,this.callback=e.callback,this.subscribe=e.subscribe??!1}else this.context=t,this.callback=n,this.subscribe=r??!1;this.host.addController(this)}hostConnected(){this.dispatchRequest()}hostDisconnected(){this.unsubscribe&&=(this.unsubscribe(),void 0)}dispatchRequest(){this.host.dispatchEvent(new e(this.context,this.host,this.t,this.subscribe))}},r=class{get value(){return this.o}set value(e){this.setValue(e)}setValue(e,t=!1){let n=t||!Object.is(e,this.o);this.o=e,n&&this.updateObservers()}constructor(e){this.subscriptions=new Map,this.updateObservers=()=>{for(let[e,{disposer:t}]of this.subscriptions)e(this.o,t)},e!==void 0&&(this.value=e)}addCallback(e,t,n){if(!n)return void e(this.value);this.subscriptions.has(e)||this.subscriptions.set(e,{disposer:()=>{this.subscriptions.delete(e)},consumerHost:t});let{disposer:r}=this.subscriptions.get(e);e(this.value,r)}clearCallbacks(){this.subscriptions.clear()}},i=class extends Event{constructor(e,t){super(`context-provider`,{bubbles:!0,composed:!0}),this.context=e,this.contextTarget=t}},a=class extends r{constructor(t,n,r){super(n.context===void 0?r:n.initialValue),this.onContextRequest=e=>{if(e.context!==this.context)return;let t=e.contextTarget??e.composedPath()[0];t!==this.host&&(e.stopPropagation(),this.addCallback(e.callback,t,e.subscribe))},this.onProviderRequest=t=>{if(t.context!==this.context||(t.contextTarget??t.composedPath()[0])===this.host)return;let n=new Set;for(let[t,{consumerHost:r}]of this.subscriptions)n.has(t)||(n.add(t),r.dispatchEvent(new e(this.context,r,t,!0)));t.stopPropagation()},this.host=t,this.context=n.context===void 0?n:n.context,this.attachListeners(),this.host.addController?.(this)}attachListeners(){this.host.addEventListener(`context-request`,this.onContextRequest),this.host.addEventListener(`context-provider`,this.onProviderRequest)}hostConnected(){this.host.dispatchEvent(new i(this.context,this.host))}};function o({context:e,subscribe:t}){return(r,i)=>{typeof i==`object`?i.addInitializer((function(){new n(this,{context:e,callback:e=>{r.set.call(this,e)},subscribe:t})})):r.constructor.addInitializer((r=>{new n(r,{context:e,callback:e=>{r[i]=e},subscribe:t})}))}}var s=`M3,14L3.5,14.07L8.07,9.5C7.89,8.85 8.06,8.11 8.59,7.59C9.37,6.8 10.63,6.8 11.41,7.59C11.94,8.11 12.11,8.85 11.93,9.5L14.5,12.07L15,12C15.18,12 15.35,12 15.5,12.07L19.07,8.5C19,8.35 19,8.18 19,8A2,2 0 0,1 21,6A2,2 0 0,1 23,8A2,2 0 0,1 21,10C20.82,10 20.65,10 20.5,9.93L16.93,13.5C17,13.65 17,13.82 17,14A2,2 0 0,1 15,16A2,2 0 0,1 13,14L13.07,13.5L10.5,10.93C10.18,11 9.82,11 9.5,10.93L4.93,15.5L5,16A2,2 0 0,1 3,18A2,2 0 0,1 1,16A2,2 0 0,1 3,14Z`,c=`M19.8 22.6L17.15 20H6.5Q4.2 20 2.6 18.4T1 14.5Q1 12.58 2.19 11.08 3.38 9.57 5.25 9.15 5.33 8.95 5.4 8.76 5.5 8.57 5.55 8.35L1.4 4.2L2.8 2.8L21.2 21.2M6.5 18H15.15L7.1 9.95Q7.05 10.23 7.03 10.5 7 10.73 7 11H6.5Q5.05 11 4.03 12.03 3 13.05 3 14.5 3 15.95 4.03 17 5.05 18 6.5 18M11.13 14M21.6 18.75L20.15 17.35Q20.58 17 20.79 16.54 21 16.08 21 15.5 21 14.45 20.27 13.73 19.55 13 18.5 13H17V11Q17 8.93 15.54 7.46 14.08 6 12 6 11.33 6 10.7 6.16 10.07 6.33 9.5 6.68L8.05 5.23Q8.93 4.63 9.91 4.31 10.9 4 12 4 14.93 4 16.96 6.04 19 8.07 19 11 20.73 11.2 21.86 12.5 23 13.78 23 15.5 23 16.5 22.63 17.31 22.25 18.15 21.6 18.75M14.83 12.03Z`,l=`M5,19A1,1 0 0,0 6,20H18A1,1 0 0,0 19,19C19,18.79 18.93,18.59 18.82,18.43L13,8.35V4H11V8.35L5.18,18.43C5.07,18.59 5,18.79 5,19M6,22A3,3 0 0,1 3,19C3,18.4 3.18,17.84 3.5,17.37L9,7.81V6A1,1 0 0,1 8,5V4A2,2 0 0,1 10,2H14A2,2 0 0,1 16,4V5A1,1 0 0,1 15,6V7.81L20.5,17.37C20.82,17.84 21,18.4 21,19A3,3 0 0,1 18,22H6M13,16L14.34,14.66L16.27,18H7.73L10.39,13.39L13,16M12.5,12A0.5,0.5 0 0,1 13,12.5A0.5,0.5 0 0,1 12.5,13A0.5,0.5 0 0,1 12,12.5A0.5,0.5 0 0,1 12.5,12Z`,u=`M13.5,8H12V13L16.28,15.54L17,14.33L13.5,12.25V8M13,3A9,9 0 0,0 4,12H1L4.96,16.03L9,12H6A7,7 0 0,1 13,5A7,7 0 0,1 20,12A7,7 0 0,1 13,19C11.07,19 9.32,18.21 8.06,16.94L6.64,18.36C8.27,20 10.5,21 13,21A9,9 0 0,0 22,12A9,9 0 0,0 13,3`,ee=`M17.5 15.5C17.5 16.61 16.61 17.5 15.5 17.5S13.5 16.61 13.5 15.5 14.4 13.5 15.5 13.5 17.5 14.4 17.5 15.5M8.5 13.5C7.4 13.5 6.5 14.4 6.5 15.5S7.4 17.5 8.5 17.5 10.5 16.61 10.5 15.5 9.61 13.5 8.5 13.5M23 15V18C23 18.55 22.55 19 22 19H21V20C21 21.11 20.11 22 19 22H5C3.9 22 3 21.11 3 20V19H2C1.45 19 1 18.55 1 18V15C1 14.45 1.45 14 2 14H3C3 10.13 6.13 7 10 7H11V5.73C10.4 5.39 10 4.74 10 4C10 2.9 10.9 2 12 2S14 2.9 14 4C14 4.74 13.6 5.39 13 5.73V7H14C17.87 7 21 10.13 21 14H22C22.55 14 23 14.45 23 15M21 16H19V14C19 11.24 16.76 9 14 9H10C7.24 9 5 11.24 5 14V16H3V17H5V20H19V17H21V16Z`,te=`M19,5V7H15V5H19M9,5V11H5V5H9M19,13V19H15V13H19M9,17V19H5V17H9M21,3H13V9H21V3M11,3H3V13H11V3M21,11H13V21H21V11M11,15H3V21H11V15Z`,d=globalThis,f=d.ShadowRoot&&(d.ShadyCSS===void 0||d.ShadyCSS.nativeShadow)&&`adoptedStyleSheets`in Document.prototype&&`replace`in CSSStyleSheet.prototype,p=Symbol(),ne=new WeakMap,re=class{constructor(e,t,n){if(this._$cssResult$=!0,n!==p)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,t=this.t;if(f&&e===void 0){let n=t!==void 0&&t.length===1;n&&(e=ne.get(t)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),n&&ne.set(t,e))}return e}toString(){return this.cssText}},ie=e=>new re(typeof e==`string`?e:e+``,void 0,p),m=(e,...t)=>new re(e.length===1?e[0]:t.reduce((t,n,r)=>t+(e=>{if(!0===e._$cssResult$)return e.cssText;if(typeof e==`number`)return e;throw Error(`Value passed to 'css' function must be a 'css' function result: `+e+`. Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.`)})(n)+e[r+1],e[0]),e,p),ae=(e,t)=>{if(f)e.adoptedStyleSheets=t.map(e=>e instanceof CSSStyleSheet?e:e.styleSheet);else for(let n of t){let t=document.createElement(`style`),r=d.litNonce;r!==void 0&&t.setAttribute(`nonce`,r),t.textContent=n.cssText,e.appendChild(t)}},oe=f?e=>e:e=>e instanceof CSSStyleSheet?(e=>{let t=``;for(let n of e.cssRules)t+=n.cssText;return ie(t)})(e):e,{is:se,defineProperty:ce,getOwnPropertyDescriptor:le,getOwnPropertyNames:ue,getOwnPropertySymbols:de,getPrototypeOf:fe}=Object,h=globalThis,pe=h.trustedTypes,me=pe?pe.emptyScript:``,he=h.reactiveElementPolyfillSupport,g=(e,t)=>e,_={toAttribute(e,t){switch(t){case Boolean:e=e?me:null;break;case Object:case Array:e=e==null?e:JSON.stringify(e)}return e},fromAttribute(e,t){let n=e;switch(t){case Boolean:n=e!==null;break;case Number:n=e===null?null:Number(e);break;case Object:case Array:try{n=JSON.parse(e)}catch{n=null}}return n}},ge=(e,t)=>!se(e,t),_e={attribute:!0,type:String,converter:_,reflect:!1,useDefault:!1,hasChanged:ge};Symbol.metadata??=Symbol(`metadata`),h.litPropertyMetadata??=new WeakMap;var v=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=_e){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let n=Symbol(),r=this.getPropertyDescriptor(e,n,t);r!==void 0&&ce(this.prototype,e,r)}}static getPropertyDescriptor(e,t,n){let{get:r,set:i}=le(this.prototype,e)??{get(){return this[t]},set(e){this[t]=e}};return{get:r,set(t){let a=r?.call(this);i?.call(this,t),this.requestUpdate(e,a,n)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??_e}static _$Ei(){if(this.hasOwnProperty(g(`elementProperties`)))return;let e=fe(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(g(`finalized`)))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(g(`properties`))){let e=this.properties,t=[...ue(e),...de(e)];for(let n of t)this.createProperty(n,e[n])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[e,n]of t)this.elementProperties.set(e,n)}this._$Eh=new Map;for(let[e,t]of this.elementProperties){let n=this._$Eu(e,t);n!==void 0&&this._$Eh.set(n,e)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let n=new Set(e.flat(1/0).reverse());for(let e of n)t.unshift(oe(e))}else e!==void 0&&t.push(oe(e));return t}static _$Eu(e,t){let n=t.attribute;return!1===n?void 0:typeof n==`string`?n:typeof e==`string`?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,t=this.constructor.elementProperties;for(let n of t.keys())this.hasOwnProperty(n)&&(e.set(n,this[n]),delete this[n]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return ae(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,n){this._$AK(e,n)}_$ET(e,t){let n=this.constructor.elementProperties.get(e),r=this.constructor._$Eu(e,n);if(r!==void 0&&!0===n.reflect){let i=(n.converter?.toAttribute===void 0?_:n.converter).toAttribute(t,n.type);this._$Em=e,i==null?this.removeAttribute(r):this.setAttribute(r,i),this._$Em=null}}_$AK(e,t){let n=this.constructor,r=n._$Eh.get(e);if(r!==void 0&&this._$Em!==r){let e=n.getPropertyOptions(r),i=typeof e.converter==`function`?{fromAttribute:e.converter}:e.converter?.fromAttribute===void 0?_:e.converter;this._$Em=r;let a=i.fromAttribute(t,e.type);this[r]=a??this._$Ej?.get(r)??a,this._$Em=null}}requestUpdate(e,t,n,r=!1,i){if(e!==void 0){let a=this.constructor;if(!1===r&&(i=this[e]),n??=a.getPropertyOptions(e),!((n.hasChanged??ge)(i,t)||n.useDefault&&n.reflect&&i===this._$Ej?.get(e)&&!this.hasAttribute(a._$Eu(e,n))))return;this.C(e,t,n)}!1===this.isUpdatePending&&(this._$ES=this._$EP())}C(e,t,{useDefault:n,reflect:r,wrapped:i},a){n&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,a??t??this[e]),!0!==i||a!==void 0)||(this._$AL.has(e)||(this.hasUpdated||n||(t=void 0),this._$AL.set(e,t)),!0===r&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(e){Promise.reject(e)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[e,t]of this._$Ep)this[e]=t;this._$Ep=void 0}let e=this.constructor.elementProperties;if(e.size>0)for(let[t,n]of e){let{wrapped:e}=n,r=this[t];!0!==e||this._$AL.has(t)||r===void 0||this.C(t,void 0,n,r)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(e=>e.hostUpdate?.()),this.update(t)):this._$EM()}catch(t){throw e=!1,this._$EM(),t}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(e=>e.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(e=>this._$ET(e,this[e])),this._$EM()}updated(e){}firstUpdated(e){}};v.elementStyles=[],v.shadowRootOptions={mode:`open`},v[g(`elementProperties`)]=new Map,v[g(`finalized`)]=new Map,he?.({ReactiveElement:v}),(h.reactiveElementVersions??=[]).push(`2.1.2`);var y=globalThis,ve=e=>e,b=y.trustedTypes,ye=b?b.createPolicy(`lit-html`,{createHTML:e=>e}):void 0,be=`$lit$`,x=`lit$${Math.random().toFixed(9).slice(2)}$`,xe=`?`+x,Se=`<${xe}>`,S=document,C=()=>S.createComment(``),w=e=>e===null||typeof e!=`object`&&typeof e!=`function`,T=Array.isArray,Ce=e=>T(e)||typeof e?.[Symbol.iterator]==`function`,E=`[ 	
\f\r]`,D=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,we=/-->/g,Te=/>/g,O=RegExp(`>|${E}(?:([^\\s"'>=/]+)(${E}*=${E}*(?:[^ \t\n\f\r"'\`<>=]|("|')|))|$)`,`g`),Ee=/'/g,De=/"/g,Oe=/^(?:script|style|textarea|title)$/i,ke=e=>(t,...n)=>({_$litType$:e,strings:t,values:n}),k=ke(1),Ae=ke(2),A=Symbol.for(`lit-noChange`),j=Symbol.for(`lit-nothing`),je=new WeakMap,M=S.createTreeWalker(S,129);function Me(e,t){if(!T(e)||!e.hasOwnProperty(`raw`))throw Error(`invalid template strings array`);return ye===void 0?t:ye.createHTML(t)}var Ne=(e,t)=>{let n=e.length-1,r=[],i,a=t===2?`<svg>`:t===3?`<math>`:``,o=D;for(let t=0;t<n;t++){let n=e[t],s,c,l=-1,u=0;for(;u<n.length&&(o.lastIndex=u,c=o.exec(n),c!==null);)u=o.lastIndex,o===D?c[1]===`!--`?o=we:c[1]===void 0?c[2]===void 0?c[3]!==void 0&&(o=O):(Oe.test(c[2])&&(i=RegExp(`</`+c[2],`g`)),o=O):o=Te:o===O?c[0]===`>`?(o=i??D,l=-1):c[1]===void 0?l=-2:(l=o.lastIndex-c[2].length,s=c[1],o=c[3]===void 0?O:c[3]===`"`?De:Ee):o===De||o===Ee?o=O:o===we||o===Te?o=D:(o=O,i=void 0);let ee=o===O&&e[t+1].startsWith(`/>`)?` `:``;a+=o===D?n+Se:l>=0?(r.push(s),n.slice(0,l)+be+n.slice(l)+x+ee):n+x+(l===-2?t:ee)}return[Me(e,a+(e[n]||`<?>`)+(t===2?`</svg>`:t===3?`</math>`:``)),r]},N=class e{constructor({strings:t,_$litType$:n},r){let i;this.parts=[];let a=0,o=0,s=t.length-1,c=this.parts,[l,u]=Ne(t,n);if(this.el=e.createElement(l,r),M.currentNode=this.el.content,n===2||n===3){let e=this.el.content.firstChild;e.replaceWith(...e.childNodes)}for(;(i=M.nextNode())!==null&&c.length<s;){if(i.nodeType===1){if(i.hasAttributes())for(let e of i.getAttributeNames())if(e.endsWith(be)){let t=u[o++],n=i.getAttribute(e).split(x),r=/([.?@])?(.*)/.exec(t);c.push({type:1,index:a,name:r[2],strings:n,ctor:r[1]===`.`?Fe:r[1]===`?`?Ie:r[1]===`@`?Le:I}),i.removeAttribute(e)}else e.startsWith(x)&&(c.push({type:6,index:a}),i.removeAttribute(e));if(Oe.test(i.tagName)){let e=i.textContent.split(x),t=e.length-1;if(t>0){i.textContent=b?b.emptyScript:``;for(let n=0;n<t;n++)i.append(e[n],C()),M.nextNode(),c.push({type:2,index:++a});i.append(e[t],C())}}}else if(i.nodeType===8){if(i.data===xe)c.push({type:2,index:a});else{let e=-1;for(;(e=i.data.indexOf(x,e+1))!==-1;)c.push({type:7,index:a}),e+=x.length-1}}a++}}static createElement(e,t){let n=S.createElement(`template`);return n.innerHTML=e,n}};function P(e,t,n=e,r){if(t===A)return t;let i=r===void 0?n._$Cl:n._$Co?.[r],a=w(t)?void 0:t._$litDirective$;return i?.constructor!==a&&(i?._$AO?.(!1),a===void 0?i=void 0:(i=new a(e),i._$AT(e,n,r)),r===void 0?n._$Cl=i:(n._$Co??=[])[r]=i),i!==void 0&&(t=P(e,i._$AS(e,t.values),i,r)),t}var Pe=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:n}=this._$AD,r=(e?.creationScope??S).importNode(t,!0);M.currentNode=r;let i=M.nextNode(),a=0,o=0,s=n[0];for(;s!==void 0;){if(a===s.index){let t;s.type===2?t=new F(i,i.nextSibling,this,e):s.type===1?t=new s.ctor(i,s.name,s.strings,this,e):s.type===6&&(t=new Re(i,this,e)),this._$AV.push(t),s=n[++o]}a!==s?.index&&(i=M.nextNode(),a++)}return M.currentNode=S,r}p(e){let t=0;for(let n of this._$AV)n!==void 0&&(n.strings===void 0?n._$AI(e[t]):(n._$AI(e,n,t),t+=n.strings.length-2)),t++}},F=class e{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,n,r){this.type=2,this._$AH=j,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=n,this.options=r,this._$Cv=r?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=P(this,e,t),w(e)?e===j||e==null||e===``?(this._$AH!==j&&this._$AR(),this._$AH=j):e!==this._$AH&&e!==A&&this._(e):e._$litType$===void 0?e.nodeType===void 0?Ce(e)?this.k(e):this._(e):this.T(e):this.$(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==j&&w(this._$AH)?this._$AA.nextSibling.data=e:this.T(S.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:n}=e,r=typeof n==`number`?this._$AC(e):(n.el===void 0&&(n.el=N.createElement(Me(n.h,n.h[0]),this.options)),n);if(this._$AH?._$AD===r)this._$AH.p(t);else{let e=new Pe(r,this),n=e.u(this.options);e.p(t),this.T(n),this._$AH=e}}_$AC(e){let t=je.get(e.strings);return t===void 0&&je.set(e.strings,t=new N(e)),t}k(t){T(this._$AH)||(this._$AH=[],this._$AR());let n=this._$AH,r,i=0;for(let a of t)i===n.length?n.push(r=new e(this.O(C()),this.O(C()),this,this.options)):r=n[i],r._$AI(a),i++;i<n.length&&(this._$AR(r&&r._$AB.nextSibling,i),n.length=i)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let t=ve(e).nextSibling;ve(e).remove(),e=t}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},I=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,n,r,i){this.type=1,this._$AH=j,this._$AN=void 0,this.element=e,this.name=t,this._$AM=r,this.options=i,n.length>2||n[0]!==``||n[1]!==``?(this._$AH=Array(n.length-1).fill(new String),this.strings=n):this._$AH=j}_$AI(e,t=this,n,r){let i=this.strings,a=!1;if(i===void 0)e=P(this,e,t,0),a=!w(e)||e!==this._$AH&&e!==A,a&&(this._$AH=e);else{let r=e,o,s;for(e=i[0],o=0;o<i.length-1;o++)s=P(this,r[n+o],t,o),s===A&&(s=this._$AH[o]),a||=!w(s)||s!==this._$AH[o],s===j?e=j:e!==j&&(e+=(s??``)+i[o+1]),this._$AH[o]=s}a&&!r&&this.j(e)}j(e){e===j?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??``)}},Fe=class extends I{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===j?void 0:e}},Ie=class extends I{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==j)}},Le=class extends I{constructor(e,t,n,r,i){super(e,t,n,r,i),this.type=5}_$AI(e,t=this){if((e=P(this,e,t,0)??j)===A)return;let n=this._$AH,r=e===j&&n!==j||e.capture!==n.capture||e.once!==n.once||e.passive!==n.passive,i=e!==j&&(n===j||r);r&&this.element.removeEventListener(this.name,this,n),i&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH==`function`?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},Re=class{constructor(e,t,n){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=n}get _$AU(){return this._$AM._$AU}_$AI(e){P(this,e)}},ze=y.litHtmlPolyfillSupport;ze?.(N,F),(y.litHtmlVersions??=[]).push(`3.3.3`);var Be=(e,t,n)=>{let r=n?.renderBefore??t,i=r._$litPart$;if(i===void 0){let e=n?.renderBefore??null;r._$litPart$=i=new F(t.insertBefore(C(),e),e,void 0,n??{})}return i._$AI(e),i},L=globalThis,R=class extends v{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=Be(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return A}};R._$litElement$=!0,R.finalized=!0,L.litElementHydrateSupport?.({LitElement:R});var Ve=L.litElementPolyfillSupport;Ve?.({LitElement:R}),(L.litElementVersions??=[]).push(`4.2.2`);var z=e=>(t,n)=>{n===void 0?customElements.define(e,t):n.addInitializer(()=>{customElements.define(e,t)})},He={attribute:!0,type:String,converter:_,reflect:!1,hasChanged:ge},Ue=(e=He,t,n)=>{let{kind:r,metadata:i}=n,a=globalThis.litPropertyMetadata.get(i);if(a===void 0&&globalThis.litPropertyMetadata.set(i,a=new Map),r===`setter`&&((e=Object.create(e)).wrapped=!0),a.set(n.name,e),r===`accessor`){let{name:r}=n;return{set(n){let i=t.get.call(this);t.set.call(this,n),this.requestUpdate(r,i,e,!0,n)},init(t){return t!==void 0&&this.C(r,void 0,e,t),t}}}if(r===`setter`){let{name:r}=n;return function(n){let i=this[r];t.call(this,n),this.requestUpdate(r,i,e,!0,n)}}throw Error(`Unsupported decorator location: `+r)};function B(e){return(t,n)=>typeof n==`object`?Ue(e,t,n):((e,t,n)=>{let r=t.hasOwnProperty(n);return t.constructor.createProperty(n,e),r?Object.getOwnPropertyDescriptor(t,n):void 0})(e,t,n)}function V(e){return B({...e,state:!0,attribute:!1})}var We=(e,t,n)=>(n.configurable=!0,n.enumerable=!0,Reflect.decorate&&typeof t!=`object`&&Object.defineProperty(e,t,n),n);function Ge(e,t){return(n,r,i)=>{let a=t=>t.renderRoot?.querySelector(e)??null;if(t){let{get:e,set:t}=typeof r==`object`?n:i??(()=>{let e=Symbol();return{get(){return this[e]},set(t){this[e]=t}}})();return We(n,r,{get(){let n=e.call(this);return n===void 0&&(n=a(this),(n!==null||this.hasUpdated)&&t.call(this,n)),n}})}return We(n,r,{get(){return a(this)}})}}var Ke=t(Symbol(`aurono app`)),qe=t(Symbol(`aurono accounts`)),Je=t(Symbol(`aurono place`)),H=m`
  :host {
    --aurono-gap: 16px;
    --aurono-gain: color-mix(in srgb, var(--success-color, #43a047) 62%, var(--primary-text-color, #141414));
    --aurono-loss: color-mix(in srgb, var(--error-color, #db4437) 72%, var(--primary-text-color, #141414));
    --aurono-warn: color-mix(in srgb, var(--warning-color, #ffa600) 50%, var(--primary-text-color, #141414));
    --aurono-link: color-mix(in srgb, var(--primary-color, #009ac7) 62%, var(--primary-text-color, #141414));
    --aurono-fill: color-mix(in srgb, var(--primary-color, #009ac7) 70%, black);
    --aurono-danger-fill: color-mix(in srgb, var(--error-color, #db4437) 80%, black);
    --aurono-quiet: color-mix(in srgb, var(--primary-text-color, #141414) 72%, var(--card-background-color, #fff));
    --aurono-soft: color-mix(in srgb, var(--primary-text-color, #141414) 6%, transparent);
    --aurono-line: var(--divider-color, rgba(0, 0, 0, 0.12));
    --aurono-radius: var(--ha-card-border-radius, var(--ha-border-radius-lg, 12px));
    color: var(--primary-text-color);
    font-size: 14px;
    line-height: 1.45;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h1,
  h2,
  h3,
  p,
  dl,
  dd,
  ul,
  ol,
  figure,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h1 {
    font-size: 20px;
    font-weight: 500;
    line-height: 1.3;
  }
  h2 {
    font-size: 16px;
    font-weight: 500;
    line-height: 1.3;
  }
  h3 {
    font-size: 14px;
    font-weight: 500;
  }
  a {
    color: var(--aurono-link);
  }
  :focus-visible {
    outline: 2px solid var(--aurono-link);
    outline-offset: 2px;
    border-radius: 4px;
  }
  .icon {
    width: 20px;
    height: 20px;
    fill: currentColor;
    flex: none;
    vertical-align: -5px;
  }
  .card {
    display: block;
    background: var(--ha-card-background, var(--card-background-color, #fff));
    border: 1px solid var(--ha-card-border-color, var(--aurono-line));
    border-radius: var(--aurono-radius);
    padding: var(--aurono-gap);
    min-width: 0;
  }
  .stack {
    display: grid;
    gap: var(--aurono-gap);
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
  }
  .grid {
    display: grid;
    gap: var(--aurono-gap);
    grid-template-columns: repeat(auto-fill, minmax(min(320px, 100%), 1fr));
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
  }
  .row.between {
    justify-content: space-between;
  }
  .grow {
    flex: 1;
    min-width: 0;
  }
  .quiet {
    color: var(--aurono-quiet);
  }
  .small {
    font-size: 12px;
  }
  .gain {
    color: var(--aurono-gain);
  }
  .loss {
    color: var(--aurono-loss);
  }
  .warn {
    color: var(--aurono-warn);
  }
  .number {
    font-variant-numeric: tabular-nums;
  }
  .nowrap {
    white-space: nowrap;
  }
  .badge {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    padding: 1px 8px;
    border-radius: 999px;
    border: 1px solid var(--aurono-line);
    background: var(--aurono-soft);
    font-size: 12px;
    line-height: 18px;
    white-space: nowrap;
  }
  .badge .icon {
    width: 14px;
    height: 14px;
  }
  .badge.live {
    border-color: var(--aurono-loss);
    font-weight: 500;
  }
  .badge.demo {
    border-style: dashed;
    border-color: var(--aurono-quiet);
  }
  .stats {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(112px, 1fr));
    gap: 12px 16px;
  }
  .stat dt {
    font-size: 12px;
    color: var(--aurono-quiet);
  }
  .stat dd {
    font-size: 16px;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  .stat .hint {
    font-size: 12px;
    color: var(--aurono-quiet);
  }
  .hero {
    font-size: 28px;
    line-height: 1.2;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  button,
  .button {
    appearance: none;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-height: 40px;
    padding: 8px 16px;
    border: 1px solid var(--aurono-line);
    border-radius: 999px;
    background: transparent;
    color: var(--aurono-link);
    font: inherit;
    font-weight: 500;
    text-decoration: none;
    cursor: pointer;
  }
  button:hover:not(:disabled),
  .button:hover {
    background: var(--aurono-soft);
  }
  button:disabled {
    opacity: 0.55;
    cursor: default;
  }
  .primary,
  .primary:hover:not(:disabled) {
    background: var(--aurono-fill);
    border-color: var(--aurono-fill);
    color: #fff;
  }
  .danger,
  .danger:hover:not(:disabled) {
    background: var(--aurono-danger-fill);
    border-color: var(--aurono-danger-fill);
    color: #fff;
  }
  .plain {
    border-color: transparent;
    padding: 8px;
  }
  .field {
    display: grid;
    gap: 4px;
    min-width: 0;
  }
  .field > span:first-child,
  .field > label,
  legend {
    font-size: 12px;
    color: var(--aurono-quiet);
    padding: 0;
  }
  input:not([type="checkbox"], [type="radio"], [type="range"]),
  select,
  textarea {
    width: 100%;
    min-height: 40px;
    padding: 8px 12px;
    border: 1px solid color-mix(in srgb, var(--primary-text-color) 45%, transparent);
    border-radius: 8px;
    background: var(--card-background-color, transparent);
    color: var(--primary-text-color);
    font: inherit;
    font-size: 16px;
    color-scheme: inherit;
  }
  input[type="checkbox"],
  input[type="radio"],
  input[type="range"] {
    accent-color: var(--aurono-fill);
  }
  input[type="checkbox"],
  input[type="radio"] {
    width: 18px;
    height: 18px;
    margin: 0;
    flex: none;
  }
  [aria-invalid="true"] {
    border-color: var(--aurono-loss);
  }
  .choice {
    display: flex;
    gap: 12px;
    align-items: flex-start;
    padding: 8px 0;
  }
  .error {
    color: var(--aurono-loss);
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (max-width: 600px) {
    :host {
      --aurono-gap: 12px;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation-duration: 0.01ms !important;
      animation-iteration-count: 1 !important;
      transition-duration: 0.01ms !important;
    }
  }
`;function U(e,t,n,r){var i=arguments.length,a=i<3?t:r===null?r=Object.getOwnPropertyDescriptor(t,n):r,o;if(typeof Reflect==`object`&&typeof Reflect.decorate==`function`)a=Reflect.decorate(e,t,n,r);else for(var s=e.length-1;s>=0;s--)(o=e[s])&&(a=(i<3?o(a):i>3?o(t,n,a):o(t,n))||a);return i>3&&a&&Object.defineProperty(t,n,a),a}var W=class extends R{static{this.styles=H}};U([o({context:Ke,subscribe:!0}),V()],W.prototype,`app`,void 0);function Ye(e){let[t=``,n=``]=e.replace(/^[+-]/,``).split(`.`),r=t.replace(/^0+/,``);if(r)return r.length-1;let i=/^0*/.exec(n)?.[0].length??0;return i===n.length?null:-i-1}var G=e=>k`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    ${Ae`<path d=${e}></path>`}
  </svg>`,K=class extends W{constructor(...e){super(...e),this.heading=``,this.text=``,this.loading=!1,this.alert=!1}static{this.styles=[H,m`
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
    `]}render(){return k`
      ${this.loading?k`<div class="spinner"></div>`:this.drawing?G(this.drawing):j}
      <div role=${this.alert?`alert`:`status`}>
        ${this.heading?k`<h2>${this.heading}</h2>`:j} ${this.text?k`<p>${this.text}</p>`:j}
      </div>
      <div class="actions"><slot></slot></div>
    `}};U([B()],K.prototype,`heading`,void 0),U([B()],K.prototype,`text`,void 0),U([B({attribute:!1})],K.prototype,`drawing`,void 0),U([B({type:Boolean})],K.prototype,`loading`,void 0),U([B({type:Boolean})],K.prototype,`alert`,void 0),K=U([z(`aurono-state`)],K);var Xe=m`
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
`;function Ze(e){if(typeof e==`string`)return e;if(typeof e==`object`&&e){let{message:t,body:n}=e;if(typeof n==`object`&&n)return Ze(n);if(typeof t==`string`)return t}return``}function Qe(e){let t=typeof e==`object`&&e?e.code:void 0;return typeof t==`string`?t:``}var $e=class{constructor(e){this.hass=e}markets(e){return this.hass().callWS({type:`aurono/markets`,entry_id:e})}events(e){return this.hass().callWS({type:`aurono/events`,...e})}trades(e){return this.hass().callWS({type:`aurono/trades`,...e})}day(e,t,n,r){return this.hass().callWS({type:`aurono/day`,entry_id:e,strategy:t,since_ms:n,until_ms:r})}async curve(e,t,n,r=300){return(await this.hass().callWS({type:`aurono/curve`,entry_id:e,book:t,points:r,...n===void 0?{}:{strategy:n}})).currencies}history(e,t){return this.hass().callWS({type:`aurono/versions`,entry_id:e,strategy:t})}candles(e,t,n,r,i){return this.hass().callWS({type:`aurono/candles`,entry_id:e,pair:t,timeframe:n,since_ms:r,until_ms:i})}stopTrading(e,t){return this.#e(`aurono`,`stop_trading`,{config_entry_id:e,cancel_orders:t})}resumeTrading(e){return this.#e(`aurono`,`resume_trading`,{config_entry_id:e})}deposit(e,t){return this.#e(`aurono`,`deposit_capital`,{strategy:e,amount:t})}withdraw(e,t){return this.#e(`aurono`,`withdraw_capital`,{strategy:e,amount:t})}cancelOrder(e,t){return this.#e(`aurono`,`cancel_order`,{strategy:e,order:t})}async selectMode(e,t){await this.hass().callService(`select`,`select_option`,{option:t},{entity_id:e},!1)}async#e(e,t,n){await this.hass().callService(e,t,n,void 0,!1)}},et=new Set([`EUR`,`USD`,`GBP`,`CHF`,`AUD`,`CAD`,`NOK`,`SEK`,`DKK`,`PLN`,`CZK`,`BRL`,`TRY`]),tt=new Set([`BTC`,`ETH`,`BNB`,`SOL`]),nt=8,rt=2,it=4,at=12,ot={comma_decimal:[`en-US`,`en`],decimal_comma:[`de`,`es`,`it`],space_comma:[`fr`,`sv`,`cs`],quote_decimal:[`de-CH`]},st=class{#e;#t;#n=new Map;constructor(e){let{number_format:t,language:n}=e;this.#t=t!==`none`,this.#e=t===`none`?[`en-US`]:t===`system`?void 0:ot[t]??[n]}money(e,t,{signed:n=!1}={}){if(e==null)return`–`;let r={minimumFractionDigits:rt,maximumFractionDigits:ct(t)};return et.has(t)?this.#r(e,{...r,style:`currency`,currency:t,currencyDisplay:`narrowSymbol`},n):`${this.#r(e,r,n)} ${t}`}exactMoney(e,t){return`${this.#r(e,{minimumFractionDigits:2,maximumFractionDigits:20})} ${t}`}amount(e,t){return e==null?`–`:`${this.#r(e,{maximumFractionDigits:nt})} ${t}`}price(e,t){if(e==null)return`–`;let n=lt(e),r={minimumFractionDigits:Math.min(n,2),maximumFractionDigits:n};return et.has(t)?this.#r(e,{...r,style:`currency`,currency:t,currencyDisplay:`narrowSymbol`}):`${this.#r(e,r)} ${t}`}percent(e,{signed:t=!1,decimals:n=2}={}){return e==null?`–`:`${this.#r(e,{maximumFractionDigits:n},t)} %`}number(e,t=2){return e==null?`–`:this.#r(String(e),{maximumFractionDigits:t})}unit(e,t){return this.#r(String(e),{style:`unit`,unit:t,unitDisplay:`short`})}#r(e,t,n=!1){let r={...t,useGrouping:this.#t,signDisplay:n?`exceptZero`:`negative`},i=JSON.stringify(r),a=this.#n.get(i);return a||(a=new Intl.NumberFormat(this.#e,r),this.#n.set(i,a)),a.format(e)}},ct=e=>tt.has(e)?nt:rt;function lt(e){let t=Ye(e);return t===null?it:Math.min(Math.max(5-t,rt),at)}var q=1e3,ut=60*q,J=60*ut,dt=24*J,ft=class{#e;#t=new Map;#n;#r;constructor(e,t,n){this.locale=e,this.numbers=n,this.#e=e.time_zone===`server`?t:void 0,this.#n=e.date_format,this.#r=mt(e)}date(e){if(this.#n in pt)return this.#o(e);let t=this.#n===`system`?void 0:this.locale.language;return this.#s(t,{year:`numeric`,month:`short`,day:`numeric`}).format(e)}time(e){let t=this.locale.time_format===`system`?void 0:this.locale.language;return this.#s(t,{hour:`2-digit`,minute:`2-digit`,hourCycle:this.#r}).format(e)}dateTime(e){return`${this.date(e)}, ${this.time(e)}`}duration(e){let t=Math.max(0,Math.ceil(e/q))*q,n=Math.floor(t/dt),r=Math.floor(t%dt/J),i=Math.floor(t%J/ut),a=Math.floor(t%ut/q),o=(...e)=>e.filter(([t],n)=>t>0||n===0&&e.length===1).map(([e,t])=>this.numbers.unit(e,t)).join(` `);return n?o([n,`day`],[r,`hour`]):r?o([r,`hour`],[i,`minute`]):i>=5?o([i,`minute`]):i?o([i,`minute`],[a,`second`]):o([a,`second`])}isoDay(e){let t=this.#a(e);return[t.year,t.month,t.day].join(`-`)}startOfDay(e){let t=/^(\d{4})-(\d{2})-(\d{2})$/.exec(e);if(!t)return null;let n=Date.UTC(Number(t[1]),Number(t[2])-1,Number(t[3]));if(new Date(n).toISOString().slice(0,10)!==e)return null;let r=n-this.#i(n);return r=n-this.#i(r),r}nextDay(e){return this.startOfDay(this.isoDay(e+36*J))??e+864e5}#i(e){let{year:t,month:n,day:r,hour:i,minute:a,second:o}=this.#a(e);return Date.UTC(Number(t),Number(n)-1,Number(r),Number(i),Number(a),Number(o))-Math.floor(e/q)*q}#a(e){let t=this.#s(`en-CA`,{year:`numeric`,month:`2-digit`,day:`2-digit`,hour:`2-digit`,minute:`2-digit`,second:`2-digit`,hourCycle:`h23`});return Object.fromEntries(t.formatToParts(e).map(e=>[e.type,e.value]))}#o(e){let{year:t=``,month:n=``,day:r=``}=this.#a(e),i=this.#s(this.locale.language,{year:`numeric`,month:`2-digit`,day:`2-digit`}).formatToParts(e).find(e=>e.type===`literal`)?.value??`/`,a={D:r,M:n,Y:t};return this.#n.split(``).map(e=>a[e]??``).join(i.trim()||i)}#s(e,t){let n={...t,...this.#e?{timeZone:this.#e}:{}},r=`${e??``}${JSON.stringify(n)}`,i=this.#t.get(r);return i||(i=new Intl.DateTimeFormat(e,n),this.#t.set(r,i)),i}},pt={DMY:!0,MDY:!0,YMD:!0};function mt({time_format:e,language:t}){if(e===`12`)return`h12`;if(e===`24`)return`h23`;let n=e===`system`?void 0:t,r=new Intl.DateTimeFormat(n,{hour:`numeric`}).resolvedOptions().hourCycle;return r===`h11`||r===`h12`?`h12`:`h23`}var Y=`component.aurono`,ht=[`common`,`entity`,`selector`,`issues`];async function gt(e){return await Promise.all(ht.map(t=>e.loadBackendTranslation(t,`aurono`))),_t(await e.loadBackendTranslation(`common`,`aurono`))}var _t=e=>({text:(t,n)=>e(`${Y}.common.panel_${t}`,n),state:(t,n,r)=>e(`${Y}.entity.${t}.${n}.state.${r}`),option:(t,n)=>e(`${Y}.selector.${t}.options.${n}`),issueTitle:(t,n)=>e(`${Y}.issues.${t}.title`,n)}),vt=`/aurono`,yt=[`explore`,`simulate`,`evaluate`];function bt(e){let[t,n,r,i,...a]=e.split(`/`).filter(Boolean).map(xt);if(`/${t??``}`!=`/aurono`||a.length)return{page:`unknown`};switch(n){case void 0:case`overview`:case`activity`:return r===void 0?{page:n??`overview`}:{page:`unknown`};case`strategies`:return r===void 0?{page:`strategies`}:i===void 0?{page:`unknown`}:{page:`strategy`,entryId:r,strategyId:i};case`lab`:return i===void 0?r===void 0?{page:`lab`,tab:`explore`}:yt.includes(r)?{page:`lab`,tab:r}:{page:`unknown`}:{page:`unknown`};default:return{page:`unknown`}}}function X(e,t={}){let n=new URLSearchParams;for(let[e,r]of Object.entries(t))r&&n.set(e,r);let r=n.toString();return`${vt}/${e}${r?`?${r}`:``}`}function xt(e){try{return decodeURIComponent(e)}catch{return e}}var Z=1e3,St=15e3,Ct=class{#e={phase:`loading`,accounts:[],problem:``};#t;#n;#r;#i=Z;#a=0;constructor(e){this.onChange=e}get snapshot(){return this.#e}connect(e,t){this.#t!==e&&(this.disconnect(),this.#t=e,e.addEventListener(`ready`,this.#o),e.addEventListener(`disconnected`,this.#s),t?this.#c():this.#s())}disconnect(){this.#a+=1,clearTimeout(this.#r),this.#t?.removeEventListener(`ready`,this.#o),this.#t?.removeEventListener(`disconnected`,this.#s),this.#t=void 0,this.#d()}retry(){this.#i=Z,this.#c()}#o=()=>{this.#n=void 0,this.#i=Z,this.#c()};#s=()=>{this.#a+=1,clearTimeout(this.#r),this.#n=void 0,this.#f({phase:`offline`})};async#c(){let e=this.#t;if(!e)return;clearTimeout(this.#r),this.#d();let t=++this.#a;this.#e.phase===`failed`&&this.#f({phase:`loading`,problem:``});try{let n=await e.subscribeMessage(e=>{t===this.#a&&this.#u(e)},{type:`aurono/subscribe`},{resubscribe:!1});t===this.#a?this.#n=n:n().catch(wt)}catch(e){t===this.#a&&this.#l(e)}}#l(e){let t=this.#e.accounts.length?`offline`:`failed`;this.#f({phase:t,problem:Ze(e)||Qe(e)}),this.#r=setTimeout(()=>void this.#c(),this.#i),this.#i=Math.min(this.#i*2,St)}#u(e){this.#i=Z;let{accounts:t}=this.#e;switch(e.kind){case`snapshot`:this.#f({phase:`ready`,accounts:e.accounts,problem:``});break;case`account`:{let{account:n}=e,r=t.some(e=>e.entry_id===n.entry_id);this.#f({accounts:r?t.map(e=>e.entry_id===n.entry_id?n:e):[...t,n]});break}case`removed`:this.#f({accounts:t.filter(t=>t.entry_id!==e.entry_id)})}}#d(){this.#n?.().catch(wt),this.#n=void 0}#f(e){this.#e={...this.#e,...e},this.onChange(this.#e)}};function wt(){}var Tt=(function(){let e=typeof document<`u`&&document.createElement(`link`).relList;return e&&e.supports&&e.supports(`modulepreload`)?`modulepreload`:`preload`})(),Et=function(e,t){return new URL(e,t).href},Dt={},Ot=function(e){return e.pathname.endsWith(`.css`)},kt=function(e,t,n){if(t in e)return e[t];let r=n();if(!r){e[t]=void 0;return}let i=r.then(()=>{e[t]=void 0},n=>{throw e[t]=void 0,n});return e[t]=i,i},Q=function(e,t,n){let r=Promise.resolve();if(t&&t.length>0){let e,i=document.querySelector(`meta[property=csp-nonce]`),a=i?.nonce||i?.getAttribute(`nonce`);function o(e){return Promise.all(e.map(e=>Promise.resolve(e).then(e=>({status:`fulfilled`,value:e}),e=>({status:`rejected`,reason:e}))))}function s(e){return import.meta.resolve?new URL(import.meta.resolve(e)):new URL(e,import.meta.url)}r=o(t.map(t=>{t=Et(t,n);let r=s(t),i=Ot(r);return kt(Dt,r.href,()=>{if(e===void 0){e={all:new Set,styles:new Set};let t=document.getElementsByTagName(`link`);for(let n=t.length-1;n>=0;n--){let r=t[n];e.all.add(r.href),r.rel===`stylesheet`&&e.styles.add(r.href)}}if((i?e.styles:e.all).has(r.href))return;let t=document.createElement(`link`);if(t.rel=i?`stylesheet`:Tt,i||(t.as=`script`),t.crossOrigin=``,t.href=r.href,a&&t.setAttribute(`nonce`,a),document.head.appendChild(t),i)return new Promise((e,n)=>{let i=a=>{t.removeEventListener(`load`,i),t.removeEventListener(`error`,i),a.type===`error`?n(Error(`Unable to preload CSS for ${r}`)):e(a)};t.addEventListener(`load`,i),t.addEventListener(`error`,i)})})}).filter(e=>e!==void 0))}function i(e){let t=new Event(`vite:preloadError`,{cancelable:!0});if(t.payload=e,window.dispatchEvent(t),!t.defaultPrevented)throw e}return r.then(t=>{for(let e of t||[])e.status===`rejected`&&i(e.reason);return e().catch(i)})},At={overview:()=>Q(()=>import(`./chunks/overview-page-CQQXxznk.js`),[],import.meta.url),strategies:()=>Q(()=>import(`./chunks/strategies-page-CUSBG5kx.js`),[],import.meta.url),strategy:()=>Q(()=>import(`./chunks/strategy-page-BMFTmUdb.js`),[],import.meta.url),activity:()=>Q(()=>import(`./chunks/activity-page-nbu8DCFE.js`),[],import.meta.url),lab:()=>Q(()=>import(`./chunks/lab-page-BzV9Ea1Q.js`),[],import.meta.url)},jt=[{path:`overview`,text:`overview_title`,drawing:te,pages:[`overview`]},{path:`strategies`,text:`strategies_title`,drawing:ee,pages:[`strategies`,`strategy`]},{path:`activity`,text:`activity_title`,drawing:u,pages:[`activity`]},{path:`lab/explore`,text:`lab_title`,drawing:l,pages:[`lab`]}],$=class extends R{static{this.styles=[H,Xe]}#e;#t;#n;#r;#i;#a;#o;#s;#c;#l;constructor(){super(),this.narrow=!1,this.place=Nt(),this.#n=``,this.#r=``,this.#i=new Set,this.#a=new $e(()=>this.#g()),this.#o=new Ct(e=>{this.snapshot=e,this.#l.setValue(e)}),this.#s=new a(this,{context:Ke}),this.#c=new a(this,{context:Je,initialValue:this.place}),this.#l=new a(this,{context:qe,initialValue:this.#o.snapshot}),this.#m=()=>{let e=Nt();if(JSON.stringify(e.route)===JSON.stringify(this.place.route)){if(e.parameters.toString()===this.place.parameters.toString())return}else this.hasUpdated&&(this.main?.scrollTo(0,0),this.main?.focus({preventScroll:!0}));this.place=e,this.#c.setValue(e)},this.#h=()=>{this.#o.retry()},this.snapshot=this.#o.snapshot}set hass(e){this.#e=e,this.isConnected&&(this.#o.connect(e.connection,e.connected),this.#_())}connectedCallback(){super.connectedCallback(),window.addEventListener(`location-changed`,this.#m),window.addEventListener(`popstate`,this.#m),this.#m(),this.#e&&(this.hass=this.#e)}disconnectedCallback(){super.disconnectedCallback(),window.removeEventListener(`location-changed`,this.#m),window.removeEventListener(`popstate`,this.#m),this.#o.disconnect()}willUpdate(e){e.has(`narrow`)&&this.#_()}render(){let e=this.app;return k`
      <header>
        <ha-menu-button .hass=${this.#e} .narrow=${this.narrow}></ha-menu-button>
        <div class="title">${e?.text(`common_title`)??`Aurono`}</div>
        ${e&&!this.narrow?this.#u(e):j}
      </header>
      ${e?this.#d(e):j}
      <main tabindex="-1">${e?k`<div class="page">${this.#f(e)}</div>`:j}</main>
      ${e&&this.narrow?this.#u(e):j}
    `}#u(e){return k`
      <nav aria-label=${e.text(`common_navigation`)}>
        ${jt.map(t=>{let n=t.pages.includes(this.place.route.page);return k`<a href=${X(t.path)} aria-current=${n?`page`:`false`}>
            ${G(t.drawing)}<span>${e.text(t.text)}</span>
          </a>`})}
      </nav>
    `}#d(e){let t=this.snapshot.phase===`offline`;return k`<div role="status" class="offline" ?hidden=${!t}>
      ${t?k`${G(c)}<span>${e.text(`common_offline`)}</span>`:j}
    </div>`}#f(e){let{page:t}=this.place.route,{phase:n,problem:r}=this.snapshot;return t===`unknown`?k`<aurono-state .drawing=${s} heading=${e.text(`error_page_unknown`)}>
        <a class="button" href=${X(`overview`)}>${e.text(`overview_title`)}</a>
      </aurono-state>`:n===`failed`?k`<aurono-state
        alert
        .drawing=${c}
        heading=${e.text(`error_title`)}
        text=${e.text(`error_not_loaded`,{detail:r})}
      >
        <button class="primary" @click=${this.#h}>${e.text(`common_retry`)}</button>
      </aurono-state>`:this.missing===t?k`<aurono-state alert heading=${e.text(`error_title`)} text=${e.text(`error_page_missing`)}>
        <button class="primary" @click=${Pt}>${e.text(`common_reload`)}</button>
      </aurono-state>`:n===`loading`||!this.#i.has(t)?(this.#i.has(t)||this.#p(t),k`<aurono-state loading text=${e.text(`common_loading`)}></aurono-state>`):Mt[t]()}async#p(e){try{await At[e](),this.#i.add(e),this.requestUpdate()}catch{this.missing=e}}#m;#h;#g(){if(!this.#e)throw Error(`Home Assistant has not handed itself over yet`);return this.#e}#_(){let e=this.#e;if(!e||(this.#n!==e.language&&this.#v(e),!this.#t))return;let t=e.user?.is_admin??!1,n=e.themes.darkMode??!1,{language:r,words:i}=this.#t,a=JSON.stringify([r,e.locale,e.config.time_zone,t,n,this.narrow]);if(a===this.#r)return;this.#r=a;let o=new st(e.locale);this.app={...i,api:this.#a,numbers:o,times:new ft(e.locale,e.config.time_zone,o),isAdmin:t,dark:n,narrow:this.narrow,hass:()=>this.#g()},this.style.colorScheme=n?`dark`:`light`,this.#s.setValue(this.app)}async#v(e){this.#n=e.language;try{let t=await gt(e);if(this.#n!==e.language)return;this.#t={language:e.language,words:t},this.#_()}catch{this.#n=``}}};U([B({attribute:!1})],$.prototype,`route`,void 0),U([B({type:Boolean,reflect:!0})],$.prototype,`narrow`,void 0),U([V()],$.prototype,`app`,void 0),U([V()],$.prototype,`place`,void 0),U([V()],$.prototype,`snapshot`,void 0),U([V()],$.prototype,`missing`,void 0),U([Ge(`main`)],$.prototype,`main`,void 0),$=U([z(`aurono-panel`)],$);var Mt={overview:()=>k`<aurono-overview-page></aurono-overview-page>`,strategies:()=>k`<aurono-strategies-page></aurono-strategies-page>`,strategy:()=>k`<aurono-strategy-page></aurono-strategy-page>`,activity:()=>k`<aurono-activity-page></aurono-activity-page>`,lab:()=>k`<aurono-lab-page></aurono-lab-page>`},Nt=()=>({route:bt(window.location.pathname),parameters:new URLSearchParams(window.location.search)});function Pt(){window.location.reload()}export{Je as a,k as c,H as i,m as l,W as n,V as o,U as r,z as s,X as t,o as u};