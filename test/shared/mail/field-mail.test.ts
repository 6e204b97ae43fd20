/** Mail as it comes: each message of the corpus, read for the service and for the device, with the value that is right. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readMail as readForPane, readPart } from '../../../electron/device/mailbox/reading/read-mail.ts';
import { readMail as readForService } from '../../../service/mailbox/mime/read-mail.ts';
import { queryWords, words } from '../../../shared/domain/search-words.ts';

const CORPUS = path.resolve(import.meta.dirname, '../../corpus/field-mail');
const load = (name: string): Buffer => readFileSync(path.join(CORPUS, `${name}.eml`));
const names = readdirSync(CORPUS).flatMap((file) => (file.endsWith('.eml') ? [file.slice(0, -4)] : []));

interface Right {
  readonly subject?: string;
  readonly from?: string;
  /** In the preview, in the pane and found by a search. */
  readonly says?: readonly string[];
  /** Nowhere. */
  readonly never?: readonly string[];
  readonly files?: readonly string[];
  readonly pictures?: number;
  readonly sentAt?: string;
  readonly found?: readonly string[];
}

const RIGHT: Readonly<Record<string, Right>> = {
  '01-named-entities': { found: ['Gründerin', 'Münchhausen', 'Frédéric', 'Straße', 'strasse'] },
  '02-flowed-quote': { says: ['the crane was out of order until', 'the papers that we sent him on Friday?'] },
  '03-preheader-important': { says: ['Visible newsletter text.'], never: ['MUST-BE-HIDDEN', 'hidden by'] },
  '05-cid-percent': { pictures: 1, files: [] },
  '06-cid-encoded-word': { pictures: 1, files: [] },
  '09-cid-background': { pictures: 0, files: ['bg9.png', 'damage-photo9.png', 'css9.png'] },
  '10-apple-mixed-in-alternative': {
    says: ['HTML first half', 'HTML second half: the price is 4711'],
    files: ['quote10.pdf', 'terms10.docx'],
  },
  '11-alternative-plain-then-files': { files: ['a11.pdf'] },
  '12-text-picture-text': { says: ['See this picture here:', 'TAIL12'], files: ['shot12.png'] },
  '13-iso2022jp-words': { subject: '電子メール漏洩対策テスト', from: '山田太郎' },
  '14-split-mid-character': {
    subject: 'Case 14 Überprüfung 港湾の報告',
    from: '王小明报',
    says: ['𠮷与€。朱镕基'],
  },
  '16-no-charset-1252': { says: ['Die Prüfung für Münster kostet 40 € – „bald“.'] },
  '17-cp932': { subject: 'Case 17 港湾①㈱', says: ['①㈱髙橋'] },
  '19-meta-charset': { says: ['Отчёт по складу Body19'], found: ['отчет'] },
  '20-amp': { says: ['HTML of 20'], never: ['AMP of'], files: [] },
  '22-calendar-alternative': { says: ['When: Wednesday 14:00'], files: ['attachment.ics'] },
  '33-type-text-only': { says: ['This text must be seen 33.'], files: [] },
  '34-base64-padding-inside': { says: ['Second line, after the padding.'], files: ['report34.csv'] },
  '35-comma-names': { from: 'Lind, Tessa' },
  '37-filenames': {
    files: [
      'Übersicht der großen Häfen 2026.pdf',
      'Übersicht der großen Häfen 2026.pdf',
      'Rohname der großen Häfen 2026.pdf',
      'lange Liste.pdf',
      'a;b _quoted_.pdf',
      'Übung 37.pdf',
      '🚢 Hafen.xlsx',
    ],
  },
  '40-split-words': {
    found: ['Zollabfertigung', 'Hafenbehörde', 'Rechnungsnummer', 'Lieferschein', 'Containerliste'],
  },
  '41-plain-search': {
    found: [
      'strassenfest',
      'Lodz',
      'orsted',
      'ısparta',
      'izmir',
      'durda',
      'finance',
      '障害',
      '이메일',
      "o'brien",
    ],
  },
  '45-nested': { files: ['attachment.eml'] },
  '46-empty-text-attachment': { files: ['scan46.pdf'] },
  '47-date-0': { sentAt: '2026-11-30T07:12:00.000Z' },
  '47-date-1': { sentAt: '2026-11-30T08:12:00.000Z' },
  '47-date-2': { sentAt: '2026-11-30T12:42:00.000Z' },
  '47-date-3': { sentAt: '2026-11-30T08:12:00.000Z' },
  '47-date-4': { sentAt: '2026-11-30T08:12:00.000Z' },
  '47-date-5': { sentAt: '2026-11-30T09:12:00.000Z' },
  '48-from-forms': { from: 'Tessa Lind' },
  '50-encoded-space': { subject: 'Case 50 Übung mit Leerzeichen Übungxüy' },
  '54-attachment-bytes': { files: ['umsatz.csv', 'notiz.txt'] },
  '80-inline-text-files': {
    says: ['Two files follow.', 'mailing list footer 80'],
    never: ['4711', 'Protocol'],
    files: ['readings80.txt', 'protocol80.html'],
  },
  '85-qp': { says: ['blanks after it joined.', 'grüße. Broken =XY and 100=% kept.'] },
  '89-ascii-table': { says: ['MSKU 1234'] },
  '97a-named-root': { says: ['Named root body97a must be read.'], files: [] },
  '98-related-no-start': { says: ['Relatedwort98'], pictures: 1, files: [] },
};

