/** The drawing of a small curve. Binary fractions are good enough to draw with. */

export interface Point {
  time: number;
  value: number;
}

export interface Mark {
  time: number;
  kind: "buy" | "sell";
}

/** Everything in percent of the room that there is, from the upper left. */
export interface Drawing {
  line: string;
  area: string;
  /** How high zero lies, if the curve crosses it. */
  zero: number | undefined;
  marks: { x: number; y: number; kind: Mark["kind"] }[];
}

/** Room above and below the curve, so that neither line nor marks are cut off. */
const MARGIN = 8;
const HEIGHT = 100 - 2 * MARGIN;

/** How a curve is drawn; undefined for less than two points. */
export function draw(points: readonly Point[], marks: readonly Mark[] = []): Drawing | undefined {
  const [first] = points;
  const last = points.at(-1);
  if (points.length < 2 || !first || !last) return undefined;
  const values = points.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const span = last.time - first.time || 1;
  const x = (time: number): number => ((time - first.time) / span) * 100;
  // A curve that never moves runs through the middle.
  const y = (value: number): number => (high === low ? 50 : MARGIN + ((high - value) / (high - low)) * HEIGHT);
  const at = ({ time, value }: Point): string => `${x(time).toFixed(2)} ${y(value).toFixed(2)}`;
  const line = `M${points.map(at).join("L")}`;
  return {
    line,
    area: `${line}L100 100L0 100Z`,
    zero: low < 0 && high > 0 ? y(0) : undefined,
    marks: marks
      .filter(({ time }) => time >= first.time && time <= last.time)
      .map(({ time, kind }) => ({ x: x(time), y: y(valueAt(points, time)), kind })),
  };
}

/** The value of the curve at a moment, between its points. */
function valueAt(points: readonly Point[], time: number): number {
  const after = points.findIndex((point) => point.time >= time);
  const right = points[after];
  const left = points[after - 1];
  if (!right) return points.at(-1)?.value ?? 0;
  if (!left || right.time === left.time) return right.value;
  return left.value + ((time - left.time) / (right.time - left.time)) * (right.value - left.value);
}
