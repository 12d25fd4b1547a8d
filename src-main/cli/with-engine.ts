import type { Engine } from '../engine/engine.ts';
import { openEngine } from '../engine/start.ts';
import { type Arguments, oneOf } from './arguments.ts';

export const providers = ['auto', 'cpu', 'cuda', 'dml', 'webgpu', 'coreml'] as const;

/** Opens an engine as the options say, and puts it away whatever happens. */
export async function withEngine<Result>(
  { values }: Arguments,
  work: (engine: Engine) => Promise<Result>,
): Promise<Result> {
  await using engine = await openEngine({
    ...(values.home === undefined ? {} : { dataFolder: values.home }),
    provider: oneOf('provider', values.provider, providers, 'auto'),
  });
  return await work(engine);
}
