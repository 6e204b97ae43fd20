/** How large a filter may be: each of its conditions is a part of a query, and some are searches of their own (RFC 8620 section 5.5). */
import { MethodError } from './errors.ts';

const MAX_DEPTH = 10;
/** Conditions and operators in all; a search form has a dozen fields. */
const MAX_PARTS = 64;

/** Throws a `MethodError`. */
export function refuseLargeFilter(filter: unknown): void {
  let level: readonly unknown[] = [filter];
  let parts = 0;
  for (let depth = 0; level.length > 0; depth += 1) {
    parts += level.length;
    if (depth > MAX_DEPTH) throw new MethodError('unsupportedFilter', 'nested too deep');
    if (parts > MAX_PARTS) throw new MethodError('unsupportedFilter', 'too many conditions');
    level = level.flatMap(innerOf);
  }
}

function innerOf(filter: unknown): readonly unknown[] {
  const isOperator = typeof filter === 'object' && filter !== null && 'conditions' in filter;
  return isOperator && Array.isArray(filter.conditions) ? filter.conditions : [];
}
