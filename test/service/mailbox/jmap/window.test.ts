/** The five-day window, states and changes, in the gateway's time (product 4, G25, RFC 8620 5.2). */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../../shared/domain/instant.ts';
import { startService, type TestService } from '../mail-service.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { call, type EmailList, type Ids } from './jmap-client.ts';
import { plain, receive } from './mailbox-of-mail.ts';

interface Changes {
  readonly oldState: string;
  readonly newState: string;
  readonly hasMoreChanges: boolean;
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly destroyed: readonly string[];
  readonly error?: string;
}

const state = async ({ app }: TestService): Promise<string> =>
  (await call<EmailList>(app, 'Email/get', { ids: [] })).state;
const changes = ({ app }: TestService, sinceState: string, more = {}): Promise<Changes> =>
  call<Changes>(app, 'Email/changes', { sinceState, ...more });
const ids = async ({ app }: TestService): Promise<readonly string[]> =>
  (await call<Ids>(app, 'Email/query', {})).ids;

test('G25: a message is there for five days of gateway time whatever its Date says, then gone, reported, and off the disk', async () => {
  const folder = temporaryFolder();
  const service = await startService({ folder });
  await receive(service, [
    plain('old date', 'x', 'Date: Thu, 1 Jan 1970 00:00:00 +0000\n'),
    plain('far date', 'x', 'Date: Tue, 1 Jan 2038 00:00:00 +0000\n'),
    plain('last date', 'x', 'Date: Sat, 13 Sep 275760 00:00:00 +0000\n'),
  ]);
  const before = await state(service);
  const there = await ids(service);
  expect(there).toHaveLength(3);
  const oldest = there[2];
  service.clock.advance(5 * DAY_MS - 3 * MINUTE_MS);
  expect(await ids(service)).toEqual(there);
  service.clock.advance(1);
  // Gone from queries at once, before anything is removed.
  expect(await ids(service)).toEqual(there.slice(0, 2));
  expect(await call<EmailList>(service.app, 'Email/get', { ids: [oldest] })).toMatchObject({
    list: [],
    notFound: [oldest],
  });
  await service.mailboxes.rollNow();
  expect(await changes(service, before)).toMatchObject({ created: [], updated: [], destroyed: [oldest] });
  service.clock.advance(HOUR_MS);
  await service.mailboxes.rollNow();
  expect(new Set((await changes(service, before)).destroyed)).toEqual(new Set(there));
  expect(readdirSync(path.join(folder, 'mail'))).toEqual([]);
  expect(service.announced.at(-1)).toEqual({ accountId: 'katharina', state: await state(service) });
});

test('the window rolls by itself, a chunk at a time', async () => {
  const service = await startService();
  await receive(service, [plain('soon gone')]);
  service.clock.advance(6 * DAY_MS);
  await expect
    .poll(async () => {
      service.clock.advance(MINUTE_MS);
      return service.files.ids();
    })
    .toEqual([]);
});

test('product 4: the state survives a restart, and changes go on from it', async () => {
  const folder = temporaryFolder();
  const first = await startService({ folder });
  await receive(first, [plain('one')]);
  const [before, [one = '']] = [await state(first), await ids(first)];
  await first.stop();
  const second = await startService({ folder, clock: first.clock });
  expect(await state(second)).toBe(before);
  expect(await changes(second, before)).toMatchObject({
    created: [],
    updated: [],
    destroyed: [],
    newState: before,
  });
  await receive(second, [plain('two')]);
  await call(second.app, 'Email/set', { update: { [one]: { 'keywords/$seen': true } } });
  const seen = await changes(second, before);
  expect(seen).toMatchObject({ updated: [one], destroyed: [] });
  expect(seen.created).toHaveLength(1);
});

test('RFC 8620 5.2: changes come in portions that add up, and an unknown state cannot be calculated', async () => {
  const service = await startService();
  const start = await state(service);
  await receive(
    service,
    Array.from({ length: 7 }, (_, n) => plain(`mail ${String(n)}`)),
  );
  const collected: string[] = [];
  let since = start;
  for (let more = true; more;) {
    const portion = await changes(service, since, { maxChanges: 3 });
    expect(portion.created.length).toBeLessThanOrEqual(3);
    collected.push(...portion.created);
    [since, more] = [portion.newState, portion.hasMoreChanges];
  }
  expect(new Set(collected)).toEqual(new Set(await ids(service)));
  expect(since).toBe(await state(service));
  for (const unknown of ['no-state', '99999', '-1']) {
    expect((await changes(service, unknown)).error).toBe('cannotCalculateChanges');
  }
});

test('what came and went between two looks is not reported', async () => {
  const service = await startService();
  const start = await state(service);
  await receive(service, [plain('brief')]);
  service.clock.advance(6 * DAY_MS);
  await service.mailboxes.rollNow();
  expect(await changes(service, start)).toMatchObject({ created: [], updated: [], destroyed: [] });
});

test('states older than thirty days of leavings are no longer calculated', async () => {
  const service = await startService();
  await receive(service, [plain('long gone')]);
  const before = await state(service);
  service.clock.advance(6 * DAY_MS);
  await service.mailboxes.rollNow();
  expect((await changes(service, before)).destroyed).toHaveLength(1);
  service.clock.advance(31 * DAY_MS);
  await service.mailboxes.rollNow();
  expect((await changes(service, before)).error).toBe('cannotCalculateChanges');
});
