/** The app's mark: a letter in a ring that is never quite closed. */
export function BrandMark({ size = 20 }: { readonly size?: number }) {
  return (
    <svg className="brand-mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden>
      <circle cx="16" cy="16" r="15" fill="#0f548c" />
      <path d="M16 1a15 15 0 0 1 15 15h-5a10 10 0 0 0-10-10z" fill="#62abf5" />
      <rect x="8" y="10.5" width="16" height="12" rx="2" fill="#fff" />
      <path d="M8.8 12.3L16 17.2l7.2-4.9" fill="none" stroke="#0f548c" strokeWidth="1.8" />
    </svg>
  );
}
