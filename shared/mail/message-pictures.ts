/** Pictures that the shown text of a message has: raster images of the same message, within limits. */
import { MAX_ALL_INLINE_BYTES, MAX_IMAGE_PIXELS, MAX_IMAGE_SIDE, MAX_INLINE_BYTES } from './limits.ts';
import { readRasterImage, type RasterImage } from './raster-image.ts';
import type { Leaf } from './read-message.ts';
import { findReferred, type Referable } from './references.ts';
import type { ShownBody } from './shown-body.ts';

export interface Picture {
  readonly partId: string;
  /** What the bytes are, never what the part says it is (cid-html-as-image). */
  readonly mediaType: RasterImage['mediaType'];
}

export interface PictureReader {
  /** By address, as it is written in the text. */
  readonly picturesOf: (shown: ShownBody) => ReadonlyMap<string, Picture>;
}

interface Candidate extends Referable {
  readonly partId: string;
  readonly octets: Buffer;
}

export function pictureReader(leaves: ReadonlyMap<string, Leaf>): PictureReader {
  // The first of a name wins, an unusable one too: a second could otherwise take its place (cid-dup).
  const candidates = Array.from(leaves, ([partId, { octets, described }]): Candidate => {
    return { partId, octets, cid: described.cid, location: described.location, name: described.name };
  });
  const read = (shown: ShownBody): ReadonlyMap<string, Picture> => {
    const pictures = new Map<string, Picture>();
    const counted = new Set<string>();
    let total = 0;
    for (const { html, partId } of shown.kind === 'html' ? shown.parts : []) {
      const base = leaves.get(partId)?.described.location ?? null;
      for (const address of html?.pictures ?? []) {
        if (pictures.has(address) || /^(?:data|https?):/i.test(address)) continue;
        const part = findReferred(candidates, address, base);
        const image = part === null ? null : showable(part.octets);
        if (part === null || image === null) continue;
        const bytes = counted.has(part.partId) ? 0 : part.octets.length;
        if (total + bytes > MAX_ALL_INLINE_BYTES) continue;
        total += bytes;
        counted.add(part.partId);
        pictures.set(address, { partId: part.partId, mediaType: image.mediaType });
      }
    }
    return pictures;
  };
  return { picturesOf: read };
}

function showable(octets: Buffer): RasterImage | null {
  if (octets.length > MAX_INLINE_BYTES) return null;
  const image = readRasterImage(octets);
  if (image === null) return null;
  const { width, height } = image;
  return Math.max(width, height) <= MAX_IMAGE_SIDE && width * height <= MAX_IMAGE_PIXELS ? image : null;
}
