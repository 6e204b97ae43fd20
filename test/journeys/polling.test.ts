/** Device and service where WebSockets are blocked: the console knows it as reachable, and all that it would know of a connected one. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HOUR_MS } from '../../shared/domain/instant.ts';
import { FIRST_POLL_AFTER_MS } from '../../electron/device/connection/poll-next.ts';
import { at, startJourney, type Journey } from './journey-rig.ts';

let journey: Journey;
let devicePath: string;
beforeEach(async () => {
  journey = await startJourney();
  await journey.signIn();
  const [device] = (await journey.admin('GET', '/devices'))['items'] as readonly { readonly id: string }[];
  devicePath = `/devices/${device?.id ?? ''}`;
  journey.webSockets(false);
  await journey.until(({ link }) => link.state === 'offline');
});
afterEach(() => journey.stop());

async function untilPolling(): Promise<void> {
  journey.pass(FIRST_POLL_AFTER_MS);
  await journey.until(({ link }) => link.state === 'polling');
}

test('interfaces 3: WebSockets blocked: mode, receipts, cached mode and version reach the console by polls', async () => {
  const eventId = await journey.addEvent({ end: at(HOUR_MS) });
  await untilPolling();
  await journey.untilMode('dr');
  const seen = await journey.untilService(
    devicePath,
    ({ mode, receipts }) => mode === 'dr' && (receipts as readonly unknown[]).length > 0,
  );
  expect(seen).toMatchObject({
    link: 'polling',
    appVersion: '1.0.0',
    cachedMode: true,
    events: [{ eventId, participates: true }],
    receipts: [{ eventId, kind: 'start' }],
  });
  const { counts } = await journey.admin('GET', `/events/${eventId}/progress`);
  expect(counts).toMatchObject({ participants: 1, inDr: 1, shown: 1, notReachable: 0 });
  // A person between two polls: told at once, not with the next one.
  await journey.device().dispatch('profile.set', { connectionMode: 800 });
  await journey.untilService(devicePath, ({ mode, cachedMode }) => mode === 'normal' && cachedMode === false);
});

test('goes from polls to a socket and back, across a restart of the service, as the same device', async () => {
  await untilPolling();
  await journey.untilService(devicePath, ({ link }) => link === 'polling');
  await journey.restartService();
  expect(await journey.admin('GET', devicePath)).toMatchObject({ link: 'offline', mode: 'normal' });
  // What was asked while it was down has failed, and comes again three minutes later.
  await journey.until(({ link }) => link.state !== 'connecting');
  void journey.device().dispatch('link.retryNow', undefined);
  await journey.untilService(devicePath, ({ link }) => link === 'polling');
  journey.webSockets(true);
  await journey.reconnect();
  await journey.untilService(devicePath, ({ link, polledAt }) => link === 'online' && polledAt === null);
  journey.webSockets(false);
  await journey.until(({ link }) => link.state === 'offline');
  await untilPolling();
  await journey.untilService(devicePath, ({ link }) => link === 'polling');
});
