/** Text as lists are searched and ordered by: without case and accents, so that "muller" finds "Müller" in any database. */

/** The parts are kept apart, so that nothing is found across the end of one. */
export function foldedKey(...parts: readonly string[]): string {
  return parts.map((part) => fold(part)).join('\n');
}

/** A LIKE pattern for keys that contain `q`, whatever signs are in it; to be escaped with a backslash. */
export function containing(q: string): string {
  return `%${literal(fold(q))}%`;
}

/** The same for keys that end with just this text. */
export function endingWith(text: string): string {
  return `%${literal(text)}`;
}

function literal(text: string): string {
  return text.replace(/[\\%_]/gu, (sign) => `\\${sign}`);
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
