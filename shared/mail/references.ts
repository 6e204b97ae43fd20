/** Which part of a message an address in its HTML means: by Content-ID, by Content-Location, by name (RFC 2392, RFC 2557). */
import { decodeWords } from './encoded-words.ts';

export interface Referable {
  readonly cid: string | null;
  readonly location: string | null;
  readonly name: string | null;
}

/** Without brackets, folds and blanks, and without the encoded words of mailers that encode everything. */
export function evenReference(written: string): string {
  return decodeWords(written).replace(/\s+/g, '').replace(/^<|>$/g, '');
}

/** The first that is meant, compared whole: one whose id only begins like it is another. `base`: where the HTML says that it stands. */
export function findReferred<Part extends Referable>(
  parts: readonly Part[],
  address: string,
  base: string | null,
): Part | null {
  const scheme = /^cid:/i.exec(address)?.[0] ?? '';
  const written = address.slice(scheme.length).trim();
  const names = [written, percentDecoded(written)].map(evenReference);
  const byId = scheme === '' ? undefined : parts.find(({ cid }) => cid !== null && names.includes(cid));
  if (byId !== undefined) return byId;
  const place = resolved(written, base);
  const byPlace =
    scheme === ''
      ? parts.find(
          ({ location }) => location !== null && (location === written || resolved(location, base) === place),
        )
      : undefined;
  // Some mailers know a picture by the name of its file alone.
  return byPlace ?? parts.find(({ name }) => name !== null && names.includes(evenReference(name))) ?? null;
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray per cent sign: then it is meant literally.
    return text;
  }
}

function resolved(address: string, base: string | null): string {
  const against = base !== null && URL.canParse(base) ? base : undefined;
  return URL.canParse(address, against) ? new URL(address, against).href : address;
}
