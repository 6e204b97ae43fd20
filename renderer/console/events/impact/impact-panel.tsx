/** Who will take part and who will not and why, beside the form: live, by the function that each device runs. */
import { useId, useState } from 'react';
import type { ParticipationReason } from '../../../../shared/domain/participation.ts';
import type { Impact } from '../../../../shared/http/continuity-events.ts';
import { useFormats, useText } from '../../../text/text-root.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { MessageBar } from '../../../ui/message-bar.tsx';
import { useProblemWords } from '../../frame/problem-notice.tsx';
import type { EventDraft } from '../draft/event-draft.ts';
import type { ShownImpact } from '../form/use-impact.ts';
import { ImpactBar } from './impact-bar.tsx';
import { ParticipationDialog, type Listed } from './participation-dialog.tsx';
import { Reasons } from './reasons.tsx';
import { WhatHappens } from './what-happens.tsx';
import './impact.css';

interface ImpactPanelProps {
  readonly shown: ShownImpact;
  readonly draft: EventDraft;
  /** A group is chosen, but the times are missing or not settled. */
  readonly unsettled: boolean;
  readonly nowMs: number;
}

export function ImpactPanel({ shown, draft, unsettled, nowMs }: ImpactPanelProps) {
  const t = useText();
  const formats = useFormats();
  const id = useId();
  const { impact, readAtMs, step } = shown;
  return (
    <section className="impact" aria-labelledby={id} aria-busy={step === 'asking'}>
      <header className="impact__head">
        <h2 id={id}>{t('console.preview.title')}</h2>
        {readAtMs !== null && impact !== null && (
          <span className="figures">{t('console.preview.asOf', { time: formats.time(readAtMs) })}</span>
        )}
        <p>{t('console.preview.lead')}</p>
      </header>
      <Standing shown={shown} unsettled={unsettled} />
      {impact !== null && (
        <>
          <ImpactPeople impact={impact} groupId={draft.affectedGroupId} outlook={draft.outlookContinuity} />
          <WhatHappens draft={draft} impact={impact} nowMs={nowMs} />
          {!impact.warnings.some(({ code }) => code === 'overlap') && (
            <MessageBar tone="ok">{t('console.preview.noOverlap')}</MessageBar>
          )}
        </>
      )}
    </section>
  );
}

/** Why there is no answer, or an older one. */
function Standing({
  shown: { impact, step, problem, readAtMs },
  unsettled,
}: Pick<ImpactPanelProps, 'shown' | 'unsettled'>) {
  const t = useText();
  const formats = useFormats();
  const words = useProblemWords();
  if (unsettled) return <p>{t('console.preview.unsettled')}</p>;
  if (step === 'unasked') return <p>{t('console.preview.nothing')}</p>;
  if (step === 'asking') return impact === null ? <p role="status">{t('console.preview.reading')}</p> : null;
  if (problem === null) return null;
  if (problem.fields.length > 0) return <p role="status">{t('console.preview.refused')}</p>;
  const time = readAtMs === null ? null : formats.time(readAtMs);
  return (
    <MessageBar tone="warn" role="status">
      {time === null || impact === null
        ? words(problem)
        : t('console.preview.stale', { time, problem: words(problem) })}
    </MessageBar>
  );
}

interface ImpactPeopleProps {
  readonly impact: Impact;
  readonly groupId: string;
  readonly outlook: boolean;
}

/** The numbers; behind each, its people. */
export function ImpactPeople({ impact: { counts }, groupId, outlook }: ImpactPeopleProps) {
  const t = useText();
  const [listed, list] = useState<Listed | null>(null);
  const open = (reason: ParticipationReason | null): void => list({ groupId, outlook, reason });
  return (
    <>
      <ImpactBar counts={counts} />
      {counts.participants > 0 && (
        <button type="button" className="text-button" onClick={() => open(null)}>
          {t('console.preview.whoTakesPart')}
        </button>
      )}
      <Reasons counts={counts} onOpen={open} />
      {counts.nonParticipants === 0 && counts.participants > 0 && (
        <p className="impact__all">
          <Icon name="tick" size={16} /> {t('console.preview.everybody')}
        </p>
      )}
      {listed !== null && <ParticipationDialog listed={listed} onClose={() => list(null)} />}
    </>
  );
}
