/** G44: whoever was still being answered as the service stopped does not keep it from stopping. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { startRig } from '../service-rig.ts';

/** Well under the 72 s that an idle connection is kept otherwise. */
const WAIT_MS = 40_000;

test('G44: a connection that is kept alive ends with its answer, when the service stops meanwhile', async () => {
  const rig = await startRig();
  const { host, port, hostname } = new URL(rig.service.httpUrl);
  const socket = connect(Number(port), hostname);
  let heard = '';
  socket.on('data', (part: Buffer) => (heard += part.toString()));
  const closed = once(socket, 'close', { signal: AbortSignal.timeout(WAIT_MS) });
  // A wrong password takes argon2 its time, which is when the service stops.
  const key = Buffer.alloc(32, 7).toString('base64url');
  const device = { name: 'n', platform: 'linux', appVersion: '1', publicKey: key };
  const body = JSON.stringify({ email: 'nobody@example.com', password: 'wrong', device });
  const head = [
    'POST /api/v1/devices HTTP/1.1',
    `Host: ${host}`,
    'Content-Type: application/json',
    `Content-Length: ${String(body.length)}`,
  ];
  const asked = once(socket, 'ready');
  await asked;
  socket.write(`${head.join('\r\n')}\r\nExpect: 100-continue\r\n\r\n`);
  // The service has read the head, so the request is under way.
  await once(socket, 'data');
  socket.write(body);
  const stopped = rig.stop();
  await closed;
  await stopped;
  expect(heard).toMatch(/HTTP\/1\.1 [45]\d\d/u);
});
