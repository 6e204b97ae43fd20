/** Says a thing once to who listens instead of looks: politely, or at once for what needs an act. */
import { useState } from 'react';

export interface Announcement {
  /** A new key is a new announcement. */
  readonly key: string;
  readonly text: string;
  readonly urgency: 'status' | 'alert';
}

/** Silent about what was so when the window opened: a screen reader reads the page then anyway. */
export function Announcer({ announcement }: { readonly announcement: Announcement }) {
  const [said, say] = useState<Announcement>({ ...announcement, text: '' });
  if (said.key !== announcement.key) say(announcement);
  return (
    <>
      <div className="unseen" role="status">
        {said.urgency === 'status' ? said.text : ''}
      </div>
      <div className="unseen" role="alert">
        {said.urgency === 'alert' ? said.text : ''}
      </div>
    </>
  );
}
