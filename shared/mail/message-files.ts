/** What is a file: whatever the text that is shown does not show (RFC 8621 section 4.1.4, and then all that is left). */
import type { BodyLists } from './body-lists.ts';
import type { BodyPart } from './mail-content.ts';
import type { Picture } from './message-pictures.ts';
import type { ShownBody } from './shown-body.ts';

export function filesOf(
  structure: BodyPart,
  lists: BodyLists,
  shown: ShownBody,
  pictures: ReadonlyMap<string, Picture>,
): readonly string[] {
  const seen = new Set([...shown.parts, ...pictures.values()].map(({ partId }) => partId));
  // A text that one form of the letter has, and that is not shown, is the other form of it.
  const forms = new Set([...lists.textBody, ...lists.htmlBody].filter((id) => !inBoth(lists, id)));
  const files: string[] = [];
  const visit = (part: BodyPart, parent: string): void => {
    for (const sub of part.subParts) visit(sub, part.type);
    if (part.partId === null || seen.has(part.partId)) return;
    const isForm = isText(part) && (forms.has(part.partId) || (parent === ALTERNATIVE && isNameless(part)));
    if (!isForm) files.push(part.partId);
  };
  visit(structure, 'multipart/mixed');
  return files;
}

const ALTERNATIVE = 'multipart/alternative';

function inBoth({ textBody, htmlBody }: BodyLists, id: string): boolean {
  return textBody.includes(id) && htmlBody.includes(id);
}

function isText({ type }: BodyPart): boolean {
  return type.startsWith('text/');
}

/** AMP and the like beside a letter: the same once more, for other programs. A calendar's dates are in no letter that is shown. */
function isNameless({ type, name, disposition }: BodyPart): boolean {
  return name === null && disposition !== 'attachment' && type !== 'text/calendar';
}
