/** The typing part of a recipients' field: what stands in it, whom it finds, and which keys accept what. */
import { useMemo, useState, type ClipboardEvent, type KeyboardEvent } from 'react';
import type { MailAddress } from '../../../shared/bridge/mail.ts';
import { nextOption } from '../../ui/combobox-keys.ts';
import { useAnswer } from '../state/use-answer.ts';
import { useSettled } from '../state/use-settled.ts';
import { acceptedPlace, fitting } from './suggested-people.ts';
import { isFinished, typedPeople, withPeople } from './typed-people.ts';

const LOOK_UP_AFTER_MS = 120;

export function useRecipientInput(people: readonly MailAddress[], onChange: (people: MailAddress[]) => void) {
  const [text, setText] = useState('');
  const [chosen, choose] = useState<number | null>(null);
  const [isClosed, close] = useState(false);
  const suggested = fitting(useFoundPeople(text), text, people);
  const isOpen = suggested.length > 0 && !isClosed;
  const reached = isOpen ? acceptedPlace(suggested, text, chosen) : -1;

  const type = (value: string): void => {
    setText(value);
    choose(null);
    close(false);
  };
  const take = (more: readonly MailAddress[]): void => {
    onChange(withPeople(people, more));
    type('');
  };
  const takeTyped = (): void => {
    if (text.trim() !== '') take(typedPeople(text));
  };
  const accept = (): void => {
    const person = suggested[reached];
    if (person !== undefined) take([person]);
    else takeTyped();
  };
  const change = (value: string): void => (isFinished(value) ? take(typedPeople(value)) : type(value));

  const onKeyDown = (pressed: KeyboardEvent<HTMLInputElement>): void => {
    // Enter ends a composition there, and accepts nothing.
    if (pressed.nativeEvent.isComposing) return;
    const next = isOpen ? nextOption(pressed.key, reached, suggested.length) : null;
    if (next !== null) {
      pressed.preventDefault();
      choose(next);
    } else if (pressed.key === 'Enter') {
      pressed.preventDefault();
      accept();
    } else if (pressed.key === 'Tab' && !pressed.shiftKey) accept();
    else if (pressed.key === 'Escape' && isOpen) {
      pressed.stopPropagation();
      close(true);
    } else if (pressed.key === 'Backspace' && text === '') {
      onChange(people.slice(0, -1).map(({ name, address }) => ({ name, address })));
    }
  };
  /** The field itself would drop the ends of lines, and make one address of two. */
  const onPaste = (pasted: ClipboardEvent<HTMLInputElement>): void => {
    const { selectionStart, selectionEnd } = pasted.currentTarget;
    const clip = pasted.clipboardData.getData('text/plain').trim();
    if (!/[\r\n]|^mailto:/i.test(clip)) return;
    pasted.preventDefault();
    const lines = clip.replace(/\s*[\r\n]+\s*/g, '\n');
    const before = text.slice(0, selectionStart ?? text.length);
    take(typedPeople(`${before}${lines}${text.slice(selectionEnd ?? text.length)}`));
  };
  return { text, suggested, isOpen, reached, take, takeTyped, change, onKeyDown, onPaste };
}

/** While it is asked anew, those of before: Tab takes what was listed when it was pressed, however long the answer takes. */
function useFoundPeople(text: string): readonly MailAddress[] {
  const settled = useSettled(text.trim(), LOOK_UP_AFTER_MS);
  const input = useMemo(() => (settled === '' ? null : { text: settled }), [settled]);
  const asked = useAnswer('people.find', input);
  const [found, keep] = useState<readonly MailAddress[]>([]);
  if (asked.state === 'asking') return found;
  const now = asked.state === 'answered' && asked.answer.ok ? asked.answer.value : NOBODY;
  if (now !== found) keep(now);
  return now;
}

const NOBODY: readonly MailAddress[] = [];
