/** The last part of the form: what devices show, and what goes out by SMS. */
import { Input } from '@fluentui/react-components';
import { MAX_SMS_LEAD_MINUTES } from '../../../../shared/domain/limits.ts';
import { useText } from '../../../text/text-root.tsx';
import { FormField } from '../../../ui/form-field.tsx';
import type { DraftProps } from './draft-props.ts';
import { GroupLookUp } from './group-look-up.tsx';
import { TextField } from './text-fields.tsx';
import { Warnings } from './warnings.tsx';

export function MessagesAndSms(props: DraftProps) {
  return (
    <>
      <div className="event-form__pair">
        <TextField {...props} name="startMessage" rows={4} />
        <TextField {...props} name="endMessage" rows={4} />
      </div>
      <div className="event-form__triple">
        <SmsGroup {...props} />
        <TextField {...props} name="startSms" rows={3} />
        <TextField {...props} name="endSms" rows={3} />
      </div>
    </>
  );
}

function SmsGroup(props: DraftProps) {
  const t = useText();
  const { draft, change, refusalOf, warningsOf, nowMs } = props;
  return (
    <div className="event-form__stack">
      <GroupLookUp
        label={t('console.form.smsGroup')}
        icon="sms"
        groupId={draft.smsGroupId ?? ''}
        onChoose={(smsGroupId) => change({ smsGroupId: smsGroupId === '' ? null : smsGroupId })}
        refusal={refusalOf('smsGroupId')}
        note={t('console.form.smsGroupHint')}
        nowMs={nowMs}
        below={<Warnings {...props} warnings={warningsOf('smsGroupId')} />}
      />
      <FormField
        label={t('console.form.lead')}
        hint={t('console.form.leadHint')}
        refusal={refusalOf('startSmsLeadMinutes')}
      >
        {(control) => (
          <Input
            {...control}
            type="number"
            min={0}
            max={MAX_SMS_LEAD_MINUTES}
            value={draft.startSmsLeadMinutes}
            onChange={(_, { value }) => change({ startSmsLeadMinutes: value })}
          />
        )}
      </FormField>
    </div>
  );
}
