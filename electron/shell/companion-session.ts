/** The browser session in which the companion's pages live: nothing of it is written to disk, and it reaches no network. */
import { app, session, type Session } from 'electron';
import type { Log } from '../device/ports.ts';
import { listAppFiles } from './app-files.ts';
import { serveApp, serveMail } from './app-protocol.ts';
import type { MailDocuments } from './mail-documents.ts';
import { guardSession } from './session-guard.ts';

/** Without `persist:`: in memory, so that no page, picture or piece of a mail stays in a cache on disk (G38). */
const partition = 'companion';

export function openCompanionSession(pagesFolder: string, documents: MailDocuments, log: Log): Session {
  const refused = (scheme: string): void => {
    log.write('warn', 'a request of a page was cancelled', { scheme });
  };
  guardSession(session.defaultSession, refused);
  // Whatever session there will ever be, it is locked before anything can use it.
  app.on('session-created', (created) => guardSession(created, refused));
  const companion = session.fromPartition(partition, { cache: false });
  serveApp(companion.protocol, listAppFiles(pagesFolder));
  serveMail(companion.protocol, documents);
  return companion;
}
