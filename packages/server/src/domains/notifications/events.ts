import type { Fact } from '@nightjar/kernel/fact';

/** Something that was said in a place, by its vendor's names. No address and no token is in it. */
export type Message = {
  /** The vendor's id of it: in Slack its `ts`. */
  readonly id: string;
  /** What it answers; null where it stands by itself. */
  readonly thread: string | null;
  /** A hash of what it shows: it is not written again while that is the same. */
  readonly shows: string;
  /** 1 for what was said first; 2 where it could not be changed and was said again. */
  readonly nth: number;
  readonly verdict: 'change' | 'not a change' | 'unknown' | null;
  /** The change that it named first. */
  readonly foremost: string | null;
};

/** People in a place were told of a diagnosis, or what they were told was changed. `digest`: by a message that tells of others too. */
type DiagnosisTold = Fact<
  'DiagnosisTold',
  {
    readonly place: string;
    readonly diagnosis: string;
    readonly round: number;
    readonly message: Message;
    readonly digest: boolean;
  }
>;

/** Nothing more is said of it there: the message is gone, or cannot be changed any more. */
type TellingEnded = Fact<
  'TellingEnded',
  { readonly place: string; readonly diagnosis: string; readonly why: string }
>;

/** It could not be told there for so long that it is no news any more. */
type DiagnosisNotTold = Fact<
  'DiagnosisNotTold',
  { readonly place: string; readonly diagnosis: string; readonly why: string }
>;

export type TellingFact = DiagnosisTold | TellingEnded | DiagnosisNotTold;

/** One stream a place and diagnosis. A place is `slack C0123`, `teams`, `pagerduty`. */
export const tellingStream = (place: string, diagnosis: string): string => `telling:${place}:${diagnosis}`;

/** One message told of all these, because they came faster than the place may be written to. */
export type DigestTold = Fact<
  'DigestTold',
  { readonly place: string; readonly diagnoses: readonly string[]; readonly message: Message }
>;

export const digestStream = (place: string, message: string): string => `digest:${place}:${message}`;

/** From now on a place cannot be told anything, until a person acts or its vendor answers again. `code` is the vendor's word for why. */
type PlaceTroubled = Fact<
  'PlaceTroubled',
  { readonly place: string; readonly title: string; readonly code: string; readonly says: string }
>;

/** It can be told again. */
type PlaceRecovered = Fact<'PlaceRecovered', { readonly place: string; readonly title: string }>;

export type PlaceFact = PlaceTroubled | PlaceRecovered;

export const placeStream = (place: string): string => `place:${place}`;
