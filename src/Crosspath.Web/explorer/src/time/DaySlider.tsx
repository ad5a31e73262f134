import { isoDay } from "../model/days";
import { go } from "../state/location";
import { day } from "../state/matter";
import { span } from "../state/timeline";

/** Moves the day in question; arrow keys by a day, page keys by a month. */
export function DaySlider() {
  const { from, to } = span.value;
  const onKeyDown = (event: KeyboardEvent) => {
    const move = { PageUp: 30, PageDown: -30 }[event.key];
    if (move === undefined) return;
    event.preventDefault();
    go({ at: isoDay(Math.min(to, Math.max(from, day.value + move))) });
  };
  return (
    <input
      type="range"
      class="day-slider"
      min={from}
      max={to}
      step={1}
      value={day.value}
      aria-label="Day"
      aria-valuetext={isoDay(day.value)}
      onInput={(event) => go({ at: isoDay(Number(event.currentTarget.value)) })}
      onKeyDown={onKeyDown}
    />
  );
}
