import { expect, test } from "vitest";
import { toCsv, toJson } from "../../src/data/export.ts";
import { allPages } from "../../src/data/pager.ts";

test("CSV has a column for every field, records inside by their names with a dot", () => {
  const csv = toCsv([
    { time: "2026", numbers: { close: "1.10" } },
    { time: "2027", count: 2, note: null },
  ]);
  expect(csv).toBe("\ufefftime,numbers.close,count\r\n2026,1.10,\r\n2027,,2\r\n");
});

test("what a spreadsheet would run as a formula stays text, a number keeps its sign", () => {
  expect(toCsv([{ name: "=HYPERLINK(1)", change: "-3.5", plus: "+x" }])).toBe(
    "\ufeffname,change,plus\r\n'=HYPERLINK(1),-3.5,'+x\r\n",
  );
});

test("quotes, separators and line ends are kept", () => {
  expect(toCsv([{ name: 'a "b", c\nd' }])).toBe('\ufeffname\r\n"a ""b"", c\nd"\r\n');
});

test("JSON keeps every digit", () => {
  expect(JSON.parse(toJson([{ amount: "0.100000000001" }]))).toEqual([{ amount: "0.100000000001" }]);
});

test("all pages are read, each once", async () => {
  const asked: (string | undefined)[] = [];
  const pages = { first: { items: [1, 2], next: "b" }, b: { items: [3], next: null } };
  const read = (cursor: string | undefined) => {
    asked.push(cursor);
    return Promise.resolve(pages[(cursor ?? "first") as "first" | "b"]);
  };
  const found = [];
  for await (const items of allPages(read)) found.push(...items);
  expect(found).toEqual([1, 2, 3]);
  expect(asked).toEqual([undefined, "b"]);
});
