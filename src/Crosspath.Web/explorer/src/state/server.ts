import { signal } from "@preact/signals";
import { serverFacts } from "../api/questions";
import type { ServerFacts } from "../api/types";
import { openDemo, problem } from "./collection";

/** What the server has at hand. */
export const server = signal<ServerFacts | undefined>(undefined);

export async function meetServer(): Promise<void> {
  try {
    server.value = await serverFacts();
    const { startDemo } = server.value;
    if (startDemo !== null && location.hash === "") await openDemo(startDemo);
  } catch (error) {
    problem.value = error instanceof Error ? error.message : String(error);
  }
}
