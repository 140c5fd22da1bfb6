import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import english from "../../../custom_components/aurono/translations/en.json";

const SOURCE = new URL("../../src/", import.meta.url);

function sources(): string {
  return readdirSync(SOURCE, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(new URL(name, SOURCE), "utf8"))
    .join("\n");
}

test("every text of the panel is used", () => {
  const source = sources();
  const prefixes = [...source.matchAll(/`([a-z_]+_)\$\{/g)].map((match) => match[1] ?? "");
  const suffixes = [...source.matchAll(/`\$\{\w+\}(_[a-z_]+)`/g)].map((match) => match[1] ?? "");
  const keys = Object.keys(english.common)
    .filter((key) => key.startsWith("panel_"))
    .map((key) => key.replace("panel_", ""));
  const unused = keys.filter((key) => {
    const singular = key.replace(/_(one|other)$/, "");
    return (
      !source.includes(`"${key}"`) &&
      !source.includes(`"${singular}"`) &&
      !prefixes.some((prefix) => key.startsWith(prefix)) &&
      !suffixes.some((suffix) => key.endsWith(suffix))
    );
  });
  expect(unused).toEqual([]);
});

test("no text has more braces than a placeholder: Home Assistant would drop it", () => {
  const texts = Object.entries(english.common).filter(([, text]) => /\{[^}]*[^\w}]/.test(text));
  expect(texts).toEqual([]);
});
