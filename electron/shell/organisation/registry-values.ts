/** What `reg query` prints of a policy's key, as the fields that a settings file has. */

/** The names that the ADMX file gives them. */
const FIELDS: Readonly<Record<string, string>> = {
  Service: 'service',
  Ca: 'ca',
  SignInHint: 'signInHint',
  OpenAtLogin: 'openAtLogin',
};

/** Value names and types are the same in every language of Windows; other lines are headings. */
const VALUE = /^ {4}(.+?) {4}(REG_SZ|REG_EXPAND_SZ|REG_DWORD) {4}(.*)$/u;

export function registryValues(printed: string): Readonly<Record<string, unknown>> {
  const values = printed.split(/\r?\n/u).flatMap((line): (readonly [string, unknown])[] => {
    const [, name = '', type, text = ''] = VALUE.exec(line) ?? [];
    const field = FIELDS[name];
    if (field === undefined) return [];
    return [[field, type === 'REG_DWORD' ? Number(text) !== 0 : text.trim()]];
  });
  return Object.fromEntries(values);
}
