/** Tests what an answer begins with: whom it goes to, its subject, and its quote in both forms. */
import { describe, expect, test } from 'vitest';
import { answerDraft, circleOf, type AnswerKind } from '../../../../electron/device/compose/answer-draft.ts';
import type { DraftContent } from '../../../../shared/bridge/compose.ts';
import type { MailView } from '../../../../shared/bridge/mail.ts';

const OWN = 'Katharina@northwind.example';
const person = (name: string) => ({ name, address: `${name.toLowerCase()}@northwind.example` });
const mail: MailView = {
  delegateOf: null,
  ...{ id: 'm1', receivedAt: '2026-11-23T09:00:00.000Z', sentAt: null, subject: 'Plan' },
  ...{
    from: [person('Lena')],
    to: [person('Katharina'), person('Tomas')],
    cc: [person('Priya')],
    replyTo: [],
  },
  body: { kind: 'text', text: 'Bay 4?\n> older', isTooLarge: false },
  ...{ attachments: [], inlineParts: [], inlineImages: {}, warnings: [] },
};
const original = {
  heading: 'Lena <l@n> & co wrote:',
  quoted: { text: 'Bay 4?\n> older\n', html: '<p>Bay 4?</p>' },
};

function answer(kind: AnswerKind, change: Partial<MailView> = {}): DraftContent {
  return answerDraft(kind, { ...mail, ...change }, OWN, original);
}
const names = (list: DraftContent['to']): string[] => list.map(({ name }) => name);

describe('whom an answer goes to', () => {
  test('a reply: who wrote', () => {
    const { to, cc, bcc } = answer('reply');
    expect([names(to), cc, bcc]).toEqual([['Lena'], [], []]);
  });
  test('a reply to all: everyone but oneself, each once', () => {
    const { to, cc } = answer('reply-all', { cc: [person('Priya'), person('Lena'), person('PRIYA')] });
    expect([names(to), names(cc)]).toEqual([['Lena'], ['Tomas', 'Priya']]);
  });
  test('whoever asked to be answered instead', () => {
    expect(names(answer('reply', { replyTo: [person('Desk')] }).to)).toEqual(['Desk']);
  });
  test('an answer to one’s own mail: whom it went to', () => {
    expect(names(answer('reply', { from: [{ name: '', address: OWN }], to: [person('Tomas')] }).to)).toEqual([
      'Tomas',
    ]);
  });
  test('a forward: nobody yet', () => {
    const { to, cc } = answer('forward');
    expect([to, cc]).toEqual([[], []]);
  });
  test('the circle of an answer to all is everyone whom the original names', () => {
    expect(circleOf(mail)).toEqual(
      ['lena', 'katharina', 'tomas', 'priya'].map((name) => `${name}@northwind.example`),
    );
  });
});

test.each([
  ['reply', 'Plan', 'Re: Plan'],
  ['reply', 'RE : Devis', 'RE : Devis'],
  ['reply', '回复：报告', '回复：报告'],
  ['forward', 'TR : Devis', 'TR : Devis'],
  ['forward', '转发: 报告', '转发: 报告'],
  ['reply', 'RE: Plan', 'RE: Plan'],
  ['reply', 'AW: Plan', 'AW: Plan'],
  ['reply', 'Re[2]: Plan', 'Re[2]: Plan'],
  ['reply', 'Regards', 'Re: Regards'],
  ['forward', 'Plan', 'Fwd: Plan'],
  ['forward', 'WG: Plan', 'WG: Plan'],
] as const)('the subject of a %s to "%s" is "%s"', (kind, subject, expected) => {
  expect(answer(kind, { subject }).subject).toBe(expected);
});

describe('the quote', () => {
  test('of a reply stands below its heading, in quotes', () => {
    const { text, html } = answer('reply');
    expect(text).toBe(`\n\n${original.heading}\n> Bay 4?\n>> older\n`);
    expect(html).toMatch(/^(<div><br><\/div>){2}<div>Lena &#60;l@n&#62; &#38; co wrote:<\/div>/);
    expect(html).toContain('<blockquote><p>Bay 4?</p></blockquote>');
  });
  test('of a forward stands as it was', () => {
    const { text, html } = answer('forward');
    expect(text).toContain('\n\nBay 4?\n> older\n');
    expect(html).not.toContain('blockquote');
    expect(html).toContain('<p>Bay 4?</p>');
  });
  test('of a plain original makes a plain answer', () => {
    const quoted = { text: 'Bay 4?', html: null };
    expect(answerDraft('reply', mail, OWN, { ...original, quoted }).html).toBeNull();
  });
});
