/** Searches a folder for words that must not be readable in it, however they may be encoded (G38). */
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Each place where a canary was found, as `file: canary (encoding)`. */
export function findCanaries(folder: string, canaries: readonly string[]): readonly string[] {
  const needles = canaries.flatMap(encodings);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      const content = readFileSync(file);
      return needles
        .filter(({ bytes }) => content.includes(bytes))
        .map(({ canary, encoding }) => `${path.relative(folder, file)}: ${canary} (${encoding})`);
    });
}

interface Needle {
  readonly canary: string;
  readonly encoding: string;
  readonly bytes: Buffer;
}

function encodings(canary: string): readonly Needle[] {
  const utf8 = Buffer.from(canary, 'utf8');
  return [
    { canary, encoding: 'utf-8', bytes: utf8 },
    { canary, encoding: 'utf-16', bytes: Buffer.from(canary, 'utf16le') },
    { canary, encoding: 'hexadecimal', bytes: Buffer.from(utf8.toString('hex')) },
    // Base64 of a text inside another text depends on where it begins: three ways, without the uncertain ends.
    ...[0, 1, 2].map((shift) => ({
      canary,
      encoding: `base64, shifted by ${shift}`,
      bytes: Buffer.from(base64Core(utf8, shift)),
    })),
  ];
}

function base64Core(bytes: Buffer, shift: number): string {
  const text = Buffer.concat([Buffer.alloc(shift), bytes])
    .toString('base64')
    .replaceAll('=', '');
  return text.slice(shift === 0 ? 0 : shift + 1, -1);
}
