import { statSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * The files among a command line's arguments, without the binary. Chromium mixes in switches of its own, in development
 * the program's folder stands among them, and a second start resolves its arguments against its own folder.
 */
export function filesOf(commandLine: readonly string[], folder: string, programFolder: string): string[] {
  return commandLine
    .filter((argument) => argument !== '' && !argument.startsWith('-'))
    .map((argument) => resolve(folder, argument))
    .filter((path) => path !== resolve(programFolder) && statSync(path, { throwIfNoEntry: false })?.isFile());
}
