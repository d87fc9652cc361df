import { exit, Failure } from './failure.ts';

/** A number as an option gives it. */
export const wholeNumber = (option: string, given: string, least = 0): number => {
  const number = Number(given);
  if (given.trim() !== '' && Number.isSafeInteger(number) && number >= least) return number;
  throw new Failure(exit.usage, `${option} ${JSON.stringify(given)} is not a number from ${least} up.`);
};
