import { Fragment } from "preact";
import { isSelfSigned, stateAt, type CertificateEdge, type IdentityNode, type TrustGraph } from "../model/graph";
import { friendlyName } from "../model/names";
import { edgeText } from "../graph/picture";
import { addressOf, changeScenario, go, page } from "../state/location";
import { bySha } from "../state/collection";
import { day } from "../state/matter";
import { crossSignedCertificates, expand, trust } from "../state/trust";
import { verdict } from "../state/verdict";
import { PathLine } from "./PathLine";
import { pathKey } from "./pathKey";

/** What is known of what is selected in the graph; without a selection, the paths. */
export function Selection() {
  const graph = trust.value.value;
  const { selected } = page.value;
  if (graph && selected !== undefined) {
    const key = selected.slice(2);
    const node = selected.startsWith("i:") ? graph.identities.get(key) : undefined;
    const edge = selected.startsWith("c:") ? graph.certificates.get(key) : undefined;
    if (node) return <Identity node={node} graph={graph} />;
    if (edge) return <Edge edge={edge} graph={graph} />;
  }
  return <PathChoice />;
}

function PathChoice() {
  const answer = verdict.value.value;
  const { path } = page.value;
  if (!answer?.paths) return null;
  return (
    <section class="panel">
      <h2>Paths</h2>
      {answer.paths.length === 0 && <p class="muted">There is no path to an anchor.</p>}
      <ul class="path-choice">
        {answer.paths.slice(0, 12).map((one) => {
          const key = pathKey(one.certificates);
          return (
            <li key={key}>
              <button type="button" aria-pressed={key === path} onClick={() => go({ path: key === path ? undefined : key })}>
                <span class={`verdict ${one.valid ? "good" : "bad"}`}>{one.valid ? "✓" : "✕"}<span class="unseen">{one.valid ? "valid" : "not valid"}</span></span>
                <PathLine certificates={one.certificates} crossSigned={crossSignedCertificates.value} />
              </button>
            </li>
          );
        })}
      </ul>
      {answer.paths.length > 12 && <a href={addressOf({ view: "paths" })}>All paths</a>}
      <p class="muted small hint">Choose one to light it up. Click an identity or a certificate in the graph for what is known of it.</p>
    </section>
  );
}

function Identity({ node, graph }: { node: IdentityNode; graph: TrustGraph }) {
  const { scenario, focus } = page.value;
  const into = [...graph.certificates.values()].filter((edge) => edge.identity === node.id);
  const outOf = [...graph.certificates.values()].filter((edge) => edge.issuer === node.id && !isSelfSigned(edge));
  const isCompromised = scenario.compromise.includes(node.keyId);
  const isDistrusted = scenario.distrust.some((one) => one.anchor === node.keyId && one.store === undefined);
  return (
    <section class="panel stack" aria-label="Selected identity">
      <div class="row spread">
        <h2 class="breakable"><bdi>{node.name}</bdi></h2>
        <button type="button" class="plain small" aria-label="Close details" onClick={() => go({ selected: undefined })}>✕</button>
      </div>
      <dl class="facts small">
        <dt>Subject</dt><dd><bdi>{node.subject}</bdi></dd>
        <dt>Key</dt><dd class="mono">{node.keyId.slice(0, 16)}…</dd>
        <dt>Anchor in</dt><dd>{node.stores.join(", ") || "no store"}</dd>
      </dl>
      <EdgeList title="Certified by" edges={into} graph={graph} end="issuer" />
      <EdgeList title="Signed" edges={outOf} graph={graph} end="identity" />
      <div class="row">
        <button type="button" class="small" onClick={() => go({ focus: focus === node.id ? undefined : node.id })}>
          {focus === node.id ? "Show the whole graph" : "Only its neighbours"}
        </button>
        {node.hidden > 0 && <button type="button" class="small" onClick={() => void expand(node.id)}>Load {node.hidden} more {node.hidden === 1 ? "neighbour" : "neighbours"}</button>}
        {node.storesEver.length > 0 && (
          <button type="button" class="small" aria-pressed={isDistrusted} onClick={() => changeScenario({
            distrust: isDistrusted ? scenario.distrust.filter((one) => one.anchor !== node.keyId) : [...scenario.distrust, { anchor: node.keyId }],
          })}>What if it is distrusted</button>
        )}
        <button type="button" class="small" aria-pressed={isCompromised} onClick={() => changeScenario({
          compromise: isCompromised ? scenario.compromise.filter((key) => key !== node.keyId) : [...scenario.compromise, node.keyId],
        })}>What if its key is compromised</button>
      </div>
    </section>
  );
}

