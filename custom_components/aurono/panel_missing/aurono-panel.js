// Stands in where the built panel is not there, and says so in the words that Home Assistant passes along.
customElements.get("aurono-panel") ?? customElements.define(
  "aurono-panel",
  class extends HTMLElement {
    set panel(panel) {
      const text = document.createElement("p");
      text.setAttribute("role", "alert");
      text.style.cssText = "margin:24px auto;max-width:600px;padding:0 16px;color:var(--primary-text-color)";
      text.textContent = panel.config.message;
      this.replaceChildren(text);
    }
  },
);
