// The certificates that the visitor brought, or took from a demonstration or the corpus: they live in the page (and, where
// they are few, in its address), and go along with each question.
import { computed, signal } from "@preact/signals";
import { certificatesIn, demoOf, type Certificate } from "../api/questions";
import { fromBase64, toPem } from "../model/bytes";
import { friendlyName } from "../model/names";
import { go, noScenario, page } from "./location";
import { pack, unpack, type Held, type Role } from "./packing";

export interface Collected extends Certificate {
  role: Role;
  name: string;
}

export const collection = signal<readonly Collected[]>([]);
export const problem = signal<string | undefined>(undefined);
export const isLoading = signal(false);
/** What a demonstration tells of itself. */
export const story = signal<string | undefined>(undefined);

export const bySha = computed(() => new Map(collection.value.map((one) => [one.sha256, one])));

/** What people call a certificate's subject; its first digits where it is not at hand. */
export const nameOf = (sha256: string): string => bySha.value.get(sha256)?.name ?? `[${sha256.slice(0, 8)}]`;

export const target = computed(() => {
  const wanted = page.value.target;
  if (wanted !== undefined) return wanted;
  const held = collection.value;
  return (held.find((one) => one.role === "target") ?? held.find((one) => one.isCa !== true) ?? held[0])?.sha256;
});

/** Adds what is in a file of any form, or in pasted text. */
export async function add(content: Blob, role?: Role): Promise<Collected[]> {
  return attempt(async () => {
    const found = (await certificatesIn(content)).map((one) => collected(one, role ?? guessedRole(one)));
    if (found.length === 0) throw new Error("There is no certificate in that.");
    const known = bySha.value;
    await keep([...collection.value, ...found.filter((one) => !known.has(one.sha256))]);
    return found;
  });
}

export async function setRole(sha256: string, role: Role): Promise<void> {
  await keep(collection.value.map((one) => (one.sha256 === sha256 ? { ...one, role } : one)));
  if (role === "target") go({ target: sha256 });
}

export async function remove(sha256: string): Promise<void> {
  await keep(collection.value.filter((one) => one.sha256 !== sha256));
  if (page.value.target === sha256) go({ target: undefined });
}

export async function openDemo(kind: string): Promise<void> {
  await attempt(async () => {
    await showDemo(kind);
    go({ demo: kind, packed: undefined, target: undefined, at: undefined, scenario: noScenario, selected: undefined, focus: undefined });
  });
}

export function startOver(): void {
  collection.value = [];
  story.value = undefined;
  problem.value = undefined;
  location.hash = "#/graph";
}

/** Brings what the address names. */
export async function restore(): Promise<void> {
  const { demo, packed } = page.value;
  if (demo === shownDemo && packed === shownPacked) return;
  await attempt(async () => {
    if (packed !== undefined) await showPacked(packed);
    else if (demo !== undefined) await showDemo(demo);
    else collection.value = [];
    [shownDemo, shownPacked] = [demo, packed];
  });
}

let shownDemo: string | undefined;
let shownPacked: string | undefined;

async function showDemo(kind: string): Promise<void> {
  const demo = await demoOf(kind);
  shownDemo = kind;
  story.value = demo.story;
  collection.value = demo.certificates.map(({ role, ...one }) => collected(one, role));
}

async function showPacked(text: string): Promise<void> {
  const held = await unpack(text);
  if (held.length === 0) throw new Error("The certificates in this link are damaged.");
  const roles = new Map(held.map(({ der, role }) => [toPem(der), role]));
  const found = await certificatesIn(new Blob(held.map(({ der }) => toPem(der))));
  story.value = undefined;
  collection.value = found.map((one) => collected(one, roles.get(toPem(fromBase64(one.der))) ?? "between"));
}

async function keep(all: Collected[]): Promise<void> {
  collection.value = all;
  story.value = undefined;
  const packed = all.length === 0 ? undefined : await pack(all.map(heldOf));
  [shownDemo, shownPacked] = [undefined, packed];
  go({ demo: undefined, packed });
}

const heldOf = (one: Collected): Held => ({ der: fromBase64(one.der), role: one.role });

const collected = (one: Certificate, role: Role): Collected => ({ ...one, role, name: friendlyName(one.subject) });

function guessedRole(one: Certificate): Role {
  if (one.isCa !== true) return collection.value.some((other) => other.role === "target") ? "between" : "target";
  return one.subject === one.issuer ? "root" : "between";
}

async function attempt<T>(what: () => Promise<T>): Promise<T> {
  isLoading.value = true;
  problem.value = undefined;
  try {
    return await what();
  } catch (error) {
    problem.value = error instanceof Error ? error.message : String(error);
    return [] as T;
  } finally {
    isLoading.value = false;
  }
}
