import { Icon } from '../ui/icon.tsx';
import { useSession } from '../workstation-context.tsx';

/** Says when the engine is away; nothing is lost meanwhile, and it goes away by itself. */
export function ConnectionBanner() {
  const connection = useSession((session) => session.connection);
  const loading = useSession((session) => session.loading);
  if (connection === 'connected' || (connection === 'connecting' && loading)) return null;
  return (
    <div className="banner" role="alert">
      <Icon name="warning" />
      The engine stopped and is being restarted. What you have done is saved, and a change you make now is
      saved when it is back.
    </div>
  );
}
