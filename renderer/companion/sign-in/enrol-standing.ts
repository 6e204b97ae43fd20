/** What a link that asks to enrol means for a device as it is (pure). */
import type { EnrolQuestion, OrganisationView } from '../../../shared/bridge/settings.ts';
import type { SessionView } from '../../../shared/bridge/snapshot.ts';

export type EnrolStanding =
  | { readonly kind: 'new' }
  /** With that service already. */
  | { readonly kind: 'already'; readonly person: string }
  /** With another: what it has is lost to it, so its person signs out first. */
  | { readonly kind: 'elsewhere'; readonly service: string; readonly person: string }
  /** The organisation has set another service. */
  | { readonly kind: 'not-ours'; readonly service: string };

export function enrolStanding(
  { serviceUrl }: EnrolQuestion,
  session: SessionView | null,
  organisation: OrganisationView,
): EnrolStanding {
  if (organisation.service !== null && organisation.service !== serviceUrl)
    return { kind: 'not-ours', service: organisation.service };
  if (session?.state !== 'signed-in') return { kind: 'new' };
  const person = session.person.email;
  return session.serviceUrl === serviceUrl
    ? { kind: 'already', person }
    : { kind: 'elsewhere', service: session.serviceUrl, person };
}
