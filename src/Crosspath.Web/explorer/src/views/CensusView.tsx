import { census as censusOf } from "../api/questions";
import type { CensusAnswer, Group } from "../api/types";
import { friendlyName, shown } from "../model/names";
import { useAnswer } from "../parts/useAnswer";
import { BarChart, type Bar } from "../parts/BarChart";
import { go, page } from "../state/location";
import { server } from "../state/server";
import { useEffect, useRef, useState } from "preact/hooks";

const kinds: Record<string, string> = {
  trusted: "trusted by a store", root: "of roots", intermediate: "of intermediates", leaf: "of leaves", leafMix: "of leaves and CAs mixed",
  internal: "within one owner", external: "between owners",
};
const categories: Record<string, string> = {
  validAfterRevocation: "valid after a revocation", barrierBreach: "barrier breached", bootstrapping: "bootstrapping", expandedTrustStores: "trusted by more stores",
  expandedTrustTime: "trusted for longer", alternativePaths: "alternative paths", ownershipChange: "change of owner", backdating: "backdated",
  missingTransparency: "missing from transparency logs", multipleSignatureAlgorithms: "several signature algorithms",
};

/** The census of the open corpus; every number leads to its groups. */
export function CensusView() {
  const isThere = server.value?.features.census;
  const answer = useAnswer(isThere === true ? "census" : undefined, (signal) => censusOf(signal));
  const [wanted, want] = useState<string | undefined>();
  if (isThere === false || answer.error !== undefined) {
    return (
      <div class="panel stack narrow">
        <h1>Census</h1>
        <p>{answer.error ?? "There is no census: this server has no corpus that one could be taken of."}</p>
        <p class="muted">
          A census counts the cross-signs of a whole collection. Make one with <code>crosspath ingest FILES --corpus corpus.db</code>, and open it with{" "}
          <code>crosspath serve --corpus corpus.db</code>.
        </p>
      </div>
    );
  }
  if (!answer.value) return <p class="muted waiting">Counting…</p>;
  const census = answer.value;
  const bars = (names: Record<string, string>, numbers: Record<string, number>): Bar[] =>
    Object.entries(names).filter(([key]) => key in numbers).map(([key, text]) => ({ key, text, value: numbers[key]! }));
  return (
    <div class="stack">
      <h1>Census</h1>
      <dl class="numbers">
        {([["certificates", census.certificates], ["of CAs", census.caCertificates], ["of leaves", census.leafCertificates], ["valid at some time", census.validCertificates],
          ["paths", census.paths], ["longest path", census.longestPath], ["cross-signs", census.crossSigns.total ?? 0], ["reissued", census.reissued]] as const).map(([text, value]) => (
          <div key={text}><dt>{text}</dt><dd class="number">{String(value).replace(/\B(?=(\d{3})+(?!\d))/g, "\u202f")}</dd></div>
        ))}
      </dl>
      <div class="columns">
        <section class="panel" aria-labelledby="kinds">
          <h2 id="kinds">Cross-signs</h2>
          <BarChart bars={bars(kinds, census.crossSigns)} chosen={wanted} onChoose={want} />
        </section>
        <section class="panel" aria-labelledby="categories">
          <h2 id="categories">What they bring about</h2>
          <BarChart bars={bars(categories, census.categories)} chosen={wanted} onChoose={want} />
        </section>
      </div>
      <section class="panel" aria-labelledby="years">
        <h2 id="years">Trusted cross-signs in force, year by year</h2>
        <Years years={census.years} />
      </section>
      <Groups groups={census.groups} wanted={wanted} />
    </div>
  );
}

const chartHeight = 120;

/** A column a year: those in force, and darker those that were new. */
function Years({ years }: { years: CensusAnswer["years"] }) {
  if (years.length === 0) return <p class="muted">There are none.</p>;
  const largest = Math.max(1, ...years.map((year) => year.inForce));
  const height = (count: number) => (count / largest) * (chartHeight - 30);
  return (
    <div class="years" tabIndex={0} role="region" aria-label="Years">
      <svg width={years.length * 44} height={chartHeight} role="img" aria-label={years.map(({ year, inForce, new: fresh }) => `${year}: ${inForce} in force, ${fresh} new`).join("; ")}>
        {years.map(({ year, inForce, new: fresh }, index) => (
          <g key={year} transform={`translate(${index * 44} 0)`}>
            <title>{`${year}: ${inForce} in force, ${fresh} new`}</title>
            <rect class="in-force" x="6" width="32" y={chartHeight - 16 - height(inForce)} height={height(inForce)} />
            <rect class="fresh" x="6" width="32" y={chartHeight - 16 - height(fresh)} height={height(fresh)} />
            <text x="22" y={chartHeight - 20 - height(inForce)} text-anchor="middle">{inForce}</text>
            <text class="year" x="22" y={chartHeight - 3} text-anchor="middle">{year}</text>
          </g>
        ))}
      </svg>
      <p class="muted small">Lighter: in force. Darker: new in that year.</p>
    </div>
  );
}

function isOf(group: Group, wanted: string): boolean {
  if (wanted === "trusted") return true;
  if (wanted === "internal") return group.internal;
  if (wanted === "external") return group.external;
  return group.roles.includes(wanted) || group.categories.includes(wanted);
}

function Groups({ groups, wanted }: { groups?: Group[]; wanted?: string }) {
  const list = useRef<HTMLElement>(null);
  useEffect(() => list.current?.scrollIntoView({ block: "start" }), [wanted]);
  if (wanted === undefined) return <p class="muted">Choose a bar to see its groups.</p>;
  if (!groups) return <p class="notice">This census tells numbers only.</p>;
  const found = groups.filter((group) => group.trusted && isOf(group, wanted));
  return (
    <section ref={list} class="panel" aria-label="Groups">
      <h2>{found.length} {kinds[wanted] ?? categories[wanted] ?? wanted}</h2>
      <table>
        <thead><tr><th scope="col">Name and key</th><th scope="col">Issuers</th><th scope="col">Certificates</th></tr></thead>
        <tbody>
          {found.slice(0, 300).map((group) => (
            <tr key={group.subject + group.keyId}>
              <td class="breakable">
                <bdi>{friendlyName(group.subject)}</bdi> <code class="muted">{group.keyId.slice(0, 8)}</code>
                {group.evidence.filter((one) => one.category === wanted).map((one) => <p key={one.text} class="muted small"><bdi>{shown(one.text)}</bdi></p>)}
              </td>
              <td class="breakable">{group.issuers.map((issuer) => <div key={issuer}><bdi>{friendlyName(issuer)}</bdi></div>)}</td>
              <td>
                {group.certificates.map((sha256) => (
                  <button key={sha256} type="button" class="link mono" onClick={() => go({ ...page.value, view: "graph", target: sha256, selected: `c:${sha256}` })}>{sha256.slice(0, 8)}</button>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {found.length > 300 && <p class="muted">and {found.length - 300} more</p>}
    </section>
  );
}
