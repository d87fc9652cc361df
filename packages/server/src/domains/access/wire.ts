import { type Static, Type } from 'typebox';

/** Bytes of a body: the longest name and password take a tenth of it, and anyone may send one. */
export const smallBody = 16 * 1024;

const Right = Type.Union([Type.Literal('ingest'), Type.Literal('read'), Type.Literal('admin')]);
const Rights = Type.Array(Right, { minItems: 1, maxItems: 3, uniqueItems: true });
const Time = Type.String({ format: 'date-time' });
const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()]);
/** Anything that can be read: no control characters, not only space. */
const Name = Type.String({ minLength: 1, maxLength: 80, pattern: '^[^\\p{C}]*[^\\p{C}\\s][^\\p{C}]*$' });
/** What a reader must have applied to see the write: pass it on as `min_pos`. */
const Position = Type.Integer();

export const TokenCard = Type.Object({
  id: Type.String(),
  name: Type.String(),
  rights: Type.Array(Right),
  prefix: Type.String(),
  createdAt: Time,
  createdBy: Nullable(Type.String()),
  expiresAt: Nullable(Time),
  lastUsed: Nullable(Time),
  revokedAt: Nullable(Time),
});
export type TokenCard = Static<typeof TokenCard>;
export const TokenList = Type.Object({ tokens: Type.Array(TokenCard) });

export const NewToken = Type.Object({ name: Name, rights: Rights, expiresAt: Type.Optional(Nullable(Time)) });
export type NewToken = Static<typeof NewToken>;

export const Rotation = Type.Object({
  /** How long the token before this one still holds: a day where not given, at most a week. */
  graceSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 604_800 })),
});

/** The only time that the token itself is shown. */
export const IssuedToken = Type.Object({
  id: Type.String(),
  token: Type.String(),
  previousUntil: Type.Optional(Time),
  position: Position,
});
export type IssuedToken = Static<typeof IssuedToken>;

export const Done = Type.Object({ position: Position });

const Password = Type.String({ minLength: 12, maxLength: 200 });

export const SignIn = Type.Object({ name: Name, password: Type.String({ minLength: 1, maxLength: 200 }) });
export const Joining = Type.Object({ code: Type.String({ maxLength: 200 }), name: Name, password: Password });

export const Invitation = Type.Object({ name: Name, rights: Type.Optional(Rights) });
export const Invited = Type.Object({
  id: Type.String(),
  link: Type.String(),
  expiresAt: Time,
  position: Position,
});
export type Invited = Static<typeof Invited>;

export const Whoami = Type.Object({
  caller: Nullable(Type.Object({ subject: Type.String(), name: Type.String(), rights: Type.Array(Right) })),
  /** Nobody has joined yet: the way in is the link that Nightjar printed when it started. */
  firstRun: Type.Boolean(),
});
export type Whoami = Static<typeof Whoami>;

export const PersonCard = Type.Object({
  id: Type.String(),
  name: Type.String(),
  rights: Type.Array(Right),
  state: Type.Union([Type.Literal('member'), Type.Literal('invited')]),
  joinedAt: Nullable(Time),
});
export type PersonCard = Static<typeof PersonCard>;
export const PersonList = Type.Object({ people: Type.Array(PersonCard) });
