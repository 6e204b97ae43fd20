/** A plain message: paragraphs in their own direction, links that ask first, quotes folded. */
import { useMemo, useState } from 'react';
import { Icon } from '../../ui/icon.tsx';
import { useText } from '../../text/text-root.tsx';
import { useCall } from '../state/companion-context.tsx';
import { linkify, textBlocks, type TextBlock } from './plain-text.ts';
import './plain-body.css';

export function PlainBody({ text }: { readonly text: string }) {
  const t = useText();
  const blocks = useMemo(() => textBlocks(text), [text]);
  if (blocks.length === 0) {
    return <p className="plain-body plain-body--empty">{t('mail.reading.noText')}</p>;
  }
  return (
    <div className="plain-body">
      {blocks.map((block, index) =>
        block.kind === 'quote' ? (
          <Quote key={index} block={block} />
        ) : (
          <p key={index} dir="auto">
            <Linked text={block.text} />
          </p>
        ),
      )}
    </div>
  );
}

function Quote({ block }: { readonly block: TextBlock }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  return (
    <div className="plain-body__quote">
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name={open ? 'chevron-up' : 'quote'} size={14} />
        {open ? t('mail.reading.quoteHide') : t('mail.reading.quoteShow')}
      </button>
      {open && (
        <blockquote dir="auto">
          <Linked text={block.text} />
        </blockquote>
      )}
    </div>
  );
}

function Linked({ text }: { readonly text: string }) {
  const call = useCall();
  const pieces = useMemo(() => linkify(text), [text]);
  return pieces.map((piece, index) =>
    piece.kind === 'words' ? (
      piece.text
    ) : (
      <button
        key={index}
        type="button"
        className="plain-body__link"
        title={piece.url}
        onClick={() => void call('link.open', { url: piece.url })}
      >
        {piece.text}
      </button>
    ),
  );
}
