/** An edit laid over what is saved: what is left out stays. */

export type Patch<Whole> = { readonly [Key in keyof Whole]?: Whole[Key] | undefined };

/** The type says it: a key of `change` that is present and not undefined replaces the one of `whole`. */
export function patched<Whole extends object, Change extends Patch<Change>>(
  whole: Whole,
  change: Change,
): Omit<Whole, keyof Change> & {
  [Key in keyof Change & keyof Whole]: Exclude<Change[Key], undefined> | Whole[Key];
} {
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  return { ...whole, ...Object.fromEntries(given) };
}
