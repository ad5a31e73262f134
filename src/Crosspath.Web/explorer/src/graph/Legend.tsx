/** What the marks of the picture mean. */
export function Legend() {
  return (
    <details class="legend">
      <summary>Legend</summary>
      <ul>
        <li><Sample kind="anchor" />anchor of a store</li>
        <li><Sample kind="target" />in question</li>
        <li><Sample kind="plain" />certificate: from the key that signed to the name it signed</li>
        <li><Sample kind="cross" />cross-sign: the same name and key is signed by others, too</li>
        <li><Sample kind="expired" />expired</li>
        <li><Sample kind="early" />not yet valid</li>
        <li><Sample kind="revoked" />revoked, or switched off by a what-if</li>
        <li><span class="legend-glyph" aria-hidden="true">↻</span>on a cycle of certificates, in which no path goes round</li>
      </ul>
    </details>
  );
}

function Sample({ kind }: { kind: "anchor" | "target" | "plain" | "cross" | "expired" | "early" | "revoked" }) {
  return (
    <svg class={`sample sample-${kind}`} width="44" height="16" viewBox="0 0 44 16" aria-hidden="true">
      {kind === "anchor" || kind === "target" ? (
        <>
          <rect x="4" y="1.5" width="36" height="13" rx="3" />
          {kind === "anchor" && <rect x="7" y="4.5" width="30" height="7" rx="2" />}
        </>
      ) : (
        <>
          <line x1="2" y1="8" x2="33" y2="8" />
          {kind === "cross" ? <path d="M33 8l5-4 5 4-5 4z" /> : <path d="M34 3.5l9 4.5-9 4.5z" />}
          {kind === "revoked" && <line class="bar" x1="18" y1="2" x2="18" y2="14" />}
        </>
      )}
    </svg>
  );
}
