/** The administrators' console: the service's own page, in the default browser, which has their proxy, certificates and sign-in. */
import type { DeviceSnapshot } from '../../shared/bridge/snapshot.ts';

export interface ConsoleDeps {
  readonly snapshot: () => DeviceSnapshot | null;
  readonly offeredServiceUrl: string | null;
  readonly open: (url: string) => Promise<void>;
}

/** The service's address as the person or policy gave it, never one from a mail; false when there is none yet. */
export function createConsoleOpener(deps: ConsoleDeps): () => Promise<boolean> {
  return async () => {
    const address = consoleAddress(deps.snapshot()?.session.serviceUrl ?? deps.offeredServiceUrl);
    if (address === null) return false;
    await deps.open(address);
    return true;
  };
}

export function consoleAddress(serviceUrl: string | null): string | null {
  if (serviceUrl === null || !URL.canParse(serviceUrl)) return null;
  const url = new URL(serviceUrl);
  return url.protocol === 'https:' || url.protocol === 'http:' ? new URL('/', url).href : null;
}
