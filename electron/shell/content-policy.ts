/** The headers under which the app's pages and a mail's document are shown (security 7). */

/** Where the app's own pages live. */
export const APP_SCHEME = 'app';
export const APP_ORIGIN = 'app://main';
/** Where a mail's document is shown: an origin that nothing else has. */
export const MAIL_SCHEME = 'mail-view';

/** `frame-src` names the mail frame's scheme alone: narrower than the page's own origin, which is never framed. */
export const APP_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'none'",
  `frame-src ${MAIL_SCHEME}:`,
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  // No other directive is about it: `connect-src` lets it pass (CSP Level 3, 6.3.1).
  "webrtc 'block'",
].join('; ');

/** What a policy in a document may say; `sandbox` counts in a header only. */
export const MAIL_POLICY_IN_DOCUMENT = [
  "default-src 'none'",
  'img-src data: blob:',
  "style-src 'unsafe-inline'",
  "form-action 'none'",
  "base-uri 'none'",
  "webrtc 'block'",
].join('; ');
export const MAIL_POLICY = `${MAIL_POLICY_IN_DOCUMENT}; sandbox`;

const common = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-dns-prefetch-control': 'off',
  'cross-origin-opener-policy': 'same-origin',
} as const;

export function appHeaders(contentType: string): Readonly<Record<string, string>> {
  return { ...common, 'content-type': contentType, 'content-security-policy': APP_POLICY };
}

export function mailHeaders(): Readonly<Record<string, string>> {
  return {
    ...common,
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': MAIL_POLICY,
    'cache-control': 'no-store',
  };
}
