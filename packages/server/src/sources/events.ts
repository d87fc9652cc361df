import type { Fact } from '@nightjar/kernel/fact';

/** A sender's delivery arrived, was genuine, and tells of no change. Its raw body stays beside this fact. */
export type DeliveryIgnored = Fact<
  'DeliveryIgnored',
  { readonly source: string; readonly event: string; readonly delivery: string; readonly why: string }
>;

/** Where they are recorded: one stream a source, of which nobody decides anything. */
export const sourceStream = (source: string): string => `source:${source}`;
