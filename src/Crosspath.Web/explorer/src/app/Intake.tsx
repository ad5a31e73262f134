import { useRef, useState } from "preact/hooks";
import { add, isLoading } from "../state/collection";

/** Drop, choose or paste certificates. */
export function Intake() {
  const chooser = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const read = async () => {
    if ((await add(new Blob([text]))).length > 0) setText("");
  };
  return (
    <div class="intake stack tight">
      <div class="row">
        <button type="button" class="main" disabled={isLoading.value} onClick={() => chooser.current!.click()}>
          Choose files…
        </button>
        <span class="muted small">or drop them anywhere on the page</span>
        <input
          ref={chooser}
          type="file"
          multiple
          class="unseen"
          tabIndex={-1}
          aria-label="Certificate files"
          onChange={(event) => void addFiles(event.currentTarget.files)}
        />
      </div>
      <textarea
        rows={3}
        spellcheck={false}
        aria-label="Paste certificates"
        placeholder="Paste PEM here: -----BEGIN CERTIFICATE-----"
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <div class="row">
        <button type="button" class="small" disabled={text.trim() === "" || isLoading.value} onClick={() => void read()}>
          Add what is pasted
        </button>
        <span class="muted small">PEM, DER, PKCS#7, PKCS#12, Java key stores</span>
      </div>
    </div>
  );
}

export async function addFiles(files: FileList | null): Promise<void> {
  for (const file of files ?? []) await add(file);
}
