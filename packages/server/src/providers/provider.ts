import type { Http } from '@nightjar/kernel/http/http';
import type { Message } from '../domains/notifications/events.ts';
import type { FoundChange } from '../evidence/parts.ts';
import type { ToldAlert, ToldDiagnosis } from '../evidence/told.ts';

export type { Message };

/** A page and what probably broke, as a provider tells of it. */
export type Page = {
  readonly diagnosis: ToldDiagnosis;
  /** Null where a person or a program asked, or nothing is known of it. */
  readonly alert: ToldAlert | null;
  /** When the page was first heard of, in milliseconds since 1970. */
  readonly heardAt: number;
};

export type Said =
  /** `digest`: the message tells of these diagnoses together. */
  | { readonly is: 'told'; readonly message: Message; readonly digest: readonly string[] | null }
  /** There is nothing to say, or nothing new. */
  | { readonly is: 'nothing' }
  /** What was said cannot be changed any more, and nothing is said again. */
  | { readonly is: 'ended'; readonly why: string };

/** Where messages go. `id` has no secret in it: it stands in facts and answers. */
export type Place = { readonly id: string; readonly title: string };

/** A person's word on a diagnosis, by a button. */
export type Pressed = {
  readonly diagnosis: string;
  /** Null: none of them. */
  readonly change: string | null;
  /** Names the person wherever they work: `T1:U1`. */
  readonly user: string;
  /** The person within the place, to answer them. */
  readonly member: string;
  readonly name: string | null;
  readonly place: string;
  /** The same press, however often it is delivered. */
  readonly press: string;
};

/** What a provider does with what people say to it. */
export type Ears = {
  /** Resolves when it is kept, so that it may be acknowledged. */
  readonly pressed: (pressed: Pressed) => Promise<void>;
  /** The newest first. */
  readonly lately: (service: string, environment: string | null) => Promise<readonly FoundChange[]>;
  /** Its vendor says that it may not speak any more. */
  readonly troubled: (trouble: Trouble) => Promise<void>;
  /** How its own connection stands; null: it holds. */
  readonly connected: (trouble: Trouble | null) => Promise<void>;
  readonly now: () => Date;
  readonly log: { readonly warn: (about: object, says: string) => void };
};

/** `wrote`: it could be tried whether it may write there, and it may. */
export type Tested = { readonly says: string; readonly wrote: boolean };

/** Tells people of pages, where they are already. */
export type Provider = {
  readonly name: string;
  readonly title: string;
  readonly places: readonly Place[];
  /** The connection that it listens by, where it opens one: it stands among the places. */
  readonly ear?: Place;
  /** Texts that must stand nowhere. */
  readonly secrets: readonly string[];
  /** No two messages into one place come nearer to one another. */
  readonly paceMs: number;
  /** Loads what it takes to speak, so that the first page does not wait for it. */
  readonly prepare?: () => Promise<unknown>;
  /** Says it, or says it again in place of `before`. What keeps it from that is thrown as `Unsaid`. */
  readonly tell: (place: string, page: Page, before: Message | null, signal: AbortSignal) => Promise<Said>;
  /** Says many in one message, where they come faster than they can be said. */
  readonly digest?: (
    place: string,
    pages: readonly Page[],
    before: Message | null,
    signal: AbortSignal,
  ) => Promise<Said>;
  /**
   * Says in a place that this is a test, and resolves to what is to be looked at there, and whether anything was written at all. What keeps it from that is thrown as
   * `Unsaid`. `incident`: the vendor's id of one, where messages stand on incidents.
   */
  readonly test: (place: string, signal: AbortSignal, incident: string | null) => Promise<Tested>;
  /** To one person alone, where they pressed a button. */
  readonly whisper?: (pressed: Pressed, text: string) => Promise<void>;
  readonly routes?: (http: Http, ears: Ears) => void;
  /** Listens until it is closed. */
  readonly listen?: (ears: Ears) => { readonly close: () => Promise<void> };
};

/** What keeps a place from being told. `code` is the vendor's word for it, or one of ours. */
export type Trouble = { readonly code: string; readonly says: string };

export type Because =
  /** A person has to act: the token, the channel, a right. `all`: every place of the provider. */
  | { readonly is: 'refused'; readonly trouble: Trouble; readonly all: boolean }
  | { readonly is: 'limited'; readonly afterMs: number }
  /** Others are to speak first, whom nobody has heard yet; meanwhile the place is free. */
  | { readonly is: 'early'; readonly afterMs: number }
  | { readonly is: 'trouble' };

/** It could not be said. Its words never repeat the vendor's own, nor an address or a token. */
export class Unsaid extends Error {
  readonly because: Because;

  constructor(says: string, because: Because = { is: 'trouble' }) {
    super(says);
    this.name = 'Unsaid';
    this.because = because;
  }
}
