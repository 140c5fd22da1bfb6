import{at as e,g as t,l as n,mt as r,o as i,p as a,r as o,x as s}from"./routes-8RmoKYUw.js";import{f as c,l,m as u,s as d,u as f}from"./store-D9J2Ogx6.js";import{n as p,r as m}from"./preload-helper-D77zHdRM.js";import"./aurono-dialog-DGp8BL7v.js";var h=class extends t{constructor(...e){super(...e),this.disabled=!1,this.cancelOrders=!1,this.busy=!1,this.problem=``,this.#n=()=>{this.cancelOrders=!1,this.problem=``,this.dialog.show()},this.#r=()=>{this.dialog.close()},this.#i=async()=>{await this.#o(()=>this.app.api.stopTrading(this.account.entry_id,this.cancelOrders))&&this.dialog.close()},this.#a=async()=>{await this.#o(()=>this.app.api.resumeTrading(this.account.entry_id))}}render(){let{app:t,account:n}=this,i=this.disabled||this.busy;return n.stopped?u`
        <button class="primary" ?disabled=${i} @click=${this.#a}>
          ${a(e)}${t.text(`common_resume`)}
        </button>
        ${this.#t()}
      `:u`
      <button ?disabled=${i} @click=${this.#n}>${a(r)}${t.text(`common_stop`)}</button>
      <aurono-dialog heading=${t.text(`common_stop_heading`,{account:n.title})}>
        <p>${t.text(`common_stop_text`)}</p>
        <fieldset>
          <legend>${t.text(`common_what_about_orders`)}</legend>
          ${this.#e(!1)}${this.#e(!0)}
        </fieldset>
        ${this.#t()}
        <button slot="actions" class="plain" @click=${this.#r}>${t.text(`common_cancel`)}</button>
        <button slot="actions" class="danger" ?disabled=${i} @click=${this.#i}>
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
    </label>`}#t(){return this.problem?u`<p class="error" role="alert">${this.problem}</p>`:c}#n;#r;#i;#a;async#o(e){this.busy=!0,this.problem=``;try{return await e(),!0}catch(e){return this.problem=this.app.problem(e),!1}finally{this.busy=!1}}};p([f({attribute:!1})],h.prototype,`account`,void 0),p([f({type:Boolean})],h.prototype,`disabled`,void 0),p([l()],h.prototype,`cancelOrders`,void 0),p([l()],h.prototype,`busy`,void 0),p([l()],h.prototype,`problem`,void 0),p([s(`aurono-dialog`)],h.prototype,`dialog`,void 0),h=p([m(`aurono-trading-control`)],h);function g(e,t){let{shortfalls:r,lacking:i,moves:a}=t.outlook,o=new Map(t.strategies.map(e=>[e.id,e.name])),s=e=>o.get(e)??e;return[...r.map(n=>({urgent:!1,text:_(e,t.title,n)})),...i.map(r=>{let i=a.filter(e=>e.target===r.strategy).map(n=>y(e,t.title,n,s));return{urgent:!1,text:[v(e,r,s),...i].join(` `),href:n(t.entry_id,r.strategy)}})]}function _(e,t,{currency:n,needed:r,spendable:i,missing:a}){let o=t=>e.numbers.money(t,n),s={account:t,needed:o(r),spendable:o(i),missing:o(a)};return e.text(`overview_outlook_shortfall`,s)}function v(e,{strategy:t,currency:n,need:r,usable:i},a){let o=t=>e.numbers.money(t,n);return e.text(`overview_outlook_lacking`,{strategy:a(t),need:o(r),usable:o(i)})}function y(e,t,n,r){let i={amount:e.numbers.money(n.amount,n.currency),target:r(n.target)};if(n.source===null)return e.text(`overview_outlook_move_nobodys`,{account:t,...i});let a=r(n.source);return n.times_left===null?e.text(`overview_outlook_move_idle`,{source:a,...i}):e.plural(`overview_outlook_move`,n.times_left,{source:a,...i})}var b=[`stuck`,`order_unknown`],x=[`breaker_open`,`missed`];function S(e,t){let n=t.flatMap(t=>C(e,t));return[...n.filter(e=>e.urgent),...n.filter(e=>!e.urgent)]}function C(e,t){let r=t.title,a=t.liquidity.filter(e=>d(e.gap)>0),s=({key:e,placeholders:t})=>e===`balance_short`&&a.some(e=>e.currency===t?.currency),c=t.questions.filter(e=>!s(e)).map(t=>({urgent:!0,text:e.issueTitle(t.key,t.placeholders??{}),href:o}));if(t.state!==`loaded`){let n=t.state_reason??``,a=e.text(`overview_attention_not_loaded`,{account:r,detail:n}).trim();return[...c,{urgent:!0,text:a,href:i(t.entry_id)}]}let l=t.halted??(t.journal?.sound===!1?t.journal.problem??``:null);if(l!==null&&c.push({urgent:!0,text:e.text(`overview_attention_halted`,{account:r,detail:l}).trim()}),t.connection.connected===!1){let n=w(e,t.connection.failure);c.push({urgent:!0,text:e.text(`overview_attention_connection`,{account:r,failure:n})})}for(let t of a)c.push({urgent:!0,text:T(e,r,t),href:o});c.push(...g(e,t)),t.stopped&&c.push({urgent:!1,text:e.text(`overview_attention_stopped`,{account:r})}),t.recovering&&c.push({urgent:!1,text:e.text(`overview_attention_recovering`,{account:r})});for(let r of t.strategies){let i=b.includes(r.status);if(!i&&!x.includes(r.status))continue;let a=e.state(`sensor`,`status`,r.status),o=e.text(`overview_attention_strategy`,{strategy:r.name,status:a});c.push({urgent:i,text:o,href:n(t.entry_id,r.id)})}return c}var w=(e,t)=>e.attribute(`binary_sensor`,`connectivity`,`failure`,t??`unreachable`);function T(e,t,{kind:n,currency:r,expected:i,actual:a,gap:o}){let s=t=>n===`quote`?e.numbers.money(t,r):e.numbers.amount(t,r),c={account:t,expected:s(i),actual:s(a),gap:s(o)};return e.text(`overview_attention_gap_${n}`,c)}export{w as n,S as t};