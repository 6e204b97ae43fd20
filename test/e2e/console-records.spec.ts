/** Devices, people and groups in the console, every action of each against the real service (product 5). */
import { expect, test, type Page } from '@playwright/test';
import { createDeviceKey, openDevice, type TestDevice } from '../service/channel/test-device.ts';
import { signIn, startConsole, type ConsoleRig } from './console-rig.ts';
import { demoPerson } from './real-service.ts';

let rig: ConsoleRig;
let page: Page;
let device: TestDevice;
let deviceId: string;
let eventId: string;

const idOf = (answer: unknown): string => (answer as { readonly id: string }).id;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  test.setTimeout(180_000);
  rig = await startConsole();
  page = rig.page;
  await signIn(page);
  const { api } = rig.service;
  const event = { description: 'Mail server outage, Munich', affectedGroupId: 'munich-office' };
  const start = new Date().toISOString();
  eventId = idOf(await api('POST', '/events', { ...event, timeZone: 'Europe/Berlin', start, end: null }));
  await linkDevice();
});

test.afterAll(() => rig.stop());

/** The demo person's, as a real device links itself. */
async function linkDevice(): Promise<void> {
  const key = createDeviceKey();
  const facts = { name: 'LAP-0417', platform: 'Windows 11', appVersion: '1.4.0', publicKey: key.publicKey };
  const { api, ready } = rig.service;
  const registered = await api('POST', '/devices', { ...demoPerson, device: facts });
  deviceId = (registered as { readonly deviceId: string }).deviceId;
  device = await openDevice(`${ready.httpUrl.replace('http', 'ws')}/device/v1`, deviceId, key);
  await device.authenticate({ appVersion: '1.4.0' });
  await device.take('welcome');
}

async function report(mode: 'normal' | 'dr', cachedMode: boolean): Promise<void> {
  const events = [
    { eventId, participates: mode === 'dr', reasons: mode === 'dr' ? [] : ['cached-mode-off'] },
  ];
  const cache = { messages: 412, bytes: 61_000_000, complete: cachedMode };
  device.send({ type: 'report', id: `${mode}-${String(cachedMode)}`, mode, events, cachedMode, cache });
  await device.take('ack');
}

