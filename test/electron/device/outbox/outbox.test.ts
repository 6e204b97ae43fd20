/** The outbox over records that outlive it and a service that may vanish at any moment (G28, G29, G31). */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createOutbox, type Outbox } from '../../../../electron/device/outbox/outbox.ts';
import { readOutbox, type OutboxEntry } from '../../../../electron/device/outbox/outbox-entry.ts';
import type { MailSubmitter, SubmitAnswer } from '../../../../electron/device/outbox/submit-mail.ts';
import { StoreError } from '../../../../electron/device/ports.ts';
import type { Draft } from '../../../../shared/bridge/compose.ts';
import { createFakeRecords } from '../../../fakes/memory-records.ts';
import { createSteeredClock } from '../../../fakes/steered-clock.ts';
import { recordingLog } from '../../recording-log.ts';
import { settle } from '../device-rig.ts';

const DRAFT: Draft = {
  ...{ id: 'draft-1', savedAt: '', to: [{ name: '', address: 'a@x.example' }], cc: [], bcc: [] },
  ...{ subject: 'Plan', text: 'x', html: null, files: [], inReplyTo: null, references: [], circle: null },
};

/** Takes each id once for ever, as the real one does; hands over when it is told to. */
function createService() {
  const taken = new Map<string, 'pending' | 'handed-over' | 'canceled'>();
  return {
    taken,
    submit: (id: string): SubmitAnswer => {
      if (!taken.has(id)) taken.set(id, 'pending');
      return { type: taken.get(id) === 'canceled' ? 'taken-back' : 'accepted' };
    },
    takeBack: (id: string): SubmitAnswer => {
      if (taken.get(id) === 'handed-over') return { type: 'too-late' };
      taken.set(id, 'canceled');
      return { type: 'taken-back' };
    },
    handOver: () => {
      for (const [id, state] of taken) if (state === 'pending') taken.set(id, 'handed-over');
    },
  };
}

const LOST: SubmitAnswer = { type: 'unheard', retryAfterMs: null, cause: 'the link is lost' };

async function rig(submitter: MailSubmitter, records = createFakeRecords()) {
  const clock = createSteeredClock(0);
  const restored: string[] = [];
  const log = recordingLog();
  let isOpen = true;
  const outbox: Outbox = createOutbox(
    {
      ...{ clock, records, log, submitter, accountId: 'katharina', isOpen: () => isOpen },
      ...{
        chance: { uniform: () => 0.5, id: () => 'id' },
        crashPoint: () => undefined,
        changed: () => undefined,
      },
      nowMs: () => clock.elapsedMs(),
    },
    await readOutbox(records, log),
    (entry) => {
      restored.push(entry.draft.id);
      return [{ kind: 'draft', id: entry.draft.id, value: entry.draft }];
    },
  );
  const pass = async (ms: number): Promise<void> => {
    clock.advance(ms);
    await settle();
  };
  return { clock, records, outbox, restored, pass, open: (now: boolean) => void (isOpen = now) };
}

const entryOf = (id: string): Omit<OutboxEntry, 'state'> => ({
  ...{ id, queuedAtMs: 0, mailFrom: 'k@northwind.example', rcptTo: ['a@x.example'] },
  draft: DRAFT,
});

const send = (outbox: Outbox, id: string): Promise<void> =>
  outbox.send(entryOf(id), Buffer.from(`mail ${id}`), []);

test('G28: what Send answered for is there after a kill, and goes out when there is a way', async () => {
  const service = createService();
  const none: MailSubmitter = { submit: async () => LOST, takeBack: async () => LOST };
  const first = await rig(none);
  first.open(false);
  await send(first.outbox, 'one');
  await send(first.outbox, 'two');
  expect(first.outbox.counts()).toEqual({ queued: 2, sent: 0 });
  // kill -9: only the records are left.
  const order: string[] = [];
  const real: MailSubmitter = {
    submit: async ({ raw }) => {
      order.push(Buffer.from(raw).toString());
      return service.submit(Buffer.from(raw).toString());
    },
    takeBack: async () => LOST,
  };
  const second = await rig(real, first.records);
  expect(second.outbox.counts()).toEqual({ queued: 2, sent: 0 });
  await second.pass(60_000);
  await second.pass(60_000);
  expect(order).toEqual(['mail one', 'mail two']);
  expect(second.outbox.counts()).toEqual({ queued: 0, sent: 2 });
  expect(await second.records.read('outbox-message')).toEqual(new Map());
});

