import { useState } from "preact/hooks";
import { rememberToken } from "../api/client";

/** A server that listens beyond this machine wants a token. */
export function TokenForm() {
  const [token, setToken] = useState("");
  return (
    <form class="panel stack narrow" onSubmit={(event) => { event.preventDefault(); rememberToken(token.trim()); }}>
      <h1>This server wants a token</h1>
      <label class="field">Token<input type="password" autocomplete="off" value={token} onInput={(event) => setToken(event.currentTarget.value)} /></label>
      <div><button type="submit" class="main" disabled={token.trim() === ""}>Continue</button></div>
    </form>
  );
}
