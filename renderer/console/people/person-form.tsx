/** The person themself on their page: read, changed and saved as a whole. */
import { Button } from '@fluentui/react-components';
import { useState, type SyntheticEvent } from 'react';
import { personViewSchema, type PersonView } from '../../../shared/http/people.ts';
import { useText } from '../../text/text-root.tsx';
import { Card } from '../../ui/card.tsx';
import { besidesFields } from '../frame/refusal-words.ts';
import { ProblemNotice } from '../frame/problem-notice.tsx';
import { useDeed } from '../frame/use-deed.ts';
import { useMay, useSignedIn } from '../session/session-context.tsx';
import { draftOf, isChanged, patchOf } from './person-draft.ts';
import { PersonFields } from './person-fields.tsx';

interface PersonFormProps {
  readonly person: PersonView;
  readonly path: string;
}

export function PersonForm({ person, path }: PersonFormProps) {
  const t = useText();
  const may = useMay('users:write');
  const { client } = useSignedIn();
  const { run, problem, busy } = useDeed('person', 'group', 'device');
  const { draft, change, reset, saved } = useDraft(person);
  const patch = patchOf(draftOf(person), draft);
  const changed = isChanged(patch);
  const [done, setDone] = useState(false);
  const save = async (): Promise<void> => {
    const answer = await run(() => client.patch(path, patch, personViewSchema));
    if (answer === null) return;
    saved(answer.value);
    setDone(true);
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (changed) void save();
  };
  return (
    <Card level={2} title={t('console.people.person')}>
      <form noValidate className="record-form" onSubmit={submit}>
        <PersonFields draft={draft} change={change} problem={problem} disabled={!may} />
        <div className="record-form__whole">
          <ProblemNotice problem={besidesFields(problem)} />
        </div>
        {may && (
          <div className="record-form__foot">
            <p role="status">{done && !changed ? t('console.people.saved') : ''}</p>
            {changed && <Button onClick={reset}>{t('console.people.discard')}</Button>}
            <Button type="submit" appearance="primary" disabledFocusable={!changed || busy}>
              {t('console.people.save')}
            </Button>
          </div>
        )}
      </form>
    </Card>
  );
}

/** What somebody else changes is taken over as long as nothing was changed here. */
function useDraft(person: PersonView) {
  const [base, setBase] = useState(person);
  const [draft, setDraft] = useState(draftOf(person));
  const take = (taken: PersonView): void => {
    setBase(taken);
    setDraft(draftOf(taken));
  };
  if (base !== person) {
    if (isChanged(patchOf(draftOf(base), draft))) setBase(person);
    else take(person);
  }
  return {
    draft,
    change: (changed: Partial<typeof draft>) => setDraft({ ...draft, ...changed }),
    reset: () => setDraft(draftOf(person)),
    saved: take,
  };
}
