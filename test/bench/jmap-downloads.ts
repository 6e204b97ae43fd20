/** Raw download throughput: a large message by JMAP, beside a server that does nothing but send a file of that size. */
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { median, type Figure } from './figure.ts';
import type { Ask } from './jmap-asker.ts';
import { sized } from './size.ts';

const BYTES = 10 * 1024 * 1024;
const PAIRS = sized(9, 1);
const WARMING = sized(3, 0);
const MB = 1024 * 1024;

/** `ask` is of the account that gets the message. */
export async function measureDownloads(
  print: (figure: Figure) => void,
  {
    httpUrl,
    accountId,
    token,
  }: { readonly httpUrl: string; readonly accountId: string; readonly token: string },
  ask: Ask,
): Promise<void> {
  const lines = randomBytes((BYTES * 3) / 4)
    .toString('base64')
    .replace(/(.{76})/gu, '$1\r\n');
  const header =
    'Subject: large\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: base64';
  const message = Buffer.from(`${header}\r\n\r\n${lines}\r\n`);
  const headers = { authorization: `Bearer ${token}` };
  const upload = await fetch(`${httpUrl}/jmap/upload/${accountId}`, {
    method: 'POST',
    headers,
    body: message,
  });
  const { blobId } = (await upload.json()) as { readonly blobId: string };
  const [imported] = await ask([
    ['Email/import', { emails: { a: { blobId, mailboxIds: { inbox: true } } } }],
  ]);
  const created = imported?.['created'] as { readonly a: { readonly blobId: string } } | null;
  if (created === null) throw new Error(JSON.stringify(imported));
  const bare = await serveFile(message);
  const ours = `${httpUrl}/jmap/download/${accountId}/${created.a.blobId}/large.eml`;
  const speeds = { ours: [] as number[], bare: [] as number[] };
  for (let round = -WARMING; round < PAIRS; round += 1) {
    const pair = {
      bare: await speedOf(bare.url, {}, message.length),
      ours: await speedOf(ours, headers, message.length),
    };
    if (round < 0) continue;
    speeds.bare.push(pair.bare);
    speeds.ours.push(pair.ours);
  }
  bare.close();
  const ratios = speeds.ours.map((speed, index) => speed / (speeds.bare[index] ?? NaN));
  const of = {
    bytes: message.length,
    pairs: PAIRS,
    oursMbPerS: Math.round(median(speeds.ours)),
    bareMbPerS: Math.round(median(speeds.bare)),
  };
  print({
    goal: null,
    name: 'download by JMAP / bare file server',
    value: Number(median(ratios).toFixed(3)),
    unit: 'ratio',
    of,
  });
}

async function speedOf(
  url: string,
  headers: Readonly<Record<string, string>>,
  bytes: number,
): Promise<number> {
  const startMs = performance.now();
  const response = await fetch(url, { headers });
  const { byteLength } = await response.arrayBuffer();
  if (byteLength !== bytes) throw new Error(`${String(response.status)}: ${String(byteLength)} bytes`);
  return bytes / MB / ((performance.now() - startMs) / 1000);
}

async function serveFile(bytes: Uint8Array): Promise<{ readonly url: string; readonly close: () => void }> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'bench-file-'));
  const file = path.join(folder, 'large');
  writeFileSync(file, bytes);
  const server = createServer((_request, response) => {
    response.setHeader('content-length', bytes.length);
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`,
    close() {
      server.closeAllConnections();
      server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
