import type { Ref } from './ref.ts';

/** Who says something about an entity. How far each is believed is the catalog's to decide, not theirs. */
export const readers = [
  /** A person in Nightjar itself. */
  'manual',
  /** Nightjar, about itself. */
  'nightjar',
  'backstage',
  'effx',
  /** An OpenAPI, AsyncAPI, GraphQL or protobuf definition. */
  'definition',
  'codeowners',
  'kubernetes',
  'compose',
  'ecs',
  'lambda',
  'traces',
  /** A repository as its host knows it: language, description, topics. */
  'repository',
  /** Who has changed the code of late. */
  'committers',
] as const;
export type Reader = (typeof readers)[number];

/** Those that look at what runs, again and again: what they no longer see fades, it is not taken back. */
export const observers: ReadonlySet<Reader> = new Set(['kubernetes', 'compose', 'ecs', 'lambda', 'traces']);

export type Link = {
  /** `dashboards`, `runbooks`, `docs`, `code`, … or what the descriptor calls it. */
  readonly group: string;
  readonly label: string;
  readonly url: string;
};

/** A way to reach somebody. `url` where one can be followed; `label` is what people read. */
export type Contact = { readonly label: string; readonly url: string | null };

export const contactSlots = ['onCall', 'chat', 'email', 'issues'] as const;
export type ContactSlot = (typeof contactSlots)[number];

/** Read as `this <type> that`. */
export const relationTypes = [
  'dependsOn',
  /** Seen or guessed from what runs. */
  'calls',
  'providesApi',
  'consumesApi',
  /** A service of a system, a system of a domain, a service of a service. */
  'partOf',
  /** A person of a team. */
  'memberOf',
  /** A team of a team. */
  'childOf',
  /** A service in an environment. */
  'runsIn',
] as const;
export type RelationType = (typeof relationTypes)[number];

export type Relation = {
  readonly type: RelationType;
  readonly to: Ref;
  /** Said from the other end: `that <type> this`. */
  readonly inverse?: true;
  /** 0 to 1; 1 where not given. */
  readonly confidence?: number;
  /** What it was concluded from: `env PRODUCT_CATALOG_SERVICE_ADDR`. Never a secret's value. */
  readonly why?: string;
};

/** What one source says about one entity: only what it knows. Everything it said before, and says no longer, it takes back. */
export type Says = {
  readonly title?: string;
  readonly description?: string;
  /** What kind of service, resource or API: `website`, `database`, `openapi`. */
  readonly type?: string;
  /** 0 is the most critical. */
  readonly tier?: 0 | 1 | 2 | 3;
  readonly lifecycle?: string;
  readonly language?: string;
  readonly runtime?: string;
  /** How it is deployed: `kubernetes deployment`, `lambda`, `compose`. */
  readonly deployment?: string;
  /** Which version runs, by environment; `` where the environment is not known. */
  readonly versions?: Readonly<Record<string, string>>;
  readonly repository?: { readonly url: string; readonly path?: string };
  /** Teams or people. Of several the first answers. */
  readonly owners?: readonly Ref[];
  readonly contacts?: Readonly<Partial<Record<ContactSlot, Contact>>>;
  readonly links?: readonly Link[];
  readonly tags?: Readonly<Record<string, string>>;
  /** Other names for it: what an orchestrator, a tracer or people call it. */
  readonly aliases?: readonly string[];
  readonly relations?: readonly Relation[];
  /** How others name it, for joining their events to it: `{"github": "acme/pricing", "sentry": "pricing"}`. */
  readonly joins?: Readonly<Record<string, string>>;
  /** As they were written, known or not. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** A definition of an API, as text. */
  readonly definition?: string;
  /** What the descriptor says that has no field here, so that nothing is lost. */
  readonly rest?: Readonly<Record<string, unknown>>;
};

/** One source's word about one entity. */
export type Description = {
  readonly entity: Ref;
  /** As it was written. */
  readonly name: string;
  readonly by: Reader;
  /** Where within the origin: `catalog-info.yaml`, `k8s/deploy.yaml`. With `by` and the origin it names the source. */
  readonly place: string;
  /** 1-based; where a person will look. */
  readonly line?: number;
  /** 0 to 1, where the source itself is not sure that this entity is what it looks like; 1 where not given. */
  readonly confidence?: number;
  readonly says: Says;
};

/** Why a document, or a part of one, was not read. The rest of the file stands. */
export type Fault = {
  /** Stable: `yaml`, `too-large`, `bomb`, `schema`, `name`, `duplicate`, `kind`, `reference`. */
  readonly code: string;
  readonly place: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  /** In words, with the name or value that is wrong (never a secret). */
  readonly says: string;
  /** What to do about it. */
  readonly next: string;
};

/** What a text was read as: documents in order, each a description (or several) or a fault. */
export type Reading = {
  readonly documents: readonly (
    | {
        readonly is: 'read';
        readonly document: number;
        readonly line: number;
        readonly descriptions: readonly Description[];
        /** Read all the same, but worth a look: an owner that cannot be a reference. */
        readonly warnings: readonly Fault[];
      }
    | { readonly is: 'refused'; readonly document: number; readonly line: number; readonly fault: Fault }
  )[];
};

/** A file on its way to a reader: its path within the checkout, with `/`. */
export type File = { readonly path: string; readonly text: string };
