import { LibraryView } from '../library/table/library-view.tsx';
import { useView, useWorkstation } from '../workstation-context.tsx';
import { CommandPalette } from './command-palette.tsx';
import { ExportDialog, isExportPage } from './export-dialog.tsx';
import { FoldersDialog } from './folders-dialog.tsx';
import { HelpDialog } from './help-dialog.tsx';
import { ModelsDialog } from './models-dialog.tsx';
import { SettingsDialog } from './settings-dialog.tsx';
import './dialogs.css';

/** The dialog that is open, if any. */
export function Dialogs() {
  const { view } = useWorkstation();
  const dialog = useView((state) => state.dialog);
  const close = () => view.setState({ dialog: null });
  if (isExportPage(dialog)) return <ExportDialog page={dialog} onClose={close} />;
  if (dialog === 'models') return <ModelsDialog onClose={close} />;
  if (dialog === 'help' || dialog === 'help-numbers') return <HelpDialog page={dialog} onClose={close} />;
  if (dialog === 'commands') return <CommandPalette onClose={close} />;
  if (dialog === 'settings') return <SettingsDialog onClose={close} />;
  if (dialog === 'library') return <LibraryView onClose={close} />;
  if (dialog === 'folders') return <FoldersDialog onClose={close} />;
  return null;
}
