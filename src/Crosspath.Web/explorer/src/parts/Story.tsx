import { story } from "../state/collection";
import { page } from "../state/location";

/** What a demonstration is about. */
export function Story() {
  if (story.value === undefined) return null;
  return (
    <section class="panel stack tight">
      <h2>{page.value.demo}</h2>
      <p class="muted">{story.value}</p>
    </section>
  );
}
