/** People with and without devices, in groups of a real database, for what is judged of them. */
import fc from 'fast-check';
import { fromMs } from '../../../shared/domain/instant.ts';
import { personInputSchema } from '../../../shared/http/people.ts';
import { NOW_MS, TESTER, type CoreRig } from '../core-rig.ts';

let made = 0;

export interface DeviceTraits {
  readonly revoked: boolean;
  readonly signedIn: boolean;
  readonly cachedMode: boolean;
}
export interface PersonTraits {
  readonly disasterRecovery: boolean;
  readonly smsReady: boolean;
  readonly devices: readonly DeviceTraits[];
}

async function addDevice(rig: CoreRig, personId: string, traits: DeviceTraits): Promise<string> {
  made += 1;
  const id = `device-${String(made).padStart(4, '0')}`;
  await rig.db
    .insertInto('devices')
    .values({
      id,
      personId,
      publicKey: `key-${made}`,
      name: `Laptop ${made}`,
      platform: 'linux',
      appVersion: '1',
      registeredAt: fromMs(NOW_MS),
      revokedAt: traits.revoked ? fromMs(NOW_MS) : null,
      signedIn: traits.signedIn ? 1 : 0,
      cachedMode: traits.cachedMode ? 1 : 0,
      nameKey: '',
      personKey: '',
    })
    .execute();
  return id;
}

/** Answers with the ids of the people, in their order. */
export async function addPeople(
  rig: CoreRig,
  groupId: string,
  people: readonly PersonTraits[],
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const { disasterRecovery, smsReady, devices } of people) {
    made += 1;
    const input = personInputSchema.parse({
      email: `person-${made}@example.com`,
      displayName: `Person ${made}`,
      permissions: { disasterRecovery },
      ...(smsReady ? { phone: '+442071838750', smsConsent: true } : {}),
    });
    const { id } = await rig.core.people.create(TESTER, input);
    await rig.core.groups.setMember(TESTER, groupId, id, true);
    for (const device of devices) await addDevice(rig, id, device);
    ids.push(id);
  }
  return ids;
}

const traits = fc.record({ revoked: fc.boolean(), signedIn: fc.boolean(), cachedMode: fc.boolean() });
export const somebody: fc.Arbitrary<PersonTraits> = fc.record({
  disasterRecovery: fc.boolean(),
  smsReady: fc.boolean(),
  devices: fc.array(traits, { maxLength: 3 }),
});
export const GOOD: DeviceTraits = { revoked: false, signedIn: true, cachedMode: true };
export const READY: PersonTraits = { disasterRecovery: true, smsReady: true, devices: [GOOD] };
