/** Who takes part, and every reason why not, in order (product 2). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { participation, PARTICIPATION_REASONS } from '../../../shared/domain/participation.ts';
import type { ParticipationReason } from '../../../shared/domain/participation.ts';

const START = '2026-11-23T09:00:00.000Z';
const NOW_MS = Date.parse('2026-11-23T10:00:00.000Z');
const event = { affectedGroupId: 'munich', outlookContinuity: true, start: START, end: null };
const person = { groupIds: new Set(['munich']), disasterRecovery: true };
const device = { revoked: false, signedIn: true, cachedMode: true };

describe('participation', () => {
  it('takes part when nothing is in the way', () => {
    expect(participation(event, person, device, NOW_MS)).toEqual({ participates: true, reasons: [] });
  });

  const single: [ParticipationReason, () => ReturnType<typeof participation>][] = [
    ['event-not-current', () => participation(event, person, device, Date.parse(START) - 1)],
    [
      'outlook-continuity-off',
      () => participation({ ...event, outlookContinuity: false }, person, device, NOW_MS),
    ],
    ['not-in-affected-group', () => participation(event, { ...person, groupIds: new Set() }, device, NOW_MS)],
    [
      'no-disaster-recovery-permission',
      () => participation(event, { ...person, disasterRecovery: false }, device, NOW_MS),
    ],
    ['no-registered-device', () => participation(event, person, null, NOW_MS)],
    ['device-revoked', () => participation(event, person, { ...device, revoked: true }, NOW_MS)],
    ['signed-out', () => participation(event, person, { ...device, signedIn: false }, NOW_MS)],
    ['cached-mode-off', () => participation(event, person, { ...device, cachedMode: false }, NOW_MS)],
  ];

  it.each(single)('names %s alone when that alone is in the way', (reason, decide) => {
    expect(decide()).toEqual({ participates: false, reasons: [reason] });
  });

  it('has a case above for every reason', () => {
    expect(single.map(([reason]) => reason)).toEqual([...PARTICIPATION_REASONS]);
  });

  it('gives every reason at once, in the order of product 2', () => {
    const arbitraryDevice = fc.option(
      fc.record({ revoked: fc.boolean(), signedIn: fc.boolean(), cachedMode: fc.boolean() }),
      { nil: null },
    );
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.boolean(),
        fc.boolean(),
        arbitraryDevice,
        fc.boolean(),
        (on, member, may, own, current) => {
          const { reasons, participates } = participation(
            { ...event, outlookContinuity: on },
            { groupIds: new Set(member ? ['munich'] : ['graz']), disasterRecovery: may },
            own,
            current ? NOW_MS : 0,
          );
          const hindrances = [
            !current,
            !on,
            !member,
            !may,
            own === null,
            own?.revoked,
            own?.signedIn === false,
            own?.cachedMode === false,
          ];
          expect(reasons).toEqual(PARTICIPATION_REASONS.filter((_, index) => hindrances[index]));
          expect(participates).toBe(reasons.length === 0);
        },
      ),
    );
  });
});
