/** Icons of what text can look like. */
import type { ReactNode } from 'react';

export const FORMAT_SIGNS = {
  bold: (
    <>
      <path d="M6 4h5a3 3 0 0 1 0 6H6zM6 10h5.8a3.1 3.1 0 0 1 0 6.2H6z" strokeWidth="2.2" />
    </>
  ),
  italic: (
    <>
      <path d="M8.5 4h5.5M6 16h5.5M11.5 4l-3 12" />
    </>
  ),
  underline: (
    <>
      <path d="M6 3.5v6a4 4 0 0 0 8 0v-6M5 16.8h10" />
    </>
  ),
  bullets: (
    <>
      <path d="M8 5.5h9M8 10h9M8 14.5h9" />
      <circle className="icon__dot" cx="4" cy="5.5" r="1.2" />
      <circle className="icon__dot" cx="4" cy="10" r="1.2" />
      <circle className="icon__dot" cx="4" cy="14.5" r="1.2" />
    </>
  ),
  numbers: (
    <>
      <path d="M8.5 5.5H17M8.5 10H17M8.5 14.5H17M3.4 4.4l1.2-.7v3.6M3.2 13.1c.2-1 2-1 2 .1 0 .9-1.9 1.5-2 2.6h2.1" />
    </>
  ),
} as const satisfies Record<string, ReactNode>;
