import{C as e,S as t,w as n}from"./routes-B605dSH6.js";import{c as r,i,l as a,r as o,s}from"./directive-helpers-COcC1YV4.js";var c=s(class extends r{constructor(e){if(super(e),e.type!==a.PROPERTY&&e.type!==a.ATTRIBUTE&&e.type!==a.BOOLEAN_ATTRIBUTE)throw Error("The `live` directive is not allowed on child or event bindings");if(!i(e))throw Error("`live` bindings can only contain a single expression")}render(e){return e}update(n,[r]){if(r===e||r===t)return r;let i=n.element,s=n.name;if(n.type===a.PROPERTY){if(r===i[s])return e}else if(n.type===a.BOOLEAN_ATTRIBUTE){if(!!r===i.hasAttribute(s))return e}else if(n.type===a.ATTRIBUTE&&i.getAttribute(s)===r+``)return e;return o(n),r}}),l=({label:e,value:t,options:r,onChange:i,disabled:a=!1})=>n`
  <label class="field">
    <span>${e}</span>
    <select
      .value=${c(t)}
      ?disabled=${a}
      @change=${e=>{i(e.target.value)}}
    >
      ${r.map(e=>n`<option value=${e.value} ?selected=${e.value===t}>${e.label}</option>`)}
    </select>
  </label>
`;export{c as n,l as t};