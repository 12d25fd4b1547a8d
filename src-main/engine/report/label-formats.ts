import { audacityLabels } from './audacity-labels.ts';
import type { LabelFormat } from './label-format.ts';
import { reaperRegions } from './reaper-regions.ts';
import { sonicVisualiserRegions } from './sonic-visualiser-regions.ts';

/** Every file of labels that Mezzo writes. */
export const labelFormats: readonly LabelFormat[] = [audacityLabels, reaperRegions, sonicVisualiserRegions];
