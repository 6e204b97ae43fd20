/** The app's own files by their exact address: a look-up, no path is ever joined from a request (security 18). */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { APP_ORIGIN } from './content-policy.ts';

export interface AppFile {
  readonly file: string;
  readonly contentType: string;
}

/** Address as in a URL's path (`/assets/main.js`) to file. */
export type AppFiles = ReadonlyMap<string, AppFile>;

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

/** Lists a built page's folder once; what is of no known type is not served. */
export function listAppFiles(folder: string): AppFiles {
  const files = new Map<string, AppFile>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const contentType = contentTypes[path.extname(entry.name)];
    if (!entry.isFile() || contentType === undefined) continue;
    const file = path.join(entry.parentPath, entry.name);
    files.set(`/${path.relative(folder, file).split(path.sep).join('/')}`, { file, contentType });
  }
  return files;
}

export function findAppFile(files: AppFiles, requestUrl: string): AppFile | undefined {
  if (!URL.canParse(requestUrl)) return undefined;
  const { href, pathname, search, hash } = new URL(requestUrl);
  // Compared as a whole: another host, a port or a user name would make it another address.
  if (search !== '' || href !== `${APP_ORIGIN}${pathname}${hash}`) return undefined;
  return files.get(pathname === '/' ? '/index.html' : pathname);
}
