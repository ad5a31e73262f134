import { useMemo, useRef, useState } from "preact/hooks";
import { dissected } from "../api/questions";
import type { Asn1Node } from "../api/types";
import { fromBase64 } from "../model/bytes";
import { shown } from "../model/names";
import { useAnswer } from "../parts/useAnswer";
import { HexDump } from "./HexDump";
import type { Shown } from "./useCertificate";

/** The ASN.1 tree beside the bytes: what is pointed at, or walked to, in one is marked in the other. */
export function ByteView({ one }: { one: Shown }) {
  const bytes = useMemo(() => fromBase64(one.der), [one.der]);
  const answer = useAnswer(one.sha256, async (signal) => (await dissected(one, signal)).asn1 ?? []);
  const [marked, mark] = useState(0);
  const nodes = answer.value ?? [];
  const node = nodes[marked];
  return (
    <div class="bytes">
      {answer.error !== undefined && <p class="notice bad">{answer.error}</p>}
      <Tree nodes={nodes} marked={marked} onMark={mark} />
      <div class="bytes-side">
        <HexDump
          bytes={bytes}
          header={node && [node.offset, node.offset + node.headerLength]}
          content={node && [node.offset + node.headerLength, node.offset + node.headerLength + node.length]}
          onPoint={(offset) => mark(deepestAt(nodes, offset))}
        />
        <p class="muted small bytes-words" aria-live="polite">
          {node && `${node.type}: ${node.length} bytes at ${node.offset}${node.name ? `, ${node.name}` : ""}`}
        </p>
      </div>
    </div>
  );
}

/** Nodes come in the order of their bytes, so the last one that holds a byte is the deepest. */
function deepestAt(nodes: Asn1Node[], offset: number): number {
  return nodes.findLastIndex((node) => node.offset <= offset && offset < node.offset + node.headerLength + node.length);
}

function Tree({ nodes, marked, onMark }: { nodes: Asn1Node[]; marked: number; onMark: (index: number) => void }) {
  const box = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const move = { ArrowDown: 1, ArrowUp: -1, PageDown: 15, PageUp: -15, Home: -nodes.length, End: nodes.length }[event.key];
    let next = marked + (move ?? 0);
    if (event.key === "ArrowLeft") next = nodes.findLastIndex((node, index) => index < marked && node.depth < nodes[marked]!.depth);
    else if (move === undefined) return;
    event.preventDefault();
    next = Math.min(nodes.length - 1, Math.max(0, next));
    onMark(next);
    box.current?.querySelectorAll<HTMLElement>("[role=treeitem]")[next]?.focus();
  };
  return (
    <div ref={box} class="asn1" role="tree" aria-label="ASN.1" onKeyDown={onKeyDown}>
      {nodes.map((node, index) => (
        <div
          key={node.offset}
          role="treeitem"
          aria-level={node.depth + 1}
          aria-selected={index === marked}
          tabIndex={index === marked ? 0 : -1}
          class={index === marked ? "asn1-node marked" : "asn1-node"}
          style={{ paddingInlineStart: `${8 + node.depth * 14}px` }}
          onMouseEnter={() => onMark(index)}
          onFocus={() => index !== marked && onMark(index)}
        >
          <span class="asn1-type">{node.type}</span> {node.name && <span class="asn1-name">{node.name}</span>}{" "}
          {node.value !== "" && <bdi class="asn1-value">{shortened(shown(node.value))}</bdi>}
        </div>
      ))}
    </div>
  );
}

const shortened = (text: string): string => (text.length <= 72 ? text : `${text.slice(0, 71)}…`);
