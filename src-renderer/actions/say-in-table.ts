import { failureText, type Workstation } from '../workstation.ts';

/** Says something in the library's table, where the messages of the window are out of reach; null takes away what was said. */
export function sayInTable({ libraryTable }: Workstation, text: string | null): void {
  libraryTable.setState({ said: text === null ? null : { kind: 'info', text } });
}

/** Says the sentence of a failure there; a cancelled work is none. */
export function reportInTable({ libraryTable }: Workstation, cause: unknown): void {
  const text = failureText(cause);
  if (text !== null) libraryTable.setState({ said: { kind: 'error', text } });
}
