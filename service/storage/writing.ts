/** The one door to the database, and those who hear of what went through it. */
import { openFollower, type Heard } from './follower.ts';
import { createWritePath, type WritePath, type WritePathNeeds } from './write-path.ts';

export interface Writing extends Heard {
  readonly writePath: WritePath;
}

export async function openWriting(needs: Omit<WritePathNeeds, 'follower'>): Promise<Writing> {
  const follower = await openFollower(needs.db, needs.failed);
  return { writePath: createWritePath({ ...needs, follower }), ...follower };
}
