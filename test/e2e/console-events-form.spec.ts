/** The form of a continuity event where it gets difficult: local times, two edits at once, a dead service, narrow windows, German. */
import { expect, test, type Page } from '@playwright/test';
import { z } from 'zod';
import { inMs } from './administrator.ts';
import { fact, lookUp, openEvents, type EventsRig } from './events-rig.ts';

const HOUR_MS = 3_600_000;

let rig: EventsRig;
let page: Page;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  test.setTimeout(180_000);
  rig = await openEvents();
  page = rig.page;
});

test.afterAll(() => rig.stop());

const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
const heading = (name: string) => page.getByRole('heading', { level: 1, name });

test('G6: a local time that the clocks skip is refused with the nearest two, one that comes twice is asked about', async () => {
  await rig.open('/events/new');
  await page.getByLabel('Description').fill('Night of the clocks');
  await lookUp(page, 'Affected group', 'pilot', 'Pilot group');
  await lookUp(page, 'Time zone', 'berlin', 'Europe/Berlin');
  await page.getByRole('checkbox', { name: 'Start now' }).click();
  await page.getByLabel('Start', { exact: true }).fill('2027-03-28');
  await page.getByLabel('Start, time of day').fill('02:30');
  await expect(page.getByText('The clocks in Europe/Berlin skip this time.')).toBeVisible();
  await press('Save');
  await expect(page.getByLabel('Start', { exact: true })).toBeFocused();
  await rig.shows('52-event-gap');
  await press('03:00 CEST (01:00 UTC)');
  await expect(page.getByLabel('Start, time of day')).toHaveValue('03:00');

  await page.getByRole('checkbox', { name: 'Eternal' }).click();
  await page.getByLabel('End', { exact: true }).fill('2027-10-31');
  await page.getByLabel('End, time of day').fill('02:30');
  await expect(page.getByText('The clocks in Europe/Berlin show this time twice.')).toBeVisible();
  await rig.shows('53-event-twice');
  await press('02:30 CET (01:30 UTC)');
  await expect(page.getByText(/02:30 CET, that is 01:30 UTC/)).toBeVisible();
  await press('Save');
  await expect(fact(page, 'Start')).toContainText('01:00 UTC');
  await expect(fact(page, 'End').first()).toContainText('01:30 UTC');
});

test('the preview follows the form, and behind each number stand its people', async () => {
  await rig.open('/events/new');
  await page.getByLabel('Description').fill('Previewed');
  await lookUp(page, 'Affected group', 'pilot', 'Pilot group');
  const panel = page.getByRole('region', { name: 'Who will take part' });
  await expect(panel.getByText('of 7 take part')).toBeVisible();
  // Somebody else takes a person out of the group meanwhile.
  const members = await rig.service.api('GET', '/groups/pilot-group/members?q=camille');
  const [camille] = z.object({ items: z.array(z.object({ userId: z.string() })) }).parse(members).items;
  await rig.service.api('DELETE', `/groups/pilot-group/members/${String(camille?.userId)}`);
  await expect(panel.getByText('of 6 take part')).toBeVisible();
  await lookUp(page, 'Affected group', 'munich', 'Munich office');
  await expect(panel.getByText('of 17 take part')).toBeVisible();
  await expect(panel.getByRole('button', { name: /Outlook continuity is off/ })).toBeHidden();
  await page.getByRole('switch', { name: 'Outlook continuity' }).click();
  await expect(panel.getByRole('button', { name: /Outlook continuity is off, 17/ })).toBeVisible();
  await press('Turn Outlook continuity on');
  await panel.getByRole('button', { name: /No disaster-recovery permission/ }).click();
  await expect(page.getByRole('dialog').getByText('Carla Neumann')).toBeVisible();
  await rig.shows('54-event-who');
  await page.keyboard.press('Escape');
  await rig.open('/events');
});

test('what was typed comes back after a reload, and is not lost when the service does not answer', async () => {
  await rig.open('/events/new');
  await expect(page.getByText('What you typed here before is back.')).toBeVisible();
  await expect(page.getByLabel('Description')).toHaveValue('Previewed');
  await press('Start over');
  await expect(page.getByLabel('Description')).toHaveValue('');
  await page.getByLabel('Description').fill('Kept through a reload');
  await page.reload();
  await expect(page.getByLabel('Description')).toHaveValue('Kept through a reload');
  await lookUp(page, 'Affected group', 'pilot', 'Pilot group');
  await page.route('**/api/v1/events', (route) => route.abort());
  await press('Save');
  await expect(
    page.getByText(/The service cannot be reached.* Nothing that you typed is lost\./),
  ).toBeVisible();
  await rig.shows('55-event-unreachable');
  await page.unroute('**/api/v1/events');
  await press('Save');
  await expect(heading('Kept through a reload')).toBeVisible();
});

test('two edits at once: both versions side by side, and a choice for each field', async () => {
  const id = await rig.create({
    description: 'Contested',
    start: inMs(60 * HOUR_MS),
    end: inMs(62 * HOUR_MS),
  });
  await rig.open(`/events/${id}/edit`);
  await page.getByLabel('Notes').fill('Mine');
  await page.getByLabel('Description').fill('Contested, mine');
  await rig.service.api('PATCH', `/events/${id}`, { notes: 'Theirs', endMessage: 'Over' });
  await expect(page.getByText('Somebody else has changed this event since you began.')).toBeVisible();
  await rig.shows('56-event-changed');
  await press('Save');
  await expect(heading('Two edits of this event')).toBeVisible();
  const field = (name: string) => page.getByRole('group', { name });
  await expect(field('Notes').getByRole('radio', { name: /Yours/ })).toBeChecked();
  await expect(field('End message').getByRole('radio', { name: /Theirs/ })).toBeChecked();
  await field('Notes')
    .getByRole('radio', { name: /Theirs/ })
    .check();
  await rig.shows('57-event-conflict');
  await press('Save with these choices');
  await expect(heading('Contested, mine')).toBeVisible();
  await expect(fact(page, 'Notes')).toContainText('Theirs');
  await expect(fact(page, 'End message')).toContainText('Over');
});

test('every screen is whole on a phone, at 1280 × 720, in German and in forced colours', async () => {
  const id = await rig.create({
    description: 'Mail server outage, Munich data centre',
    startMessage: 'Down.',
  });
  for (const [place, name] of [
    ['/events', 'list'],
    [`/events/${id}`, 'page'],
    [`/events/${id}/edit`, 'form'],
  ] as const) {
    await rig.open(place);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.setViewportSize({ width: 390, height: 844 });
    await rig.shows(`58-events-${name}-phone`);
    const overflow = await page.evaluate(
      () =>
        (document.querySelector('main')?.scrollWidth ?? 0) -
        (document.querySelector('main')?.clientWidth ?? 0),
    );
    expect(overflow).toBe(0);
    await page.setViewportSize({ width: 1280, height: 720 });
    await page.emulateMedia({ forcedColors: 'active' });
    await rig.shows(`59-events-${name}-forced`);
    await page.emulateMedia({ forcedColors: 'none' });
  }
  await page.getByRole('button', { name: 'Appearance' }).click();
  await page.getByRole('dialog').getByLabel('Language').selectOption('de');
  await page.keyboard.press('Escape');
  await rig.shows('60-events-form-german');
  await rig.open(`/events/${id}`);
  await expect(page.getByRole('heading', { name: 'Geräte' })).toBeVisible();
  await rig.shows('60-events-page-german');
  await rig.open('/events');
  await expect(page.getByRole('heading', { name: 'Letzte und nächste 30 Tage' })).toBeVisible();
  await rig.shows('60-events-list-german');
});
