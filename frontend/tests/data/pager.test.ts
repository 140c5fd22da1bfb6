import { expect, test, vi } from "vitest";
import { Pager } from "../../src/data/pager.ts";

test("a pager appends page after page until there is none", async () => {
  const read = vi
    .fn()
    .mockResolvedValueOnce({ items: [1], next: "x" })
    .mockResolvedValueOnce({ items: [2], next: null });
  const pager = new Pager<number>(read, () => undefined);
  await pager.more();
  expect([pager.items, pager.hasMore]).toEqual([[1], true]);
  await pager.more();
  await pager.more();
  expect([pager.items, pager.hasMore, read.mock.calls]).toEqual([[1, 2], false, [[undefined], ["x"]]]);
});

test("what failed can be tried again and loses nothing", async () => {
  const read = vi
    .fn()
    .mockResolvedValueOnce({ items: [1], next: "x" })
    .mockRejectedValueOnce(new Error("away"))
    .mockResolvedValueOnce({ items: [2], next: null });
  const pager = new Pager<number>(read, () => undefined);
  await pager.more();
  await pager.more();
  expect([pager.items, pager.error]).toEqual([[1], new Error("away")]);
  await pager.more();
  expect([pager.items, pager.error]).toEqual([[1, 2], undefined]);
});
