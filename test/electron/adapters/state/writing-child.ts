/** Writes records or mail without end and says after each write that it is done; whoever started it kills it. */
import { fileKeyBox } from '../../../../electron/adapters/secret-box/file-key.ts';
import { openState } from '../../../../electron/adapters/state/open-state.ts';
import { statePaths } from '../../../../electron/adapters/state/state-paths.ts';
import { batchOf } from '../cached-mail.ts';

const [folder = '', kind, from = '0'] = process.argv.slice(2);
const box = fileKeyBox(statePaths(folder).keyFile);
const state = await openState({ folder, box, log: { write: () => undefined } });
for (let number = Number(from); ; number += 1) {
  if (kind === 'records') {
    await state.records.write([
      { kind: 'receipt', id: `r${number}`, value: { number } },
      { kind: 'outbox', id: `o${number}`, value: { number } },
    ]);
  } else {
    await state.mail.put(batchOf([number]));
  }
  process.stdout.write(`${number}\n`);
}
