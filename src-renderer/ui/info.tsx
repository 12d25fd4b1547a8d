import { Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components';
import { IconButton } from './button.tsx';
import { glossary, type Meaning, type Topic } from './glossary.ts';

/** A button that tells what a number means: definition, scale, source. */
export function Info({ topic }: { topic: Topic }) {
  return <InfoAbout meaning={glossary[topic]} />;
}

export function InfoAbout({ meaning }: { meaning: Meaning }) {
  return (
    <span className="info">
      <DialogTrigger>
        <IconButton icon="info" label={`What is ${meaning.title}?`} />
        <Popover className="info-popover" placement="bottom">
          <Dialog className="info-dialog">
            <Heading slot="title">{meaning.title}</Heading>
            <MeaningText meaning={meaning} />
          </Dialog>
        </Popover>
      </DialogTrigger>
    </span>
  );
}

export function MeaningText({ meaning }: { meaning: Meaning }) {
  return (
    <dl className="meaning">
      <dt>Meaning</dt>
      <dd>{meaning.definition}</dd>
      <dt>Scale</dt>
      <dd>{meaning.scale}</dd>
      <dt>Source</dt>
      <dd>{meaning.source}</dd>
    </dl>
  );
}
