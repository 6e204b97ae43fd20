/** Tests what Prometheus reads: one look at the mail queue a scrape, however many figures come of it. */
import { expect, test } from 'vitest';
import { createCounters } from '../../../service/channel/counters.ts';
import { createSignInRecord } from '../../../service/guessing/sign-in-record.ts';
import { createMetrics } from '../../../service/http/metrics.ts';

test('both figures of the mail queue come from one query, and each scrape asks anew', async () => {
  let deliveries = 0;
  const metrics = createMetrics({
    ...{
      onlineDevices: () => 0,
      pollingDevices: () => 0,
      strangers: () => 0,
      smtpConnections: () => 0,
      mailWaiting: () => 0,
      revision: async () => 0,
    },
    channel: createCounters(),
    clockInDoubt: () => false,
    signIns: createSignInRecord().counts,
    mailQueue: async () => new Map([['held', { deliveries: (deliveries += 1), oldestMs: 2000 }]]),
  });
  const scrape = async (): Promise<readonly string[]> => {
    return (await metrics.text()).split('\n').filter((line) => line.startsWith('continuity_mail_queue'));
  };
  for (const count of [1, 2])
    expect(await scrape()).toEqual([
      `continuity_mail_queue{state="held"} ${String(count)}`,
      'continuity_mail_queue_oldest_seconds{state="held"} 2',
    ]);
});
