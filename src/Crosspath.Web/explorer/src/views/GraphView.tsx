import { useMemo } from "preact/hooks";
import { TrustPicture } from "../graph/TrustPicture";
import { page } from "../state/location";
import { litBy, trust } from "../state/trust";
import { verdict } from "../state/verdict";
import { TimeStrip } from "../time/TimeStrip";
import { Selection } from "../parts/Selection";
import { pathKey } from "../parts/pathKey";
import { Story } from "../parts/Story";

export function GraphView() {
  const { path } = page.value;
  const paths = verdict.value.value?.paths;
  const stress = useMemo(() => {
    const chosen = paths?.find((one) => pathKey(one.certificates) === path);
    return { lit: chosen ? litBy(chosen.certificates) : undefined };
  }, [paths, path, trust.value.value]);
  return (
    <div class="beside">
      <div class="graph-column">
        <TrustPicture stress={stress} />
        <TimeStrip />
      </div>
      <aside class="aside" aria-label="Details">
        <Story />
        <Selection />
      </aside>
    </div>
  );
}
