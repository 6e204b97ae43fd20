/** Texts with a live counter of their characters, as a person counts them: the same count as the service's. */
import { Input, Textarea } from '@fluentui/react-components';
import { countCharacters, TEXT_LIMITS } from '../../../../shared/domain/limits.ts';
import { useText } from '../../../text/text-root.tsx';
import { CharacterCount } from '../../../ui/character-count.tsx';
import { FormField } from '../../../ui/form-field.tsx';
import type { DraftProps } from './draft-props.ts';

type TextName = keyof typeof TEXT_LIMITS;

interface TextFieldProps extends DraftProps {
  readonly name: TextName;
  /** 1: a line of its own, without breaks. */
  readonly rows: number;
  readonly required?: boolean;
}

export function TextField({ name, rows, required = false, draft, change, refusalOf }: TextFieldProps) {
  const t = useText();
  const text = draft[name];
  const limit = TEXT_LIMITS[name];
  const tooLong = countCharacters(text) > limit ? t('console.refusals.too-long', { limit }) : undefined;
  return (
    <FormField
      label={t(`console.form.${name}`)}
      required={required}
      aside={<CharacterCount text={text} limit={limit} />}
      refusal={refusalOf(name) ?? tooLong}
    >
      {(control) =>
        rows === 1 ? (
          <Input {...control} value={text} onChange={(_, { value }) => change({ [name]: value })} />
        ) : (
          <Textarea
            {...control}
            rows={rows}
            resize="vertical"
            value={text}
            onChange={(_, { value }) => change({ [name]: value })}
          />
        )
      }
    </FormField>
  );
}
