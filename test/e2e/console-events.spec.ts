/** What administrators do with continuity events in the console: the acts that the original has, each by its name (product 1). */
import { expect, test, type Page } from '@playwright/test';
import { fact, lookUp, openEvents, type EventsRig } from './events-rig.ts';
import { inMs } from './administrator.ts';

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

test('Creating a Continuity Event', async () => {
  await press('New event');
  await press('Save');
  await expect(page.getByLabel('Description')).toBeFocused();
  await expect(page.getByText('Must not be empty.')).toHaveCount(2);
  await rig.shows('40-event-required');

  await page.getByLabel('Description').fill('Core switch replacement, Hamburg');
  await lookUp(page, 'Affected group', 'hamb', 'Hamburg office');
  await page.getByLabel('Notes').fill('Change 2026-0312. On call: Nils Aumann.');
  await page.getByRole('checkbox', { name: 'Start now' }).click();
  await page.getByRole('checkbox', { name: 'Eternal' }).click();
  await lookUp(page, 'Time zone', 'berlin', 'Europe/Berlin');
  await page.getByLabel('Start', { exact: true }).fill('2027-03-10');
  await page.getByLabel('Start, time of day').fill('15:30');
  await page.getByLabel('End', { exact: true }).fill('2027-03-10');
  await page.getByLabel('End, time of day').fill('19:00');
  await expect(page.getByText('15:30 CET, that is 14:30 UTC')).toBeVisible();
  await expect(page.getByText('19:00 CET, that is 18:00 UTC; 3 h 30 min')).toBeVisible();

  await page.getByLabel('Cloud password reset').selectOption('Email');
  await expect(page.getByText('The code would go to the mailbox that is down.')).toBeVisible();
  await page.getByLabel('Start SMS', { exact: true }).fill('Outlook pauses at 15:30.');
  await expect(page.getByText('There is an SMS text, and no SMS group to send it to.')).toBeVisible();
  await expect(page.getByRole('button', { name: /warnings/ })).toBeVisible();
  await rig.shows('41-event-warnings');
  await press('Use email or SMS');
  await press('Send it to the affected group');

  await page.getByLabel('Start message').fill('👩‍👩‍👧‍👦'.repeat(251));
  await expect(page.getByText('251 / 250')).toBeVisible();
  await press('Save');
  await expect(page.getByText('Nothing that you typed is lost.')).toBeVisible();
  await expect(page.getByLabel('Start message')).toBeFocused();
  await expect(page.getByLabel('Description')).toHaveValue('Core switch replacement, Hamburg');
  await rig.shows('42-event-refused');
  await page.getByLabel('Start message').fill('Outlook pauses until 19:00. Use Continuity Companion.');
  await page.getByLabel('End message').fill('Mail is back.');
  await expect(page.getByText(/^Starts in \d+ days.* on 0 devices; 11 will not take part\./)).toBeVisible();
  await rig.shows('43-event-form');
  await press('Save');

  await expect(heading('Core switch replacement, Hamburg')).toBeVisible();
  await expect(page.getByText('Pending', { exact: true })).toBeVisible();
  await expect(fact(page, 'Start')).toContainText('Wed 10 Mar 2027, 15:30 CET');
  await expect(fact(page, 'SMS group')).toContainText('Hamburg office');
  await expect(fact(page, 'Cloud password reset')).toContainText('Email or SMS');
  await expect(page.getByText('Created', { exact: true })).toBeVisible();
  await rig.shows('44-event-pending');
});

