/** What a sign-in needs before it is worth asking the service. */
import { readServiceAddress } from '../../../shared/domain/service-address.ts';

export interface SignInFields {
  readonly serviceUrl: string;
  readonly email: string;
  readonly password: string;
}

export type SignInField = keyof SignInFields;
export type FieldProblem =
  'serviceEmpty' | 'serviceInvalid' | 'emailEmpty' | 'emailInvalid' | 'passwordEmpty';

/** The first problem of each field; empty when the form can go. */
export function checkSignIn({
  serviceUrl,
  email,
  password,
}: SignInFields): ReadonlyMap<SignInField, FieldProblem> {
  const problems = new Map<SignInField, FieldProblem>();
  if (serviceUrl.trim() === '') problems.set('serviceUrl', 'serviceEmpty');
  else if (isNoAddress(serviceUrl)) problems.set('serviceUrl', 'serviceInvalid');
  if (email.trim() === '') problems.set('email', 'emailEmpty');
  else if (!/^[^\s@]+@[^\s@]+$/.test(email.trim())) problems.set('email', 'emailInvalid');
  if (password === '') problems.set('password', 'passwordEmpty');
  return problems;
}

/** Plain http is the device's to refuse, with its own words. */
function isNoAddress(text: string): boolean {
  const address = readServiceAddress(text);
  return !address.ok && address.problem === 'bad-url';
}

/** A name without a domain is one of the organisation's own. */
export function wholeEmail(typed: string, domain: string | null): string {
  const name = typed.trim();
  return domain === null || name === '' || name.includes('@') ? typed : `${name}@${domain}`;
}

export function isSignInField(name: string | null): name is SignInField {
  return name === 'serviceUrl' || name === 'email' || name === 'password';
}
