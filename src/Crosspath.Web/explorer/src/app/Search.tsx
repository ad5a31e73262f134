import { useState } from "preact/hooks";
import { useAnswer } from "../parts/useAnswer";
import { search } from "../api/questions";
import { friendlyName, short, shown } from "../model/names";
import { timeText } from "../model/days";
import { go, page } from "../state/location";

/** Searches the server's corpus by name or digits. */
export function Search() {
  const [words, setWords] = useState("");
  const wanted = words.trim();
  const found = useAnswer(wanted.length < 3 ? undefined : wanted, (signal) => search(wanted, signal));
  return (
    <div class="search stack tight">
      <label class="small muted" for="search">Or a name, or SHA-256 digits, in the open corpus</label>
      <input id="search" type="search" value={words} placeholder="for instance: ISRG Root X1" onInput={(event) => setWords(event.currentTarget.value)} />
      {found.error !== undefined && <p class="small muted">{found.error}</p>}
      {found.value && found.value.length === 0 && <p class="small muted">Nothing of that name.</p>}
      <ul class="found">
        {found.value?.map((one) => (
          <li key={one.sha256}>
            <button type="button" class="demo" onClick={() => go({ target: one.sha256, view: page.value.view === "census" ? "graph" : page.value.view })}>
              <span class="demo-name breakable"><bdi>{shown(one.name)}</bdi></span>
              <span class="muted small">
                by {friendlyName(one.issuer)}, until {timeText(one.notAfter).slice(0, 10)} <code>{short(one.sha256)}</code>
                {one.anchorOf.length > 0 && `, anchor of ${one.anchorOf.join(", ")}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
