import { useMemo } from "preact/hooks";
import type { FoundPath, Fix } from "../api/types";
import { TrustPicture } from "../graph/TrustPicture";
import { PathLine } from "../parts/PathLine";
import { pathKey } from "../parts/pathKey";
import { nameOf } from "../state/names";
import { addressOf, go, page } from "../state/location";
import { crossSignedCertificates, litBy, trust } from "../state/trust";
import { verdict } from "../state/verdict";

export function PathsView() {
  const { value, error, isBusy } = verdict.value;
  const { path } = page.value;
  const chosen = value?.paths?.find((one) => pathKey(one.certificates) === path);
  const stress = useMemo(() => ({ lit: chosen ? litBy(chosen.certificates) : undefined }), [chosen, trust.value.value]);
  return (
    <div class="halves">
      <div class={`stack scrolling ${isBusy ? "busy" : ""}`} tabIndex={0} role="region" aria-label="Paths">
        {error !== undefined && <p class="notice bad">{error}</p>}
        {value?.fixes && <Fixes fixes={value.fixes} isTrusted={value.counts.validPaths !== "0"} />}
        {value?.paths && (
          <section class="panel" aria-labelledby="all-paths">
            <h2 id="all-paths">{value.paths.length === 0 ? "There is no path to an anchor" : "Every path"}</h2>
            <ol class="paths">
              {value.paths.map((one) => <PathItem key={one.certificates.join()} path={one} isChosen={one === chosen} />)}
            </ol>
            {value.truncated && <p class="notice">The list ends here; there are {value.counts.paths} paths in all.</p>}
          </section>
        )}
        {value?.attempts && <Attempts attempts={value.attempts} />}
      </div>
      <TrustPicture stress={stress} />
    </div>
  );
}

function PathItem({ path, isChosen }: { path: FoundPath; isChosen: boolean }) {
  const key = pathKey(path.certificates);
  return (
    <li class={isChosen ? "path chosen" : "path"}>
      <button type="button" class="path-button" aria-pressed={isChosen} onClick={() => go({ path: isChosen ? undefined : key })}>
        <span class={`verdict ${path.valid ? "good" : "bad"}`}>{path.valid ? "✓ Valid" : "✕ Not valid"}</span>
        <span class="muted small number">{path.validTo === null ? "never all valid at once" : `until ${path.validTo.slice(0, 10)}`}</span>
        <PathLine certificates={path.certificates} crossSigned={crossSignedCertificates.value} />
      </button>
      <div class="path-notes">
        {path.stores.map((store) => <span key={store} class="badge">{store}</span>)}
        {path.findings.map((finding) => (
          <p key={finding.code + finding.certificate} class={`finding ${finding.severity}`}>
            <span class={`badge ${finding.severity === "error" ? "bad" : "warn"}`}>{finding.code}</span> <bdi>{finding.message}</bdi>{" "}
            {finding.certificate !== null && <a href={addressOf({ view: "certificate", selected: `c:${finding.certificate}` })}>certificate</a>}
          </p>
        ))}
        {path.notes?.map((note) => <p key={note} class="muted small">{note}</p>)}
      </div>
    </li>
  );
}

function Fixes({ fixes, isTrusted }: { fixes: Fix[]; isTrusted: boolean }) {
  if (isTrusted) return null;
  return (
    <section class="panel" aria-labelledby="fixes">
      <h2 id="fixes">What would help</h2>
      {fixes.length === 0 && <p class="muted">Nothing small: no single change that was tried makes a path valid.</p>}
      <ul class="stack tight">
        {fixes.map((fix) => (
          <li key={fix.message} class="row">
            <span>{fix.message}</span>
            {fix.proven ? <span class="badge good">tried, and it works</span> : <span class="badge">not tried</span>}
            <Apply fix={fix} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A fix that the page can make by itself. */
function Apply({ fix }: { fix: Fix }) {
  const [change] = fix.changes;
  if (fix.changes.length !== 1 || !change) return null;
  if (change.change === "at" && change.at) return <button type="button" class="small" onClick={() => go({ at: change.at!.slice(0, 10) })}>Go there</button>;
  if (change.change === "purpose" && change.purpose) return <button type="button" class="small" onClick={() => go({ purpose: change.purpose! })}>Ask so</button>;
  if (change.change === "host") return <button type="button" class="small" onClick={() => go({ host: change.names?.[0] })}>Ask so</button>;
  return null;
}

const outcomes: Record<string, string> = { taken: "good", loop: "" };

function Attempts({ attempts }: { attempts: { certificate: string; candidate: string | null; outcome: string; reason: string }[] }) {
  return (
    <details class="panel">
      <summary>Why, and why not: each issuer that was considered ({attempts.length})</summary>
      <table class="attempts">
        <thead><tr><th scope="col">For</th><th scope="col">Outcome</th><th scope="col">Reason</th></tr></thead>
        <tbody>
          {attempts.map((one) => (
            <tr key={`${one.certificate} ${one.candidate} ${one.reason}`}>
              <td class="breakable"><bdi>{nameOf(one.certificate)}</bdi></td>
              <td><span class={`badge ${outcomes[one.outcome] ?? "bad"}`}>{one.outcome}</span></td>
              <td class="breakable"><bdi>{one.reason}</bdi></td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
