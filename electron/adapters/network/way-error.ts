/** A way that leads nowhere, for a reason that is known already. */
import type { NetworkFailure } from '../../../shared/domain/network-failure.ts';

export class WayError extends Error {
  readonly failure: NetworkFailure;
  constructor(failure: NetworkFailure, options?: ErrorOptions) {
    super(failure.kind, options);
    this.name = 'WayError';
    this.failure = failure;
  }
}
