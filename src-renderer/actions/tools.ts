import type { Tool } from '../stores/view.ts';
import type { Action } from './action.ts';

function tool(kind: Tool, label: string, shortcut: string): Action {
  return {
    id: `tool-${kind}`,
    label,
    shortcut,
    enabled: () => true,
    run: ({ view }) => view.setState({ tool: kind }),
  };
}

export const rectangleTool = tool('rectangle', 'Select with a rectangle', 'R');
export const timeTool = tool('time', 'Select a time range', 'T');
export const lassoTool = tool('lasso', 'Select with a lasso', 'G');
export const brushTool = tool('brush', 'Select with a brush', 'P');
