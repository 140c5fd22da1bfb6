import{S as e,T as t,d as n,f as r,g as i,u as a,v as o}from"./routes-CDwzs4vc.js";var s=class extends a{constructor(...e){super(...e),this.at=``}static{this.styles=[r,t`
      :host {
        font-size: inherit;
      }
    `]}#e;connectedCallback(){super.connectedCallback(),this.#e=setInterval(()=>{this.requestUpdate()},1e3)}disconnectedCallback(){super.disconnectedCallback(),clearInterval(this.#e)}render(){let t=Date.parse(this.at)-Date.now(),n=t>0?this.app.text(`common_in`,{duration:this.app.times.duration(t)}):void 0;return e`<time class="number nowrap" datetime=${this.at}>${n??this.app.text(`common_now`)}</time>`}};n([o()],s.prototype,`at`,void 0),s=n([i(`aurono-countdown`)],s);