import{_ as e,m as t,u as n}from"./store-BIwLautr.js";import{i as r,r as i}from"./preload-helper-CfTwmMmM.js";import{_ as a,g as o}from"./routes-DAszD0DE.js";var s=class extends o{constructor(...e){super(...e),this.at=``}static{this.styles=[a,e`
      :host {
        font-size: inherit;
      }
    `]}#e;connectedCallback(){super.connectedCallback(),this.#e=setInterval(()=>{this.requestUpdate()},1e3)}disconnectedCallback(){super.disconnectedCallback(),clearInterval(this.#e)}render(){let e=Date.parse(this.at)-Date.now(),n=e>0?this.app.text(`common_in`,{duration:this.app.times.duration(e)}):void 0;return t`<time class="number nowrap" datetime=${this.at}>${n??this.app.text(`common_now`)}</time>`}};i([n()],s.prototype,`at`,void 0),s=i([r(`aurono-countdown`)],s);