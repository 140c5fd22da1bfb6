// What the tests ask of an element of a page that they look at, and of what is in it. Evaluates to an object of functions;
// shadow trees are looked into.
(subject) => {
  const roots = () => {
    const found = all(document).filter((element) => element.localName === subject);
    if (!found.length) throw new Error(`${subject} is not there`);
    return found;
  };

  const all = (root) =>
    [...root.querySelectorAll("*")].flatMap((element) => [
      element,
      ...(element.shadowRoot ? all(element.shadowRoot) : []),
    ]);

  const within = () =>
    roots().flatMap((root) => [root, ...all(root), ...(root.shadowRoot ? all(root.shadowRoot) : [])]);

  const parent = (node) => node.assignedSlot ?? node.parentNode ?? node.host;

  const name = (element) => {
    const classes = typeof element.className === "string" ? element.className.trim().replace(/\s+/g, ".") : "";
    const host = element.getRootNode().host;
    return `${host ? `${host.localName} ` : ""}${element.localName}${classes ? `.${classes}` : ""}`;
  };

  const visible = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });

  // What somebody could scroll to: not what an ancestor clips.
  const clipped = (element) => {
    for (let node = parent(element); node; node = parent(node)) {
      if (node instanceof Element && getComputedStyle(node).overflowX !== "visible" && node !== document.body) {
        const edge = node.getBoundingClientRect();
        if (edge.right <= innerWidth + 1 && edge.left >= -1) return true;
      }
    }
    return false;
  };

  return {
    /** Elements that reach beyond the window, and containers as wide as the window that scroll sideways. */
    sideways() {
      const beyond = within()
        .filter((element) => visible(element) && !clipped(element))
        .filter((element) => {
          const { left, right, width, height } = element.getBoundingClientRect();
          return width > 1 && height > 1 && (right > innerWidth + 1 || left < -1);
        })
        .map((element) => `${name(element)} reaches to ${element.getBoundingClientRect().right} px`);
      const page = [document.scrollingElement, ...within()]
        .filter((element) => element.clientWidth > innerWidth * 0.95 && element.scrollWidth > element.clientWidth + 1)
        .filter((element) => ["auto", "scroll"].includes(getComputedStyle(element).overflowX))
        .map((element) => `${name(element)} scrolls sideways, ${element.scrollWidth} px in ${element.clientWidth}`);
      return [...beyond, ...page];
    },

    /** Texts in which a program shows through: keys without words, values that are none. */
    unspoken() {
      const leaked = /panel_[a-z]+_|component\.|undefined|\bNaN\b|\bnull\b|\[object |Infinity|\{[a-z_]+\}/;
      const own = (element) =>
        [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data);
      const told = (element) => ["aria-label", "title", "placeholder", "alt"].map((key) => element.getAttribute(key));
      return within()
        .filter((element) => !["style", "script"].includes(element.localName))
        .flatMap((element) =>
          [...own(element), ...told(element)]
            .filter((text) => text && leaked.test(text))
            .map((text) => `${name(element)}: ${text.trim()}`),
        );
    },

    /** Elements that have no words for those who cannot see them, and the like, as axe finds them. */
    async violations() {
      const { violations } = await axe.run(roots(), { resultTypes: ["violations"] });
      return violations.flatMap(({ id, help, nodes }) =>
        nodes.map((node) => `${id}: ${help}: ${node.target.flat().slice(-2).join(" ")}: ${node.failureSummary.replace(/\s+/g, " ")}`),
      );
    },
  };
}
