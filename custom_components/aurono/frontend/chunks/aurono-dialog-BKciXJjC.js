import{_ as e,m as t,u as n}from"./store-BIwLautr.js";import{L as r,_ as i,g as a,p as o,x as s}from"./routes-DAszD0DE.js";import{i as c,r as l}from"./preload-helper-CfTwmMmM.js";var u=class extends a{constructor(...e){super(...e),this.heading=``,this.#e=()=>{this.close()}}static{this.styles=[i,e`
      dialog {
        width: min(480px, calc(100vw - 24px));
        max-height: calc(100dvh - 24px);
        padding: 0;
        border: 1px solid var(--aurono-line);
        border-radius: var(--aurono-radius);
        background: var(--card-background-color, #fff);
        color: var(--primary-text-color);
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 50%);
      }
      header {
        display: flex;
        align-items: center;
        gap: 8px;
        padding: 8px 8px 0 16px;
      }
      .body {
        display: grid;
        gap: 12px;
        padding: 8px 16px 16px;
      }
      footer {
        display: flex;
        flex-wrap: wrap;
        justify-content: flex-end;
        gap: 8px;
        padding: 0 16px 16px;
      }
    `]}show(){this.dialog.open||this.dialog.showModal()}close(){this.dialog.close()}render(){return t`
      <dialog aria-labelledby="heading" @close=${this.#t}>
        <header>
          <h2 id="heading" class="grow">${this.heading}</h2>
          <button class="plain" aria-label=${this.app.text(`common_close`)} @click=${this.#e}>
            ${o(r)}
          </button>
        </header>
        <div class="body"><slot></slot></div>
        <footer><slot name="actions"></slot></footer>
      </dialog>
    `}#e;#t(){this.dispatchEvent(new CustomEvent(`closed`))}};l([n()],u.prototype,`heading`,void 0),l([s(`dialog`)],u.prototype,`dialog`,void 0),u=l([c(`aurono-dialog`)],u);