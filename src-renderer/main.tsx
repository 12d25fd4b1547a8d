import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { startSession } from './actions/start-session.ts';
import { App } from './app/app.tsx';
import { openConnection } from './app/open-connection.ts';
import { wire } from './app/wiring.ts';
import './ui/tokens.css';
import './ui/base.css';
import './ui/widgets.css';
import './ui/panels.css';
import './app/app.css';
import { createWorkstation } from './workstation.ts';
import { WorkstationContext } from './workstation-context.tsx';

const connection = await openConnection();
const workstation = createWorkstation(connection);
wire(workstation, connection);
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <WorkstationContext value={workstation}>
      <App />
    </WorkstationContext>
  </StrictMode>,
);
void startSession(workstation);
