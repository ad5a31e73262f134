import { useEffect, useRef, useState } from "preact/hooks";
import type { Span } from "../state/timeline";

/** Half of a slider's thumb: the scale keeps that much off both ends, so that the thumb stands over its day. */
const inset = 8;

export const scaleOf = ({ from, to }: Span, width: number) => (day: number): number =>
  inset + ((Math.min(Math.max(day, from), to) - from) / (to - from)) * (width - 2 * inset);

/** The width of an element, as it changes. */
export function useWidth<T extends HTMLElement>() {
  const box = useRef<T>(null);
  const [width, setWidth] = useState(600);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => entry && setWidth(Math.max(160, entry.contentRect.width)));
    observer.observe(box.current!);
    return () => observer.disconnect();
  }, []);
  return [box, width] as const;
}
