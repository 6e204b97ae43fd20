/** Icons that stand for a state or an action. */
import type { ReactNode } from 'react';

export const SIGNS = {
  search: (
    <>
      <circle cx="9" cy="9" r="5" />
      <path d="M12.8 12.8L17 17" />
    </>
  ),
  cannot: (
    <>
      <path d="M7 2.8h6L17.2 7v6L13 17.2H7L2.8 13V7z" />
      <path d="M7 7l6 6M13 7l-6 6" />
    </>
  ),
  tick: (
    <>
      <path d="M4.5 10.5l3.6 3.6 7.4-8" />
    </>
  ),
  'chevron-down': (
    <>
      <path d="M5.5 8l4.5 4.5L14.5 8" />
    </>
  ),
  'chevron-up': (
    <>
      <path d="M5.5 12L10 7.5l4.5 4.5" />
    </>
  ),
  cross: (
    <>
      <path d="M5 5l10 10M15 5L5 15" />
    </>
  ),
  warning: (
    <>
      <path d="M10 3.2L17.5 16.5h-15z" />
      <path d="M10 8v4" />
      <circle className="icon__dot" cx="10" cy="14.2" r=".9" />
    </>
  ),
  link: (
    <>
      <path d="M8.5 6H6.5a4 4 0 0 0 0 8h2M11.5 6h2a4 4 0 0 1 0 8h-2M7 10h6" />
    </>
  ),
  'link-lost': (
    <>
      <path d="M8.5 6H6.5a4 4 0 0 0-1.7 7.6M7 14h1.5M11.5 14h2a4 4 0 0 0 1.7-7.6M13 6h-1.5M3.5 3.5l13 13" />
    </>
  ),
  'life-ring': (
    <>
      <circle cx="10" cy="10" r="7.3" />
      <circle cx="10" cy="10" r="3" />
      <path d="M7.9 7.9L4.9 4.9M12.1 7.9l3-3M7.9 12.1l-3 3M12.1 12.1l3 3" />
    </>
  ),
  filter: (
    <>
      <path d="M3.5 5.5h13M6 10h8M8.5 14.5h3" />
    </>
  ),
  flag: (
    <>
      <path className="icon__dot" d="M5 3.5h10l-2.5 4L15 11.5H5z" />
      <path d="M5 17.5V3.5h10l-2.5 4L15 11.5H5" />
    </>
  ),
  menu: (
    <>
      <path d="M3 5.5h14M3 10h14M3 14.5h14" />
    </>
  ),
  more: (
    <>
      <circle className="icon__dot" cx="4.5" cy="10" r="1.4" />
      <circle className="icon__dot" cx="10" cy="10" r="1.4" />
      <circle className="icon__dot" cx="15.5" cy="10" r="1.4" />
    </>
  ),
  retry: (
    <>
      <path d="M16.5 10a6.5 6.5 0 1 1-2-4.7M16.7 2.8v3.4h-3.4" />
    </>
  ),
  hourglass: (
    <>
      <path d="M6 3h8M6 17h8M7 3v2.5c0 2 3 3 3 4.5s-3 2.5-3 4.5V17M13 3v2.5c0 2-3 3-3 4.5s3 2.5 3 4.5V17" />
    </>
  ),
  clock: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M10 6v4.2l2.8 1.6" />
    </>
  ),
  'mail-flow': (
    <>
      <path d="M3 6h10M10 3l3 3-3 3M17 14H7M10 11l-3 3 3 3" />
    </>
  ),
  monitor: (
    <>
      <path d="M2.5 10.5h3.5l2-6 3.5 11 2.3-7 .9 2h2.8" />
    </>
  ),
  upload: (
    <>
      <path d="M10 12.5V3.5M6.5 6.5L10 3l3.5 3.5M4 13v3h12v-3" />
    </>
  ),
  download: (
    <>
      <path d="M10 12.5V3.5M6.5 9.2L10 12.7l3.5-3.5M4 16.5h12" />
    </>
  ),
  plus: (
    <>
      <path d="M10 4v12M4 10h12" />
    </>
  ),
  eternal: (
    <>
      <path d="M10 10c-1.5-2.5-3-3.3-4.5-3.3a3.3 3.3 0 0 0 0 6.6c1.5 0 3-.8 4.5-3.3zm0 0c1.5 2.5 3 3.3 4.5 3.3a3.3 3.3 0 0 0 0-6.6c-1.5 0-3 .8-4.5 3.3z" />
    </>
  ),
  dash: (
    <>
      <path d="M5.5 10h9" />
    </>
  ),
  quote: (
    <>
      <path d="M4 5v10M8 6.5h8M8 10h8M8 13.5h5" />
    </>
  ),
  sun: (
    <>
      <circle cx="10" cy="10" r="3.3" />
      <path d="M10 2.5v2M10 15.5v2M2.5 10h2M15.5 10h2M4.7 4.7l1.4 1.4M13.9 13.9l1.4 1.4M4.7 15.3l1.4-1.4M13.9 6.1l1.4-1.4" />
    </>
  ),
} as const satisfies Record<string, ReactNode>;
