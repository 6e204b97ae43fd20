/** The administration console's first cut against the real service: sign in, create, watch, end (issue 2, "Lab page"). */
import { expect, test, type Page } from '@playwright/test';
import { startConsole, type ConsoleRig } from './console-rig.ts';
import { lookUp } from './events-rig.ts';

let rig: ConsoleRig;
let page: Page;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  test.setTimeout(180_000);
  rig = await startConsole();
  page = rig.page;
});

test.afterAll(() => rig.stop());

test('a wrong token is refused in words', async () => {
  await page.getByRole('button', { name: 'Sign in with the service’s token' }).click();
  await page.getByLabel('Administrator token').fill('not-the-token-of-anybody');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByText('This token is none of this service, or none any more.')).toBeVisible();
  await rig.shows('20-console-sign-in');
});

test('the administrator signs in and sees events, groups and devices', async () => {
  await page.getByLabel('Administrator token').fill(rig.service.ready.adminToken);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByText('No continuity event is current')).toBeVisible();
  await rig.goTo('Groups');
  await expect(page.getByRole('rowheader', { name: 'Munich office' })).toBeVisible();
  await rig.shows('21-console-groups');
  await rig.goTo('Devices');
  await expect(page.getByText('No device is registered yet')).toBeVisible();
  await rig.shows('22-console-devices');
});

test('a text over its limit is refused beside its field, and nothing typed is lost', async () => {
  await rig.goTo('Events');
  await page.getByRole('button', { name: 'New event' }).click();
  await page.getByLabel('Description').fill('Mail server outage, Munich data centre');
  await lookUp(page, 'Affected group', 'munich', 'Munich office');
  await page.getByLabel('Start message').fill('x'.repeat(251));
  await expect(page.getByText('251 / 250')).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert').filter({ hasText: '250' }).first()).toBeVisible();
  await expect(page.getByLabel('Description')).toHaveValue('Mail server outage, Munich data centre');
  await expect(page.getByRole('button', { name: 'Save' })).toBeEnabled();
  await rig.shows('23-console-refused');
});

test('an event that starts at once is Current without reloading, and the form said for how many', async () => {
  await page.getByLabel('Start message').fill('Our mail server in Munich is down.');
  await expect(page.getByText(/Starts at once on \d+ devices?; \d+ will not take part\./)).toBeVisible();
  await rig.shows('24-console-form');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name: 'Mail server outage, Munich data centre' })).toBeVisible();
  await expect(page.getByText('1 current')).toBeVisible();
  await rig.shows('25-console-current');
});

test('what another administrator changes appears by itself', async () => {
  await rig.goTo('Events');
  await rig.service.api('POST', '/events', {
    description: 'Firewall change, Hamburg',
    affectedGroupId: 'hamburg-office',
    timeZone: 'Europe/Berlin',
    start: new Date(Date.now() + 86_400_000).toISOString(),
    end: null,
  });
  await expect(page.getByRole('rowheader', { name: 'Firewall change, Hamburg' })).toBeVisible();
  await rig.shows('26-console-pending');
});

test('End now asks once, ends it, and Show All Events has it as Expired', async () => {
  await page.getByRole('button', { name: 'End now' }).click();
  await rig.shows('27-console-end-now');
  await page.getByRole('dialog').getByRole('button', { name: 'End now' }).click();
  await expect(page.getByText('No continuity event is current')).toBeVisible();
  await expect(page.getByText('Mail server outage, Munich data centre')).toBeHidden();
  await page.getByRole('button', { name: 'Show All Events' }).click();
  await expect(page.getByRole('rowheader', { name: 'Mail server outage, Munich data centre' })).toBeVisible();
  await rig.shows('28-console-expired');
  await page.getByRole('button', { name: 'Hide Expired Events' }).click();
  await expect(page.getByText('Mail server outage, Munich data centre')).toBeHidden();
});

test('when the service is gone the page says how old its picture is', async () => {
  await rig.service.kill();
  await expect(page.getByText(/As of \d\d:\d\d: the service does not answer/)).toBeVisible();
  await expect(
    page.getByText('The service cannot be reached. This page tries again by itself.'),
  ).toBeVisible();
  await rig.shows('29-console-stale');
});
