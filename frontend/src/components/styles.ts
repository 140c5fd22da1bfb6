import { css } from "lit";

/**
 * How the panel looks: a few classes on plain HTML, in Home Assistant's theme.
 *
 * Colours that carry text are mixed with the text's colour, since those of a theme are made for areas, not for letters.
 */
export const sharedStyles = css`
  :host {
    --aurono-gap: 16px;
    --aurono-gain: color-mix(in srgb, var(--success-color, #43a047) 62%, var(--primary-text-color, #141414));
    --aurono-loss: color-mix(in srgb, var(--error-color, #db4437) 72%, var(--primary-text-color, #141414));
    --aurono-warn: color-mix(in srgb, var(--warning-color, #ffa600) 50%, var(--primary-text-color, #141414));
    --aurono-link: color-mix(in srgb, var(--primary-color, #009ac7) 62%, var(--primary-text-color, #141414));
    --aurono-fill: color-mix(in srgb, var(--primary-color, #009ac7) 70%, black);
    --aurono-danger-fill: color-mix(in srgb, var(--error-color, #db4437) 80%, black);
    --aurono-quiet: color-mix(in srgb, var(--primary-text-color, #141414) 72%, var(--card-background-color, #fff));
    --aurono-soft: color-mix(in srgb, var(--primary-text-color, #141414) 6%, transparent);
    --aurono-line: var(--divider-color, rgba(0, 0, 0, 0.12));
    --aurono-radius: var(--ha-card-border-radius, var(--ha-border-radius-lg, 12px));
    color: var(--primary-text-color);
    font-size: 14px;
    line-height: 1.45;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h1,
  h2,
  h3,
  p,
  dl,
  dd,
  ul,
  ol,
  figure,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h1 {
    font-size: 20px;
    font-weight: 500;
    line-height: 1.3;
  }
  h2 {
    font-size: 16px;
    font-weight: 500;
    line-height: 1.3;
  }
  h3 {
    font-size: 14px;
    font-weight: 500;
  }
  a {
    color: var(--aurono-link);
  }
  :focus-visible {
    outline: 2px solid var(--aurono-link);
    outline-offset: 2px;
    border-radius: 4px;
  }
  .icon {
    width: 20px;
    height: 20px;
    fill: currentColor;
    flex: none;
    vertical-align: -5px;
  }
  .card {
    display: block;
    background: var(--ha-card-background, var(--card-background-color, #fff));
    border: 1px solid var(--ha-card-border-color, var(--aurono-line));
    border-radius: var(--aurono-radius);
    padding: var(--aurono-gap);
    min-width: 0;
  }
  .stack {
    display: grid;
    gap: var(--aurono-gap);
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
  }
  .grid {
    display: grid;
    gap: var(--aurono-gap);
    grid-template-columns: repeat(auto-fill, minmax(min(320px, 100%), 1fr));
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 12px;
  }
  .row.between {
    justify-content: space-between;
  }
  .grow {
    flex: 1;
    min-width: 0;
  }
  .quiet {
    color: var(--aurono-quiet);
  }
  .small {
    font-size: 12px;
  }
  .gain {
    color: var(--aurono-gain);
  }
  .loss {
    color: var(--aurono-loss);
  }
  .warn {
    color: var(--aurono-warn);
  }
  .number {
    font-variant-numeric: tabular-nums;
  }
  .nowrap {
    white-space: nowrap;
  }
  .badge {
    display: inline-flex;
    align-items: center;
    gap: 4px;
    padding: 1px 8px;
    border-radius: 999px;
    border: 1px solid var(--aurono-line);
    background: var(--aurono-soft);
    font-size: 12px;
    line-height: 18px;
    white-space: nowrap;
  }
  .badge .icon {
    width: 14px;
    height: 14px;
  }
  .badge.live {
    border-color: var(--aurono-loss);
    font-weight: 500;
  }
  .badge.demo {
    border-style: dashed;
    border-color: var(--aurono-quiet);
  }
  .stats {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(112px, 1fr));
    gap: 12px 16px;
  }
  .stat dt {
    font-size: 12px;
    color: var(--aurono-quiet);
  }
  .stat dd {
    font-size: 16px;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  .stat .hint {
    font-size: 12px;
    color: var(--aurono-quiet);
  }
  .hero {
    font-size: 28px;
    line-height: 1.2;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  button,
  .button {
    appearance: none;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-height: 40px;
    padding: 8px 16px;
    border: 1px solid var(--aurono-line);
    border-radius: 999px;
    background: transparent;
    color: var(--aurono-link);
    font: inherit;
    font-weight: 500;
    text-decoration: none;
    cursor: pointer;
  }
  button:hover:not(:disabled),
  .button:hover {
    background: var(--aurono-soft);
  }
  button:disabled {
    opacity: 0.55;
    cursor: default;
  }
  .primary,
  .primary:hover:not(:disabled) {
    background: var(--aurono-fill);
    border-color: var(--aurono-fill);
    color: #fff;
  }
  .danger,
  .danger:hover:not(:disabled) {
    background: var(--aurono-danger-fill);
    border-color: var(--aurono-danger-fill);
    color: #fff;
  }
  .plain {
    border-color: transparent;
    padding: 8px;
  }
  .field {
    display: grid;
    gap: 4px;
    min-width: 0;
  }
  .field > span:first-child,
  .field > label,
  legend {
    font-size: 12px;
    color: var(--aurono-quiet);
    padding: 0;
  }
  input:not([type="checkbox"], [type="radio"], [type="range"]),
  select,
  textarea {
    width: 100%;
    min-width: 0;
    min-height: 44px;
    padding: 8px 12px;
    border: 1px solid color-mix(in srgb, var(--primary-text-color) 45%, transparent);
    border-radius: 8px;
    background: var(--card-background-color, transparent);
    color: var(--primary-text-color);
    font: inherit;
    font-size: 16px;
    color-scheme: inherit;
  }
  input[type="checkbox"],
  input[type="radio"],
  input[type="range"] {
    accent-color: var(--aurono-fill);
  }
  input[type="checkbox"],
  input[type="radio"] {
    width: 18px;
    height: 18px;
    margin: 0;
    flex: none;
  }
  [aria-invalid="true"] {
    border-color: var(--aurono-loss);
  }
  .choice {
    display: flex;
    gap: 12px;
    align-items: flex-start;
    padding: 8px 0;
  }
  .error {
    color: var(--aurono-loss);
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (max-width: 600px) {
    :host {
      --aurono-gap: 12px;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation-duration: 0.01ms !important;
      animation-iteration-count: 1 !important;
      transition-duration: 0.01ms !important;
    }
  }
`;
