// Certificates in the address of the page: each as role, length and DER, all deflated, as base64url. About 16 kB of
// address hold some twenty certificates; more are not packed, and the page says that the link lacks them.

export type Role = "target" | "between" | "root";
export interface Held {
  der: Uint8Array<ArrayBuffer>;
  role: Role;
}

const roles: Role[] = ["target", "between", "root"];
const longest = 16_000;

export async function pack(certificates: readonly Held[]): Promise<string | undefined> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (const { der, role } of certificates) {
    parts.push(new Uint8Array([roles.indexOf(role), der.length >> 16, (der.length >> 8) & 255, der.length & 255]), der);
  }
  const bytes = await through(new Blob(parts), new CompressionStream("deflate-raw"), 1 << 24);
  const text = btoa(String.fromCharCode(...bytes.subarray(0, longest)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
  return bytes.length >= longest || text.length > longest ? undefined : text;
}

/** What a link brought; empty where it is damaged. */
export async function unpack(text: string): Promise<Held[]> {
  try {
    const packed = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
    const bytes = await through(new Blob([packed]), new DecompressionStream("deflate-raw"), 1 << 20);
    const found: Held[] = [];
    for (let at = 0; at + 4 <= bytes.length; ) {
      const [role = 0, high = 0, middle = 0, low = 0] = bytes.subarray(at, at + 4);
      const end = at + 4 + (high << 16) + (middle << 8) + low;
      if (end > bytes.length) return [];
      found.push({ der: bytes.slice(at + 4, end), role: roles[role] ?? "between" });
      at = end;
    }
    return found;
  } catch {
    return [];
  }
}

async function through(
  blob: Blob,
  transform: ReadableWritablePair<Uint8Array<ArrayBuffer>, BufferSource>,
  most: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = blob.stream().pipeThrough(transform).getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) throw new RangeError("more than a link can hold");
    parts.push(value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
