/** What was done, in words, and where what it was done to has a page. */
import { useText } from '../../text/text-root.tsx';
import type { To } from '../router/routes.ts';

export const THINGS = [
  'continuity-event',
  'device',
  'group',
  'person',
  'webhook',
  'administrator',
  'api-token',
] as const;

/** What is looked for by itself, beside all that is done to one kind of thing. */
export const SOUGHT = ['person.sign-in-refused', 'administrator.sign-in-refused'] as const;

const ACTIONS = [
  'continuity-event.create',
  'continuity-event.edit',
  'continuity-event.extend',
  'continuity-event.end',
  'continuity-event.delete',
  'continuity-event.recovery',
  'continuity-event.forget',
  'device.register',
  'device.revoke',
  'group.create',
  'group.edit',
  'group.delete',
  'group.add-member',
  'group.remove-member',
  'group.add-group',
  'group.remove-group',
  'person.create',
  'person.edit',
  'person.delete',
  'person.sign-in-refused',
  'webhook.create',
  'webhook.edit',
  'webhook.delete',
  'webhook.test',
  'administrator.create',
  'administrator.edit',
  'administrator.remove',
  'administrator.sign-in',
  'administrator.sign-in-refused',
  'administrator.sign-out',
  'administrator.second-factor-refused',
  'administrator.recovery-code-use',
  'second-factor.add',
  'second-factor.remove',
  'second-factor.reset',
  'recovery-codes.renew',
  'security-settings.edit',
  'api-token.create',
  'api-token.revoke',
  'clock.steer',
  'clock.agreed',
  'clock.unconfirmed',
  'clock.doubted',
  'clock.own',
  'clock.decide',
  'fault.set',
  'database.restore',
] as const;

/** A newer service has actions that this page knows no words for: then it is the log's own. */
export function useActionWords(): (action: string) => string {
  const t = useText();
  return (action) => {
    const known = ACTIONS.find((one) => one === action);
    return known === undefined ? action : t(`console.audit.actions.${known}`);
  };
}

/** null: it has no page. Whether it is still there is for its page to say. */
export function pageOfTarget(action: string, id: string): To | null {
  // Failed sign-ins at addresses that nobody has are nobody's.
  if (id === '') return null;
  const [thing = ''] = action.split('.', 1);
  if (thing === 'continuity-event') return { route: 'event', id };
  if (thing === 'device' || thing === 'group' || thing === 'person' || thing === 'webhook')
    return { route: thing, id };
  return null;
}
