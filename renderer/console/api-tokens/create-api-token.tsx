/** Makes an API token: what it is for, what it may do and for how long; then shows it once. */
import { useState } from 'react';
import { DAY_MS, fromMs } from '../../../shared/domain/instant.ts';
import { newApiTokenSchema } from '../../../shared/http/access.ts';
import { useText } from '../../text/text-root.tsx';
import type { RestProblem } from '../api/rest-types.ts';
import { useSignedIn } from '../session/session-context.tsx';
import { ApiTokenForm, type TokenDraft } from './api-token-form.tsx';
import { NewSecret } from '../frame/new-secret.tsx';
import { scopesOf } from './scope-levels.ts';

export function CreateApiToken({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  const { client, queries } = useSignedIn();
  const [problem, setProblem] = useState<RestProblem | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const create = async ({ name, levels, days }: TokenDraft): Promise<void> => {
    const expiresAt = days === null ? null : fromMs(Date.now() + days * DAY_MS);
    // Not with an Idempotency-Key: an answer that could be had again would have to be kept, secret and all.
    const answer = await client.post(
      '/api-tokens',
      { name, scopes: scopesOf(levels), expiresAt },
      newApiTokenSchema,
    );
    if (!answer.ok) {
      setProblem(answer.problem);
      return;
    }
    queries.changed({ kind: 'audit' });
    setSecret(answer.value.secret);
  };
  if (secret !== null) {
    return (
      <NewSecret
        title={t('console.apiTokens.secretTitle')}
        help={t('console.apiTokens.secretHelp')}
        label={t('console.apiTokens.secret')}
        secret={secret}
        onClose={onClose}
      />
    );
  }
  return <ApiTokenForm problem={problem} create={create} onClose={onClose} />;
}
