// Names come out of certificates that anybody may have made. The page only ever sets them as text; what would change the
// direction of the line or hide itself is shown by its code point.

const unseen = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]/gu;

/** Text out of a certificate, safe to show in a line. */
export const shown = (text: string): string =>
  text.replace(unseen, (c) => `\\u${(c.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`);

const preferred = ["CN", "OU", "O", "DC"];

/** What people call the bearer of a distinguished name (RFC 4514): its common name, or the next best part. */
export function friendlyName(distinguishedName: string): string {
  const parts = rdns(distinguishedName);
  for (const type of preferred) {
    const part = parts.find((candidate) => candidate.type === type);
    if (part && part.value !== "") return shown(part.value);
  }
  return shown(distinguishedName) || "(no name)";
}

function rdns(name: string): { type: string; value: string }[] {
  return name.split(/(?<!\\)[,+]/).map((part) => {
    const at = part.indexOf("=");
    return at < 0
      ? { type: "", value: part }
      : { type: part.slice(0, at).trim().toUpperCase(), value: unescaped(part.slice(at + 1).trim()) };
  });
}

const unescaped = (value: string): string =>
  value.replace(/\\([^0-9a-fA-F]|[0-9a-fA-F]{2})/g, (_, code: string) =>
    code.length === 2 ? String.fromCharCode(parseInt(code, 16)) : code,
  );

/** The first digits of a hash, as the command line takes them too. */
export const short = (hash: string): string => hash.slice(0, 8);