test('Ending a Continuity Event', async () => {
  const id = await rig.create({ description: 'Mail server outage, Munich', endMessage: 'Mail is back.' });
  await rig.open(`/events/${id}`);
  await expect(page.getByText('Current', { exact: true })).toBeVisible();
  await press('End now');
  await rig.shows('45-event-end-now');
  await press('Keep it running');
  await expect(page.getByRole('dialog')).toBeHidden();
  await press('End now');
  await page.getByRole('dialog').getByRole('button', { name: 'End now' }).click();
  await expect(page.getByText('Expired', { exact: true })).toBeVisible();
  await expect(page.getByText('Ended now')).toBeVisible();
  await expect(page.getByRole('button', { name: 'End now' })).toBeHidden();

  // The other way: an end in the past completes it.
  const other = await rig.create({ description: 'Line cut', start: inMs(-2 * HOUR_MS) });
  await rig.open(`/events/${other}/edit`);
  await page.getByRole('checkbox', { name: 'Eternal' }).click();
  const past = new Date(Date.now() - HOUR_MS);
  await lookUp(page, 'Time zone', 'utc', 'UTC');
  await page.getByLabel('End', { exact: true }).fill(past.toISOString().slice(0, 10));
  await page.getByLabel('End, time of day').fill(past.toISOString().slice(11, 16));
  await expect(page.getByText('Ends at once: devices return to normal mode')).toBeVisible();
  await press('Save');
  await expect(heading('Line cut')).toBeVisible();
  await expect(page.getByText('Expired', { exact: true })).toBeVisible();
  await rig.shows('46-event-expired');
});

test('Cloning a Continuity Event', async () => {
  const id = await rig.create({
    description: 'Exchange update',
    notes: 'Step by step',
    start: inMs(30 * HOUR_MS),
    end: inMs(40 * HOUR_MS),
    pauseInboundDelivery: true,
    startMessage: 'Outlook pauses.',
  });
  await rig.open(`/events/${id}`);
  await press('Clone');
  await expect(page.getByText('New', { exact: true })).toBeVisible();
  await expect(page.getByLabel('Description')).toHaveValue('Exchange update');
  await expect(page.getByLabel('Notes')).toHaveValue('Step by step');
  await expect(page.getByLabel('Start message')).toHaveValue('Outlook pauses.');
  await expect(page.getByRole('switch', { name: 'Pause inbound delivery' })).toBeChecked();
  await expect(page.getByRole('combobox', { name: 'Affected group' })).toHaveValue('');
  await press('Save');
  await expect(page.getByRole('combobox', { name: 'Affected group' })).toBeFocused();
  await rig.shows('47-event-clone');
  await lookUp(page, 'Affected group', 'pilot', 'Pilot group');
  await press('Save');
  await expect(fact(page, 'Affected group')).toContainText('Pilot group');
  expect(page.url()).not.toContain(id);
});

test('Showing and hiding expired events', async () => {
  await rig.open('/events');
  const row = (name: string) => page.getByRole('rowheader', { name });
  await expect(row('Core switch replacement, Hamburg')).toBeVisible();
  await expect(row('Line cut')).toBeHidden();
  await press('Show All Events');
  await expect(row('Line cut')).toBeVisible();
  await expect(row('Mail server outage, Munich')).toBeVisible();
  await rig.shows('48-events-all');
  await press('Hide Expired Events');
  await expect(row('Line cut')).toBeHidden();
  // Rows are links, by keyboard too.
  await page.getByRole('row', { name: /Core switch/ }).focus();
  await page.keyboard.press('Enter');
  await expect(heading('Core switch replacement, Hamburg')).toBeVisible();
});

test('a Pending event is extended on the remaining time, made Eternal and deleted, each asked once', async () => {
  const id = await rig.create({ description: 'Spring drill', start: inMs(-HOUR_MS), end: inMs(2 * HOUR_MS) });
  await rig.open(`/events/${id}`);
  await press('Extend');
  await page.getByRole('dialog').getByRole('button', { name: '30 min' }).click();
  await expect(page.getByText(/^(1 h 59 min|2 h) and 30 min more make 2 h (29|30)( min)?\.?/)).toBeVisible();
  await rig.shows('49-event-extend');
  await press('Extend by 30 min');
  await expect(page.getByText(/^Extended to/)).toBeVisible();
  await press('Eternal');
  await rig.shows('50-event-eternal');
  await press('Make it Eternal');
  await expect(fact(page, 'End').first()).toContainText('Eternal');
  await expect(page.getByRole('button', { name: 'Extend' })).toBeHidden();

  const pending = await rig.create({ description: 'Not needed', start: inMs(50 * HOUR_MS) });
  await rig.open(`/events/${pending}`);
  await press('Delete');
  await rig.shows('51-event-delete');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(heading('Events')).toBeVisible();
  await expect(page.getByRole('rowheader', { name: 'Not needed' })).toBeHidden();
  await rig.open(`/events/${pending}`);
  await expect(page.getByText('This continuity event is not there, or not any more.')).toBeVisible();
});
