/** Says in words, before saving, for how many the event will be: the same function that the devices run. */
import { useEffect, useState } from 'react';
import { useText } from '../../text/text-root.tsx';
import { impactSchema, type Impact } from '../../../shared/http/continuity-events.ts';
import { useSignedIn } from '../session/session-context.tsx';
import { toNewEvent, type EventDraft } from './event-draft.ts';

export function ImpactSentence({ draft }: { readonly draft: EventDraft }) {
  const t = useText();
  const impact = useImpact(draft);
  if (impact === null) return <p>{t('console.form.impactUnknown')}</p>;
  const { participants, nonParticipants } = impact.counts;
  const counts = { count: participants, others: nonParticipants };
  return (
    <p className="figures">
      {t(draft.startsNow ? 'console.form.impactNow' : 'console.form.impactLater', counts)}
    </p>
  );
}

/** Texts do not decide who takes part: asking at every letter would only cost. */
function withoutTexts({ affectedGroupId, outlookContinuity, timeZone, ...times }: EventDraft): EventDraft {
  const { startsNow, start, eternal, end } = times;
  const texts = { description: '-', startMessage: '', endMessage: '' };
  return { affectedGroupId, outlookContinuity, timeZone, startsNow, start, eternal, end, ...texts };
}

/** null while it is not known. */
function useImpact(draft: EventDraft): Impact | null {
  const { client } = useSignedIn();
  const [answered, setAnswered] = useState<{
    readonly question: string;
    readonly impact: Impact | null;
  } | null>(null);
  const event = toNewEvent(withoutTexts(draft));
  const question = event === null ? null : JSON.stringify(event);
  useEffect(() => {
    if (question === null) return;
    let asked = true;
    void client.post('/events/impact?lists=false', JSON.parse(question), impactSchema).then((answer) => {
      if (asked) setAnswered({ question, impact: answer.ok ? answer.value : null });
    });
    return () => {
      asked = false;
    };
  }, [client, question]);
  return answered?.question === question ? answered.impact : null;
}
