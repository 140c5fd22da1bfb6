// @vitest-environment happy-dom
import { expect, test } from "vitest";
import { element } from "../../src/components/define.ts";

test("given a page with the build from before an update, when the next one defines the same element, then the first stays", () => {
  class Before extends HTMLElement {}
  class After extends HTMLElement {}
  element("aurono-sample")(Before);

  element("aurono-sample")(After);

  expect(customElements.get("aurono-sample")).toBe(Before);
});
