import{f as e,m as t,p as n}from"./store-BIwLautr.js";import{c as r,i,l as a,r as o,s}from"./directive-helpers-Ds0XqfJE.js";var c=s(class extends r{constructor(e){if(super(e),e.type!==a.PROPERTY&&e.type!==a.ATTRIBUTE&&e.type!==a.BOOLEAN_ATTRIBUTE)throw Error("The `live` directive is not allowed on child or event bindings");if(!i(e))throw Error("`live` bindings can only contain a single expression")}render(e){return e}update(t,[r]){if(r===n||r===e)return r;let i=t.element,s=t.name;if(t.type===a.PROPERTY){if(r===i[s])return n}else if(t.type===a.BOOLEAN_ATTRIBUTE){if(!!r===i.hasAttribute(s))return n}else if(t.type===a.ATTRIBUTE&&i.getAttribute(s)===r+``)return n;return o(t),r}}),l=({label:e,value:n,options:r,onChange:i,disabled:a=!1})=>t`
  <label class="field">
    <span>${e}</span>
    <select
      .value=${c(n)}
      ?disabled=${a}
      @change=${e=>{i(e.target.value)}}
    >
      ${r.map(e=>t`<option value=${e.value} ?selected=${e.value===n}>${e.label}</option>`)}
    </select>
  </label>
`;export{c as n,l as t};