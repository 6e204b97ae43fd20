/** A few days of one person's mail, for the gallery and for component tests. */
import type { MailAddress, MailRow, MailView } from '../../../shared/bridge/mail.ts';
import { DAY_MS, MINUTE_MS, fromMs, toMs } from '../../../shared/domain/instant.ts';

/** Tuesday, 13:07 in Munich. */
export const NOW = '2026-03-10T12:07:00.000Z';

const person = (name: string, address: string): MailAddress => ({ name, address });
export const katharina = person('Katharina Brandt', 'katharina.brandt@northwind.example');
const lena = person('Lena Vogt', 'lena.vogt@northwind.example');
const layla = person('ليلى حداد', 'layla.haddad@cedar-freight.example');
const hannes = person('Hannes Köster', 'hannes.koester@northwind.example');
const priya = person('Priya Raman', 'priya.raman@northwind.example');
const samuel = person('Samuel Okafor', 'samuel.okafor@northwind.example');
const tomas = person('Tomás Oliveira', 'tomas.oliveira@northwind.example');
const mireille = person('Mireille Fontaine', 'mireille.fontaine@northwind.example');
const amira = person('Amira El-Sayed', 'amira.elsayed@northwind.example');
const dvora = person('דבורה לוי', 'dvora.levi@haifa-lines.example');

interface Written {
  readonly from: MailAddress;
  readonly subject: string;
  readonly preview: string;
  readonly marks?: Partial<Pick<MailRow, 'unread' | 'flagged' | 'hasAttachment' | 'list'>>;
}

const WRITTEN: readonly Written[] = [
  {
    from: lena,
    subject: 'Loading plan for Thursday, third version',
    preview: 'The two refrigerated trailers moved to bay 4. Please confirm before 15:00 so',
    marks: { unread: true, hasAttachment: true },
  },
  {
    from: layla,
    subject: 'تأكيد موعد التسليم يوم الخميس',
    preview: 'مرحبًا كاترينا، نؤكد أن الشحنة ستصل صباح الخميس إلى',
    marks: { unread: true },
  },
  {
    from: hannes,
    subject: 'Angebot Hafenlogistik: Freigabe bis 16 Uhr',
    preview: 'Bitte nur noch die Position 7 prüfen, alles andere passt.',
    marks: { unread: true, list: 'Einkauf' },
  },
  {
    from: priya,
    subject: 'Cold chain sensors: weekly readings',
    preview: 'All lanes stayed below 6 °C. One sensor in Graz needs a new battery.',
    marks: { hasAttachment: true, list: 'Logistics' },
  },
  {
    from: samuel,
    subject: 'Customs papers for container 4471',
    preview: 'The broker needs the commercial invoice in the original by Friday.',
    marks: { flagged: true },
  },
  {
    from: tomas,
    subject: 'Re: Lisbon warehouse, keys and alarm codes',
    preview: 'Handed over this morning. The second set stays with Rita.',
  },
  {
    from: dvora,
    subject: 'עדכון לוח הפלגות לשבוע הבא',
    preview: 'שלום קתרינה, מצורף לוח ההפלגות המעודכן',
    marks: { hasAttachment: true },
  },
  {
    from: mireille,
    subject: 'Minutes from the carrier review',
    preview: 'Three decisions, one open point: the fuel surcharge from April.',
    marks: { hasAttachment: true },
  },
  {
    from: amira,
    subject: 'Dock appointments, week 11',
    preview: 'Slots on Wednesday are full; two are left on Friday afternoon.',
    marks: { list: 'Logistics' },
  },
  {
    from: person('Baltic Freight', 'billing@baltic-freight.example'),
    subject: 'Invoice 2026-0311 for February',
    preview: 'Please find attached our invoice. Payment is due within 14 days.',
    marks: { hasAttachment: true },
  },
  {
    from: person('', 'noreply@port-authority.example'),
    subject: 'Berth change: MV Sedna, 11 March',
    preview: 'The vessel will now berth at pier 7. Estimated arrival 05:40.',
  },
  {
    from: lena,
    subject: 'Re: Pallet counts',
    preview: 'Checked twice. 412 it is, the scanner missed one row.',
  },
];

/** Minutes before now; the first four fall into the outage that began at 11:42. */
const AGES_MIN = [13, 26, 47, 69, 96, 185, 260, 1160, 1240, 1500, 2700, 2880];
const BODY_COUNT = 148;

export const INBOX: readonly MailRow[] = Array.from({ length: BODY_COUNT }, (_, index) => rowAt(index));

function rowAt(index: number): MailRow {
  const written = WRITTEN[index % WRITTEN.length];
  if (written === undefined) throw new Error('no sample mail');
  const ageMin = AGES_MIN[index] ?? 3000 + (index - AGES_MIN.length) * 29;
  const fresh = index < WRITTEN.length;
  return {
    id: `m${index + 1}`,
    threadId: `t${index + 1}`,
    receivedAt: fromMs(toMs(NOW) - ageMin * MINUTE_MS),
    from: written.from,
    to: [katharina],
    subject: written.subject,
    preview: written.preview,
    unread: false,
    flagged: false,
    hasAttachment: false,
    list: null,
    delegateOf: null,
    size: 4200 + index,
    ...(fresh ? written.marks : {}),
  };
}

