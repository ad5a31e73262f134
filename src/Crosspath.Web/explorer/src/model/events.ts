import type { TimelineAnswer, TimelineEvent } from "../api/types";
import { exactDay } from "./days";
import type { TrustGraph } from "./graph";
import { friendlyName, shown } from "./names";

export interface NamedEvent {
  day: number;
  /** As it is told to people, without the day. */
  text: string;
  kind: TimelineEvent["kind"] | "ends";
  /** Whether a timeline changes there. */
  isTurn: boolean;
  store?: string;
}

const second = 1 / 86_400;

/** The events on the way of a target, in order of time; where a timeline ends for another reason, that reason. */
export function eventsOf(answer: TimelineAnswer, graph?: TrustGraph): NamedEvent[] {
  const turns = answer.stores.flatMap((store) => store.intervals.flatMap(({ from, to }) => [exactDay(from), exactDay(to)]));
  const found: NamedEvent[] = (answer.events ?? []).map(({ at, text, kind, store, certificate, subject }) => ({
    day: exactDay(at),
    text: `${friendlyName(subject)}${issuerWords(certificate, graph)} ${shown(text)}`,
    kind,
    isTurn: turns.some((turn) => Math.abs(turn - exactDay(at)) <= second * 1.5),
    store: store ?? undefined,
  }));
  for (const { store, lastPath } of answer.stores) {
    if (!lastPath) continue;
    const day = exactDay(lastPath.diesAt);
    if (found.some((event) => Math.abs(event.day - day) <= second * 1.5)) continue;
    found.push({ day, text: shown(lastPath.cause), kind: "ends", isTurn: true, store });
  }
  return found.sort((a, b) => a.day - b.day || (a.text < b.text ? -1 : 1));
}

/** Siblings are told apart by who signed them. */
function issuerWords(certificate: string, graph: TrustGraph | undefined): string {
  const edge = graph?.certificates.get(certificate);
  return edge && edge.issuer !== edge.identity ? ` by ${friendlyName(edge.issuerName)}` : "";
}

/** Ends show on the day after; everything else on the day itself. */
export const shownOn = ({ day, kind }: NamedEvent): number => Math.floor(day) + (kind === "expires" || kind === "ends" ? 1 : 0);
