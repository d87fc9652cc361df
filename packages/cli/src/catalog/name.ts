import { exit, Failure } from '../failure.ts';

/** A name as it was typed. Nothing is called so that it would not survive as part of an address. */
export const nameFrom = (text: string): string => {
  const name = text.trim();
  if (name === '')
    throw new Failure(exit.usage, 'The name is empty.', 'Name a service: pricing, api:prices, an alias.');
  if (name === '.' || name === '..')
    throw new Failure(
      exit.usage,
      `Nothing is called ${name}`,
      'Name a service: pricing, api:prices, an alias.',
    );
  return name;
};
