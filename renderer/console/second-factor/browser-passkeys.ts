/** Asks the browser for passkeys, and says in our words what came of it. */
import {
  browserSupportsWebAuthn,
  startAuthentication,
  startRegistration,
  WebAuthnAbortService,
} from '@simplewebauthn/browser';
import type { Assertion, NewPasskey, PasskeyRequest, Registration } from '../../../shared/http/passkey.ts';

/**
 * `stopped`: by the page. `declined`: by the person, by time, or for want of a passkey: browsers do not say which.
 * `known`: that authenticator has one already. `unsuitable`: it cannot make one. `elsewhere`: not at this address.
 */
export type PasskeyFailure = 'stopped' | 'declined' | 'known' | 'unsuitable' | 'elsewhere' | 'failed';

export type PasskeyAnswer<Value> =
  | { readonly kind: 'answered'; readonly value: Value }
  | { readonly kind: 'not-answered'; readonly why: PasskeyFailure };

/** False in plain http, and where the browser has no passkeys at all. */
export function browserHasPasskeys(): boolean {
  return browserSupportsWebAuthn();
}

/** To be called in the handler of a click, with nothing awaited before: Safari asks for a gesture. */
export function makePasskey(asked: NewPasskey): Promise<PasskeyAnswer<Registration>> {
  return answerOf(startRegistration({ optionsJSON: asked }));
}

/** As `makePasskey`. */
export function showPasskey(asked: PasskeyRequest): Promise<PasskeyAnswer<Assertion>> {
  return answerOf(startAuthentication({ optionsJSON: asked }));
}

/** Takes the question back: where the browser shows nothing of its own, nobody else can. */
export function stopAsking(): void {
  WebAuthnAbortService.cancelCeremony();
}

async function answerOf<Value>(asking: Promise<Value>): Promise<PasskeyAnswer<Value>> {
  try {
    return { kind: 'answered', value: await asking };
  } catch (error) {
    return { kind: 'not-answered', why: failureOf(error) };
  }
}

/** By the names of WebAuthn, 5.1.3 and 5.1.4. */
const FAILURES: Readonly<Record<string, PasskeyFailure>> = {
  AbortError: 'stopped',
  NotAllowedError: 'declined',
  InvalidStateError: 'known',
  ConstraintError: 'unsuitable',
  NotSupportedError: 'unsuitable',
  SecurityError: 'elsewhere',
};

/** The library wraps some, and keeps their names. */
export function failureOf(error: unknown): PasskeyFailure {
  const { name } = Object(error) as { readonly name?: unknown };
  return FAILURES[String(name)] ?? 'failed';
}
