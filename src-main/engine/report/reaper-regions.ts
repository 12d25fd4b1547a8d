import { oneLine } from './csv.ts';
import type { LabelFormat } from './label-format.ts';

/**
 * The list that Reaper's Region/Marker Manager reads and writes: a header, then a region a line with its times in minutes and
 * seconds. Names in quotes where they need it, as in RFC 4180.
 */
export const reaperRegions: LabelFormat = {
  name: 'reaper',
  label: 'Reaper regions',
  detail: 'Time only. In Reaper: Region/Marker Manager, Import, with the ruler in minutes and seconds.',
  ending: 'csv',
  write: (marks) =>
    `#,Name,Start,End,Length\n${marks
      .map(
        ({ name, start, end }, i) =>
          `R${i + 1},${quoted(oneLine(name))},${clock(start)},${clock(end)},${clock(end - start)}\n`,
      )
      .join('')}`,
};

function quoted(name: string): string {
  return /[",]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}

/** `1:23.456`, from an hour on `1:02:03.456`. */
function clock(seconds: number): string {
  const ms = Math.round(seconds * 1000);
  const whole = Math.floor(ms / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const tail = `${two(s)}.${String(ms % 1000).padStart(3, '0')}`;
  return h > 0 ? `${h}:${two(m)}:${tail}` : `${m}:${tail}`;
}
