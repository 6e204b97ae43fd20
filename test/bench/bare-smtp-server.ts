/** The same SMTP library with next to nothing behind it: `bare-smtp-server.ts FOLDER fsync`, one file and fsync each, or `parse`, read and forgotten. */
import { open } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

const [, , folder = '', mode = ''] = process.argv;
const MAX_BYTES = 35 * 1024 * 1024;
let taken = 0;

async function keep(bytes: Buffer): Promise<void> {
  const file = await open(path.join(folder, String((taken += 1))), 'wx');
  await file.write(bytes);
  await file.sync();
  await file.close();
}

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  size: MAX_BYTES,
  onData(stream, _session, callback) {
    void buffer(stream)
      .then(async (bytes) => (mode === 'parse' ? PostalMime.parse(bytes).then(() => undefined) : keep(bytes)))
      .then(() => callback(), callback);
  },
});
server.listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify({ port: (server.server.address() as AddressInfo).port }));
});
