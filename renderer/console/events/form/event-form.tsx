/** The form of a continuity event on one page, in the order of the original: to create, to edit, and for a clone. */
import { Button } from '@fluentui/react-components';
import { useEffect, useRef, useState, type ReactNode, type SyntheticEvent } from 'react';
import type { EventView } from '../../../../shared/http/continuity-events.ts';
import { useText } from '../../../text/text-root.tsx';
import { MessageBar } from '../../../ui/message-bar.tsx';
import { ConflictPage } from '../conflict/conflict-page.tsx';
import { timesOf } from '../draft/event-draft.ts';
import type { KeptDraft } from '../draft/kept-drafts.ts';
import { outcomeOf } from '../draft/outcome.ts';
import { fieldOfWarning } from '../warning-words.ts';
import { useNow } from '../use-now.ts';
import type { DraftProps } from './draft-props.ts';
import { EventTimes } from './event-times.tsx';
import { FormFoot } from './form-foot.tsx';
import { ImpactPanel } from '../impact/impact-panel.tsx';
import { MessagesAndSms } from './messages-and-sms.tsx';
import { SaveProblem } from './save-problem.tsx';
import { useDraft, type Drafting } from './use-draft.ts';
import { useImpact, type ShownImpact } from './use-impact.ts';
import { missingIn, useRefusals } from './use-refusals.ts';
import { useSave, type Saving } from './use-save.ts';
import { WhatAndWhom } from './what-and-whom.tsx';
import './event-form.css';

interface EventFormProps {
  /** Tells what is kept of this form from what is kept of others. */
  readonly address: string;
  readonly fresh: KeptDraft;
  readonly head: ReactNode;
  /** As the service has it now, where it is edited. */
  readonly latest: EventView | null;
  readonly onSaved: (event: EventView) => void;
  readonly onCancel: () => void;
}

export function EventForm({ address, fresh, head, latest, onSaved, onCancel }: EventFormProps) {
  const drafting = useDraft(address, fresh);
  const saving = useSave((event) => {
    drafting.forget();
    onSaved(event);
  });
  const [compared, compare] = useState<EventView | null>(null);
  const theirs = saving.theirs ?? compared;
  if (theirs !== null && drafting.base !== null) {
    return (
      <ConflictPage
        mine={drafting.draft}
        base={drafting.base}
        theirs={theirs}
        problem={saving.problem}
        onSave={(draft) => {
          const kept = { draft, base: theirs };
          drafting.rebase(kept);
          saving.settled();
          compare(null);
          void saving.save(kept);
        }}
        onBack={(draft) => {
          drafting.rebase({ draft, base: theirs });
          saving.settled();
          compare(null);
        }}
        onReload={() => {
          drafting.forget();
          onSaved(theirs);
        }}
      />
    );
  }
  const cancel = () => {
    drafting.forget();
    onCancel();
  };
  return (
    <Fields
      head={head}
      drafting={drafting}
      saving={saving}
      latest={latest}
      onCompare={compare}
      onCancel={cancel}
    />
  );
}

interface FieldsProps {
  readonly head: ReactNode;
  readonly drafting: Drafting;
  readonly saving: Saving;
  readonly latest: EventView | null;
  readonly onCompare: (theirs: EventView) => void;
  readonly onCancel: () => void;
}

function Fields({ head, drafting, saving, latest, onCompare, onCancel }: FieldsProps) {
  const { draft, base } = drafting;
  const nowMs = useNow();
  const shown = useImpact(draft, base);
  const { props, submit, form } = useFields(drafting, saving, shown, nowMs);
  return (
    <form ref={form} className="event-form" noValidate onSubmit={submit}>
      <div className="event-form__main">
        {head}
        <Restored drafting={drafting} />
        <Changed base={base} latest={latest} onCompare={onCompare} />
        <WhatAndWhom {...props} />
        <hr />
        <EventTimes {...props} />
        <hr />
        <MessagesAndSms {...props} />
      </div>
      <aside className="event-form__aside">
        <ImpactPanel
          shown={shown}
          draft={draft}
          unsettled={draft.affectedGroupId !== '' && timesOf(draft) === null}
          nowMs={nowMs}
        />
      </aside>
      <div className="event-form__end">
        <SaveProblem saving={saving} drafting={drafting} />
        <FormFoot
          outcome={outcomeOf(draft, base, nowMs)}
          impact={shown.impact}
          saving={saving.saving}
          onCancel={onCancel}
        />
      </div>
    </form>
  );
}

/** What the fields are given, and what happens on Save: the first field that cannot be accepted gets the focus. */
function useFields({ draft, base, change }: Drafting, saving: Saving, shown: ShownImpact, nowMs: number) {
  const form = useRef<HTMLFormElement>(null);
  const [tried, setTried] = useState(false);
  const refusalOf = useRefusals({ draft, tried, problems: [saving.problem, shown.problem] });
  useFocusOnRefusal(form, saving);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (saving.saving) return;
    setTried(true);
    if (missingIn(draft).length > 0 || timesOf(draft) === null) focusRefused(form.current);
    else void saving.save({ draft, base });
  };
  const props: DraftProps = {
    draft,
    nowMs,
    refusalOf,
    change(changed) {
      saving.mended(Object.keys(changed));
      change(changed);
    },
    warningsOf: (field) =>
      (shown.impact?.warnings ?? []).filter((warning) => fieldOfWarning(warning) === field),
  };
  return { form, props, submit };
}

function useFocusOnRefusal(form: React.RefObject<HTMLFormElement | null>, { problem, saving }: Saving): void {
  useEffect(() => {
    if (!saving && problem !== null && problem.fields.length > 0) focusRefused(form.current);
  }, [form, problem, saving]);
}

/** Once the page shows it. */
function focusRefused(form: HTMLFormElement | null): void {
  window.requestAnimationFrame(() => form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}

function Restored({ drafting: { restored, startOver } }: { readonly drafting: Drafting }) {
  const t = useText();
  if (!restored) return null;
  return (
    <MessageBar
      tone="plain"
      icon="pencil"
      role="status"
      actions={
        <Button size="small" onClick={startOver}>
          {t('console.form.startOver')}
        </Button>
      }
    >
      {t('console.form.restored')}
    </MessageBar>
  );
}

interface ChangedProps {
  readonly base: EventView | null;
  readonly latest: EventView | null;
  readonly onCompare: (theirs: EventView) => void;
}

/** Not only when it is saved: as soon as the service says so. */
function Changed({ base, latest, onCompare }: ChangedProps) {
  const t = useText();
  if (base === null || latest === null || latest.version <= base.version) return null;
  return (
    <MessageBar
      tone="warn"
      role="status"
      actions={
        <Button size="small" onClick={() => onCompare(latest)}>
          {t('console.event.conflict.show')}
        </Button>
      }
    >
      {t('console.event.conflict.changed')}
    </MessageBar>
  );
}
