import { Fragment } from "preact";
import { shownOn, type NamedEvent } from "../model/events";
import { isoDay } from "../model/days";
import { nameOf } from "../state/names";
import { go } from "../state/location";
import { day } from "../state/matter";
import { events, span, timeline } from "../state/timeline";
import { crossSignedCertificates } from "../state/trust";
import { verdict } from "../state/verdict";
import { DaySlider } from "../time/DaySlider";
import { StoreBar } from "../time/StoreBar";
import { TimeScale } from "../time/TimeScale";
import { grouped, namesOf } from "../time/groups";
import { scaleOf, useWidth } from "../time/scale";
import { PathLine } from "../parts/PathLine";

export function TimeView() {
  const [box, width] = useWidth<HTMLDivElement>();
  const { value, error, isBusy } = timeline.value;
  const turns = events.value.filter((event) => event.isTurn);
  return (
    <div class="stack time-view">
      <section class={`panel ${isBusy ? "busy" : ""}`} aria-labelledby="bars">
        <h2 id="bars">When each store trusts it</h2>
        {error !== undefined && <p class="notice bad">{error}</p>}
        <div class="bars">
          <div class="bars-time" ref={box}>
            {grouped(value?.stores ?? []).map((group) => (
              <Fragment key={group.stores[0]}>
                <p class="bars-name" title={group.stores.join(", ")}>
                  <strong>{namesOf(group, 9)}</strong> <span class="muted">{endOf(group.timeline)}</span>
                </p>
                {group.timeline.intervals.length > 0 && <StoreBar store={group.timeline} width={width} />}
              </Fragment>
            ))}
            <div class="bars-foot">
              <EventMarks width={width} turns={turns} />
              <DaySlider />
              <TimeScale width={width} />
            </div>
          </div>
        </div>
      </section>
      <div class="columns">
        <section class="panel" aria-labelledby="events">
          <h2 id="events">What happens when</h2>
          <EventList />
        </section>
        <section class="panel" aria-labelledby="that-day">
          <h2 id="that-day">On {isoDay(day.value)}</h2>
          <ThatDay />
        </section>
      </div>
      <Siblings />
    </div>
  );
}

function endOf(store: { intervals: { to: string }[]; lastPath?: { diesAt: string; cause: string } }): string {
  if (store.intervals.length === 0) return "never";
  return store.lastPath ? `until ${store.lastPath.diesAt.slice(0, 10)}: ${store.lastPath.cause}` : "";
}

/** Numbers on the scale that lead to the list of events; those that would overlap share a place. */
function EventMarks({ width, turns }: { width: number; turns: NamedEvent[] }) {
  const x = scaleOf(span.value, width);
  const marks: { at: number; first: number; last: number }[] = [];
  turns.forEach((event, index) => {
    const at = x(event.day);
    const before = marks[marks.length - 1];
    if (before && at - before.at < 22) before.last = index + 1;
    else marks.push({ at, first: index + 1, last: index + 1 });
  });
  return (
    <svg class="event-marks" width={width} height="18" aria-hidden="true">
      {turns.map((event) => <path key={`${event.day} ${event.text}`} d={`M${x(event.day)} 0l-4 6h8z`} />)}
      {marks.map(({ at, first, last }) => (
        <text key={first} x={at} y="17" text-anchor="middle">{first === last ? first : `${first}–${last}`}</text>
      ))}
    </svg>
  );
}

function EventList() {
  const all = events.value;
  if (all.length === 0) return <p class="muted">Nothing changes.</p>;
  const turns = all.filter((event) => event.isTurn);
  const { from, to } = span.value;
  const [before, within, after] = [
    all.filter((event) => event.day < from),
    all.filter((event) => from <= event.day && event.day <= to),
    all.filter((event) => to < event.day),
  ];
  return (
    <>
      <Folded title="Before the scale begins" some={before} turns={turns} />
      <EventItems some={within} turns={turns} />
      <Folded title="After it ends" some={after} turns={turns} />
    </>
  );
}

function Folded({ title, some, turns }: { title: string; some: NamedEvent[]; turns: NamedEvent[] }) {
  if (some.length === 0) return null;
  return (
    <details class="folded">
      <summary class="muted">{title}: {some.length} more</summary>
      <EventItems some={some} turns={turns} />
    </details>
  );
}

function EventItems({ some, turns }: { some: NamedEvent[]; turns: NamedEvent[] }) {
  return (
    <ol class="events">
      {some.map((event) => (
        <li key={`${event.day} ${event.text} ${event.store}`} class={event.isTurn ? "turn" : ""}>
          <span class="event-number number">{event.isTurn ? turns.indexOf(event) + 1 : ""}</span>
          <button type="button" class="link number" onClick={() => go({ at: isoDay(shownOn(event)) })} aria-label={`Go to ${isoDay(Math.floor(event.day))}`}>
            {isoDay(Math.floor(event.day))}
          </button>
          <span class="breakable">
            <bdi>{event.text}</bdi>
            {event.store !== undefined && !event.text.includes(event.store) && <span class="muted"> ({event.store})</span>}
            {event.isTurn && event.kind !== "begins" && <span class="badge warn">paths change</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}

function ThatDay() {
  const { value, isBusy } = verdict.value;
  if (!value?.paths) return null;
  return (
    <ul class={`stack tight ${isBusy ? "busy" : ""}`}>
      {value.paths.slice(0, 10).map((path) => (
        <li key={path.certificates.join()} class="day-path">
          <span class={`verdict ${path.valid ? "good" : "bad"}`}>{path.valid ? "✓ valid" : "✕ not valid"}</span>
          <PathLine certificates={path.certificates} crossSigned={crossSignedCertificates.value} />
          {path.findings.map((finding) => <p key={finding.code + finding.certificate} class="muted small">{finding.message}</p>)}
        </li>
      ))}
      {value.paths.length === 0 && <li class="muted">There is no path to an anchor.</li>}
    </ul>
  );
}

function Siblings() {
  const answer = timeline.value.value;
  const former = answer?.formerAnchors ?? [];
  const revoked = answer?.validAfterRevocationOf ?? [];
  if (former.length === 0 && revoked.length === 0) return null;
  return (
    <section class="panel stack tight" aria-labelledby="nevertheless">
      <h2 id="nevertheless">Trusted nevertheless</h2>
      <ul class="stack tight">
        {revoked.map((one) => (
          <li key={one.certificate + one.from}>
            <span class="badge warn">revoked sibling</span> <bdi>{nameOf(one.certificate)}</bdi>: {one.reason}; trusted{one.from === null ? "" : ` from ${one.from.slice(0, 10)}`}
            {one.to === null ? "" : ` to ${one.to.slice(0, 10)}`} by {one.stores.join(", ")}
          </li>
        ))}
        {former.map((one) => (
          <li key={one.certificate + one.store}>
            <span class="badge">former anchor</span> <bdi>{nameOf(one.certificate)}</bdi> was an anchor of {one.store} until {one.anchorUntil.slice(0, 10)},
            and is reached through a cross-sign only
          </li>
        ))}
      </ul>
    </section>
  );
}
