// The server's answers. Every question is complete in itself: the server keeps nothing of a visitor.
import { signal } from "@preact/signals";

const tokenKey = "crosspath-token";

/** Whether the server wants a token that this page does not have. */
export const wantsToken = signal(false);

export function rememberToken(token: string): void {
  sessionStorage.setItem(tokenKey, token);
  location.reload();
}

const authorization = (): Record<string, string> => {
  const token = sessionStorage.getItem(tokenKey);
  return token === null ? {} : { Authorization: `Bearer ${token}` };
};

export class ApiError extends Error {
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

interface Problem {
  title?: string;
  detail?: string;
}

export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return read<T>(await fetch(path, { signal, headers: { Accept: "application/json", ...authorization() } }));
}

export async function post<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  const isBytes = body instanceof Blob || body instanceof Uint8Array;
  return read<T>(
    await fetch(path, {
      method: "POST",
      signal,
      headers: {
        Accept: "application/json",
        ...authorization(),
        "Content-Type": isBytes ? "application/octet-stream" : "application/json",
      },
      body: isBytes ? (body as BodyInit) : JSON.stringify(body),
    }),
  );
}

async function read<T>(response: Response): Promise<T> {
  if (response.status === 401) wantsToken.value = true;
  if (response.ok) return (await response.json()) as T;
  const problem = await (response.json() as Promise<Problem>).catch((): Problem => ({}));
  const words = problem.detail ?? problem.title ?? `The server answered ${response.status}.`;
  throw new ApiError(words, response.status);
}
