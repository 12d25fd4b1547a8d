import { type RefObject, useEffect, useState } from 'react';
import type { ListedTrack } from '../../../src-preload/contract/track-list.ts';
import { analyseNext } from '../../actions/analyse-all.ts';
import { rateTrack, tagsIn, tagTrack } from '../../actions/describe-track.ts';
import { findFiles } from '../../actions/find-files.ts';
import { showSimilar } from '../../actions/similar-recordings.ts';
import { Button } from '../../ui/button.tsx';
import { useAnalysis, useLibraryTable, useWorkstation } from '../../workstation-context.tsx';
import { Stars } from './stars.tsx';

interface Props {
  track: ListedTrack;
  tagsRef: RefObject<HTMLInputElement | null>;
  /** Enter in the tags goes back to the table. */
  onDone: () => void;
  onOpen: () => void;
}

/** The chosen recording at the foot: where its file lies, its rating and tags to change, and what can be done with it. */
export function RowDetails({ track, tagsRef, onDone, onOpen }: Props) {
  const workstation = useWorkstation();
  const working = useLibraryTable((table) => table.working !== null);
  const analysing = useAnalysis(({ state }) => state !== 'idle');
  const waiting = analysing && !track.missing && track.values === null;
  return (
    <section className="row-details" aria-label="Chosen recording">
      <div className="row-details-text">
        <span className="recording-title">{track.name}</span>
        <span className="row-details-path" title={track.path}>
          {track.missing ? `File not found. It was at ${track.path}` : track.path}
        </span>
      </div>
      <Stars
        rating={track.rating}
        name={track.name}
        reachable
        onRate={(rating) => void rateTrack(workstation, track, rating)}
      />
      <TagsField key={track.id} track={track} tagsRef={tagsRef} onDone={onDone} />
      {track.missing ? (
        <Button icon="search" isDisabled={working} onPress={() => void findFiles(workstation)}>
          Look for the file
        </Button>
      ) : null}
      {waiting ? <Button onPress={() => void analyseNext(workstation, track)}>Analyse next</Button> : null}
      <Button onPress={() => void showSimilar(workstation, track)}>Similar recordings</Button>
      <Button look="primary" onPress={onOpen}>
        Open
      </Button>
    </section>
  );
}

/** Tags as words between commas, taken on Enter or when the field is left. */
function TagsField({ track, tagsRef, onDone }: Pick<Props, 'track' | 'tagsRef' | 'onDone'>) {
  const workstation = useWorkstation();
  const present = track.tags.join(', ');
  const [text, setText] = useState(present);
  useEffect(() => setText(present), [present]);
  const commit = () => {
    const tags = tagsIn(text);
    setText(tags.join(', '));
    if (tags.join('\n') !== track.tags.join('\n')) void tagTrack(workstation, track, tags);
  };
  return (
    <input
      ref={tagsRef}
      type="text"
      className="text-field row-details-tags"
      aria-label={`Tags of ${track.name}, separated by commas`}
      placeholder="Tags, separated by commas"
      maxLength={2000}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={commit}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && text !== present) {
          event.stopPropagation();
          setText(present);
        }
        if (event.key !== 'Enter') return;
        commit();
        onDone();
      }}
    />
  );
}
