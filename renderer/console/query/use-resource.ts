/** One resource of the service, kept up to date while it is shown. */
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { z } from 'zod';
import { useSignedIn } from '../session/session-context.tsx';
import { LOADING, type Reading } from './reading.ts';

/** `path` is below `/api/v1` and has this schema everywhere; null: nothing to ask for yet. */
export function useResource<Schema extends z.ZodType>(
  path: string | null,
  schema: Schema,
): Reading<z.infer<Schema>> {
  const { queries } = useSignedIn();
  const reader = useMemo(
    () => (path === null ? null : queries.resource(path, schema)),
    [queries, path, schema],
  );
  const look = useCallback((changed: () => void) => reader?.look(changed) ?? (() => {}), [reader]);
  return useSyncExternalStore(look, () => reader?.get().reading ?? LOADING);
}
