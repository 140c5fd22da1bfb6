/** Rules that were saved by name, in this browser. */

export interface SavedRule {
  readonly name: string;
  /** The address's parameters, as `rule-link.ts` writes them. */
  readonly query: string;
}

const KEY = "aurono-lab-rules";

export function savedRules(): readonly SavedRule[] {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(read) ? read.filter(isSaved) : [];
  } catch {
    // A browser that keeps nothing, or something else under this name.
    return [];
  }
}

/** Keep a rule, in the place of one of the same name; false where the browser keeps nothing. */
export function saveRule(rule: SavedRule): boolean {
  return keep([...savedRules().filter((one) => one.name !== rule.name), rule]);
}

export function removeRule(name: string): boolean {
  return keep(savedRules().filter((one) => one.name !== name));
}

function keep(rules: readonly SavedRule[]): boolean {
  try {
    localStorage.setItem(KEY, JSON.stringify(rules));
    return true;
  } catch {
    return false;
  }
}

function isSaved(value: unknown): value is SavedRule {
  if (typeof value !== "object" || value === null) return false;
  const { name, query } = value as Partial<SavedRule>;
  return typeof name === "string" && typeof query === "string";
}
