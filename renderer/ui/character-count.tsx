/** A live counter of a text's characters, as a person counts them: `184 / 250`. */
import { countCharacters } from '../../shared/domain/limits.ts';
import './character-count.css';

interface CharacterCountProps {
  readonly text: string;
  readonly limit: number;
}

export function CharacterCount({ text, limit }: CharacterCountProps) {
  const used = countCharacters(text);
  const tone = used > limit ? 'over' : used > limit * 0.9 ? 'near' : 'fine';
  return (
    <span className={`character-count character-count--${tone} figures`}>
      {used} / {limit}
    </span>
  );
}
