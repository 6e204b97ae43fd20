/** Downloads what a table shows, whole, as a file: with the search and the filters that its address has. */
import { Button } from '@fluentui/react-components';
import { useText } from '../../text/text-root.tsx';
import { Icon } from '../../ui/icon.tsx';
import { saveFile } from '../api/save-file.ts';
import type { RestAnswer } from '../api/rest-types.ts';
import { useSignedIn } from '../session/session-context.tsx';
import { useDeed } from './use-deed.ts';
import { ProblemNotice } from './problem-notice.tsx';

interface ExportButtonProps {
  /** Below `/api/v1`, as the table is read: `/users?q=ada`. */
  readonly path: string;
  readonly format: 'csv' | 'json';
  readonly label?: string;
}

/** Asked for with the same rights as everything else: a plain link would know of the cookie, not of a token. */
export function ExportButton({ path, format, label }: ExportButtonProps) {
  const t = useText();
  const { client } = useSignedIn();
  const { run, busy, problem } = useDeed();
  const [list = '', search = ''] = path.split('?', 2);
  const name = `${list.slice(1)}.${format}`;
  const download = async (): Promise<RestAnswer<Blob>> => {
    const answer = await client.open(
      `${list}.${format}${search === '' ? '' : `?${search}`}`,
      new AbortController().signal,
    );
    return answer.ok ? { ok: true, value: await answer.value.blob() } : answer;
  };
  const save = async (): Promise<void> => {
    const file = await run(download);
    if (file !== null) saveFile(name, file.value);
  };
  return (
    <>
      <Button icon={<Icon name="download" size={16} />} disabledFocusable={busy} onClick={() => void save()}>
        {t(busy ? 'console.table.exporting' : 'console.table.exportAs', {
          format: label ?? format.toUpperCase(),
        })}
      </Button>
      {problem !== null && <ProblemNotice problem={problem} />}
    </>
  );
}
