import { css } from "lit";

/** The frame: a bar above, the page that scrolls, and on a phone the navigation below. */
export const panelStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    height: calc(100vh - var(--safe-area-inset-top, 0px) - var(--safe-area-inset-bottom, 0px));
    height: calc(100dvh - var(--safe-area-inset-top, 0px) - var(--safe-area-inset-bottom, 0px));
    background: var(--primary-background-color);
  }
  header {
    display: flex;
    align-items: center;
    flex: none;
    height: var(--header-height, 56px);
    padding: 0 12px;
    background: var(--app-header-background-color, var(--primary-background-color));
    color: var(--app-header-text-color, var(--primary-text-color));
    border-bottom: 1px solid var(--aurono-line);
  }
  .title {
    font-size: 20px;
    margin-inline: 12px 24px;
  }
  .offline {
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 8px 16px;
    background: color-mix(in srgb, var(--warning-color) 20%, var(--card-background-color));
  }
  main {
    flex: 1;
    min-height: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
  }
  /* Only the program moves the focus here, so that a screen reader begins with the new page. */
  main:focus-visible {
    outline: none;
  }
  .page {
    max-width: 1200px;
    margin: 0 auto;
    padding: var(--aurono-gap);
  }
  nav {
    display: flex;
    flex: none;
    height: 100%;
  }
  nav a {
    display: flex;
    align-items: center;
    gap: 8px;
    padding: 0 16px;
    color: inherit;
    text-decoration: none;
    border-block: 3px solid transparent;
  }
  nav a[aria-current="page"] {
    font-weight: 500;
    border-bottom-color: currentColor;
  }
  nav a:focus-visible {
    outline-color: currentColor;
    outline-offset: -3px;
  }
  :host([narrow]) nav {
    height: 56px;
    background: var(--card-background-color);
    color: var(--primary-text-color);
    border-top: 1px solid var(--aurono-line);
  }
  :host([narrow]) nav a {
    flex: 1 1 0;
    flex-direction: column;
    justify-content: center;
    gap: 2px;
    padding: 0 4px;
    font-size: 12px;
    min-width: 0;
    color: var(--aurono-quiet);
  }
  :host([narrow]) nav a[aria-current="page"] {
    color: var(--aurono-link);
    border-bottom-color: transparent;
    border-top-color: currentColor;
  }
`;
