import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { EditsPage } from '../edits/edits-page.tsx';
import { ExplanationPage } from '../explanation/explanation-page.tsx';
import type { InspectorPage } from '../stores/view.ts';
import { SuggestionsPage } from '../suggestions/suggestions-page.tsx';
import { formatTime } from '../ui/format.ts';
import { Segmented } from '../ui/segmented.tsx';
import { useEdits, useExplanation, useSession, useView, useWorkstation } from '../workstation-context.tsx';
import { EffectsPage } from './effects-page.tsx';
import { useLevel } from './effects-view.ts';
import { EmotionsPage } from './emotions-page.tsx';
import { ShiftStrip } from './shift-strip.tsx';
import { useShown } from './shown.ts';
import './inspector.css';

/** What the model hears, why, and what to change: four pages in the order of the circle. */
export function Inspector() {
  const { view } = useWorkstation();
  const page = useView((state) => state.page);
  const examining = useSession((session) => session.examining);
  const model = useSession((session) => session.model);
  const track = useSession((session) => session.track);
  const steps = useEdits((edits) => edits.steps.length);
  const running = useExplanation((explanation) => explanation.running !== null);
  return (
    <section className="panel inspector" aria-label="Inspector">
      <div className="panel-head">
        <ScopeSwitch />
      </div>
      {model && track ? (
        <>
          <Tabs
            className="tabs"
            selectedKey={page}
            onSelectionChange={(key) => view.setState({ page: key as InspectorPage })}
          >
            <TabList className="tab-list" aria-label="Pages of the inspector">
              <Tab className="tab" id="emotions">
                Emotions
              </Tab>
              <Tab className="tab" id="effects">
                Effects
              </Tab>
              <Tab className="tab" id="explanation">
                Explanation{running ? ' …' : ''}
              </Tab>
              <Tab className="tab" id="edits">
                Edits <span className="number muted">{steps > 0 ? steps : ''}</span>
              </Tab>
              <Tab className="tab" id="suggestions">
                Suggest
              </Tab>
            </TabList>
            <TabPanel className="tab-panel" id="emotions">
              <EmotionsPage model={model} />
            </TabPanel>
            <TabPanel className="tab-panel" id="effects">
              <EffectsPage model={model} />
            </TabPanel>
            <TabPanel className="tab-panel" id="explanation">
              <ExplanationPage model={model} />
            </TabPanel>
            <TabPanel className="tab-panel" id="edits">
              <EditsPage />
            </TabPanel>
            <TabPanel className="tab-panel" id="suggestions">
              <SuggestionsPage model={model} />
            </TabPanel>
          </Tabs>
          {/* The emotions page has these figures in its list. */}
          {page === 'emotions' ? null : <ShiftStrip model={model} />}
        </>
      ) : (
        <p className="empty-state muted">
          {model ? 'Open a recording to see what the model hears in it.' : null}
          {model || examining ? null : 'No model is there to listen.'}
        </p>
      )}
    </section>
  );
}

const scopes = [
  { id: 'moment', label: 'Moment' },
  { id: 'recording', label: 'Recording' },
] as const;
/** Weights are shown by the effects page alone. */
const weights = { id: 'model', label: 'Model' } as const;

function ScopeSwitch() {
  const { view } = useWorkstation();
  const scope = useView((state) => state.scope);
  const level = useLevel();
  const onEffects = useView((state) => state.page === 'effects');
  const { range } = useShown();
  return (
    <div className="scope">
      <h2 className="number">
        <span className="visually-hidden">Inspector </span>
        {onEffects && level === 'model'
          ? 'Any sound'
          : range
            ? `${formatTime(range[0], 1)} – ${formatTime(range[1], 1)}`
            : 'Inspector'}
      </h2>
      <Segmented
        label="What is judged"
        options={onEffects ? [...scopes, weights] : scopes}
        selected={onEffects ? level : scope}
        onSelect={(chosen) =>
          view.setState(chosen === 'model' ? { showWeights: true } : { scope: chosen, showWeights: false })
        }
      />
    </div>
  );
}
