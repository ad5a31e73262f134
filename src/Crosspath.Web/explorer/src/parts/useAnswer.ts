import { useEffect, useRef, useState } from "preact/hooks";

export interface Answer<T> {
  /** The newest answer that came; an older one stays while the next is awaited. */
  value?: T;
  error?: string;
  isBusy: boolean;
}

/**
 * Asks whenever the key changes, and gives up on what was asked before. Waits a moment first, so that a slider asks once
 * and not for each day it passes.
 */
export function useAnswer<T>(key: string | undefined, ask: (signal: AbortSignal) => Promise<T>): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T>>({ isBusy: key !== undefined });
  const isFirst = useRef(true);
  useEffect(() => {
    if (key === undefined) {
      setAnswer({ isBusy: false });
      return;
    }
    const stop = new AbortController();
    setAnswer((before) => ({ ...before, isBusy: true }));
    const timer = setTimeout(
      () => {
        ask(stop.signal).then(
          (value) => stop.signal.aborted || setAnswer({ value, isBusy: false }),
          (error: unknown) =>
            stop.signal.aborted || setAnswer((before) => ({ value: before.value, error: wordsOf(error), isBusy: false })),
        );
      },
      isFirst.current ? 0 : 120,
    );
    isFirst.current = false;
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [key]);
  return answer;
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
