import cytoscape from "cytoscape";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { TrustGraph } from "../model/graph";
import { colours } from "../state/theme";
import { graphStyle } from "./graphStyle";
import { layOut, place } from "./layout";
import { draw, type Drawn, type Stress } from "./picture";
import { describe, neighbour, type Direction } from "./walk";

interface Props {
  graph: TrustGraph;
  day: number;
  target?: string;
  stress: Stress;
  selected?: string;
  onSelect: (id: string | undefined) => void;
  onOpen?: (id: string) => void;
}

const arrows: Record<string, Direction> = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right" };

/** The trust graph as a picture that can be dragged, zoomed, and walked with the arrow keys. */
export function GraphCanvas({ graph, day, target, stress, selected, onSelect, onOpen }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const drawing = useRef<cytoscape.Core>(undefined);
  const handlers = useRef({ onSelect, onOpen });
  handlers.current = { onSelect, onOpen };
  const [spoken, speak] = useState("");
  const drawn = useMemo(() => draw(graph, day, target, stress), [graph, day, target, stress]);
  const shape = useMemo(() => shapeOf(drawn), [drawn]);

  useEffect(() => {
    const core = start(box.current!);
    drawing.current = core;
    core.on("tap", "node, edge", ({ target: element }) => handlers.current.onSelect(element.id()));
    core.on("tap", ({ target: element }) => element === core && handlers.current.onSelect(undefined));
    core.on("dbltap", "node, edge", ({ target: element }) => handlers.current.onOpen?.(element.id()));
    const size = new ResizeObserver(() => fit(core));
    size.observe(box.current!);
    return () => {
      size.disconnect();
      core.destroy();
    };
  }, []);

  useEffect(() => {
    drawing.current?.style(graphStyle());
  }, [colours.value]);

  useEffect(() => update(drawing.current!, drawn), [drawn]);

  useEffect(() => {
    let isCurrent = true;
    const core = drawing.current!;
    void layOut(drawn, core.width() < 600).then((answer) => {
      if (!isCurrent) return;
      place(core, answer);
      core.container()?.setAttribute("data-laid-out", String(core.nodes().length));
      begin(core);
    });
    return () => void (isCurrent = false);
  }, [shape]);

  useEffect(() => {
    const core = drawing.current!;
    core.elements(".selected").removeClass("selected");
    if (selected !== undefined) core.getElementById(selected).addClass("selected");
  }, [selected, drawn]);

  const onKeyDown = (event: KeyboardEvent) => {
    const core = drawing.current!;
    const move = arrows[event.key];
    if (move !== undefined) {
      const found = neighbour(core, selected, move, event.shiftKey);
      if (found === undefined) return;
      onSelect(found);
      reveal(core, found);
      speak(describe(core, found));
    } else if (event.key === "Enter" && selected !== undefined) onOpen?.(selected);
    else if (event.key === "Escape") onSelect(undefined);
    else if (event.key === "+" || event.key === "=") zoom(core, 1.25);
    else if (event.key === "-") zoom(core, 0.8);
    else if (event.key === "0") fit(core);
    else return;
    event.preventDefault();
  };

  return (
    <div class="graph-frame">
      <div
        ref={box}
        class="graph-canvas"
        role="application"
        tabIndex={0}
        aria-label="Trust graph"
        aria-describedby="graph-keys"
        onKeyDown={onKeyDown}
      />
      <p id="graph-keys" class="unseen">
        Arrow keys walk: up to an issuer, down to what it signed, left and right within the layer; with Shift along
        certificates. Enter opens the certificate. Plus, minus and zero zoom. The same is in the table.
      </p>
      <p class="unseen" aria-live="polite">{spoken}</p>
      <div class="graph-tools" role="group" aria-label="Zoom">
        <button type="button" aria-label="Zoom in" onClick={() => zoom(drawing.current!, 1.25)}>+</button>
        <button type="button" aria-label="Zoom out" onClick={() => zoom(drawing.current!, 0.8)}>−</button>
        <button type="button" aria-label="Show all" onClick={() => fit(drawing.current!)}>⤢</button>
      </div>
    </div>
  );
}

function start(container: HTMLElement): cytoscape.Core {
  return cytoscape({
    container,
    style: graphStyle(),
    layout: { name: "preset" },
    minZoom: 0.08,
    maxZoom: 2.5,
    boxSelectionEnabled: false,
    autounselectify: true,
    textureOnViewport: true,
    hideEdgesOnViewport: false,
    pixelRatio: "auto",
  });
}

/** What a layout depends on: which elements there are, and how large. */
const shapeOf = (drawn: Drawn[]): string =>
  drawn.map(({ id, group, data }) => (group === "nodes" ? `${id} ${data.width} ${data.height}` : id)).join("\n");

/** Classes that the canvas itself gives. */
const own = ["selected", "routed"];

/** Changes only what changed, so that a slider can be dragged over hundreds of elements. */
function update(core: cytoscape.Core, drawn: Drawn[]): void {
  core.batch(() => {
    const wanted = new Set(drawn.map(({ id }) => id));
    core.elements().filter((element) => !wanted.has(element.id())).remove();
    for (const { id, group, data, classes } of drawn) {
      const element = core.getElementById(id);
      if (element.empty()) {
        core.add({ group, data, classes } as cytoscape.ElementDefinition);
        continue;
      }
      if (element.data("label") !== data.label) element.data(data);
      element.classes([...classes, ...own.filter((name) => element.hasClass(name))]);
    }
  });
}

function fit(core: cytoscape.Core): void {
  core.resize();
  if (core.nodes().empty()) return;
  core.fit(undefined, 28);
  if (core.zoom() > 1.15) {
    core.zoom(1.15);
    core.center();
  }
}

/** Shows all where that can be read; else the surroundings of the target. */
function begin(core: cytoscape.Core): void {
  fit(core);
  if (core.zoom() >= 0.4) return;
  const centre = core.nodes(".target").nonempty() ? core.nodes(".target") : core.nodes().slice(0, 1);
  core.zoom(0.7);
  core.center(centre);
}

function zoom(core: cytoscape.Core, factor: number): void {
  core.zoom({ level: core.zoom() * factor, renderedPosition: { x: core.width() / 2, y: core.height() / 2 } });
}

function reveal(core: cytoscape.Core, id: string): void {
  const element = core.getElementById(id);
  const { x1, y1, x2, y2 } = element.renderedBoundingBox();
  if (x1 < 0 || y1 < 0 || x2 > core.width() || y2 > core.height()) core.center(element);
}
