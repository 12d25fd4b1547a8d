import type { InspectorPage } from '../stores/view.ts';
import type { Side } from './place-card.ts';

/** One thing the tour speaks of. */
export interface TourStep {
  readonly title: string;
  /** One or two short sentences: what to do, and what it shows. */
  readonly text: string;
  /** CSS selectors of the thing; the first that is there and visible is meant. */
  readonly targets: readonly string[];
  /** Where the card stands if there is room. */
  readonly side?: Side;
  /** The page of the inspector that has to be open. */
  readonly page?: InspectorPage;
  /** The panel that has to be open. */
  readonly panel?: 'library' | 'inspector';
}

/** The circle in seven steps: read in less than two minutes. */
export const tourSteps: readonly TourStep[] = [
  {
    title: 'Open a recording',
    text: 'These are demo recordings. Click one to open it. Your own come in by drop or with the button above.',
    targets: ['.app-library .track-list', '.app-library'],
    panel: 'library',
  },
  {
    title: 'Play it',
    text: 'Press Play, or Space. The playhead runs through the timeline, and the meter shows the level.',
    targets: ['.transport .transport-group', '.transport'],
    side: 'above',
  },
  {
    title: 'Choose a moment',
    text: 'Click in the timeline. The bracket is the window that the model judges at once; its curves lie below.',
    targets: ['.timeline-area', '.app-centre'],
  },
  {
    title: 'Read why',
    text: 'An emotion is a sum of features that can be heard. Bars to the right raise it, bars to the left lower it.',
    targets: ['.effects-page', '.app-inspector'],
    page: 'effects',
    panel: 'inspector',
  },
  {
    title: 'Explain a feature',
    text: 'Choose a feature and press Explain. Mezzo switches parts of the sound off and measures which of them cause it.',
    targets: ['.explain-row', '.app-inspector'],
    page: 'explanation',
    panel: 'inspector',
  },
  {
    title: 'Change what causes it',
    text: 'When a feature is explained, select the segments that raise it, give them a gain, and press Apply. The file stays as it is.',
    targets: ['.selection-bar', '.explain-row', '.app-inspector'],
    page: 'explanation',
    panel: 'inspector',
  },
  {
    title: 'Hear it and see it move',
    text: 'Press B to switch between original and edited. The predicted shift is computed again from the edited sound.',
    targets: ['.shift-strip', '.transport [aria-label="Original and edited"]', '.transport'],
    side: 'above',
    panel: 'inspector',
  },
];
