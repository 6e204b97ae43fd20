/** A combobox keeps what is being typed while its window is left, and drops what named nothing when it is left itself. */
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { Combobox } from '../../../renderer/ui/combobox.tsx';

afterEach(cleanup);

test('the focus that goes with the window takes nothing along; the focus that goes elsewhere does', () => {
  render(
    <Combobox
      {...{ id: 'group', required: true, 'aria-describedby': undefined, 'aria-invalid': undefined }}
      {...{ icon: 'people', listLabel: 'Groups', value: '', options: [], status: '0 groups' }}
      onType={() => undefined}
      onChoose={() => undefined}
    />,
  );
  const field = screen.getByRole<HTMLInputElement>('combobox');
  field.focus();
  fireEvent.change(field, { target: { value: 'pil' } });
  // As a window does it: the document's active element stays what it is.
  fireEvent.blur(field);
  expect(field.value).toBe('pil');
  expect(field.getAttribute('aria-expanded')).toBe('true');
  field.blur();
  fireEvent.blur(field);
  expect(field.value).toBe('');
  expect(field.getAttribute('aria-expanded')).toBe('false');
});
