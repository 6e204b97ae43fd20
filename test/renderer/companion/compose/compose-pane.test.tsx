/** Tests writing as a person meets it: the formatted text and its toolbar, and the change to plain text. */
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { Draft } from '../../../../shared/bridge/compose.ts';
import { MAX_NODES } from '../../../../shared/mail/limits.ts';
import { EMPTY_DRAFT } from '../../gallery/fake-window-api.ts';
import { updateOf } from '../../gallery/sample-snapshots.ts';
import { showWindow } from '../window-rig.tsx';

afterEach(cleanup);

async function write(draft: Partial<Draft>) {
  const rig = showWindow(updateOf('dr'), { draftId: 'draft-1' }, { ...EMPTY_DRAFT, ...draft });
  const text = await screen.findByLabelText('Message text');
  const saved = () => rig.api.calls.findLast(({ name }) => name === 'draft.save')?.input;
  return { ...rig, text, saved };
}

function choose(node: Node): void {
  const range = document.createRange();
  range.selectNodeContents(node);
  getSelection()?.removeAllRanges();
  getSelection()?.addRange(range);
  document.dispatchEvent(new Event('selectionchange'));
}

const tool = (name: string): HTMLElement =>
  within(screen.getByRole('toolbar', { name: 'Format' })).getByRole('button', { name });

test('a draft opens in its own form', async () => {
  const { text } = await write({ html: '<div>Hi <b>Lena</b></div>' });
  expect(text.querySelector('b')?.textContent).toBe('Lena');
  cleanup();
  const plain = await write({ html: null, text: 'Hi' });
  expect(plain.text).toHaveProperty('value', 'Hi');
  expect(screen.queryByRole('toolbar', { name: 'Format' })).toBeNull();
});

test('what is stored is sanitised before it is shown', async () => {
  const { text } = await write({ html: '<div onclick="x()">a<img src=x onerror="x()"></div>' });
  expect(text.innerHTML).not.toMatch(/onclick|onerror|img/);
});

test('the toolbar formats what is chosen, says what is on, and undo takes it back', async () => {
  const { text, saved } = await write({ html: '<div>Hi Lena</div>' });
  act(() => text.focus());
  act(() => choose(text.querySelector('div') ?? text));
  fireEvent.click(tool('Bold'));
  await waitFor(() => expect(saved()).toMatchObject({ content: { text: 'Hi Lena' } }));
  expect(text.querySelector('b')?.textContent).toBe('Hi Lena');
  expect(tool('Bold').getAttribute('aria-pressed')).toBe('true');
  expect(saved()).toMatchObject({ content: { html: expect.stringContaining('<b>Hi Lena</b>') as string } });
  act(() => {
    fireEvent.keyDown(text, { key: 'z', ctrlKey: true });
  });
  expect(text.querySelector('b')).toBeNull();
  expect(text.textContent).toBe('Hi Lena');
});

test('the toolbar is one stop for Tab, and arrow keys go through it', async () => {
  await write({ html: '' });
  const tools = within(screen.getByRole('toolbar', { name: 'Format' })).getAllByRole('button');
  expect(tools.map(({ tabIndex }) => tabIndex)).toEqual([0, -1, -1, -1, -1, -1, -1]);
  act(() => tools[0]?.focus());
  fireEvent.keyDown(tool('Bold'), { key: 'ArrowRight' });
  expect(document.activeElement).toBe(tool('Italic'));
  fireEvent.keyDown(tool('Italic'), { key: 'End' });
  expect(document.activeElement).toBe(tool('Link'));
  fireEvent.keyDown(tool('Link'), { key: 'ArrowRight' });
  expect(document.activeElement).toBe(tool('Bold'));
});

test('plain text is asked for where something would be lost, and says what', async () => {
  const { saved } = await write({
    html: '<div><b>Hi</b></div><table><tr><td>1</td></tr></table>',
    text: 'Hi\n1',
  });
  fireEvent.click(screen.getByRole('button', { name: 'Plain text' }));
  const dialog = screen.getByRole('dialog', { name: 'Change to plain text?' });
  expect(within(dialog).getAllByRole('listitem')).toHaveLength(2);
  fireEvent.click(within(dialog).getByRole('button', { name: 'Change to plain text' }));
  expect(screen.getByRole('textbox', { name: 'Message text' })).toHaveProperty('value', 'Hi\n1');
  await waitFor(() => expect(saved()).toMatchObject({ content: { html: null, text: 'Hi\n1' } }));
  fireEvent.click(screen.getByRole('button', { name: 'Formatted text' }));
  expect(screen.getByRole('toolbar', { name: 'Format' })).toBeTruthy();
});

test('a link is put on what is chosen, and a wrong one is told', async () => {
  const { text } = await write({ html: '<div>the plan</div>' });
  act(() => text.focus());
  act(() => choose(text.querySelector('div') ?? text));
  fireEvent.keyDown(text, { key: 'k', ctrlKey: true });
  const dialog = await screen.findByRole('dialog', { name: 'Link' });
  const address = within(dialog).getByRole('textbox', { name: 'Web or mail address' });
  fireEvent.change(address, { target: { value: 'javascript:alert(1)' } });
  fireEvent.keyDown(address, { key: 'Enter' });
  expect(within(dialog).getByRole('alert').textContent).toContain('neither a web nor a mail address');
  fireEvent.change(address, { target: { value: 'example.org/plan' } });
  fireEvent.keyDown(address, { key: 'Enter' });
  expect(text.querySelector('a')?.outerHTML).toBe('<a href="https://example.org/plan">the plan</a>');
});

test('more than anybody would edit is edited as its plain text, and nothing of it is lost', async () => {
  const { text } = await write({ html: '<b></b>'.repeat(MAX_NODES + 1), text: 'All of it' });
  expect(text).toHaveProperty('value', 'All of it');
});
