/** What kind of file: three or four letters on a colour that people know from its program. */
import './file-mark.css';

const KINDS: Readonly<Record<string, string>> = {
  pdf: 'pdf',
  xls: 'sheet',
  xlsx: 'sheet',
  csv: 'sheet',
  ods: 'sheet',
  doc: 'words',
  docx: 'words',
  odt: 'words',
  rtf: 'words',
  txt: 'words',
  ppt: 'slides',
  pptx: 'slides',
  odp: 'slides',
  png: 'image',
  jpg: 'image',
  jpeg: 'image',
  gif: 'image',
  webp: 'image',
  heic: 'image',
  zip: 'box',
  '7z': 'box',
  gz: 'box',
  ics: 'words',
  eml: 'words',
};

const LETTERS = 4;

/** Decoration: the file's name stands beside it. */
export function FileMark({ fileName }: { readonly fileName: string }) {
  const extension = extensionOf(fileName);
  return (
    <span className={`file-mark file-mark--${KINDS[extension] ?? 'other'}`} aria-hidden>
      {extension.slice(0, LETTERS).toUpperCase()}
    </span>
  );
}

/** Lower case, without the dot; empty where there is none. */
export function extensionOf(fileName: string): string {
  return /\.([\p{Letter}\p{Number}]{1,12})$/u.exec(fileName)?.[1]?.toLowerCase() ?? '';
}
