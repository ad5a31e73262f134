// Lays a graph out in layers, trust flowing downwards, away from the page's own thread. Certificates that pass a layer are
// led around the identities in it, and the words on them get room of their own, as long as the graph is not large.
import { Graph, layout } from "@dagrejs/dagre";

export interface Point {
  x: number;
  y: number;
}
export interface LayoutRequest {
  id: number;
  nodes: { id: string; width: number; height: number }[];
  edges: { id: string; from: string; to: string; words: number }[];
  isNarrow: boolean;
}
export interface LayoutAnswer {
  id: number;
  nodes: Record<string, Point>;
  edges: Record<string, { bends: Point[]; words: Point }>;
}

const large = 160;

self.addEventListener("message", ({ data }: MessageEvent<LayoutRequest>) => {
  const isLarge = data.nodes.length + data.edges.length > large;
  const graph = new Graph({ multigraph: true });
  graph.setGraph({
    rankdir: "TB",
    nodesep: data.isNarrow ? 16 : 30,
    edgesep: data.isNarrow ? 8 : 14,
    ranksep: isLarge ? 90 : data.isNarrow ? 46 : 58,
    ranker: isLarge ? "longest-path" : "network-simplex",
    acyclicer: "greedy",
  });
  for (const { id, width, height } of data.nodes) graph.setNode(id, { width, height });
  for (const { id, from, to, words } of data.edges) {
    graph.setEdge(from, to, isLarge ? {} : { width: words * 6.1 + 8, height: 16, labelpos: "c" }, id);
  }
  layout(graph);
  const places = new Map(data.nodes.map(({ id }) => [id, graph.node(id) as Point]));
  const answer: LayoutAnswer = { id: data.id, nodes: Object.fromEntries(isLarge ? wrapped(data.nodes, places) : places), edges: {} };
  for (const { id, from, to } of isLarge ? [] : data.edges) {
    const { points, x, y } = graph.edge({ v: from, w: to, name: id }) as unknown as { points: Point[] } & Point;
    answer.edges[id] = { bends: points.slice(1, -1), words: { x, y } };
  }
  self.postMessage(answer);
});

/** How much wider than high a window is, about. */
const aspect = 1.7;
const [columnGap, rowGap, layerGap] = [24, 26, 110];

/** Layers of hundreds become rows below each other, so that the whole has the shape of a window; the order from left to right stays. */
function wrapped(nodes: LayoutRequest["nodes"], places: Map<string, Point>): Map<string, Point> {
  const column = Math.max(...nodes.map(({ width }) => width)) + columnGap;
  const row = Math.max(...nodes.map(({ height }) => height)) + rowGap;
  const layers = new Map<number, string[]>();
  for (const [id, { y }] of [...places].sort(([, a], [, b]) => a.x - b.x)) {
    const layer = layers.get(Math.round(y / 10));
    if (layer) layer.push(id);
    else layers.set(Math.round(y / 10), [id]);
  }
  const sorted = [...layers].sort(([a], [b]) => a - b).map(([, ids]) => ids);
  const height = (columns: number) => sorted.reduce((sum, ids) => sum + Math.ceil(ids.length / columns) * row + layerGap, 0);
  let columns = 4;
  while (columns * column < aspect * height(columns) && columns < nodes.length) columns++;
  const found = new Map<string, Point>();
  let y = 0;
  for (const ids of sorted) {
    const rows = Math.ceil(ids.length / columns);
    const used = Math.ceil(ids.length / rows);
    ids.forEach((id, index) => {
      const x = (Math.floor(index / rows) - (used - 1) / 2) * column;
      found.set(id, { x, y: y + (index % rows) * row });
    });
    y += rows * row + layerGap;
  }
  return found;
}
