// The graph around the target, and the neighbourhoods that were loaded on demand.
import { computed, signal } from "@preact/signals";
import { neighboursOf } from "../api/questions";
import type { Answer } from "../parts/useAnswer";
import { joined, type TrustGraph } from "../model/graph";
import { problem } from "./collection";
import { matter, subjectKey } from "./matter";

/** The answer to the question about the target; App asks it. */
export const loaded = signal<Answer<TrustGraph>>({ isBusy: false });

const more = signal<{ key: string | undefined; graph: TrustGraph } | undefined>(undefined);

export const trust = computed<Answer<TrustGraph>>(() => {
  const { value } = loaded.value;
  const added = more.value;
  return value && added && added.key === subjectKey.value ? { ...loaded.value, value: joined(value, added.graph) } : loaded.value;
});

/** Loads the neighbours of an identity into the graph. */
export async function expand(identity: string): Promise<void> {
  const key = subjectKey.value;
  try {
    const found = await neighboursOf(matter.value, identity);
    const before = more.value;
    more.value = { key, graph: before && before.key === key ? joined(before.graph, found) : found };
  } catch (error) {
    problem.value = error instanceof Error ? error.message : String(error);
  }
}

/** Certificates of identities that others signed, too. */
export const crossSignedCertificates = computed<ReadonlySet<string>>(() => {
  const graph = trust.value.value;
  const found = new Set<string>();
  for (const edge of graph?.certificates.values() ?? []) {
    if (graph!.identities.get(edge.identity)?.isCrossSigned) found.add(edge.sha256);
  }
  return found;
});

/** What a path lights up: its certificates and the identities they lead through. */
export function litBy(certificates: readonly string[]): Set<string> {
  const graph = trust.value.value;
  const lit = new Set<string>();
  for (const sha256 of certificates) {
    lit.add(`c:${sha256}`);
    const edge = graph?.certificates.get(sha256);
    if (edge) lit.add(`i:${edge.identity}`);
  }
  return lit;
}
