import { element } from "../components/define.ts";
import type { App } from "../data/app.ts";
import type { DashboardSettings } from "./dashboard.ts";
import { EditorElement } from "./editor-element.ts";
import { dashboardFields, type Field } from "./editor-schema.ts";

/** The editor of the dashboard that builds itself. */
@element("aurono-dashboard-editor")
export class AuronoDashboardEditor extends EditorElement<DashboardSettings> {
  protected override fields(_app: App, config: DashboardSettings): Field[] {
    return dashboardFields(this.accounts, config.account);
  }

  protected override defaults(): object {
    return { details: true };
  }

  protected override chosen(value: DashboardSettings): DashboardSettings {
    const { account, ...others } = value;
    return account ? { ...others, account } : others;
  }
}
