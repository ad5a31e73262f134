import { isoDay, ticks } from "../model/days";
import { day } from "../state/matter";
import { span } from "../state/timeline";
import { scaleOf } from "./scale";

/** Years under bars, and the day in question. */
export function TimeScale({ width }: { width: number }) {
  const x = scaleOf(span.value, width);
  const at = x(day.value);
  const marks = ticks(span.value.from, span.value.to, Math.max(2, Math.floor(width / 74)));
  return (
    <svg class="time-scale" width={width} height="20" aria-hidden="true">
      {marks.map(({ day: mark, text }) => (
        <g key={mark}>
          <line x1={x(mark)} x2={x(mark)} y1="0" y2="5" />
          {Math.abs(x(mark) - at) > 58 && x(mark) < width - 24 && x(mark) > 22 && <text x={x(mark)} y="16" text-anchor="middle">{text}</text>}
        </g>
      ))}
      <text class="now" x={Math.min(width - 36, Math.max(36, at))} y="16" text-anchor="middle">{isoDay(day.value)}</text>
    </svg>
  );
}
