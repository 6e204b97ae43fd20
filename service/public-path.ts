/** The path of `--public-url`: proxies strip it or leave it, and both are meant (interfaces 1; pure). */

/** `url`: of a request, as it came. What does not begin with the public path is taken as one that a proxy has stripped. */
export function innerPath(url: string, publicUrl: string | null): string {
  const prefix = publicUrl === null ? '/' : new URL(publicUrl).pathname;
  if (prefix === '/' || !url.startsWith(prefix)) return url;
  const rest = url.slice(prefix.length);
  if (rest === '' || rest.startsWith('?')) return `/${rest}`;
  // `/continuity-old` only begins alike.
  return rest.startsWith('/') ? rest : url;
}
