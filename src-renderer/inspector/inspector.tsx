import { formatSigned, labelOf } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { useSession } from '../workstation-context.tsx';

/** What the model hears at the chosen moment, and why. */
export function Inspector() {
  const moment = useSession((session) => session.moment);
  return (
    <Panel title="Inspector">
      {Object.entries(moment?.emotions ?? {}).map(([name, value]) => (
        <p key={name}>
          {labelOf(name)} <span className="number">{formatSigned(value)}</span>
        </p>
      ))}
    </Panel>
  );
}
