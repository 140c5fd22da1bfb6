import type { ColorRole } from "./chart-model.ts";

/** Everything a chart colours, taken from Home Assistant's theme as it is at this moment. */
export interface ChartColors {
  readonly text: string;
  readonly grid: string;
  readonly background: string;
  readonly roles: Readonly<Record<ColorRole, string>>;
}

const TEXT = "var(--primary-text-color)";
const ROLES: Readonly<Record<ColorRole, string>> = {
  price: "var(--primary-color)",
  good: "var(--success-color)",
  bad: "var(--error-color)",
  muted: "var(--secondary-text-color)",
  first: "var(--primary-color)",
  second: "var(--orange-color, #ff9800)",
  third: "var(--purple-color, #9c27b0)",
  fourth: "var(--teal-color, #009688)",
};

/** The colour of a role, for what stands beside a chart. */
export function cssColor(role: ColorRole): string {
  return ROLES[role];
}

/** Read the colours of the theme where this element stands. The canvas of a chart knows no variables, only colours. */
export function readColors(host: HTMLElement): ChartColors {
  const probe = document.createElement("span");
  probe.hidden = true;
  // Only what is part of the drawn tree has a style: a host with a shadow tree does not show its other children.
  (host.shadowRoot ?? host).append(probe);
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  const resolve = (value: string, alpha = 1): string => {
    probe.style.color = "";
    probe.style.color = value;
    const color = getComputedStyle(probe).color;
    if (pen === null) return color;
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = color;
    pen.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, opacity = 255] = pen.getImageData(0, 0, 1, 1).data;
    return `rgba(${red}, ${green}, ${blue}, ${(opacity / 255) * alpha})`;
  };
  const roles = Object.fromEntries(Object.entries(ROLES).map(([role, value]) => [role, resolve(value)]));
  const colors: ChartColors = {
    text: resolve(TEXT),
    grid: resolve(TEXT, 0.1),
    background: "rgba(0, 0, 0, 0)",
    roles: roles as Record<ColorRole, string>,
  };
  probe.remove();
  return colors;
}

/** The same colour, seen through. */
export function faded(color: string, alpha: number): string {
  return color.replace(/[\d.]+\)$/, `${alpha})`);
}

/** Calls back whenever the theme may have changed, until the function that it gives back is called. */
export function onThemeChange(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["style", "class"] });
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  scheme.addEventListener("change", changed);
  return () => {
    observer.disconnect();
    scheme.removeEventListener("change", changed);
  };
}
