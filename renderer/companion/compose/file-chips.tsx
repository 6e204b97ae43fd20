/** The files of a draft, and where more can be dropped. */
import { useRef, useState } from 'react';
import type { DraftFile } from '../../../shared/bridge/compose.ts';
import { FileMark } from '../../ui/file-mark.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useFormats, useText } from '../../text/text-root.tsx';
import './files.css';

interface FileChipsProps {
  readonly files: readonly DraftFile[];
  readonly onAttach: (files: readonly File[]) => void;
  readonly onDetach: (fileId: string) => void;
}

export function FileChips({ files, onAttach, onDetach }: FileChipsProps) {
  const t = useText();
  const formats = useFormats();
  const [isOver, setOver] = useState(false);
  return (
    <div className="compose__files">
      {files.length > 0 && (
        <ul aria-label={t('compose.files')}>
          {files.map(({ id, name, size }) => (
            <li key={id} className="compose__file">
              <FileMark fileName={name} />
              <span>
                <bdi>{name}</bdi>
                <small className="figures">{formats.size(size)}</small>
              </span>
              <button type="button" aria-label={t('compose.detach', { name })} onClick={() => onDetach(id)}>
                <Icon name="cross" size={12} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <div
        className={`compose__drop${isOver ? ' compose__drop--over' : ''}`}
        onDragOver={(dragged) => {
          dragged.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(dropped) => {
          dropped.preventDefault();
          setOver(false);
          onAttach([...dropped.dataTransfer.files]);
        }}
      >
        {t('compose.dropHere')}
      </div>
    </div>
  );
}

export function AttachButton({ onAttach }: Pick<FileChipsProps, 'onAttach'>) {
  const t = useText();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className="compose__tool" onClick={() => input.current?.click()}>
        <Icon name="paperclip" size={16} />
        {t('compose.attach')}
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={({ target }) => {
          onAttach([...(target.files ?? [])]);
          target.value = '';
        }}
      />
    </>
  );
}
