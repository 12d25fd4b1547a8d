import { redo } from '../actions/redo.ts';
import { openExport, openHelp, openModels, toggleTheme } from '../actions/show.ts';
import { undo } from '../actions/undo.ts';
import { useUndoLabels } from '../edits/undo-labels.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { useEdits, useSession, useWorkstation } from '../workstation-context.tsx';
import { ActionButton } from './action-button.tsx';

/** Project and track, undo and redo, export, the model with its provider and warnings, help. */
export function TopBar() {
  const project = useSession((session) => session.project?.name ?? 'Mezzo');
  const track = useSession((session) => session.track?.name ?? null);
  const { undoLabel, redoLabel } = useUndoLabels();
  const saving = useEdits((edits) => edits.saving);
  return (
    <header className="top-bar">
      <div className="top-bar-title">
        <h1 title={project}>{project}</h1>
        {track ? (
          <span className="muted" title={track}>
            {track}
          </span>
        ) : null}
      </div>
      <ActionButton
        action={undo}
        icon="undo"
        enabled={undoLabel !== null}
        label={undoLabel ? `Undo ${undoLabel}` : 'Undo'}
      />
      <ActionButton
        action={redo}
        icon="redo"
        enabled={redoLabel !== null}
        label={redoLabel ? `Redo ${redoLabel}` : 'Redo'}
      />
      <span className="muted" role="status">
        {saving ? 'Saving…' : ''}
      </span>
      <div className="spacer" />
      <ModelChip />
      <div className="divider" />
      <ActionButton action={openExport} icon="export" enabled={track !== null} />
      <ActionButton action={toggleTheme} icon="theme" enabled />
      <ActionButton action={openHelp} icon="help" enabled />
    </header>
  );
}

function ModelChip() {
  const workstation = useWorkstation();
  const model = useSession((session) => session.model);
  const curves = useSession((session) => session.curves);
  const examining = useSession((session) => session.examining);
  if (!model) return <span className="muted">{examining ? 'Examining the models…' : 'No model'}</span>;
  const provider = curves?.prediction.provider ?? model.provider;
  const warnings = [...model.warnings, ...(curves?.prediction.warnings ?? [])];
  if (model.fallbackReason) warnings.unshift(model.fallbackReason);
  return (
    <div className="model-chip" title={warnings.join('\n')}>
      <Button look="quiet" icon="model" onPress={() => openModels.run(workstation)}>
        {model.name} <span className="muted">{model.version}</span>{' '}
        <span className="muted">{provider.toUpperCase()}</span>
        {warnings.length > 0 ? (
          <span className="warning" role="img" aria-label={`${warnings.length} warnings`}>
            <Icon name="warning" />
          </span>
        ) : null}
      </Button>
    </div>
  );
}
