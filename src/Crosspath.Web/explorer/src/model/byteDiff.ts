// Which bytes of two certificates differ, by Myers's algorithm: "An O(ND) Difference Algorithm and Its Variations",
// Algorithmica 1 (1986). Siblings share most bytes; where they do not, the search stops and all is called different.

export interface ByteDiff {
  left: boolean[];
  right: boolean[];
  /** False where the search stopped early. */
  isComplete: boolean;
}

const mostEdits = 2_000;

export function diffBytes(a: Uint8Array, b: Uint8Array): ByteDiff {
  const left = new Array<boolean>(a.length).fill(true);
  const right = new Array<boolean>(b.length).fill(true);
  const trace = edits(a, b);
  if (trace === undefined) return { left, right, isComplete: false };
  let [x, y] = [a.length, b.length];
  for (let d = trace.length - 1; d >= 0; d--) {
    const row = trace[d]!;
    const k = x - y;
    const goesDown = k === -d || (k !== d && at(row, k - 1, d) < at(row, k + 1, d));
    const before = goesDown ? k + 1 : k - 1;
    const fromX = d === 0 ? 0 : at(row, before, d);
    const fromY = d === 0 ? 0 : fromX - before;
    while (x > fromX && y > fromY && (x > 0 && y > 0)) {
      left[--x] = false;
      right[--y] = false;
    }
    [x, y] = [fromX, fromY];
  }
  return { left, right, isComplete: true };
}

/** For each number of edits, how far every diagonal reached before it. */
function edits(a: Uint8Array, b: Uint8Array): Int32Array[] | undefined {
  const most = Math.min(a.length + b.length, mostEdits);
  let row = new Int32Array(3);
  const trace: Int32Array[] = [];
  for (let d = 0; d <= most; d++) {
    trace.push(row);
    const next = new Int32Array(2 * d + 5);
    for (let k = -d; k <= d; k += 2) {
      const goesDown = k === -d || (k !== d && at(row, k - 1, d) < at(row, k + 1, d));
      let x = d === 0 ? 0 : goesDown ? at(row, k + 1, d) : at(row, k - 1, d) + 1;
      let y = x - k;
      while (x < a.length && y < b.length && a[x] === b[y]) {
        x++;
        y++;
      }
      next[k + d + 2] = x;
      if (x >= a.length && y >= b.length) return trace;
    }
    row = next;
  }
  return undefined;
}

/** What the row of `d` edits, made after `d - 1`, holds for a diagonal. */
const at = (row: Int32Array, k: number, d: number): number => row[k + d + 1] ?? 0;
