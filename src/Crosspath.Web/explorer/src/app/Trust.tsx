import { collection } from "../state/collection";
import { go, page } from "../state/location";
import { server } from "../state/server";

/** What the certificate is to be good for, and whose anchors are asked. */
export function Trust() {
  const known = server.value?.stores ?? [];
  const { stores, ignoresAnchorDates, host, policy } = page.value;
  const hasRoots = collection.value.some((one) => one.role === "root");
  return (
    <>
      <fieldset class="choices two">
        <legend>Asked for</legend>
        <label class="field">host<input type="text" spellcheck={false} value={host ?? ""} placeholder="www.example.org" onChange={(event) => go({ host: event.currentTarget.value.trim() || undefined })} /></label>
        <label class="field">policy<input type="text" spellcheck={false} value={policy ?? ""} placeholder="2.23.140.1.2.1" onChange={(event) => go({ policy: event.currentTarget.value.trim() || undefined })} /></label>
      </fieldset>
      <fieldset class="choices stores">
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
          <p class="muted small wide">{hasRoots ? "None of the stores: the roots above alone." : "None is chosen, so all are asked."}</p>
        )}
        <label class="choice wide">
          <input type="checkbox" checked={ignoresAnchorDates} onChange={(event) => go({ ignoresAnchorDates: event.currentTarget.checked })} />
          <span>Ignore the dates of anchors, as old Android does</span>
        </label>
      </fieldset>
    </>
  );
}
