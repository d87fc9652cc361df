/** What was said to be so likely, and whether it was so. */
export type Told = { readonly probability: number; readonly right: boolean };

const bins = 10;

/**
 * How far told probabilities are from what came true. ece: expected calibration error over ten bins of equal width, the mean gap
 * between what was told and what came true, by how many fell in each (Naeini et al., AAAI 2015). brier: mean squared error.
 */
export const calibrationOf = (told: readonly Told[]): { readonly ece: number; readonly brier: number } => {
  let ece = 0;
  for (let bin = 0; bin < bins; bin++) {
    const some = told.filter(({ probability }) => Math.min(bins - 1, Math.floor(probability * bins)) === bin);
    const said = some.reduce((sum, { probability }) => sum + probability, 0);
    const was = some.filter(({ right }) => right).length;
    ece += Math.abs(said - was) / told.length;
  }
  const brier =
    told.reduce((sum, { probability, right }) => sum + (probability - (right ? 1 : 0)) ** 2, 0) / told.length;
  return { ece: told.length === 0 ? 0 : ece, brier: told.length === 0 ? 0 : brier };
};
