// From a graph, a day and what is to be stressed to what the canvas draws.
import { isSelfSigned, stateAt, type EdgeState, type TrustGraph } from "../model/graph";
import { timeText } from "../model/days";

/** What a view wants to stress, by `i:` and an identity or `c:` and a certificate. */
export interface Stress {
  /** Lit up; everything else is dimmed when there is any. */
  lit?: ReadonlySet<string>;
  /** Where a step-by-step account is. */
  now?: string;
  /** What a cut takes away. */
  cut?: ReadonlySet<string>;
  /** What a what-if has switched off, and in which words. */
  off?: ReadonlyMap<string, Off>;
}

/** What a what-if did to an element, in words, and whether nothing of it is left. */
export interface Off {
  words: string;
  isWhole: boolean;
}

export interface Drawn {
  id: string;
  group: "nodes" | "edges";
  data: Record<string, string | number>;
  classes: string[];
}

const endings: Record<EdgeState, (from: string, to: string) => string> = {
  good: (_, to) => `until ${to}`,
  expired: (_, to) => `expired ${to}`,
  early: (from) => `from ${from}`,
  revoked: () => "revoked",
};

/** What stands on an edge, here and in the table. */
export const edgeText = (state: EdgeState, notBefore: string, notAfter: string): string =>
  endings[state](timeText(notBefore).slice(0, 10), timeText(notAfter).slice(0, 10));

export function draw(graph: TrustGraph, day: number, target: string | undefined, stress: Stress): Drawn[] {
  const targetIdentity = target === undefined ? undefined : graph.certificates.get(target)?.identity;
  const drawn: Drawn[] = [];
  for (const node of graph.identities.values()) {
    const id = `i:${node.id}`;
    const { stores } = node;
    const off = stress.off?.get(id);
    const lines = [shortened(node.name, 52)];
    if (stores.length > 0) lines.push(stores.length > 3 ? `anchor in ${stores.length} stores` : `anchor: ${shortened(stores.join(", "), 44)}`);
    if (node.isOnCycle) lines.push("↻ signs in a loop");
    if (node.hidden > 0) lines.push(`+ ${node.hidden} neighbour${node.hidden === 1 ? "" : "s"}`);
    if (off) lines.push(`✕ ${off.words}`);
    const classes = classesOf(id, stress);
    if (off?.isWhole) classes.push("off");
    if (stores.length > 0) classes.push("anchor");
    if (node.isCrossSigned && node.id !== targetIdentity) classes.push("cross");
    if (node.id === targetIdentity) classes.push("target");
    const widest = Math.max(...lines.map((line) => Math.min(line.length, 28)));
    const width = Math.max(96, widest * (node.id === targetIdentity ? 8 : 7.1) + 26);
    const rows = lines.reduce((sum, line) => sum + Math.ceil(line.length / 29), 0);
    drawn.push({
      id,
      group: "nodes",
      data: { id, label: lines.join("\n"), width, textWidth: width - 14, height: 20 + rows * 16 },
      classes,
    });
  }
  for (const edge of graph.certificates.values()) {
    if (edge.issuer === undefined || isSelfSigned(edge) || !graph.identities.has(edge.issuer)) continue;
    const id = `c:${edge.sha256}`;
    const off = stress.off?.get(id);
    const state = !off ? stateAt(edge, day) : "revoked";
    const classes = [...classesOf(id, stress), state];
    if (edge.isCrossSign) classes.push("cross");
    const words = off?.words ?? edgeText(state, edge.notBefore, edge.notAfter);
    const label = stress.cut?.has(id) ? `✂ cut here\n${words}` : words;
    drawn.push({
      id,
      group: "edges",
      data: { id, source: `i:${edge.issuer}`, target: `i:${edge.identity}`, label },
      classes,
    });
  }
  return drawn;
}

function classesOf(id: string, { lit, now, cut }: Stress): string[] {
  const classes: string[] = [];
  if (lit && lit.size > 0) classes.push(lit.has(id) ? "lit" : "dim");
  if (now === id) classes.push("now");
  if (cut?.has(id)) classes.push("cut");
  return classes;
}

const shortened = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 1)}…`);