test('a device stands beside the list with what it is doing, and follows it without reload', async () => {
  await rig.goTo('Devices');
  await page.getByRole('row', { name: /Katharina Brandt/u }).click();
  const aside = page.getByRole('complementary', { name: 'Katharina Brandt' });
  await expect(aside.getByText('Linked, not reported yet.')).toBeVisible();
  await report('dr', true);
  device.send({ type: 'receipt', id: 's', eventId, kind: 'start', shownAt: new Date().toISOString() });
  await expect(aside.getByText('In disaster recovery, linked.')).toBeVisible();
  await expect(aside.getByText('Complete, 412 messages, 61 MB')).toBeVisible();
  await expect(aside.getByText('1.4.0, Windows 11')).toBeVisible();
  await expect(aside.getByText('Entered disaster recovery')).toBeVisible();
  await expect(aside.getByText('Start message shown')).toBeVisible();
  await expect(aside.getByRole('link', { name: 'Mail server outage, Munich' }).first()).toBeVisible();
  await expect(page.getByRole('row', { name: /Katharina Brandt.*In DR/u })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await rig.shows('60-records-device-dr');
  await report('normal', false);
  await expect(aside.getByText('Reachable, and cannot take part.')).toBeVisible();
  await expect(aside.getByText('Cached mode is off.')).toBeVisible();
  await expect(aside.getByText('Use Cached Exchange Mode turned off')).toBeVisible();
  await rig.shows('61-records-device-cannot');
  device.ws.terminate();
  await expect(aside.getByText('Not linked.', { exact: true })).toBeVisible();
  await rig.shows('62-records-device-away');
});

test('the list is filtered by why devices cannot, exported as it is filtered, and keeps its filter beside a device', async () => {
  await page.getByLabel('Cannot').selectOption('Cached mode is off');
  await expect(page.getByRole('row', { name: /Katharina Brandt/u })).toBeVisible();
  await page.getByRole('button', { name: 'Export CSV' }).click();
  expect(await rig.downloaded('devices.csv')).toContain(deviceId);
  await page.getByRole('link', { name: 'Close' }).click();
  await expect(page.getByRole('complementary')).toHaveCount(0);
  await expect(page.getByLabel('Cannot')).toHaveValue('cached-mode-off');
  await page.getByRole('button', { name: 'Clear filters' }).click();
});

test('revoking asks once; the device is revoked and stays to be found', async () => {
  await page.getByRole('row', { name: /Katharina Brandt/u }).click();
  await page.getByRole('button', { name: 'Revoke this device' }).click();
  await rig.shows('63-records-device-revoke');
  await rig.dialog.getByRole('button', { name: 'Keep it' }).click();
  await page.getByRole('button', { name: 'Revoke this device' }).click();
  await rig.dialog.getByRole('button', { name: 'Revoke this device' }).click();
  await expect(page.getByText('No device is registered yet')).toBeVisible();
  const aside = page.getByRole('complementary');
  await expect(aside.getByText('Revoked.', { exact: true })).toBeVisible();
  await expect(aside.getByRole('button', { name: 'Revoke this device' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(aside).toHaveCount(0);
  await page.getByLabel('Registration').selectOption('Revoked');
  await expect(page.getByRole('row', { name: /Katharina Brandt/u })).toBeVisible();
  await rig.shows('64-records-devices-revoked');
});

test('a person is added, with what is wrong said beside its field', async () => {
  await rig.goTo('People');
  await rig.shows('65-records-people');
  await page.getByRole('button', { name: 'Add person' }).click();
  await rig.dialog.getByLabel('Name').fill('Ada Lovelace');
  await rig.dialog.getByLabel('Address', { exact: true }).fill(demoPerson.email);
  await rig.dialog.getByRole('button', { name: 'Add an address' }).click();
  await rig.dialog.getByLabel('Further address 1').fill('ada at home');
  await rig.dialog.getByLabel('Phone').fill('12');
  await rig.dialog.getByLabel('Cloud password').fill('short');
  await rig.dialog.getByRole('button', { name: 'Add person' }).click();
  await expect(rig.dialog.getByText('Must be a mail address like ada@example.com.')).toBeVisible();
  await expect(rig.dialog.getByText('Must be a number with its country code')).toBeVisible();
  await expect(rig.dialog.getByText('At least 10 characters.', { exact: true })).toBeVisible();
  await rig.shows('66-records-person-refused');
  await rig.dialog.getByLabel('Further address 1').fill('countess@northwind.example');
  await rig.dialog.getByLabel('Phone').fill('+49 (89) 123 45 67');
  await rig.dialog.getByLabel('Cloud password').fill('first-password');
  await rig.dialog.getByRole('button', { name: 'Add person' }).click();
  await expect(rig.dialog.getByText('Belongs to somebody else already, or is given twice.')).toBeVisible();
  await rig.dialog.getByLabel('Address', { exact: true }).fill('ada.lovelace@northwind.example');
  await rig.dialog.getByRole('button', { name: 'Add person' }).click();
  await expect(page.getByRole('heading', { name: 'Ada Lovelace' })).toBeVisible();
  await expect(page.getByLabel('Phone')).toHaveValue('+49891234567');
});

test('name, addresses, permission and consent are changed as a whole, and mailboxes by look-up', async () => {
  await page.getByLabel('Name').fill('Ada King');
  await page.getByLabel('May take part in disaster recovery').uncheck();
  await page.getByLabel('Has agreed to text messages').check();
  await page.getByRole('button', { name: 'Remove countess@northwind.example' }).click();
  await page.getByRole('button', { name: 'Discard changes' }).click();
  await expect(page.getByLabel('Name')).toHaveValue('Ada Lovelace');
  await page.getByLabel('Name').fill('Ada King');
  await page.getByLabel('May take part in disaster recovery').uncheck();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Ada King' })).toBeVisible();
  const lookUp = page.getByRole('combobox', { name: 'Add somebody’s mailbox' });
  await lookUp.fill('katharina');
  await expect(page.getByRole('option', { name: /Katharina Brandt/u })).toBeVisible();
  await rig.shows('67-records-look-up');
  await lookUp.press('Enter');
  const remove = page.getByRole('button', { name: 'No longer read the mailbox of Katharina Brandt' });
  await expect(remove).toBeVisible();
  await page.getByRole('button', { name: 'Set cloud password' }).click();
  await rig.dialog.getByLabel('New cloud password').fill('another-password');
  await rig.dialog.getByRole('button', { name: 'Set cloud password' }).click();
  await expect(page.getByText('The new cloud password is in force.')).toBeVisible();
  await rig.shows('68-records-person');
});

test('the page of the other person says who reads their mailbox, and has devices and groups', async () => {
  await page.getByRole('link', { name: /Katharina Brandt/u }).click();
  await expect(page.getByRole('heading', { name: 'Katharina Brandt' })).toBeVisible();
  await expect(page.getByRole('link', { name: /Ada King/u })).toBeVisible();
  await expect(page.getByRole('link', { name: /Munich office/u })).toBeVisible();
  await rig.shows('69-records-person-of-demo');
  await page.goBack();
  await page.getByRole('button', { name: /No longer read/u }).click();
  await expect(page.getByText('Nobody else’s.')).toBeVisible();
});

test('failed sign-ins of a person stand on their page, and lead to all of them in the audit log', async () => {
  const { ready } = rig.service;
  const wrong = Buffer.from(`${demoPerson.email}:not this one`).toString('base64');
  for (let attempt = 0; attempt < 6; attempt += 1)
    await fetch(`${ready.httpUrl}/.well-known/jmap`, { headers: { authorization: `Basic ${wrong}` } });
  await rig.goTo('People');
  await page.getByRole('searchbox').fill('katharina brandt');
  await expect(page.getByText('1 person', { exact: true })).toBeVisible();
  await page.getByRole('row', { name: /Katharina Brandt/u }).click();
  const card = page.getByRole('region', { name: 'Failed sign-ins' });
  // How many of them the first entry has, is a matter of how long they took.
  await expect(card.getByRole('link', { name: /wrong password.*from 127\.0\.0\.1/u })).toBeVisible();
  await rig.shows('58-records-failed-sign-ins');
  await card.getByRole('link', { name: 'All of them in the audit log' }).click();
  await expect(page.getByRole('row', { name: /Sign-in refused.*katharina/iu })).toBeVisible();
  await rig.shows('59-records-failed-sign-ins-log');
});

test('a group of the directory is read-only and says how old it is; a list that is never expanded says why', async () => {
  await rig.goTo('Groups');
  await rig.shows('70-records-groups');
  await page.getByRole('link', { name: 'Management' }).click();
  await expect(page.getByText(/This group comes from the directory and is changed there/u)).toBeVisible();
  await expect(page.getByText(/Mail to this list is not expanded/u)).toBeVisible();
  await expect(page.getByRole('button', { name: /Edit|Remove group|Take/u })).toHaveCount(0);
  await rig.shows('71-records-group-directory');
});

test('a local group is made, its members come and go by look-up, and it is removed', async () => {
  await rig.goTo('Groups');
  await page.getByRole('button', { name: 'Add group' }).click();
  await rig.dialog.getByLabel('Group', { exact: true }).fill('Night shift');
  await rig.dialog.getByLabel('Kind').selectOption('Dynamic distribution list');
  await expect(rig.dialog.getByText(/Such a list cannot be made here/u)).toBeVisible();
  await rig.shows('72-records-group-refused');
  await rig.dialog.getByLabel('Kind').selectOption('Microsoft 365 group');
  await rig.dialog.getByLabel('Address').fill('night@northwind.example');
  await rig.dialog.getByRole('button', { name: 'Add group' }).click();
  await expect(page.getByText('Nobody is in this group')).toBeVisible();
  const lookUp = page.getByRole('combobox', { name: 'Add a member' });
  await lookUp.fill('ada king');
  await page.getByRole('option', { name: /Ada King/u }).click();
  await expect(page.getByRole('row', { name: /Ada King/u })).toBeVisible();
  await lookUp.fill('brandt');
  await page.getByRole('option', { name: /Katharina Brandt/u }).click();
  await expect(page.getByText('2 people')).toBeVisible();
  await rig.shows('73-records-group-local');
  await page.getByRole('button', { name: 'Take Katharina Brandt out of the group' }).click();
  await expect(page.getByText('1 person')).toBeVisible();
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await rig.dialog.getByLabel('Group', { exact: true }).fill('Late shift');
  await rig.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name: 'Late shift' })).toBeVisible();
});

test('groups come into groups by look-up, from either side, and out again', async () => {
  await rig.service.api('POST', '/groups', { name: 'Crews', kind: 'm365' });
  await lookUp('Add a group', 'munich', /Munich office/u);
  await expect(nested('Groups in this one')).toContainText('Munich office');
  const through = page.getByRole('row', { name: /Through a group that is in it/u });
  await expect(through.first()).toBeVisible();
  await expect(through.first().getByRole('button')).toHaveCount(0);
  await lookUp('Put it into a group', 'crews', /Crews/u);
  await rig.shows('75-records-group-nested');
  await nested('This group is in').getByRole('link', { name: 'Crews' }).click();
  await expect(page.getByRole('heading', { name: 'Crews' })).toBeVisible();
  await expect(nested('Groups in this one')).toContainText('Late shift');
  await expect(page.getByRole('row', { name: /Ada King.*Through a group/u })).toBeVisible();
});

test('a circle and a list that is never expanded are refused below the field, and nothing has changed', async () => {
  await lookUp('Put it into a group', 'late', /Late shift/u);
  await expect(nested('This group is in').getByRole('alert')).toHaveText(
    'A group cannot be in itself, nor in a group that is in it.',
  );
  await lookUp('Add a group', 'management', /Management/u);
  await expect(nested('Groups in this one').getByRole('alert')).toContainText('is never expanded');
  await rig.shows('76-records-group-circle');
  await expect(nested('This group is in')).toContainText('It is in no other group.');
  await page.getByRole('button', { name: 'Take Late shift out of this group' }).click();
  await expect(nested('Groups in this one')).toContainText('No group is in this one.');
  await expect(page.getByText('Nobody is in this group')).toBeVisible();
  await rig.goTo('Groups');
  await page.getByRole('link', { name: 'Late shift' }).click();
});

const nested = (title: string) => page.getByRole('region', { name: title });

/** By keyboard alone. */
async function lookUp(label: string, words: string, option: RegExp): Promise<void> {
  const field = page.getByRole('combobox', { name: label });
  await field.fill(words);
  await expect(page.getByRole('option', { name: option })).toHaveAttribute('aria-selected', 'true');
  await field.press('Enter');
  await expect(field).toHaveValue('');
}

test('a group that an event is for is not removed, with the reason; without one it is', async () => {
  const groups = (await rig.service.api('GET', '/groups?q=late')) as { items: { id: string }[] };
  const affectedGroupId = groups.items[0]?.id;
  const event = { description: 'Night drill', affectedGroupId, timeZone: 'Europe/Berlin', end: null };
  const start = new Date(Date.now() + 86_400_000).toISOString();
  const id = idOf(await rig.service.api('POST', '/events', { ...event, start }));
  await page.getByRole('button', { name: 'Remove group' }).click();
  await rig.dialog.getByRole('button', { name: 'Remove group' }).click();
  await expect(rig.dialog.getByRole('alert')).toContainText('Night drill');
  await rig.shows('74-records-group-in-use');
  await rig.service.api('DELETE', `/events/${id}`);
  await rig.dialog.getByRole('button', { name: 'Remove group' }).click();
  await expect(page.getByRole('heading', { name: 'Groups', exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Late shift' })).toHaveCount(0);
});

test('a person is removed, asked once', async () => {
  await rig.goTo('People');
  await page.getByRole('searchbox').fill('ada king');
  await page.getByRole('row', { name: /Ada King/u }).click();
  await page.getByRole('button', { name: 'Remove person' }).click();
  await rig.shows('77-records-person-remove');
  await rig.dialog.getByRole('button', { name: 'Remove person' }).click();
  await expect(page.getByRole('heading', { name: 'People', exact: true, level: 1 })).toBeVisible();
  await page.getByRole('searchbox').fill('ada king');
  await expect(page.getByText('Nothing matches')).toBeVisible();
});
