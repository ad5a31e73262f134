import type cytoscape from "cytoscape";
import type { Drawn } from "./picture";
import type { LayoutAnswer, LayoutRequest, Point } from "./layoutWorker";

let worker: Worker | undefined;
let last = 0;

/** Lays a drawing out; when a later call was made meanwhile, the answer never comes. */
export function layOut(drawn: Drawn[], isNarrow: boolean): Promise<LayoutAnswer> {
  worker ??= new Worker(new URL("./layoutWorker.ts", import.meta.url), { type: "module" });
  const request: LayoutRequest = { id: ++last, isNarrow, nodes: [], edges: [] };
  for (const { id, group, data } of drawn) {
    if (group === "nodes") request.nodes.push({ id, width: Number(data.width), height: Number(data.height) });
    else request.edges.push({ id, from: String(data.source), to: String(data.target), words: 18 });
  }
  const busy = worker;
  return new Promise((resolve) => {
    const receive = ({ data }: MessageEvent<LayoutAnswer>) => {
      if (data.id < request.id) return;
      busy.removeEventListener("message", receive);
      if (data.id === request.id) resolve(data);
    };
    busy.addEventListener("message", receive);
    busy.postMessage(request);
  });
}

/** Moves what is drawn to where the layout wants it. */
export function place(core: cytoscape.Core, answer: LayoutAnswer): void {
  core.batch(() => {
    core.nodes().positions((node) => answer.nodes[node.id()] ?? { x: 0, y: 0 });
    for (const edge of core.edges().toArray()) {
      const route = answer.edges[edge.id()];
      edge.toggleClass("routed", route !== undefined && route.bends.length > 0);
      if (route && route.bends.length > 0) edge.data(relative(route, answer.nodes[edge.source().id()]!, answer.nodes[edge.target().id()]!));
    }
  });
}

/** A route in Cytoscape's terms: how far along the straight line from end to end, and how far beside it. */
function relative({ bends, words }: { bends: Point[]; words: Point }, from: Point, to: Point) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy) || 1;
  const along = bends.map(({ x, y }) => ((x - from.x) * dx + (y - from.y) * dy) / length ** 2);
  const beside = bends.map(({ x, y }) => ((y - from.y) * dx - (x - from.x) * dy) / length);
  const half = bends.length / 2;
  const [left, right] = [bends[Math.ceil(half) - 1]!, bends[Math.floor(half)]!];
  return {
    weights: along.join(" "),
    distances: beside.join(" "),
    wordsX: words.x - (left.x + right.x) / 2,
    wordsY: words.y - (left.y + right.y) / 2,
  };
}
