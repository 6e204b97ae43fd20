/** Writing in DR mode, in real Electron against the real service: look-up, files, undo, the outbox over a dead service and a kill (G28, G29). */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { expectAccessible } from './accessibility.ts';
import { createAdministrator, inMs, type Administrator } from './administrator.ts';
import { demoEnvironment, picture, startCompanion, type RealCompanion } from './real-companion.ts';
import { demoPerson, startService, type RealService } from './real-service.ts';
import { startSmtpSink, type SmtpSink } from './smtp-sink.ts';

const cacheTimeoutMs = 60_000;
const sendTimeoutMs = 30_000;

let folder: string;
/** The rest of the world's mail servers. */
let world: SmtpSink;
let service: RealService;
let administrator: Administrator;
let companion: RealCompanion;

const start = (): Promise<RealCompanion> =>
  startCompanion({ userData: path.join(folder, 'companion'), env: demoEnvironment(service.ready.httpUrl) });
/** With keys and the toolbar alike. */
async function writeFormatted(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Message text' }).click();
  await page.keyboard.type('Hi Lena,');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('the list is ');
  await page.keyboard.press('Control+B');
  await page.keyboard.type('attached');
  await page.keyboard.press('Control+B');
  await page.keyboard.type('.');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Bulleted list' }).click();
  await page.keyboard.type('4711');
  await page.keyboard.press('Enter');
  await page.keyboard.type('4712');
  await expect(page.getByRole('button', { name: 'Bulleted list' })).toHaveAttribute('aria-pressed', 'true');
}
const shows = async (name: string): Promise<void> => {
  await expectAccessible(companion.page);
  await companion.page.screenshot(picture(name));
};

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  test.setTimeout(cacheTimeoutMs * 2);
  folder = mkdtempSync(path.join(tmpdir(), 'continuity-compose-'));
  world = await startSmtpSink();
  service = await startService(folder, undefined, 'demo', ['--smart-host', world.url]);
  administrator = await createAdministrator(service);
  companion = await start();
  await expect(companion.page.getByText('All five days cached')).toBeVisible({ timeout: cacheTimeoutMs });
});

