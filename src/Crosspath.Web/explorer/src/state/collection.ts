// The certificates that the visitor brought, or took from a demonstration or the corpus: they live in the page (and, where
// they are few, in its address), and go along with each question.
import { computed, signal } from "@preact/signals";
import { certificatesIn, certificatesOf, demoOf } from "../api/questions";
import type { Certificate, DemoAnswer } from "../api/types";
import { fromBase64, toPem } from "../model/bytes";
import { shown } from "../model/names";
import { go, noState, page, type PageState } from "./location";
import { pack, unpack, type Held, type Role } from "./packing";

/** A certificate and what it is used for; its name is safe to show. */
export interface Collected extends Certificate {
  role: Role;
}

export const collection = signal<readonly Collected[]>([]);
export const problem = signal<string | undefined>(undefined);
export const isLoading = signal(false);
/** What a demonstration tells of itself. */
export const story = signal<DemoAnswer | undefined>(undefined);

export const bySha = computed(() => new Map(collection.value.map((one) => [one.sha256, one])));

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
    go({ ...nothing, view: page.value.view });
    await showDemo(kind);
  });
}

export function startOver(): void {
  collection.value = [];
  story.value = undefined;
  problem.value = undefined;
  shownAs = undefined;
  go(nothing);
}

/** Every member named, so that none is kept. */
const nothing: PageState = {
  ...noState, demo: undefined, packed: undefined, target: undefined, at: undefined, host: undefined, policy: undefined,
  selected: undefined, path: undefined, client: undefined, step: undefined, focus: undefined,
};

/** Brings what the address names. */
export async function restore(): Promise<void> {
  const { demo, packed } = page.value;
  const wanted = packed ?? demo;
  if (wanted === shownAs) return;
  shownAs = wanted;
  await attempt(async () => {
    if (packed !== undefined) await showPacked(packed, demo);
    else if (demo !== undefined) await showDemo(demo);
    else collection.value = [];
  });
}

/** What the collection came from, in the words of the address. */
let shownAs: string | undefined;

/** The server makes a demonstration anew each time, so the address keeps this one's certificates. */
async function showDemo(kind: string): Promise<void> {
  const demo = await demoOf(kind);
  const found = (await certificatesOf(demo)).map(({ role, ...one }) => collected(one, role));
  const packed = await pack(found.map(heldOf));
  story.value = demo;
  collection.value = found;
  shownAs = packed ?? kind;
  go({ demo: kind, packed });
}

async function showPacked(text: string, demo: string | undefined): Promise<void> {
  const held = await unpack(text);
  if (held.length === 0) throw new Error("The certificates in this link are damaged.");
  const roles = new Map(held.map(({ der, role }) => [toPem(der), role]));
  const found = await certificatesIn(new Blob(held.map(({ der }) => toPem(der))));
  story.value = demo === undefined ? undefined : await demoOf(demo);
  collection.value = found.map((one) => collected(one, roles.get(toPem(fromBase64(one.der))) ?? "between"));
}

async function keep(all: Collected[]): Promise<void> {
  collection.value = all;
  story.value = undefined;
  const packed = all.length === 0 ? undefined : await pack(all.map(heldOf));
  shownAs = packed;
  go({ demo: undefined, packed });
}

const heldOf = (one: Collected): Held => ({ der: fromBase64(one.der), role: one.role });

const collected = (one: Certificate, role: Role): Collected => ({ ...one, role, name: shown(one.name) });

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
