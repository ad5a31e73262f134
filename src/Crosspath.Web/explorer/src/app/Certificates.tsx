import { collection, remove, setRole, startOver } from "../state/collection";
import type { Role } from "../state/packing";
import { timeText } from "../model/days";
import { server } from "../state/server";
import { Intake } from "./Intake";
import { Search } from "./Search";
import { Trust } from "./Trust";

const roles: [Role, string][] = [["target", "in question"], ["between", "between"], ["root", "trusted root"]];

/** The certificates at hand, what each is for, and the way to more. */
export function Certificates({ onClose }: { onClose: () => void }) {
  return (
    <div id="certificates" class="drawer">
      <div class="drawer-list" tabIndex={0} role="region" aria-label="Certificates at hand">
        <table class="certificate-list">
          <thead>
            <tr><th>Subject</th><th>Issued by</th><th>Valid</th><th>Used as</th><th><span class="unseen">Remove</span></th></tr>
          </thead>
          <tbody>
            {collection.value.map((one) => (
              <tr key={one.sha256}>
                <td class="breakable">{one.name} <code class="muted">{one.sha256.slice(0, 8)}</code></td>
                <td class="breakable">{one.issuer}</td>
                <td class="number">{timeText(one.notBefore).slice(0, 10)} to {timeText(one.notAfter).slice(0, 10)}</td>
                <td>
                  <select aria-label={`Use of ${one.name}`} value={one.role} onChange={(event) => void setRole(one.sha256, event.currentTarget.value as Role)}>
                    {roles.map(([role, text]) => <option key={role} value={role}>{text}</option>)}
                  </select>
                </td>
                <td><button type="button" class="plain small" aria-label={`Remove ${one.name}`} onClick={() => void remove(one.sha256)}>✕</button></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div class="drawer-more stack">
        <Intake />
        {(server.value?.certificates ?? 0) > 0 && <Search />}
        <Trust />
        <div class="row">
          <button type="button" class="small" onClick={startOver}>Start over</button>
          <button type="button" class="small" onClick={onClose}>Close</button>
        </div>
      </div>
    </div>
  );
}
