import{D as e,b as t,d as n,f as r,u as i,w as a,y as o}from"./routes-B605dSH6.js";var s=class extends i{constructor(...e){super(...e),this.at=``}static{this.styles=[r,e`
      :host {
        font-size: inherit;
      }
    `]}#e;connectedCallback(){super.connectedCallback(),this.#e=setInterval(()=>{this.requestUpdate()},1e3)}disconnectedCallback(){super.disconnectedCallback(),clearInterval(this.#e)}render(){let e=Date.parse(this.at)-Date.now(),t=e>0?this.app.text(`common_in`,{duration:this.app.times.duration(e)}):void 0;return a`<time class="number nowrap" datetime=${this.at}>${t??this.app.text(`common_now`)}</time>`}};n([o()],s.prototype,`at`,void 0),s=n([t(`aurono-countdown`)],s);