import { certificateOf } from "../api/questions";
import type { Certificate } from "../api/types";
import { shown } from "../model/names";
import { useAnswer, type Answer } from "../parts/useAnswer";
import { bySha } from "../state/collection";

/** A certificate whose name is safe to show. */
export type Shown = Certificate;

/** A certificate at hand, or out of the corpus. */
export function useCertificate(sha256: string | undefined): Answer<Shown> {
  const here = bySha.value.get(sha256 ?? "");
  const answer = useAnswer(here ? undefined : sha256, async (signal): Promise<Shown> => {
    const found = await certificateOf(sha256!, signal);
    return { ...found, name: shown(found.name) };
  });
  return here ? { value: here, isBusy: false } : answer;
}
