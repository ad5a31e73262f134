import { timeText } from "../model/days";
import { shown } from "../model/names";
import { addressOf } from "../state/location";
import { trust } from "../state/trust";
import type { Shown } from "./useCertificate";

export function Fields({ one }: { one: Shown }) {
  const graph = trust.value.value;
  const edge = graph?.certificates.get(one.sha256);
  const checked = !graph ? "…" : !edge ? "not asked" : edge.issuer === undefined ? "no: the issuer is not at hand" : edge.isUnverifiable ? "no: the algorithm is not known here" : "yes, by the issuer's key";
  return (
    <div class="stack">
      {one.findings.length > 0 && (
        <ul class="stack tight">
          {one.findings.map((finding) => (
            <li key={finding.code + finding.message} class="notice warn"><span class="badge warn">{finding.code}</span> <bdi>{shown(finding.message)}</bdi></li>
          ))}
        </ul>
      )}
      <dl class="facts">
        <Fact name="Subject" value={one.subject} />
        <Fact name="Issuer" value={one.issuer} />
        <dt>Signature checked</dt>
        <dd>{checked}</dd>
        <dt>Valid</dt>
        <dd class="number">{timeText(one.notBefore)} to {timeText(one.notAfter)}</dd>
        <dt>CA</dt>
        <dd>{one.isCa === true ? `yes${one.pathLen === null ? "" : `, path length ${one.pathLen}`}` : "no"}</dd>
        <Fact name="Serial number" value={one.serial} isMono />
        <Fact name="Key" value={one.keyType} />
        <Fact name="Signed with" value={one.signatureAlgorithm} />
        <List name="Key usage" values={one.keyUsage} />
        <List name="Purposes" values={one.extendedKeyUsage} />
        <List name="Names" values={[...one.dnsNames, ...one.otherNames]} />
        <List name="Policies" values={one.policies} />
        <List name="Names permitted below" values={one.permittedNames} />
        <List name="Names excluded below" values={one.excludedNames} />
        <List name="Issuer's certificate at" values={one.aia} />
        <List name="OCSP at" values={one.ocsp} />
        <List name="Revocation list at" values={one.crl} />
        <List name="Extensions" values={one.extensions} />
        <Fact name="Own key identifier" value={one.subjectKeyId ?? "none"} isMono />
        <Fact name="Issuer's key identifier" value={one.authorityKeyId ?? "none"} isMono />
        <Fact name="SHA-256 of the key" value={one.keyId} isMono />
        <Fact name="SHA-256" value={one.sha256} isMono />
      </dl>
      <p><a href={addressOf({ view: "graph", selected: `c:${one.sha256}` })}>Show it in the graph</a></p>
    </div>
  );
}

const Fact = ({ name, value, isMono }: { name: string; value: string; isMono?: boolean }) => (
  <>
    <dt>{name}</dt>
    <dd class={isMono ? "mono" : ""}><bdi>{shown(value)}</bdi></dd>
  </>
);

function List({ name, values }: { name: string; values: string[] | undefined }) {
  if (!values || values.length === 0) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd><ul>{values.map((value) => <li key={value}><bdi>{shown(value)}</bdi></li>)}</ul></dd>
    </>
  );
}
