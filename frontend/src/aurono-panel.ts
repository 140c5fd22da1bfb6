/**
 * What Home Assistant imports. After an update it imports the new build into a page that still runs the old one, whose
 * elements keep their names until the page is loaded anew: then there is nothing to do.
 */
if (customElements.get("aurono-panel") === undefined) {
  await import("./panel.ts");
}

export {};
