/** Endings of the files that dialogs offer and watched folders take in; any other file can still be opened by hand. */
export const audioEndings = 'wav aif aiff flac mp3 m4a aac mp4 ogg oga opus'.split(' ');
