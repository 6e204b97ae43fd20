/** The first part of the form: what it is, whom it affects, and what it does. */
import { Select, Switch } from '@fluentui/react-components';
import { useId } from 'react';
import {
  CLOUD_PASSWORD_RESET,
  cloudPasswordResetSchema,
} from '../../../../shared/domain/continuity-event.ts';
import { useText } from '../../../text/text-root.tsx';
import { FormField } from '../../../ui/form-field.tsx';
import type { DraftProps } from './draft-props.ts';
import { GroupLookUp } from './group-look-up.tsx';
import { TextField } from './text-fields.tsx';
import { Warnings } from './warnings.tsx';

export function WhatAndWhom(props: DraftProps) {
  const t = useText();
  const { draft, change, refusalOf, warningsOf, nowMs } = props;
  return (
    <>
      <div className="event-form__pair">
        <TextField {...props} name="description" rows={1} required />
        <GroupLookUp
          label={t('console.form.group')}
          icon="people"
          required
          groupId={draft.affectedGroupId}
          onChoose={(affectedGroupId) => change({ affectedGroupId })}
          refusal={refusalOf('affectedGroupId')}
          nowMs={nowMs}
          below={<Warnings {...props} warnings={warningsOf('affectedGroupId')} />}
        />
      </div>
      <TextField {...props} name="notes" rows={2} />
      <Switches {...props} />
      <PasswordReset {...props} />
    </>
  );
}

const SWITCHES = [
  ['outlookContinuity', 'outlook'],
  ['expandDistributionLists', 'expand'],
  ['pauseInboundDelivery', 'pause'],
] as const;

function Switches(props: DraftProps) {
  const t = useText();
  const id = useId();
  const { draft, change, warningsOf } = props;
  return (
    <>
      <div className="event-form__switches">
        {SWITCHES.map(([field, name]) => (
          <div key={field}>
            <Switch
              label={t(`console.form.${name}`)}
              checked={draft[field]}
              aria-describedby={`${id}-${name}`}
              onChange={(_, { checked }) => change({ [field]: checked })}
            />
            <p id={`${id}-${name}`}>{t(`console.form.${name}Hint`)}</p>
          </div>
        ))}
      </div>
      <Warnings {...props} warnings={SWITCHES.flatMap(([field]) => warningsOf(field))} />
    </>
  );
}

function PasswordReset(props: DraftProps) {
  const t = useText();
  const { draft, change, refusalOf, warningsOf } = props;
  return (
    <div className="event-form__pair">
      <FormField label={t('console.form.reset')} refusal={refusalOf('cloudPasswordReset')}>
        {(control) => (
          <Select
            {...control}
            value={draft.cloudPasswordReset}
            onChange={(_, { value }) => change({ cloudPasswordReset: cloudPasswordResetSchema.parse(value) })}
          >
            {CLOUD_PASSWORD_RESET.map((method) => (
              <option key={method} value={method}>
                {t(`console.form.resets.${method}`)}
              </option>
            ))}
          </Select>
        )}
      </FormField>
      <div className="event-form__beside">
        <Warnings {...props} warnings={warningsOf('cloudPasswordReset')} />
      </div>
    </div>
  );
}
