/** Drafts above the list, as in the mailbox that people know. */
import type { DraftRow } from '../../../shared/bridge/compose.ts';
import { toMs } from '../../../shared/domain/instant.ts';
import { Icon } from '../../ui/icon.tsx';
import { useFormats, useText } from '../../text/text-root.tsx';
import { useCompanion, useView } from '../state/companion-context.tsx';
import './drafts.css';

export function DraftsGroup({ drafts }: { readonly drafts: readonly DraftRow[] }) {
  const t = useText();
  const formats = useFormats();
  const { views } = useCompanion();
  const draftId = useView((view) => view.draftId);
  if (drafts.length === 0) return null;
  return (
    <section className="drafts" aria-label={t('compose.drafts')}>
      <h2 className="drafts__title">
        {t('compose.drafts')}
        <span className="figures">{formats.number(drafts.length)}</span>
      </h2>
      <ul className="quiet-scroll" tabIndex={drafts.length > 2 ? 0 : undefined}>
        {drafts.map(({ id, to, subject, preview, savedAt }) => (
          <li key={id}>
            <button
              type="button"
              className="drafts__row"
              aria-current={id === draftId}
              onClick={() => views.setState({ draftId: id })}
            >
              <Icon name="pencil" size={16} />
              <span className="drafts__words">
                <b>{t('compose.draft')}</b>
                <span dir="auto">{subject === '' ? t('mail.row.noSubject') : subject}</span>
                <small dir="auto">{preview === '' ? to || t('compose.noRecipients') : preview}</small>
              </span>
              <time className="figures">{formats.time(toMs(savedAt))}</time>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
