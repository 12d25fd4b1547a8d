import { oneLine } from './csv.ts';
import type { LabelFormat } from './label-format.ts';
import type { Mark } from './mark.ts';
import { escapeXml } from './xml.ts';

/**
 * A region layer of Sonic Visualiser: a sparse model of three dimensions. The value of a region is the geometric middle of its
 * frequencies in Hz, so that the layer lies at the right height over a spectrogram; 0 where it is about all frequencies.
 */
export const sonicVisualiserRegions: LabelFormat = {
  name: 'sonic-visualiser',
  label: 'Sonic Visualiser regions',
  detail:
    'At their frequencies, to lie over a spectrogram. In Sonic Visualiser: File, Import Annotation Layer.',
  ending: 'svl',
  write(marks, { sampleRate, frames }) {
    const values = marks.map(heightOf);
    const [minimum, maximum] = [Math.min(0, ...values), Math.max(0, ...values)];
    const sample = (seconds: number) => Math.round(seconds * sampleRate);
    const points = marks.map(({ name, start, end }, i) => {
      const duration = Math.max(1, sample(end) - sample(start));
      return `      <point frame="${sample(start)}" value="${values[i]}" duration="${duration}" label="${escapeXml(oneLine(name))}"/>\n`;
    });
    return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE sonic-visualiser>
<sv>
  <data>
    <model id="0" name="" sampleRate="${sampleRate}" start="0" end="${frames}" type="sparse" dimensions="3" resolution="1" notifyOnAdd="true" dataset="1" subtype="region" valueQuantization="0" minimum="${minimum}" maximum="${maximum}" units="Hz"/>
    <dataset id="1" dimensions="3">
${points.join('')}    </dataset>
  </data>
  <display>
    <layer id="2" type="regions" name="Mezzo" model="0" verticalScale="0" plotStyle="0" colourName="Purple" colour="#c832ff" darkBackground="false"/>
  </display>
</sv>
`;
  },
};

function heightOf({ frequencyRange }: Mark): number {
  if (!frequencyRange) return 0;
  const [low, high] = frequencyRange;
  return Number(Math.sqrt(Math.max(1, low) * high).toFixed(3));
}