test.afterAll(async () => {
  await companion.quit();
  await service.stop();
  await world.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('in normal mode sending belongs to Outlook, and the app says so', async () => {
  const { page } = companion;
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Mail' }).click();
  await expect(page.getByText('To answer, use Outlook.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'New message' })).toHaveCount(0);
});

test('in DR mode a message is written with look-up and a file, undone, and sent by keyboard', async () => {
  const { page } = companion;
  await administrator.createEvent({ description: 'Mail server outage', start: inMs(0) });
  await page.getByRole('button', { name: 'New message' }).click();
  await page.getByRole('combobox', { name: 'To' }).fill('lena');
  await expect(page.getByRole('listbox', { name: 'People in your mail' })).toBeVisible();
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: 'Cc' }).fill(`${demoPerson.email}, partner@outside.example,`);
  await page.getByRole('textbox', { name: 'Subject' }).fill('Seal numbers');
  await writeFormatted(page);
  await expect(page.getByText('The text mentions an attachment, and there is none.')).toBeVisible();
  await page.locator('input[type=file]').setInputFiles({
    name: 'Seal numbers.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('4711;4712\n'),
  });
  await expect(page.getByRole('list', { name: 'Attached files' })).toContainText('Seal numbers.csv');
  await expect(page.getByText('Draft saved')).toBeVisible();
  await shows('20-compose');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('textbox', { name: 'Subject' })).toHaveValue('Seal numbers');
  await expect(page.getByRole('textbox', { name: 'Message text' }).locator('b')).toHaveText('attached');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('button', { name: 'Outbox: 1 waiting' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Outbox: empty' })).toBeVisible({ timeout: sendTimeoutMs });
  // The copy to oneself came back through the service, once.
  await expect(page.getByRole('option', { name: /Seal numbers/ })).toHaveCount(1, { timeout: sendTimeoutMs });
  await expect.poll(() => world.mails.length, { timeout: sendTimeoutMs }).toBe(1);
  const [{ raw, email } = { raw: '', email: null }] = world.mails;
  const types = Array.from(raw.matchAll(/^Content-Type: ([a-z]+\/[a-z]+)/gim), ([, type]) => type);
  expect(types).toEqual(['multipart/mixed', 'multipart/alternative', 'text/plain', 'text/html', 'text/csv']);
  expect(email?.text?.trimEnd()).toBe('Hi Lena,\n\nthe list is attached.\n- 4711\n- 4712');
  expect(email?.html).toMatch(/<b>attached<\/b>[^]*<ul>.*<li/);
});

test('more formatting than can be edited comes in as plain text, or the app says that it cannot', async () => {
  const { page } = companion;
  await page.getByRole('button', { name: 'New message' }).click();
  const text = page.getByRole('textbox', { name: 'Message text' });
  await text.click();
  await paste(text, 'first row\r\nsecond row');
  await expect(text.locator('pre')).toHaveText('first row\nsecond row');
  await expect(page.getByText('It came in as plain text.')).toBeVisible();
  await shows('22-compose-pasted');
  await paste(text, '');
  await expect(page.getByText('Paste it in parts, or attach it as a file.')).toBeVisible();
  await expect(text).toHaveText('first row\nsecond row');
  await page.getByRole('button', { name: 'Close', exact: true }).last().click();
  await page.getByRole('button', { name: 'Discard the draft' }).click();
});

/** As from a spreadsheet with more cells than an editor bears; `plain` is how the same clipboard says it in words. */
async function paste(into: Locator, plain: string): Promise<void> {
  await into.evaluate((element, words) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/html', '<b>cell</b><br>'.repeat(30_000));
    if (words !== '') clipboardData.setData('text/plain', words);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, plain);
}

test('an answer quotes what it answers, waits while the service is dead and the app is killed, and goes out once', async () => {
  const { page } = companion;
  await page.getByRole('option', { name: /Seal numbers/ }).click();
  await page.getByRole('button', { name: 'Reply all' }).click();
  await expect(page.getByRole('textbox', { name: 'Subject' })).toHaveValue('Re: Seal numbers');
  const text = page.getByRole('textbox', { name: 'Message text' });
  await expect(text).toContainText('wrote:');
  await expect(text.locator('blockquote')).toContainText('Hi Lena,');
  await page.getByRole('combobox', { name: 'Cc' }).fill('stranger@elsewhere.example,');
  await expect(page.getByText(/was not in the original message/)).toBeVisible();
  await shows('21-answer');
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await page.getByRole('combobox', { name: 'Cc' }).fill(`${demoPerson.email},`);
  await service.kill();
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('button', { name: 'Outbox: 1 waiting' })).toBeVisible();
  const closed = companion.app.waitForEvent('close');
  companion.app.process().kill('SIGKILL');
  await closed;
  service = await startService(folder, service.ready, 'demo', ['--smart-host', world.url]);
  companion = await start();
  await expect(companion.page.getByRole('button', { name: 'Outbox: empty' })).toBeVisible({
    timeout: cacheTimeoutMs,
  });
  await companion.page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('button', { name: 'Mail' })
    .click();
  await expect(companion.page.getByRole('option', { name: /Re: Seal numbers/ })).toHaveCount(1, {
    timeout: sendTimeoutMs,
  });
  await companion.page.getByRole('button', { name: 'Outbox: empty' }).click();
  await companion.page.screenshot(picture('22-outbox'));
});

test('a mailbox that one may read is chosen, read and answered in one’s own name, and gone when it is withdrawn', async () => {
  const { page } = companion;
  const choose = page.getByRole('button', { name: /^Mailbox:/ });
  await choose.click();
  await page
    .getByRole('group', { name: 'Jonas Weidner' })
    .getByRole('menuitemradio', { name: 'Inbox' })
    .click();
  await expect(choose).toHaveAccessibleName(/Jonas Weidner, Inbox/);
  const first = page.getByRole('listbox', { name: 'Inbox' }).getByRole('option').first();
  await first.click();
  await expect(page.getByText(/From the mailbox of Jonas Weidner, which you may read\./)).toBeVisible();
  await shows('23-delegate');
  await page.getByRole('button', { name: 'Reply', exact: true }).click();
  await page.getByRole('combobox', { name: 'Cc' }).fill('delegate@outside.example,');
  const before = world.mails.length;
  await page.getByRole('button', { name: 'Send' }).click();
  await expect.poll(() => world.mails.length, { timeout: sendTimeoutMs }).toBeGreaterThan(before);
  expect(world.mails.at(-1)?.email.from?.address).toBe(demoPerson.email);

  await service.api('PATCH', `/users/${administrator.personId}`, { mayRead: [] });
  await expect(page.getByText(/From the mailbox of Jonas Weidner/)).toHaveCount(0);
  await expect(choose).toHaveAccessibleName('Mailbox: Inbox. Choose another');
});