test('rule 1: a disk that refuses takes nothing, and says so', async () => {
  const { outbox, records } = await rig({ submit: async () => LOST, takeBack: async () => LOST });
  records.refuseWith(new StoreError('disk-full', 'no space left'));
  await expect(send(outbox, 'one')).rejects.toMatchObject({ code: 'disk-full' });
  expect(outbox.counts()).toEqual({ queued: 0, sent: 0 });
});

test('rule 1: an answer that the disk refuses to keep is asked for again', async () => {
  const service = createService();
  const { outbox, pass, records } = await rig({
    submit: async ({ raw }) => {
      records.refuseWith(new StoreError('disk-full', 'no space left'));
      return service.submit(Buffer.from(raw).toString());
    },
    takeBack: async () => LOST,
  });
  await send(outbox, 'one');
  await pass(6000);
  expect(outbox.counts()).toEqual({ queued: 1, sent: 0 });
  records.refuseWith(null);
  await pass(61_000);
  records.refuseWith(null);
  await pass(61_000);
  expect(service.taken.size).toBe(1);
});

test('rule 2: within five seconds undo is certain, and nothing was offered', async () => {
  const asked: string[] = [];
  const submitter: MailSubmitter = {
    submit: async () => {
      asked.push('submit');
      return { type: 'accepted' };
    },
    takeBack: async () => LOST,
  };
  const { outbox, pass, restored } = await rig(submitter);
  await send(outbox, 'one');
  await pass(4000);
  expect((await outbox.cancel('one'))?.state).toEqual({ name: 'cancelled' });
  await pass(60_000);
  expect([asked, restored, outbox.counts()]).toEqual([[], ['draft-1'], { queued: 0, sent: 0 }]);
});

test('rule 7: what is refused for good is shown with its reason, and can become a draft again', async () => {
  const refusing: MailSubmitter = {
    submit: async () => ({ type: 'refused', problem: 'tooLarge' }),
    takeBack: async () => LOST,
  };
  const { outbox, pass, restored } = await rig(refusing);
  await send(outbox, 'one');
  await pass(6000);
  expect(outbox.rows()).toMatchObject([{ state: 'refused', problem: 'tooLarge' }]);
  await outbox.cancel('one');
  expect([restored, outbox.rows()[0]?.state]).toEqual([['draft-1'], 'cancelled']);
});

test('G29, G31: however answers, losses, cancels and kills interleave, a message is sent once or cancelled, never both', async () => {
  const events = fc.array(fc.constantFrom('pass', 'cancel', 'kill', 'hand-over', 'lose', 'find'), {
    maxLength: 25,
  });
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), events, async (scheduler, script) => {
      const service = createService();
      let isLost = false;
      const lost = (): boolean => isLost;
      const over =
        (what: 'submit' | 'takeBack'): MailSubmitter['submit'] =>
        async ({ raw }) => {
          const id = Buffer.from(raw).toString();
          if (lost()) return LOST;
          // The request arrives some time, its answer some time later, and may be lost in between.
          await scheduler.schedule(Promise.resolve());
          const answer = service[what](id);
          await scheduler.schedule(Promise.resolve());
          return lost() ? LOST : answer;
        };
      const submitter: MailSubmitter = { submit: over('submit'), takeBack: over('takeBack') };
      let life = await rig(submitter);
      await send(life.outbox, 'one');
      for (const event of script) {
        if (event === 'cancel') await life.outbox.cancel('one');
        if (event === 'hand-over') service.handOver();
        if (event === 'lose') isLost = true;
        if (event === 'find') isLost = false;
        if (event === 'kill') {
          life.outbox.stop();
          life = await rig(submitter, life.records);
        }
        await life.pass(7000);
        if (scheduler.count() > 0) await scheduler.waitNext(1);
      }
      isLost = false;
      for (let turn = 0; turn < 8; turn += 1) {
        await life.pass(61_000);
        await scheduler.waitIdle();
        await settle();
      }
      const [row] = life.outbox.rows();
      const atService = service.taken.get('mail one');
      if (row?.state === 'cancelled') expect([undefined, 'canceled']).toContain(atService);
      else
        expect([row?.state, atService === 'pending' || atService === 'handed-over']).toEqual(['sent', true]);
    }),
    { numRuns: 60 },
  );
});
