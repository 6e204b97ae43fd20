/** What an administrator does in the tests, by REST. */
import { z } from 'zod';
import { demoPerson, type RealService } from './real-service.ts';

const created = z.object({ id: z.string() });
const page = z.object({ items: z.array(z.object({ id: z.string() })) });

export interface Administrator {
  /** A group of which only the demo person is a member. */
  readonly groupId: string;
  readonly personId: string;
  /** Answers with the event's id. */
  readonly createEvent: (event: Readonly<Record<string, unknown>>) => Promise<string>;
  readonly endNow: (eventId: string) => Promise<void>;
  /** Plays the held mail's way back; `total` null ends it. */
  readonly recover: (eventId: string, delivered: number, total: number | null) => Promise<void>;
}

export async function createAdministrator({ api }: RealService): Promise<Administrator> {
  const people = page.parse(await api('GET', `/users?q=${encodeURIComponent(demoPerson.email)}`));
  const [person] = people.items;
  if (person === undefined) throw new Error('the demo organisation has no demo person');
  const group = created.parse(await api('POST', '/groups', { name: 'Pilot group' }));
  await api('PUT', `/groups/${group.id}/members/${person.id}`);
  return {
    groupId: group.id,
    personId: person.id,
    async createEvent(event) {
      const saved = await api('POST', '/events', {
        affectedGroupId: group.id,
        timeZone: 'Europe/Berlin',
        end: null,
        ...event,
      });
      return created.parse(saved).id;
    },
    async endNow(eventId) {
      await api('POST', `/events/${eventId}/end`);
    },
    async recover(eventId, delivered, total) {
      await api('POST', '/lab/recovery', { eventId, delivered, total });
    },
  };
}

/** Milliseconds from now, as REST takes it. */
export function inMs(delayMs: number): string {
  return new Date(Date.now() + delayMs).toISOString();
}
