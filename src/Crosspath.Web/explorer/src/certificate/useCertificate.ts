import { certificateOf, type Certificate } from "../api/questions";
import { friendlyName } from "../model/names";
import { useAnswer, type Answer } from "../parts/useAnswer";
import { bySha } from "../state/collection";

export interface Shown extends Certificate {
  name: string;
}

/** A certificate at hand, or out of the corpus. */
export function useCertificate(sha256: string | undefined): Answer<Shown> {
  const here = bySha.value.get(sha256 ?? "");
  const answer = useAnswer(here ? undefined : sha256, async (signal): Promise<Shown> => {
    const found = await certificateOf(sha256!, signal);
    return { ...found, name: friendlyName(found.subject) };
  });
  return here ? { value: here, isBusy: false } : answer;
}
