/** Before the end-to-end tests: the demo organisation is seeded once, and the service of each test begins with a copy of it. */
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { DEMO_FOLDER_VARIABLE, projectRoot, startService } from './real-service.ts';

/** After the programs are built, in the folder that their set-up has made; what it returns is called at the end. */
export default async function seedDemoFolder(): Promise<() => void> {
  const folder = mkdtempSync(path.join(projectRoot, 'test-results', 'demo-'));
  const service = await startService(folder);
  await service.stop();
  process.env[DEMO_FOLDER_VARIABLE] = path.join(folder, 'service');
  return () => rmSync(folder, { recursive: true, force: true });
}
