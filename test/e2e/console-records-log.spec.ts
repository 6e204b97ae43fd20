/** The audit log, webhooks and the own account in the console, every action of each (product 5). */
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { once } from 'node:events';
import path from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import Database from 'libsql';
import { z } from 'zod';
import { ADMINISTRATOR, signIn, startConsole, type ConsoleRig } from './console-rig.ts';

let rig: ConsoleRig;
let page: Page;
let receiver: Server;
const received: { readonly headers: IncomingHttpHeaders; readonly body: string }[] = [];

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  test.setTimeout(180_000);
  rig = await startConsole({ flags: ['--allow-private-webhooks'] });
  page = rig.page;
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      response.writeHead(request.url === '/broken' ? 500 : 204).end();
    });
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  await signIn(page);
});

test.afterAll(async () => {
  receiver.close();
  await rig.stop();
});

const receiverUrl = (place: string): string => {
  const address = receiver.address();
  if (address === null || typeof address === 'string') throw new Error('the receiver does not listen');
  return `http://127.0.0.1:${address.port}${place}`;
};

const rows = z.array(z.object({ seq: z.int(), action: z.string(), hash: z.string() }));

test('Viewing and exporting audit logs', async () => {
  const start = new Date(Date.now() + 86_400_000).toISOString();
  const event = {
    description: 'Firewall change',
    affectedGroupId: 'munich-office',
    timeZone: 'Europe/Berlin',
  };
  const created = await rig.service.api('POST', '/events', { ...event, start, end: null });
  const { id } = created as { readonly id: string };
  await rig.service.api('PATCH', `/events/${id}`, {
    description: 'Firewall change, Munich',
    notes: 'By night.',
  });
  await rig.goTo('Audit log');
  await expect(page.getByRole('row', { name: /Event edited/u })).toBeVisible();
  await rig.shows('80-records-audit');
  // The filter of the original, by its name.
  await page.getByRole('combobox', { name: /^Log/u }).selectOption('Continuity Services Logs');
  await expect(page.getByRole('row', { name: /Person added/u })).toHaveCount(0);
  await page.getByLabel('About').selectOption('Events');
  await expect(page.getByText('2 entries')).toBeVisible();
  await page.getByRole('searchbox').fill('by night');
  await expect(page.getByText('1 entry')).toBeVisible();
  await page.getByRole('row', { name: /Event edited/u }).click();
  const entry = page.getByRole('complementary');
  await expect(entry.getByText('Before: Firewall change', { exact: true })).toBeVisible();
  await expect(entry.getByText('After: Firewall change, Munich')).toBeVisible();
  await expect(entry.getByText('After: By night.')).toBeVisible();
  await rig.shows('81-records-audit-entry');
  await page.getByRole('button', { name: 'Export CSV' }).click();
  const csv = (await rig.downloaded('audit.csv')).trim().split('\r\n');
  expect(csv).toHaveLength(2);
  expect(csv[1]).toContain('"continuity-event.edit"');
  await page.getByRole('link', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.getByRole('button', { name: 'Export JSON' }).click();
  const json = rows.parse(JSON.parse(await rig.downloaded('audit.json')));
  expect(json.length).toBe(json[0]?.seq);
  await page.getByLabel('From', { exact: true }).fill('2020-01-01');
  await page.getByLabel('To', { exact: true }).fill('2020-01-02');
  await expect(page.getByText('Nothing matches')).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.getByRole('button', { name: 'Verify the log' }).click();
  await expect(page.getByText('The chain is whole.')).toBeVisible();
  await rig.shows('82-records-audit-whole');
});

test('an entry that somebody changed in the database is found, and led to', async () => {
  const database = new Database(path.join(rig.folder, 'service', 'continuity.db'));
  database.exec(
    `drop trigger "auditRefuses_update"; update audit set actor = 'administrator:somebody-else' where seq = 3`,
  );
  database.close();
  await page.getByRole('button', { name: 'Verify the log' }).click();
  await expect(page.getByText('The log is not as it was written.')).toBeVisible();
  await expect(page.getByText('Entry 3 does not have its hash: it was changed.')).toBeVisible();
  await page.getByRole('link', { name: 'Show this entry' }).click();
  await expect(page.getByRole('complementary').getByText('Entry 3')).toBeVisible();
  await rig.shows('83-records-audit-broken');
});

test('a webhook is made, its secret shown once, and a test delivered to it, signed', async () => {
  await rig.goTo('Webhooks');
  await rig.shows('84-records-webhooks-none');
  await page.getByRole('button', { name: 'Create webhook' }).click();
  await rig.dialog.getByLabel('Name').fill('Pager');
  await rig.dialog.getByLabel('Address').fill('nowhere');
  await rig.dialog.getByRole('button', { name: 'Create webhook' }).click();
  await expect(rig.dialog.getByText('Must be an address like https://example.com/hook')).toBeVisible();
  await rig.shows('85-records-webhook-refused');
  await rig.dialog.getByLabel('Address').fill(receiverUrl('/hook'));
  await rig.dialog.getByLabel('Changed').uncheck();
  await rig.dialog.getByRole('button', { name: 'Create webhook' }).click();
  const secret = await rig.dialog.getByLabel('Secret').inputValue();
  expect(secret).toMatch(/^whsec_/u);
  await rig.shows('86-records-webhook-secret');
  await rig.dialog.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('heading', { name: 'Pager' })).toBeVisible();
  expect(await page.content()).not.toContain(secret);
  await page.getByRole('button', { name: 'Send a test' }).click();
  await expect(page.getByRole('row', { name: /Test.*Accepted.*Answered 204|Test.*Accepted/u })).toBeVisible();
  expect(received[0]?.headers['webhook-signature']).toMatch(/^v1,/u);
  expect(received[0]?.body).toContain('"type":"test"');
  await rig.shows('87-records-webhook');
});

