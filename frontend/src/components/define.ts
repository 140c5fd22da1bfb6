/**
 * Registers a class as a custom element, unless the page has one of that name already.
 *
 * After an update of Aurono a page may still run the build from before. Registering a name twice throws, which would take
 * down the whole file; so what is there stays, until the page is loaded anew.
 */
export const element =
  (name: string) =>
  (made: CustomElementConstructor): void => {
    if (!customElements.get(name)) customElements.define(name, made);
  };
