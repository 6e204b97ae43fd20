/** Where a file to import is dropped or chosen, and what it has to look like. */
import { Button } from '@fluentui/react-components';
import { useRef, useState, type DragEvent } from 'react';
import {
  GROUP_COLUMNS,
  MAX_IMPORT_BYTES,
  MAX_IMPORT_LINES,
  PASSWORD_COLUMN,
  PEOPLE_COLUMNS,
} from '../../../shared/http/import.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { Card } from '../../ui/card.tsx';
import { Icon } from '../../ui/icon.tsx';
import { saveFile } from '../api/save-file.ts';
import type { Imported } from './import-page.tsx';

interface ChooseFileProps {
  readonly what: Imported;
  /** It is being checked. */
  readonly busy: boolean;
  readonly onChoose: (file: File) => void;
}

export function ChooseFile({ what, busy, onChoose }: ChooseFileProps) {
  const t = useText();
  const field = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const choose = (files: FileList | null): void => {
    const file = files?.[0];
    if (file !== undefined) onChoose(file);
  };
  const drop = (dropped: DragEvent): void => {
    dropped.preventDefault();
    setOver(false);
    choose(dropped.dataTransfer.files);
  };
  return (
    <>
      <div
        className={`drop-zone${over ? ' drop-zone--over' : ''}`}
        onDragOver={(dragged) => {
          dragged.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <Icon name="upload" size={28} />
        <p role="status">{t(busy ? 'console.imports.checking' : 'console.imports.drop')}</p>
        <Button appearance="primary" disabledFocusable={busy} onClick={() => field.current?.click()}>
          {t('console.imports.choose')}
        </Button>
        <input
          ref={field}
          type="file"
          accept=".csv,text/csv"
          className="unseen"
          tabIndex={-1}
          aria-label={t('console.imports.choose')}
          onChange={({ target }) => {
            choose(target.files);
            // The same file again, mended, is a choice too.
            target.value = '';
          }}
        />
      </div>
      <Columns what={what} />
    </>
  );
}

/** Where a group comes from is only told. */
const COLUMNS = {
  people: [...PEOPLE_COLUMNS, PASSWORD_COLUMN],
  groups: GROUP_COLUMNS.filter((column) => column !== 'source' && column !== 'lastSyncAt'),
} as const;

function Columns({ what }: Pick<ChooseFileProps, 'what'>) {
  const t = useText();
  const formats = useFormats();
  const columns = COLUMNS[what];
  const template = new Blob([`${columns.join(',')}\r\n`], { type: 'text/csv' });
  return (
    <Card
      level={2}
      title={t('console.imports.columns')}
      icon="document"
      aside={
        <Button
          size="small"
          appearance="subtle"
          icon={<Icon name="download" size={16} />}
          onClick={() => saveFile(`${what}.csv`, template)}
        >
          {t('console.imports.template')}
        </Button>
      }
    >
      <p className="import-help">
        {t('console.imports.columnsHelp', {
          lines: formats.number(MAX_IMPORT_LINES),
          size: formats.size(MAX_IMPORT_BYTES),
        })}
      </p>
      <dl className="import-columns">
        {columns.map((column) => (
          <div key={column}>
            <dt>
              <code>{column}</code>
            </dt>
            <dd>{t(`console.imports.of.${column}`)}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
