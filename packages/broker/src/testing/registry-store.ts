/** Where the registries of a test come from. */
import type {ReliableRegistry} from '../registry/registry.js';

export interface Store {
  /** The registry of one more broker. */
  join(): Promise<ReliableRegistry>;
  /** Lets time pass, and events arrive. */
  pass(ms: number): Promise<void>;
  close(): Promise<void>;
}
