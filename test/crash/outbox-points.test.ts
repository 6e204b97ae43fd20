/** The device killed around a message that goes out: it arrives, and once (G28, G29). */
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { addEvent, foundOrganisation, inMode, isOnline } from '../journeys/organisation.ts';
import { startDevice, startService, type ServiceProcess } from '../journeys/process-rig.ts';
import { folderOfFile, HITS, HITS_TIMEOUT_MS } from './hits.ts';
import { inboxOf } from './inbox.ts';

const SENDER = 'ada@north.example';
const folder = folderOfFile();
let service: ServiceProcess;

beforeAll(async () => {
  service = await startService(folder);
  return () => service.kill();
});

// Side by side: each hit waits for the seconds in which a message can be taken back.
test.concurrent.each(['outbox-inserted-before-ui', 'sent-before-result', 'result-before-mark'])(
  'G28, G29: %s: what was sent arrives once',
  async (point) => {
    const sender = `${point}.${SENDER}`;
    const receiver = `${point}.grace@north.example`;
    const { groupId } = await foundOrganisation(service, [sender, receiver]);
    await addEvent(service, groupId);
    const state = path.join(folder, point);
    const start = (crashAt: string) =>
      startDevice(service.url, sender, state, { env: { CONTINUITY_CRASH_AT: crashAt } });
    for (let hit = 1; hit <= HITS; hit += 1) {
      const dying = start(point);
      await dying.until(isOnline);
      await dying.until(inMode('dr'));
      dying.say({ do: 'send', to: [receiver], subject: `mail ${String(hit)}`, text: 'body' });
      expect(await dying.ended).toBe('SIGKILL');
      const next = start('');
      expect((await inboxOf(service, receiver, hit)).size).toBe(hit);
      await next.kill();
    }
  },
  HITS_TIMEOUT_MS,
);
