import { signal } from "@preact/signals";

/** What the visitor chose; "auto" follows the system. */
export type Theme = "auto" | "light" | "dark";

const key = "crosspath-theme";
const order: Theme[] = ["auto", "light", "dark"];

export const theme = signal<Theme>(remembered());

/** Counts changes of the colours in use, by the visitor or by the system: canvases redraw when it changes. */
export const colours = signal(0);

export function nextTheme(): void {
  theme.value = order[(order.indexOf(theme.value) + 1) % order.length] ?? "auto";
  try {
    localStorage.setItem(key, theme.value);
  } catch {
    // Storage may be switched off; the choice then lasts as long as the page.
  }
  apply();
}

export function startTheme(): void {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => colours.value++);
  apply();
}

function apply(): void {
  if (theme.value === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme.value;
  colours.value++;
}

function remembered(): Theme {
  try {
    const value = localStorage.getItem(key);
    return value === "light" || value === "dark" ? value : "auto";
  } catch {
    return "auto";
  }
}

/** The colour that a token of tokens.css has now, as canvases want it. */
export function colourOf(token: string): string {
  probe.style.color = `var(--${token})`;
  if (!probe.isConnected) document.body.append(probe);
  return getComputedStyle(probe).color;
}

const probe = document.createElement("span");
probe.hidden = true;
