/** How this browser shows the console: theme and language, kept for the next time. */
import type { z } from 'zod';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { settingsSchema } from '../../../shared/bridge/settings.ts';

/** The same choices as in the companion. */
const preferencesSchema = settingsSchema.pick({ theme: true, language: true });
export type Preferences = z.infer<typeof preferencesSchema>;

export type PreferenceStore = StoreApi<Preferences>;

const KEY = 'continuity.preferences';

export function createPreferences(storage: Storage): PreferenceStore {
  const store = createStore<Preferences>(() => read(storage));
  store.subscribe((preferences) => storage.setItem(KEY, JSON.stringify(preferences)));
  return store;
}

function read(storage: Storage): Preferences {
  const usual = preferencesSchema.parse({});
  try {
    const kept: unknown = JSON.parse(storage.getItem(KEY) ?? '{}');
    return preferencesSchema.safeParse(kept).data ?? usual;
  } catch (error) {
    if (error instanceof SyntaxError) return usual;
    throw error;
  }
}
