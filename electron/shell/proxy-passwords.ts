/** Names and passwords for the network's proxies: sealed by the operating system, in memory only where it offers no secret store. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { ProxyCredentials } from '../adapters/network/route.ts';
import type { SafeStorage } from '../adapters/secret-box/safe-storage.ts';
import type { Log } from '../device/ports.ts';

export interface ProxyPasswords {
  readonly find: (proxy: string) => Promise<ProxyCredentials | null>;
  readonly keep: (proxy: string, typed: Pick<ProxyCredentials, 'name' | 'password'>) => Promise<void>;
}

/** Beside the settings, and not among them: a page can change those. */
const FILE = 'proxy-passwords';

const credentialsSchema = z.object({ name: z.string(), password: z.string(), typed: z.int() });
const fileSchema = z.record(z.string(), credentialsSchema);

export function createProxyPasswords(folder: string, secrets: SafeStorage, log: Log): ProxyPasswords {
  const file = path.join(folder, FILE);
  let known: Promise<Map<string, ProxyCredentials>> | null = null;

  async function read(): Promise<Map<string, ProxyCredentials>> {
    if (!existsSync(file)) return new Map();
    try {
      const text = await secrets.decrypt(readFileSync(file));
      return new Map(Object.entries(fileSchema.parse(JSON.parse(text))));
    } catch (error) {
      // They are asked for again, which costs a person less than an app that does not start.
      log.write('warn', 'what was kept for proxies cannot be read', { error: String(error) });
      return new Map();
    }
  }

  return {
    async find(proxy) {
      known ??= read();
      return (await known).get(proxy) ?? null;
    },
    async keep(proxy, { name, password }) {
      known ??= read();
      const all = await known;
      all.set(proxy, { name, password, typed: (all.get(proxy)?.typed ?? 0) + 1 });
      if ((await secrets.backend()) === null) return;
      const sealed = await secrets.encrypt(JSON.stringify(Object.fromEntries(all)));
      writeFileSync(file, sealed, { mode: 0o600 });
    },
  };
}
