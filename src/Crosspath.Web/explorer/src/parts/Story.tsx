import { isoDay, today } from "../model/days";
import { story } from "../state/collection";
import { go, page } from "../state/location";

/** What a demonstration is about, and what to ask of it. */
export function Story() {
  const demo = story.value;
  if (!demo) return null;
  const { at, policy } = page.value;
  return (
    <section class="panel stack tight" aria-labelledby="story">
      <h2 id="story">{demo.kind}</h2>
      <p class="muted small">{demo.story.replaceAll("\n", " ")}</p>
      {demo.questions.length > 1 && (
        <ul class="path-choice small">
          {demo.questions.map((question) => {
            const day = question.at?.slice(0, 10);
            const isAsked = (day ?? isoDay(today())) === (at ?? isoDay(today())) && (question.policy ?? undefined) === policy;
            return (
              <li key={question.text}>
                <button type="button" aria-pressed={isAsked} onClick={() => go({ at: day, policy: question.policy ?? undefined })}>{question.text}</button>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
