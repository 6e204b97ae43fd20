/** The recipients' field as a person uses it: an older list is never what is accepted. */
import { act, cleanup, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { EMPTY_DRAFT } from '../../gallery/fake-window-api.ts';
import { updateOf } from '../../gallery/sample-snapshots.ts';
import { showWindow } from '../window-rig.tsx';

const LENA = 'lena.vogt@northwind.example';

afterEach(cleanup);

async function field() {
  const { api } = showWindow(updateOf('dr'), { draftId: 'draft-1' }, EMPTY_DRAFT);
  const to = await screen.findByRole('combobox', { name: 'To' });
  const type = (value: string): void => void fireEvent.change(to, { target: { value } });
  const press = (key: string): void => void fireEvent.keyDown(to, { key });
  const chips = (): readonly (string | null)[] =>
    Array.from(to.parentElement?.querySelectorAll('.compose__chip') ?? [], (chip) =>
      chip.getAttribute('title'),
    );
  /** From here on no question is answered; resolves when there is one. */
  const answerNothing = (): Promise<void> =>
    new Promise((asked) => {
      Object.assign(api, { call: () => new Promise(() => asked()) });
    });
  return { to, type, press, chips, answerNothing };
}

/** With her address: the rows of the mail list beside it are options too. */
const SUGGESTED = { name: /Lena Vogt.*lena\.vogt@/ };
const listed = () => screen.findByRole('option', SUGGESTED);

test('the text that was completed behind an open list is what Enter takes', async () => {
  const { type, press, chips } = await field();
  type('lena');
  await listed();
  type('lena.braun@elsewhere.example');
  press('Enter');
  expect(chips()).toEqual(['lena.braun@elsewhere.example']);
});

test('Enter and Tab take the suggestion that fits, Escape closes the list and erases nothing', async () => {
  const { to, type, press, chips } = await field();
  type('lena');
  await listed();
  press('Escape');
  expect(screen.queryByRole('option', SUGGESTED)).toBeNull();
  expect(to).toHaveProperty('value', 'lena');
  type('lena v');
  await listed();
  press('Tab');
  expect(chips()).toEqual([LENA]);
});

test('while it is looked up again, Tab takes the one that is listed', async () => {
  const { type, press, chips, answerNothing } = await field();
  type('lena');
  await listed();
  const asked = answerNothing();
  type('lena v');
  await asked;
  press('Tab');
  expect(chips()).toEqual([LENA]);
});

test('a list that is pasted becomes its people', async () => {
  const { to, chips } = await field();
  const text = '"Doe, John" <john@x.example>, b@x.example\r\nmailto:c@x.example';
  act(() => void fireEvent.paste(to, { clipboardData: { getData: () => text } }));
  expect(chips()).toEqual(['john@x.example', 'b@x.example', 'c@x.example']);
});
