import { useEffect, useState } from "preact/hooks";
import { collection, target } from "../state/collection";
import { nameOf } from "../state/names";
import { go, isChanged, page, noScenario } from "../state/location";
import { isoDay, today } from "../model/days";
import { day } from "../state/matter";
import { server } from "../state/server";
import { verdict } from "../state/verdict";
import { Certificates } from "./Certificates";

const usualPurposes = ["serverAuth", "clientAuth", "emailProtection", "codeSigning", "any"];

/** What is asked, for all views: about which certificate, when, for what; and the answer in a line. */
export function QuestionBar() {
  const { purpose, at, scenario } = page.value;
  const [isOpen, open] = useState(false);
  useEffect(() => {
    if (!isOpen) return;
    const close = (event: KeyboardEvent) => event.key === "Escape" && open(false);
    addEventListener("keydown", close);
    return () => removeEventListener("keydown", close);
  }, [isOpen]);
  const chosen = target.value;
  return (
    <section class="question" aria-label="Question">
      <div class="question-line">
        <div class="asked">
          <label class="unseen" for="target">Certificate in question</label>
          <select id="target" value={chosen} onChange={(event) => go({ target: event.currentTarget.value, path: undefined })}>
            {chosen !== undefined && !collection.value.some((one) => one.sha256 === chosen) && <option value={chosen}>{nameOf(chosen)}</option>}
            {collection.value.map((one) => (
              <option key={one.sha256} value={one.sha256}>{`${one.name}  [${one.sha256.slice(0, 8)}]`}</option>
            ))}
          </select>
          <Verdict />
        </div>
        <div class="conditions">
          <label>
            <span>on</span>
            <input
              type="date"
              aria-label="Day in question"
              value={isoDay(day.value)}
              onChange={(event) => event.currentTarget.value !== "" && go({ at: event.currentTarget.value })}
            />
          </label>
          <button type="button" class="small" disabled={at === undefined || at === isoDay(today())} onClick={() => go({ at: undefined })}>
            Today
          </button>
          <label>
            <span>for</span>
            <select aria-label="Purpose" value={purpose} onChange={(event) => go({ purpose: event.currentTarget.value })}>
              {(server.value?.purposes ?? usualPurposes).map((one) => <option key={one}>{one}</option>)}
            </select>
          </label>
          {isChanged(scenario) && (
            <button type="button" class="small changed" onClick={() => go({ scenario: noScenario })}>
              What if is on: clear
            </button>
          )}
          <button type="button" class="small" aria-expanded={isOpen} aria-controls="certificates" onClick={() => open(!isOpen)}>
            Certificates ({collection.value.length})
          </button>
        </div>
      </div>
      {isOpen && <Certificates onClose={() => open(false)} />}
    </section>
  );
}

function Verdict() {
  const { value, error, isBusy } = verdict.value;
  if (error !== undefined) return <span class="verdict bad">✕ {error}</span>;
  if (!value) return <span class="muted">{isBusy ? "asking…" : ""}</span>;
  const { paths, validPaths, exact } = value.counts;
  const few = exact ? "" : "at least ";
  const isTrusted = validPaths !== "0";
  return (
    <output class={`verdict ${isTrusted ? "good" : "bad"} ${isBusy ? "busy" : ""}`}>
      {isTrusted ? "✓ Trusted" : "✕ Not trusted"}
      <span class="verdict-count">
        {few}{grouped(validPaths)} of {grouped(paths)} {paths === "1" ? "path" : "paths"} valid
      </span>
    </output>
  );
}

const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+(?!\d))/g, "\u202f");