export const SENT: readonly MailRow[] = INBOX.slice(4, 9).map((row, index) => ({
  ...row,
  id: `s${index}`,
  from: katharina,
  to: [row.from],
  list: null,
  unread: false,
}));

const PIXEL =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPj/HwADBwIAMCbHYQAAAABJRU5ErkJggg==';

const LOADING_PLAN = `
<p>Hi Katharina,</p>
<p>the two refrigerated trailers moved to <b>bay 4</b>, because bay 2 is closed for the door repair until Friday. That shifts everything after 07:30 by twenty minutes, and nothing else changes.</p>
<table border="1" cellpadding="6" style="border-collapse: collapse"><tr><th align="left">Bay</th><th align="left">From</th><th align="left">Trailer</th></tr><tr><td>4</td><td>07:50</td><td>HH-KB 220 (−18 °C)</td></tr><tr><td>4</td><td>09:10</td><td>HH-KB 221 (+4 °C)</td></tr></table>
<p>Could you confirm before 15:00 in the <a href="https://planner.northwind.example/loads/2026-03-12">planner</a>? The carrier wants the final order by then; their portal is <a href="https://portal.baltic-freight.example/orders">portal.baltic-freight.example</a>. Tomás has checked the axle weights; they are in the second file.</p>
<p>Thank you,<br>Lena</p>
<p><img src="https://www.northwind.example/signature.png" width="180" height="48" alt="Northwind Logistics"><img src="https://track.northwind.example/o.gif" width="1" height="1"></p>`;

const NEWSLETTER = `
<div style="background-color:#f4f1ea;padding:24px"><table width="560" align="center" cellpadding="0" cellspacing="0" style="background:#ffffff;border-radius:8px"><tr><td style="padding:24px;font-family:Georgia,serif;color:#2b2b2b">
<h1 style="font-size:24px;color:#7a2f05;margin:0 0 12px 0">Carrier review, 9 March</h1>
<p style="line-height:1.6">Three decisions, one open point: the fuel surcharge from April. <img src="cid:chart@northwind" width="24" height="24" alt="chart"> The minutes are attached.</p>
<p><a href="https://evil.example/login">https://www.mybank.example</a></p></td></tr></table></div>`;

const REPLY = `Handed over this morning. The second set stays with Rita; the alarm codes are in the safe at reception.

The floor plan is at https://intranet.northwind.example/sites/lisbon?floor=2 (ask reception@northwind.example for access).

Tomás

> On Monday Katharina Brandt wrote:
> Tomás, who has the keys to the new warehouse?
>
> And please change the alarm codes before Wednesday.`;

const attachments: MailView['attachments'] = [
  {
    index: 1,
    fileName: 'Loading plan v3.pdf',
    mediaType: 'application/pdf',
    size: 412_000,
    dangerous: false,
  },
  {
    index: 2,
    fileName: 'Axle weights.xlsx',
    mediaType: 'application/vnd.ms-excel',
    size: 88_000,
    dangerous: false,
  },
];

/** What `mail.open` answers for a row. */
export function viewOf(row: MailRow): MailView {
  const base: MailView = {
    delegateOf: row.delegateOf,
    id: row.id,
    receivedAt: row.receivedAt,
    sentAt: row.receivedAt,
    subject: row.subject,
    from: [row.from],
    to: [katharina, tomas],
    cc: row.list === null ? [] : [person(`${row.list} team`, 'logistics@northwind.example')],
    replyTo: [],
    body: { kind: 'text', text: `${row.preview}\n\nBest regards\n${row.from.name}`, isTooLarge: false },
    attachments: [],
    inlineParts: [],
    inlineImages: {},
    warnings: [],
  };
  if (row.id === 'm1')
    return {
      ...base,
      cc: [person('Logistics team', 'logistics@northwind.example')],
      attachments,
      body: { kind: 'html', documents: [LOADING_PLAN], text: '' },
    };
  if (row.id === 'm2') {
    return {
      ...base,
      body: {
        kind: 'text',
        text: 'مرحبًا كاترينا،\n\nنؤكد أن الشحنة ستصل صباح الخميس إلى الرصيف رقم 4. الرجاء تأكيد الاستلام.\n\nمع التحية\nليلى',
        isTooLarge: false,
      },
    };
  }
  if (row.id === 'm6') return { ...base, body: { kind: 'text', text: REPLY, isTooLarge: false } };
  if (row.id === 'm8') {
    return {
      ...base,
      inlineImages: { 'cid:chart@northwind': PIXEL },
      body: { kind: 'html', documents: [NEWSLETTER], text: '' },
    };
  }
  if (row.id === 'm10') {
    return {
      ...base,
      from: [person('lena.vogt@northwind.example', 'billing@baltic-freight.example')],
      replyTo: [person('', 'collect@elsewhere.example')],
      warnings: ['address-in-name', 'direction-controls'],
      attachments: [
        {
          index: 1,
          fileName: 'Invoice.pdf.exe',
          mediaType: 'application/x-msdownload',
          size: 2_400_000,
          dangerous: true,
        },
      ],
    };
  }
  if (row.id === 'm11') return { ...base, body: { kind: 'unreadable', reason: 'depth' } };
  return base;
}

export const OUTAGE_START = '2026-03-10T10:42:00.000Z';
export const YESTERDAY = fromMs(toMs(NOW) - DAY_MS);
