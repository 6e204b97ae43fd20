/** Recognises raster images by their first bytes and reads their size without decoding them. */

export interface RasterImage {
  readonly mediaType: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp';
  readonly width: number;
  readonly height: number;
}

/** null for everything else, whatever it calls itself; SVG is text and therefore never one. */
export function readRasterImage(bytes: Uint8Array): RasterImage | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return readPng(view) ?? readGif(view) ?? readWebp(view) ?? readJpeg(view);
  } catch (cause) {
    // It ends before its own header does.
    if (cause instanceof RangeError) return null;
    throw cause;
  }
}

const PNG_START = [0x89504e47, 0x0d0a1a0a] as const;
const IHDR = 0x49484452;

function readPng(view: DataView): RasterImage | null {
  if (view.getUint32(0) !== PNG_START[0] || view.getUint32(4) !== PNG_START[1]) return null;
  if (view.getUint32(12) !== IHDR) return null;
  return { mediaType: 'image/png', width: view.getUint32(16), height: view.getUint32(20) };
}

const GIF8 = 0x47494638;

function readGif(view: DataView): RasterImage | null {
  if (view.getUint32(0) !== GIF8) return null;
  return { mediaType: 'image/gif', width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

const RIFF = 0x52494646;
const WEBP = 0x57454250;
const VP8_LOSSY = 0x56503820;
const VP8_LOSSLESS = 0x5650384c;
const VP8_EXTENDED = 0x56503858;

/** RFC 9649. */
function readWebp(view: DataView): RasterImage | null {
  if (view.getUint32(0) !== RIFF || view.getUint32(8) !== WEBP) return null;
  const mediaType = 'image/webp';
  switch (view.getUint32(12)) {
    case VP8_LOSSY:
      return {
        mediaType,
        width: view.getUint16(26, true) & 0x3fff,
        height: view.getUint16(28, true) & 0x3fff,
      };
    case VP8_LOSSLESS: {
      const bits = view.getUint32(21, true);
      return { mediaType, width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case VP8_EXTENDED:
      return {
        mediaType,
        width: (view.getUint32(24, true) & 0xffffff) + 1,
        height: (view.getUint32(26, true) >>> 8) + 1,
      };
    default:
      return null;
  }
}

const JPEG_START = 0xffd8;
/** Start of frame, C0 to CF, without DHT (C4), JPG (C8) and DAC (CC). */
const NOT_FRAMES: ReadonlySet<number> = new Set([0xc4, 0xc8, 0xcc]);

/** ITU-T T.81 annex B: marker segments until the frame header. */
function readJpeg(view: DataView): RasterImage | null {
  if (view.getUint16(0) !== JPEG_START) return null;
  let position = 2;
  for (;;) {
    if (view.getUint8(position) !== 0xff) return null;
    const marker = view.getUint8(position + 1);
    if (marker >= 0xc0 && marker <= 0xcf && !NOT_FRAMES.has(marker)) {
      return {
        mediaType: 'image/jpeg',
        height: view.getUint16(position + 5),
        width: view.getUint16(position + 7),
      };
    }
    // A fill byte, or a segment with its length.
    position += marker === 0xff ? 1 : 2 + Math.max(2, view.getUint16(position + 2));
  }
}
