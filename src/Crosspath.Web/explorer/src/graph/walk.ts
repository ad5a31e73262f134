// Walking a drawn graph with the arrow keys.
import type cytoscape from "cytoscape";

export type Direction = "up" | "down" | "left" | "right";

/** The element to which a key leads; undefined where there is none. */
export function neighbour(
  core: cytoscape.Core,
  from: string | undefined,
  direction: Direction,
  alongCertificates: boolean,
): string | undefined {
  if (from === undefined || core.getElementById(from).empty()) return first(core);
  const edge = core.edges(`[id = "${from}"]`)[0];
  if (edge) return besideEdge(core, edge, direction);
  const here = core.nodes(`[id = "${from}"]`)[0]!;
  if (direction === "left" || direction === "right") return beside(layerOf(core, here), from, direction);
  const edges = core.edges(direction === "up" ? `[target = "${from}"]` : `[source = "${from}"]`).toArray();
  if (alongCertificates) return edges[0]?.id();
  return nearest(edges.map((edge) => (direction === "up" ? edge.source() : edge.target())), here)?.id();
}

const first = (core: cytoscape.Core): string | undefined =>
  (core.nodes(".target").nonempty() ? core.nodes(".target") : core.nodes())[0]?.id();

/** From a certificate: up to its issuer, down to its subject, aside to the others of the same subject. */
function besideEdge(core: cytoscape.Core, edge: cytoscape.EdgeSingular, direction: Direction): string | undefined {
  if (direction === "up") return edge.source().id();
  if (direction === "down") return edge.target().id();
  const siblings = core.edges(`[target = "${edge.target().id()}"]`).toArray();
  return beside(siblings.map((one) => one.id()).sort(), edge.id(), direction);
}

const layerOf = (core: cytoscape.Core, here: cytoscape.NodeSingular): string[] =>
  core
    .nodes()
    .toArray()
    .filter((node) => Math.abs(node.position().y - here.position().y) < 40)
    .sort((a, b) => a.position().x - b.position().x)
    .map((node) => node.id());

const beside = (ids: string[], from: string, direction: Direction): string | undefined =>
  ids[ids.indexOf(from) + (direction === "left" ? -1 : 1)];

function nearest(nodes: cytoscape.NodeSingular[], here: cytoscape.NodeSingular): cytoscape.NodeSingular | undefined {
  const distance = (node: cytoscape.NodeSingular) => Math.abs(node.position().x - here.position().x);
  return nodes.sort((a, b) => distance(a) - distance(b))[0];
}

/** What a screen reader says about an element. */
export function describe(core: cytoscape.Core, id: string): string {
  const words = (element: { data(name: string): unknown }) => String(element.data("label") ?? "").replaceAll("\n", ", ");
  const edge = core.edges(`[id = "${id}"]`)[0];
  if (edge) {
    const [issuer, subject] = [edge.source(), edge.target()].map((node) => String(node.data("label")).split("\n")[0]);
    return `Certificate of ${subject} by ${issuer}: ${words(edge)}`;
  }
  const into = core.edges(`[target = "${id}"]`).length;
  const outOf = core.edges(`[source = "${id}"]`).length;
  return `${words(core.getElementById(id))}. Certificates: ${into} in, ${outOf} out.`;
}
