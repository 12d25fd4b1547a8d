import { type FamiliarityWord, familiarityWord } from '../../src-preload/contract/familiarity.ts';
import { formatNumber, labelOf } from '../ui/format.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import { Info } from '../ui/info.tsx';
import { wordsOf } from './interval.ts';
import type { Shown } from './shown.ts';

const signs: Readonly<Record<FamiliarityWord, IconName>> = {
  familiar: 'check',
  unusual: 'help',
  outside: 'warning',
};

/** How familiar the sound shown is to the model, in words with a sign; nothing where the model does not say. */
export function FamiliarityChip({ shown, scope }: { shown: Shown; scope: 'moment' | 'recording' }) {
  const before = shown.before?.familiarity ?? null;
  const after = shown.after?.familiarity ?? null;
  const now = after ?? before;
  if (now === null) return null;
  const word = familiarityWord(now);
  return (
    <div className="familiarity" role="status">
      <span className={`familiarity-chip familiarity-${word}`}>
        <Icon name={signs[word]} />
        <span>
          <span className="visually-hidden">
            {scope === 'moment' ? 'This sound is ' : 'The typical moment is '}
          </span>
          {labelOf(wordsOf[word])}
        </span>
      </span>
      <span className="number muted">
        {after !== null && before !== null ? `${formatNumber(before)} → ` : ''}
        {formatNumber(now)}
        {scope === 'moment' ? '' : ' median'}
      </span>
      <Info topic="familiarity" />
    </div>
  );
}
