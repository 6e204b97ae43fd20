/** Pictures that the HTML of a message refers to by Content-ID: raster images of the same message, within limits. */
import type { Attachment } from 'postal-mime';
import { MAX_ALL_INLINE_BYTES, MAX_IMAGE_PIXELS, MAX_IMAGE_SIDE, MAX_INLINE_BYTES } from './limits.ts';
import { readRasterImage } from './raster-image.ts';

export interface InlineImages {
  readonly byContentId: Readonly<Record<string, string>>;
  /** Indexes of the parts that are among them, and so need not be listed as attachments. */
  readonly shown: ReadonlySet<number>;
}

export function readInlineImages(parts: readonly Attachment[], html: string): InlineImages {
  const images = new Map<string, string>();
  const shown = new Set<number>();
  const seen = new Set<string>();
  let total = 0;
  for (const [index, part] of parts.entries()) {
    const contentId = part.contentId?.replace(/^<|>$/g, '') ?? '';
    // The first of a name wins, an unusable one too: a second could otherwise take its place (cid-dup).
    if (contentId === '' || seen.has(contentId)) continue;
    seen.add(contentId);
    const bytes = bytesOf(part);
    if (!html.includes(`cid:${contentId}`) || total + bytes.length > MAX_ALL_INLINE_BYTES) continue;
    const url = dataUrl(bytes);
    if (url === null) continue;
    total += bytes.length;
    images.set(contentId, url);
    shown.add(index);
  }
  // From entries and without a prototype's say: a Content-ID may be called `__proto__`.
  return { byContentId: Object.fromEntries(images), shown };
}

export function bytesOf({ content }: Attachment): Uint8Array {
  if (typeof content === 'string') return new TextEncoder().encode(content);
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}

/** The type is what the bytes are, never what the part says it is (cid-html-as-image). */
function dataUrl(bytes: Uint8Array): string | null {
  if (bytes.length > MAX_INLINE_BYTES) return null;
  const image = readRasterImage(bytes);
  if (image === null || !isShowable(image.width, image.height)) return null;
  return `data:${image.mediaType};base64,${Buffer.from(bytes).toString('base64')}`;
}

function isShowable(width: number, height: number): boolean {
  return Math.max(width, height) <= MAX_IMAGE_SIDE && width * height <= MAX_IMAGE_PIXELS;
}
