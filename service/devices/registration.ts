/** Registers a device: a person's password, a fresh key, and a name that is only ever text (interfaces 2, product 3). */
import { fromMs } from '../../shared/domain/instant.ts';
import { countCharacters } from '../../shared/domain/limits.ts';
import {
  DEVICE_NAME_CHARACTERS,
  type Registered,
  type Registration,
} from '../../shared/http/registration.ts';
import { isUsablePublicKey } from '../channel/public-key.ts';
import { personKeyOf } from '../people/people.ts';
import type { SignedIn, SignIn } from '../people/sign-in.ts';
import { conflict, invalid, tooManyAttempts, wrongSignIn, type FieldProblem } from '../refusal.ts';
import { foldedKey } from '../search-key.ts';
import type { Chance } from '../storage/chance.ts';
import { toFlag } from '../storage/column-types.ts';
import type { Organisation } from '../storage/organisation.ts';
import type { Unit, WritePath } from '../storage/write-path.ts';
import { cleanLine } from '../text.ts';

export interface DeviceRegistration {
  /** Throws a `Refusal`: invalid, not-authenticated, conflict, or too-many-attempts. */
  readonly register: (request: Registration, remoteAddress: string) => Promise<Registered>;
}

interface Needs {
  readonly writePath: WritePath;
  readonly signIn: SignIn;
  readonly chance: Chance;
  readonly organisation: Pick<Organisation, 'serviceId' | 'name'>;
}

export function createDeviceRegistration({
  writePath,
  signIn,
  chance,
  organisation,
}: Needs): DeviceRegistration {
  return {
    async register({ email, password, device }, remoteAddress) {
      const problems = checkKey(device.publicKey);
      if (problems.length > 0) throw invalid(problems);
      const answer = await signIn.attempt(email, password, remoteAddress);
      if (answer.kind === 'too-many-attempts') throw tooManyAttempts(answer.retryAfterMs);
      if (answer.kind === 'refused') throw wrongSignIn();
      const { person } = answer;
      const deviceId = chance.id();
      await writePath.transact((unit) => save(unit, deviceId, person, device));
      return {
        deviceId,
        user: { id: person.id, email: person.email, displayName: person.displayName },
        service: { id: organisation.serviceId, name: organisation.name },
      };
    },
  };
}

const UNKNOWN = 'unknown';
const FACT_CHARACTERS = 50;

async function save(unit: Unit, id: string, person: SignedIn, device: Registration['device']): Promise<void> {
  if (await isTaken(unit, device.publicKey)) {
    throw conflict(
      'key-in-use',
      'this public key is registered already: make a new one for every registration',
    );
  }
  const told = {
    name: shown(device.name, DEVICE_NAME_CHARACTERS),
    platform: shown(device.platform, FACT_CHARACTERS),
    appVersion: shown(device.appVersion, FACT_CHARACTERS),
  };
  await unit.db
    .insertInto('devices')
    .values({
      id,
      personId: person.id,
      publicKey: device.publicKey,
      ...told,
      nameKey: foldedKey(told.name),
      personKey: personKeyOf(person),
      registeredAt: fromMs(unit.nowMs),
      // A device registers because somebody just signed in; it says at once when its profile is not cached.
      signedIn: toFlag(true),
      cachedMode: toFlag(true),
    })
    .execute();
  await unit.audit({
    service: 'continuity',
    actor: `person:${person.id}`,
    action: 'device.register',
    target: id,
    detail: told,
  });
}

/** By revoked devices too, and by those whose person is gone. */
async function isTaken(unit: Unit, publicKey: string): Promise<boolean> {
  const holders = await Promise.all(
    (['devices', 'removedDevices'] as const).map((table) =>
      unit.db.selectFrom(table).select('id').where('publicKey', '=', publicKey).executeTakeFirst(),
    ),
  );
  return holders.some((holder) => holder !== undefined);
}

function checkKey(publicKey: string): FieldProblem[] {
  if (isUsablePublicKey(publicKey)) return [];
  const message = 'must be the 32 raw bytes of an Ed25519 public key in base64url, and not of small order';
  return [{ pointer: '/device/publicKey', code: 'not-a-key', message }];
}

/** One line, cut to what a list can show. */
function shown(text: string | null | undefined, maxCharacters: number): string {
  const line = cleanLine((text ?? '').slice(0, maxCharacters * 16));
  if (line === '') return UNKNOWN;
  if (countCharacters(line) <= maxCharacters) return line;
  const clusters = Array.from(new Intl.Segmenter().segment(line), ({ segment }) => segment);
  return clusters.slice(0, maxCharacters).join('');
}
