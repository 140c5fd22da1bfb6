import{D as e,S as t,T as n,_ as r,b as i,c as a,d as o,f as s,g as c,h as ee,i as l,m as te,p as ne,u as re,v as u,w as ie,y as ae}from"./chunks/routes-DJEB-RUk.js";var oe=class{get value(){return this.o}set value(e){this.setValue(e)}setValue(e,t=!1){let n=t||!Object.is(e,this.o);this.o=e,n&&this.updateObservers()}constructor(e){this.subscriptions=new Map,this.updateObservers=()=>{for(let[e,{disposer:t}]of this.subscriptions)e(this.o,t)},e!==void 0&&(this.value=e)}addCallback(e,t,n){if(!n)return void e(this.value);this.subscriptions.has(e)||this.subscriptions.set(e,{disposer:()=>{this.subscriptions.delete(e)},consumerHost:t});let{disposer:r}=this.subscriptions.get(e);e(this.value,r)}clearCallbacks(){this.subscriptions.clear()}},se=class extends Event{constructor(e,t){super(`context-provider`,{bubbles:!0,composed:!0}),this.context=e,this.contextTarget=t}},d=class extends oe{constructor(t,n,r){super(n.context===void 0?r:n.initialValue),this.onContextRequest=e=>{if(e.context!==this.context)return;let t=e.contextTarget??e.composedPath()[0];t!==this.host&&(e.stopPropagation(),this.addCallback(e.callback,t,e.subscribe))},this.onProviderRequest=t=>{if(t.context!==this.context||(t.contextTarget??t.composedPath()[0])===this.host)return;let n=new Set;for(let[t,{consumerHost:r}]of this.subscriptions)n.has(t)||(n.add(t),r.dispatchEvent(new e(this.context,r,t,!0)));t.stopPropagation()},this.host=t,this.context=n.context===void 0?n:n.context,this.attachListeners(),this.host.addController?.(this)}attachListeners(){this.host.addEventListener(`context-request`,this.onContextRequest),this.host.addEventListener(`context-provider`,this.onProviderRequest)}hostConnected(){this.host.dispatchEvent(new se(this.context,this.host))}},ce=`M13,13H11V7H13M13,17H11V15H13M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2Z`,le=`M20,11V13H8L13.5,18.5L12.08,19.92L4.16,12L12.08,4.08L13.5,5.5L8,11H20Z`,ue=`M17,14H19V17H22V19H19V22H17V19H14V17H17V14M11.5,1L21,6V8H2V6L11.5,1M16,10H19V12.08L18,12C17.3,12 16.63,12.12 16,12.34V10M2,22V19H12.08C12.27,20.14 12.79,21.17 13.53,22H2M10,10H13V14.68C12.54,15.37 12.22,16.15 12.08,17H10V10M4,10H7V17H4V10Z`,de=`M15 15V17H23V15M14.97 11.61C14.85 10.28 13.59 8.97 12 9C10.3 9.03 9 10.3 9 12C9 13.7 10.3 14.94 12 15C12.38 15 12.77 14.92 13.14 14.77C13.41 13.67 13.86 12.63 14.97 11.61M13 16H7C7 14.9 6.11 14 5 14V10C6.11 10 7 9.11 7 8H17C17 9.11 17.9 10 19 10V10.06C19.67 10.06 20.34 10.18 21 10.4V6H3V18H13.32C13.1 17.33 13 16.66 13 16Z`,fe=`M15 15V17H18V20H20V17H23V15H20V12H18V15M14.97 11.61C14.85 10.28 13.59 8.97 12 9C10.3 9.03 9 10.3 9 12C9 13.7 10.3 14.94 12 15C12.38 15 12.77 14.92 13.14 14.77C13.41 13.67 13.86 12.63 14.97 11.61M13 16H7C7 14.9 6.11 14 5 14V10C6.11 10 7 9.11 7 8H17C17 9.11 17.9 10 19 10V10.06C19.67 10.06 20.34 10.18 21 10.4V6H3V18H13.32C13.1 17.33 13 16.66 13 16Z`,pe=`M3,14L3.5,14.07L8.07,9.5C7.89,8.85 8.06,8.11 8.59,7.59C9.37,6.8 10.63,6.8 11.41,7.59C11.94,8.11 12.11,8.85 11.93,9.5L14.5,12.07L15,12C15.18,12 15.35,12 15.5,12.07L19.07,8.5C19,8.35 19,8.18 19,8A2,2 0 0,1 21,6A2,2 0 0,1 23,8A2,2 0 0,1 21,10C20.82,10 20.65,10 20.5,9.93L16.93,13.5C17,13.65 17,13.82 17,14A2,2 0 0,1 15,16A2,2 0 0,1 13,14L13.07,13.5L10.5,10.93C10.18,11 9.82,11 9.5,10.93L4.93,15.5L5,16A2,2 0 0,1 3,18A2,2 0 0,1 1,16A2,2 0 0,1 3,14Z`,me=`M12 2C6.5 2 2 6.5 2 12S6.5 22 12 22 22 17.5 22 12 17.5 2 12 2M10 17L5 12L6.41 10.59L10 14.17L17.59 6.58L19 8L10 17Z`,he=`M12 2C6.5 2 2 6.5 2 12S6.5 22 12 22 22 17.5 22 12 17.5 2 12 2M12 20C7.59 20 4 16.41 4 12S7.59 4 12 4 20 7.59 20 12 16.41 20 12 20M16.59 7.58L10 14.17L7.41 11.59L6 13L10 17L18 9L16.59 7.58Z`,f=`M15.41,16.58L10.83,12L15.41,7.41L14,6L8,12L14,18L15.41,16.58Z`,p=`M8.59,16.58L13.17,12L8.59,7.41L10,6L16,12L10,18L8.59,16.58Z`,m=`M19,6.41L17.59,5L12,10.59L6.41,5L5,6.41L10.59,12L5,17.59L6.41,19L12,13.41L17.59,19L19,17.59L13.41,12L19,6.41Z`,h=`M19.8 22.6L17.15 20H6.5Q4.2 20 2.6 18.4T1 14.5Q1 12.58 2.19 11.08 3.38 9.57 5.25 9.15 5.33 8.95 5.4 8.76 5.5 8.57 5.55 8.35L1.4 4.2L2.8 2.8L21.2 21.2M6.5 18H15.15L7.1 9.95Q7.05 10.23 7.03 10.5 7 10.73 7 11H6.5Q5.05 11 4.03 12.03 3 13.05 3 14.5 3 15.95 4.03 17 5.05 18 6.5 18M11.13 14M21.6 18.75L20.15 17.35Q20.58 17 20.79 16.54 21 16.08 21 15.5 21 14.45 20.27 13.73 19.55 13 18.5 13H17V11Q17 8.93 15.54 7.46 14.08 6 12 6 11.33 6 10.7 6.16 10.07 6.33 9.5 6.68L8.05 5.23Q8.93 4.63 9.91 4.31 10.9 4 12 4 14.93 4 16.96 6.04 19 8.07 19 11 20.73 11.2 21.86 12.5 23 13.78 23 15.5 23 16.5 22.63 17.31 22.25 18.15 21.6 18.75M14.83 12.03Z`,ge=`M12,15.5A3.5,3.5 0 0,1 8.5,12A3.5,3.5 0 0,1 12,8.5A3.5,3.5 0 0,1 15.5,12A3.5,3.5 0 0,1 12,15.5M19.43,12.97C19.47,12.65 19.5,12.33 19.5,12C19.5,11.67 19.47,11.34 19.43,11L21.54,9.37C21.73,9.22 21.78,8.95 21.66,8.73L19.66,5.27C19.54,5.05 19.27,4.96 19.05,5.05L16.56,6.05C16.04,5.66 15.5,5.32 14.87,5.07L14.5,2.42C14.46,2.18 14.25,2 14,2H10C9.75,2 9.54,2.18 9.5,2.42L9.13,5.07C8.5,5.32 7.96,5.66 7.44,6.05L4.95,5.05C4.73,4.96 4.46,5.05 4.34,5.27L2.34,8.73C2.21,8.95 2.27,9.22 2.46,9.37L4.57,11C4.53,11.34 4.5,11.67 4.5,12C4.5,12.33 4.53,12.65 4.57,12.97L2.46,14.63C2.27,14.78 2.21,15.05 2.34,15.27L4.34,18.73C4.46,18.95 4.73,19.03 4.95,18.95L7.44,17.94C7.96,18.34 8.5,18.68 9.13,18.93L9.5,21.58C9.54,21.82 9.75,22 10,22H14C14.25,22 14.46,21.82 14.5,21.58L14.87,18.93C15.5,18.67 16.04,18.34 16.56,17.94L19.05,18.95C19.27,19.03 19.54,18.95 19.66,18.73L21.66,15.27C21.78,15.05 21.73,14.78 21.54,14.63L19.43,12.97Z`,g=`M7,15H9C9,16.08 10.37,17 12,17C13.63,17 15,16.08 15,15C15,13.9 13.96,13.5 11.76,12.97C9.64,12.44 7,11.78 7,9C7,7.21 8.47,5.69 10.5,5.18V3H13.5V5.18C15.53,5.69 17,7.21 17,9H15C15,7.92 13.63,7 12,7C10.37,7 9,7.92 9,9C9,10.1 10.04,10.5 12.24,11.03C14.36,11.56 17,12.22 17,15C17,16.79 15.53,18.31 13.5,18.82V21H10.5V18.82C8.47,18.31 7,16.79 7,15Z`,_e=`M3 6H21V4H3C1.9 4 1 4.9 1 6V18C1 19.1 1.9 20 3 20H7V18H3V6M13 12H9V13.78C8.39 14.33 8 15.11 8 16C8 16.89 8.39 17.67 9 18.22V20H13V18.22C13.61 17.67 14 16.88 14 16S13.61 14.33 13 13.78V12M11 17.5C10.17 17.5 9.5 16.83 9.5 16S10.17 14.5 11 14.5 12.5 15.17 12.5 16 11.83 17.5 11 17.5M22 8H16C15.5 8 15 8.5 15 9V19C15 19.5 15.5 20 16 20H22C22.5 20 23 19.5 23 19V9C23 8.5 22.5 8 22 8M21 18H17V10H21V18Z`,ve=`M5,20H19V18H5M19,9H15V3H9V9H5L12,16L19,9Z`,ye=`M17 4H20C21.1 4 22 4.9 22 6V8H20V6H17V4M4 8V6H7V4H4C2.9 4 2 4.9 2 6V8H4M20 16V18H17V20H20C21.1 20 22 19.1 22 18V16H20M7 18H4V16H2V18C2 19.1 2.9 20 4 20H7V18M16 10V14H8V10H16M18 8H6V16H18V8Z`,be=`M5,19A1,1 0 0,0 6,20H18A1,1 0 0,0 19,19C19,18.79 18.93,18.59 18.82,18.43L13,8.35V4H11V8.35L5.18,18.43C5.07,18.59 5,18.79 5,19M6,22A3,3 0 0,1 3,19C3,18.4 3.18,17.84 3.5,17.37L9,7.81V6A1,1 0 0,1 8,5V4A2,2 0 0,1 10,2H14A2,2 0 0,1 16,4V5A1,1 0 0,1 15,6V7.81L20.5,17.37C20.82,17.84 21,18.4 21,19A3,3 0 0,1 18,22H6M13,16L14.34,14.66L16.27,18H7.73L10.39,13.39L13,16M12.5,12A0.5,0.5 0 0,1 13,12.5A0.5,0.5 0 0,1 12.5,13A0.5,0.5 0 0,1 12,12.5A0.5,0.5 0 0,1 12.5,12Z`,xe=`M11,18H13V16H11V18M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2M12,20C7.59,20 4,16.41 4,12C4,7.59 7.59,4 12,4C16.41,4 20,7.59 20,12C20,16.41 16.41,20 12,20M12,6A4,4 0 0,0 8,10H10A2,2 0 0,1 12,8A2,2 0 0,1 14,10C14,12 11,11.75 11,15H13C13,12.75 16,12.5 16,10A4,4 0 0,0 12,6Z`,_=`M13.5,8H12V13L16.28,15.54L17,14.33L13.5,12.25V8M13,3A9,9 0 0,0 4,12H1L4.96,16.03L9,12H6A7,7 0 0,1 13,5A7,7 0 0,1 20,12A7,7 0 0,1 13,19C11.07,19 9.32,18.21 8.06,16.94L6.64,18.36C8.27,20 10.5,21 13,21A9,9 0 0,0 22,12A9,9 0 0,0 13,3`,Se=`M11,9H13V7H11M12,20C7.59,20 4,16.41 4,12C4,7.59 7.59,4 12,4C16.41,4 20,7.59 20,12C20,16.41 16.41,20 12,20M12,2A10,10 0 0,0 2,12A10,10 0 0,0 12,22A10,10 0 0,0 22,12A10,10 0 0,0 12,2M11,17H13V11H11V17Z`,Ce=`M15.5,14H14.71L14.43,13.73C15.41,12.59 16,11.11 16,9.5A6.5,6.5 0 0,0 9.5,3A6.5,6.5 0 0,0 3,9.5A6.5,6.5 0 0,0 9.5,16C11.11,16 12.59,15.41 13.73,14.43L14,14.71V15.5L19,20.5L20.5,19L15.5,14M9.5,14C7,14 5,12 5,9.5C5,7 7,5 9.5,5C12,5 14,7 14,9.5C14,12 12,14 9.5,14M7,9H12V10H7V9Z`,v=`M15.5,14L20.5,19L19,20.5L14,15.5V14.71L13.73,14.43C12.59,15.41 11.11,16 9.5,16A6.5,6.5 0 0,1 3,9.5A6.5,6.5 0 0,1 9.5,3A6.5,6.5 0 0,1 16,9.5C16,11.11 15.41,12.59 14.43,13.73L14.71,14H15.5M9.5,14C12,14 14,12 14,9.5C14,7 12,5 9.5,5C7,5 5,7 5,9.5C5,12 7,14 9.5,14M12,10H10V12H9V10H7V9H9V7H10V9H12V10Z`,y=`M18.13 12L19.39 10.74C19.83 10.3 20.39 10.06 21 10V9L15 3H5C3.89 3 3 3.89 3 5V19C3 20.1 3.89 21 5 21H11V19.13L11.13 19H5V5H12V12H18.13M14 4.5L19.5 10H14V4.5M19.13 13.83L21.17 15.87L15.04 22H13V19.96L19.13 13.83M22.85 14.19L21.87 15.17L19.83 13.13L20.81 12.15C21 11.95 21.33 11.95 21.53 12.15L22.85 13.47C23.05 13.67 23.05 14 22.85 14.19Z`,b=`M14,19H18V5H14M6,19H10V5H6V19Z`,x=`M8,5.14V19.14L19,12.14L8,5.14Z`,S=`M19,13H13V19H11V13H5V11H11V5H13V11H19V13Z`,C=`M17.65,6.35C16.2,4.9 14.21,4 12,4A8,8 0 0,0 4,12A8,8 0 0,0 12,20C15.73,20 18.84,17.45 19.73,14H17.65C16.83,16.33 14.61,18 12,18A6,6 0 0,1 6,12A6,6 0 0,1 12,6C13.66,6 15.14,6.69 16.22,7.78L13,11H20V4L17.65,6.35Z`,w=`M19 8H20V9H19V8M20 5H19V7H20V6H20.5C20.78 6 21 5.78 21 5.5V3.5C21 3.22 20.78 3 20.5 3H18V4H20V5M17 3H16V7H17V3M13.5 15.5C13.5 16.61 14.4 17.5 15.5 17.5S17.5 16.61 17.5 15.5 16.61 13.5 15.5 13.5 13.5 14.4 13.5 15.5M17 8H16V9H17V8M22 14H21C21 12.5 20.53 11.13 19.74 10H16.97C18.19 10.91 19 12.36 19 14V16H21V17H19V20H5V17H3V16H5V14C5 11.24 7.24 9 10 9H14C14.34 9 14.68 9.04 15 9.1V7.08C14.67 7.03 14.34 7 14 7H13V5.73C13.6 5.39 14 4.74 14 4C14 2.9 13.11 2 12 2S10 2.9 10 4C10 4.74 10.4 5.39 11 5.73V7H10C6.13 7 3 10.13 3 14H2C1.45 14 1 14.45 1 15V18C1 18.55 1.45 19 2 19H3V20C3 21.11 3.9 22 5 22H19C20.11 22 21 21.11 21 20V19H22C22.55 19 23 18.55 23 18V15C23 14.45 22.55 14 22 14M8.5 13.5C7.4 13.5 6.5 14.4 6.5 15.5S7.4 17.5 8.5 17.5 10.5 16.61 10.5 15.5 9.61 13.5 8.5 13.5Z`,T=`M17.5 15.5C17.5 16.61 16.61 17.5 15.5 17.5S13.5 16.61 13.5 15.5 14.4 13.5 15.5 13.5 17.5 14.4 17.5 15.5M8.5 13.5C7.4 13.5 6.5 14.4 6.5 15.5S7.4 17.5 8.5 17.5 10.5 16.61 10.5 15.5 9.61 13.5 8.5 13.5M23 15V18C23 18.55 22.55 19 22 19H21V20C21 21.11 20.11 22 19 22H5C3.9 22 3 21.11 3 20V19H2C1.45 19 1 18.55 1 18V15C1 14.45 1.45 14 2 14H3C3 10.13 6.13 7 10 7H11V5.73C10.4 5.39 10 4.74 10 4C10 2.9 10.9 2 12 2S14 2.9 14 4C14 4.74 13.6 5.39 13 5.73V7H14C17.87 7 21 10.13 21 14H22C22.55 14 23 14.45 23 15M21 16H19V14C19 11.24 16.76 9 14 9H10C7.24 9 5 11.24 5 14V16H3V17H5V20H19V17H21V16Z`,E=`M12,3C10.73,3 9.6,3.8 9.18,5H3V7H4.95L2,14C1.53,16 3,17 5.5,17C8,17 9.56,16 9,14L6.05,7H9.17C9.5,7.85 10.15,8.5 11,8.83V20H2V22H22V20H13V8.82C13.85,8.5 14.5,7.85 14.82,7H17.95L15,14C14.53,16 16,17 18.5,17C21,17 22.56,16 22,14L19.05,7H21V5H14.83C14.4,3.8 13.27,3 12,3M12,5A1,1 0 0,1 13,6A1,1 0 0,1 12,7A1,1 0 0,1 11,6A1,1 0 0,1 12,5M5.5,10.25L7,14H4L5.5,10.25M18.5,10.25L20,14H17L18.5,10.25Z`,D=`M18,18H6V6H18V18Z`,O=`M7,2V4H8V18A4,4 0 0,0 12,22A4,4 0 0,0 16,18V4H17V2H7M11,16C10.4,16 10,15.6 10,15C10,14.4 10.4,14 11,14C11.6,14 12,14.4 12,15C12,15.6 11.6,16 11,16M13,12C12.4,12 12,11.6 12,11C12,10.4 12.4,10 13,10C13.6,10 14,10.4 14,11C14,11.6 13.6,12 13,12M14,7H10V4H14V7Z`,k=`M19,5V7H15V5H19M9,5V11H5V5H9M19,13V19H15V13H19M9,17V19H5V17H9M21,3H13V9H21V3M11,3H3V13H11V3M21,11H13V21H21V11M11,15H3V21H11V15Z`,A=(e,t,n)=>(n.configurable=!0,n.enumerable=!0,Reflect.decorate&&typeof t!=`object`&&Object.defineProperty(e,t,n),n);function j(e,t){return(n,r,i)=>{let a=t=>t.renderRoot?.querySelector(e)??null;if(t){let{get:e,set:t}=typeof r==`object`?n:i??(()=>{let e=Symbol();return{get(){return this[e]},set(t){this[e]=t}}})();return A(n,r,{get(){let n=e.call(this);return n===void 0&&(n=a(this),(n!==null||this.hasUpdated)&&t.call(this,n)),n}})}return A(n,r,{get(){return a(this)}})}}var M=30;function N(e){let t=e.startsWith(`-`),[n=`0`,r=``]=e.replace(/^[+-]/,``).split(`.`),i=BigInt((n||`0`)+r.slice(0,M).padEnd(M,`0`));return t?-i:i}function P(e,t){let n=N(e)-N(t);return n<0n?-1:+(n>0n)}var F=e=>P(e,`0`);function we(e){let[t=``,n=``]=e.replace(/^[+-]/,``).split(`.`),r=t.replace(/^0+/,``);if(r)return r.length-1;let i=/^0*/.exec(n)?.[0].length??0;return i===n.length?null:-i-1}function Te(e,t){let n=N(t);return n<=0n?0:Math.min(Math.max(Number(N(e)*10000n/n)/1e4,0),1)}function Ee(e){let t=e.reduce((e,t)=>e+N(t),0n),n=(t<0n?-t:t).toString().padStart(31,`0`),r=n.slice(-30).replace(/0+$/,``);return`${t<0n?`-`:``}${n.slice(0,-30)}${r?`.${r}`:``}`}var I=e=>t`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    ${ie`<path d=${e}></path>`}
  </svg>`,De=(e,n,r=i)=>t`
  <div class="stat">
    <dt>${e}</dt>
    <dd>${n}${r===i?i:t`<div class="hint">${r}</div>`}</dd>
  </div>
`;function L(e,n){let r=n==null?0:F(n);return t`<span class="number ${r>0?`gain`:r<0?`loss`:``}">${e}</span>`}var Oe=(e,t,n)=>L(e.numbers.money(t,n,{signed:!0}),t),ke=(e,n)=>n===`live`?t`<span class="badge live">${I(g)}${e.text(`common_book_live`)}</span>`:t`<span class="badge">${I(y)}${e.text(`common_book_shadow`)}</span>`,Ae=(e,n)=>n?t`<span class="badge demo">${I(O)}${e.text(`common_demo`)}</span>`:i,R=class extends re{constructor(...e){super(...e),this.heading=``,this.text=``,this.loading=!1,this.alert=!1}static{this.styles=[s,n`
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
    `]}render(){return t`
      ${this.loading?t`<div class="spinner"></div>`:this.drawing?I(this.drawing):i}
      <div role=${this.alert?`alert`:`status`}>
        ${this.heading?t`<h2>${this.heading}</h2>`:i} ${this.text?t`<p>${this.text}</p>`:i}
      </div>
      <div class="actions"><slot></slot></div>
    `}};o([r()],R.prototype,`heading`,void 0),o([r()],R.prototype,`text`,void 0),o([r({attribute:!1})],R.prototype,`drawing`,void 0),o([r({type:Boolean})],R.prototype,`loading`,void 0),o([r({type:Boolean})],R.prototype,`alert`,void 0),R=o([u(`aurono-state`)],R);var je=n`
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
`;function z(e){if(typeof e==`string`)return e;if(typeof e==`object`&&e){let{message:t,body:n}=e;if(typeof n==`object`&&n)return z(n);if(typeof t==`string`)return t}return``}function Me(e){let t=typeof e==`object`&&e?e.code:void 0;return typeof t==`string`?t:``}var Ne=class{constructor(e){this.hass=e}markets(e){return this.hass().callWS({type:`aurono/markets`,entry_id:e})}events(e){return this.hass().callWS({type:`aurono/events`,...e})}trades(e){return this.hass().callWS({type:`aurono/trades`,...e})}day(e,t,n,r){return this.hass().callWS({type:`aurono/day`,entry_id:e,strategy:t,since_ms:n,until_ms:r})}async curve(e,t,n,r=300){return(await this.hass().callWS({type:`aurono/curve`,entry_id:e,book:t,points:r,...n===void 0?{}:{strategy:n}})).currencies}history(e,t){return this.hass().callWS({type:`aurono/versions`,entry_id:e,strategy:t})}candles(e,t,n,r,i){return this.hass().callWS({type:`aurono/candles`,entry_id:e,pair:t,timeframe:n,since_ms:r,until_ms:i})}stopTrading(e,t){return this.#e(`aurono`,`stop_trading`,{config_entry_id:e,cancel_orders:t})}resumeTrading(e){return this.#e(`aurono`,`resume_trading`,{config_entry_id:e})}deposit(e,t){return this.#e(`aurono`,`deposit_capital`,{strategy:e,amount:t})}withdraw(e,t){return this.#e(`aurono`,`withdraw_capital`,{strategy:e,amount:t})}cancelOrder(e,t){return this.#e(`aurono`,`cancel_order`,{strategy:e,order:t})}async selectMode(e,t){await this.hass().callService(`select`,`select_option`,{option:t},{entity_id:e},!1)}async#e(e,t,n){await this.hass().callService(e,t,n,void 0,!1)}},B=new Set([`EUR`,`USD`,`GBP`,`CHF`,`AUD`,`CAD`,`NOK`,`SEK`,`DKK`,`PLN`,`CZK`,`BRL`,`TRY`]),Pe=new Set([`BTC`,`ETH`,`BNB`,`SOL`]),V=8,H=2,Fe=4,Ie=12,Le={comma_decimal:[`en-US`,`en`],decimal_comma:[`de`,`es`,`it`],space_comma:[`fr`,`sv`,`cs`],quote_decimal:[`de-CH`]},Re=class{#e;#t;#n=new Map;constructor(e){let{number_format:t,language:n}=e;this.#t=t!==`none`,this.#e=t===`none`?[`en-US`]:t===`system`?void 0:Le[t]??[n]}money(e,t,{signed:n=!1}={}){if(e==null)return`–`;let r={minimumFractionDigits:H,maximumFractionDigits:ze(t)};return B.has(t)?this.#r(e,{...r,style:`currency`,currency:t,currencyDisplay:`narrowSymbol`},n):`${this.#r(e,r,n)} ${t}`}exactMoney(e,t){return`${this.#r(e,{minimumFractionDigits:2,maximumFractionDigits:20})} ${t}`}amount(e,t){return e==null?`–`:`${this.#r(e,{maximumFractionDigits:V})} ${t}`}price(e,t){if(e==null)return`–`;let n=Be(e),r={minimumFractionDigits:Math.min(n,2),maximumFractionDigits:n};return B.has(t)?this.#r(e,{...r,style:`currency`,currency:t,currencyDisplay:`narrowSymbol`}):`${this.#r(e,r)} ${t}`}percent(e,{signed:t=!1,decimals:n=2}={}){return e==null?`–`:`${this.#r(e,{maximumFractionDigits:n},t)} %`}number(e,t=2){return e==null?`–`:this.#r(String(e),{maximumFractionDigits:t})}unit(e,t){return this.#r(String(e),{style:`unit`,unit:t,unitDisplay:`short`})}#r(e,t,n=!1){let r={...t,useGrouping:this.#t,signDisplay:n?`exceptZero`:`negative`},i=JSON.stringify(r),a=this.#n.get(i);return a||(a=new Intl.NumberFormat(this.#e,r),this.#n.set(i,a)),a.format(e)}},ze=e=>Pe.has(e)?V:H;function Be(e){let t=we(e);return t===null?Fe:Math.min(Math.max(5-t,H),Ie)}var U=1e3,W=60*U,G=60*W,K=24*G,Ve=class{#e;#t=new Map;#n;#r;constructor(e,t,n){this.locale=e,this.numbers=n,this.#e=e.time_zone===`server`?t:void 0,this.#n=e.date_format,this.#r=Ue(e)}date(e){if(this.#n in He)return this.#o(e);let t=this.#n===`system`?void 0:this.locale.language;return this.#s(t,{year:`numeric`,month:`short`,day:`numeric`}).format(e)}time(e){let t=this.locale.time_format===`system`?void 0:this.locale.language,n=this.#r===`h12`?`numeric`:`2-digit`;return this.#s(t,{hour:n,minute:`2-digit`,hourCycle:this.#r}).format(e)}dateTime(e){return`${this.date(e)}, ${this.time(e)}`}duration(e){let t=Math.max(0,Math.ceil(e/U))*U,n=Math.floor(t/K),r=Math.floor(t%K/G),i=Math.floor(t%G/W),a=Math.floor(t%W/U),o=(...e)=>e.filter(([t],n)=>t>0||n===0&&e.length===1).map(([e,t])=>this.numbers.unit(e,t)).join(` `);return n?o([n,`day`],[r,`hour`]):r?o([r,`hour`],[i,`minute`]):i>=5?o([i,`minute`]):i?o([i,`minute`],[a,`second`]):o([a,`second`])}isoDay(e){let t=this.#a(e);return[t.year,t.month,t.day].join(`-`)}startOfDay(e){let t=/^(\d{4})-(\d{2})-(\d{2})$/.exec(e);if(!t)return null;let n=Date.UTC(Number(t[1]),Number(t[2])-1,Number(t[3]));if(new Date(n).toISOString().slice(0,10)!==e)return null;let r=n-this.#i(n);return r=n-this.#i(r),r}nextDay(e){return this.startOfDay(this.isoDay(e+36*G))??e+864e5}#i(e){let{year:t,month:n,day:r,hour:i,minute:a,second:o}=this.#a(e);return Date.UTC(Number(t),Number(n)-1,Number(r),Number(i),Number(a),Number(o))-Math.floor(e/U)*U}#a(e){let t=this.#s(`en-CA`,{year:`numeric`,month:`2-digit`,day:`2-digit`,hour:`2-digit`,minute:`2-digit`,second:`2-digit`,hourCycle:`h23`});return Object.fromEntries(t.formatToParts(e).map(e=>[e.type,e.value]))}#o(e){let{year:t=``,month:n=``,day:r=``}=this.#a(e),i=this.#s(this.locale.language,{year:`numeric`,month:`2-digit`,day:`2-digit`}).formatToParts(e).find(e=>e.type===`literal`)?.value??`/`,a={D:r,M:n,Y:t};return this.#n.split(``).map(e=>a[e]??``).join(i.trim()||i)}#s(e,t){let n={...t,...this.#e?{timeZone:this.#e}:{}},r=`${e??``}${JSON.stringify(n)}`,i=this.#t.get(r);return i||(i=new Intl.DateTimeFormat(e,n),this.#t.set(r,i)),i}},He={DMY:!0,MDY:!0,YMD:!0};function Ue({time_format:e,language:t}){if(e===`12`)return`h12`;if(e===`24`)return`h23`;let n=e===`system`?void 0:t,r=new Intl.DateTimeFormat(n,{hour:`numeric`}).resolvedOptions().hourCycle;return r===`h11`||r===`h12`?`h12`:`h23`}var q=`component.aurono`,We=[`common`,`entity`,`selector`,`issues`,`exceptions`,`config_subentries`];async function Ge(e){return await Promise.all(We.map(t=>e.loadBackendTranslation(t,`aurono`))),Ke(await e.loadBackendTranslation(`common`,`aurono`),e.language)}function Ke(e,t){let n=new Intl.PluralRules(t),r=new Intl.NumberFormat(t),i=(t,n)=>e(`${q}.common.panel_${t}`,n);return{text:i,plural:(e,t,a)=>{let o=n.select(t)===`one`?`one`:`other`;return i(`${e}_${o}`,{...a,count:r.format(t)})},state:(t,n,r)=>e(`${q}.entity.${t}.${n}.state.${r}`),attribute:(t,n,r,i)=>e(`${q}.entity.${t}.${n}.state_attributes.${r}.state.${i}`),option:(t,n)=>e(`${q}.selector.${t}.options.${n}`),parameter:t=>e(`${q}.config_subentries.strategy.step.parameters.data.${t}`),problem:t=>{let{translation_key:n,translation_placeholders:r}=qe(t);return(n?e(`${q}.exceptions.${n}.message`,r):``)||z(t)||e(`${q}.common.panel_common_failed`)},issueTitle:(t,n)=>e(`${q}.issues.${t}.title`,n)}}var qe=e=>typeof e==`object`&&e?e:{},J=1e3,Je=15e3,Ye=class{#e={phase:`loading`,accounts:[],problem:``};#t;#n;#r;#i=J;#a=0;constructor(e){this.onChange=e}get snapshot(){return this.#e}connect(e,t){this.#t!==e&&(this.disconnect(),this.#t=e,e.addEventListener(`ready`,this.#o),e.addEventListener(`disconnected`,this.#s),t?this.#c():this.#s())}disconnect(){this.#a+=1,clearTimeout(this.#r),this.#t?.removeEventListener(`ready`,this.#o),this.#t?.removeEventListener(`disconnected`,this.#s),this.#t=void 0,this.#d()}retry(){this.#i=J,this.#c()}#o=()=>{this.#n=void 0,this.#i=J,this.#c()};#s=()=>{this.#a+=1,clearTimeout(this.#r),this.#n=void 0,this.#f({phase:`offline`})};async#c(){let e=this.#t;if(!e)return;clearTimeout(this.#r),this.#d();let t=++this.#a;this.#e.phase===`failed`&&this.#f({phase:`loading`,problem:``});try{let n=await e.subscribeMessage(e=>{t===this.#a&&this.#u(e)},{type:`aurono/subscribe`},{resubscribe:!1});t===this.#a?this.#n=n:n().catch(Y)}catch(e){t===this.#a&&this.#l(e)}}#l(e){let t=this.#e.accounts.length?`offline`:`failed`;this.#f({phase:t,problem:z(e)||Me(e)}),this.#r=setTimeout(()=>void this.#c(),this.#i),this.#i=Math.min(this.#i*2,Je)}#u(e){this.#i=J;let{accounts:t}=this.#e;switch(e.kind){case`snapshot`:this.#f({phase:`ready`,accounts:e.accounts,problem:``});break;case`account`:{let{account:n}=e,r=t.some(e=>e.entry_id===n.entry_id);this.#f({accounts:r?t.map(e=>e.entry_id===n.entry_id?n:e):[...t,n]});break}case`removed`:this.#f({accounts:t.filter(t=>t.entry_id!==e.entry_id)})}}#d(){this.#n?.().catch(Y),this.#n=void 0}#f(e){this.#e={...this.#e,...e},this.onChange(this.#e)}};function Y(){}var Xe=(function(){let e=typeof document<`u`&&document.createElement(`link`).relList;return e&&e.supports&&e.supports(`modulepreload`)?`modulepreload`:`preload`})(),Ze=function(e,t){return new URL(e,t).href},Qe={},$e=function(e){return e.pathname.endsWith(`.css`)},X=function(e,t,n){if(t in e)return e[t];let r=n();if(!r){e[t]=void 0;return}let i=r.then(()=>{e[t]=void 0},n=>{throw e[t]=void 0,n});return e[t]=i,i},Z=function(e,t,n){let r=Promise.resolve();if(t&&t.length>0){let e,i=document.querySelector(`meta[property=csp-nonce]`),a=i?.nonce||i?.getAttribute(`nonce`);function o(e){return Promise.all(e.map(e=>Promise.resolve(e).then(e=>({status:`fulfilled`,value:e}),e=>({status:`rejected`,reason:e}))))}function s(e){return import.meta.resolve?new URL(import.meta.resolve(e)):new URL(e,import.meta.url)}r=o(t.map(t=>{t=Ze(t,n);let r=s(t),i=$e(r);return X(Qe,r.href,()=>{if(e===void 0){e={all:new Set,styles:new Set};let t=document.getElementsByTagName(`link`);for(let n=t.length-1;n>=0;n--){let r=t[n];e.all.add(r.href),r.rel===`stylesheet`&&e.styles.add(r.href)}}if((i?e.styles:e.all).has(r.href))return;let t=document.createElement(`link`);if(t.rel=i?`stylesheet`:Xe,i||(t.as=`script`),t.crossOrigin=``,t.href=r.href,a&&t.setAttribute(`nonce`,a),document.head.appendChild(t),i)return new Promise((e,n)=>{let i=a=>{t.removeEventListener(`load`,i),t.removeEventListener(`error`,i),a.type===`error`?n(Error(`Unable to preload CSS for ${r}`)):e(a)};t.addEventListener(`load`,i),t.addEventListener(`error`,i)})})}).filter(e=>e!==void 0))}function i(e){let t=new Event(`vite:preloadError`,{cancelable:!0});if(t.payload=e,window.dispatchEvent(t),!t.defaultPrevented)throw e}return r.then(t=>{for(let e of t||[])e.status===`rejected`&&i(e.reason);return e().catch(i)})},et={overview:()=>Z(()=>import(`./chunks/overview-page-vBO_OiN7.js`),[],import.meta.url),strategies:()=>Z(()=>import(`./chunks/strategies-page-CcJNi3zq.js`),[],import.meta.url),strategy:()=>Z(()=>import(`./chunks/strategy-page-B0opaPWj.js`),[],import.meta.url),activity:()=>Z(()=>import(`./chunks/activity-page-9vbOXh-3.js`),[],import.meta.url),lab:()=>Z(()=>import(`./chunks/lab-page-CNIZflkV.js`),[],import.meta.url)},tt=[{path:`overview`,text:`overview_title`,drawing:k,pages:[`overview`]},{path:`strategies`,text:`strategies_title`,drawing:T,pages:[`strategies`,`strategy`]},{path:`activity`,text:`activity_title`,drawing:_,pages:[`activity`]},{path:`lab/explore`,text:`lab_title`,drawing:be,pages:[`lab`]}],Q=class extends ae{static{this.styles=[s,je]}#e;#t;#n;#r;#i;#a;#o;#s;#c;#l;constructor(){super(),this.narrow=!1,this.place=$(),this.#n=``,this.#r=``,this.#i=new Set,this.#a=new Ne(()=>this.#g()),this.#o=new Ye(e=>{this.snapshot=e,this.#l.setValue(e)}),this.#s=new d(this,{context:ne}),this.#c=new d(this,{context:te,initialValue:this.place}),this.#l=new d(this,{context:ee,initialValue:this.#o.snapshot}),this.#m=()=>{let e=$();if(JSON.stringify(e.route)===JSON.stringify(this.place.route)){if(e.parameters.toString()===this.place.parameters.toString())return}else this.hasUpdated&&(this.main?.scrollTo(0,0),this.main?.focus({preventScroll:!0}));this.place=e,this.#c.setValue(e)},this.#h=()=>{this.#o.retry()},this.snapshot=this.#o.snapshot}set hass(e){this.#e=e,this.isConnected&&(this.#o.connect(e.connection,e.connected),this.#_())}connectedCallback(){super.connectedCallback(),window.addEventListener(`location-changed`,this.#m),window.addEventListener(`popstate`,this.#m),this.#m();let{page:e}=this.place.route;e!==`unknown`&&this.#p(e),this.#e&&(this.hass=this.#e)}disconnectedCallback(){super.disconnectedCallback(),window.removeEventListener(`location-changed`,this.#m),window.removeEventListener(`popstate`,this.#m),this.#o.disconnect()}willUpdate(e){e.has(`narrow`)&&this.#_()}render(){let e=this.app;return t`
      <header>
        <ha-menu-button .hass=${this.#e} .narrow=${this.narrow}></ha-menu-button>
        <div class="title">${e?.text(`common_title`)??`Aurono`}</div>
        ${e&&!this.narrow?this.#u(e):i}
      </header>
      ${e?this.#d(e):i}
      <main tabindex="-1">${e?t`<div class="page">${this.#f(e)}</div>`:i}</main>
      ${e&&this.narrow?this.#u(e):i}
    `}#u(e){return t`
      <nav aria-label=${e.text(`common_navigation`)}>
        ${tt.map(n=>{let r=n.pages.includes(this.place.route.page);return t`<a href=${l(n.path)} aria-current=${r?`page`:`false`}>
            ${I(n.drawing)}<span>${e.text(n.text)}</span>
          </a>`})}
      </nav>
    `}#d(e){let n=this.snapshot.phase===`offline`;return t`<div role="status" class="offline" ?hidden=${!n}>
      ${n?t`${I(h)}<span>${e.text(`common_offline`)}</span>`:i}
    </div>`}#f(e){let{page:n}=this.place.route,{phase:r,problem:i}=this.snapshot;return n===`unknown`?t`<aurono-state .drawing=${pe} heading=${e.text(`error_page_unknown`)}>
        <a class="button" href=${l(`overview`)}>${e.text(`overview_title`)}</a>
      </aurono-state>`:r===`failed`?t`<aurono-state
        alert
        .drawing=${h}
        heading=${e.text(`error_title`)}
        text=${e.text(`error_not_loaded`,{detail:i})}
      >
        <button class="primary" @click=${this.#h}>${e.text(`common_retry`)}</button>
      </aurono-state>`:this.missing===n?t`<aurono-state alert heading=${e.text(`error_title`)} text=${e.text(`error_page_missing`)}>
        <button class="primary" @click=${rt}>${e.text(`common_reload`)}</button>
      </aurono-state>`:r===`loading`||!this.#i.has(n)?(this.#i.has(n)||this.#p(n),t`<aurono-state loading text=${e.text(`common_loading`)}></aurono-state>`):nt[n]()}async#p(e){try{await et[e](),this.#i.add(e),this.requestUpdate()}catch{this.missing=e}}#m;#h;#g(){if(!this.#e)throw Error(`Home Assistant has not handed itself over yet`);return this.#e}#_(){let e=this.#e;if(!e||(this.#n!==e.language&&this.#v(e),!this.#t))return;let t=e.user?.is_admin??!1,n=e.themes.darkMode??!1,{language:r,words:i}=this.#t,a=JSON.stringify([r,e.locale,e.config.time_zone,t,n,this.narrow]);if(a===this.#r)return;this.#r=a;let o=new Re(e.locale);this.app={...i,api:this.#a,language:r,timeZone:e.locale.time_zone===`server`?e.config.time_zone:new Intl.DateTimeFormat().resolvedOptions().timeZone,numbers:o,times:new Ve(e.locale,e.config.time_zone,o),isAdmin:t,dark:n,narrow:this.narrow,hass:()=>this.#g()},this.style.colorScheme=n?`dark`:`light`,this.#s.setValue(this.app)}async#v(e){this.#n=e.language;try{let t=await Ge(e);if(this.#n!==e.language)return;this.#t={language:e.language,words:t},this.#_()}catch{this.#n=``}}};o([r({attribute:!1})],Q.prototype,`route`,void 0),o([r({type:Boolean,reflect:!0})],Q.prototype,`narrow`,void 0),o([c()],Q.prototype,`app`,void 0),o([c()],Q.prototype,`place`,void 0),o([c()],Q.prototype,`snapshot`,void 0),o([c()],Q.prototype,`missing`,void 0),o([j(`main`)],Q.prototype,`main`,void 0),Q=o([u(`aurono-panel`)],Q);var nt={overview:()=>t`<aurono-overview-page></aurono-overview-page>`,strategies:()=>t`<aurono-strategies-page></aurono-strategies-page>`,strategy:()=>t`<aurono-strategy-page></aurono-strategy-page>`,activity:()=>t`<aurono-activity-page></aurono-activity-page>`,lab:()=>t`<aurono-lab-page></aurono-lab-page>`},$=()=>({route:a(window.location.pathname),parameters:new URLSearchParams(window.location.search)});function rt(){window.location.reload()}export{Se as A,E as B,ge as C,ye as D,ve as E,x as F,S as I,C as L,v as M,y as N,xe as O,b as P,w as R,m as S,_e as T,D as V,fe as _,I as a,f as b,P as c,Ee as d,j as f,de as g,ue as h,L as i,Ce as j,_ as k,Te as l,le as m,ke as n,Oe as o,ce as p,Ae as r,De as s,Z as t,F as u,me as v,g as w,p as x,he as y,T as z};