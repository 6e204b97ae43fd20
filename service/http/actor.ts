/** Who the audit log names for what is done with the administrator token; single sign-on will name people. */
export const ADMINISTRATOR = 'administrator';
