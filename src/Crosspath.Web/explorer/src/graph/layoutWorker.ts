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
  const answer: LayoutAnswer = { id: data.id, nodes: {}, edges: {} };
  for (const { id } of data.nodes) {
    const { x, y } = graph.node(id) as Point;
    answer.nodes[id] = { x, y };
  }
  for (const { id, from, to } of isLarge ? [] : data.edges) {
    const { points, x, y } = graph.edge({ v: from, w: to, name: id }) as unknown as { points: Point[] } & Point;
    answer.edges[id] = { bends: points.slice(1, -1), words: { x, y } };
  }
  self.postMessage(answer);
});
