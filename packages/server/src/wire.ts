import { type TSchema, Type } from 'typebox';

/** The small shapes that every room's wire is made of. */
export const oneOf = <const Words extends readonly string[]>(words: Words) =>
  Type.Unsafe<Words[number]>({ type: 'string', enum: [...words] });
export const OrNull = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);
export const Text = Type.String();
export const Time = Type.String({ format: 'date-time' });
export const Count = Type.Integer();
