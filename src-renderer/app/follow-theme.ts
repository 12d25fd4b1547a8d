import type { DrawnTheme, Theme } from '../stores/view.ts';
import type { Workstation } from '../workstation.ts';

/** What a theme comes to where the system asks for a light window or for more contrast. */
export function themeToDraw(theme: Theme, system: { light: boolean; contrast: boolean }): DrawnTheme {
  if (theme !== 'system') return theme;
  if (system.contrast) return 'contrast';
  return system.light ? 'light' : 'dark';
}

/** Puts the chosen theme, or the system's, on the page; the canvas hears of it by `drawnTheme`. The result ends it. */
export function followTheme({ view }: Workstation): () => void {
  const light = matchMedia('(prefers-color-scheme: light)');
  const contrast = matchMedia('(prefers-contrast: more)');
  const apply = () => {
    const system = { light: light.matches, contrast: contrast.matches };
    const drawnTheme = themeToDraw(view.getState().theme, system);
    document.documentElement.dataset.theme = drawnTheme;
    if (view.getState().drawnTheme !== drawnTheme) view.setState({ drawnTheme });
  };
  apply();
  const end = view.subscribe((now, before) => {
    if (now.theme !== before.theme) apply();
  });
  light.addEventListener('change', apply);
  contrast.addEventListener('change', apply);
  return () => {
    end();
    light.removeEventListener('change', apply);
    contrast.removeEventListener('change', apply);
  };
}
