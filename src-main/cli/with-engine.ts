import type { Engine } from '../engine/engine.ts';
import type { Model } from '../engine/model/model.ts';
import { openEngine } from '../engine/start.ts';
import { type Arguments, oneOf, UsageError } from './arguments.ts';
import type { Output } from './output.ts';

export const providers = ['auto', 'cpu', 'cuda', 'dml', 'webgpu', 'coreml'] as const;

/** Opens an engine as the options say, tells what was found wrong with the library, and puts the engine away whatever happens. */
export async function withEngine<Result>(
  { values }: Arguments,
  output: Output,
  work: (engine: Engine) => Promise<Result>,
): Promise<Result> {
  if (values.home === '') throw new UsageError('--home names a folder; it is empty.');
  await using engine = await openEngine({
    ...(values.home === undefined ? {} : { dataFolder: values.home }),
    provider: oneOf('provider', values.provider, providers, 'auto'),
  });
  for (const notice of engine.library.notices) output.say(notice);
  return await work(engine);
}

/** The model that was asked for; says so when it does not run on the provider that was asked for. */
export async function openModel(engine: Engine, { values }: Arguments, output: Output): Promise<Model> {
  const model = await engine.models.open(values.model);
  const asked = values.provider ?? 'auto';
  if (asked !== 'auto' && model.provider !== asked && model.fallbackReason !== null)
    output.say(model.fallbackReason);
  return model;
}
