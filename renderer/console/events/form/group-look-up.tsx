/** Finds a group among all there are, as one types; whoever has chosen sees how many people it has and how old that is. */
import { useState } from 'react';
import { groupPageSchema, groupViewSchema, type GroupView } from '../../../../shared/http/groups.ts';
import { useFormats, useText } from '../../../text/text-root.tsx';
import { Combobox } from '../../../ui/combobox.tsx';
import { FormField, type ControlProps } from '../../../ui/form-field.tsx';
import { valueOf, type Reading } from '../../query/reading.ts';
import { useResource } from '../../query/use-resource.ts';
import { listPath } from '../../router/table-query.ts';
import type { Page } from '../../../../shared/http/page.ts';
import { useDebounced } from '../../../ui/use-debounced.ts';

interface GroupLookUpProps {
  readonly label: string;
  readonly icon: 'people' | 'sms';
  readonly required?: boolean;
  /** Empty: none. */
  readonly groupId: string;
  readonly onChoose: (groupId: string) => void;
  readonly refusal: string | undefined;
  /** What else to say of it. */
  readonly note?: string;
  readonly below?: React.ReactNode;
  readonly nowMs: number;
}

export function GroupLookUp({ groupId, onChoose, icon, nowMs, note, ...field }: GroupLookUpProps) {
  const path = groupId === '' ? null : `/groups/${encodeURIComponent(groupId)}`;
  const reading = useResource(path, groupViewSchema);
  const chosen = valueOf(reading);
  const facts = useGroupFacts();
  const hints = [chosen === null ? undefined : facts(chosen, nowMs), note].filter(
    (hint) => hint !== undefined,
  );
  return (
    <FormField
      {...field}
      {...(hints.length === 0 ? {} : { hint: hints.map((hint) => <p key={hint}>{hint}</p>) })}
    >
      {(control) => (
        <GroupCombobox
          control={control}
          icon={icon}
          value={chosen?.name ?? (reading.step === 'failed' ? groupId : '')}
          onChoose={onChoose}
          nowMs={nowMs}
        />
      )}
    </FormField>
  );
}

interface GroupComboboxProps extends Pick<GroupLookUpProps, 'icon' | 'onChoose' | 'nowMs'> {
  readonly control: ControlProps;
  readonly value: string;
}

/** More than anybody reads; further letters find the rest. */
const SHOWN_GROUPS = 20;

function GroupCombobox({ control, icon, value, onChoose, nowMs }: GroupComboboxProps) {
  const t = useText();
  const facts = useGroupFacts();
  const [text, setText] = useState('');
  const q = useDebounced(text);
  const path = listPath('/groups', { q, limit: String(SHOWN_GROUPS), count: 'true' });
  const reading = useResource(path, groupPageSchema);
  const kind = (group: GroupView): string => t(`console.groups.kinds.${group.kind}`);
  const options = valueOf(reading)?.items.map((group) => ({
    key: group.id,
    label: group.name,
    detail: [kind(group), group.mail, facts(group, nowMs)].filter((part) => part !== undefined).join(', '),
  }));
  return (
    <Combobox
      {...control}
      icon={icon}
      listLabel={t('console.places.groups')}
      placeholder={t('console.form.findGroup')}
      value={value}
      options={q === text ? (options ?? []) : []}
      onType={setText}
      onChoose={(key) => onChoose(key ?? '')}
      status={useFoundWords()(reading)}
    />
  );
}

function useGroupFacts(): (group: GroupView, nowMs: number) => string {
  const t = useText();
  const formats = useFormats();
  return ({ members, lastSyncAt }, nowMs) =>
    lastSyncAt === undefined
      ? t('console.form.groupFacts', { count: members })
      : t('console.form.groupSynced', {
          count: members,
          time: formats.dayTime(Date.parse(lastSyncAt), nowMs),
        });
}

function useFoundWords(): (reading: Reading<Page<GroupView>>) => string {
  const t = useText();
  const formats = useFormats();
  return (reading) => {
    if (reading.step === 'loading') return t('console.form.groupsReading');
    if (reading.step === 'failed') return t('console.form.groupsFailed');
    const { items, total = items.length } = reading.value;
    if (total === 0) return t('console.form.groupsNone');
    const number = formats.number(total);
    return total > items.length
      ? t('console.form.groupsMore', { shown: items.length, number })
      : t('console.form.groupsFound', { count: total, number });
  };
}
