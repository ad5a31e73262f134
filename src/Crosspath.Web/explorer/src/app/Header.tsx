import { useEffect, useRef } from "preact/hooks";
import { addressOf, go, page, type View } from "../state/location";
import { nextTheme, theme } from "../state/theme";
import { target } from "../state/collection";
import { Share } from "./Share";

const tabs: [View, string][] = [
  ["graph", "Graph"],
  ["paths", "Paths"],
  ["time", "Time"],
  ["whatif", "What if"],
  ["clients", "Clients"],
  ["certificate", "Certificate"],
  ["census", "Census"],
];

const themes = { auto: "◐ Auto", light: "☀ Light", dark: "☾ Dark" } as const;

export function Header() {
  const { view } = page.value;
  const bar = useRef<HTMLUListElement>(null);
  useEffect(() => {
    // On a phone the bar scrolls; the page must not.
    const [list, tab] = [bar.current!, bar.current!.querySelector<HTMLElement>("[aria-current]")];
    const frame = list.parentElement!;
    if (tab && frame.scrollWidth > frame.clientWidth) frame.scrollLeft = tab.offsetLeft - frame.offsetLeft - 60;
  }, [view]);
  return (
    <header class="top">
      <a class="wordmark" href={addressOf({ view: "graph" })} onClick={stay(() => go({ view: "graph" }))}>
        <img src="/mark.svg" alt="" width="22" height="22" />
        Crosspath
      </a>
      <nav aria-label="Views" class="tabs">
        <ul ref={bar}>
          {tabs.map(([name, text]) => (
            <li key={name}>
              <a href={addressOf({ view: name })} aria-current={view === name ? "page" : undefined} onClick={stay(() => go({ view: name }))}>
                {text}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div class="top-tools">
        {target.value !== undefined && <Share />}
        <button type="button" class="plain small" onClick={nextTheme} aria-label={`Colours: ${theme.value}. Change`}>
          {themes[theme.value]}
        </button>
      </div>
    </header>
  );
}

/** A plain click changes the page in place; with Ctrl and the like the browser opens the link as it does any other. */
const stay = (action: () => void) => (event: MouseEvent) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  action();
};
