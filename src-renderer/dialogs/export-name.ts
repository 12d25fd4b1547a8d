import type { ExportWhat } from '../actions/export-audio.ts';

const ADDED: Record<ExportWhat, string> = {
  edited: ' edited',
  original: '',
  only: ' selection',
  without: ' without selection',
};

/** A file name for an export of this track, without characters that file systems refuse. */
export function exportName(trackName: string, what: ExportWhat, ending: string): string {
  return `${stemOf(trackName)}${ADDED[what]}.${ending}`;
}

/** A file name for labels, a figure or a report of this track. */
export function documentName(trackName: string, what: string, ending: string): string {
  return `${stemOf(trackName)} ${what.replaceAll('_', ' ')}.${ending}`;
}

function stemOf(trackName: string): string {
  const stem = trackName
    .replace(/\.(wav|wave|aiff?|flac|mp3|m4a|aac|ogg|oga|opus)$/i, '')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what has to go.
    .replace(/[<>:"/\\|?*\u0000-\u001f]/g, '_')
    .slice(0, 120)
    .trim();
  return stem || 'recording';
}
