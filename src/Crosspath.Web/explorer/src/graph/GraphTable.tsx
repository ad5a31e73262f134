import { isSelfSigned, stateAt, type CertificateEdge, type TrustGraph } from "../model/graph";
import { friendlyName } from "../model/names";
import { addressOf, go, page } from "../state/location";
import { day } from "../state/matter";
import { edgeText, type Stress } from "./picture";

/** The graph in words: what the picture says, for those who do not look at it. */
export function GraphTable({ graph, stress }: { graph: TrustGraph; stress: Stress }) {
  const into = new Map<string, CertificateEdge[]>();
  for (const edge of graph.certificates.values()) {
    const known = into.get(edge.identity);
    if (known) known.push(edge);
    else into.set(edge.identity, [edge]);
  }
  return (
    <div class="table-frame" tabIndex={0} role="region" aria-label="Identities and their certificates">
      <table>
        <thead>
          <tr><th scope="col">Identity</th><th scope="col">What it is</th><th scope="col">Certificates, by their issuers</th></tr>
        </thead>
        <tbody>
          {[...graph.identities.values()].map((node) => (
            <tr key={node.id} class={page.value.selected === `i:${node.id}` ? "selected" : ""}>
              <th scope="row" class="breakable">
                <button type="button" class="link" onClick={() => go({ selected: `i:${node.id}` })}><bdi>{node.name}</bdi></button>
              </th>
              <td>
                <div class="row">
                  {node.stores.map((store) => <span key={store} class="badge">anchor: {store}</span>)}
                  {node.isCrossSigned && <span class="badge cross">cross-signed</span>}
                  {node.isOnCycle && <span class="badge">signs in a loop</span>}
                  {stress.off?.has(`i:${node.id}`) && <span class="badge bad">{stress.off.get(`i:${node.id}`)?.words}</span>}
                  {stress.cut?.has(`i:${node.id}`) && <span class="badge warn">cut: distrust</span>}
                </div>
              </td>
              <td>
                <ul class="stack tight">
                  {(into.get(node.id) ?? []).map((edge) => (
                    <li key={edge.sha256}>
                      <CertificateLine edge={edge} graph={graph} stress={stress} />
                    </li>
                  ))}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function CertificateLine({ edge, graph, stress }: { edge: CertificateEdge; graph: TrustGraph; stress: Stress }) {
  const id = `c:${edge.sha256}`;
  const issuer = edge.issuer === undefined ? undefined : graph.identities.get(edge.issuer);
  const state = stateAt(edge, day.value);
  const words = stress.off?.get(id)?.words ?? edgeText(state, edge.notBefore, edge.notAfter);
  return (
    <>
      <a href={addressOf({ view: "certificate", selected: id })}>
        by {isSelfSigned(edge) ? "itself" : <bdi>{issuer?.name ?? friendlyName(edge.issuerName)}</bdi>}
      </a>{" "}
      <span class={state === "good" && !stress.off?.has(id) ? "muted" : "badge bad"}>{words}</span>
      {stress.cut?.has(id) && <span class="badge warn">cut: revoke</span>}
      {stress.lit?.has(id) && <span class="badge">on the selected path</span>}
    </>
  );
}
