import { useMemo, useState } from "preact/hooks";
import { siblingsOf } from "../api/questions";
import { diffBytes } from "../model/byteDiff";
import { fromBase64 } from "../model/bytes";
import { friendlyName, shown } from "../model/names";
import { useAnswer } from "../parts/useAnswer";
import { matter, subjectKey } from "../state/matter";
import { HexDump } from "./HexDump";
import type { Shown } from "./useCertificate";

/** The certificates of the same name and key, side by side, with what differs marked. */
export function Siblings({ one }: { one: Shown }) {
  const answer = useAnswer(`${subjectKey.value} ${one.sha256}`, (signal) => siblingsOf(matter.value, one.sha256, signal));
  const [chosen, choose] = useState<string | undefined>();
  const siblings = answer.value?.filter((other) => other.sha256 !== one.sha256) ?? [];
  const other = siblings.find(({ sha256 }) => sha256 === chosen) ?? siblings[0];
  if (answer.error !== undefined) return <p class="notice bad">{answer.error}</p>;
  if (!other) return <p class="muted">{answer.value ? "No other certificate at hand has this name and key." : "Looking for them…"}</p>;
  return (
    <div class={answer.isBusy ? "stack busy" : "stack"}>
      <label class="row">
        Beside the one
        <select value={other.sha256} onChange={(event) => choose(event.currentTarget.value)}>
          {siblings.map(({ sha256, issuer }) => (
            <option key={sha256} value={sha256}>{`by ${friendlyName(issuer)}  [${sha256.slice(0, 8)}]`}</option>
          ))}
        </select>
      </label>
      <Comparison left={one} right={other} />
    </div>
  );
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
