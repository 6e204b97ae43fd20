/** `GET /changes` of the whole service: what an administrator does is told, also to nobody else's harm, and a drain ends it. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ADMIN_TOKEN, startRig, text, type ServiceRig } from '../service-rig.ts';

let rig: ServiceRig;
beforeEach(async () => {
  rig = await startRig({ lab: true });
});
afterEach(() => rig.stop());

async function open() {
  const response = await fetch(`${rig.service.httpUrl}/api/v1/changes`, {
    headers: { authorization: `Bearer ${ADMIN_TOKEN}` },
  });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  if (response.body === null) throw new Error('no stream');
  return response.body.pipeThrough(new TextDecoderStream()).getReader();
}

test('what is done is told by kind and id, and with it that the audit log grew', async () => {
  const stream = await open();
  const id = text((await rig.call('POST', '/api/v1/groups', { body: { name: 'London' } })).body, 'id');
  await rig.call('POST', '/api/v1/lab/clock', { body: { advanceMs: 1000 } });
  let heard = '';
  const wanted = [`data: {"kind":"group","id":"${id}"}\n\n`, 'data: {"kind":"audit"}\n\n', '"kind":"clock"'];
  while (!wanted.every((frame) => heard.includes(frame))) heard += (await stream.read()).value ?? '';
  await stream.cancel();
});

test('G44: a service that stops ends the stream and waits for nobody', async () => {
  const stream = await open();
  await stream.read();
  const stopped = rig.service.stop();
  while (!(await stream.read()).done);
  await stopped;
  rig = await startRig();
});
