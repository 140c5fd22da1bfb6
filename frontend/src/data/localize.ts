import type english from "../../../custom_components/aurono/translations/en.json";
import { messageOf } from "./api.ts";
import type { Hass, HassLocalize } from "./hass.ts";
import { loadTexts } from "./load-texts.ts";

type PanelKey<Key> = Key extends `panel_${infer Rest}` ? Rest : never;

/** A text of the panel: its key in the translations without `panel_`. */
export type TextKey = PanelKey<keyof (typeof english)["common"]>;

export type Values = Record<string, string | number>;

/** A text in the user's language; a placeholder without value would show as an error, so all must be given. */
export type Text = (key: TextKey, values?: Values) => string;

const COMPONENT = "component.aurono";
const CATEGORIES = ["common", "entity", "selector", "issues", "exceptions", "config_subentries"];

type Counted<Key> = Key extends `${infer Rest}_one` ? Rest : never;

/** A text in two forms, for one thing and for several: its key without `_one` or `_other`. */
export type PluralKey = Counted<TextKey>;

/** Texts of the panel, and the words that entities already have. */
export interface Words {
  text: Text;
  /** A text about so many things; `{count}` in it is their number. */
  plural: (key: PluralKey, count: number, values?: Values) => string;
  /** A state of an entity, such as the sentence of a status. */
  state: (platform: string, entity: string, state: string) => string;
  /** A state of an attribute of an entity, such as why an exchange does not answer. */
  attribute: (platform: string, entity: string, attribute: string, state: string) => string;
  /** A choice that forms and actions offer, such as a kind of event. */
  option: (selector: string, option: string) => string;
  /** The name of a rule's parameter, as in the form. */
  parameter: (name: string) => string;
  /** Why something that was asked for was not done, in the user's language. */
  problem: (error: unknown) => string;
  /** What Repairs asks. */
  issueTitle: (key: string, values: Values) => string;
}

/** Loads the texts in the user's language. Rejects if Home Assistant does not answer. */
export async function loadWords(hass: Hass): Promise<Words> {
  await Promise.all(CATEGORIES.map((category) => hass.loadBackendTranslation(category, "aurono")));
  // Each answer knows what was loaded until then; asked once more, it knows all of it.
  return words(await loadTexts(hass), hass.language);
}

/** Texts through Home Assistant's function for them. */
export function words(localize: HassLocalize, language: string): Words {
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  const text: Text = (key, values) => localize(`${COMPONENT}.common.panel_${key}`, values);
  return {
    text,
    plural: (key, count, values) => {
      const form = rules.select(count) === "one" ? "one" : "other";
      return text(`${key}_${form}`, { count: numbers.format(count), ...values });
    },
    state: (platform, entity, state) => localize(`${COMPONENT}.entity.${platform}.${entity}.state.${state}`),
    attribute: (platform, entity, attribute, state) =>
      localize(`${COMPONENT}.entity.${platform}.${entity}.state_attributes.${attribute}.state.${state}`),
    option: (selector, option) => localize(`${COMPONENT}.selector.${selector}.options.${option}`),
    parameter: (name) => localize(`${COMPONENT}.config_subentries.strategy.step.parameters.data.${name}`),
    problem: (error) => {
      const { translation_key: key, translation_placeholders: values } = translatable(error);
      const text = key ? localize(`${COMPONENT}.exceptions.${key}.message`, values) : "";
      return text || messageOf(error) || localize(`${COMPONENT}.common.panel_common_failed`);
    },
    issueTitle: (key, values) => localize(`${COMPONENT}.issues.${key}.title`, values),
  };
}

interface Translatable {
  translation_key?: string;
  translation_placeholders?: Values;
}

const translatable = (error: unknown): Translatable => (typeof error === "object" && error !== null ? error : {});
