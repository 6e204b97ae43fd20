/** What rolls off, and what is kept although the window has passed it: whatever somebody is still to get or to be told of (G17). */
import { expect, onTestFinished, test } from 'vitest';
import { fromMs } from '../../../../shared/domain/instant.ts';
import { FINAL_STATES, OPEN_STATES, type DeliveryStateName } from '../../../../shared/http/mail-flow.ts';
import { unplacedAmong, unplacedMessages } from '../../../../service/mailbox/store/roll-off.ts';
import { NOW_MS, openCore } from '../../core-rig.ts';

const OLD_MS = NOW_MS - 40 * 86_400_000;

async function start() {
  const rig = await openCore();
  onTestFinished(rig.close);
  const { db } = rig;
  const texts = { subjectText: '', fromText: '', toText: '', ccText: '', content: '{}', fingerprint: null };
  const at = fromMs(OLD_MS);
  return {
    db,
    left: () => unplacedMessages(db, NOW_MS),
    add: async (id: string, states: readonly DeliveryStateName[], reportDue: 0 | 1 = 0) => {
      await db
        .insertInto('messages')
        .values({ ...texts, id, receivedAtMs: OLD_MS, size: 1, hasAttachment: 0 })
        .execute();
      for (const [place, state] of states.entries())
        await db
          .insertInto('mailDeliveries')
          .values({
            ...{ id: `${id}.${String(place)}`, messageId: id, direction: 'inbound', state },
            ...{ submissionId: null, accountId: null, personId: null, groupId: null, heldEventId: null },
            ...{
              sender: 'bob@sender.example',
              recipient: 'ada@example.com',
              lane: id,
              domain: 'example.com',
            },
            ...{ subject: '', searchKey: '', inLane: 0, exempt: 0, attempts: 1, unanswered: 0, queuedAt: at },
            ...{ nextAttemptAt: at, giveUpAt: at, heldAt: null, releasedAt: null, lastAttemptAt: null },
            ...{ lastReply: null, handedTo: null, finishedAt: null, reportDue },
          })
          .execute();
    },
  };
}

test('a bounced message stays until its sender has been told, and goes then', async () => {
  const { db, add, left } = await start();
  await add('told', ['bounced']);
  await add('untold', ['delivered', 'bounced'], 1);
  expect(await left()).toEqual(['told']);
  expect(await unplacedAmong(db, ['told', 'untold'])).toEqual(['told']);
  await db.updateTable('mailDeliveries').set({ reportDue: 0 }).execute();
  expect(await left()).toEqual(['told', 'untold']);
});

test.each(OPEN_STATES)('a message that is %s for one of its recipients stays, however old', async (state) => {
  const { add, left } = await start();
  await add('waits', ['delivered', state]);
  await add('over', FINAL_STATES);
  expect(await left()).toEqual(['over']);
});
