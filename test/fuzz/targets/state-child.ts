/** Opens state folders that it is told of, one a line, and says how that went; native code may take this process, never the fuzzer. */
import { createInterface } from 'node:readline';
import { useDamagedState } from '../../electron/adapters/state/use-damaged-state.ts';

const [, , mails = '0'] = process.argv;
for await (const folder of createInterface({ input: process.stdin })) {
  const said = await useDamagedState(folder, Number(mails)).then(
    (use) => JSON.stringify(use),
    (error: unknown) =>
      JSON.stringify({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
  process.stdout.write(`${said}\n`);
}
