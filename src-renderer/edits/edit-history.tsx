import { ListBox, ListBoxItem } from 'react-aria-components';
import { redo } from '../actions/redo.ts';
import { undo } from '../actions/undo.ts';
import { goInHistory } from '../actions/versions.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { useEdits, useWorkstation } from '../workstation-context.tsx';
import { useUndoLabels } from './undo-labels.ts';

/** Undo and redo with what they would do. */
export function EditHistory() {
  const workstation = useWorkstation();
  const { undoLabel, redoLabel } = useUndoLabels();
  return (
    <>
      <div className="edit-history">
        <Button
          icon="undo"
          isDisabled={undoLabel === null}
          aria-label={undoLabel ? `Undo ${undoLabel}` : 'Nothing to undo'}
          onPress={() => void undo.run(workstation)}
        >
          <span className="ellipsis" title={undoLabel ?? undefined}>
            {undoLabel ?? 'Nothing to undo'}
          </span>
        </Button>
        <Button
          icon="redo"
          isDisabled={redoLabel === null}
          aria-label={redoLabel ? `Redo ${redoLabel}` : 'Nothing to redo'}
          onPress={() => void redo.run(workstation)}
        >
          <span className="ellipsis" title={redoLabel ?? undefined}>
            {redoLabel ?? 'Nothing to redo'}
          </span>
        </Button>
      </div>
      <HistoryList />
    </>
  );
}

/** Every change, the newest first; choosing one goes there. */
function HistoryList() {
  const workstation = useWorkstation();
  const history = useEdits((edits) => edits.history);
  const position = useEdits((edits) => edits.position);
  if (history.length === 0) return null;
  const first = history[0]!.position - 1;
  const places = [
    ...history.toReversed(),
    { position: first, label: first === 0 ? 'As recorded' : 'Earlier' },
  ];
  return (
    <details className="disclosure">
      <summary>
        <Icon name="chevron" />
        History, {history.length === 1 ? '1 change' : `${history.length} changes`}
      </summary>
      <ListBox
        className="history-list"
        aria-label="History of the edits: choose a place to go there"
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        selectedKeys={[String(position)]}
        onSelectionChange={(keys) => {
          const [key] = keys === 'all' ? [] : [...keys];
          if (key !== undefined && Number(key) !== position) goInHistory(workstation, Number(key));
        }}
      >
        {places.map((place) => (
          <ListBoxItem
            key={place.position}
            id={String(place.position)}
            textValue={place.label}
            className={place.position > position ? 'history-item history-undone' : 'history-item'}
          >
            <span className="ellipsis">{place.label}</span>
            {place.position > position ? <span className="muted small">undone</span> : null}
          </ListBoxItem>
        ))}
      </ListBox>
    </details>
  );
}
