import type { Shown } from "./useCertificate";

/** As `crosspath inspect --json` prints it. */
export function JsonText({ one }: { one: Shown }) {
  const { der, name, role, ...rest } = one as Shown & { role?: string };
  void [der, name, role];
  return <pre class="json">{JSON.stringify(rest, null, 2)}</pre>;
}
