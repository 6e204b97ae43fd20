/** The fields of a person, for a new one and for one that there is. */
import { Button, Checkbox, Input } from '@fluentui/react-components';
import { useText } from '../../text/text-root.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { RestProblem } from '../api/rest-types.ts';
import { RefusableField } from '../frame/refusable-field.tsx';
import type { PersonDraft } from './person-draft.ts';

interface PersonFieldsProps {
  readonly draft: PersonDraft;
  readonly change: (changed: Partial<PersonDraft>) => void;
  readonly problem: RestProblem | null;
  readonly disabled: boolean;
  readonly autoFocus?: boolean;
}

export function PersonFields(props: PersonFieldsProps) {
  const { draft, change, problem, disabled, autoFocus = false } = props;
  const t = useText();
  return (
    <>
      <RefusableField label={t('console.people.name')} problem={problem} pointer="/displayName">
        <Input
          autoFocus={autoFocus}
          disabled={disabled}
          value={draft.displayName}
          onChange={(_, { value }) => change({ displayName: value })}
        />
      </RefusableField>
      <RefusableField label={t('console.people.email')} problem={problem} pointer="/email">
        <Input
          type="email"
          disabled={disabled}
          value={draft.email}
          onChange={(_, { value }) => change({ email: value })}
        />
      </RefusableField>
      <Aliases {...props} />
      <RefusableField
        label={t('console.people.phone')}
        hint={t('console.people.phoneHint')}
        problem={problem}
        pointer="/phone"
      >
        <Input
          type="tel"
          disabled={disabled}
          value={draft.phone}
          onChange={(_, { value }) => change({ phone: value })}
        />
      </RefusableField>
      <Consents {...props} />
    </>
  );
}

/** What the person has agreed to, and what they are permitted. */
function Consents({ draft, change, disabled }: PersonFieldsProps) {
  const t = useText();
  return (
    <div className="record-form__checks">
      <Checkbox
        disabled={disabled}
        checked={draft.disasterRecovery}
        label={t('console.people.mayTakePart')}
        onChange={(_, { checked }) => change({ disasterRecovery: checked === true })}
      />
      <Checkbox
        disabled={disabled}
        checked={draft.smsConsent}
        label={t('console.people.smsConsent')}
        onChange={(_, { checked }) => change({ smsConsent: checked === true })}
      />
    </div>
  );
}

function Aliases({ draft: { aliases }, change, problem, disabled }: PersonFieldsProps) {
  const t = useText();
  const set = (index: number, value: string) =>
    change({ aliases: aliases.map((alias, at) => (at === index ? value : alias)) });
  return (
    <fieldset className="record-form__whole alias-rows">
      <legend>{t('console.people.aliases')}</legend>
      {aliases.map((alias, index) => (
        <div key={index} className="alias-row">
          <RefusableField problem={problem} pointer={`/aliases/${String(index)}`}>
            <Input
              type="email"
              disabled={disabled}
              aria-label={t('console.people.aliasNumber', { number: index + 1 })}
              value={alias}
              onChange={(_, { value }) => set(index, value)}
            />
          </RefusableField>
          {!disabled && (
            <Button
              appearance="subtle"
              icon={<Icon name="bin" size={16} />}
              aria-label={t('console.people.removeAlias', { alias })}
              onClick={() => change({ aliases: aliases.filter((_, at) => at !== index) })}
            />
          )}
        </div>
      ))}
      {aliases.length === 0 && <p>{t('console.people.noAliases')}</p>}
      {!disabled && (
        <Button
          size="small"
          appearance="subtle"
          icon={<Icon name="plus" size={16} />}
          onClick={() => change({ aliases: [...aliases, ''] })}
        >
          {t('console.people.addAlias')}
        </Button>
      )}
    </fieldset>
  );
}
