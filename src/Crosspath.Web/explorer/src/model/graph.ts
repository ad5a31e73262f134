// The graph as the page sees it: identities and the certificates between them. Whether a signature holds and a path is
// valid the server says; what is derived here is only what a picture needs.

/** A mark of a store on an identity. */
export interface AnchorMark {
  store: string;
  certificate?: string;
}

export interface IdentityNode {
  id: string;
  keyId: string;
  subject: string;
  name: string;
  anchors: AnchorMark[];
}

export interface CertificateEdge {
  sha256: string;
  /** Identity that signed it; undefined where it is not at hand. */
  issuer?: string;
  identity: string;
  notBefore: string;
  notAfter: string;
  isCa: boolean;
  /** The day from which it counts as revoked. */
  revokedFrom?: string;
}

export interface TrustGraph {
  identities: Map<string, IdentityNode>;
  certificates: Map<string, CertificateEdge>;
  truncated: boolean;
}

export type EdgeState = "good" | "expired" | "early" | "revoked";

export function stateAt(edge: CertificateEdge, day: number): EdgeState {
  const time = day * 86_400_000;
  if (edge.revokedFrom !== undefined && Date.parse(edge.revokedFrom) <= time) return "revoked";
  if (Date.parse(edge.notAfter) < time) return "expired";
  return time < Date.parse(edge.notBefore) ? "early" : "good";
}

export const isSelfSigned = (edge: CertificateEdge): boolean => edge.issuer === edge.identity;

/** Identities with certificates by two or more other identities, or by itself and another: the cross-signed ones. */
export function crossSigned(graph: TrustGraph): Set<string> {
  const issuers = new Map<string, Set<string>>();
  for (const edge of graph.certificates.values()) {
    if (edge.issuer === undefined) continue;
    const known = issuers.get(edge.identity);
    if (known) known.add(edge.issuer);
    else issuers.set(edge.identity, new Set([edge.issuer]));
  }
  return new Set([...issuers].filter(([, by]) => by.size > 1).map(([id]) => id));
}

/** Identities that lie on a cycle of cross-signs. Tarjan's algorithm, without recursion. */
export function onCycles(graph: TrustGraph): Set<string> {
  const next = new Map<string, string[]>([...graph.identities.keys()].map((id) => [id, []]));
  for (const edge of graph.certificates.values()) {
    if (edge.issuer !== undefined && !isSelfSigned(edge)) next.get(edge.issuer)?.push(edge.identity);
  }
  const found = new Set<string>();
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  for (const root of next.keys()) {
    if (index.has(root)) continue;
    const calls: { id: string; child: number }[] = [{ id: root, child: 0 }];
    while (calls.length > 0) {
      const call = calls[calls.length - 1]!;
      const { id } = call;
      if (call.child === 0) {
        index.set(id, index.size);
        low.set(id, index.get(id)!);
        open.push(id);
        isOpen.add(id);
      }
      const child = next.get(id)![call.child++];
      if (child !== undefined) {
        if (!index.has(child)) calls.push({ id: child, child: 0 });
        else if (isOpen.has(child)) low.set(id, Math.min(low.get(id)!, index.get(child)!));
        continue;
      }
      calls.pop();
      const parent = calls[calls.length - 1];
      if (parent) low.set(parent.id, Math.min(low.get(parent.id)!, low.get(id)!));
      if (low.get(id) === index.get(id)) {
        const component = open.splice(open.indexOf(id));
        for (const member of component) isOpen.delete(member);
        if (component.length > 1) for (const member of component) found.add(member);
      }
    }
  }
  return found;
}

/** The part of a graph within some certificates of an identity. */
export function around(graph: TrustGraph, centre: string, steps: number): TrustGraph {
  let reached = new Set([centre]);
  for (let step = 0; step < steps; step++) {
    const wider = new Set(reached);
    for (const edge of graph.certificates.values()) {
      if (edge.issuer === undefined) continue;
      if (reached.has(edge.issuer)) wider.add(edge.identity);
      if (reached.has(edge.identity)) wider.add(edge.issuer);
    }
    reached = wider;
  }
  return {
    identities: new Map([...graph.identities].filter(([id]) => reached.has(id))),
    certificates: new Map(
      [...graph.certificates].filter(
        ([, edge]) => reached.has(edge.identity) && (edge.issuer === undefined || reached.has(edge.issuer)),
      ),
    ),
    truncated: graph.truncated,
  };
}

/** Two graphs as one; the second is newer. */
export const joined = (one: TrustGraph, other: TrustGraph): TrustGraph => ({
  identities: new Map([...one.identities, ...other.identities]),
  certificates: new Map([...one.certificates, ...other.certificates]),
  truncated: one.truncated && other.truncated,
});
