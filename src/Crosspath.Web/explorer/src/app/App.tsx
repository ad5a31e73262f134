import type { Signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { wantsToken } from "../api/client";
import { graphOf, pathsOf, timelineOf } from "../api/questions";
import { useAnswer, type Answer } from "../parts/useAnswer";
import { isLoading, problem, restore, target } from "../state/collection";
import { nameOf } from "../state/names";
import { page, type View } from "../state/location";
import { day, matter, scenarioKey, subjectKey } from "../state/matter";
import { timeline } from "../state/timeline";
import { loaded } from "../state/trust";
import { verdict } from "../state/verdict";
import { CensusView } from "../views/CensusView";
import { CertificateView } from "../views/CertificateView";
import { ClientsView } from "../views/ClientsView";
import { GraphView } from "../views/GraphView";
import { PathsView } from "../views/PathsView";
import { TimeView } from "../views/TimeView";
import { WhatIfView } from "../views/WhatIfView";
import { Header } from "./Header";
import { addFiles } from "./Intake";
import { QuestionBar } from "./QuestionBar";
import { Start } from "./Start";
import { TokenForm } from "./TokenForm";

const screens: Record<View, () => preact.JSX.Element> = {
  graph: GraphView,
  paths: PathsView,
  time: TimeView,
  whatif: WhatIfView,
  clients: ClientsView,
  certificate: CertificateView,
  census: CensusView,
};

export function App() {
  const { view, demo, packed } = page.value;
  useEffect(() => void restore(), [demo, packed]);
  useQuestion();
  const isDropping = useDrop();
  const hasQuestion = target.value !== undefined;
  const Screen = screens[view];
  const isExpected = !hasQuestion && isLoading.value;
  return (
    <>
      <a class="skip button" href="#main" onClick={toMain}>Skip to the content</a>
      <Header />
      {hasQuestion && view !== "census" && <QuestionBar />}
      {problem.value !== undefined && <p class="notice bad problem" role="alert">{problem.value}</p>}
      <main id="main" tabIndex={-1} class={`view view-${view}`}>
        {wantsToken.value ? <TokenForm /> : hasQuestion || view === "census" ? <Screen /> : isExpected ? <p class="muted waiting">Reading certificates…</p> : <Start />}
      </main>
      {isDropping && <div class="dropping" aria-hidden="true">Drop certificates to add them</div>}
    </>
  );
}

/** The fragment is the state of the page, so the link must not change it. */
function toMain(event: Event) {
  event.preventDefault();
  document.getElementById("main")?.focus();
}

/** Asks what most views need, once for all of them. */
function useQuestion() {
  const about = subjectKey.value;
  const asked = target.value && nameOf(target.value);
  const changed = scenarioKey.value;
  const isExplained = page.value.view === "paths";
  useShared(verdict, about && `${about} ${day.value} ${changed} ${isExplained}`, (signal) => pathsOf(matter.value, isExplained, signal));
  useShared(timeline, about && `${about} ${changed}`, (signal) => timelineOf(matter.value, signal));
  useShared(loaded, about && `${about} ${day.value}`, (signal) => graphOf(matter.value, signal));
  useEffect(() => {
    document.title = asked === undefined ? "Crosspath" : `${asked} · Crosspath`;
  }, [asked]);
}

function useShared<T>(shared: Signal<Answer<T>>, key: string | undefined, ask: (signal: AbortSignal) => Promise<T>) {
  const answer = useAnswer(key, ask);
  useEffect(() => {
    shared.value = answer;
  }, [answer]);
}

function useDrop(): boolean {
  const [isDropping, setDropping] = useState(false);
  useEffect(() => {
    const stop = new AbortController();
    const on = (name: "dragover" | "dragleave" | "drop", what: (event: DragEvent) => void) =>
      addEventListener(name, (event) => {
        if (!event.dataTransfer?.types.includes("Files")) return;
        event.preventDefault();
        what(event);
      }, { signal: stop.signal });
    on("dragover", () => setDropping(true));
    on("dragleave", (event) => event.relatedTarget === null && setDropping(false));
    on("drop", (event) => {
      setDropping(false);
      void addFiles(event.dataTransfer!.files);
    });
    return () => stop.abort();
  }, []);
  return isDropping;
}
