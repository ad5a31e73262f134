import { addressOf } from "../state/location";
import { timeline } from "../state/timeline";
import { grouped, namesOf } from "./groups";
import { DaySlider } from "./DaySlider";
import { StoreBar } from "./StoreBar";
import { TimeScale } from "./TimeScale";
import { useWidth } from "./scale";

const most = 4;

/** A slider over the days with the timelines of a few stores: under the graph, which follows it. */
export function TimeStrip() {
  const [box, width] = useWidth<HTMLDivElement>();
  const { value, error } = timeline.value;
  const trusted = grouped(value?.stores ?? []).filter((group) => group.timeline.intervals.length > 0);
  return (
    <section class="strip" aria-label="Time">
      <div class="strip-rows">
        {trusted.slice(0, most).map((group) => <span key={group.stores[0]} class="strip-name" title={group.stores.join(", ")}>{namesOf(group, 2)}</span>)}
        {trusted.length > most && <a class="strip-name" href={addressOf({ view: "time" })}>{trusted.length - most} more</a>}
        {trusted.length === 0 && <span class="strip-name muted">{value ? "never trusted" : ""}</span>}
      </div>
      <div ref={box} class="strip-time">
        {error !== undefined && <p class="small muted">{error}</p>}
        {trusted.slice(0, most).map((group) => <StoreBar key={group.stores[0]} store={group.timeline} width={width} height={18} />)}
        {trusted.length === 0 && <StoreBar store={{ store: "no store", intervals: [] }} width={width} height={18} />}
        <DaySlider />
        <TimeScale width={width} />
      </div>
    </section>
  );
}
