import { useState } from "preact/hooks";
import { page } from "../state/location";

/** Copies the address, which is the whole state of the page. */
export function Share() {
  const [said, say] = useState("");
  const { demo, packed, target } = page.value;
  const isWhole = demo !== undefined || packed !== undefined;
  const copy = () => {
    // The address follows a moving slider with a little delay.
    setTimeout(() => {
      navigator.clipboard?.writeText(location.href).then(
        () => say(isWhole || target === undefined ? "Link copied" : "Link copied, without the certificates"),
        () => say("Copy the address from the browser"),
      ) ?? say("Copy the address from the browser");
      setTimeout(() => say(""), 4000);
    }, 200);
  };
  return (
    <>
      <button type="button" class="plain small" onClick={copy}>Copy link</button>
      <span role="status" class={said === "" ? "unseen" : "toast"}>{said}</span>
    </>
  );
}
