/** A page's title, to which the focus and the window's title move when the page is reached, and its actions. */
import { useEffect, useRef, type ReactNode } from 'react';
import { useText } from '../../text/text-root.tsx';
import { addressOf, type To } from '../router/routes.ts';

interface PageHeadProps {
  readonly title: string;
  /** The page above it: Events, over one event. */
  readonly parent?: { readonly title: string; readonly to: To };
  readonly actions?: ReactNode;
}

/** Once a page, and from its first drawing on. */
export function PageHead({ title, parent, actions }: PageHeadProps) {
  const t = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    document.title = t('console.frame.title', { page: title });
  }, [t, title]);
  return (
    <div className="page-head">
      <div className="page-head__title">
        {parent !== undefined && (
          <>
            <a href={addressOf(parent.to)}>{parent.title}</a>
            <span aria-hidden>/</span>
          </>
        )}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
      </div>
      {actions}
    </div>
  );
}
