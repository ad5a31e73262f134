import { demoKinds } from "../api/questions";
import { useAnswer } from "../parts/useAnswer";
import { openDemo } from "../state/collection";
import { Search } from "./Search";
import { Intake } from "./Intake";

/** What is there before there is a certificate. */
export function Start() {
  const kinds = useAnswer("demos", () => demoKinds());
  return (
    <div class="start">
      <h1>Which paths make a certificate trusted, by whom, until when, and what if that changes?</h1>
      <div class="start-ways">
        <section class="panel stack" aria-labelledby="own">
          <h2 id="own">Certificates of your own</h2>
          <p class="muted">
            A certificate, what was served with it, and the roots to trust. They stay on this page and the server it came
            from; nothing is fetched from elsewhere.
          </p>
          <Intake />
          <Search />
        </section>
        <section class="panel stack" aria-labelledby="demos">
          <h2 id="demos">Or a story to look at</h2>
          <ul class="demos">
            {kinds.value?.map(({ kind, summary }) => (
              <li key={kind}>
                <button type="button" class="demo" onClick={() => void openDemo(kind)}>
                  <span class="demo-name">{kind}</span>
                  <span class="muted">{summary}</span>
                </button>
              </li>
            ))}
          </ul>
          {kinds.error !== undefined && <p class="muted">No demonstrations: {kinds.error}</p>}
        </section>
      </div>
    </div>
  );
}
