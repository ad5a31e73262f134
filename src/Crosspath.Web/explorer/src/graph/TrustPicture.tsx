import { useMemo, useState } from "preact/hooks";
import { around, type TrustGraph } from "../model/graph";
import { target } from "../state/collection";
import { go, page } from "../state/location";
import { day } from "../state/matter";
import { trust } from "../state/trust";
import { offOf } from "../state/off";
import { GraphCanvas } from "./GraphCanvas";
import { GraphTable } from "./GraphTable";
import { Legend } from "./Legend";
import type { Stress } from "./picture";

interface Props {
  /** What the view stresses; what the scenario switched off is added. */
  stress: Omit<Stress, "off">;
}

/** The trust graph in two forms, a picture and a table, with what they mean. */
export function TrustPicture({ stress }: Props) {
  const [form, setForm] = useState<"picture" | "table">("picture");
  const { scenario, selected, focus } = page.value;
  const answer = trust.value;
  const graph = useMemo(() => shownPart(answer.value, focus), [answer.value, focus]);
  const all = useMemo<Stress>(() => ({ ...stress, off: offOf(scenario, answer.value) }), [stress, scenario, answer.value]);
  const select = (id: string | undefined) => go({ selected: id });
  const openCertificate = (id: string) => id.startsWith("c:") && go({ view: "certificate", selected: id });
  return (
    <section class="picture" aria-label="Trust graph">
      <div class="picture-bar">
        <div class="segments" role="group" aria-label="Form">
          <button type="button" aria-pressed={form === "picture"} onClick={() => setForm("picture")}>Graph</button>
          <button type="button" aria-pressed={form === "table"} onClick={() => setForm("table")}>Table</button>
        </div>
        {focus !== undefined && (
          <button type="button" class="small" onClick={() => go({ focus: undefined })}>Show the whole graph</button>
        )}
        {graph && (
          <span class="muted small number">
            {graph.identities.size} identities, {graph.certificates.size} certificates{graph.truncated ? ": more than are shown" : ""}
          </span>
        )}
        {form === "picture" && <Legend />}
      </div>
      {answer.error !== undefined && <p class="notice bad">{answer.error}</p>}
      {graph && form === "picture" && (
        <GraphCanvas graph={graph} day={day.value} target={target.value} stress={all} selected={selected} onSelect={select} onOpen={openCertificate} />
      )}
      {graph && form === "table" && <GraphTable graph={graph} stress={all} />}
      {!graph && answer.error === undefined && <p class="muted waiting">Linking certificates…</p>}
    </section>
  );
}

/** Everything where it can be taken in; else what is around the identity in focus. */
function shownPart(graph: TrustGraph | undefined, focus: string | undefined): TrustGraph | undefined {
  if (!graph || focus === undefined || !graph.identities.has(focus)) return graph;
  return around(graph, focus, 1);
}
