import type { RefObject } from 'react';
import { analyseAll } from '../../actions/analyse-all.ts';
import { filterTable, searchTable } from '../../actions/library-table.ts';
import { isNarrowed } from '../../stores/library-table.ts';
import { Button, Toggle } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useAnalysis, useLibraryTable, useSession, useWorkstation } from '../../workstation-context.tsx';
import { ColumnChoice } from './column-choice.tsx';

interface Props {
  searchRef: RefObject<HTMLInputElement | null>;
  /** The arrow down leaves the search for the table. */
  onLeave: () => void;
}

/** What of the library is shown: words, tag, rating, missing, repeated, not predicted; and with which columns. */
export function TableFilters({ searchRef, onLeave }: Props) {
  const workstation = useWorkstation();
  const search = useLibraryTable((table) => table.search);
  const filter = useLibraryTable((table) => table.filter);
  const tags = useLibraryTable((table) => table.tags);
  return (
    <search className="table-filters">
      <div className="library-search">
        <Icon name="search" />
        <input
          ref={searchRef}
          type="search"
          className="text-field"
          aria-label="Search all recordings"
          placeholder="Search names, folders and tags"
          maxLength={1000}
          value={search}
          onChange={(event) => void searchTable(workstation, event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown') return;
            event.preventDefault();
            onLeave();
          }}
        />
      </div>
      <select
        className="text-field"
        aria-label="Tag"
        value={filter.tags[0] ?? ''}
        onChange={({ target }) => filterTable(workstation, { tags: target.value ? [target.value] : [] })}
      >
        <option value="">All tags</option>
        {tags.map(({ tag, count }) => (
          <option key={tag} value={tag}>{`${tag} (${count})`}</option>
        ))}
      </select>
      <select
        className="text-field"
        aria-label="Rating"
        value={filter.minRating}
        onChange={({ target }) => filterTable(workstation, { minRating: Number(target.value) })}
      >
        <option value={0}>Any rating</option>
        {[1, 2, 3, 4].map((stars) => (
          <option key={stars} value={stars}>{`${'★'.repeat(stars)} or more`}</option>
        ))}
        <option value={5}>★★★★★</option>
      </select>
      <Toggle
        label="Only recordings whose file was not found"
        isSelected={filter.missing}
        onChange={(missing) => filterTable(workstation, { missing })}
      >
        Missing
      </Toggle>
      <Toggle
        label="Only recordings of whose audio there is another, copies together"
        isSelected={filter.duplicates}
        onChange={(duplicates) => filterTable(workstation, { duplicates })}
      >
        Duplicates
      </Toggle>
      <Toggle
        label="Only recordings this model has not predicted"
        isSelected={filter.unpredicted}
        onChange={(unpredicted) => filterTable(workstation, { unpredicted })}
      >
        Not predicted
      </Toggle>
      <span className="spacer" />
      <AnalyseButton />
      <ColumnChoice />
    </search>
  );
}

/** Predicts what the list shows and this model has not predicted. */
function AnalyseButton() {
  const workstation = useWorkstation();
  const busy = useAnalysis(({ state }) => state !== 'idle');
  const model = useSession((session) => session.model !== null);
  const narrowed = useLibraryTable(isNarrowed);
  return (
    <Button icon="model" isDisabled={busy || !model} onPress={() => void analyseAll(workstation)}>
      {narrowed ? 'Analyse these' : 'Analyse all'}
    </Button>
  );
}
