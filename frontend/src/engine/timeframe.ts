/**
 * The lengths of candles and their grid in UTC (SEMANTICS sections 1 and 4); the twin of engine/timeframe.py.
 *
 * All times are UTC milliseconds. A candle is named by its open time; its close time is open time + length.
 */

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const WEEK = 7 * DAY;

/** 1970-01-01 was a Thursday; weeks start on Monday 00:00 UTC. */
const FIRST_MONDAY = 4 * DAY;

/** Lengths of a candle. */
export const TIMEFRAMES = ["1h", "4h", "1d", "1w"] as const;
export type Timeframe = (typeof TIMEFRAMES)[number];

const LENGTHS: Readonly<Record<Timeframe, number>> = { "1h": HOUR, "4h": 4 * HOUR, "1d": DAY, "1w": WEEK };

/** Milliseconds from a candle's open to its close. */
export function lengthOf(timeframe: Timeframe): number {
  return LENGTHS[timeframe];
}

/** Milliseconds after the close in which an evaluation may still start: length / 12, at most an hour. */
export function graceOf(timeframe: Timeframe): number {
  return Math.min(Math.floor(LENGTHS[timeframe] / 12), HOUR);
}

/** Open time of the candle that contains this moment. */
export function openAt(timeframe: Timeframe, time: number): number {
  const offset = timeframe === "1w" ? FIRST_MONDAY : 0;
  const length = LENGTHS[timeframe];
  const into = (time - offset) % length;
  return time - (into < 0 ? into + length : into);
}

/** Open time of the last candle that is closed at this moment (its close time ≤ `time`). */
export function lastClosed(timeframe: Timeframe, time: number): number {
  return openAt(timeframe, time) - LENGTHS[timeframe];
}

/** The first close time after this moment. */
export function nextClose(timeframe: Timeframe, time: number): number {
  return openAt(timeframe, time) + LENGTHS[timeframe];
}

/** Whether a candle of this length can open at this moment. */
export function isAligned(timeframe: Timeframe, time: number): boolean {
  return openAt(timeframe, time) === time;
}
