import { tourSteps } from '../tour/steps.ts';
import { report, type Workstation } from '../workstation.ts';
import type { Action } from './action.ts';

/** Key of the engine's settings under which is kept that the tour was seen or declined. */
export const TOUR_SETTING = 'tour';

/** Shows one step of the tour, with the panel and the page it speaks of open. */
export function goToStep({ tour, view }: Workstation, step: number): void {
  const shown = tourSteps[step];
  if (!shown) return;
  const { page, panel } = shown;
  view.setState({
    ...(page ? { page } : {}),
    ...(panel === 'library' ? { showLibrary: true } : {}),
    ...(panel === 'inspector' ? { showInspector: true } : {}),
  });
  tour.setState({ step, offered: false });
}

/** Ends the tour, or declines it: it is not offered again. */
export function endTour(workstation: Workstation): void {
  workstation.tour.setState({ step: null, offered: false });
  remember(workstation);
}

function remember(workstation: Workstation): void {
  workstation.engine.settings
    .set({ key: TOUR_SETTING, value: 'seen' })
    .catch((cause: unknown) => void report(workstation, cause));
}

export const showTour: Action = {
  id: 'show-tour',
  label: 'Show the tour',
  shortcut: null,
  enabled: () => true,
  run: (workstation) => {
    workstation.view.setState({ dialog: null });
    remember(workstation);
    goToStep(workstation, 0);
  },
};
