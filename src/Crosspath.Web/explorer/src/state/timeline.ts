import { computed, signal } from "@preact/signals";
import type { TimelineAnswer } from "../api/types";
import type { Answer } from "../parts/useAnswer";
import { dayOf, exactDay, today } from "../model/days";
import { eventsOf, type NamedEvent } from "../model/events";
import { bySha, target } from "./collection";
import { day } from "./matter";
import { trust } from "./trust";

/** The timelines of the target under the scenario. */
export const timeline = signal<Answer<TimelineAnswer>>({ isBusy: false });

/** What happens on the way, named. */
export const events = computed<NamedEvent[]>(() => {
  const answer = timeline.value.value;
  return answer ? eventsOf(answer, trust.value.value) : [];
});

export interface Span {
  from: number;
  to: number;
}

/** The days that scales and sliders show: the life of the target, with some room. */
export const span = computed<Span>(() => {
  const own = bySha.value.get(target.value ?? "") ?? trust.value.value?.certificates.get(target.value ?? "");
  const days = (timeline.value.value?.stores ?? [])
    .flatMap((store) => store.intervals)
    .flatMap(({ from, to }) => [exactDay(from), exactDay(to)]);
  if (own) days.push(dayOf(own.notBefore), dayOf(own.notAfter));
  days.push(Math.min(today(), Math.max(...days, 0)), day.value);
  const [from, to] = [Math.min(...days), Math.max(...days)];
  const room = Math.max(20, (to - from) * 0.04);
  return { from: Math.floor(from - room), to: Math.ceil(to + room) };
});
