/** Trims the audit log of a data folder, and is killed by its own hand at the step that its argument names. */
import { trimAudit } from '../../../service/audit/trim.ts';
import { DAY_MS } from '../../../shared/domain/instant.ts';
import { NOW_MS } from '../core-rig.ts';
import { openTrimRig } from './trim-rig.ts';

const [folder = '', wanted = '0'] = process.argv.slice(2);
const dieAt = (step: number): void => {
  if (step === Number(wanted)) process.kill(process.pid, 'SIGKILL');
};

const { needs } = await openTrimRig(folder);
const dying: typeof needs = {
  ...needs,
  file: {
    read: needs.file.read,
    async append(anchor) {
      dieAt(1);
      await needs.file.append(anchor);
      dieAt(2);
    },
  },
  writePath: {
    transact: async (work) => {
      const done = await needs.writePath.transact(async (unit) => {
        const value = await work(unit);
        dieAt(3);
        return value;
      });
      dieAt(4);
      return done;
    },
  },
};
await trimAudit(dying, NOW_MS + 420 * DAY_MS);
while (await trimAudit(dying, NOW_MS + 422 * DAY_MS));
dieAt(5);
