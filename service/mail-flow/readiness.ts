/** Whether the next servers can be reached, as the last attempts found; mail for those that cannot waits here. */
import type { ReadinessProblem, ReadinessSource } from '../readiness.ts';
import type { MailFlow } from './mail-flow.ts';
import type { Route } from './routing.ts';

/** Of routes that have one server; what others' MX records name is out of anybody's hands here. */
const UNREACHABLE = {
  primary: {
    code: 'primary-unreachable',
    message: 'A mail server of the organisation cannot be reached: its mail waits here.',
  },
  'smart-host': {
    code: 'smart-host-unreachable',
    message: 'The smart host cannot be reached: outgoing mail waits here.',
  },
} as const satisfies Partial<Record<Route['kind'], ReadinessProblem>>;

export function mailFlowReadiness({ routes, health }: Pick<MailFlow, 'routes' | 'health'>): ReadinessSource {
  return () =>
    (['primary', 'smart-host'] as const).flatMap((kind) => {
      const sinceMs = routes
        .filter((route) => route.kind === kind)
        .map(health)
        .flatMap((found) => (found.state === 'down' ? [found.sinceMs] : []));
      return sinceMs.length === 0 ? [] : [{ ...UNREACHABLE[kind], sinceMs: Math.min(...sinceMs) }];
    });
}
