/** Where simulations keep their databases: in memory where there is a file system for that, and gone afterwards. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createOrganisation, type Organisation } from './organisation.ts';
import { runScript, type Outcome, type Trace } from './run.ts';
import type { Script } from './script.ts';

export interface Simulator {
  readonly run: (script: Script, trace?: Trace) => Promise<Outcome>;
  readonly close: () => void;
}

const MEMORY = '/dev/shm';

export function openSimulator(): Simulator {
  const root = mkdtempSync(path.join(existsSync(MEMORY) ? MEMORY : os.tmpdir(), 'continuity-simulation-'));
  const organisations = new Map<number, Promise<Organisation>>();
  let runs = 0;
  const organisationFor = (computers: number): Promise<Organisation> => {
    const known =
      organisations.get(computers) ??
      createOrganisation(path.join(root, `organisation-${computers}`), computers);
    organisations.set(computers, known);
    return known;
  };
  return {
    async run(script, trace) {
      const folder = path.join(root, `run-${(runs += 1)}`);
      try {
        const organisation = await organisationFor(script.computers);
        return await runScript(script, { folder, organisation, ...(trace === undefined ? {} : { trace }) });
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
    close() {
      rmSync(root, { recursive: true, force: true });
    },
  };
}
