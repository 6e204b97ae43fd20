/** People or groups from a CSV file: what each line would do is shown first, and only then done (product 5). */
import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { importReportSchema, MAX_IMPORT_BYTES, type ImportReport } from '../../../shared/http/import.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { Icon } from '../../ui/icon.tsx';
import { MessageBar } from '../../ui/message-bar.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { ProblemNotice } from '../frame/problem-notice.tsx';
import { ReadOnlyNotice } from '../frame/read-only-notice.tsx';
import { useDeed } from '../frame/use-deed.ts';
import { goTo } from '../router/navigation.ts';
import { useMay, useSignedIn } from '../session/session-context.tsx';
import { ChooseFile } from './choose-file.tsx';
import { ImportLines } from './import-lines.tsx';
import { ImportSummary } from './import-summary.tsx';
import './imports.css';

export type Imported = 'people' | 'groups';

type Step =
  | { readonly step: 'choose'; readonly tooLarge: boolean }
  /** `done`: it is in force; before, it is what would be. */
  | { readonly step: 'report'; readonly file: File; readonly report: ImportReport; readonly done: boolean };

const FIRST: Step = { step: 'choose', tooLarge: false };

export function ImportPage({ what }: { readonly what: Imported }) {
  const t = useText();
  const wanted = what === 'people' ? 'users:write' : 'groups:write';
  const may = useMay(wanted);
  return (
    <>
      <PageHead
        title={t(`console.imports.title.${what}`)}
        parent={{ title: t(`console.places.${what}`), to: { route: what } }}
      />
      <ReadOnlyNotice wanted={wanted} />
      {may && <Import what={what} />}
    </>
  );
}

function Import({ what }: { readonly what: Imported }) {
  const [step, setStep] = useState(FIRST);
  const { send, busy, problem } = useImport(what);
  const check = async (file: File): Promise<void> => {
    if (file.size > MAX_IMPORT_BYTES) setStep({ step: 'choose', tooLarge: true });
    else {
      const report = await send(file, true);
      setStep(report === null ? FIRST : { step: 'report', file, report, done: false });
    }
  };
  const apply = async (file: File): Promise<void> => {
    const report = await send(file, false);
    if (report !== null) setStep({ step: 'report', file, report, done: true });
  };
  if (step.step === 'report') {
    return (
      <>
        <ImportSummary report={step.report} fileName={step.file.name} done={step.done} />
        <ProblemNotice problem={problem} />
        <Actions
          what={what}
          {...step}
          busy={busy}
          again={() => setStep(FIRST)}
          apply={() => void apply(step.file)}
        />
        <ImportLines report={step.report} />
      </>
    );
  }
  return (
    <>
      <ProblemNotice problem={problem} />
      {step.tooLarge && <TooLarge />}
      <ChooseFile what={what} busy={busy} onChoose={(file) => void check(file)} />
    </>
  );
}

function useImport(what: Imported) {
  const { client } = useSignedIn();
  const { run, busy, problem } = useDeed(what === 'people' ? 'person' : 'group', 'group', 'device');
  const list = what === 'people' ? '/users' : '/groups';
  const send = async (file: File, dryRun: boolean): Promise<ImportReport | null> => {
    // What the system takes the file for is another thing on each of them.
    const csv = new Blob([file], { type: 'text/csv' });
    const path = `${list}/import?dryRun=${String(dryRun)}`;
    const answer = await run(() => client.upload(path, csv, importReportSchema));
    return answer?.value ?? null;
  };
  return { send, busy, problem };
}

interface ActionsProps {
  readonly what: Imported;
  readonly report: ImportReport;
  readonly done: boolean;
  readonly busy: boolean;
  readonly again: () => void;
  readonly apply: () => void;
}

function Actions({ what, report: { counts }, done, busy, again, apply }: ActionsProps) {
  const t = useText();
  const formats = useFormats();
  const count = counts.created + counts.updated;
  if (done) {
    return (
      <div className="import-actions">
        <Button onClick={again}>{t('console.imports.another')}</Button>
        <Button appearance="primary" onClick={() => goTo({ route: what })}>
          {t('console.imports.toList')}
        </Button>
      </div>
    );
  }
  return (
    <div className="import-actions">
      <Button onClick={again}>{t('console.imports.another')}</Button>
      <Button
        appearance="primary"
        icon={<Icon name="upload" size={16} />}
        disabledFocusable={busy || count === 0}
        onClick={apply}
      >
        {busy
          ? t('console.imports.applying')
          : t('console.imports.apply', { count, number: formats.number(count) })}
      </Button>
    </div>
  );
}

function TooLarge() {
  const t = useText();
  const formats = useFormats();
  return (
    <MessageBar tone="bad" role="alert">
      {t('console.imports.tooLarge', { size: formats.size(MAX_IMPORT_BYTES) })}
    </MessageBar>
  );
}
