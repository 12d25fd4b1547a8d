import { resolve } from 'node:path';
import { type Arguments, requireOperands, UsageError } from './arguments.ts';
import { eachFile, type Output } from './output.ts';
import { withEngine } from './with-engine.ts';

export function library(args: Arguments, output: Output): Promise<0 | 1> {
  const [action = 'list', ...rest] = args.operands;
  return withEngine(args, output, async (engine) => {
    const print = (search: string): 0 => {
      const page = 1000;
      for (let offset = 0, total = 1; offset < total; offset += page) {
        const found = engine.library.tracks.list({ search, limit: page, offset, order: 'name' });
        total = found.total;
        for (const track of found.items)
          output.result(
            output.json ? track : `${track.name}  ${track.duration.toFixed(1)} s  ${track.format}`,
          );
      }
      return 0;
    };
    switch (action) {
      case 'add':
        return eachFile(requireOperands(rest, 'at least one file'), output, (file) =>
          engine.importing.importFile(resolve(file), {
            onProgress: (step, fraction) => output.progress(file, step.toLowerCase(), fraction),
          }),
        );
      case 'list':
        return print('');
      case 'search':
        return print(requireOperands(rest, 'words to search for').join(' '));
      default:
        throw new UsageError(`\`mezzo library\` can add, list and search, not “${action}”.`);
    }
  });
}
