/** What the window is told of the organisation's settings, and what it offers at sign-in: link, then organisation, then environment. */
import type { OrganisationView, ShellNote, ShellView } from '../../../shared/bridge/settings.ts';
import type { Enrolment } from '../enrolment/enrolment.ts';
import type { Organisation } from './organisation-settings.ts';

export function organisationView({ settings }: Organisation): OrganisationView {
  const { service, openAtLogin, signInHint } = settings;
  return {
    service,
    openAtLogin,
    emailDomain: signInHint === null || isWhole(signInHint) ? null : signInHint,
  };
}

export function organisationNotes({ problems }: Organisation): readonly ShellNote[] {
  return problems.map(({ place, field, rule }) => ({ kind: 'organisation', place, broken: { field, rule } }));
}

export function offerOf(
  { offer, question }: Enrolment,
  { settings }: Organisation,
  fromEnvironment: string | undefined,
): Pick<ShellView, 'offeredServiceUrl' | 'offeredEmail' | 'offerId' | 'enrolment'> {
  const { service, signInHint } = settings;
  const hint = signInHint !== null && isWhole(signInHint) ? signInHint : null;
  // A link to another service than the organisation's is not followed, whatever the window says.
  const link = service === null || offer?.link.serviceUrl === service ? offer : null;
  return {
    offeredServiceUrl: service ?? link?.link.serviceUrl ?? fromEnvironment ?? null,
    offeredEmail: link?.link.email ?? hint,
    offerId: link?.id ?? 0,
    enrolment: question === null ? null : { id: question.id, ...question.link },
  };
}

function isWhole(hint: string): boolean {
  return hint.includes('@');
}
