/** What names a path in an address: the first digits of its certificates. */
export const pathKey = (certificates: readonly string[]): string => certificates.map((one) => one.slice(0, 6)).join(".");
