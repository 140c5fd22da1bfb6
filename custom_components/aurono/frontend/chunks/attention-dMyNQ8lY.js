import{ft as e,g as t,l as n,o as r,p as i,r as a,rt as o,x as s}from"./routes-Dz8s5z6K.js";import{f as c,l,m as u,s as d,u as f}from"./store-ztXaxWfb.js";import{n as p,r as m}from"./preload-helper-D77zHdRM.js";import"./aurono-dialog-B_83UiIc.js";var h=class extends t{constructor(...e){super(...e),this.disabled=!1,this.cancelOrders=!1,this.busy=!1,this.problem=``,this.#n=()=>{this.cancelOrders=!1,this.problem=``,this.dialog.show()},this.#r=()=>{this.dialog.close()},this.#i=async()=>{await this.#o(()=>this.app.api.stopTrading(this.account.entry_id,this.cancelOrders))&&this.dialog.close()},this.#a=async()=>{await this.#o(()=>this.app.api.resumeTrading(this.account.entry_id))}}render(){let{app:t,account:n}=this,r=this.disabled||this.busy;return n.stopped?u`
        <button class="primary" ?disabled=${r} @click=${this.#a}>
          ${i(o)}${t.text(`common_resume`)}
        </button>
        ${this.#t()}
      `:u`
      <button ?disabled=${r} @click=${this.#n}>${i(e)}${t.text(`common_stop`)}</button>
      <aurono-dialog heading=${t.text(`common_stop_heading`,{account:n.title})}>
        <p>${t.text(`common_stop_text`)}</p>
        <fieldset>
          <legend>${t.text(`common_what_about_orders`)}</legend>
          ${this.#e(!1)}${this.#e(!0)}
        </fieldset>
        ${this.#t()}
        <button slot="actions" class="plain" @click=${this.#r}>${t.text(`common_cancel`)}</button>
        <button slot="actions" class="danger" ?disabled=${r} @click=${this.#i}>
          ${t.text(`common_stop`)}
        </button>
      </aurono-dialog>
    `}#e(e){return u`<label class="choice">
      <input
        type="radio"
        name="orders"
        .checked=${this.cancelOrders===e}
        @change=${()=>{this.cancelOrders=e}}
      />
      <span>${this.app.text(e?`common_cancel_orders_too`:`common_cancel_orders_keep`)}</span>
    </label>`}#t(){return this.problem?u`<p class="error" role="alert">${this.problem}</p>`:c}#n;#r;#i;#a;async#o(e){this.busy=!0,this.problem=``;try{return await e(),!0}catch(e){return this.problem=this.app.problem(e),!1}finally{this.busy=!1}}};p([f({attribute:!1})],h.prototype,`account`,void 0),p([f({type:Boolean})],h.prototype,`disabled`,void 0),p([l()],h.prototype,`cancelOrders`,void 0),p([l()],h.prototype,`busy`,void 0),p([l()],h.prototype,`problem`,void 0),p([s(`aurono-dialog`)],h.prototype,`dialog`,void 0),h=p([m(`aurono-trading-control`)],h);var g=[`stuck`,`order_unknown`],_=[`breaker_open`,`missed`];function v(e,t){let n=t.flatMap(t=>y(e,t));return[...n.filter(e=>e.urgent),...n.filter(e=>!e.urgent)]}function y(e,t){let i=t.title,o=t.questions.map(t=>({urgent:!0,text:e.issueTitle(t.key,t.placeholders??{}),href:a}));if(t.state!==`loaded`){let n=t.state_reason??``,a=e.text(`overview_attention_not_loaded`,{account:i,detail:n}).trim();return[...o,{urgent:!0,text:a,href:r(t.entry_id)}]}let s=t.halted??(t.journal?.sound===!1?t.journal.problem??``:null);if(s!==null&&o.push({urgent:!0,text:e.text(`overview_attention_halted`,{account:i,detail:s}).trim()}),t.connection.connected===!1){let n=b(e,t.connection.failure);o.push({urgent:!0,text:e.text(`overview_attention_connection`,{account:i,failure:n})})}for(let n of t.liquidity)d(n.gap)>0&&o.push({urgent:!0,text:x(e,i,n)});t.stopped&&o.push({urgent:!1,text:e.text(`overview_attention_stopped`,{account:i})}),t.recovering&&o.push({urgent:!1,text:e.text(`overview_attention_recovering`,{account:i})});for(let r of t.strategies){let i=g.includes(r.status);if(!i&&!_.includes(r.status))continue;let a=e.state(`sensor`,`status`,r.status),s=e.text(`overview_attention_strategy`,{strategy:r.name,status:a});o.push({urgent:i,text:s,href:n(t.entry_id,r.id)})}return o}var b=(e,t)=>e.attribute(`binary_sensor`,`connectivity`,`failure`,t??`unreachable`);function x(e,t,{kind:n,currency:r,expected:i,actual:a,gap:o}){let s=t=>n===`quote`?e.numbers.money(t,r):e.numbers.amount(t,r),c={account:t,expected:s(i),actual:s(a),gap:s(o)};return e.text(`overview_attention_gap_${n}`,c)}export{b as n,v as t};