import{S as e,b as t,x as n}from"./routes-CDwzs4vc.js";import{c as r,i,l as a,r as o,s}from"./directive-helpers-C9HFJc2e.js";var c=s(class extends r{constructor(e){if(super(e),e.type!==a.PROPERTY&&e.type!==a.ATTRIBUTE&&e.type!==a.BOOLEAN_ATTRIBUTE)throw Error("The `live` directive is not allowed on child or event bindings");if(!i(e))throw Error("`live` bindings can only contain a single expression")}render(e){return e}update(e,[r]){if(r===n||r===t)return r;let i=e.element,s=e.name;if(e.type===a.PROPERTY){if(r===i[s])return n}else if(e.type===a.BOOLEAN_ATTRIBUTE){if(!!r===i.hasAttribute(s))return n}else if(e.type===a.ATTRIBUTE&&i.getAttribute(s)===r+``)return n;return o(e),r}}),l=({label:t,value:n,options:r,onChange:i,disabled:a=!1})=>e`
  <label class="field">
    <span>${t}</span>
    <select
      .value=${c(n)}
      ?disabled=${a}
      @change=${e=>{i(e.target.value)}}
    >
      ${r.map(t=>e`<option value=${t.value} ?selected=${t.value===n}>${t.label}</option>`)}
    </select>
  </label>
`;export{c as n,l as t};