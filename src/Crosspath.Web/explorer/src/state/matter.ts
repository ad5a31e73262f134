import { computed } from "@preact/signals";
import type { Matter } from "../api/questions";
import { dayOf, today } from "../model/days";
import { collection, target } from "./collection";
import { page } from "./location";

export const matter = computed<Matter>(() => ({
  certificates: collection.value,
  target: target.value,
  state: page.value,
}));

/** The day in question. */
export const day = computed(() => (page.value.at === undefined ? today() : dayOf(page.value.at)));

/** What an answer depends on besides the time; undefined while there is nothing to ask about. */
export const subjectKey = computed(() =>
  target.value === undefined
    ? undefined
    : JSON.stringify([
        collection.value.map((one) => [one.sha256, one.role]),
        target.value,
        page.value.stores,
        page.value.purpose,
        page.value.host,
        page.value.policy,
        page.value.ignoresAnchorDates,
      ]),
);

export const scenarioKey = computed(() => JSON.stringify(page.value.scenario));
