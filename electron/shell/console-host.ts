/** The one host whose name pages may look up: that of the control service, so that its console can be a window of the app. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Beside the settings, and not among them: a page can change those. */
const FILE = 'console-host';

/** Of an address; null where it is none. As a browser writes it, so that nothing can be added to a list of rules. */
export function hostOf(address: string | null): string | null {
  if (address === null || !URL.canParse(address)) return null;
  const { hostname } = new URL(address);
  return hostname === '' ? null : hostname;
}

/** Chromium's `--host-resolver-rules`: nothing is looked up but these. */
export function resolverRules(hosts: readonly string[]): string {
  return ['MAP * ~NOTFOUND', ...hosts.map((host) => `EXCLUDE ${host}`)].join(', ');
}

/** Which hosts this start of the app lets its pages look up; it cannot be changed before the next. */
export function knownHosts(folder: string, offeredServiceUrl: string | null): readonly string[] {
  const kept = readKept(path.join(folder, FILE));
  return [...new Set([kept, hostOf(offeredServiceUrl)])].filter((host) => host !== null);
}

function readKept(file: string): string | null {
  try {
    return hostOf(`https://${readFileSync(file, 'utf8').trim()}`);
  } catch {
    // None was kept, or the folder is closed to us, which the start says in words.
    return null;
  }
}

export function keepHost(folder: string, host: string): void {
  writeFileSync(path.join(folder, FILE), `${host}\n`, { mode: 0o600 });
}
