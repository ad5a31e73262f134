import { useMemo, useState } from "preact/hooks";
import type { ChangedPath, CutAnswer } from "../api/types";
import { cutOf, whatIfOf } from "../api/questions";
import { TrustPicture } from "../graph/TrustPicture";
import { PathLine } from "../parts/PathLine";
import { useAnswer } from "../parts/useAnswer";
import { target } from "../state/collection";
import { changeScenario, isChanged, page } from "../state/location";
import { day, matter, scenarioKey, subjectKey } from "../state/matter";
import { crossSignedCertificates, trust } from "../state/trust";
import { TimeStrip } from "../time/TimeStrip";
import { Changes } from "./Changes";

export function WhatIfView() {
  const { scenario } = page.value;
  const [isCutting, setCutting] = useState(false);
  const key = `${subjectKey.value} ${day.value} ${scenarioKey.value}`;
  const answer = useAnswer(isChanged(scenario) ? key : undefined, (signal) => whatIfOf(matter.value, signal));
  const issuer = issuingIdentity();
  const cut = useAnswer(isCutting && issuer !== undefined ? `cut ${key} ${issuer}` : undefined, (signal) => cutOf(matter.value, issuer!, signal));
  const stress = useMemo(() => ({ cut: isCutting && cut.value ? cutElements(cut.value) : undefined }), [isCutting, cut.value, trust.value.value]);
  return (
    <div class="whatif">
      <div class="stack scrolling" tabIndex={0} role="region" aria-label="Changes">
        <section class="panel stack tight" aria-labelledby="cut">
          <h2 id="cut">What would it take to end all paths?</h2>
          <button type="button" aria-pressed={isCutting} onClick={() => setCutting(!isCutting)}>
            {isCutting ? "Hide the cut" : "Show the cheapest cut"}
          </button>
          {isCutting && <CutWords cut={cut.value} error={cut.error} isBusy={cut.isBusy} />}
        </section>
        <Changes />
      </div>
      <div class="graph-column">
        <TrustPicture stress={stress} />
        <TimeStrip />
        <Difference answer={answer} />
      </div>
    </div>
  );
}

/** The CA whose certificates a cut is about: the target itself when it is one, else who signed it. */
function issuingIdentity(): string | undefined {
  const graph = trust.value.value;
  const edge = graph?.certificates.get(target.value ?? "");
  if (!graph || !edge) return undefined;
  const id = graph.identities.get(edge.identity)?.isCa ? edge.identity : edge.issuer;
  return id === undefined ? undefined : (graph.identities.get(id)?.keyId ?? id);
}

function cutElements(cut: CutAnswer): Set<string> {
  const found = new Set(cut.revoke.map((sha256) => `c:${sha256}`));
  const keys = new Set(cut.distrust.map((one) => one.keyId));
  for (const node of trust.value.value?.identities.values() ?? []) if (keys.has(node.keyId)) found.add(`i:${node.id}`);
  return found;
}

function CutWords({ cut, error, isBusy }: { cut?: CutAnswer; error?: string; isBusy: boolean }) {
  if (error !== undefined) return <p class="notice bad">{error}</p>;
  if (!cut) return <p class="muted">{isBusy ? "Looking for it…" : ""}</p>;
  const apply = () =>
    changeScenario({
      revoke: [...new Set([...page.value.scenario.revoke, ...cut.revoke])],
      distrust: [...page.value.scenario.distrust, ...cut.distrust.map((one) => ({ anchor: one.keyId, store: one.store }))],
    });
  const steps = cut.revoke.length + cut.distrust.length;
  return (
    <div class="stack tight">
      {steps === 0 ? (
        <p>{isChanged(page.value.scenario) ? "Nothing more: no path is valid any more." : "Nothing: no path is valid as it is."}</p>
      ) : (
        <p>
          {cut.revoke.length > 0 && `Revoke ${counted(cut.revoke.length, "certificate")}`}
          {cut.revoke.length > 0 && cut.distrust.length > 0 && " and "}
          {cut.distrust.length > 0 && `distrust ${counted(cut.distrust.length, "anchor")}`}
          {`: valid paths go from ${cut.proof.pathsBefore} to ${cut.proof.pathsAfter}. `}
          {cut.cheapest ? "Nothing cheaper does." : "A budget ended the search for something cheaper."}
        </p>
      )}
      {cut.collateral && steps > 0 && (
        <p class="muted small">
          With it, {counted(cut.collateral.caCertificates, "CA certificate")} and {counted(cut.collateral.leafCertificates, "end entity certificate")} at hand lose their last path.
        </p>
      )}
      {steps > 0 && <div><button type="button" class="small" onClick={apply}>Make these changes here</button></div>}
    </div>
  );
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;

function Difference({ answer }: { answer: ReturnType<typeof useAnswer<Awaited<ReturnType<typeof whatIfOf>>>> }) {
  const { value, error, isBusy } = answer;
  if (error !== undefined) return <p class="notice bad">{error}</p>;
  if (!isChanged(page.value.scenario)) {
    return <p class="notice">Switch something off on this page, or in the details of what you select in the graph, and see what is left.</p>;
  }
  if (!value) return <p class="muted">asking…</p>;
  const { before, after } = value;
  return (
    <section class={`panel difference ${isBusy ? "busy" : ""}`} aria-label="What changes" aria-live="polite">
      <p class="difference-line">
        <span class={`verdict ${before.valid ? "good" : "bad"}`}>{before.valid ? "✓ trusted" : "✕ not trusted"} ({before.validPaths})</span>
        <span aria-label="becomes" role="img"> → </span>
        <span class={`verdict ${after.valid ? "good" : "bad"}`}>{after.valid ? "✓ trusted" : "✕ not trusted"} ({after.validPaths})</span>
      </p>
      <div class="columns">
        <PathList title="Lost" paths={value.lost} none="No path is lost." hasReasons={false} />
        {value.gained.length > 0 && <PathList title="Gained" paths={value.gained} none="" hasReasons />}
        <PathList title="Still there" paths={value.survivingPaths} none="No path is left." hasReasons />
      </div>
    </section>
  );
}

/** The reasons are why a path holds, so that lost ones have none to tell. */
function PathList({ title, paths, none, hasReasons }: { title: string; paths: ChangedPath[]; none: string; hasReasons: boolean }) {
  return (
    <div class="stack tight">
      <h3>{title} ({paths.length})</h3>
      {paths.length === 0 && <p class="muted">{none}</p>}
      <ul class="stack tight">
        {paths.slice(0, 20).map((path) => (
          <li key={path.certificates.join()}>
            <PathLine certificates={path.certificates} crossSigned={crossSignedCertificates.value} />
            {hasReasons && <p class="muted small">{path.because}</p>}
          </li>
        ))}
      </ul>
    </div>
  );
}
