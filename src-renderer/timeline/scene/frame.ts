import type { Palette } from '../../ui/palette.ts';
import type { FrequencyScale } from '../frequency-scale.ts';
import type { Lanes } from '../lanes.ts';
import type { TimeScale } from '../time-scale.ts';

/** What every layer of the scene needs to draw itself. */
export interface Frame {
  readonly scale: TimeScale;
  readonly frequency: FrequencyScale;
  readonly lanes: Lanes;
  readonly duration: number;
  /** Width and height of the canvas in CSS px. */
  readonly width: number;
  readonly height: number;
  /** Root font size in px; line widths and type follow it. */
  readonly rem: number;
  readonly palette: Palette;
}

/** One layer of the scene: brings its display objects to what the frame and the stores say. */
export interface Layer extends Disposable {
  update(frame: Frame): void;
}
