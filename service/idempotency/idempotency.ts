/** Idempotency keys: the same request again has the first answer again, for a day, also after a restart. */
import { createHash, createHmac } from 'node:crypto';
import type { Kysely } from 'kysely';
import { z } from 'zod';
import { DAY_MS, fromMs } from '../../shared/domain/instant.ts';
import { conflict, Refusal } from '../refusal.ts';
import type { Tables } from '../storage/tables.ts';

const KEPT_MS = DAY_MS;

const answerSchema = z.object({
  status: z.int(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
});
export type Answer = z.infer<typeof answerSchema>;

export interface Question {
  readonly actor: string;
  readonly key: string;
  readonly route: string;
  readonly body: unknown;
}

export interface Idempotency {
  /** null: nobody asked before, and the key is taken now. Throws a `Refusal` for another body, and while the first has no answer. */
  readonly begin: (question: Question) => Promise<Answer | null>;
  /** `answer` null: it failed, and the key is free again. */
  readonly finish: (question: Question, answer: Answer | null) => Promise<void>;
}

interface Needs {
  readonly db: Kysely<Tables>;
  readonly secret: string;
  readonly nowMs: () => number;
  /** The time by which keys are too old. */
  readonly settledMs: () => number;
}

export function createIdempotency({ db, secret, nowMs, settledMs }: Needs): Idempotency {
  const keyOf = ({ actor, key }: Question): string =>
    createHash('sha256')
      .update(JSON.stringify([actor, key]))
      .digest('hex');
  const fingerprintOf = ({ route, body }: Question): string =>
    createHmac('sha256', secret)
      .update(JSON.stringify(['idempotency', route, body]))
      .digest('hex');
  return {
    async begin(question) {
      const [key, fingerprint] = [keyOf(question), fingerprintOf(question)];
      const expired = fromMs(settledMs() - KEPT_MS);
      await db.deleteFrom('idempotencyKeys').where('createdAt', '<', expired).execute();
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('idempotencyKeys')
        .values({ key, fingerprint, createdAt: fromMs(nowMs()) })
        .onConflict((conflicting) => conflicting.doNothing())
        .executeTakeFirst();
      if (numInsertedOrUpdatedRows === 1n) return null;
      const row = await db
        .selectFrom('idempotencyKeys')
        .select(['fingerprint', 'answer'])
        .where('key', '=', key)
        .executeTakeFirstOrThrow();
      if (row.fingerprint !== fingerprint) throw reused();
      if (row.answer === null) throw unanswered();
      return answerSchema.parse(JSON.parse(row.answer));
    },
    async finish(question, answer) {
      const key = keyOf(question);
      if (answer === null) await db.deleteFrom('idempotencyKeys').where('key', '=', key).execute();
      else
        await db
          .updateTable('idempotencyKeys')
          .set({ answer: JSON.stringify(answer) })
          .where('key', '=', key)
          .execute();
    },
  };
}

function reused(): Refusal {
  return new Refusal(
    'invalid',
    'idempotency-key-reused',
    'this Idempotency-Key was used for another request',
  );
}

function unanswered(): Refusal {
  return conflict(
    'idempotency-key-unanswered',
    'the first request with this Idempotency-Key has no answer yet; if it never gets one, look for what it made before you use another key',
  );
}
