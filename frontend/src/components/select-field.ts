import { html, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";

export interface SelectField {
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
  disabled?: boolean;
}

/** A named choice among a few, as the browser draws it. */
export const selectField = ({ label, value, options, onChange, disabled = false }: SelectField): TemplateResult => html`
  <label class="field">
    <span>${label}</span>
    <select
      .value=${live(value)}
      ?disabled=${disabled}
      @change=${(event: Event) => {
        onChange((event.target as HTMLSelectElement).value);
      }}
    >
      ${options.map(
        (option) => html`<option value=${option.value} ?selected=${option.value === value}>${option.label}</option>`,
      )}
    </select>
  </label>
`;
