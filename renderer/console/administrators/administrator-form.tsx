/** Adds an administrator, or changes one: name, address, role, password. */
import { Button, Field, Input, Select } from '@fluentui/react-components';
import { useId, useState, type SyntheticEvent } from 'react';
import { ROLES, type Role } from '../../../shared/domain/access.ts';
import { administratorViewSchema, type AdministratorView } from '../../../shared/http/access.ts';
import { useText } from '../../text/text-root.tsx';
import { Modal } from '../../ui/modal.tsx';
import type { RestProblem } from '../api/rest-types.ts';
import { RefusableField } from '../frame/refusable-field.tsx';
import { besidesFields } from '../frame/refusal-words.ts';
import { CurrentPassword } from '../frame/current-password.tsx';
import { NewPassword } from '../frame/new-password.tsx';
import { ProblemNotice } from '../frame/problem-notice.tsx';
import { useSignedIn } from '../session/session-context.tsx';
import '../frame/dialog-form.css';

interface Given {
  readonly displayName: string;
  readonly email: string;
  readonly role: Role;
  /** Empty: the present one stays. */
  readonly password: string;
  /** Of whoever edits themselves. */
  readonly currentPassword: string;
}

interface AdministratorFormProps {
  /** null: a new one. */
  readonly administrator: AdministratorView | null;
  readonly onClose: () => void;
}

export function AdministratorForm({ administrator, onClose }: AdministratorFormProps) {
  const t = useText();
  const form = useId();
  const { administratorId } = useSignedIn().who;
  const save = useSave(administrator, onClose);
  const [given, setGiven] = useState<Given>({
    displayName: administrator?.displayName ?? '',
    email: administrator?.email ?? '',
    role: administrator?.role ?? 'auditor',
    password: '',
    currentPassword: '',
  });
  const title =
    administrator === null
      ? t('console.administrators.add')
      : t('console.administrators.editOf', { name: administrator.displayName });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void save.send(given);
  };
  return (
    <Modal
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('console.administrators.cancel')}</Button>
          <Button appearance="primary" type="submit" form={form}>
            {t('console.administrators.save')}
          </Button>
        </>
      }
    >
      <form id={form} noValidate className="stacked-form" onSubmit={submit}>
        <Fields
          given={given}
          isNew={administrator === null}
          isOwn={administrator?.id === administratorId}
          problem={save.problem}
          change={(changed) => setGiven({ ...given, ...changed })}
        />
        <ProblemNotice problem={besidesFields(save.problem)} />
      </form>
    </Modal>
  );
}

function useSave(administrator: AdministratorView | null, done: () => void) {
  const { client, queries } = useSignedIn();
  const [problem, setProblem] = useState<RestProblem | null>(null);
  const send = async ({ password, currentPassword, ...given }: Given): Promise<void> => {
    const body = {
      ...given,
      ...(password === '' && administrator !== null ? {} : { password }),
      ...(currentPassword === '' ? {} : { currentPassword }),
    };
    const answer =
      administrator === null
        ? await client.create('/administrators', body, administratorViewSchema)
        : await client.patch(
            `/administrators/${encodeURIComponent(administrator.id)}`,
            body,
            administratorViewSchema,
          );
    if (!answer.ok) {
      setProblem(answer.problem);
      return;
    }
    queries.changed({ kind: 'audit' });
    done();
  };
  return { problem, send };
}

interface FieldsProps {
  readonly given: Given;
  readonly isNew: boolean;
  readonly isOwn: boolean;
  readonly problem: RestProblem | null;
  readonly change: (changed: Partial<Given>) => void;
}

function Fields({ given, isNew, isOwn, problem, change }: FieldsProps) {
  const t = useText();
  return (
    <>
      <RefusableField label={t('console.administrators.name')} problem={problem} pointer="/displayName">
        <Input
          autoFocus
          value={given.displayName}
          onChange={(_, { value }) => change({ displayName: value })}
        />
      </RefusableField>
      <RefusableField label={t('console.administrators.email')} problem={problem} pointer="/email">
        <Input type="email" value={given.email} onChange={(_, { value }) => change({ email: value })} />
      </RefusableField>
      <Field label={t('console.administrators.role')} hint={t('console.administrators.auditorHint')}>
        <Select
          value={given.role}
          onChange={(_, { value }) => change({ role: ROLES.find((role) => role === value) ?? given.role })}
        >
          {ROLES.map((role) => (
            <option key={role} value={role}>
              {t(`console.administrators.roles.${role}`)}
            </option>
          ))}
        </Select>
      </Field>
      <NewPassword
        label={t(`console.administrators.${isNew ? 'password' : 'newPassword'}`)}
        hint={t(`console.administrators.${isNew ? 'passwordHint' : 'newPasswordHint'}`)}
        problem={problem}
        value={given.password}
        onValue={(password) => change({ password })}
      />
      {isOwn && (
        <CurrentPassword
          hint={t('console.administrators.currentHint')}
          problem={problem}
          value={given.currentPassword}
          onValue={(currentPassword) => change({ currentPassword })}
        />
      )}
    </>
  );
}
