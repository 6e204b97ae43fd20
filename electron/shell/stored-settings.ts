/** Reads what is on disk as settings: each field by itself, so that one bad value costs one preference. */
import { settingsSchema, type Settings } from '../../shared/bridge/settings.ts';

export type StoredSettings =
  | { readonly state: 'read'; readonly settings: Settings; readonly ignored: readonly string[] }
  /** Not JSON, or not an object: to be set aside and treated as missing. */
  | { readonly state: 'damaged' };

export const DEFAULT_SETTINGS: Settings = settingsSchema.parse({});

/** Unknown fields are dropped; a field of a wrong type is left at its default and named in `ignored`. */
export function readStoredSettings(text: string): StoredSettings {
  const fields = parseObject(text);
  if (fields === null) return { state: 'damaged' };
  const ignored = fieldNames.filter(
    (name) => fields[name] !== undefined && !settingsSchema.shape[name].safeParse(fields[name]).success,
  );
  const kept = fieldNames.filter((name) => !ignored.includes(name)).map((name) => [name, fields[name]]);
  return { state: 'read', settings: settingsSchema.parse(Object.fromEntries(kept)), ignored };
}

const fieldNames = Object.keys(settingsSchema.shape) as (keyof Settings)[];

function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    // A byte order mark is what an editor may have left.
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value))
      : null;
  } catch {
    return null;
  }
}
