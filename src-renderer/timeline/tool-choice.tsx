import { ToggleButton, ToggleButtonGroup, Tooltip, TooltipTrigger } from 'react-aria-components';
import type { Action } from '../actions/action.ts';
import { keysOf } from '../actions/keymap.ts';
import { brushTool, lassoTool, rectangleTool, timeTool } from '../actions/tools.ts';
import type { Tool } from '../stores/view.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import { useKeymap, useView, useWorkstation } from '../workstation-context.tsx';

const TOOLS: readonly { tool: Tool; icon: IconName; action: Action }[] = [
  { tool: 'rectangle', icon: 'rectangle', action: rectangleTool },
  { tool: 'time', icon: 'time', action: timeTool },
  { tool: 'lasso', icon: 'lasso', action: lassoTool },
  { tool: 'brush', icon: 'brush', action: brushTool },
];

/** What a drag over the spectrogram selects. */
export function ToolChoice() {
  const workstation = useWorkstation();
  const chosen = useView((view) => view.tool);
  const keymap = useKeymap();
  return (
    <ToggleButtonGroup
      className="tool-choice"
      aria-label="Selection tool; Shift adds, Alt takes away"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[chosen]}
      onSelectionChange={(keys) => {
        const picked = TOOLS.find(({ tool }) => keys.has(tool));
        if (picked) void picked.action.run(workstation);
      }}
    >
      {TOOLS.map(({ tool, icon, action }) => {
        const keys = keysOf(action, keymap);
        return (
          <TooltipTrigger key={tool} delay={500}>
            <ToggleButton
              id={tool}
              className="button button-quiet button-toggle button-icon"
              aria-label={action.label}
            >
              <Icon name={icon} />
            </ToggleButton>
            <Tooltip className="tooltip" offset={6}>
              {action.label}
              {keys ? <kbd>{keys}</kbd> : null}
            </Tooltip>
          </TooltipTrigger>
        );
      })}
    </ToggleButtonGroup>
  );
}
