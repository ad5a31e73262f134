// One function for each question that the page asks, in the page's own words.
import type { TrustGraph } from "../model/graph";
import { friendlyName } from "../model/names";
import { fromBase64, toPem } from "../model/bytes";
import { noScenario, type PageState, type Scenario } from "../state/location";
import type { Role } from "../state/packing";
import { get, post } from "./client";
import type {
  CertificateInfo, ClientAnswer, CutAnswer, PathsAnswer, TimelineAnswer, WhatIfAnswer,
} from "./types";

export interface Certificate extends CertificateInfo {
  /** Base64. */
  der: string;
}

/** What goes along with every question: the certificates by what they are for, and the state of the page. */
export interface Matter {
  certificates: readonly (Certificate & { role: Role })[];
  target?: string;
  state: PageState;
}

const root = "/api/v1";

export const certificatesIn = (content: Blob): Promise<Certificate[]> => post(`${root}/inspect`, content);

export interface Demo {
  story: string;
  certificates: (Certificate & { role: Role })[];
}
export const demoKinds = (): Promise<{ kind: string; about: string }[]> => get(`${root}/demos`);

export async function demoOf(kind: string): Promise<Demo> {
  const demo = await get<{ story: string; target: string; certificates: string[]; roots: string[] }>(
    `${root}/demos/${encodeURIComponent(kind)}`,
  );
  const found: Demo["certificates"] = [];
  for (const [pem, role] of [[[demo.target], "target"], [demo.certificates, "between"], [demo.roots, "root"]] as const) {
    for (const one of await certificatesIn(new Blob([...pem]))) found.push({ ...one, role });
  }
  return { story: demo.story, certificates: found };
}

export const pathsOf = (matter: Matter, isExplained: boolean, signal: AbortSignal): Promise<PathsAnswer> =>
  post(`${root}/paths`, { ...body(matter), maxPaths: 200, explain: isExplained }, signal);

export const timelineOf = (matter: Matter, signal: AbortSignal): Promise<TimelineAnswer> =>
  post(`${root}/timeline`, body(matter), signal);

export const whatIfOf = (matter: Matter, signal: AbortSignal): Promise<WhatIfAnswer> =>
  post(`${root}/whatif`, body(matter), signal);

export const cutOf = (matter: Matter, identity: string, signal: AbortSignal): Promise<CutAnswer> =>
  post(`${root}/cut`, { ...body(matter), identity }, signal);

export const clientsOf = async (matter: Matter, signal: AbortSignal): Promise<ClientAnswer[]> =>
  (await post<{ clients: ClientAnswer[] }>(`${root}/clients`, body(matter), signal)).clients;

export async function graphOf(matter: Matter, signal: AbortSignal): Promise<TrustGraph> {
  const answer = await post<GraphAnswer>(`${root}/graph`, body({ ...matter, state: { ...matter.state, scenario: noScenario } }), signal);
  return graphFrom(answer);
}

interface GraphAnswer {
  identities: { id: string; keyId: string; subject: string; anchors: { store: string; certificate?: string }[] }[];
  certificates: {
    sha256: string; issuerIdentity: string | null; identity: string; notBefore: string; notAfter: string; isCa: boolean;
  }[];
  truncated: boolean;
}

const graphFrom = (answer: GraphAnswer): TrustGraph => ({
  identities: new Map(answer.identities.map((node) => [node.id, { ...node, name: friendlyName(node.subject) }])),
  certificates: new Map(
    answer.certificates.map(({ issuerIdentity, ...edge }) => [edge.sha256, { ...edge, issuer: issuerIdentity ?? undefined }]),
  ),
  truncated: answer.truncated,
});

function body({ certificates, target, state }: Matter) {
  const added = new Set(state.scenario.add);
  const pem = (role: Role) => certificates.filter((one) => one.role === role && !added.has(one.sha256)).map(pemOf);
  const chosen = certificates.find((one) => one.sha256 === target);
  return {
    target: chosen ? pemOf(chosen) : target,
    certificates: [...pem("between"), ...pem("target")],
    roots: pem("root"),
    stores: state.stores,
    at: state.at,
    purpose: state.purpose,
    host: state.host,
    policies: state.policy ? [state.policy] : [],
    scenario: scenarioOf(state.scenario, certificates),
  };
}

const scenarioOf = (scenario: Scenario, certificates: Matter["certificates"]) => ({
  ...scenario,
  add: certificates.filter((one) => scenario.add.includes(one.sha256)).map(pemOf),
});

const pemOf = (one: Certificate): string => toPem(fromBase64(one.der));

/** A node of a DER tree; nodes come in the order of their bytes. */
export interface Asn1Node {
  offset: number;
  headerLength: number;
  length: number;
  depth: number;
  type: string;
  value: string;
  name?: string | null;
}

export const asn1Of = async (der: Uint8Array<ArrayBuffer>, signal: AbortSignal): Promise<Asn1Node[]> =>
  (await post<{ nodes: Asn1Node[] }>(`${root}/asn1`, der, signal)).nodes;

export const certificateOf = (sha256: string, signal: AbortSignal): Promise<Certificate> =>
  get(`${root}/certificates/${sha256}`, signal);