test('a webhook is changed, fails in words, is switched off and on, and removed', async () => {
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await rig.dialog.getByLabel('Address').fill(receiverUrl('/broken'));
  await rig.dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Send a test' }).click();
  await expect(page.getByText('Answered 500')).toBeVisible();
  await expect(page.getByText(/Nothing has been accepted since/u)).toBeVisible();
  await rig.shows('88-records-webhook-failing');
  await page.getByRole('button', { name: 'Waiting' }).click();
  await expect(page.getByRole('row', { name: /Test.*Accepted/u })).toHaveCount(0);
  await page.getByRole('button', { name: 'Switch off' }).click();
  await expect(page.getByRole('button', { name: 'Switch on' })).toBeVisible();
  await page.getByRole('button', { name: 'Switch on' }).click();
  await rig.goTo('Webhooks');
  await expect(page.getByRole('row', { name: /Pager/u })).toBeVisible();
  await rig.shows('89-records-webhooks');
  await page.getByRole('row', { name: /Pager/u }).click();
  await page.getByRole('button', { name: 'Remove' }).click();
  await rig.dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('There is no webhook yet')).toBeVisible();
});

test('the own password is changed, the page goes on with it, and the old one is worth nothing', async () => {
  await page.getByRole('link', { name: /Ines Hoffmann/u }).click();
  const form = page.getByRole('region', { name: 'Change password' });
  await form.getByLabel('Current password').fill('not this');
  await page.getByLabel('New password', { exact: true }).fill('a longer password');
  await page.getByLabel('New password again').fill('another password');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('This is not the same as the new password above.')).toBeVisible();
  await rig.shows('90-records-account');
  await page.getByLabel('New password again').fill('a longer password');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('is not your current password')).toBeVisible();
  await form.getByLabel('Current password').fill(ADMINISTRATOR.password);
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('The new password is in force.')).toBeVisible();
  await rig.shows('91-records-account-changed');
  await rig.goTo('Groups');
  await page.getByRole('button', { name: 'Add group' }).click();
  await rig.dialog.getByLabel('Group', { exact: true }).fill('Made with the new session');
  await rig.dialog.getByRole('button', { name: 'Add group' }).click();
  await expect(page.getByRole('heading', { name: 'Made with the new session' })).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await signIn(page, { ...ADMINISTRATOR, password: 'a longer password' });
});
