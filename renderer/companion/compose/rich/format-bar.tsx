/** The toolbar of formatted text: one stop for Tab, arrow keys inside, and a name and keys on every button. */
import { useRef, useState, type KeyboardEvent } from 'react';
import { Icon, type IconName } from '../../../ui/icon.tsx';
import { useText } from '../../../text/text-root.tsx';
import { FORMATS } from './formats.ts';
import { useFormatsAtCaret } from './use-formats-at-caret.ts';
import type { Writing } from './use-mail-editor.ts';

const LINK = 'A';
const TAGS = [...FORMATS.map(({ tag }) => tag), LINK];

export function FormatBar({ editor, link, entrance }: Pick<Writing, 'editor' | 'link' | 'entrance'>) {
  const t = useText();
  const bar = useRef<HTMLDivElement>(null);
  const [at, move] = useState(0);
  const found = useFormatsAtCaret(editor, TAGS);
  const tools: ToolProps[] = [
    ...FORMATS.map(({ name, icon, tag, keys, on, off }) => ({
      ...{ name: t(`compose.format.${name}`), icon, keys, isOn: found.has(tag) },
      press: () => {
        if (editor !== null) (found.has(tag) ? off : on)(editor);
      },
    })),
    {
      ...{ name: t('compose.format.link'), icon: 'link', keys: 'Control+K', isOn: found.has(LINK) },
      press: () => link(true),
    },
  ];
  const onKeyDown = (pressed: KeyboardEvent): void => {
    const next = nextTool(pressed.key, at, tools.length, getComputedStyle(pressed.currentTarget).direction);
    if (next === null) return;
    pressed.preventDefault();
    move(next);
    bar.current?.querySelectorAll('button')[next]?.focus();
  };
  return (
    <div
      ref={bar}
      className="format-bar"
      role="toolbar"
      aria-label={t('compose.format.label')}
      aria-keyshortcuts="Alt+F10"
      onKeyDown={onKeyDown}
    >
      {tools.map(({ name, icon, keys, isOn, press }, index) => (
        <button
          key={name}
          ref={index === at ? entrance : null}
          type="button"
          className="format-bar__tool"
          aria-label={name}
          aria-pressed={isOn}
          aria-keyshortcuts={keys}
          title={`${name} (${keys.replace('Control', t('compose.format.control'))})`}
          tabIndex={index === at ? 0 : -1}
          // The text stays chosen.
          onMouseDown={(pressed) => pressed.preventDefault()}
          onFocus={() => move(index)}
          onClick={press}
        >
          <Icon name={icon} size={16} />
        </button>
      ))}
    </div>
  );
}

interface ToolProps {
  readonly name: string;
  readonly icon: IconName;
  readonly keys: string;
  readonly isOn: boolean;
  readonly press: () => void;
}

/** null: the key is not the toolbar's. */
function nextTool(key: string, at: number, count: number, direction: string): number | null {
  const forward = direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  const back = direction === 'rtl' ? 'ArrowRight' : 'ArrowLeft';
  switch (key) {
    case forward:
      return (at + 1) % count;
    case back:
      return (at - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
