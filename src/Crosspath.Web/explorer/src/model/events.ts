// The events of a timeline. The server names those it knows of; beginnings and ends of certificates are in the graph, and
// one that falls where a timeline changes is what changed it.
import type { TimelineAnswer } from "../api/types";
import { exactDay, timeText } from "./days";
import type { TrustGraph } from "./graph";

export interface NamedEvent {
  day: number;
  /** As it is told to people, without the day. */
  text: string;
  kind: string;
  /** Whether a timeline changes there. */
  isTurn: boolean;
  certificate?: string;
  store?: string;
}

const second = 1 / 86_400;

export function eventsOf(answer: TimelineAnswer, graph: TrustGraph | undefined): NamedEvent[] {
  const turns = answer.stores.flatMap((store) => store.intervals.flatMap(({ from, to }) => [exactDay(from), exactDay(to)]));
  const isTurn = (day: number) => turns.some((turn) => Math.abs(turn - day) <= second * 1.5);
  const found: NamedEvent[] = (answer.events ?? []).map((event) => ({
    day: exactDay(event.at),
    text: event.text,
    kind: event.kind,
    isTurn: isTurn(exactDay(event.at)),
    certificate: event.certificate ?? undefined,
    store: event.store ?? undefined,
  }));
  const isNamed = (day: number, certificate: string) =>
    found.some((event) => event.certificate === certificate && Math.abs(event.day - day) < 1);
  for (const edge of graph?.certificates.values() ?? []) {
    const name = graph!.identities.get(edge.identity)?.name ?? edge.sha256.slice(0, 8);
    const issuer = edge.issuer === undefined || edge.issuer === edge.identity ? undefined : graph!.identities.get(edge.issuer)?.name;
    const by = issuer === undefined ? "" : ` by ${issuer}`;
    for (const [time, kind, verb] of [[edge.notBefore, "begin", "begins"], [edge.notAfter, "expiry", "expires"]] as const) {
      const day = exactDay(time);
      if (isNamed(day, edge.sha256) || (kind === "begin" && !isTurn(day))) continue;
      found.push({ day, text: `${name}${by} ${verb}`, kind, isTurn: isTurn(day), certificate: edge.sha256 });
    }
  }
  for (const store of answer.stores) {
    const last = store.lastPath;
    if (!last || found.some((event) => Math.abs(event.day - exactDay(last.diesAt)) <= 1 && event.isTurn)) continue;
    found.push({ day: exactDay(last.diesAt), text: last.cause, kind: "end", isTurn: true, store: store.store });
  }
  return found.sort((a, b) => a.day - b.day || (a.text < b.text ? -1 : 1));
}

export const eventTime = (event: NamedEvent): string =>
  timeText(new Date(event.day * 86_400_000 + 0.5).toISOString()).slice(0, 10);
