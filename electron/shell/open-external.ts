/** Opens a link of a mail in the person's browser or mail program, after they have seen where it leads (security 15). */
import type { MessageBoxOptions } from 'electron';
import type { ShellText } from './text/shell-text.ts';
import { parseExternalLink, type LinkProblem } from '../../shared/domain/external-link.ts';
import { ok, type Result } from '../../shared/lib/result.ts';

export interface LinkOpenerDeps {
  /** Answers with the index of the button. */
  readonly ask: (question: MessageBoxOptions) => Promise<number>;
  readonly open: (url: string) => Promise<void>;
  readonly text: () => ShellText;
}

export type LinkOpener = (url: string) => Promise<Result<{ readonly opened: boolean }, LinkProblem>>;

export function createLinkOpener({ ask, open, text }: LinkOpenerDeps): LinkOpener {
  return async (requested) => {
    const link = parseExternalLink(requested);
    if (!link.ok) return link;
    const words = text().link;
    const answer = await ask({
      type: 'question',
      message: words.question,
      detail: `${words.leadsTo(link.value.destination)}\n\n${link.value.url}`,
      buttons: [words.open, words.cancel],
      // Enter by habit must not follow a stranger's link.
      defaultId: 1,
      cancelId: 1,
      noLink: true,
    });
    if (answer !== 0) return ok({ opened: false });
    await open(link.value.url);
    return ok({ opened: true });
  };
}
