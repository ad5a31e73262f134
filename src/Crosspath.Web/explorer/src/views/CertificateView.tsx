import { useState } from "preact/hooks";
import { ByteView } from "../certificate/ByteView";
import { Fields } from "../certificate/Fields";
import { JsonText } from "../certificate/JsonText";
import { Siblings } from "../certificate/Siblings";
import { useCertificate, type Shown } from "../certificate/useCertificate";
import { fromBase64, toPem } from "../model/bytes";
import { timeText } from "../model/days";
import { collection, target } from "../state/collection";
import { go, page } from "../state/location";
import { nameOf } from "../state/names";
import { trust } from "../state/trust";

const parts = ["Fields", "Bytes", "JSON", "Siblings"] as const;
type Part = (typeof parts)[number];

export function CertificateView() {
  const { selected } = page.value;
  const chosen = selected?.startsWith("c:") ? selected.slice(2) : target.value;
  const answer = useCertificate(chosen);
  const [part, setPart] = useState<Part>("Fields");
  return (
    <div class="certificate">
      <nav class="panel scrolling" aria-label="Certificates">
        <ul class="client-list">
          {atHand().map((one) => (
            <li key={one.sha256}>
              <button type="button" aria-current={one.sha256 === chosen ? "true" : undefined} aria-pressed={one.sha256 === chosen} onClick={() => go({ selected: `c:${one.sha256}` })}>
                <span class="grow breakable">
                  <bdi>{one.name}</bdi>
                  <span class="muted small block">until {timeText(one.notAfter).slice(0, 10)} <code>{one.sha256.slice(0, 8)}</code></span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <section class="certificate-main stack" aria-label="Certificate">
        {answer.error !== undefined && <p class="notice bad">{answer.error}</p>}
        {answer.value && <Whole one={answer.value} part={part} setPart={setPart} />}
      </section>
    </div>
  );
}

const mostListed = 120;

/** The visitor's certificates, and those of the graph. */
function atHand(): { sha256: string; name: string; notAfter: string }[] {
  const own = new Set(collection.value.map((one) => one.sha256));
  const others = [...(trust.value.value?.certificates.values() ?? [])].filter((edge) => !own.has(edge.sha256));
  return [...collection.value, ...others.slice(0, mostListed).map((edge) => ({ ...edge, name: nameOf(edge.sha256) }))];
}

function Whole({ one, part, setPart }: { one: Shown; part: Part; setPart: (part: Part) => void }) {
  return (
    <>
      <div class="row spread">
        <h1 class="breakable"><bdi>{one.name}</bdi></h1>
        <div class="row">
          <button type="button" class="small" onClick={() => save(one)}>Save as PEM</button>
          <button type="button" class="small" disabled={one.sha256 === target.value} onClick={() => go({ target: one.sha256, view: "paths", path: undefined })}>
            Ask about this one
          </button>
        </div>
      </div>
      <div role="tablist" aria-label="Parts" class="parts" onKeyDown={(event) => moveTab(event, part, setPart)}>
        {parts.map((name) => (
          <button key={name} type="button" role="tab" id={`tab-${name}`} aria-selected={name === part} aria-controls="part" tabIndex={name === part ? 0 : -1} onClick={() => setPart(name)}>
            {name}
          </button>
        ))}
      </div>
      <div id="part" role="tabpanel" aria-labelledby={`tab-${part}`} tabIndex={0} class="part">
        {part === "Fields" && <Fields one={one} />}
        {part === "Bytes" && <ByteView one={one} />}
        {part === "JSON" && <JsonText one={one} />}
        {part === "Siblings" && <Siblings one={one} />}
      </div>
    </>
  );
}

function moveTab(event: KeyboardEvent, part: Part, setPart: (part: Part) => void) {
  const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (move === undefined || (event.target as HTMLElement).role !== "tab") return;
  const next = parts[(parts.indexOf(part) + move + parts.length) % parts.length]!;
  setPart(next);
  document.getElementById(`tab-${next}`)?.focus();
}

function save(one: Shown): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([toPem(fromBase64(one.der))], { type: "application/x-pem-file" }));
  link.download = `${one.sha256.slice(0, 16)}.pem`;
  link.click();
  URL.revokeObjectURL(link.href);
}
