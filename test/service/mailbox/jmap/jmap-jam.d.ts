/** What we use of jmap-jam: its own types come as source with enums, which our compiler settings refuse. */

type Answer = Readonly<Record<string, unknown>> & {
  readonly ids: readonly string[];
  readonly list: readonly Readonly<Record<string, unknown>>[];
  readonly notCreated: unknown;
};
type Arguments = Readonly<Record<string, unknown>>;

interface Draft {
  readonly $ref: (path: string) => unknown;
}
type Entities<Result> = Readonly<
  Record<
    'Email' | 'EmailSubmission' | 'Identity',
    Record<'get' | 'query' | 'set', (args: Arguments) => Result>
  >
>;

export class JamClient {
  constructor(config: { readonly sessionUrl: string; readonly bearerToken: string });
  readonly api: Entities<Promise<readonly [Answer, unknown]>>;
  getPrimaryAccount(): Promise<string>;
  requestMany<Calls extends Readonly<Record<string, Draft>>>(
    build: (draft: Entities<Draft>) => Calls,
  ): Promise<readonly [{ readonly [Name in keyof Calls]: Answer }, unknown]>;
  uploadBlob(accountId: string, body: Blob): Promise<{ readonly blobId: string; readonly type: string }>;
  downloadBlob(
    blob: Readonly<Record<'accountId' | 'blobId' | 'mimeType' | 'fileName', string>>,
  ): Promise<Response>;
}
