import { z } from 'zod';
import type { Project } from '../../src-preload/contract/domain.ts';
import { report, type Workstation } from '../workstation.ts';

/** Key of the engine's settings under which the theme is kept: it is the application's, whatever project is open. */
const THEME_SETTING = 'theme';

const theme = z.enum(['dark', 'light', 'contrast', 'system']);

/** The theme as it was kept; projects of an older Mezzo had one each, which holds until another is chosen. */
export function restoreTheme(
  { view }: Workstation,
  settings: Readonly<Record<string, unknown>>,
  project: Project,
): void {
  const kept = theme.safeParse(settings[THEME_SETTING]);
  const older = z.object({ theme }).safeParse(project.view.view);
  if (kept.success) view.setState({ theme: kept.data });
  else if (older.success) view.setState({ theme: older.data.theme });
}

/** Keeps the theme whenever it changes. The result ends it. */
export function keepTheme(workstation: Workstation): () => void {
  const { engine, view } = workstation;
  return view.subscribe((now, before) => {
    if (now.theme === before.theme) return;
    engine.settings
      .set({ key: THEME_SETTING, value: now.theme })
      .catch((cause: unknown) => report(workstation, cause));
  });
}
