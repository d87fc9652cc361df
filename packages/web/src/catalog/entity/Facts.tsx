import type { EntityFacts } from '@nightjar/sdk/wire';
import { nightjar } from '../../nightjar.ts';
import { Age } from '../../ui/Age.tsx';
import { plain } from '../../ui/plain.ts';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { TroubleNotice } from '../../ui/TroubleNotice.tsx';
import { wholeTime } from '../../ui/time.ts';
import { shown, useAnswer } from '../../ui/useAnswer.ts';
import { attributeParts, inWords, placeOf } from './said.ts';

type Attribute = EntityFacts['attributes'][number];

const Said = ({ said }: { readonly said: Attribute['said'][number] }) => {
  const at = Date.parse(said.lastSeen ?? said.at);
  return (
    <li className={said.chosen ? 'said' : 'said lost'}>
      <span className="said-value" dir="auto">
        {inWords(said.value).slice(0, 400)}
      </span>
      <span className="age" title={wholeTime(at)}>
        <Age at={at} />
      </span>
      <p className="said-source">
        {said.by}
        {said.confidence < 1 && `, ${Math.round(said.confidence * 100)} % sure`} ·{' '}
        {plain(placeOf(said.source, said.by))}
        {said.line !== null && `, line ${said.line}`}
      </p>
      {said.lost !== null && <p className="said-why">{plain(said.lost)}</p>}
    </li>
  );
};

const disputed = ({ said }: Attribute): boolean => said.some((it) => it.lost !== null);

/** One attribute: the chosen word, those who say the same in one line, and each that lost with its reason. */
const One = ({ attribute }: { readonly attribute: Attribute }) => {
  const { name, said } = attribute;
  const { what, of } = attributeParts(name);
  const same = said.filter((it) => !it.chosen && it.lost === null);
  return (
    <div className={disputed(attribute) ? 'attribute disputed' : 'attribute'}>
      <dt>
        {plain(what)}
        {of !== null && <small title={of}>{plain(of)}</small>}
      </dt>
      <dd>
        <ul>
          {said
            .filter((it) => !same.includes(it))
            .map((it) => (
              <Said key={`${it.source} ${it.by}`} said={it} />
            ))}
        </ul>
        {same.length > 0 && (
          <p className="said-source">The same is said by {same.map(({ by }) => by).join(', ')}.</p>
        )}
      </dd>
    </div>
  );
};

/** Each attribute with all that was said of it, the chosen word first. */
export const Facts = ({ entity, at }: { readonly entity: string; readonly at: string | null }) => {
  const { answer, again } = useAnswer(
    ['facts', entity, at],
    (signal) => nightjar.catalog.facts(entity, { at: at ?? undefined, signal }),
    at === null ? 'often' : 'once',
  );
  const facts = shown(answer);
  if (facts === null)
    return answer.is === 'trouble' ? (
      <TroubleNotice trouble={answer.trouble} what="Who says so" onAgain={again} />
    ) : (
      <Skeleton what="Who says so" />
    );
  return (
    <div className="facts">
      <dl>
        {facts.attributes
          .toSorted((a, b) => Number(disputed(b)) - Number(disputed(a)))
          .map((attribute) => (
            <One key={attribute.name} attribute={attribute} />
          ))}
      </dl>
      <p className="facts-rule">{plain(facts.rule)}</p>
    </div>
  );
};
