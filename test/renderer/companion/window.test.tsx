/** Tests the window as a person meets it: what each state says, and what its buttons ask for. */
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { updateOf, SCENARIOS, shell, type ScenarioName } from '../gallery/sample-snapshots.ts';
import { showWindow } from './window-rig.tsx';

afterEach(cleanup);

const german = { settings: { ...shell.settings, language: 'de' as const }, locale: 'de-DE' };
const band = (name = 'Mode') => screen.getByRole('region', { name });

describe('the mode band', () => {
  test.each([
    ['normal', 'Mail is running normally.'],
    ['dr', 'Mail server outage, Munich data centre'],
    ['blocked', 'Use Cached Exchange Mode is off'],
    ['recovering', 'Mail is back. 37 of 212 held messages delivered.'],
  ] as const)('%s says "%s" as the page’s heading', (scenario, heading) => {
    showWindow(updateOf(scenario));
    expect(screen.getByRole('heading', { level: 1, name: heading })).toBeTruthy();
  });

  test.each([
    ['normal', 'E-Mail läuft normal.'],
    ['blocked', 'Der Exchange-Cache-Modus ist aus'],
    ['recovering', 'E-Mail ist wieder da. 37 von 212 zurückgehaltenen E-Mails zugestellt.'],
  ] as const)('%s says it in German', (scenario, heading) => {
    showWindow(updateOf(scenario, german));
    expect(screen.getByRole('heading', { level: 1, name: heading })).toBeTruthy();
    expect(document.documentElement.lang).toBe('de');
  });

  test('DR shows the administrator’s message, since, until and what works, and offers to write', () => {
    showWindow(updateOf('dr'));
    const words = band().textContent;
    expect(words).toContain('Questions: service desk, extension 4400.');
    expect(words).toContain('You can read the last five days and send mail from here.');
    expect(screen.getByRole('button', { name: 'New message' })).toBeTruthy();
  });

  test('an Eternal event is until further notice, and old knowledge is said to be old', () => {
    showWindow(updateOf('dr-eternal'));
    expect(band().textContent).toContain('Further notice');
    expect(band().textContent).toContain('Last known state, 26 hours old');
  });

  test('Blocked has the one button that removes what is in the way', () => {
    const { api } = showWindow(updateOf('blocked'));
    fireEvent.click(within(band()).getByRole('button', { name: 'Turn on Use Cached Exchange Mode' }));
    expect(api.calls.at(-1)).toEqual({ name: 'profile.set', input: { connectionMode: 700 } });
  });

  test('folding the DR band keeps what works in sight', () => {
    showWindow(updateOf('dr-offline'));
    fireEvent.click(within(band()).getByRole('button', { name: 'Show less' }));
    expect(band().textContent).toContain('The link is lost: new mail comes in when it is back.');
    expect(within(band()).getByRole('button', { name: 'Show the message' })).toBeTruthy();
  });
});

describe('announcements', () => {
  test('a change of mode is announced once, Blocked as an alert, and the start not at all', () => {
    const { api } = showWindow(updateOf('normal'));
    const said = () =>
      screen
        .getAllByRole('status')
        .map((region) => region.textContent)
        .join('');
    expect(said()).toBe('');
    act(() => api.publish(updateOf('dr')));
    expect(said()).toContain('Disaster recovery mode. Mail server outage');
    act(() => api.publish(updateOf('blocked')));
    expect(screen.getByRole('alert').textContent).toContain('Use Cached Exchange Mode is off');
    expect(said()).toBe('');
  });
});

