export const diagnosesAt = '/diagnoses';

/** One diagnosis; `round`: as it was said in that round. */
export const diagnosisAt = (id: string, round: number | null = null): string =>
  `${diagnosesAt}/${encodeURIComponent(id)}${round === null ? '' : `?round=${round}`}`;
