import type { TrustGraph } from "../model/graph";
import type { Scenario } from "./location";

/** What a what-if switches off in the graph, and in which words. */
export function offOf(scenario: Scenario, graph: TrustGraph | undefined): Map<string, string> {
  const off = new Map<string, string>();
  for (const sha256 of scenario.revoke) off.set(`c:${sha256}`, "revoked in this what-if");
  if (!graph) return off;
  const removed = new Set(scenario.removeStores);
  for (const node of graph.identities.values()) {
    const stores = new Set(node.anchors.map((mark) => mark.store));
    if (stores.size === 0) continue;
    const left = [...stores].filter((store) => !removed.has(store) && !isDistrusted(node, store, scenario));
    if (left.length === 0) off.set(`i:${node.id}`, "not trusted in this what-if");
    else if (left.length < stores.size) off.set(`i:${node.id}`, `trusted by ${left.join(", ")} only`);
  }
  for (const keyId of scenario.compromise) {
    for (const node of graph.identities.values()) {
      if (node.keyId === keyId) off.set(`i:${node.id}`, "key compromised");
    }
    for (const edge of graph.certificates.values()) {
      const signer = edge.issuer === undefined ? undefined : graph.identities.get(edge.issuer)?.keyId;
      const own = graph.identities.get(edge.identity)?.keyId;
      if (signer === keyId || own === keyId) off.set(`c:${edge.sha256}`, "key compromised");
    }
  }
  return off;
}

const isDistrusted = (
  node: { keyId: string; anchors: { certificate?: string }[] },
  store: string,
  scenario: Scenario,
): boolean =>
  scenario.distrust.some(
    (one) =>
      (one.anchor === node.keyId || node.anchors.some((mark) => mark.certificate === one.anchor)) &&
      (one.store === undefined || one.store === store),
  );
