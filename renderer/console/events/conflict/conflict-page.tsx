/** Two edits of one event: both versions side by side with what differs, chosen field by field; nothing of either is lost unasked. */
import { Button } from '@fluentui/react-components';
import { useId, useState } from 'react';
import type { EventView } from '../../../../shared/http/continuity-events.ts';
import { useText } from '../../../text/text-root.tsx';
import { PageHead } from '../../frame/page-head.tsx';
import { ProblemNotice } from '../../frame/problem-notice.tsx';
import type { RestProblem } from '../../api/rest-types.ts';
import {
  differences,
  merged,
  usualSide,
  type ChoiceField,
  type Difference,
  type Side,
} from '../draft/conflict.ts';
import { draftOf, type EventDraft } from '../draft/event-draft.ts';
import { useNow } from '../use-now.ts';
import { FieldWords } from './field-words.tsx';
import './conflict.css';

interface ConflictPageProps {
  readonly mine: EventDraft;
  readonly base: EventView;
  readonly theirs: EventView;
  readonly problem: RestProblem | null;
  readonly onSave: (draft: EventDraft) => void;
  readonly onBack: (draft: EventDraft) => void;
  readonly onReload: () => void;
}

export function ConflictPage({ mine, base, theirs, problem, onSave, onBack, onReload }: ConflictPageProps) {
  const t = useText();
  const differing = differences(mine, base, theirs);
  const [chosen, choose] = useState<Partial<Record<ChoiceField, Side>>>({});
  const sideOf = (difference: Difference): Side => chosen[difference.field] ?? usualSide(difference);
  const result = () =>
    merged(
      mine,
      theirs,
      differing.map((difference) => [difference.field, sideOf(difference)] as const),
    );
  return (
    <div className="conflict">
      <PageHead
        title={t('console.event.conflict.title')}
        parent={{ title: theirs.description, to: { route: 'event', id: theirs.id } }}
      />
      <p>{t('console.event.conflict.help', { mine: base.version, theirs: theirs.version })}</p>
      {differing.length === 0 && <p role="status">{t('console.event.conflict.same')}</p>}
      {differing.map((difference) => (
        <Choice
          key={difference.field}
          difference={difference}
          mine={mine}
          theirs={draftOf(theirs)}
          side={sideOf(difference)}
          onChoose={(side) => choose((before) => ({ ...before, [difference.field]: side }))}
        />
      ))}
      <ProblemNotice problem={problem} />
      <div className="conflict__ways">
        <Button onClick={onReload}>{t('console.event.conflict.reload')}</Button>
        <Button onClick={() => onBack(result())}>{t('console.event.conflict.back')}</Button>
        <Button appearance="primary" onClick={() => onSave(result())}>
          {t('console.event.conflict.save')}
        </Button>
      </div>
    </div>
  );
}

interface ChoiceProps {
  readonly difference: Difference;
  readonly mine: EventDraft;
  readonly theirs: EventDraft;
  readonly side: Side;
  readonly onChoose: (side: Side) => void;
}

const CHANGED_BY = { mine: 'byMine', theirs: 'byTheirs', both: 'both' } as const;

function Choice({ difference: { field, changedBy }, mine, theirs, side, onChoose }: ChoiceProps) {
  const t = useText();
  const name = useId();
  const nowMs = useNow();
  return (
    <fieldset className="conflict__field">
      <legend>
        {t(`console.event.fields.${field}`)}
        <small>{t(`console.event.conflict.${CHANGED_BY[changedBy]}`)}</small>
      </legend>
      {(['mine', 'theirs'] as const).map((one) => (
        <label key={one} className="conflict__side">
          <input type="radio" name={name} checked={side === one} onChange={() => onChoose(one)} />
          <span>
            <strong>{t(`console.event.conflict.${one}`)}</strong>
            <FieldWords field={field} draft={one === 'mine' ? mine : theirs} nowMs={nowMs} />
          </span>
        </label>
      ))}
    </fieldset>
  );
}
