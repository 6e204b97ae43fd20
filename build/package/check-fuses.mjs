// @ts-check
// Reads the fuses of a packaged app back: what the configuration asked for is what the executable has (security decision 19).
import { BuildError } from '../run-command.mjs';

// How a fuse stands in the executable: as a character, `0` or `1`.
const [off, on] = ['0'.charCodeAt(0), '1'.charCodeAt(0)];

/**
 * @param {string} executable
 * @throws {BuildError} naming the fuses that are not as decided
 */
export async function checkFuses(executable) {
  // Loaded here because it is installed by npm, and the set-up may only just have done so.
  const { getCurrentFuseWire, FuseV1Options: Fuse } = await import('@electron/fuses');
  const decided = {
    RunAsNode: off,
    EnableCookieEncryption: on,
    EnableNodeOptionsEnvironmentVariable: off,
    EnableNodeCliInspectArguments: off,
    EnableEmbeddedAsarIntegrityValidation: on,
    OnlyLoadAppFromAsar: on,
    LoadBrowserProcessSpecificV8Snapshot: off,
    GrantFileProtocolExtraPrivileges: off,
  };
  const wire = await getCurrentFuseWire(executable);
  const names = /** @type {(keyof typeof decided)[]} */ (Object.keys(decided));
  const wrong = names.filter((name) => Number(wire[Fuse[name]]) !== decided[name]);
  if (wrong.length > 0)
    throw new BuildError(`These fuses of ${executable} are not as decided: ${wrong.join(', ')}`);
}
