import { useEffect, useRef, useState } from "preact/hooks";
import { hex } from "../model/bytes";
import { useWidth } from "../time/scale";

interface Props {
  bytes: Uint8Array;
  header?: [number, number];
  content?: [number, number];
  /** Bytes to mark throughout. */
  marks?: readonly boolean[];
  label?: string;
  onPoint?: (offset: number) => void;
}

/** Bytes as hexadecimal digits. Pointing at one, or walking there with the arrow keys, tells its offset. */
export function HexDump({ bytes, header, content, marks, label = "Bytes", onPoint }: Props) {
  const [box, width] = useWidth<HTMLDivElement>();
  const [cursor, setCursor] = useState(0);
  const isKeyed = useRef(false);
  const perRow = width > 430 ? 16 : 8;
  useEffect(() => {
    if (!content || isKeyed.current) {
      isKeyed.current = false;
      return;
    }
    const frame = box.current!;
    const first = frame.querySelector<HTMLElement>(`[data-offset="${header![0]}"]`);
    if (!first || frame.matches(":hover")) return;
    const top = first.offsetTop - frame.offsetTop;
    if (top < frame.scrollTop || top > frame.scrollTop + frame.clientHeight - 40) frame.scrollTop = top - 60;
  }, [header?.[0]]);
  const point = (target: EventTarget | null) => {
    const offset = (target as HTMLElement | null)?.dataset?.offset;
    if (offset !== undefined) onPoint?.(Number(offset));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: perRow, ArrowUp: -perRow }[event.key];
    if (move === undefined || !onPoint) return;
    event.preventDefault();
    const next = Math.min(bytes.length - 1, Math.max(0, cursor + move));
    isKeyed.current = true;
    setCursor(next);
    onPoint(next);
  };
  const rows = [];
  for (let start = 0; start < bytes.length; start += perRow) {
    rows.push(
      <div key={start} class="hex-row">
        <span class="hex-offset">{start.toString(16).padStart(4, "0")}</span>
        {Array.from(bytes.subarray(start, start + perRow), (value, index) => (
          <span key={index} data-offset={start + index} class={classOf(start + index, header, content, marks)}>{hex(value)}</span>
        ))}
      </div>,
    );
  }
  return (
    <div ref={box} class="hex" tabIndex={0} role="group" aria-label={label} onKeyDown={onKeyDown} onMouseOver={(event) => point(event.target)}>
      {rows}
    </div>
  );
}

const isIn = (offset: number, range?: [number, number]) => range !== undefined && range[0] <= offset && offset < range[1];

function classOf(offset: number, header?: [number, number], content?: [number, number], marks?: readonly boolean[]): string {
  if (isIn(offset, header)) return "hex-byte hex-header";
  if (isIn(offset, content)) return "hex-byte hex-content";
  return marks?.[offset] ? "hex-byte hex-differs" : "hex-byte";
}
