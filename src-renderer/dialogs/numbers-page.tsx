import { useState } from 'react';
import { MeaningText } from '../ui/info.tsx';
import { numberGroups, searchNumbers } from '../ui/numbers.ts';
import { SearchField } from '../ui/search-field.tsx';
import { useSession } from '../workstation-context.tsx';

/** Every number of the workstation with its meaning, scale and source, and a search over them. */
export function NumbersPage() {
  const model = useSession((session) => session.model);
  const [query, setQuery] = useState('');
  const found = searchNumbers(numberGroups(model), query);
  const count = found.reduce((sum, { entries }) => sum + entries.length, 0);
  return (
    <>
      <SearchField label="Search the numbers" value={query} onChange={setQuery} className="help-search" />
      <p className="visually-hidden" role="status">
        {count === 1 ? 'One number found.' : `${count} numbers found.`}
      </p>
      {found.map(({ title, entries }) => (
        <section key={title} className="help-group" aria-label={title}>
          <h3 className="group-title">{title}</h3>
          <div className="help-columns">
            {entries.map(({ id, meaning }) => (
              <article key={id} className="help-meaning" aria-label={meaning.title}>
                <h4>{meaning.title}</h4>
                <MeaningText meaning={meaning} />
              </article>
            ))}
          </div>
        </section>
      ))}
      {count === 0 ? <p className="muted">No number is described with these words.</p> : null}
    </>
  );
}
