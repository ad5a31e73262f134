// The page's own arithmetic, without a browser: `npm test`.
import assert from "node:assert/strict";
import { test } from "node:test";
import { diffBytes } from "../src/model/byteDiff";
import { dayOf, isoDay, ticks } from "../src/model/days";
import { eventsOf } from "../src/model/events";
import { around, joined, type CertificateEdge, type IdentityNode, type TrustGraph } from "../src/model/graph";
import { friendlyName, shown } from "../src/model/names";
import { pack, unpack } from "../src/state/packing";

let seed = 1;
const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;

test("what a diff leaves unmarked is the same on both sides, and no longer common part exists", () => {
  for (let round = 0; round < 300; round++) {
    const a = Uint8Array.from({ length: random(24) }, () => random(3));
    const b = Uint8Array.from({ length: random(24) }, () => random(3));

    const { left, right, isComplete } = diffBytes(a, b);

    const kept = (bytes: Uint8Array, marks: boolean[]) => bytes.filter((_, index) => !marks[index]);
    assert.ok(isComplete);
    assert.deepEqual(kept(a, left), kept(b, right));
    assert.equal(kept(a, left).length, longestCommon(a, b));
  }
});

/** The textbook's table. */
function longestCommon(a: Uint8Array, b: Uint8Array): number {
  const table = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      table[i]![j] = a[i - 1] === b[j - 1] ? table[i - 1]![j - 1]! + 1 : Math.max(table[i - 1]![j]!, table[i]![j - 1]!);
    }
  }
  return table[a.length]![b.length]!;
}

test("a diff of strangers gives up in words", () => {
  const a = Uint8Array.from({ length: 3000 }, () => 1);
  const b = Uint8Array.from({ length: 3000 }, () => 2);

  assert.equal(diffBytes(a, b).isComplete, false);
});

test("certificates come out of a link as they went in", async () => {
  const held = (["target", "between", "root"] as const).map((role) => ({
    role,
    der: Uint8Array.from({ length: 300 + random(500) }, () => random(256)),
  }));

  assert.deepEqual(await unpack((await pack(held))!), held);
});

test("what is too large for a link is not packed, and damage is nothing", async () => {
  const large = Uint8Array.from({ length: 40_000 }, () => random(256));

  assert.equal(await pack([{ role: "root", der: large }]), undefined);
  assert.deepEqual(await unpack("AAAA"), []);
  assert.deepEqual(await unpack("???"), []);
});

test("a link that unfolds to more than a link may hold is refused", async () => {
  const bomb = new Blob([new Uint8Array(4 << 20)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(bomb).arrayBuffer());

  assert.deepEqual(await unpack(Buffer.from(bytes).toString("base64url")), []);
});

test("people read the common name, and see what would hide", () => {
  assert.equal(friendlyName("O=Example,CN=Root\\, the first"), "Root, the first");
  assert.equal(friendlyName("O=Example"), "Example");
  assert.equal(friendlyName(""), "(no name)");
  assert.equal(shown("a\u202eb\u0000"), "a\\u202eb\\u0000");
});

test("scales have whole years or months", () => {
  assert.deepEqual(ticks(dayOf("2020-05-05"), dayOf("2023-05-05"), 4).map(({ text }) => text), ["2021", "2022", "2023"]);
  assert.equal(isoDay(dayOf("2021-09-30T12:00:00Z")), "2021-09-30");
});

test("an event where a timeline changes is a turn", () => {
  const events = eventsOf({
    target: "", subject: "", gaps: [], lastChainDies: null, exact: true, validAfterRevocationOf: [],
    stores: [{ store: "nss", intervals: [{ from: "2020-01-01T00:00:00Z", to: "2021-09-30T00:00:00Z", paths: "1" }] }],
    events: [
      { at: "2021-09-30T00:00:00Z", kind: "expires", store: null, certificate: "", subject: "CN=X3", text: "expires" },
      { at: "2022-09-30T00:00:00Z", kind: "expires", store: null, certificate: "", subject: "CN=X1", text: "expires" },
    ],
  });

  assert.deepEqual(events.map(({ text, isTurn }) => [text, isTurn]), [["X3 expires", true], ["X1 expires", false]]);
});

test("a neighbourhood holds what is a certificate away, and parts join", () => {
  const chain = graphOf([["a", "b"], ["b", "c"], ["c", "d"]]);

  const near = around(chain, "b", 1);

  assert.deepEqual([...near.identities.keys()], ["a", "b", "c"]);
  assert.equal(near.certificates.size, 2);
  assert.equal(joined(near, around(chain, "d", 1)).certificates.size, 3);
});

function graphOf(edges: [string, string][]): TrustGraph {
  const names = [...new Set(edges.flat())];
  return {
    identities: new Map(names.map((id) => [id, { id, hidden: 0 } as IdentityNode])),
    certificates: new Map(edges.map(([issuer, identity]) => [issuer + identity, { sha256: issuer + identity, issuer, identity } as CertificateEdge])),
    truncated: false,
  };
}
