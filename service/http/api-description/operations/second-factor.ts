/** OpenAPI: second factors of administrators. */
import type { FactorProof } from '../../../../shared/http/second-factor.ts';
import { factorChallengeExample, passkeyIdExample, sessionExample } from '../examples.ts';
import type { Operation } from '../operation.ts';

const { challenge, expiresAt } = factorChallengeExample;
const currentPassword = 'correct horse battery staple';
const proof: FactorProof = { challenge, kind: 'totp', code: '492039' };
const recoveryCodes = ['7M2K-9QWD-X4TB-0HRC', 'J3VN-6ZPE-1YGS-8AFK'];

export const SECOND_FACTOR_OPERATIONS = {
  'POST /session/second-factor': {
    id: 'signInWithFactor',
    summary: 'Finish signing in with a second factor',
    description:
      'A challenge is answered once, within five minutes and five tries: by a passkey (`assertion` is what the browser answers), or by a code of an app or a recovery code, each taken once.',
    request: proof,
    answer: sessionExample,
    refuses: [409],
  },
  'GET /session/second-factor': {
    id: 'getSecondFactor',
    summary: 'One’s own second factors',
    answer: {
      factors: [
        {
          id: 'fac_8Kd2Lq',
          kind: 'totp',
          name: 'Phone',
          host: null,
          createdAt: '2026-11-20T10:00:00.000Z',
          lastUsedAt: '2026-11-23T07:31:00.000Z',
        },
      ],
      recoveryCodesLeft: 10,
      required: true,
      passkeysHere: true,
      resetAt: null,
    },
    refuses: [404],
  },
  'POST /session/second-factor/totp': {
    id: 'beginAuthenticatorApp',
    summary: 'Begin to set up an authenticator app',
    description: 'The secret is told this once, and counts when a code of it has been confirmed.',
    request: { currentPassword },
    answer: {
      challenge,
      expiresAt,
      secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
      address: 'otpauth://totp/Continuity:ines%40north.example?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
    },
    refuses: [404, 409],
  },
  'POST /session/second-factor/totp/confirm': {
    id: 'confirmAuthenticatorApp',
    summary: 'Confirm an authenticator app with a code',
    description:
      'The first factor brings recovery codes, told this once, and ends every other session of oneself.',
    request: { challenge, code: '492039', name: 'Phone' },
    answer: { recoveryCodes },
    refuses: [404, 409],
  },
  'POST /session/second-factor/passkey': {
    id: 'beginPasskey',
    summary: 'Begin to set up a passkey',
    description:
      'Where `passkeysHere` says so: at the public https address, or at localhost. `passkey` is for `navigator.credentials.create`.',
    request: { currentPassword },
    answer: {
      challenge,
      expiresAt,
      passkey: {
        challenge,
        rp: { id: 'continuity.north.example', name: 'North' },
        user: { id: 'YWRtXzJIczZZZQ', name: 'ines@north.example', displayName: 'Inês Hoffmann' },
        pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
        timeout: 300_000,
        attestation: 'none',
        authenticatorSelection: { residentKey: 'preferred', userVerification: 'discouraged' },
        excludeCredentials: [],
      },
    },
    refuses: [404, 409],
  },
  'POST /session/second-factor/passkey/confirm': {
    id: 'confirmPasskey',
    summary: 'Confirm a passkey with what the browser made',
    description:
      'The first factor brings recovery codes, told this once, and ends every other session of oneself.',
    request: {
      challenge,
      name: 'Laptop',
      registration: {
        ...{ id: passkeyIdExample, rawId: passkeyIdExample, type: 'public-key' },
        response: {
          ...{ clientDataJSON: 'eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIn0', attestationObject: 'o2NmbXRkbm9uZQ' },
          transports: ['internal', 'hybrid'],
        },
      },
    },
    answer: { recoveryCodes },
    refuses: [404, 409],
  },
  'POST /session/second-factor/challenge': {
    id: 'askForFactor',
    summary: 'A challenge to be answered with a second factor',
    answer: factorChallengeExample,
    refuses: [404],
  },
  'POST /session/second-factor/:id/remove': {
    id: 'removeFactor',
    summary: 'Remove one of one’s own factors, with password and a factor',
    request: { currentPassword, proof },
    refuses: [409],
  },
  'POST /session/recovery-codes': {
    id: 'renewRecoveryCodes',
    summary: 'Ten new recovery codes, told this once; those before are worth nothing',
    request: { currentPassword, proof },
    answer: { recoveryCodes },
    refuses: [404, 409],
  },
  'DELETE /administrators/:id/second-factor': {
    id: 'resetSecondFactor',
    summary: 'Take somebody else’s second factors away, and end their sessions',
    refuses: [409],
  },
  'GET /security-settings': {
    id: 'getSecuritySettings',
    summary: 'What the organisation asks of whoever administrates',
    answer: { requireSecondFactor: true },
  },
  'PUT /security-settings': {
    id: 'saveSecuritySettings',
    summary: 'Ask everybody for a second factor, or no longer',
    description: 'Nobody who has none can ask for it. Whoever has none may do nothing but set one up.',
    request: { requireSecondFactor: true },
    answer: { requireSecondFactor: true },
    refuses: [409],
  },
} satisfies Record<string, Operation>;
