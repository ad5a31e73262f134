import { collection } from "../state/collection";
import { go, page } from "../state/location";
import { server } from "../state/server";

/** Whose anchors are asked, and how. */
export function Trust() {
  const known = server.value?.stores ?? [];
  const { stores, ignoresAnchorDates } = page.value;
  const hasRoots = collection.value.some((one) => one.role === "root");
  return (
    <fieldset class="choices">
      <legend>Whom to trust</legend>
      {known.map((store) => (
        <label key={store} class="choice">
          <input
            type="checkbox"
            checked={stores.includes(store)}
            onChange={(event) => go({ stores: event.currentTarget.checked ? [...stores, store] : stores.filter((one) => one !== store) })}
          />
          <span>{store}</span>
        </label>
      ))}
      {known.length > 0 && stores.length === 0 && (
        <p class="muted small">{hasRoots ? "None of the stores: the roots above alone." : "None is chosen, so all are asked."}</p>
      )}
      <label class="choice">
        <input type="checkbox" checked={ignoresAnchorDates} onChange={(event) => go({ ignoresAnchorDates: event.currentTarget.checked })} />
        <span>Ignore the dates of anchors, as old Android does</span>
      </label>
    </fieldset>
  );
}
