import type { Check } from '../../src-preload/contract/domain.ts';
import { type Arguments, requireOperands, UsageError } from './arguments.ts';
import { eachFile, type Output } from './output.ts';
import { withEngine } from './with-engine.ts';

export function models(args: Arguments, output: Output): Promise<0 | 1> {
  const [action = 'list', ...names] = args.operands;
  return withEngine(args, output, async (engine) => {
    switch (action) {
      case 'list': {
        for (const { card, ...model } of await engine.models.list())
          output.result(output.json ? model : lineOf(model));
        for (const notice of engine.models.notices()) output.say(notice);
        return 0;
      }
      case 'verify': {
        const ids = names.length > 0 ? names : (await engine.models.list()).map(({ id }) => id);
        let failed = false;
        const code = await eachFile(ids, output, async (model) => {
          const checks = await engine.models.verify(model);
          failed ||= checks.some(({ passed }) => !passed);
          return output.json ? { model, checks } : [model, ...checks.map(checkLine)].join('\n');
        });
        return failed ? 1 : code;
      }
      case 'add':
        return eachFile(requireOperands(names, 'a model folder'), output, async (folder) => {
          const { card, ...model } = await engine.models.add(folder);
          return output.json ? model : lineOf(model);
        });
      case 'remove':
        return eachFile(requireOperands(names, 'the id of a model'), output, async (model) => {
          await engine.models.remove(model);
          return output.json ? { model, removed: true } : `${model} removed`;
        });
      default:
        throw new UsageError(`\`mezzo models\` can list, verify, add and remove, not “${action}”.`);
    }
  });
}

function checkLine({ name, passed, detail }: Check): string {
  return `  ${passed ? 'passed' : 'FAILED'}  ${name}: ${detail}`;
}

function lineOf({
  id,
  version,
  name,
  provider,
  licence,
  checks,
}: {
  id: string;
  version: string;
  name: string;
  provider: string;
  licence: string;
  checks: readonly { name: string; passed: boolean }[];
}): string {
  const failing = checks.find(({ passed }) => !passed);
  return `${id} ${version}  ${name}  (${licence}; ${failing ? `refused: ${failing.name}` : provider})`;
}
