import { useMemo, useState } from "preact/hooks";
import { certificateOf } from "../api/questions";
import { diffBytes } from "../model/byteDiff";
import { fromBase64 } from "../model/bytes";
import { friendlyName, shown } from "../model/names";
import { useAnswer } from "../parts/useAnswer";
import { bySha } from "../state/collection";
import { trust } from "../state/trust";
import { HexDump } from "./HexDump";
import type { Shown } from "./useCertificate";

/** The certificates of the same name and key, side by side, with what differs marked. */
export function Siblings({ one }: { one: Shown }) {
  const siblings = siblingsOf(one);
  const [chosen, choose] = useState<string | undefined>();
  const wanted = siblings.find((sha256) => sha256 === chosen) ?? siblings[0];
  const answer = useAnswer(wanted && `${wanted} beside`, async (signal): Promise<Shown> => {
    const found = bySha.value.get(wanted!) ?? (await certificateOf(wanted!, signal));
    return { ...found, name: friendlyName(found.subject) };
  });
  if (wanted === undefined) {
    return <p class="muted">No other certificate at hand has this name and key.</p>;
  }
  return (
    <div class="stack">
      <label class="row">
        Beside
        <select value={wanted} onChange={(event) => choose(event.currentTarget.value)}>
          {siblings.map((sha256) => {
            const sibling = bySha.value.get(sha256);
            return <option key={sha256} value={sha256}>{`${sibling ? `issued by ${friendlyName(sibling.issuer)}` : "sibling"}  [${sha256.slice(0, 8)}]`}</option>;
          })}
        </select>
      </label>
      {answer.error !== undefined && <p class="notice bad">{answer.error}</p>}
      {answer.value && answer.value.sha256 === wanted && <Comparison left={one} right={answer.value} />}
    </div>
  );
}

function siblingsOf(one: Shown): string[] {
  const found = new Set<string>();
  const graph = trust.value.value;
  const identity = graph?.certificates.get(one.sha256)?.identity;
  for (const edge of graph?.certificates.values() ?? []) if (identity !== undefined && edge.identity === identity) found.add(edge.sha256);
  for (const other of bySha.value.values()) if (other.keyId === one.keyId && other.subject === one.subject) found.add(other.sha256);
  found.delete(one.sha256);
  return [...found];
}

const compared = [
  ["issuer", "Issuer"], ["serial", "Serial number"], ["notBefore", "Not before"], ["notAfter", "Not after"], ["signatureAlgorithm", "Signed with"],
  ["isCa", "CA"], ["pathLen", "Path length"], ["keyUsage", "Key usage"], ["extendedKeyUsage", "Purposes"], ["policies", "Policies"],
  ["permittedNames", "Names permitted"], ["excludedNames", "Names excluded"], ["authorityKeyId", "Issuer's key identifier"], ["aia", "Issuer's certificate at"],
  ["crl", "Revocation list at"], ["extensions", "Extensions"],
] as const;

function Comparison({ left, right }: { left: Shown; right: Shown }) {
  const bytes = useMemo(() => {
    const [a, b] = [fromBase64(left.der), fromBase64(right.der)];
    return { a, b, diff: diffBytes(a, b) };
  }, [left.der, right.der]);
  const { a, b, diff } = bytes;
  return (
    <>
      <table class="compared">
        <thead><tr><th scope="col"><span class="unseen">Field</span></th><th scope="col">This one</th><th scope="col">The other</th></tr></thead>
        <tbody>
          {compared.map(([field, text]) => {
            const [here, there] = [textOf(left[field]), textOf(right[field])];
            if (here === "" && there === "") return null;
            return (
              <tr key={field} class={here === there ? "" : "differs"}>
                <th scope="row">{text}{here !== there && <span class="badge warn">differs</span>}</th>
                <td class="breakable"><bdi>{here || "none"}</bdi></td>
                <td class="breakable"><bdi>{there || "none"}</bdi></td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <h3>Bytes that differ are marked{diff.isComplete ? "" : " (too many to align)"}</h3>
      <div class="bytes even">
        <HexDump bytes={a} marks={diff.left} label="Bytes of this one" />
        <HexDump bytes={b} marks={diff.right} label="Bytes of the other" />
      </div>
    </>
  );
}

const textOf = (value: unknown): string =>
  value === null || value === undefined ? "" : shown(Array.isArray(value) ? value.join(", ") : String(value));
