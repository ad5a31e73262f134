import { bySha } from "./collection";
import { trust } from "./trust";

/** What people call a certificate's subject; its first digits where it is not at hand. */
export function nameOf(sha256: string): string {
  const graph = trust.value.value;
  const identity = graph?.certificates.get(sha256)?.identity;
  const known = bySha.value.get(sha256)?.name ?? (identity === undefined ? undefined : graph!.identities.get(identity)?.name);
  return known ?? `[${sha256.slice(0, 8)}]`;
}
