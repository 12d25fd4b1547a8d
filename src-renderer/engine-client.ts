import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '../src-preload/contract/contract.ts';
import type { HostCapabilities } from '../src-preload/contract/host.ts';

/** The engine as the renderer sees it: every procedure of the contract, typed. */
export type EngineClient = ContractRouterClient<Contract>;

export type ConnectionState = 'connecting' | 'connected' | 'lost';

/**
 * A way to an engine that reconnects by itself. `client` stays valid over reconnections; calls made while
 * the engine is away fail with `engine_lost`.
 */
export interface Connection {
  readonly client: EngineClient;
  readonly capabilities: HostCapabilities;
  readonly state: ConnectionState;
  /** Calls back at every change of `state`; the result ends the subscription. */
  subscribe(listener: (state: ConnectionState) => void): () => void;
}
