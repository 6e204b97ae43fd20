/** What an entry of the audit log changed, field by field (pure). */

export interface FieldDifference {
  /** As the interface names it; parts of a thing within another by dots. */
  readonly field: string;
  /** undefined: it was not there. */
  readonly before: unknown;
  readonly after: unknown;
}

export interface EntryDetail {
  /** Empty where nothing is before and after. */
  readonly differences: readonly FieldDifference[];
  /** What the entry says besides. */
  readonly facts: readonly { readonly field: string; readonly value: unknown }[];
}

/** Of something made, all that it is; of something taken away, all that it was; else what became another. */
export function detailOf(detail: unknown): EntryDetail {
  const { before, after, ...rest } = recordOf(detail);
  const was = flat(before);
  const is = flat(after);
  const fields = [...new Set([...is.keys(), ...was.keys()])];
  return {
    differences: fields
      .filter((field) => !isSame(was.get(field), is.get(field)))
      .map((field) => ({ field, before: was.get(field), after: is.get(field) })),
    facts: [...flat(rest)].map(([field, value]) => ({ field, value })),
  };
}

/** The fields that an edit made others; none where something was made or taken away. */
export function editedFields(detail: unknown): readonly string[] {
  const { before, after } = recordOf(detail);
  if (before === undefined || after === undefined) return [];
  // The version changes with every edit, and says nothing.
  return detailOf(detail)
    .differences.map(({ field }) => field)
    .filter((field) => field !== 'version');
}

const NAMES = ['description', 'displayName', 'name', 'email'] as const;

/** What the thing is called, as far as the entry tells; null: it does not. */
export function nameOf(detail: unknown): string | null {
  const { before, after } = recordOf(detail);
  const told = [after, before, detail].flatMap((side) => NAMES.map((name) => recordOf(side)[name]));
  return told.find((name) => typeof name === 'string') ?? null;
}

/** As a person reads a value; strings are themselves, nothing is nothing. */
export function valueText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join('\n');
  return JSON.stringify(value);
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function flat(value: unknown, path = ''): ReadonlyMap<string, unknown> {
  const fields = new Map<string, unknown>();
  for (const [name, field] of Object.entries(recordOf(value))) {
    const inside = flat(field, `${path}${name}.`);
    if (inside.size === 0) fields.set(`${path}${name}`, field);
    else for (const [deeper, leaf] of inside) fields.set(deeper, leaf);
  }
  return fields;
}
