/** The links of a formatted message, with where they really lead; the frame beside it can open nothing. */
import { useState } from 'react';
import { Icon } from '../../ui/icon.tsx';
import { useText } from '../../text/text-root.tsx';
import { useCall } from '../state/companion-context.tsx';
import type { MailLink } from './mail-links.ts';
import './link-strip.css';

interface LinkStripProps {
  readonly links: readonly MailLink[];
  readonly unlisted: number;
}

/** This many are in sight; more are folded until asked for. */
const SHOWN = 3;

export function LinkStrip({ links, unlisted }: LinkStripProps) {
  const t = useText();
  const [open, setOpen] = useState(false);
  if (links.length === 0) return null;
  const shown = open ? links : links.slice(0, SHOWN);
  return (
    <div className="links" role="group" aria-label={t('mail.links.label')}>
      <span className="links__count" title={t('mail.links.why')}>
        <Icon name="globe" size={16} />
        {t('mail.links.title', { count: links.length + unlisted })}
      </span>
      <ul>
        {shown.map((link) => (
          <li key={link.number}>
            <LinkChip link={link} />
          </li>
        ))}
        {links.length > SHOWN && (
          <li>
            <button
              type="button"
              className="links__toggle"
              aria-expanded={open}
              onClick={() => setOpen(!open)}
            >
              {open ? t('mail.links.hide') : t('mail.links.show')}
            </button>
          </li>
        )}
        {open && unlisted > 0 && (
          <li className="links__more">{t('mail.links.moreLinks', { count: unlisted })}</li>
        )}
      </ul>
    </div>
  );
}

function LinkChip({ link }: { readonly link: MailLink }) {
  const t = useText();
  const call = useCall();
  const { number, url, destination, scheme, text, claimed } = link;
  const words =
    claimed !== null
      ? t('mail.links.differs', { claimed, host: destination })
      : scheme === 'mailto'
        ? t('mail.links.mailto', { address: destination })
        : destination;
  return (
    <button
      type="button"
      className={`links__chip${claimed === null ? '' : ' links__chip--differs'}`}
      aria-label={t('mail.links.open', { host: words, text: text === '' ? url : text })}
      title={url}
      onClick={() => void call('link.open', { url })}
    >
      <span className="links__number" aria-hidden>
        {number}
      </span>
      {claimed !== null && <Icon name="warning" size={14} />}
      <bdi>{words}</bdi>
    </button>
  );
}
