import type { DiagnosisFigures } from '@nightjar/sdk/wire';
import type { CSSProperties } from 'react';
import { nightjar } from '../../nightjar.ts';
import { shown, useAnswer } from '../../ui/useAnswer.ts';
import { percent } from '../words.ts';
import { keptPromises, missingFor } from './calibration.ts';

const Figure = ({ is, says }: { readonly is: string; readonly says: string }) => (
  <div className="figure">
    <dt>{says}</dt>
    <dd>{is}</dd>
  </div>
);

const Calibration = ({ figures }: { readonly figures: DiagnosisFigures }) => (
  <table className="calibration">
    <caption>Said against so: where both are alike, the numbers can be believed.</caption>
    <thead>
      <tr>
        <th scope="col">said</th>
        <th scope="col">was so</th>
        <th scope="col">suspects</th>
      </tr>
    </thead>
    <tbody>
      {keptPromises(figures).map(({ said, was, count }) => (
        <tr key={said} style={{ '--said': said, '--was': was } as CSSProperties}>
          <td>{percent(said)}</td>
          <td>
            {percent(was)} <i aria-hidden="true" />
          </td>
          <td>{count}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

/** How good what was said at the page was, by what responders have said since; while that is too little, what is missing. */
export const Figures = () => {
  const { answer } = useAnswer(['diagnosis figures'], (signal) => nightjar.diagnoses.figures({ signal }));
  const figures = shown(answer);
  if (figures === null)
    return answer.is === 'trouble' ? <p className="muted">How good they were cannot be told now.</p> : null;
  const { cases, hit1, hit3, noChange } = figures;
  const missing = missingFor(cases);
  return (
    <section className="figures" aria-labelledby="figures">
      <h2 id="figures">How good they were</h2>
      {missing > 0 ? (
        <p className="muted">
          {missing} more judged {missing === 1 ? 'case' : 'cases'} until these figures say anything
          {cases === 0 ? '' : ` (${cases} so far)`}: say on a diagnosis whether it was the suspect.
        </p>
      ) : (
        <>
          <dl>
            <Figure is={percent(hit1)} says="the cause named first" />
            <Figure is={percent(hit3)} says="among the first three" />
            <Figure is={percent(noChange)} says="no change blamed where none did it" />
            <Figure is={String(cases)} says="judged cases" />
          </dl>
          <Calibration figures={figures} />
        </>
      )}
    </section>
  );
};
