import{D as e,S as t,b as n,d as r,f as i,u as a,w as o,y as s}from"./routes-B605dSH6.js";import{i as c}from"./parts-DbLGtrT5.js";var l=class extends a{constructor(...e){super(...e),this.heading=``,this.text=``,this.loading=!1,this.alert=!1}static{this.styles=[i,e`
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
    `]}render(){return o`
      ${this.loading?o`<div class="spinner"></div>`:this.drawing?c(this.drawing):t}
      <div role=${this.alert?`alert`:`status`}>
        ${this.heading?o`<h2>${this.heading}</h2>`:t} ${this.text?o`<p>${this.text}</p>`:t}
      </div>
      <div class="actions"><slot></slot></div>
    `}};r([s()],l.prototype,`heading`,void 0),r([s()],l.prototype,`text`,void 0),r([s({attribute:!1})],l.prototype,`drawing`,void 0),r([s({type:Boolean})],l.prototype,`loading`,void 0),r([s({type:Boolean})],l.prototype,`alert`,void 0),l=r([n(`aurono-state`)],l);