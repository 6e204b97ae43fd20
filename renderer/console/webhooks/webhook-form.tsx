/** The form of a webhook: where it leads, and what is told to it. */
import { Button, Checkbox, Input } from '@fluentui/react-components';
import { useId, useState, type SyntheticEvent } from 'react';
import { WEBHOOK_TYPES, type WebhookType } from '../../../shared/http/webhooks.ts';
import { useText } from '../../text/text-root.tsx';
import { Modal } from '../../ui/modal.tsx';
import type { RestProblem } from '../api/rest-types.ts';
import { RefusableField } from '../frame/refusable-field.tsx';
import { besidesFields } from '../frame/refusal-words.ts';
import { ProblemNotice } from '../frame/problem-notice.tsx';
import '../frame/dialog-form.css';

export interface WebhookDraft {
  readonly name: string;
  readonly url: string;
  readonly types: readonly WebhookType[];
}

interface WebhookFormProps {
  readonly title: string;
  readonly save: string;
  readonly given: WebhookDraft;
  readonly problem: RestProblem | null;
  readonly busy: boolean;
  readonly onSave: (draft: WebhookDraft) => void;
  readonly onClose: () => void;
}

export function WebhookForm({ title, save, given, problem, busy, onSave, onClose }: WebhookFormProps) {
  const t = useText();
  const form = useId();
  const [draft, setDraft] = useState(given);
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (draft.types.length > 0) onSave(draft);
  };
  return (
    <Modal
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('console.webhooks.cancel')}</Button>
          <Button
            appearance="primary"
            type="submit"
            form={form}
            disabledFocusable={busy || draft.types.length === 0}
          >
            {save}
          </Button>
        </>
      }
    >
      <form id={form} noValidate className="stacked-form" onSubmit={submit}>
        <RefusableField
          label={t('console.webhooks.name')}
          hint={t('console.webhooks.nameHint')}
          problem={problem}
          pointer="/name"
        >
          <Input
            autoFocus
            value={draft.name}
            onChange={(_, { value }) => setDraft({ ...draft, name: value })}
          />
        </RefusableField>
        <RefusableField
          label={t('console.webhooks.url')}
          hint={t('console.webhooks.urlHint')}
          problem={problem}
          pointer="/url"
        >
          <Input
            type="url"
            value={draft.url}
            onChange={(_, { value }) => setDraft({ ...draft, url: value })}
          />
        </RefusableField>
        <TypeFields types={draft.types} onChange={(types) => setDraft({ ...draft, types })} />
        <ProblemNotice problem={besidesFields(problem)} />
      </form>
    </Modal>
  );
}

interface TypeFieldsProps {
  readonly types: readonly WebhookType[];
  readonly onChange: (types: readonly WebhookType[]) => void;
}

function TypeFields({ types, onChange }: TypeFieldsProps) {
  const t = useText();
  const help = useId();
  const toggle = (type: WebhookType, on: boolean) =>
    onChange(WEBHOOK_TYPES.filter((one) => (one === type ? on : types.includes(one))));
  return (
    <fieldset className="check-fields" aria-describedby={types.length === 0 ? help : undefined}>
      <legend>{t('console.webhooks.types')}</legend>
      {WEBHOOK_TYPES.map((type) => (
        <Checkbox
          key={type}
          label={t(`console.webhooks.ofType.${type}`)}
          checked={types.includes(type)}
          onChange={(_, { checked }) => toggle(type, checked === true)}
        />
      ))}
      {types.length === 0 && <p id={help}>{t('console.webhooks.typeNeeded')}</p>}
    </fieldset>
  );
}