function EdgeList({ title, edges, graph, end }: { title: string; edges: CertificateEdge[]; graph: TrustGraph; end: "issuer" | "identity" }) {
  if (edges.length === 0) return null;
  return (
    <div class="stack tight">
      <h3>{title}</h3>
      <ul class="edge-list">
        {edges.slice(0, 40).map((edge) => {
          const other = isSelfSigned(edge) ? "itself" : (graph.identities.get(edge[end] ?? "")?.name ?? friendlyName(edge.issuerName));
          const state = stateAt(edge, day.value);
          return (
            <li key={edge.sha256}>
              <button type="button" class="link" onClick={() => go({ selected: `c:${edge.sha256}` })}><bdi>{other}</bdi></button>{" "}
              <span class={state === "good" ? "muted small" : "badge bad"}>{edgeText(state, edge.notBefore, edge.notAfter)}</span>
            </li>
          );
        })}
        {edges.length > 40 && <li class="muted">and {edges.length - 40} more</li>}
      </ul>
    </div>
  );
}

function Edge({ edge, graph }: { edge: CertificateEdge; graph: TrustGraph }) {
  const { scenario } = page.value;
  const subject = graph.identities.get(edge.identity);
  const issuer = edge.issuer === undefined ? undefined : graph.identities.get(edge.issuer);
  const isRevoked = scenario.revoke.includes(edge.sha256);
  const info = bySha.value.get(edge.sha256);
  return (
    <section class="panel stack" aria-label="Selected certificate">
      <div class="row spread">
        <h2 class="breakable">Certificate of <bdi>{subject?.name}</bdi></h2>
        <button type="button" class="plain small" aria-label="Close details" onClick={() => go({ selected: undefined })}>✕</button>
      </div>
      <dl class="facts small">
        <dt>Signed by</dt><dd><bdi>{issuer?.name ?? `${friendlyName(edge.issuerName)}, whose certificate is not at hand`}</bdi></dd>
        <dt>Valid</dt><dd class="number">{edge.notBefore.slice(0, 10)} to {edge.notAfter.slice(0, 10)}</dd>
        <dt>On this day</dt><dd>{edgeText(stateAt(edge, day.value), edge.notBefore, edge.notAfter)}</dd>
        {edge.revocations.map((one) => (
          <Fragment key={`${one.store} ${one.from}`}><dt>Revoked</dt><dd>{one.from.slice(0, 10)}{one.store === null ? "" : ` by ${one.store}`}: <bdi>{one.reason}</bdi></dd></Fragment>
        ))}
        {edge.isUnverifiable && <><dt>Signature</dt><dd>cannot be checked here</dd></>}
        {info && <><dt>Key</dt><dd>{info.keyType}</dd><dt>Signed with</dt><dd>{info.signatureAlgorithm}</dd></>}
        <dt>SHA-256</dt><dd class="mono">{edge.sha256.slice(0, 16)}…</dd>
      </dl>
      <div class="row">
        <a class="button small" href={addressOf({ view: "certificate", selected: `c:${edge.sha256}` })}>Open the certificate</a>
        <button type="button" class="small" aria-pressed={isRevoked} onClick={() => changeScenario({
          revoke: isRevoked ? scenario.revoke.filter((one) => one !== edge.sha256) : [...scenario.revoke, edge.sha256],
        })}>What if it is revoked</button>
      </div>
    </section>
  );
}
