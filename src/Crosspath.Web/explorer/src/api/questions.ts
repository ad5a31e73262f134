// One function for each question that the page asks, in the page's own words.
import { fromBase64, toPem } from "../model/bytes";
import type { TrustGraph } from "../model/graph";
import { shown } from "../model/names";
import { isChanged, type PageState, type Scenario } from "../state/location";
import type { Role } from "../state/packing";
import { get, post } from "./client";
import type {
  CensusAnswer, Certificate, ClientAnswer, CutAnswer, DemoAnswer, GraphAnswer, Hit, PathsAnswer, PathsQuestion, ServerFacts, TimelineAnswer, TimelineEvent, WhatIfAnswer,
} from "./types";

/** What goes along with every question: the certificates by what they are for, and the state of the page. */
export interface Matter {
  certificates: readonly (Certificate & { role: Role })[];
  target?: string;
  state: PageState;
}

const root = "/api/v1";

export const serverFacts = (): Promise<ServerFacts> => get(`${root}/server`);

/** What is in a file of any form; throws where it is no certificate at all. */
export async function certificatesIn(content: Blob): Promise<Certificate[]> {
  const { certificates, problems } = await post<{ certificates: Certificate[]; problems: { reason: string }[] }>(`${root}/certificates`, content);
  const [problem] = problems;
  if (certificates.length === 0 && problem) throw new Error(`There is no certificate in that: ${problem.reason}`);
  return certificates;
}

export const certificateOf = (sha256: string, signal: AbortSignal): Promise<Certificate> =>
  get(`${root}/certificates/${sha256}`, signal);

/** The same with its ASN.1 tree. */
export const dissected = async (one: Certificate, signal: AbortSignal): Promise<Certificate> => {
  const answer = await post<{ certificates: Certificate[] }>(`${root}/certificates?asn1=true`, new Blob([fromBase64(one.der)]), signal);
  return answer.certificates[0] ?? one;
};

export const search = async (words: string, signal: AbortSignal): Promise<Hit[]> =>
  (await get<{ results: Hit[] }>(`${root}/search?q=${encodeURIComponent(words)}&limit=20`, signal)).results;

export const siblingsOf = async (matter: Matter, sha256: string, signal: AbortSignal): Promise<Certificate[]> =>
  (await post<{ certificates: Certificate[] }>(`${root}/siblings`, { ...body(matter), target: sha256 }, signal)).certificates;

export const census = (signal: AbortSignal): Promise<CensusAnswer> => get(`${root}/census?list=true`, signal);

export const demoKinds = async (): Promise<{ kind: string; summary: string }[]> =>
  (await get<{ demos: { kind: string; summary: string }[] }>(`${root}/demos`)).demos;

/** What a demonstration tells, and its certificates, which are made anew each time. */
export const demoOf = (kind: string): Promise<DemoAnswer> => get(`${root}/demos/${encodeURIComponent(kind)}`);

export async function certificatesOf(demo: DemoAnswer): Promise<(Certificate & { role: Role })[]> {
  const found: (Certificate & { role: Role })[] = [];
  for (const [pem, role] of [[demo.leaf, "target"], [demo.intermediates, "between"], [demo.roots, "root"]] as const) {
    for (const one of await certificatesIn(new Blob([pem]))) found.push({ ...one, role });
  }
  return found;
}

/** Explanations take longer. */
export const pathsOf = (matter: Matter, isExplained: boolean, signal: AbortSignal): Promise<PathsAnswer> =>
  post(`${root}/paths`, { ...changedBody(matter), maxPaths: 200, explain: isExplained || undefined }, signal);

export const timelineOf = async (matter: Matter, signal: AbortSignal): Promise<TimelineAnswer> => {
  const [timeline, { events }] = await Promise.all([
    post<TimelineAnswer>(`${root}/timeline`, changedBody(matter), signal),
    post<{ events: TimelineEvent[] }>(`${root}/timeline/events`, changedBody(matter), signal),
  ]);
  return { ...timeline, events };
};

export const whatIfOf = (matter: Matter, signal: AbortSignal): Promise<WhatIfAnswer> =>
  post(`${root}/whatif`, changedBody(matter), signal);

