// What the page uses of the server's answers, under short names; the shapes are generated from its OpenAPI document.

export interface Finding {
  code: string;
  certificate: string | null;
  severity: "error" | "warning" | "info";
  message: string;
}

export interface Asn1Node {
  depth: number;
  offset: number;
  headerLength: number;
  /** Of the content, after the header. */
  length: number;
  type: string;
  value: string;
  name: string | null;
  encapsulates: boolean;
}

export interface Certificate {
  sha256: string;
  subject: string;
  issuer: string;
  serial: string;
  notBefore: string;
  notAfter: string;
  version: number;
  keyId: string;
  keyType: string;
  signatureAlgorithm: string;
  isCa: boolean | null;
  pathLen: number | null;
  keyUsage: string[];
  extendedKeyUsage: string[];
  subjectKeyId: string | null;
  authorityKeyId: string | null;
  dnsNames: string[];
  otherNames: string[];
  aia: string[];
  ocsp: string[];
  crl: string[];
  policies: string[];
  permittedNames: string[];
  excludedNames: string[];
  extensions: string[];
  findings: Finding[];
  /** Base64. */
  der: string;
  name: string;
  asn1?: Asn1Node[];
}

export interface ServerFacts {
  version: string;
  certificates: number;
  identities: number;
  stores: string[];
  purposes: string[];
  startDemo: string | null;
  features: { census: boolean; token: boolean };
}

export interface Hit {
  sha256: string;
  subject: string;
  name: string;
  issuer: string;
  notBefore: string;
  notAfter: string;
  isCa: boolean | null;
  anchorOf: string[];
}

export interface GraphAnswer {
  truncated: boolean;
  nodes: {
    id: string;
    keyId: string;
    subject: string;
    name: string;
    isCa: boolean;
    anchorOf: string[];
    anchorEver: string[];
    isCrossSigned: boolean;
    cycle: number | null;
    hiddenIssuers: number;
    hiddenSubjects: number;
  }[];
  edges: {
    id: string;
    from: string | null;
    to: string;
    issuer: string;
    notBefore: string;
    notAfter: string;
    isSelfSigned: boolean;
    isCrossSign: boolean;
    state: "valid" | "expired" | "not-yet-valid" | "revoked";
    revokedBy: { store: string | null; reason: string; from: string }[];
    signature: "good" | "unverifiable";
  }[];
}

export interface FoundPath {
  certificates: string[];
  anchor: string;
  stores: string[];
  valid: boolean;
  validFrom: string | null;
  validTo: string | null;
  findings: Finding[];
  notes?: string[];
}

export interface Fix {
  proven: boolean;
  message: string;
  changes: { change: string; at?: string; certificate?: string; purpose?: string; names?: string[] }[];
}

export interface PathsAnswer {
  target: string;
  subject: string;
  at: string;
  counts: { paths: string; validPaths: string; exact: boolean; exhausted?: string };
  paths?: FoundPath[];
  truncated: boolean;
  attempts?: { certificate: string; candidate: string | null; outcome: string; reason: string }[];
  fixes?: Fix[];
}

export interface TimelineAnswer {
  target: string;
  subject: string;
  stores: {
    store: string;
    intervals: { from: string; to: string; paths: string }[];
    lastPath?: { diesAt: string; cause: string; certificates: string[] };
  }[];
  gaps: { store: string; from: string; to: string }[];
  lastChainDies: string | null;
  exact: boolean;
  validAfterRevocationOf: { certificate: string; reason: string; from: string; to: string; stores: string[] }[];
  formerAnchors?: { certificate: string; store: string; anchorUntil: string }[];
  events?: TimelineEvent[];
}

export interface TimelineEvent {
  at: string;
  kind: "begins" | "expires" | "included" | "removed" | "distrusted" | "revoked";
  store: string | null;
  certificate: string;
  subject: string;
  text: string;
}

export interface ChangedPath {
  certificates: string[];
  anchor: string;
  stores: string[];
  validTo: string | null;
  because: string | null;
}

export interface WhatIfAnswer {
  before: { at: string; valid: boolean; validPaths: string };
  after: { at: string; valid: boolean; validPaths: string };
  lost: ChangedPath[];
  gained: ChangedPath[];
  survivingPaths: ChangedPath[];
  truncated: boolean;
}

export interface CutAnswer {
  identity: string;
  subject: string;
  revoke: string[];
  distrust: { anchor: string; keyId: string; subject: string; store: string }[];
  cost: number;
  cheapest: boolean;
  proof: { pathsBefore: string; pathsAfter: string };
  collateral: { caCertificates: number; leafCertificates: number };
}

export interface TraceStep {
  action: string;
  certificate: string | null;
  text: string;
}

export interface ClientAnswer {
  client: string;
  verdict: "accept" | "reject";
  chain: string[];
  reason: string;
  measured: boolean;
  trace: TraceStep[];
}

export interface DemoAnswer {
  kind: string;
  summary: string;
  story: string;
  leaf: string;
  intermediates: string;
  roots: string;
  questions: { text: string; at: string | null; policy: string | null; count: boolean }[];
}
