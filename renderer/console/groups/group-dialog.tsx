/** Makes a local group, or changes one: name, kind, address. Lists that cannot be expanded are refused with the reason (product 6). */
import { Button, Input, Select } from '@fluentui/react-components';
import { useId, useState, type SyntheticEvent } from 'react';
import { GROUP_KINDS, isUnsupportedList, type GroupKind } from '../../../shared/domain/group.ts';
import { groupViewSchema, type GroupView } from '../../../shared/http/groups.ts';
import { useText } from '../../text/text-root.tsx';
import { Modal } from '../../ui/modal.tsx';
import type { RestProblem } from '../api/rest-types.ts';
import { RefusableField } from '../frame/refusable-field.tsx';
import { besidesFields } from '../frame/refusal-words.ts';
import { ProblemNotice } from '../frame/problem-notice.tsx';
import { useDeed } from '../frame/use-deed.ts';
import { useSignedIn } from '../session/session-context.tsx';
import '../frame/dialog-form.css';

interface GroupDialogProps {
  /** null: a new one. */
  readonly group: GroupView | null;
  readonly onClose: () => void;
  readonly onSaved: (group: GroupView) => void;
}

interface GroupDraft {
  readonly name: string;
  readonly kind: GroupKind;
  readonly mail: string;
}

export function GroupDialog({ group, onClose, onSaved }: GroupDialogProps) {
  const t = useText();
  const form = useId();
  const { send, problem, busy } = useSave(group, onSaved);
  const [draft, setDraft] = useState<GroupDraft>({
    name: group?.name ?? '',
    kind: group?.kind ?? 'security',
    mail: group?.mail ?? '',
  });
  const save = t(group === null ? 'console.groups.add' : 'console.groups.save');
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (!isRefused(draft, group)) void send(draft);
  };
  return (
    <Modal
      title={group === null ? t('console.groups.add') : t('console.groups.editOf', { name: group.name })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('console.groups.cancel')}</Button>
          <Button
            appearance="primary"
            type="submit"
            form={form}
            disabledFocusable={busy || isRefused(draft, group)}
          >
            {save}
          </Button>
        </>
      }
    >
      <form id={form} noValidate className="stacked-form" onSubmit={submit}>
        <Fields
          draft={draft}
          problem={problem}
          refused={isRefused(draft, group)}
          change={(changed) => setDraft({ ...draft, ...changed })}
        />
        <ProblemNotice problem={besidesFields(problem)} />
      </form>
    </Modal>
  );
}

/** A group that is such a list already keeps its kind when its name is mended. */
function isRefused({ kind }: GroupDraft, group: GroupView | null): boolean {
  return isUnsupportedList(kind) && kind !== group?.kind;
}

function useSave(group: GroupView | null, onSaved: GroupDialogProps['onSaved']) {
  const { client } = useSignedIn();
  const { run, problem, busy } = useDeed('group', 'person', 'continuity-event');
  const send = async ({ name, kind, mail }: GroupDraft): Promise<void> => {
    const body = { name, kind, mail: mail.trim() === '' ? null : mail };
    const answer = await run(() =>
      group === null
        ? client.create('/groups', body, groupViewSchema)
        : client.patch(`/groups/${encodeURIComponent(group.id)}`, body, groupViewSchema),
    );
    if (answer !== null) onSaved(answer.value);
  };
  return { send, problem, busy };
}

interface FieldsProps {
  readonly draft: GroupDraft;
  readonly problem: RestProblem | null;
  readonly refused: boolean;
  readonly change: (changed: Partial<GroupDraft>) => void;
}

function Fields({ draft, problem, refused, change }: FieldsProps) {
  const t = useText();
  return (
    <>
      <RefusableField label={t('console.groups.name')} problem={problem} pointer="/name">
        <Input autoFocus value={draft.name} onChange={(_, { value }) => change({ name: value })} />
      </RefusableField>
      <RefusableField
        label={t('console.groups.kind')}
        hint={t('console.groups.kindHint')}
        problem={problem}
        pointer="/kind"
        refusal={refused ? t('console.groups.kindRefused') : undefined}
      >
        <Select
          value={draft.kind}
          onChange={(_, { value }) =>
            change({ kind: GROUP_KINDS.find((kind) => kind === value) ?? draft.kind })
          }
        >
          {GROUP_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`console.groups.kinds.${kind}`)}
            </option>
          ))}
        </Select>
      </RefusableField>
      <RefusableField
        label={t('console.groups.address')}
        hint={t('console.groups.addressHint')}
        problem={problem}
        pointer="/mail"
      >
        <Input type="email" value={draft.mail} onChange={(_, { value }) => change({ mail: value })} />
      </RefusableField>
    </>
  );
}
