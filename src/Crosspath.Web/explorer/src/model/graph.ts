// The graph as the page sees it: identities and the certificates between them. What is true of it the server says; what is
// derived here is only what a picture needs while a slider moves.

export interface IdentityNode {
  id: string;
  keyId: string;
  subject: string;
  /** What people call it, safe to show. */
  name: string;
  /** Stores that trust it on the day in question. */
  stores: string[];
  storesEver: string[];
  /** Neighbours that are not in the picture. */
  hidden: number;
  isCrossSigned: boolean;
  isOnCycle: boolean;
  isCa: boolean;
}

export interface CertificateEdge {
  sha256: string;
  /** Identity that signed it; undefined where it is not at hand. */
  issuer?: string;
  issuerName: string;
  identity: string;
  notBefore: string;
  notAfter: string;
  isCrossSign: boolean;
  isUnverifiable: boolean;
  revocations: { store: string | null; reason: string; from: string }[];
}

export interface TrustGraph {
  identities: Map<string, IdentityNode>;
  certificates: Map<string, CertificateEdge>;
  truncated: boolean;
}

export type EdgeState = "good" | "expired" | "early" | "revoked";

export function stateAt(edge: CertificateEdge, day: number): EdgeState {
  const time = day * 86_400_000;
  if (edge.revocations.some(({ from }) => Date.parse(from) <= time)) return "revoked";
  if (Date.parse(edge.notAfter) < time) return "expired";
  return time < Date.parse(edge.notBefore) ? "early" : "good";
}

export const isSelfSigned = (edge: CertificateEdge): boolean => edge.issuer === edge.identity;

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

/** Two parts of one graph together; where both know an identity, the one that sees more of its neighbours is right. */
export function joined(one: TrustGraph, other: TrustGraph): TrustGraph {
  const identities = new Map(one.identities);
  for (const [id, node] of other.identities) {
    const known = identities.get(id);
    if (!known || node.hidden < known.hidden) identities.set(id, node);
  }
  return { identities, certificates: new Map([...one.certificates, ...other.certificates]), truncated: one.truncated };
}
