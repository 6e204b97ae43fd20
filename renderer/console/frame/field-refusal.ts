/** Fluent's properties for a field that the service refused. */
import type { RestProblem } from '../api/rest-types.ts';

/** `pointer` as the service names the field: `/email`. */
export function fieldRefusal(problem: RestProblem | null, pointer: string) {
  const found = problem?.fields.find((field) => field.pointer === pointer);
  if (found === undefined) return {};
  return { validationState: 'error' as const, validationMessage: found.message };
}

/** What the fields do not say already. */
export function besidesFields(problem: RestProblem | null): RestProblem | null {
  return problem === null || problem.fields.length > 0 ? null : problem;
}
