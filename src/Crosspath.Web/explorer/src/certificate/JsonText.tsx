import type { Shown } from "./useCertificate";

/** What the page adds for itself. */
const ours = ["der", "name", "role", "asn1"];

/** As `crosspath inspect --json` prints it. */
export function JsonText({ one }: { one: Shown }) {
  const rest = Object.fromEntries(Object.entries(one).filter(([key]) => !ours.includes(key)));
  return <pre class="json">{JSON.stringify(rest, null, 2)}</pre>;
}
