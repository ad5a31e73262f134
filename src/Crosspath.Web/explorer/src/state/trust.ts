// The graph of the certificates at hand. It does not depend on the time, so that a slider moves over it at once.
import { computed, signal } from "@preact/signals";
import type { Answer } from "../parts/useAnswer";
import { crossSigned, type TrustGraph } from "../model/graph";

export const trust = signal<Answer<TrustGraph>>({ isBusy: false });

/** Certificates of identities that others signed, too. */
export const crossSignedCertificates = computed<ReadonlySet<string>>(() => {
  const graph = trust.value.value;
  if (!graph) return new Set<string>();
  const identities = crossSigned(graph);
  return new Set([...graph.certificates.values()].filter((edge) => identities.has(edge.identity)).map((edge) => edge.sha256));
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
