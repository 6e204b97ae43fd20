/** Who administrates the demo: one of each role, both with the password of everybody in it. */
import type { Role } from '../../shared/domain/access.ts';

/** Keys of people: administrators are accounts of their own, with the same address. */
export const DEMO_ADMINISTRATORS: readonly { readonly key: string; readonly role: Role }[] = [
  { key: 'ines.hoffmann', role: 'administrator' },
  { key: 'ruth.abramov', role: 'auditor' },
];
