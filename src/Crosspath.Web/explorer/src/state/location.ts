// The whole state of the page is in the fragment of its address, so that a finding can be shared: the view, the question,
// the scenario, what is selected, and the certificates themselves where they are few (certificates.ts). A fragment never
// reaches the server's logs.
import { signal } from "@preact/signals";

export const views = ["graph", "paths", "time", "whatif", "clients", "certificate", "census"] as const;
export type View = (typeof views)[number];

/** Distrust of an anchor: everywhere, or in one store. */
export interface Distrust {
  anchor: string;
  store?: string;
}

/** A what-if. Hashes are whole ones. */
export interface Scenario {
  removeStores: string[];
  distrust: Distrust[];
  revoke: string[];
  compromise: string[];
  /** Certificates of the collection that are there only in this what-if. */
  add: string[];
}

export interface PageState {
  view: View;
  /** A demonstration that the server made, instead of certificates of one's own. */
  demo?: string;
  /** SHA-256 of the certificate in question. */
  target?: string;
  /** The day in question; without one it is today. */
  at?: string;
  purpose: string;
  host?: string;
  policy?: string;
  stores: string[];
  /** As old devices do: an anchor is a name and a key, whose own certificate may have ended. */
  ignoresAnchorDates: boolean;
  scenario: Scenario;
  /** What is selected in graph and table: `i:` and an identity, or `c:` and a certificate. */
  selected?: string;
  /** The path that is lit up: its certificates' first digits. */
  path?: string;
  client?: string;
  step?: number;
  /** Whether the graph shows only the neighbourhood of what is selected. */
  focus?: string;
  /** Packed certificates. */
  packed?: string;
}

export const noScenario: Scenario = { removeStores: [], distrust: [], revoke: [], compromise: [], add: [] };
export const noState: PageState = { view: "graph", purpose: "serverAuth", stores: [], ignoresAnchorDates: false, scenario: noScenario };

export const page = signal<PageState>(read(location.hash));

/** Changes some of the state. A change of the view is a step that Back undoes; the rest replaces. */
export function go(change: Partial<PageState>): void {
  const before = page.value;
  const after = { ...before, ...change };
  const hash = write(after);
  if (hash === location.hash) return;
  if (after.view !== before.view) history.pushState(null, "", hash);
  else replaceSoon(hash);
  page.value = after;
}

export const changeScenario = (change: Partial<Scenario>): void =>
  go({ scenario: { ...page.value.scenario, ...change } });

export const isChanged = (scenario: Scenario): boolean =>
  Object.values(scenario).some((list: unknown[]) => list.length > 0);

/** The address of another view with the same state, for links that can be opened in another tab. */
export const addressOf = (change: Partial<PageState>): string => write({ ...page.value, ...change });

addEventListener("popstate", () => (page.value = read(location.hash)));

// Browsers refuse more than about a hundred changes of the address in half a minute, and a slider makes more.
let waiting: ReturnType<typeof setTimeout> | undefined;
function replaceSoon(hash: string): void {
  clearTimeout(waiting);
  waiting = setTimeout(() => history.replaceState(null, "", hash), 150);
}

function write(state: PageState): string {
  const words = new URLSearchParams();
  const set = (name: string, value: string | undefined) => value && words.set(name, value);
  set("demo", state.demo);
  set("target", state.target);
  set("at", state.at);
  if (state.purpose !== noState.purpose) set("purpose", state.purpose);
  set("host", state.host);
  set("policy", state.policy);
  set("stores", state.stores.join(","));
  if (state.ignoresAnchorDates) set("anchors", "ignore");
  const { scenario } = state;
  set("off", scenario.removeStores.join(","));
  set("distrust", scenario.distrust.map((one) => (one.store ? `${one.anchor}@${one.store}` : one.anchor)).join(","));
  set("revoke", scenario.revoke.join(","));
  set("compromise", scenario.compromise.join(","));
  set("add", scenario.add.join(","));
  set("focus", state.focus);
  set("selected", state.selected);
  set("path", state.path);
  set("client", state.client);
  if (state.step) set("step", String(state.step));
  set("c", state.packed);
  const text = words.toString().replaceAll("%2C", ",").replaceAll("%40", "@").replaceAll("%3A", ":");
  return `#/${state.view}${text === "" ? "" : `?${text}`}`;
}

function read(hash: string): PageState {
  const [name = "", text = ""] = hash.replace(/^#\/?/, "").split("?");
  const words = new URLSearchParams(text);
  const list = (key: string) => (words.get(key) ?? "").split(",").filter((word) => word !== "");
  const one = (key: string) => words.get(key) ?? undefined;
  return {
    ...noState,
    view: views.find((view) => view === name) ?? "graph",
    demo: one("demo"),
    target: one("target"),
    at: one("at"),
    purpose: one("purpose") ?? noState.purpose,
    host: one("host"),
    policy: one("policy"),
    stores: list("stores"),
    ignoresAnchorDates: one("anchors") === "ignore",
    scenario: {
      removeStores: list("off"),
      distrust: list("distrust").map(readDistrust),
      revoke: list("revoke"),
      compromise: list("compromise"),
      add: list("add"),
    },
    focus: one("focus"),
    selected: one("selected"),
    path: one("path"),
    client: one("client"),
    step: Number(one("step") ?? 0) || undefined,
    packed: one("c"),
  };
}

function readDistrust(word: string): Distrust {
  const at = word.indexOf("@");
  return at < 0 ? { anchor: word } : { anchor: word.slice(0, at), store: word.slice(at + 1) };
}
