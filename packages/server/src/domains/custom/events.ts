import type { Fact } from '@nightjar/kernel/fact';

/** CEL expressions by what they say of a payload, as they were written: `key`, `title`, `services`. */
export type WrittenMapping = Readonly<Record<string, string>>;

/** Somebody wants payloads of a sender of their own kept, to write a mapping upon; or wrote on at it. Nothing reads by a draft. */
type CustomSourceDrafted = Fact<
  'CustomSourceDrafted',
  { readonly name: string; readonly title: string; readonly mapping: WrittenMapping }
>;

/** From now on the sender's payloads are read by this mapping. Versions count from 1. */
type CustomSourcePublished = Fact<
  'CustomSourcePublished',
  {
    readonly name: string;
    readonly title: string;
    readonly mapping: WrittenMapping;
    readonly version: number;
  }
>;

export type CustomFact = CustomSourceDrafted | CustomSourcePublished;

export const customStream = (name: string): string => `custom-source:${name}`;
