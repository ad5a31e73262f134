import { useMemo } from "preact/hooks";
import type { ClientAnswer, TraceStep } from "../api/types";
import { clientsOf } from "../api/questions";
import { TrustPicture } from "../graph/TrustPicture";
import { PathLine } from "../parts/PathLine";
import { useAnswer } from "../parts/useAnswer";
import { nameOf } from "../state/names";
import { go, page } from "../state/location";
import { day, matter, scenarioKey, subjectKey } from "../state/matter";
import { crossSignedCertificates, litBy, trust } from "../state/trust";

export function ClientsView() {
  const answer = useAnswer(subjectKey.value && `${subjectKey.value} ${day.value} ${scenarioKey.value}`, (signal) => clientsOf(matter.value, signal));
  const { client, step = 0 } = page.value;
  const all = answer.value ?? [];
  const chosen = all.find((one) => one.client === client) ?? all[0];
  const at = Math.min(step, Math.max(0, (chosen?.trace.length ?? 1) - 1));
  const stress = useMemo(() => stressAt(chosen, at), [chosen, at, trust.value.value]);
  return (
    <div class="clients">
      <section class={`panel scrolling ${answer.isBusy ? "busy" : ""}`} aria-labelledby="clients" tabIndex={0}>
        <h2 id="clients">Clients</h2>
        {answer.error !== undefined && <p class="notice">{answer.error}</p>}
        <ul class="client-list">
          {all.map((one) => (
            <li key={one.client}>
              <button type="button" aria-pressed={one === chosen} onClick={() => go({ client: one.client, step: 0 })}>
                <span class={`verdict ${one.verdict === "accept" ? "good" : "bad"}`}>
                  {one.verdict === "accept" ? "✓" : "✕"}<span class="unseen">{one.verdict}s</span>
                </span>
                <span class="grow">{one.client}</span>
                {!one.measured && <span class="muted small" title="Written from documentation, not checked against the client itself">described</span>}
              </button>
            </li>
          ))}
        </ul>
      </section>
      {chosen && (
        <section class="panel stack scrolling" aria-labelledby="steps" tabIndex={0}>
          <h2 id="steps">{chosen.client} {chosen.verdict}s</h2>
          <p><bdi>{chosen.reason}</bdi></p>
          {chosen.chain.length > 0 && <p><PathLine certificates={chosen.chain} crossSigned={crossSignedCertificates.value} /></p>}
          <Steps trace={chosen.trace} at={at} />
        </section>
      )}
      <TrustPicture stress={stress} />
    </div>
  );
}

/** The certificates that the client has taken up to a step. */
function stressAt(client: ClientAnswer | undefined, at: number) {
  if (!client) return {};
  const taken: string[] = [];
  for (const { action, certificate } of client.trace.slice(0, at + 1)) {
    if (certificate === null) continue;
    if (action === "take" || action === "anchor") taken.push(certificate);
    if (action === "back") taken.splice(Math.max(0, taken.lastIndexOf(certificate)));
  }
  const first = client.trace[0]?.certificate ?? client.chain[0];
  if (first != null && !taken.includes(first)) taken.unshift(first);
  const now = client.trace[at]?.certificate;
  return { lit: litBy(taken), now: now == null ? undefined : `c:${now}` };
}

const actions: Record<string, string> = {
  look: "looks", skip: "passes over", take: "takes", anchor: "trusts", fetch: "fetches", fault: "finds a fault", back: "goes back", note: "notes",
};

function Steps({ trace, at }: { trace: TraceStep[]; at: number }) {
  if (trace.length === 0) return <p class="muted">No steps are told.</p>;
  const to = (step: number) => go({ step: Math.min(trace.length - 1, Math.max(0, step)) });
  const onKeyDown = (event: KeyboardEvent) => {
    const move = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (move === undefined) return;
    event.preventDefault();
    to(at + move);
  };
  const now = trace[at]!;
  return (
    <div class="stack tight" onKeyDown={onKeyDown}>
      <div class="row stepper" role="group" aria-label="Steps">
        <button type="button" disabled={at === 0} onClick={() => to(0)}>First</button>
        <button type="button" disabled={at === 0} onClick={() => to(at - 1)}>← Back</button>
        <span class="number">Step {at + 1} of {trace.length}</span>
        <button type="button" disabled={at === trace.length - 1} onClick={() => to(at + 1)}>Next →</button>
      </div>
      <p class="unseen" aria-live="polite">Step {at + 1}: {actions[now.action] ?? now.action} {now.certificate === null ? "" : nameOf(now.certificate)}. {now.text}</p>
      <ol class="trace">
        {trace.map((step, index) => (
          <li key={index} class={`${step.action} ${index > at ? "later" : ""}`}>
            <button type="button" aria-current={index === at ? "step" : undefined} onClick={() => to(index)}>
              <span class="trace-action">{actions[step.action] ?? step.action}</span>
              <span class="breakable">
                {step.certificate !== null && <strong><bdi>{nameOf(step.certificate)}</bdi> <code class="muted">{step.certificate.slice(0, 8)}</code></strong>}
                <span class="trace-text"><bdi>{step.text}</bdi></span>
              </span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}
