/** The small rules of the mailboxes: base subjects, loops, shared runs, session counts, back references. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_ERRORS_PER_SESSION, MAX_RECEIVED_FIELDS } from '../../../service/gateway/limits.ts';
import { createSessionWatch } from '../../../service/gateway/session-watch.ts';
import { receivedField, watchForLoop } from '../../../service/gateway/trace.ts';
import { cutToBytes } from '../../../service/mailbox/jmap/email-object.ts';
import { sharedRun } from '../../../service/mailbox/shared-run.ts';
import { baseSubject, threadKeysOf } from '../../../service/mailbox/threads.ts';

test.each([
  ['Re: Plan', 'plan'],
  ['AW: WG: Re[2]: [Logistics] Plan (fwd)', 'plan'],
  ['Re:   the  plan ', 'the plan'],
  ['[Logistics]', '[logistics]'],
  ['Regarding: plan', 'regarding: plan'],
  ['', ''],
])('RFC 8621 3: the base of "%s" is "%s"', (subject, base) => {
  expect(baseSubject(subject)).toBe(base);
});

test('property: a reply to a reply has the same base subject, and shares a key with what it answers', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom('Re: ', 'AW: ', 'Fwd: '), (subject, prefix) => {
      expect(baseSubject(prefix + subject)).toBe(baseSubject(subject));
      const first = threadKeysOf({ subject, messageId: ['1@x'], inReplyTo: [], references: [] });
      const reply = threadKeysOf({
        subject: prefix + subject,
        messageId: ['2@x'],
        inReplyTo: ['1@x'],
        references: [],
      });
      expect(reply).toContain(first[0]);
    }),
  );
});

test('RFC 5321 6.3: only the header counts for a loop, however it is cut into chunks', () => {
  const received = 'Received: from a by b; x\r\n';
  const seen = (text: string): boolean => {
    const watch = watchForLoop();
    for (const byte of Buffer.from(text)) watch.see(Uint8Array.of(byte));
    return watch.isLoop();
  };
  expect(seen(`${received.repeat(MAX_RECEIVED_FIELDS)}\r\n${received}`)).toBe(false);
  expect(seen(`${received.repeat(MAX_RECEIVED_FIELDS + 1)}\r\n`)).toBe(true);
});

test('property: no client breaks out of the trace header with what it calls itself', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (helo, protocol) => {
      const field = receivedField({
        messageId: 'M1',
        helo,
        remoteAddress: '::1',
        serverName: 'mx',
        protocol,
        atMs: 0,
      }).toString();
      expect(field.split('\r\n')).toHaveLength(4);
      expect(field).toMatch(
        /^Received: from \S+ \(\[IPv6:::1\]\)\r\n\tby mx with \S+ id M1;\r\n\tThu, 01 Jan 1970 00:00:00 \+0000\r\n$/,
      );
    }),
  );
});

test('property: text cut to bytes is the beginning of it, and no longer than allowed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 50 }), (text, maxBytes) => {
      const cut = cutToBytes(text, maxBytes);
      expect(text.startsWith(cut)).toBe(true);
      expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(maxBytes);
    }),
  );
});

test('a shared run serves all who asked before it began, and no one who asked after', async () => {
  const finish: (() => void)[] = [];
  const run = sharedRun(() => new Promise<void>((resolve) => finish.push(resolve)));
  const settled: string[] = [];
  const ask = (name: string): Promise<void> => run().then(() => void settled.push(name));
  const all = [ask('first'), ask('second'), ask('third')];
  expect(finish).toHaveLength(1);
  finish[0]?.();
  await all[0];
  await expect.poll(() => finish.length).toBe(2);
  expect(settled).toEqual(['first']);
  finish[1]?.();
  await Promise.all(all);
  expect(settled).toEqual(['first', 'second', 'third']);
});

test('a shared run that fails, fails for those who waited for it, and the next one is tried', async () => {
  let fails = true;
  const run = sharedRun(async () => {
    if (fails) throw new Error('no');
  });
  await expect(run()).rejects.toThrow('no');
  fails = false;
  await run();
});

test('security, limits: a session has to go once, at the error after the last allowed one', () => {
  const watch = createSessionWatch();
  watch.opened('s', '1.2.3.4');
  const over = Array.from({ length: MAX_ERRORS_PER_SESSION + 5 }, () => watch.reply('s', 550));
  expect(over.indexOf(true)).toBe(MAX_ERRORS_PER_SESSION);
  expect(over.filter(Boolean)).toHaveLength(1);
  expect(watch.reply('s', 250)).toBe(false);
});
