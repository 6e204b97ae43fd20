/** The form of a new API token. */
import { Button, Field, Input, Select } from '@fluentui/react-components';
import { useId, useState, type SyntheticEvent } from 'react';
import { useText } from '../../text/text-root.tsx';
import { Modal } from '../../ui/modal.tsx';
import type { RestProblem } from '../api/rest-types.ts';
import { RefusableField } from '../frame/refusable-field.tsx';
import { besidesFields } from '../frame/refusal-words.ts';
import { ProblemNotice } from '../frame/problem-notice.tsx';
import { levelsOf, NOTHING, RESOURCES, scopesOf, type Levels } from './scope-levels.ts';
import '../frame/dialog-form.css';

export interface TokenDraft {
  readonly name: string;
  readonly levels: Levels;
  /** null: never expires. */
  readonly days: number | null;
}

const LIFETIMES_DAYS = [7, 30, 90, 365] as const;
const EMPTY: TokenDraft = { name: '', levels: NOTHING, days: 90 };

interface ApiTokenFormProps {
  readonly problem: RestProblem | null;
  readonly create: (draft: TokenDraft) => Promise<void>;
  readonly onClose: () => void;
}

export function ApiTokenForm({ problem, create, onClose }: ApiTokenFormProps) {
  const t = useText();
  const form = useId();
  const [draft, setDraft] = useState(EMPTY);
  const change = (changed: Partial<TokenDraft>) => setDraft({ ...draft, ...changed });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void create(draft);
  };
  return (
    <Modal
      title={t('console.apiTokens.create')}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('console.apiTokens.cancel')}</Button>
          <Button
            appearance="primary"
            type="submit"
            form={form}
            disabled={scopesOf(draft.levels).length === 0}
          >
            {t('console.apiTokens.create')}
          </Button>
        </>
      }
    >
      <form id={form} noValidate className="stacked-form" onSubmit={submit}>
        <RefusableField
          label={t('console.apiTokens.name')}
          hint={t('console.apiTokens.nameHint')}
          problem={problem}
          pointer="/name"
        >
          <Input autoFocus value={draft.name} onChange={(_, { value }) => change({ name: value })} />
        </RefusableField>
        <ScopeFields levels={draft.levels} change={(levels) => change({ levels })} />
        <Lifetime days={draft.days} change={(days) => change({ days })} />
        <ProblemNotice problem={besidesFields(problem)} />
      </form>
    </Modal>
  );
}

interface ScopeFieldsProps {
  readonly levels: Levels;
  readonly change: (levels: Levels) => void;
}

function ScopeFields({ levels, change }: ScopeFieldsProps) {
  const t = useText();
  const help = useId();
  const none = scopesOf(levels).length === 0;
  return (
    <fieldset className="token-scopes" aria-describedby={none ? help : undefined}>
      <legend>{t('console.apiTokens.scopes')}</legend>
      {RESOURCES.map((resource) => (
        <label key={resource}>
          <span>{t(`console.apiTokens.labels.${resource}`)}</span>
          <Select
            size="small"
            value={levels[resource]}
            onChange={(_, { value }) => {
              const level = levelsOf(resource).find((one) => one === value) ?? 'none';
              change({ ...levels, [resource]: level });
            }}
          >
            {levelsOf(resource).map((level) => (
              <option key={level} value={level}>
                {t(`console.apiTokens.levels.${level}`)}
              </option>
            ))}
          </Select>
        </label>
      ))}
      {none && <p id={help}>{t('console.apiTokens.scopeNeeded')}</p>}
    </fieldset>
  );
}

function Lifetime({
  days,
  change,
}: {
  readonly days: number | null;
  readonly change: (days: number | null) => void;
}) {
  const t = useText();
  return (
    <Field label={t('console.apiTokens.lifetime')}>
      <Select
        value={days === null ? '' : String(days)}
        onChange={(_, { value }) => change(value === '' ? null : Number(value))}
      >
        {LIFETIMES_DAYS.map((count) => (
          <option key={count} value={count}>
            {t('console.apiTokens.days', { count })}
          </option>
        ))}
        <option value="">{t('console.apiTokens.never')}</option>
      </Select>
    </Field>
  );
}
