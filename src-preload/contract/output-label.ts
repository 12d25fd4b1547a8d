interface Named {
  readonly name: string;
  readonly label: string;
}

/** A feature or an emotion of a model as the user reads it; a name the model does not have stays as it is. */
export function outputLabel(
  { midLevel, emotions }: { readonly midLevel: readonly Named[]; readonly emotions: readonly Named[] },
  name: string,
): string {
  return [...midLevel, ...emotions].find((entry) => entry.name === name)?.label ?? name;
}
