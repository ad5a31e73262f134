import { signal } from "@preact/signals";
import type { PathsAnswer } from "../api/types";
import type { Answer } from "../parts/useAnswer";

/** The paths on the day in question, under the scenario: most views need them, so they are asked for once (App). */
export const verdict = signal<Answer<PathsAnswer>>({ isBusy: false });
