/** An event that cannot follow the ones before it: the books would become untrue, so nothing is changed. */
export class LedgerError extends Error {
  override readonly name = "LedgerError";
}
