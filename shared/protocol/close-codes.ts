/** Why a channel was closed, and what a device does about it (interfaces 3). */

export const CLOSE_CODES = {
  notAuthenticated: 4001,
  revoked: 4003,
  badFrame: 4008,
  replaced: 4009,
  versionNotServed: 4012,
  tooManyAttempts: 4029,
  restarting: 1012,
} as const;
export type CloseCode = (typeof CLOSE_CODES)[keyof typeof CLOSE_CODES];

/** What to do after a close: `never` needs a person, `forget` wipes the device, `after` retries with backoff. */
export type AfterClose = 'never' | 'forget' | 'after';

export function afterClose(code: number): AfterClose {
  switch (code) {
    case CLOSE_CODES.revoked:
      return 'forget';
    case CLOSE_CODES.notAuthenticated:
    case CLOSE_CODES.replaced:
    case CLOSE_CODES.versionNotServed:
      return 'never';
    default:
      return 'after';
  }
}
