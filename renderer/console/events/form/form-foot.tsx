/** The form's foot, always in sight: what Save will do, how many warnings there are, and the two ways out. */
import { Button } from '@fluentui/react-components';
import { useText } from '../../../text/text-root.tsx';
import { Icon } from '../../../ui/icon.tsx';
import type { Impact } from '../../../../shared/http/continuity-events.ts';
import type { Outcome } from '../draft/outcome.ts';
import { SaveSentence } from './save-sentence.tsx';

interface FormFootProps {
  readonly outcome: Outcome;
  readonly impact: Impact | null;
  readonly saving: boolean;
  readonly onCancel: () => void;
}

export function FormFoot({ outcome, impact, saving, onCancel }: FormFootProps) {
  const t = useText();
  return (
    <div className="event-form__foot">
      <SaveSentence outcome={outcome} impact={impact} />
      <WarningCount count={impact?.warnings.length ?? 0} />
      <div className="event-form__ways">
        <Button onClick={onCancel}>{t('console.form.cancel')}</Button>
        <Button type="submit" appearance="primary" disabledFocusable={saving}>
          {t(saving ? 'console.form.saving' : 'console.form.save')}
        </Button>
      </div>
    </div>
  );
}

/** Leads to the first of them. */
function WarningCount({ count }: { readonly count: number }) {
  const t = useText();
  if (count === 0) return null;
  return (
    <button
      type="button"
      className="text-button text-button--warn"
      onClick={({ currentTarget }) =>
        currentTarget.form?.querySelector<HTMLElement>('.event-form__warning')?.focus()
      }
    >
      <Icon name="warning" size={16} />
      {t('console.form.warnings', { count })}
    </button>
  );
}
