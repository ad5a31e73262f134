import { bySha } from "../state/collection";
import { nameOf } from "../state/names";

/**
 * A path in a line, as the command line writes it: `<` is "signed by", `×` the same where the CA on its left has
 * certificates by other issuers.
 */
export function PathLine({ certificates, crossSigned }: { certificates: readonly string[]; crossSigned: ReadonlySet<string> }) {
  return (
    <span class="path-line">
      {certificates.map((sha256, index) => {
        const signs = crossSigned.has(certificates[index - 1] ?? "") ? "×" : "<";
        return (
          <span key={sha256}>
            {index > 0 && <span class={signs === "×" ? "signs cross" : "signs"} aria-label={signs === "×" ? "cross-signed by" : "signed by"} role="img"> {signs} </span>}
            <bdi title={bySha.value.get(sha256)?.subject ?? sha256}>{nameOf(sha256)}</bdi>
          </span>
        );
      })}
    </span>
  );
}
