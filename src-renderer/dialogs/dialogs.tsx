import { useView } from '../workstation-context.tsx';

/** The dialog that is open, if any. */
export function Dialogs() {
  const dialog = useView((view) => view.dialog);
  return dialog === null ? null : <div role="dialog">{dialog}</div>;
}
