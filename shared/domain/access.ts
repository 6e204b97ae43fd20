/** Who may do what: roles, scopes, and the one rule that the service enforces and the console shows. */

/** Auditors read everything and change nothing. */
export const ROLES = ['administrator', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

/** What an API token can be given: `<resource>:<read|write>`, the resource as in the address of its routes. */
export const SCOPES = [
  'events:read',
  'events:write',
  'groups:read',
  'groups:write',
  'users:read',
  'users:write',
  'devices:read',
  'devices:write',
  'audit:read',
  'mail:read',
  'mail:write',
  'webhooks:read',
  'webhooks:write',
  'lab:read',
  'lab:write',
] as const;
export type Scope = (typeof SCOPES)[number];

/** `access` is administrators and API tokens; no token has it, or it could give itself more than it was given. */
export const PERMISSIONS = [...SCOPES, 'access:read', 'access:write'] as const;
export type Permission = (typeof PERMISSIONS)[number];

export function permissionsOfRole(role: Role): readonly Permission[] {
  return role === 'administrator' ? PERMISSIONS : PERMISSIONS.filter((permission) => isRead(permission));
}

/** Whoever may write may read the same. */
export function permits(held: readonly Permission[], wanted: Permission): boolean {
  if (held.includes(wanted)) return true;
  const writing = wanted.replace(/:read$/u, ':write');
  return held.some((permission) => permission === writing);
}

function isRead(permission: Permission): boolean {
  return permission.endsWith(':read');
}
