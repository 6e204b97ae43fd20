/** Tests which band is shown, and that it claims nothing that the device does not know. */
import { describe, expect, test } from 'vitest';
import { bandKey, chooseBand, hoursSince } from '../../../../renderer/companion/mode-band/choose-band.ts';
import { fromMs, toMs } from '../../../../shared/domain/instant.ts';
import type { DeviceSnapshot } from '../../../../shared/bridge/snapshot.ts';
import { NOW } from '../../gallery/sample-mail.ts';
import { device, SCENARIOS } from '../../gallery/sample-snapshots.ts';

const nowMs = toMs(NOW);
const bandOf = (snapshot: DeviceSnapshot) => chooseBand(snapshot, nowMs);

describe('the mode band', () => {
  test.each([
    ['normal', 'normal'],
    ['dr', 'dr'],
    ['dr-several', 'dr'],
    ['blocked', 'blocked'],
    ['recovering', 'recovering'],
    ['offline', 'normal'],
  ] as const)('%s shows %s', (scenario, kind) => {
    expect(bandOf(SCENARIOS[scenario]).kind).toBe(kind);
  });

  test('G11: of overlapping events the oldest leads and the others are named', () => {
    const band = bandOf(SCENARIOS['dr-several']);
    if (band.kind !== 'dr') throw new Error('not in DR');
    expect([band.main.id, ...band.others.map(({ id }) => id)]).toEqual(['e1', 'e3']);
  });

  test('a lost link is said, and normal mode only as of the last contact', () => {
    expect(bandOf(SCENARIOS.offline)).toMatchObject({
      kind: 'normal',
      caveat: { kind: 'link-lost' },
      knownAt: SCENARIOS.offline.link.lastContactAt,
    });
    expect(bandOf(device)).toMatchObject({ caveat: null, knownAt: null });
  });

  test('G4: checking comes before everything else that could be doubted', () => {
    expect(bandOf(SCENARIOS['dr-checking'])).toMatchObject({ caveat: { kind: 'checking' } });
    expect(bandOf(SCENARIOS['dr-eternal'])).toMatchObject({ caveat: { kind: 'last-known' } });
  });

  test('what can be read is what is cached', () => {
    expect(bandOf(SCENARIOS.dr)).toMatchObject({ reading: { kind: 'five-days' } });
    expect(bandOf(SCENARIOS['dr-syncing'])).toMatchObject({
      reading: { kind: 'so-far', have: 84, expected: 148 },
    });
  });

  test('an event that the person may not join is said; one of other people’s groups is not', () => {
    const left = (reasons: DeviceSnapshot['mode']['reasons']) =>
      bandOf({ ...device, mode: { ...device.mode, reasons } });
    expect(left(['no-disaster-recovery-permission'])).toMatchObject({
      leftOut: 'no-disaster-recovery-permission',
    });
    expect(left(['not-in-affected-group', 'no-disaster-recovery-permission'])).toMatchObject({
      leftOut: null,
    });
  });

  test('tokens, Motion: a counter that moves is no new announcement, a new message is', () => {
    const { recovering } = SCENARIOS.recovering.mode;
    const further = {
      ...SCENARIOS.recovering,
      mode: {
        ...SCENARIOS.recovering.mode,
        recovering: { ...recovering, recovery: { delivered: 38, total: 212 } },
      },
    };
    expect(bandKey(bandOf(further))).toBe(bandKey(bandOf(SCENARIOS.recovering)));
    const edited = SCENARIOS.dr.mode.participating.map((event) => ({
      ...event,
      startMessage: 'Still down.',
    }));
    const changed = { ...SCENARIOS.dr, mode: { ...SCENARIOS.dr.mode, participating: edited } };
    expect(bandKey(bandOf(changed))).not.toBe(bandKey(bandOf(SCENARIOS.dr)));
  });

  test.each([
    [26 * 3_600_000, 26],
    [26.9 * 3_600_000, 26],
    [60_000, 1],
  ])('%d ms are %d whole hours', (spanMs, hours) => {
    expect(hoursSince(fromMs(nowMs - spanMs), nowMs)).toBe(hours);
  });
});
