import { resolve } from 'node:path';
import { MezzoError } from '../../src-preload/contract/errors.ts';
import type { WatchedFolder } from '../../src-preload/contract/watching.ts';
import { type Arguments, requireOperands, UsageError } from './arguments.ts';
import { eachFile, type Output } from './output.ts';
import { withEngine } from './with-engine.ts';

/** Watched folders from the shell; the workstation takes their recordings in while it is open. */
export function watch(args: Arguments, output: Output): Promise<0 | 1> {
  const [action = 'list', ...rest] = args.operands;
  return withEngine(args, output, async ({ watching }) => {
    const each = (work: (folder: WatchedFolder) => void) =>
      eachFile(requireOperands(rest, 'at least one folder'), output, async (path) => {
        const folder = watching.list().find((one) => one.path === resolve(path));
        if (!folder) throw new MezzoError('not_found', `The folder “${path}” is not watched.`);
        work(folder);
        return shown(path);
      });
    const shown = (path: string) => {
      const folder = watching.list().find((one) => one.path === resolve(path));
      return output.json
        ? { path: resolve(path), watched: folder !== undefined, ...folder }
        : lineOf(path, folder);
    };
    switch (action) {
      case 'add':
        return eachFile(requireOperands(rest, 'at least one folder'), output, async (path) => {
          await watching.add(path);
          return shown(path);
        });
      case 'list':
        for (const folder of watching.list())
          output.result(output.json ? folder : lineOf(folder.path, folder));
        return 0;
      case 'pause':
        return each(({ id }) => watching.setPaused(id, true));
      case 'resume':
        return each(({ id }) => watching.setPaused(id, false));
      case 'remove':
        return each(({ id }) => watching.remove(id));
      default:
        throw new UsageError(`\`mezzo watch\` can add, list, pause, resume and remove, not “${action}”.`);
    }
  });
}

function lineOf(path: string, folder: WatchedFolder | undefined): string {
  return `${resolve(path)}  ${folder === undefined ? 'no longer watched' : folder.paused ? 'paused' : 'watched'}`;
}
