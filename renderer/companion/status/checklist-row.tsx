/** One row of the checklist: folded while in order, open with its button while it is not. */
import { Button } from '@fluentui/react-components';
import { useId, useState, type CSSProperties } from 'react';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { useText } from '../../text/text-root.tsx';
import type { ChecklistItem, ItemState } from './checklist.ts';
import type { ItemWords } from './checklist-words.ts';
import { useRemedy } from './use-remedy.ts';

const MARKS: Readonly<Record<ItemState, IconName>> = {
  ok: 'tick',
  'to-do': 'cross',
  working: 'hourglass',
  unknown: 'dash',
  note: 'dash',
};

const SAID = {
  ok: 'inOrder',
  'to-do': 'toDo',
  working: 'working',
  unknown: 'notKnown',
  note: 'note',
} as const satisfies Record<ItemState, string>;

interface ChecklistRowProps {
  readonly item: ChecklistItem;
  readonly words: ItemWords;
  readonly index: number;
}

export function ChecklistRow({ item, words, index }: ChecklistRowProps) {
  const t = useText();
  const id = useId();
  // A row follows its state until the person folds or opens it; a new state makes that choice void.
  const [choice, choose] = useState<{ readonly state: ItemState; readonly open: boolean } | null>(null);
  const open = choice?.state === item.state ? choice.open : item.state === 'to-do';
  const order: CSSProperties & Record<'--row', number> = { '--row': index };
  return (
    <li className={`status__row status__row--${item.state}`} style={order}>
      <button
        type="button"
        className="status__head"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => choose({ state: item.state, open: !open })}
      >
        <span className="status__mark">
          <Icon name={MARKS[item.state]} size={14} />
        </span>
        <span className="unseen">{t(`status.${SAID[item.state]}`)}: </span>
        <b>{words.title}</b>
        <span className="status__detail figures">{words.detail}</span>
        <Icon name={open ? 'chevron-up' : 'chevron-down'} size={16} />
      </button>
      <div id={id} className="status__more" hidden={!open}>
        <p>{words.help}</p>
        {words.action !== null && <RemedyButton {...words.action} />}
      </div>
    </li>
  );
}

function RemedyButton({ remedy, label }: NonNullable<ItemWords['action']>) {
  const apply = useRemedy();
  return (
    <Button appearance="primary" onClick={() => apply(remedy)}>
      {label}
    </Button>
  );
}
