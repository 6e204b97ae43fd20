/** Versions as entity tags, and the condition that If-Match sets (RFC 9110, 8.8.3 and 13.1.1). */

export function etagOf(version: number): string {
  return `"${String(version)}"`;
}

/** null: no condition. Compared strongly, so a weak tag never matches. */
export function ifMatchOf(header: string | undefined): ((version: number) => boolean) | null {
  if (header === undefined) return null;
  const tags = header.split(',').map((tag) => tag.trim());
  return (version) => tags.includes('*') || tags.includes(etagOf(version));
}
