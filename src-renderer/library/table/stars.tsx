interface Props {
  rating: number;
  /** Whose rating it is. */
  name: string;
  /** False in the rows, where the number keys do it. */
  reachable: boolean;
  onRate: (rating: number) => void;
}

/** One to five stars; a press on the star that is the last one lit takes the rating away. */
export function Stars({ rating, name, reachable, onRate }: Props) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot stand in a line of a table.
    <span className="stars" role="group" aria-label={`Rating of ${name}`}>
      {[1, 2, 3, 4, 5].map((star) => (
        <button
          key={star}
          type="button"
          className={star <= rating ? 'star star-lit' : 'star'}
          tabIndex={reachable ? 0 : -1}
          aria-label={star === 1 ? '1 star' : `${star} stars`}
          aria-pressed={star === rating}
          onClick={(event) => {
            event.stopPropagation();
            onRate(star === rating ? 0 : star);
          }}
          onDoubleClick={(event) => event.stopPropagation()}
        >
          {star <= rating ? '★' : '☆'}
        </button>
      ))}
    </span>
  );
}
