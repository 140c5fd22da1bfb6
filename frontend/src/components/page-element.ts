import { consume } from "@lit/context";
import { state } from "lit/decorators.js";
import { type Place, placeContext, snapshotContext } from "../data/app.ts";
import type { Snapshot } from "../data/store.ts";
import { AuronoElement } from "./element.ts";

/** A page: it knows the accounts and where in the panel one is. */
export class AuronoPageElement extends AuronoElement {
  @consume({ context: snapshotContext, subscribe: true })
  @state()
  protected snapshot!: Snapshot;

  @consume({ context: placeContext, subscribe: true })
  @state()
  protected place!: Place;

  /** Whether the user may change something now. */
  protected get canAct(): boolean {
    return this.app.isAdmin && this.snapshot.phase === "ready";
  }
}
