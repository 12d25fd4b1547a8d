import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { endTour, goToStep } from '../actions/tour.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { useView, useWorkstation } from '../workstation-context.tsx';
import { placeCard } from './place-card.ts';
import { type TourStep, tourSteps } from './steps.ts';
import { useTargetBox } from './target-box.ts';
import './tour.css';

/** The offer of the tour on the first start, and the tour while it runs. */
export function Tour() {
  const { tour } = useWorkstation();
  const { step, offered } = useStore(tour);
  const dialog = useView((view) => view.dialog !== null);
  const shown = step === null ? undefined : tourSteps[step];
  if (dialog) return null;
  if (shown && step !== null) return <TourCard step={shown} index={step} />;
  return offered ? <TourOffer /> : null;
}

function TourOffer() {
  const workstation = useWorkstation();
  return (
    <section className="tour-offer" aria-label="Tour">
      <p>New here? Seven short steps show the circle on the demo, in less than two minutes.</p>
      <div className="tour-buttons">
        <Button look="quiet" onPress={() => endTour(workstation)}>
          Not now
        </Button>
        <Button look="primary" onPress={() => goToStep(workstation, 0)}>
          Show me around
        </Button>
      </div>
    </section>
  );
}

/** A card beside the thing it speaks of. The window stays usable; Esc ends the tour from everywhere. */
function TourCard({ step, index }: { step: TourStep; index: number }) {
  const workstation = useWorkstation();
  const target = useTargetBox(step.targets);
  const card = useRef<HTMLElement>(null);
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null);
  const last = index === tourSteps.length - 1;
  useLayoutEffect(() => {
    const { width, height } = card.current?.getBoundingClientRect() ?? { width: 0, height: 0 };
    const view = { width: window.innerWidth, height: window.innerHeight };
    const middle = { left: view.width / 2, top: view.height, width: 0, height: 0 };
    setPlace(placeCard(target ?? middle, { width, height }, view, step.side));
  }, [target, step]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      event.preventDefault();
      event.stopPropagation();
      endTour(workstation);
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [workstation]);
  return (
    <>
      {target ? <div className="tour-ring" style={{ ...target }} aria-hidden="true" /> : null}
      <section ref={card} className="tour-card" aria-label="Tour" style={place ?? { opacity: 0 }}>
        <div className="tour-head">
          <h2>{step.title}</h2>
          <IconButton icon="close" label="End the tour" shortcut="Esc" onPress={() => endTour(workstation)} />
        </div>
        <p aria-live="polite">{step.text}</p>
        <div className="tour-buttons">
          <span className="muted number small">
            {index + 1} of {tourSteps.length}
          </span>
          <span className="spacer" />
          <Button isDisabled={index === 0} onPress={() => goToStep(workstation, index - 1)}>
            Back
          </Button>
          <Button
            look="primary"
            autoFocus
            onPress={() => (last ? endTour(workstation) : goToStep(workstation, index + 1))}
          >
            {last ? 'Done' : 'Next'}
          </Button>
        </div>
      </section>
    </>
  );
}
