import{_ as e,m as t,u as n}from"./store-C_VyVGej.js";import{n as r,r as i}from"./preload-helper-D77zHdRM.js";import{_ as a,g as o}from"./routes-yf4fB2y1.js";var s=class extends o{constructor(...e){super(...e),this.at=``}static{this.styles=[a,e`
      :host {
        font-size: inherit;
      }
    `]}#e;connectedCallback(){super.connectedCallback(),this.#e=setInterval(()=>{this.requestUpdate()},1e3)}disconnectedCallback(){super.disconnectedCallback(),clearInterval(this.#e)}render(){let e=Date.parse(this.at)-Date.now(),n=e>0?this.app.text(`common_in`,{duration:this.app.times.duration(e)}):void 0;return t`<time class="number nowrap" datetime=${this.at}>${n??this.app.text(`common_now`)}</time>`}};r([n()],s.prototype,`at`,void 0),s=r([i(`aurono-countdown`)],s);