import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MezzoError } from '../../src-preload/contract/errors.ts';
import { type Choice, choose } from './explain/choice.ts';
import { readOnnxSeparator } from './explain/onnx-separator.ts';
import type { Separator } from './explain/separator.ts';
import { separators as shipped } from './explain/separators.ts';

/** The separators that come with Mezzo, and those the user put into the separators folder, one folder each. */
export interface SeparatorRegistry {
  list(): Promise<readonly Separator[]>;
  /** Sentences about folders that hold no usable separator; filled by `list`. */
  notices(): readonly string[];
  /** The separator a setting asks for, or null when it names none. */
  find(setting: string): Promise<Choice<Separator> | null>;
}

export function createSeparatorRegistry(folder: string): SeparatorRegistry {
  const opened = new Map<string, Promise<Separator>>();
  let notices: string[] = [];
  const list = async () => {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    const found: Separator[] = [...shipped];
    const said: string[] = [];
    for (const { name } of entries.filter((entry) => entry.isDirectory())) {
      const path = join(folder, name);
      const reading = opened.get(path) ?? readOnnxSeparator(path);
      opened.set(path, reading);
      try {
        const separator = await reading;
        if (found.some((other) => other.name === separator.name))
          said.push(`The separator in “${path}” is left out: there is a “${separator.name}” already.`);
        else found.push(separator);
      } catch (cause) {
        opened.delete(path);
        said.push(MezzoError.from(cause).message);
      }
    }
    notices = said;
    return found;
  };
  return {
    list,
    notices: () => notices,
    async find(setting) {
      const all = await list();
      const name = setting.split(':', 1)[0];
      return all.some((entry) => entry.name === name) ? choose('separator', all, setting) : null;
    },
  };
}