describe('rail and status bar', () => {
  test('notices and things to do are counted, quiet lines are not', () => {
    showWindow(updateOf('notices'));
    expect(screen.getByRole('button', { name: /Notices.*3 new notices/ })).toBeTruthy();
  });

  test('the outbox is counted until it is empty', () => {
    const { api } = showWindow(updateOf('dr-offline'));
    const bar = screen.getByRole('contentinfo');
    expect(bar.textContent).toContain('Outbox: 1 waiting');
    act(() => api.publish(updateOf('dr')));
    expect(bar.textContent).toContain('Outbox: empty');
  });

  test('product 3: the lost link says what still works, the last success, the next try, and retries', () => {
    const { api } = showWindow(updateOf('offline'));
    const panel = screen.getByLabelText('The link to the control service is lost');
    expect(panel.textContent).toContain('Reading and searching the cached mail still work.');
    expect(panel.textContent).toContain('in 40 seconds');
    fireEvent.click(within(panel).getByRole('button', { name: 'Retry now', hidden: true }));
    expect(api.calls.at(-1)?.name).toBe('link.retryNow');
  });
});

describe('pages', () => {
  test('Status opens what is not in order, and nothing else', () => {
    showWindow(updateOf('blocked'), { place: 'status' });
    const open = screen.getAllByRole('button', { expanded: true });
    expect(open.map(({ textContent }) => textContent)).toEqual([
      expect.stringContaining('Use Cached Exchange Mode is off'),
    ]);
  });

  test('a notice is dismissed by its button', () => {
    const { api } = showWindow(updateOf('notices'), { place: 'notices' });
    fireEvent.click(screen.getAllByRole('button', { name: /^Dismiss/ })[0] as HTMLElement);
    expect(api.calls.at(-1)).toEqual({ name: 'notices.dismiss', input: { id: 'n5' } });
  });

  test('a clicked notification leads to its notice', () => {
    const { api } = showWindow(updateOf('notices'));
    act(() => api.publish(updateOf('notices', { goTo: { place: 'notices', noticeId: 'n1', at: 1 } })));
    expect(document.activeElement?.textContent).toContain('Questions: service desk');
  });

  test('signing out asks first', () => {
    const { api } = showWindow(updateOf('normal'), { place: 'settings' });
    fireEvent.click(screen.getByRole('button', { name: 'Sign out' }));
    expect(api.calls.some(({ name }) => name === 'session.signOut')).toBe(false);
    fireEvent.click(
      within(screen.getByRole('dialog', { name: 'Sign out of this device?' })).getByRole('button', {
        name: 'Sign out',
      }),
    );
    expect(api.calls.at(-1)?.name).toBe('session.signOut');
  });

  test.each(Object.keys(SCENARIOS) as ScenarioName[])(
    'every place can be shown in the state %s',
    (scenario) => {
      for (const place of ['mail', 'notices', 'status', 'settings'] as const) {
        showWindow(updateOf(scenario, german), { place });
        expect(document.body.textContent).not.toMatch(
          /\{\{|undefined|NaN|Invalid Date|problems\.|status\.items/,
        );
        cleanup();
      }
    },
  );
});

describe('sign-in', () => {
  test('problems stand at their fields, and nothing is asked', () => {
    const { api } = showWindow(updateOf('sign-in'));
    fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(screen.getByText('Enter your mail address.')).toBeTruthy();
    expect(screen.getByText('Enter your cloud password.')).toBeTruthy();
    expect(api.calls).toEqual([]);
  });

  test('what the device says against it stands at the field that it names', async () => {
    const { api } = showWindow(updateOf('sign-in'));
    api.refuse('session.signIn', {
      code: 'wrong-credentials',
      field: 'password',
      message: '',
      retryAfterMs: 90_000,
    });
    fireEvent.change(screen.getByLabelText('Address'), { target: { value: ' ada@a.test ' } });
    fireEvent.change(screen.getByLabelText('Cloud password'), { target: { value: 'x' } });
    fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(
      await screen.findByText('Address or cloud password is not right. Try again in 2 minutes.'),
    ).toBeTruthy();
    expect(api.calls[0]?.input).toMatchObject({ email: 'ada@a.test', serviceUrl: shell.offeredServiceUrl });
  });
});
