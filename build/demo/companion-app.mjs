// @ts-check
// Starts the companion, signed in as a person of the demo organisation.
import { demoFolders } from './demo-folders.mjs';
import { startLogged } from './logged-process.mjs';

/** The person who is signed in; the service's demo seed makes them. */
export const demoPerson = { email: 'katharina.brandt@northwind.example', password: 'demo-continuity' };

/** Who may sign in to the console, with the same password; of the demo seed too. */
export const demoAdministrators = {
  administrator: 'ines.hoffmann@northwind.example',
  auditor: 'ruth.abramov@northwind.example',
};

// Chromium refuses to run as root with its sandbox; anyone else keeps it.
export const withoutSandbox = process.platform === 'linux' && process.getuid?.() === 0;

/**
 * @param {{executable: string, httpUrl: string, displayEnv: NodeJS.ProcessEnv}} options
 * @returns {import('./logged-process.mjs').LoggedProcess}
 */
export function startCompanion({ executable, httpUrl, displayEnv }) {
  return startLogged({
    name: 'companion',
    command: executable,
    args: [...(withoutSandbox ? ['--no-sandbox'] : []), '.', `--user-data-dir=${demoFolders.companion}`],
    env: {
      ...displayEnv,
      CONTINUITY_SERVICE: httpUrl,
      CONTINUITY_DEMO_EMAIL: demoPerson.email,
      CONTINUITY_DEMO_PASSWORD: demoPerson.password,
    },
    logFile: demoFolders.companionLog,
  });
}
