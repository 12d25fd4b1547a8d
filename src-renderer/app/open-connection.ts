import type { Connection } from '../engine-client.ts';

/** Opens the way to the engine; in development `?fake=1` opens one with synthetic recordings instead. */
export async function openConnection(): Promise<Connection> {
  if (import.meta.env.DEV && new URLSearchParams(location.search).has('fake')) {
    const { createFakeConnection } = await import('../testing/fake-client.ts');
    return createFakeConnection();
  }
  const { connect } = await import('../transport/connect.ts');
  return connect();
}
