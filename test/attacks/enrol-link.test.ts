/** Attack: a page or a mail holds a link that is to enrol the device with a stranger's service, or to smuggle in more. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linkAmong, parseEnrolLink } from '../../electron/shell/enrolment/enrol-link.ts';
import { keepEnrolment } from '../../electron/shell/enrolment/keep-enrolment.ts';
import { launchRefusal } from '../../electron/shell/launch-arguments.ts';

const LINK = 'continuity://enrol?service=https%3A%2F%2Fcontrol.example&email=ada%40control.example';
const enrol = (service: string): string => `continuity://enrol?service=${encodeURIComponent(service)}`;

describe('a link', () => {
  test.each([
    [LINK, 'https://control.example', 'control.example', 'ada@control.example'],
    ['CONTINUITY://enrol/?service=https://a.example', 'https://a.example', 'a.example', null],
    [enrol('https://a.example:8443/mail/'), 'https://a.example:8443/mail', 'a.example:8443/mail', null],
    [enrol('http://127.0.0.1:8025'), 'http://127.0.0.1:8025', '127.0.0.1:8025', null],
    [`${enrol('https://a.example')}&code=ABCD-1234&theme=dark`, 'https://a.example', 'a.example', null],
    // What is shown is what is used.
    [enrol('https://a.example/%2e%2e/x'), 'https://a.example/x', 'a.example/x', null],
    // A look-alike shows what it is.
    [enrol('https://cоntrol.example'), 'https://xn--cntrol-wqf.example', 'xn--cntrol-wqf.example', null],
  ])('%s', (text, serviceUrl, shownService, email) => {
    expect(parseEnrolLink(text)).toEqual({ ok: true, value: { serviceUrl, shownService, email } });
  });

  test.each([
    ['service', 'continuity://enrol'],
    ['service', enrol('javascript:alert(1)')],
    ['service', enrol('file:///etc/passwd')],
    ['service', enrol('data:text/html,x')],
    ['service', enrol('http://a.example')],
    ['service', enrol('http://127.0.0.1.evil.example')],
    ['service', enrol('https://control.example@evil.example')],
    ['service', enrol('https://user:secret@evil.example')],
    ['service', enrol('https://a.example?x=1')],
    ['service', enrol('https://a.example/#x')],
    ['service', enrol('https://a.example\\@b.example\\')],
    ['service', enrol('//a.example')],
    ['service', enrol('a.example')],
    ['service', enrol('https://a.exam\u200bple')],
    ['service', enrol('https://a.example\u202e')],
    ['service', 'continuity://enrol?service=https://a.example/+b'],
    ['hidden-character', 'continuity://enrol?service=https://a.example --inspect'],
    ['hidden-character', `${LINK}\n`],
    ['hidden-character', `${LINK}\u0000`],
    ['repeated', `${LINK}&service=https%3A%2F%2Fevil.example`],
    ['repeated', `${LINK}&email=eve%40evil.example`],
    ['email', `${enrol('https://a.example')}&email=`],
    ['email', `${enrol('https://a.example')}&email=ada%40a.example%0d%0aBcc%3A`],
    ['email', `${enrol('https://a.example')}&email=${'a'.repeat(250)}%40a.example`],
    ['not-enrol', 'continuity://quit?service=https://a.example'],
    ['not-enrol', 'continuity://enrol@evil/?service=https://a.example'],
    ['not-enrol', 'continuity://enrol:1/?service=https://a.example'],
    ['not-enrol', 'continuity://enrol/now?service=https://a.example'],
    ['not-enrol', 'continuity:enrol?service=https://a.example'],
    ['not-enrol', 'https://enrol/?service=https://a.example'],
    ['too-long', `${LINK}&x=${'x'.repeat(2048)}`],
  ])('is refused as %s: %j', (problem, text) => {
    expect(parseEnrolLink(text)).toEqual({ ok: false, problem });
  });

  test('of any kind never gives more than a service that is reached safely, and an address', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.webUrl({ withQueryParameters: true }), fc.string()),
        fc.string(),
        (service, more) => {
          const link = parseEnrolLink(`${enrol(service)}&${more}`);
          if (link.ok)
            expect(link.value.serviceUrl).toMatch(
              /^(https:\/\/[^@?#\s]+|http:\/\/(localhost|127\.0\.0\.1|\[::1\])[^@?#\s]*)$/,
            );
        },
      ),
    );
  });
});

describe('a command line', () => {
  test('gives one link, wherever it stands, and none where there are several', () => {
    expect(linkAmong(['app', '.', '--hidden', LINK])).toBe(LINK);
    expect(linkAmong(['app', LINK, '--allow-file-access-from-files'])).toBe(LINK);
    expect(linkAmong(['app', LINK, LINK])).toBe(null);
    expect(linkAmong(['app', `--x=${LINK}`, 'https://a.example'])).toBe(null);
  });

  test.each([
    '--inspect',
    '--user-data-dir=/tmp/evil',
    '--password-store=basic',
    '--hidden',
    '--',
    '/inspect',
  ])('with a link and %s starts no packaged app', (smuggled) => {
    const platform = smuggled.startsWith('/') ? 'win32' : 'linux';
    const refusal = (argv: readonly string[]) => launchRefusal(argv, { packaged: true, platform });
    expect(refusal(['app', LINK, smuggled])).not.toBe(null);
    expect(refusal(['app', smuggled, LINK])).not.toBe(null);
    expect(refusal(['app', LINK])).toBe(null);
  });
});

function keeper() {
  const asked: boolean[] = [];
  let nowMs = 0;
  const enrolment = keepEnrolment({
    nowMs: () => nowMs,
    changed: () => void asked.push(enrolment.current().question !== null),
    log: { write: () => undefined },
  });
  return { enrolment, asked, later: (ms: number) => void (nowMs += ms) };
}

describe('a flood of links', () => {
  test('asks once, and the first question stays what it was', () => {
    const { enrolment, asked } = keeper();
    enrolment.takeFrom(['app', enrol('https://first.example')]);
    for (let turn = 0; turn < 1_000; turn += 1)
      enrolment.takeFrom(['app', enrol(`https://evil-${String(turn)}.example`)]);
    expect(asked).toEqual([true]);
    expect(enrolment.current().question?.link.shownService).toBe('first.example');
    // Meant for a question that is not asked.
    enrolment.answer({ id: 99, accept: true });
    expect(enrolment.current().offer).toBe(null);
  });

  test('is quiet for a while after a no, and asks again later', () => {
    const { enrolment, asked, later } = keeper();
    enrolment.takeFrom([LINK]);
    enrolment.answer({ id: 1, accept: false });
    enrolment.takeFrom([LINK]);
    later(9_999);
    enrolment.takeFrom([LINK]);
    expect(asked).toEqual([true, false]);
    later(1);
    enrolment.takeFrom([LINK]);
    expect(enrolment.current().question?.id).toBe(2);
    // Of the question before.
    enrolment.answer({ id: 1, accept: true });
    expect(enrolment.current().offer).toBe(null);
    enrolment.answer({ id: 2, accept: true });
    expect(enrolment.current()).toMatchObject({
      question: null,
      offer: { link: { shownService: 'control.example' } },
    });
  });
});
