import { type Choice, choose } from './choice.ts';
import { bootstrap } from './select-bootstrap.ts';
import { corrected } from './select-corrected.ts';
import { published } from './select-published.ts';
import { top } from './select-top.ts';
import type { Selection } from './selection.ts';

/** Every rule Mezzo offers; the first is the default. */
export const selections: readonly Selection[] = [corrected, bootstrap, published, top];

/** The rule and parameters a setting such as `corrected` or `top:count=3` asks for; else `bad_request`. */
export function findSelection(setting: string): Choice<Selection> {
  return choose('selection', selections, setting);
}
