/** A mailbox sync between a scripted server and a store in memory, under a steered clock. */
import { onTestFinished } from 'vitest';
import { createMailboxSync } from '../../../../electron/device/mailbox/mailbox-sync.ts';
import type { MailboxAccess } from '../../../../electron/device/mailbox/sync-port.ts';
import type { MailStore } from '../../../../electron/device/ports.ts';
import { DAY_MS, fromMs, HOUR_MS, MINUTE_MS } from '../../../../shared/domain/instant.ts';
import { createFakeMailStore } from '../../../fakes/memory-mail-store.ts';
import { createSteeredClock } from '../../../fakes/steered-clock.ts';
import { untilSo } from '../../../waiting/until-so.ts';
import { ACCOUNT, BASE_URL, createJmapServer, type ServedMail } from './jmap-server.ts';

export const NOW_MS = Date.UTC(2026, 10, 23, 9);

export function served(id: string, ageMs: number, changes: Partial<ServedMail> = {}): ServedMail {
  return {
    id,
    receivedAtMs: NOW_MS - ageMs,
    mailbox: 'inbox',
    seen: false,
    subject: `About ${id}`,
    ...changes,
  };
}

/** So many, an hour apart, `m0` the newest. */
export function servedMany(count: number): readonly ServedMail[] {
  const step = Math.min(HOUR_MS, Math.floor((4 * DAY_MS) / count));
  return Array.from({ length: count }, (_value, index) => served(`m${index}`, index * step + MINUTE_MS));
}

export function createHarness<Store extends MailStore>(store: Store) {
  const server = createJmapServer();
  const clock = createSteeredClock(NOW_MS);
  const serviceMs = { offset: NOW_MS };
  const settings: { access: MailboxAccess | null; prioritySinceMs: number | null } = {
    access: { apiBaseUrl: BASE_URL, token: 'token', accountId: ACCOUNT },
    prioritySinceMs: null,
  };
  const problems: string[] = [];
  const heard: string[][] = [];
  const sync = createMailboxSync({
    http: server.http,
    mail: store,
    clock,
    chance: { uniform: () => 0.5, id: () => 'id' },
    log: { write: (_level, message) => problems.push(message) },
    accounts: (further) => heard.push([...further.keys()]),
    access: () => settings.access,
    nowMs: () => serviceMs.offset + clock.monotonicMs(),
    prioritySince: () => (settings.prioritySinceMs === null ? null : fromMs(settings.prioritySinceMs)),
  });
  onTestFinished(() => sync.stop());
  return { server, clock, store, sync, settings, serviceMs, problems, heard, ...waitsOf(sync) };
}

function waitsOf(sync: ReturnType<typeof createMailboxSync>) {
  const state = () => sync.view().state;
  const problem = () => {
    const view = sync.view();
    return view.state === 'off' ? null : view.problem;
  };
  const until = (met: () => boolean): Promise<void> => untilSo(met, () => sync.view());
  return {
    until,
    complete: () => until(() => state() === 'complete'),
    failed: (code: string) => until(() => problem() === code && state() !== 'syncing'),
  };
}

export function memoryHarness() {
  return createHarness(createFakeMailStore());
}