test('every row that is about reading has its message', () => {
  expect(Object.keys(RIGHT).filter((name) => !names.includes(name))).toEqual([]);
});

describe.each(Object.entries(RIGHT))('%s', (name, right) => {
  const raw = load(name);
  const pane = readForPane(raw);
  const { content, searchText } = readForService(raw);
  const shown = pane.body.kind === 'unreadable' ? '' : pane.body.text;
  const isFound = (text: string): boolean => {
    const index = words(`${content.subject} ${searchText}`);
    return queryWords(text, 32).every((word) => index.some((one) => one.startsWith(word)));
  };

  test('has its header, files and pictures', () => {
    if (right.subject !== undefined)
      expect([pane.subject, content.subject]).toEqual([right.subject, right.subject]);
    if (right.from !== undefined)
      expect([pane.from[0]?.name, content.from[0]?.name]).toEqual([right.from, right.from]);
    if (right.sentAt !== undefined) {
      expect(pane.sentAt).toBe(right.sentAt);
      expect(new Date(content.sentAt ?? '').toISOString()).toBe(right.sentAt);
    }
    if (right.files !== undefined) {
      expect(pane.attachments.map(({ fileName }) => fileName)).toEqual(right.files);
      expect(content.hasAttachment).toBe(right.files.length > 0);
    }
    if (right.pictures !== undefined) expect(Object.keys(pane.inlineImages)).toHaveLength(right.pictures);
  });

  test('says what it says in every view', () => {
    for (const text of right.says ?? []) {
      expect(shown).toContain(text);
      expect(isFound(text)).toBe(true);
    }
    for (const text of right.found ?? []) expect([text, isFound(text)]).toEqual([text, true]);
    for (const text of right.never ?? []) {
      expect(shown).not.toContain(text);
      expect(content.preview).not.toContain(text);
      expect(searchText).not.toContain(text);
    }
  });
});

test('54: files are saved byte for byte', () => {
  const raw = load('54-attachment-bytes');
  const [table, note] = readForPane(raw).attachments.map(({ index }) => readPart(raw, index)?.bytes);
  expect(Buffer.from(table ?? []).toString('latin1')).toBe('Stück;Preis\r\n1;2\r\n');
  expect(Buffer.from(note ?? []).toString('latin1')).toBe('Gr\xfc\xdfe 40 \x80\r\nzwei\r\n');
});
