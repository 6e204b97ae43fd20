/** Scopes as a person chooses them: of each resource nothing, reading, or reading and changing (pure). */
import { SCOPES, type Scope } from '../../../shared/domain/access.ts';

export type Level = 'none' | 'read' | 'write';

/** By resource. */
export type Levels = Readonly<Record<Resource, Level>>;

export const RESOURCES = ['events', 'groups', 'users', 'devices', 'audit', 'webhooks', 'lab'] as const;
export type Resource = (typeof RESOURCES)[number];

export const NOTHING: Levels = {
  events: 'none',
  groups: 'none',
  users: 'none',
  devices: 'none',
  audit: 'none',
  webhooks: 'none',
  lab: 'none',
};

/** Of some there is nothing to change. */
export function levelsOf(resource: Resource): readonly Level[] {
  return SCOPES.some((scope) => scope === `${resource}:write`) ? ['none', 'read', 'write'] : ['none', 'read'];
}

/** Writing includes reading, so one scope a resource is enough. */
export function scopesOf(levels: Levels): readonly Scope[] {
  return SCOPES.filter((scope) => RESOURCES.some((resource) => scope === `${resource}:${levels[resource]}`));
}

/** `events:write` → `events`, `write`. */
export function partsOf(scope: Scope): { readonly resource: Resource; readonly verb: 'read' | 'write' } {
  const resource = RESOURCES.find((name) => scope.startsWith(`${name}:`));
  if (resource === undefined) throw new Error(`${scope} is of no resource`);
  return { resource, verb: scope.endsWith(':write') ? 'write' : 'read' };
}
