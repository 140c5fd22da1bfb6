import { consume } from "@lit/context";
import { type CSSResultGroup, LitElement } from "lit";
import { state } from "lit/decorators.js";
import { type App, appContext } from "../data/app.ts";
import { sharedStyles } from "./styles.ts";

/** What all elements of the panel have: its looks, and the app around them. */
export class AuronoElement extends LitElement {
  static override styles: CSSResultGroup = sharedStyles;

  @consume({ context: appContext, subscribe: true })
  @state()
  protected app!: App;
}
