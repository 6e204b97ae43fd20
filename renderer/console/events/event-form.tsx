/** A new continuity event: the fields of the first cut, in the order of the original. */
import { Button, Field, Input, Select, Switch, Textarea } from '@fluentui/react-components';
import { useState, type SyntheticEvent } from 'react';
import { TEXT_LIMITS } from '../../../shared/domain/limits.ts';
import { useText } from '../../text/text-root.tsx';
import { CharacterCount } from '../../ui/character-count.tsx';
import { MessageBar } from '../../ui/message-bar.tsx';
import type { RestProblem } from '../api/rest-client.ts';
import { eventViewSchema } from '../../../shared/http/continuity-events.ts';
import { useConsole, useServiceView } from '../state/console-context.tsx';
import { goTo } from '../state/route.ts';
import { EMPTY_DRAFT, toNewEvent, type EventDraft } from './event-draft.ts';
import { fieldState, type DraftProps } from './draft-field.ts';
import { EventTimes } from './event-times.tsx';
import { ImpactSentence } from './impact-sentence.tsx';
import './events.css';

export function EventForm() {
  const t = useText();
  const { client } = useServiceView();
  const { refresh } = useConsole();
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const [problem, setProblem] = useState<RestProblem | null>(null);
  const change = (changed: Partial<EventDraft>) => setDraft((before) => ({ ...before, ...changed }));
  const wanted = toNewEvent(draft);
  const save = async () => {
    if (wanted === null) return;
    const answer = await client.post('/events', wanted, eventViewSchema);
    if (!answer.ok) {
      setProblem(answer.problem);
      return;
    }
    await refresh();
    goTo('events');
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void save();
  };
  const props: DraftProps = { draft, change, problem };
  return (
    <form className="event-form" onSubmit={submit}>
      <div className="page-head">
        <h1>{t('console.form.title')}</h1>
      </div>
      <WhatAndWhom {...props} />
      <EventTimes {...props} />
      <div className="event-form__pair">
        <MessageField {...props} name="startMessage" />
        <MessageField {...props} name="endMessage" />
      </div>
      {problem !== null && (
        <MessageBar tone="bad" role="alert">
          {problem.fields.length > 0
            ? t('console.form.fieldsRefused')
            : `${t(`console.problems.${problem.kind}`)} ${problem.message}`}
        </MessageBar>
      )}
      <div className="event-form__foot">
        <ImpactSentence draft={draft} />
        <Button onClick={() => goTo('events')}>{t('console.form.cancel')}</Button>
        <Button
          type="submit"
          appearance="primary"
          disabled={wanted === null || draft.description.trim() === ''}
        >
          {t('console.form.save')}
        </Button>
      </div>
    </form>
  );
}

function WhatAndWhom({ draft, change, problem }: DraftProps) {
  const t = useText();
  const { groups } = useServiceView().view;
  return (
    <>
      <div className="event-form__pair">
        <Field label={t('console.form.description')} required {...fieldState(problem, 'description')}>
          <Input value={draft.description} onChange={(_, { value }) => change({ description: value })} />
        </Field>
        <Field label={t('console.form.group')} required {...fieldState(problem, 'affectedGroupId')}>
          <Select
            value={draft.affectedGroupId}
            onChange={(_, { value }) => change({ affectedGroupId: value })}
          >
            <option value="">{t('console.form.chooseGroup')}</option>
            {groups.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <Field hint={t('console.form.outlookHint')}>
        <Switch
          label={t('console.form.outlook')}
          checked={draft.outlookContinuity}
          onChange={(_, { checked }) => change({ outlookContinuity: checked })}
        />
      </Field>
    </>
  );
}

function MessageField({
  draft,
  change,
  problem,
  name,
}: DraftProps & { readonly name: 'startMessage' | 'endMessage' }) {
  const t = useText();
  const label = (
    <span className="event-form__label">
      {t(`console.form.${name}`)}
      <CharacterCount text={draft[name]} limit={TEXT_LIMITS[name]} />
    </span>
  );
  return (
    <Field label={{ children: label, className: 'event-form__message-label' }} {...fieldState(problem, name)}>
      <Textarea
        rows={4}
        value={draft[name]}
        onChange={(_, { value }) => change({ [name]: value })}
        aria-label={t(`console.form.${name}`)}
      />
    </Field>
  );
}
