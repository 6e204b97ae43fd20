/** A new continuity event: the fields of the first cut, in the order of the original. */
import { Button, Field, Input, Select, Switch, Textarea } from '@fluentui/react-components';
import { useState, type SyntheticEvent } from 'react';
import { TEXT_LIMITS } from '../../../shared/domain/limits.ts';
import { useText } from '../../text/text-root.tsx';
import { CharacterCount } from '../../ui/character-count.tsx';
import { MessageBar } from '../../ui/message-bar.tsx';
import type { RestProblem } from '../api/rest-types.ts';
import { eventViewSchema } from '../../../shared/http/continuity-events.ts';
import { groupPageSchema } from '../../../shared/http/groups.ts';
import { PageHead } from '../frame/page-head.tsx';
import { useProblemWords } from '../frame/problem-notice.tsx';
import { valueOf } from '../query/reading.ts';
import { useResource } from '../query/use-resource.ts';
import { goTo } from '../router/navigation.ts';
import { useSignedIn } from '../session/session-context.tsx';
import { EMPTY_DRAFT, toNewEvent, type EventDraft } from './event-draft.ts';
import { fieldState, type DraftProps } from './draft-field.ts';
import { EventTimes } from './event-times.tsx';
import { ImpactSentence } from './impact-sentence.tsx';
import './events.css';

export function EventForm() {
  const t = useText();
  const words = useProblemWords();
  const { client, queries } = useSignedIn();
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const [problem, setProblem] = useState<RestProblem | null>(null);
  const change = (changed: Partial<EventDraft>) => setDraft((before) => ({ ...before, ...changed }));
  const wanted = toNewEvent(draft);
  const save = async () => {
    if (wanted === null) return;
    const answer = await client.create('/events', wanted, eventViewSchema);
    if (!answer.ok) {
      setProblem(answer.problem);
      return;
    }
    queries.changed({ kind: 'continuity-event', id: answer.value.id });
    goTo({ route: 'events' });
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void save();
  };
  const props: DraftProps = { draft, change, problem };
  return (
    <form className="event-form" onSubmit={submit}>
      <PageHead
        title={t('console.form.title')}
        parent={{ title: t('console.places.events'), to: { route: 'events' } }}
      />
      <WhatAndWhom {...props} />
      <EventTimes {...props} />
      <div className="event-form__pair">
        <MessageField {...props} name="startMessage" />
        <MessageField {...props} name="endMessage" />
      </div>
      {problem !== null && (
        <MessageBar tone="bad" role="alert">
          {problem.fields.length > 0 ? t('console.form.fieldsRefused') : words(problem)}
        </MessageBar>
      )}
      <div className="event-form__foot">
        <ImpactSentence draft={draft} />
        <Button onClick={() => goTo({ route: 'events' })}>{t('console.form.cancel')}</Button>
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
  const groups = valueOf(useResource('/groups?limit=1000', groupPageSchema))?.items ?? [];
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
