/** Adds a person, and leads to their page. */
import { Button } from '@fluentui/react-components';
import { useId, useState, type SyntheticEvent } from 'react';
import { MIN_PASSWORD_CHARACTERS, personViewSchema } from '../../../shared/http/people.ts';
import { useText } from '../../text/text-root.tsx';
import { Modal } from '../../ui/modal.tsx';
import { besidesFields } from '../frame/refusal-words.ts';
import { NewPassword } from '../frame/new-password.tsx';
import { ProblemNotice } from '../frame/problem-notice.tsx';
import { useDeed } from '../frame/use-deed.ts';
import { goTo } from '../router/navigation.ts';
import { useSignedIn } from '../session/session-context.tsx';
import { inputOf, NOBODY } from './person-draft.ts';
import { PersonFields } from './person-fields.tsx';
import '../frame/record.css';
import './people.css';

export function AddPerson({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  const form = useId();
  const { client } = useSignedIn();
  const { run, problem, busy } = useDeed('person');
  const [draft, setDraft] = useState(NOBODY);
  const [password, setPassword] = useState('');
  const add = async (): Promise<void> => {
    const body = { ...inputOf(draft), ...(password === '' ? {} : { password }) };
    const answer = await run(() => client.create('/users', body, personViewSchema));
    if (answer !== null) goTo({ route: 'person', id: answer.value.id });
  };
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    void add();
  };
  return (
    <Modal
      title={t('console.people.add')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('console.people.cancel')}</Button>
          <Button appearance="primary" type="submit" form={form} disabledFocusable={busy}>
            {t('console.people.add')}
          </Button>
        </>
      }
    >
      <form id={form} noValidate className="record-form" onSubmit={submit}>
        <PersonFields
          draft={draft}
          change={(changed) => setDraft({ ...draft, ...changed })}
          problem={problem}
          disabled={false}
          autoFocus
        />
        <NewPassword
          className="record-form__whole"
          label={t('console.people.cloudPassword')}
          hint={t('console.people.firstPasswordHint', { count: MIN_PASSWORD_CHARACTERS })}
          problem={problem}
          value={password}
          onValue={setPassword}
        />
        <div className="record-form__whole">
          <ProblemNotice problem={besidesFields(problem)} />
        </div>
      </form>
    </Modal>
  );
}
