// How the picture says what it says. Nothing is told by colour alone: expired is dashed, not yet valid dotted, revoked
// dashed with a bar across, cross-signs end in a diamond, anchors have a double frame; and each line has words on it.
import type cytoscape from "cytoscape";
import { colourOf } from "../state/theme";

const font = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif';

export function graphStyle(): cytoscape.StylesheetJson {
  const [surface, page, text, muted] = [colourOf("raised"), colourOf("page"), colourOf("text"), colourOf("muted")];
  const [line, accent, cross, bad, warn] = [
    colourOf("line-strong"), colourOf("accent"), colourOf("cross"), colourOf("bad"), colourOf("warn"),
  ];
  return [
    {
      selector: "node",
      style: {
        shape: "round-rectangle",
        width: "data(width)",
        height: "data(height)",
        label: "data(label)",
        "background-color": surface,
        "border-color": line,
        "border-width": 1.25,
        color: text,
        "font-family": font,
        "font-size": 12.5,
        "line-height": 1.25,
        "text-wrap": "wrap",
        "text-max-width": "data(textWidth)" as never,
        "text-valign": "center",
        "text-halign": "center",
        "min-zoomed-font-size": 5,
      },
    },
    { selector: "node.anchor", style: { "border-style": "double", "border-width": 5, "border-color": text } },
    { selector: "node.cross", style: { "border-color": cross, "border-width": 2 } },
    { selector: "node.anchor.cross", style: { "border-color": cross, "border-width": 5 } },
    {
      selector: "node.target",
      style: { "background-color": accent, "border-color": accent, color: colourOf("accent-text"), "font-weight": "bold" },
    },
    {
      selector: "edge",
      style: {
        width: 1.75,
        "curve-style": "bezier",
        "control-point-step-size": 56,
        "line-color": line,
        "target-arrow-color": line,
        "target-arrow-shape": "triangle",
        "arrow-scale": 0.95,
        label: "data(label)",
        "font-family": font,
        "font-size": 10.5,
        color: muted,
        "text-wrap": "wrap",
        "text-background-color": page,
        "text-background-opacity": 0.92,
        "text-background-padding": "2px",
        "text-background-shape": "roundrectangle",
        "min-zoomed-font-size": 7,
        "source-endpoint": "outside-to-node",
        "target-endpoint": "outside-to-node",
        "target-distance-from-node": 3,
      },
    },
    {
      selector: "edge.routed",
      style: {
        "curve-style": "round-segments",
        "segment-weights": "data(weights)" as never,
        "segment-distances": "data(distances)" as never,
        "segment-radii": [26],
        "edge-distances": "node-position",
        "text-margin-x": "data(wordsX)" as never,
        "text-margin-y": "data(wordsY)" as never,
      },
    },
    { selector: "edge.cross", style: { "line-color": cross, "target-arrow-color": cross, "target-arrow-shape": "diamond", "arrow-scale": 1.15 } },
    { selector: "edge.expired", style: { "line-style": "dashed", "line-dash-pattern": [7, 5] } },
    { selector: "edge.early", style: { "line-style": "dotted" } },
    {
      selector: "edge.revoked",
      style: {
        "line-style": "dashed",
        "line-dash-pattern": [3, 4],
        "line-color": bad,
        "target-arrow-color": bad,
        "mid-target-arrow-shape": "tee",
        "mid-target-arrow-color": bad,
        "arrow-scale": 1.3,
        color: bad,
      },
    },
    { selector: "node.off", style: { "border-style": "dashed", "border-color": bad, "border-width": 2, color: bad } },
    {
      selector: "edge.cut",
      style: { "underlay-color": warn, "underlay-opacity": 0.45, "underlay-padding": 5, color: warn, "font-weight": "bold" },
    },
    { selector: "node.cut", style: { "underlay-color": warn, "underlay-opacity": 0.45, "underlay-padding": 7 } },
    { selector: ".dim", style: { opacity: 0.45 } },
    {
      selector: "edge.lit",
      style: { width: 3.5, opacity: 1, "underlay-color": accent, "underlay-opacity": 0.22, "underlay-padding": 5, "z-index": 5 },
    },
    { selector: "node.lit", style: { opacity: 1, "underlay-color": accent, "underlay-opacity": 0.22, "underlay-padding": 5 } },
    { selector: "edge.now, node.now", style: { opacity: 1, "underlay-color": warn, "underlay-opacity": 0.3, "underlay-padding": 7, "z-index": 6 } },
    { selector: "node:selected, node.selected", style: { "outline-color": accent, "outline-width": 3, "outline-offset": 4 } as never },
    { selector: "edge:selected, edge.selected", style: { width: 4, "overlay-color": accent, "overlay-opacity": 0.18, "overlay-padding": 4 } },
    { selector: "core", style: { "active-bg-opacity": 0, "selection-box-opacity": 0 } as never },
  ];
}
