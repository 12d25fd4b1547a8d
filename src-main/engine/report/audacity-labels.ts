import { oneLine } from './csv.ts';
import type { LabelFormat } from './label-format.ts';

/**
 * A label track of Audacity (manual: Importing and Exporting Labels): start, end and name between tabs, six decimals; a spectral
 * selection adds a line of a backslash and its two frequencies.
 */
export const audacityLabels: LabelFormat = {
  name: 'audacity',
  label: 'Audacity label track',
  detail: 'With frequency ranges. In Audacity: File, Import, Labels.',
  ending: 'txt',
  write: (marks) =>
    marks
      .map(({ name, start, end, frequencyRange }) => {
        const line = `${start.toFixed(6)}\t${end.toFixed(6)}\t${oneLine(name)}\n`;
        if (!frequencyRange) return line;
        const [low, high] = frequencyRange;
        return `${line}\\\t${low.toFixed(6)}\t${high.toFixed(6)}\n`;
      })
      .join(''),
};
