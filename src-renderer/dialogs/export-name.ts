import type { ExportWhat } from '../actions/export-audio.ts';

const ADDED: Record<ExportWhat, string> = {
  edited: ' edited',
  original: '',
  only: ' selection',
  without: ' without selection',
};

/** A file name for an export of this track, without characters that file systems refuse. */
export function exportName(trackName: string, what: ExportWhat, ending: string): string {
  const stem = trackName
    .replace(/\.(wav|wave|aiff?|flac|mp3|m4a|aac|ogg|oga|opus)$/i, '')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what has to go.
    .replace(/[<>:"/\\|?*\u0000-\u001f]/g, '_')
    .slice(0, 120)
    .trim();
  return `${stem || 'recording'}${ADDED[what]}.${ending}`;
}
