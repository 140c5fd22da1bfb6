import { css } from "lit";

/** What the cards have in common; the frame is Home Assistant's own, so that it follows every theme. */
export const cardStyles = css`
  :host {
    display: block;
    height: 100%;
    --aurono-gap: 16px;
  }
  ha-card {
    display: flex;
    flex-direction: column;
    height: 100%;
    overflow: hidden;
  }
  .content {
    display: grid;
    gap: 12px;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    padding: 16px;
  }
  .content + .content {
    padding-top: 0;
  }
  h2 {
    font-size: var(--ha-font-size-l, 16px);
    overflow-wrap: anywhere;
  }
  h2 a {
    color: var(--primary-text-color);
    text-decoration: none;
  }
  h2 a:hover {
    text-decoration: underline;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 4px 12px;
  }
  .head.top {
    align-items: flex-start;
  }
  .badges {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
  }
  .figures {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 8px 16px;
  }
  .figures > :last-child:not(:first-child) {
    text-align: end;
  }
  .hero {
    font-size: 24px;
  }
  .line {
    display: flex;
    gap: 8px;
    align-items: flex-start;
  }
  .line > .grow {
    overflow-wrap: anywhere;
  }
  .apart {
    border-top: 1px solid var(--aurono-line);
    padding-top: 12px;
  }
  .list li + li {
    border-top: 1px solid var(--aurono-line);
    margin-top: 8px;
    padding-top: 8px;
  }
  .strip {
    display: flex;
    gap: 8px;
    padding: 8px 16px;
    font-size: 12px;
    background: color-mix(in srgb, var(--warning-color) 18%, var(--ha-card-background, var(--card-background-color)));
  }
  .notice {
    display: grid;
    justify-items: center;
    gap: 12px;
    padding: 24px 16px;
    text-align: center;
    margin: auto 0;
  }
  .notice .icon {
    width: 32px;
    height: 32px;
    color: var(--aurono-quiet);
  }
  .bone {
    height: 16px;
    border-radius: 4px;
    background: var(--aurono-soft);
  }
  .bone.wide {
    height: 64px;
  }
  .stats {
    grid-template-columns: repeat(auto-fill, minmax(96px, 1fr));
  }
  .stat dd {
    font-size: 14px;
  }
`;
