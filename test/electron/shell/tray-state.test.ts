/** The tray's four states (experience, "Tray"). */
import { describe, expect, test } from 'vitest';
import type { DeviceSnapshot } from '../../../shared/bridge/snapshot.ts';
import { LINK_GRACE_MS, trayState } from '../../../electron/shell/tray-state.ts';
import { NOW, sampleEvent, sampleShell, sampleSnapshot, sampleUpdate } from '../sample-snapshot.ts';

const calm = sampleSnapshot();
const dr: Partial<DeviceSnapshot> = { mode: { ...calm.mode, mode: 'dr', participating: [sampleEvent()] } };
const blocked: Partial<DeviceSnapshot> = {
  mode: { ...calm.mode, blocked: [sampleEvent({ participates: false })] },
};
const signedOut: Partial<DeviceSnapshot> = {
  session: { state: 'signed-out', because: 'revoked', serviceUrl: null, email: null, kept: 0, lost: [] },
};
const offlineFor = (ms: number): Partial<DeviceSnapshot> => ({
  link: {
    state: 'offline',
    lastContactAt: new Date(Date.parse(NOW) - ms).toISOString(),
    nextRetryAt: null,
    attempts: 2,
    problem: 'unreachable',
    failure: null,
  },
});
const neverLinked = (attempts: number): Partial<DeviceSnapshot> => ({
  link: { state: 'offline', lastContactAt: null, nextRetryAt: null, attempts, problem: null, failure: null },
});

describe('experience: the tray', () => {
  test.each<[string, Partial<DeviceSnapshot>, string]>([
    ['all is well', {}, 'normal'],
    ['DR', dr, 'dr'],
    ['DR without a link is still DR', { ...dr, ...offlineFor(3_600_000) }, 'dr'],
    ['blocked comes before all', { ...blocked, ...offlineFor(3_600_000) }, 'attention'],
    ['signed out', signedOut, 'attention'],
    ['the link is lost for long', offlineFor(LINK_GRACE_MS + 1), 'unreachable'],
    ['product 3: a short drop stays quiet', offlineFor(LINK_GRACE_MS), 'normal'],
    ['before the first attempt', neverLinked(0), 'normal'],
    ['the first attempt failed', neverLinked(1), 'unreachable'],
    ['polling reaches the service', { link: { ...calm.link, state: 'polling' } }, 'normal'],
  ])('%s', (_what, device, state) => {
    expect(trayState(sampleUpdate(device))).toBe(state);
  });

  test('the device has not spoken yet', () => {
    expect(trayState({ device: null, shell: sampleShell() })).toBe('normal');
  });
  test('its process is down', () => {
    expect(trayState(sampleUpdate(dr, { deviceProblem: 'ended with code 6' }))).toBe('attention');
  });
});
