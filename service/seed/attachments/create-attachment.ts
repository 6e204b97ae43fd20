/** Makes the bytes of a scripted attachment. */
import { fromMs, HOUR_MS } from '../../../shared/domain/instant.ts';
import type { AttachmentScript } from '../script.ts';
import { createPdf } from './pdf.ts';
import { createPng } from './png.ts';
import { createXlsx } from './xlsx.ts';

export interface AttachmentBytes {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Buffer;
}

export function createAttachment(script: AttachmentScript, atMs: number): AttachmentBytes {
  const file = (contentType: string, content: Buffer): AttachmentBytes => ({
    filename: script.name,
    contentType,
    content,
  });
  switch (script.kind) {
    case 'pdf':
      return file('application/pdf', createPdf(script.lines));
    case 'png':
      return file('image/png', createPng(script.hue));
    case 'xlsx':
      return file(
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        createXlsx(script.rows),
      );
    case 'csv':
      return file('text/csv', Buffer.from(script.rows.map((row) => `${row.join(';')}\r\n`).join('')));
    case 'ics':
      return file('text/calendar', Buffer.from(invitation(script.title, script.place, atMs)));
  }
}

/** A meeting of an hour, a day after the message (RFC 5545). */
function invitation(title: string, place: string, atMs: number): string {
  const day = 24 * HOUR_MS;
  const startMs = Math.ceil((atMs + day) / HOUR_MS) * HOUR_MS;
  const stamp = (ms: number): string => fromMs(ms).replace(/[-:]|\.\d{3}/g, '');
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Northwind//Demo//EN',
    'METHOD:REQUEST',
    'BEGIN:VEVENT',
    `UID:${stamp(startMs)}-${String(title.length)}@northwind.example`,
    `DTSTAMP:${stamp(atMs)}`,
    `DTSTART:${stamp(startMs)}`,
    `DTEND:${stamp(startMs + HOUR_MS)}`,
    `SUMMARY:${title}`,
    `LOCATION:${place}`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
}
