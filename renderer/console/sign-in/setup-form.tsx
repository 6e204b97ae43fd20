/** Makes the first administrator, and signs them in. */
import { Button, Input } from '@fluentui/react-components';
import { useState, type SyntheticEvent } from 'react';
import type { SetupInput } from '../../../shared/http/access.ts';
import { useText } from '../../text/text-root.tsx';
import type { RestProblem } from '../api/rest-types.ts';
import { RefusableField } from '../frame/refusable-field.tsx';
import { besidesFields } from '../frame/refusal-words.ts';
import { ProblemNotice } from '../frame/problem-notice.tsx';
import type { FrontDoor } from '../session/front-door.ts';
import { useSession } from '../session/session-context.tsx';

const EMPTY: SetupInput = { adminToken: '', email: '', displayName: '', password: '' };

/** In the order of the form; the token first, because without it the rest is in vain. */
const FIELDS = [
  { name: 'adminToken', label: 'token', type: 'password', autoComplete: 'off' },
  { name: 'displayName', label: 'setupName', type: 'text', autoComplete: 'name' },
  { name: 'email', label: 'email', type: 'email', autoComplete: 'username' },
  { name: 'password', label: 'setupPassword', type: 'password', autoComplete: 'new-password' },
] as const;

const HINTS = { adminToken: 'hint', password: 'setupPasswordHint' } as const;

export function SetupForm({ door }: { readonly door: Pick<FrontDoor, 'setUp'> }) {
  const t = useText();
  const { signIn } = useSession();
  const [given, setGiven] = useState(EMPTY);
  const [problem, setProblem] = useState<RestProblem | null>(null);
  const wrongToken = problem?.kind === 'unauthorised';
  const create = async () => {
    const answer = await door.setUp({ ...given, adminToken: given.adminToken.trim() });
    if (answer.ok) await signIn(answer.value);
    else setProblem(answer.problem);
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void create();
  };
  return (
    <form onSubmit={submit}>
      {FIELDS.map(({ name, label, ...input }) => (
        <RefusableField
          key={name}
          label={t(`console.signIn.${label}`)}
          {...(name in HINTS ? { hint: t(`console.signIn.${HINTS[name as keyof typeof HINTS]}`) } : {})}
          problem={problem}
          pointer={`/${name}`}
          refusal={wrongToken && name === 'adminToken' ? t('console.signIn.setupWrongToken') : undefined}
        >
          <Input
            {...input}
            autoFocus={name === 'adminToken'}
            value={given[name]}
            onChange={(_, { value }) => setGiven({ ...given, [name]: value })}
          />
        </RefusableField>
      ))}
      {!wrongToken && <ProblemNotice problem={besidesFields(problem)} />}
      <Button
        type="submit"
        appearance="primary"
        size="large"
        disabled={FIELDS.some(({ name }) => given[name] === '')}
      >
        {t('console.signIn.setupAction')}
      </Button>
    </form>
  );
}
