export type Bytes = Uint8Array<ArrayBuffer>;

export const fromBase64 = (text: string): Bytes => Uint8Array.from(atob(text.replace(/\s/g, "")), (c) => c.charCodeAt(0));

export function toBase64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

export const toPem = (der: Uint8Array): string =>
  `-----BEGIN CERTIFICATE-----\n${toBase64(der).replace(/.{64}(?!$)/g, "$&\n")}\n-----END CERTIFICATE-----\n`;

export const hex = (value: number): string => value.toString(16).padStart(2, "0");
