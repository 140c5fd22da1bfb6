/**
 * Reading a map of results: where a rule works and its neighbours work as well.
 *
 * The best cell of a map is the one that luck helped most. So a cell counts for what its neighbourhood came to, and what is
 * suggested is the middle of the widest area that is good throughout.
 */

/** Results over two axes, row by row: `values[row * columns + column]`, NaN where there is none. */
export interface Grid {
  readonly rows: number;
  readonly columns: number;
  readonly values: ArrayLike<number>;
}

export interface Cell {
  readonly row: number;
  readonly column: number;
}

export interface Plateau {
  /** For each cell the median of itself and its neighbours; NaN where the cell has no result. */
  readonly medians: Float64Array;
  /** For each cell the worst of itself and its neighbours. */
  readonly worsts: Float64Array;
  /** Which cells belong to the widest good area. */
  readonly isPart: readonly boolean[];
  /** The middle of it; null where no neighbourhood earned anything. */
  readonly middle: Cell | null;
}

/** An area counts as good down to this share of the best median. */
const GOOD = 0.5;

export function plateau(grid: Grid): Plateau {
  const { rows, columns } = grid;
  const medians = new Float64Array(rows * columns).fill(Number.NaN);
  const worsts = new Float64Array(rows * columns).fill(Number.NaN);
  for (let at = 0; at < medians.length; at += 1) {
    if (Number.isNaN(grid.values[at] ?? Number.NaN)) continue;
    const near = [at, ...around(grid, at)]
      .map((place) => grid.values[place] ?? Number.NaN)
      .filter((value) => !Number.isNaN(value));
    medians[at] = median(near);
    worsts[at] = Math.min(...near);
  }
  const best = medians.reduce((most, value) => (value > most ? value : most), 0);
  const good = Array.from(medians, (value, at) => best > 0 && value >= best * GOOD && (worsts[at] ?? 0) > 0);
  const widest = areas(grid, good).reduce<readonly number[]>(
    (most, area) => (area.length > most.length ? area : most),
    [],
  );
  const inside = new Set(widest);
  return {
    medians,
    worsts,
    isPart: Array.from(medians, (_, at) => inside.has(at)),
    middle: middleOf(grid, widest, inside, medians),
  };
}

/** The cell of an area with the most of the area on all sides of it; of equals the one nearest to the centre, then the best. */
function middleOf(
  grid: Grid,
  area: readonly number[],
  inside: ReadonlySet<number>,
  medians: Float64Array,
): Cell | null {
  if (area.length === 0) return null;
  const cells = area.map((at) => cellAt(grid, at));
  const row = mean(cells.map((cell) => cell.row));
  const column = mean(cells.map((cell) => cell.column));
  const ranked = area
    .map((at) => {
      const cell = cellAt(grid, at);
      return {
        cell,
        depth: depthOf(grid, at, inside),
        off: Math.hypot(cell.row - row, cell.column - column),
        value: medians[at] ?? 0,
      };
    })
    .sort((a, b) => b.depth - a.depth || a.off - b.off || b.value - a.value);
  return ranked[0]?.cell ?? null;
}

/** How many rings around a cell lie wholly inside the area; nothing is known beyond the map. */
function depthOf(grid: Grid, at: number, inside: ReadonlySet<number>): number {
  const { row, column } = cellAt(grid, at);
  for (let depth = 1; ; depth += 1) {
    for (let r = row - depth; r <= row + depth; r += 1) {
      for (let c = column - depth; c <= column + depth; c += 1) {
        const isThere = r >= 0 && c >= 0 && r < grid.rows && c < grid.columns;
        if (!isThere || !inside.has(r * grid.columns + c)) return depth - 1;
      }
    }
  }
}

/** Cells that touch by a side, together. */
function areas(grid: Grid, good: readonly boolean[]): number[][] {
  const seen = new Set<number>();
  const found: number[][] = [];
  good.forEach((isGood, start) => {
    if (!isGood || seen.has(start)) return;
    const area: number[] = [];
    const open = [start];
    seen.add(start);
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      area.push(at);
      for (const next of beside(grid, at)) {
        if (good[next] !== true || seen.has(next)) continue;
        seen.add(next);
        open.push(next);
      }
    }
    found.push(area);
  });
  return found;
}

function beside(grid: Grid, at: number): number[] {
  const { row, column } = cellAt(grid, at);
  return around(grid, at).filter((place) => {
    const near = cellAt(grid, place);
    return near.row === row || near.column === column;
  });
}

function around(grid: Grid, at: number): number[] {
  const { row, column } = cellAt(grid, at);
  const places: number[] = [];
  for (let r = Math.max(0, row - 1); r <= Math.min(grid.rows - 1, row + 1); r += 1) {
    for (let c = Math.max(0, column - 1); c <= Math.min(grid.columns - 1, column + 1); c += 1) {
      if (r !== row || c !== column) places.push(r * grid.columns + c);
    }
  }
  return places;
}

function cellAt(grid: Grid, at: number): Cell {
  return { row: Math.floor(at / grid.columns), column: at % grid.columns };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}
