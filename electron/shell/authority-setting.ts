/** Where the app is told of an organisation's own authorities: the one place that reads `ca`. Not among the preferences, which a page can change. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

const settingSchema = z.object({ ca: z.string().min(1) });

/** `CONTINUITY_CA`, else `ca` of `settings.json`; a path from there is relative to its folder. null: none is set. */
export function authorityFile(
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
): string | null {
  const told = environment['CONTINUITY_CA'] ?? '';
  if (told !== '') return path.resolve(told);
  const file = path.join(folder, 'settings.json');
  const setting = existsSync(file) ? settingSchema.safeParse(parsed(readFileSync(file, 'utf8'))) : null;
  return setting?.success === true ? path.resolve(folder, setting.data.ca) : null;
}

/** Settings that cannot be read are said to be so elsewhere, and begin anew. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
