import type { TimelineAnswer } from "../api/types";
import { exactDay } from "../model/days";
import { day } from "../state/matter";
import { span } from "../state/timeline";
import { scaleOf } from "./scale";

interface Props {
  store: TimelineAnswer["stores"][number];
  width: number;
  height?: number;
}

/** When one store trusts the target, as a bar; a new field begins where the number of paths changes. */
export function StoreBar({ store, width, height = 22 }: Props) {
  const x = scaleOf(span.value, width);
  const at = x(day.value);
  return (
    <svg class="store-bar" width={width} height={height} role="img" aria-label={inWords(store)}>
      <rect class="bar-ground" x="8" y="4" width={Math.max(0, width - 16)} height={height - 8} rx="2" />
      {store.intervals.map(({ from, to, paths }) => {
        const [left, right] = [x(exactDay(from)), x(exactDay(to))];
        const room = right - left;
        // Beside the line of the day in question, not under it.
        const start = left <= at && at < left + 60 && at < right ? at : left;
        const text = `${paths} ${paths === "1" ? "path" : "paths"}`;
        return (
          <g key={from}>
            <rect class={paths === "1" ? "bar-trusted single" : "bar-trusted"} x={left} y="4" width={Math.max(1.5, room)} height={height - 8} />
            <line class="bar-edge" x1={left} x2={left} y1="2" y2={height - 2} />
            {right - start > text.length * 7 + 8 && <text x={start + 6} y={height / 2 + 4}>{text}</text>}
          </g>
        );
      })}
      <line class="bar-now" x1={at} x2={at} y1="0" y2={height} />
    </svg>
  );
}

const inWords = (store: Props["store"]): string =>
  store.intervals.length === 0
    ? `${store.store}: never trusted`
    : `${store.store}: ` +
      store.intervals.map(({ from, to, paths }) => `trusted from ${from.slice(0, 10)} to ${to.slice(0, 10)} by ${paths} paths`).join("; ");
