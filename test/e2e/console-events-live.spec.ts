/** A continuity event's page while real devices act on it: their progress, the phases, and the timeline come by themselves. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { programOf } from '../programs/programs.ts';
import { inMs } from './administrator.ts';
import { openEvents, type EventsRig } from './events-rig.ts';
import { demoPerson, projectRoot } from './real-service.ts';

const HOUR_MS = 3_600_000;

let rig: EventsRig;
let page: Page;
let states: string;
const devices: ChildProcess[] = [];

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  test.setTimeout(180_000);
  states = mkdtempSync(path.join(tmpdir(), 'continuity-devices-'));
  rig = await openEvents();
  page = rig.page;
});

test.afterAll(async () => {
  const ends = devices.map(async (device) => {
    const exited = once(device, 'exit');
    say(device, { do: 'quit' });
    await exited;
  });
  await Promise.all(ends);
  await rig.stop();
  rmSync(states, { recursive: true, force: true });
});

function startDevice(email: string): ChildProcess {
  const flags = [
    '--service',
    rig.service.ready.httpUrl,
    '--email',
    email,
    '--state',
    path.join(states, email),
  ];
  const device = spawn(process.execPath, [programOf('lab/device.ts'), ...flags, '--json'], {
    cwd: projectRoot,
    stdio: ['pipe', 'ignore', 'inherit'],
    env: { ...process.env, CONTINUITY_PASSWORD: demoPerson.password },
  });
  devices.push(device);
  return device;
}

function say(device: ChildProcess, command: object): void {
  device.stdin?.write(`${JSON.stringify(command)}\n`);
}

const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
const chip = (words: string) => page.getByRole('button', { name: words, exact: true });
const row = (name: string) => page.getByRole('row', { name });

test('progress on each device appears by itself, and says why where there is none', async () => {
  const katharina = startDevice('katharina.brandt@northwind.example');
  startDevice('nils.aumann@northwind.example');
  const id = await rig.create({
    description: 'Pilot outage',
    affectedGroupId: 'pilot-group',
    startMessage: 'Mail is down.',
    pauseInboundDelivery: true,
  });
  await rig.open(`/events/${id}`);
  await expect(row('Katharina Brandt')).toContainText('Message shown');
  await expect(row('Nils Aumann')).toContainText('Message shown');
  await expect(chip('Message shown 2')).toBeVisible();
  await expect(page.getByRole('img', { name: '2 of 7 devices in disaster recovery' })).toBeVisible();
  await expect(page.getByText('Start message shown on 2 devices so far')).toBeVisible();
  await rig.shows('61-event-live');

  await chip('Cannot 5').click();
  await expect(row('Katharina Brandt')).toBeHidden();
  await expect(row('Ines Hoffmann')).toContainText('No registered device');
  expect(page.url()).toContain('state=cannot');
  await rig.shows('62-event-cannot');
  await chip('All 7').click();

  // It took part, and cannot any more.
  say(katharina, { do: 'set-cached-mode', on: false });
  await expect(row('Katharina Brandt')).toContainText('Cached mode is off');
  await expect(page.getByRole('img', { name: '1 of 7 devices in disaster recovery' })).toBeVisible();
  const next = await rig.create({ description: 'Second outage', affectedGroupId: 'pilot-group' });
  await rig.open(`/events/${next}`);
  await expect(row('Katharina Brandt')).toContainText('Cached mode is off');
  say(katharina, { do: 'set-cached-mode', on: true });
  await expect(row('Katharina Brandt')).toContainText('Message shown');
  await rig.open('/events');
  await expect(page.getByRole('link', { name: 'Second outage', exact: true }).first()).toBeVisible();
  await rig.shows('63-events-current');
});

test('Pending becomes Current, then Expired and Recovering, without a reload', async () => {
  const id = await rig.create({
    description: 'By the clock',
    affectedGroupId: 'pilot-group',
    start: inMs(2 * HOUR_MS),
    end: inMs(4 * HOUR_MS),
    pauseInboundDelivery: true,
  });
  await rig.open(`/events/${id}`);
  const status = (words: string) => page.getByRole('status').getByText(words, { exact: true });
  await expect(status('Pending')).toBeVisible();
  await rig.service.api('POST', '/lab/clock', { advanceMs: 3 * HOUR_MS });
  await expect(status('Current')).toBeVisible();
  await press('End now');
  await page.getByRole('dialog').getByRole('button', { name: 'End now' }).click();
  await expect(status('Expired')).toBeVisible();
  await rig.service.api('POST', '/lab/recovery', { eventId: id, delivered: 37, total: 212 });
  await expect(page.getByText('Mail is back. 37 of 212 held messages delivered.')).toBeVisible();
  await rig.service.api('POST', '/lab/recovery', { eventId: id, delivered: 175, total: 212 });
  await expect(page.getByText('Mail is back. 175 of 212 held messages delivered.')).toBeVisible();
  await rig.shows('64-event-recovering');
  await rig.service.api('POST', '/lab/recovery', { eventId: id, delivered: 212, total: null });
  await expect(page.getByText('Mail is back.')).toBeHidden();
});

test('an auditor sees every page of an event, and nothing to press', async () => {
  const id = await rig.create({ description: 'Looked at', affectedGroupId: 'pilot-group' });
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByLabel('Address').fill('ruth.abramov@northwind.example');
  await page.getByLabel('Password').fill(demoPerson.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await rig.open(`/events/${id}`);
  await expect(page.getByRole('heading', { level: 1, name: 'Looked at' })).toBeVisible();
  await expect(page.getByText('You can look at everything and change nothing.')).toBeVisible();
  await expect(page.getByRole('button', { name: /End now|Edit|Clone|Delete|Eternal/ })).toHaveCount(0);
  await rig.shows('65-event-auditor');
  for (const place of ['/events/new', `/events/${id}/edit`]) {
    await rig.open(place);
    await expect(page.getByText('You can look at everything and change nothing.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0);
  }
});
