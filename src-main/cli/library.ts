import { resolve } from 'node:path';
import type { Track } from '../../src-preload/contract/domain.ts';
import { type Arguments, requireOperands, UsageError } from './arguments.ts';
import { eachFile, type Output } from './output.ts';
import { withEngine } from './with-engine.ts';

export function library(args: Arguments, output: Output): Promise<0 | 1> {
  const [action = 'list', ...rest] = args.operands;
  return withEngine(args, output, async (engine) => {
    const print = (search: string): 0 => {
      const page = 1000;
      for (let offset = 0, total = 1; offset < total; offset += page) {
        const sort = { by: 'name' } as const;
        const query = { search, limit: page, offset, sort, descending: false };
        const found = engine.library.tracks.list(query);
        total = found.total;
        for (const track of found.items) output.result(output.json ? track : lineOf(track));
      }
      return 0;
    };
    switch (action) {
      case 'add':
        return eachFile(requireOperands(rest, 'at least one file'), output, async (file) => {
          const track = await engine.importing.importFile(resolve(file), {
            onProgress: (step, fraction) => output.progress(file, step.toLowerCase(), fraction),
          });
          return output.json ? track : lineOf(track);
        });
      case 'list':
        return print('');
      case 'search':
        return print(requireOperands(rest, 'words to search for').join(' '));
      default:
        throw new UsageError(`\`mezzo library\` can add, list and search, not “${action}”.`);
    }
  });
}

function lineOf({ name, duration, format }: Track): string {
  return `${name}  ${duration.toFixed(1)} s  ${format}`;
}
