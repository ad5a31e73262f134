import { get } from "./client";

export interface Hit {
  sha256: string;
  subject: string;
  issuer: string;
  notBefore: string;
  notAfter: string;
}

export const search = (words: string, signal: AbortSignal): Promise<Hit[]> =>
  get(`/api/v1/search?q=${encodeURIComponent(words)}&limit=20`, signal);