export const cutOf = (matter: Matter, identity: string, signal: AbortSignal): Promise<CutAnswer> =>
  post(`${root}/cut`, { ...changedBody(matter), identity }, signal);

export const clientsOf = async (matter: Matter, signal: AbortSignal): Promise<ClientAnswer[]> =>
  (await post<{ clients: ClientAnswer[] }>(`${root}/clients`, changedBody(matter), signal)).clients;

/** What is above the target; of a world of one's own, all that hangs together with it. */
export async function graphOf(matter: Matter, signal: AbortSignal): Promise<TrustGraph> {
  const part = isOwnWorld(matter.state) ? { direction: "both", depth: 12, limit: 600 } : { direction: "up", depth: 12, limit: 400 };
  return graphFrom(await post<GraphAnswer>(`${root}/graph`, { ...body(matter, true), ...part }, signal));
}

/** The neighbours of an identity. */
export const neighboursOf = async (matter: Matter, identity: string, signal?: AbortSignal): Promise<TrustGraph> =>
  graphFrom(await post<GraphAnswer>(`${root}/graph`, { ...body(matter), focus: identity, direction: "both", depth: 1, limit: 200 }, signal));

const graphFrom = (answer: GraphAnswer): TrustGraph => ({
  identities: new Map(
    answer.nodes.map((node) => [
      node.id,
      {
        id: node.id,
        keyId: node.keyId,
        subject: node.subject,
        name: shown(node.name),
        stores: node.anchorOf,
        storesEver: node.anchorEver,
        hidden: node.hiddenIssuers + node.hiddenSubjects,
        isCrossSigned: node.isCrossSigned,
        isOnCycle: node.cycle !== null,
        isCa: node.isCa,
      },
    ]),
  ),
  certificates: new Map(
    answer.edges.map((edge) => [
      edge.id,
      {
        sha256: edge.id,
        issuer: edge.from ?? undefined,
        issuerName: edge.issuer,
        identity: edge.to,
        notBefore: edge.notBefore,
        notAfter: edge.notAfter,
        isCrossSign: edge.isCrossSign,
        isUnverifiable: edge.signature !== "good",
        revocations: edge.revokedBy,
      },
    ]),
  ),
  truncated: answer.truncated,
});

/** A demonstration is a world of its own: what the server has besides is not asked. */
const isOwnWorld = (state: PageState): boolean => state.demo !== undefined;

/** The question without its changes. What a what-if adds is drawn, too, and otherwise left out. */
function body({ certificates, target, state }: Matter, hasAdded = false): PathsQuestion {
  const added = new Set(hasAdded ? [] : state.scenario.add);
  const rest = certificates.filter((one) => !added.has(one.sha256) || one.sha256 === target);
  const first = rest.filter((one) => one.sha256 === target);
  const others = rest.filter((one) => one.sha256 !== target && one.role !== "root");
  return {
    target,
    certificates: [...first, ...others].map(pemOf),
    roots: rest.filter((one) => one.role === "root").map(pemOf),
    stores: state.stores.length === 0 ? undefined : state.stores,
    corpus: !isOwnWorld(state),
    at: state.at,
    purpose: state.purpose as PathsQuestion["purpose"],
    host: state.host,
    policies: state.policy === undefined ? undefined : [state.policy],
    anchorDates: state.ignoresAnchorDates ? "ignore" : undefined,
  };
}

/** The question as it is after the changes of a what-if. */
const changedBody = (matter: Matter): PathsQuestion => ({
  ...body(matter),
  changes: isChanged(matter.state.scenario) ? changesOf(matter.state.scenario, matter.certificates) : undefined,
});

const changesOf = (scenario: Scenario, certificates: Matter["certificates"]) => ({
  distrust: scenario.distrust.map(({ anchor, store }) => (store === undefined ? anchor : `${anchor}@${store}`)),
  removeStores: scenario.removeStores,
  revoke: scenario.revoke,
  compromise: scenario.compromise,
  add: certificates.filter((one) => scenario.add.includes(one.sha256)).map(pemOf),
});

const pemOf = (one: Certificate): string => toPem(fromBase64(one.der));
