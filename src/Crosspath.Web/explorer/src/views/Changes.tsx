import { add, collection, remove } from "../state/collection";
import { nameOf } from "../state/names";
import { changeScenario, isChanged, noScenario, go, page } from "../state/location";
import { isSelfSigned } from "../model/graph";
import { trust } from "../state/trust";
import { useRef } from "preact/hooks";

/** Everything that can be switched off, as switches. */
export function Changes() {
  const graph = trust.value.value;
  const { scenario } = page.value;
  if (!graph) return null;
  const nodes = [...graph.identities.values()];
  const anchors = nodes.filter((node) => node.storesEver.length > 0);
  const stores = [...new Set(anchors.flatMap((node) => node.storesEver))].sort();
  const edges = [...graph.certificates.values()].filter((edge) => !isSelfSigned(edge));
  const signers = nodes.filter((node) => edges.some((edge) => edge.issuer === node.id));
  const nameOfIdentity = (id: string | undefined) => (id === undefined ? "?" : (graph.identities.get(id)?.name ?? "?"));
  return (
    <section class="panel stack" aria-labelledby="changes">
      <div class="row spread">
        <h2 id="changes">What if…</h2>
        <button type="button" class="small" disabled={!isChanged(scenario)} onClick={() => go({ scenario: noScenario })}>Undo all</button>
      </div>
      {stores.length > 1 && (
        <Group title="a store trusted nothing" items={stores} textOf={(store) => store} keyOf={(store) => store}
          chosen={scenario.removeStores} onChange={(removeStores) => changeScenario({ removeStores })} />
      )}
      <Group title="an anchor were distrusted" items={anchors} textOf={(node) => node.name} keyOf={(node) => node.keyId}
        chosen={scenario.distrust.filter((one) => one.store === undefined).map((one) => one.anchor)}
        onChange={(keys) => changeScenario({ distrust: [...scenario.distrust.filter((one) => one.store !== undefined), ...keys.map((anchor) => ({ anchor }))] })} />
      {scenario.distrust.filter((one) => one.store !== undefined).map((one) => (
        <p key={`${one.anchor}@${one.store}`} class="row small">
          Distrusted by {one.store}: <bdi>{anchors.find((node) => node.keyId === one.anchor)?.name ?? one.anchor.slice(0, 8)}</bdi>
          <button type="button" class="plain small" aria-label="Undo" onClick={() => changeScenario({ distrust: scenario.distrust.filter((other) => other !== one) })}>✕</button>
        </p>
      ))}
      <Group title="a certificate were revoked" items={edges} textOf={(edge) => nameOfIdentity(edge.identity)}
        moreOf={(edge) => `by ${nameOfIdentity(edge.issuer)}, until ${edge.notAfter.slice(0, 10)}`} keyOf={(edge) => edge.sha256}
        chosen={scenario.revoke} onChange={(revoke) => changeScenario({ revoke })} />
      <Group title="a key were compromised" items={signers} textOf={(node) => node.name} keyOf={(node) => node.keyId}
        chosen={scenario.compromise} onChange={(compromise) => changeScenario({ compromise })} />
      <Added />
    </section>
  );
}

interface GroupProps<T> {
  title: string;
  items: T[];
  textOf: (item: T) => string;
  moreOf?: (item: T) => string;
  keyOf: (item: T) => string;
  chosen: string[];
  onChange: (chosen: string[]) => void;
}

const most = 60;

function Group<T>({ title, items, textOf, moreOf, keyOf, chosen, onChange }: GroupProps<T>) {
  const marked = new Set(chosen);
  const shownItems = items.length <= most ? items : items.filter((item, index) => index < most || marked.has(keyOf(item)));
  return (
    <fieldset class="choices">
      <legend>{title}</legend>
      {shownItems.map((item) => {
        const key = keyOf(item);
        return (
          <label key={key} class="choice">
            <input
              type="checkbox"
              checked={marked.has(key)}
              onChange={(event) => onChange(event.currentTarget.checked ? [...chosen, key] : chosen.filter((one) => one !== key))}
            />
            <span><bdi>{textOf(item)}</bdi>{moreOf && <span class="muted small"> {moreOf(item)}</span>}</span>
          </label>
        );
      })}
      {shownItems.length < items.length && <p class="muted small">{items.length - shownItems.length} more: select them in the graph.</p>}
    </fieldset>
  );
}

async function takeOut(sha256: string) {
  changeScenario({ add: page.value.scenario.add.filter((one) => one !== sha256) });
  await remove(sha256);
}

/** Certificates that are there in the what-if only. */
function Added() {
  const chooser = useRef<HTMLInputElement>(null);
  const { scenario } = page.value;
  const read = async (files: FileList | null) => {
    for (const file of files ?? []) {
      const found = await add(file, "between");
      changeScenario({ add: [...new Set([...page.value.scenario.add, ...found.map((one) => one.sha256)])] });
    }
  };
  return (
    <fieldset class="choices">
      <legend>a certificate were added</legend>
      {collection.value.filter((one) => scenario.add.includes(one.sha256)).map((one) => (
        <p key={one.sha256} class="row small">
          <bdi>{nameOf(one.sha256)}</bdi>
          <button type="button" class="plain small" aria-label={`Take ${one.name} out again`} onClick={() => void takeOut(one.sha256)}>✕</button>
        </p>
      ))}
      <button type="button" class="small" onClick={() => chooser.current!.click()}>Choose a file…</button>
      <input ref={chooser} type="file" multiple class="unseen" tabIndex={-1} aria-label="Certificates to add" onChange={(event) => void read(event.currentTarget.files)} />
    </fieldset>
  );
}
