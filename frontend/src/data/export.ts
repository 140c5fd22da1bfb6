/** What is listed, as files. Every value stays as the journal wrote it. */

type Flat = Record<string, string>;

/** Records as CSV (RFC 4180), with a column for every field that any of them has. */
export function toCsv(records: readonly object[]): string {
  const rows = records.map((record) => flatten(record));
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ""))];
  // The mark at the beginning tells spreadsheets that this is UTF-8.
  return `\ufeff${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`;
}

export const toJson = (records: readonly object[]): string => `${JSON.stringify(records, null, 2)}\n`;

/** Fields of records inside are named with a dot, such as `numbers.close`. */
function flatten(record: object, prefix = ""): Flat {
  const flat: Flat = {};
  for (const [name, value] of Object.entries(record) as [string, unknown][]) {
    if (typeof value === "object" && value !== null) Object.assign(flat, flatten(value, `${prefix}${name}.`));
    else if (isWritten(value)) flat[prefix + name] = String(value);
  }
  return flat;
}

const isWritten = (value: unknown): value is string | number | boolean => value !== null && value !== undefined;

function cell(value: string): string {
  // A spreadsheet would run a name that begins like this as a formula; a number may keep its sign.
  const text = /^[=+\-@\t\r]/.test(value) && !/^-?\d+(\.\d+)?$/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Hand a file to the browser to save. */
export function save(name: string, type: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 60_000);
}
