/** Draws a small picture, soft bands of one hue, as a real PNG (RFC 2083). */
import { crc32, deflateSync } from 'node:zlib';

const WIDTH = 240;
const HEIGHT = 120;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** `hue` in degrees. */
export function createPng(hue: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  // Eight bits a channel, red, green and blue.
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels(hue))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function pixels(hue: number): Buffer {
  const tint = [0, 120, 240].map((shift) => 0.725 + 0.275 * Math.cos(((hue - shift) * Math.PI) / 180));
  const rows = Buffer.alloc((WIDTH * 3 + 1) * HEIGHT);
  let at = 0;
  for (let y = 0; y < HEIGHT; y += 1) {
    // Each row starts with its filter: none.
    at += 1;
    const band = 0.3 * Math.cos(y / 31);
    for (let x = 0; x < WIDTH; x += 1) {
      const light = 255 * (0.55 + band * Math.sin((x + y) / 23));
      for (const share of tint) {
        rows[at] = light * share;
        at += 1;
      }
    }
  }
  return rows;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
