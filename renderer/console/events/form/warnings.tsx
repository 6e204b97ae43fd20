/** Warnings beside the field that causes them, with what mends them as a press. */
import { useText } from '../../../text/text-root.tsx';
import { MessageBar } from '../../../ui/message-bar.tsx';
import type { EventDraft } from '../draft/event-draft.ts';
import { useWarningWords, type EventWarning } from '../warning-words.ts';
import type { DraftProps } from './draft-props.ts';

type Cure = 'pause' | 'sms' | 'email-or-sms' | 'never' | 'affectedGroup' | 'outlook';

const CURES: Readonly<Record<string, readonly Cure[]>> = {
  'long-without-pause': ['pause'],
  'reset-by-email': ['sms', 'email-or-sms'],
  'reset-by-sms-nobody': ['never'],
  'sms-without-group': ['affectedGroup'],
  'outlook-continuity-off': ['outlook'],
};

interface WarningsProps extends Pick<DraftProps, 'draft' | 'change'> {
  readonly warnings: readonly EventWarning[];
}

export function Warnings({ warnings, draft, change }: WarningsProps) {
  const t = useText();
  const words = useWarningWords();
  return warnings.map((warning) => (
    <div key={warning.code} className="event-form__warning" tabIndex={-1}>
      <MessageBar tone="warn">
        <p>{words(warning)}</p>
        {(CURES[warning.code] ?? []).map((cure) => {
          const mended = mendedBy(cure, draft);
          return (
            mended !== null && (
              <button key={cure} type="button" className="text-button" onClick={() => change(mended)}>
                {t(`console.preview.cures.${cure}`)}
              </button>
            )
          );
        })}
      </MessageBar>
    </div>
  ));
}

/** null: it would change nothing. */
function mendedBy(cure: Cure, draft: EventDraft): Partial<EventDraft> | null {
  switch (cure) {
    case 'pause':
      return { pauseInboundDelivery: true };
    case 'outlook':
      return { outlookContinuity: true };
    case 'affectedGroup':
      return draft.affectedGroupId === '' ? null : { smsGroupId: draft.affectedGroupId };
    case 'sms':
    case 'email-or-sms':
    case 'never':
      return draft.cloudPasswordReset === cure ? null : { cloudPasswordReset: cure };
  }
}
