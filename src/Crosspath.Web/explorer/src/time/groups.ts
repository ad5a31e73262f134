import type { TimelineAnswer } from "../api/types";

type StoreTimeline = TimelineAnswer["stores"][number];

/** Stores that trust the target alike. */
export interface StoreGroup {
  stores: string[];
  timeline: StoreTimeline;
}

/** Timelines with the stores that share each; those of stores that never trust the target come last. */
export function grouped(stores: readonly StoreTimeline[]): StoreGroup[] {
  const groups = new Map<string, StoreGroup>();
  for (const timeline of stores) {
    const key = JSON.stringify([timeline.intervals, timeline.lastPath?.cause]);
    const known = groups.get(key);
    if (known) known.stores.push(timeline.store);
    else groups.set(key, { stores: [timeline.store], timeline });
  }
  const isNever = (group: StoreGroup) => (group.timeline.intervals.length === 0 ? 1 : 0);
  return [...groups.values()].sort((a, b) => isNever(a) - isNever(b));
}

/** The names of a group, the first of them where they are many. */
export const namesOf = ({ stores }: StoreGroup, most: number): string =>
  stores.length <= most ? stores.join(", ") : `${stores.slice(0, most - 1).join(", ")} and ${stores.length - most + 1} more`;
