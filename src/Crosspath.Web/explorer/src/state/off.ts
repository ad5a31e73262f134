import type { IdentityNode, TrustGraph } from "../model/graph";
import type { Off } from "../graph/picture";
import type { Scenario } from "./location";

/** What a what-if switches off in the graph, and in which words. */
export function offOf(scenario: Scenario, graph: TrustGraph | undefined): Map<string, Off> {
  const off = new Map<string, Off>();
  const whole = (id: string, words: string) => off.set(id, { words, isWhole: true });
  for (const sha256 of scenario.revoke) whole(`c:${sha256}`, "revoked in this what-if");
  if (!graph) return off;
  const compromised = new Set(scenario.compromise);
  for (const node of graph.identities.values()) {
    const left = node.stores.filter((store) => isLeft(node, store, scenario));
    if (compromised.has(node.keyId)) whole(`i:${node.id}`, "key compromised");
    else if (node.stores.length > 0 && left.length === 0) whole(`i:${node.id}`, "not trusted in this what-if");
    else if (left.length < node.stores.length) {
      const words = `still trusted by ${left.length > 3 ? `${left.length} stores` : left.join(", ")}`;
      off.set(`i:${node.id}`, { words, isWhole: false });
    }
  }
  for (const edge of compromised.size === 0 ? [] : graph.certificates.values()) {
    const keys = [edge.issuer, edge.identity].map((id) => graph.identities.get(id ?? "")?.keyId ?? "");
    if (keys.some((key) => compromised.has(key))) whole(`c:${edge.sha256}`, "key compromised");
  }
  return off;
}

const isLeft = (node: IdentityNode, store: string, { removeStores, distrust }: Scenario): boolean =>
  !removeStores.includes(store) &&
  !distrust.some((one) => one.anchor === node.keyId && (one.store === undefined || one.store === store));
