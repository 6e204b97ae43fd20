/** Errors by the names that RFC 8620 gives them: of one method call (section 3.6.2), and of a whole request (section 3.6.1). */

export type MethodErrorType =
  | 'unknownMethod'
  | 'invalidArguments'
  | 'invalidResultReference'
  | 'accountNotFound'
  | 'accountReadOnly'
  | 'requestTooLarge'
  | 'stateMismatch'
  | 'cannotCalculateChanges'
  | 'unsupportedFilter'
  | 'unsupportedSort'
  | 'anchorNotFound'
  | 'serverFail';

/** Ends one method call; the others go on. */
export class MethodError extends Error {
  readonly type: MethodErrorType;
  constructor(type: MethodErrorType, description?: string) {
    super(description ?? type);
    this.name = 'MethodError';
    this.type = type;
  }
}

export type RequestErrorType = 'unknownCapability' | 'notJSON' | 'notRequest' | 'limit';

/** Ends the request: answered as RFC 7807 problem details. */
export class RequestError extends Error {
  readonly type: RequestErrorType;
  readonly status: number;
  readonly limit: string | null;
  constructor(type: RequestErrorType, detail: string, limit: string | null = null, status = 400) {
    super(detail);
    this.name = 'RequestError';
    this.type = type;
    this.limit = limit;
    this.status = status;
  }
}

export interface Problem {
  readonly type: string;
  readonly status: number;
  readonly detail: string;
  readonly limit?: string;
}

export function problemOf(error: RequestError): Problem {
  const type = `urn:ietf:params:jmap:error:${error.type}`;
  const problem = { type, status: error.status, detail: error.message };
  return error.limit === null ? problem : { ...problem, limit: error.limit };
}
