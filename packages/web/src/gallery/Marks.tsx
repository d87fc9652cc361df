import { kinds } from '@nightjar/sdk/words';
import { KindGlyph } from '../catalog/parts/KindGlyph.tsx';
import { StateMark as EntityState } from '../catalog/parts/StateMark.tsx';
import { Tier } from '../catalog/parts/Tier.tsx';
import { Environment } from '../feed/parts/Environment.tsx';
import { Glyph } from '../feed/parts/Glyph.tsx';
import { StatusMark } from '../feed/parts/StatusMark.tsx';
import { Who } from '../feed/parts/Who.tsx';
import { StateMark as SourceState } from '../sources/StateMark.tsx';
import { Age, Ago, Lasting } from '../ui/Age.tsx';
import { Bird } from '../ui/Bird.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Specimen } from './Specimen.tsx';
import { lines, statuses } from './samples.ts';

const things = ['service', 'api', 'resource', 'system', 'domain', 'team', 'person', 'environment'];
const states = ['unconnected', 'waiting', 'receiving', 'quiet', 'failing'] as const;

/** What says a word by a shape. None says it by colour alone. */
export const Marks = () => (
  <>
    <div className="shelf marks-of">
      {kinds.map((kind) => (
        <Specimen key={kind} name={kind}>
          <Glyph kind={kind} priority="normal" />
        </Specimen>
      ))}
    </div>
    <div className="shelf marks-of">
      {things.map((kind) => (
        <Specimen key={kind} name={kind}>
          <KindGlyph kind={kind} />
        </Specimen>
      ))}
    </div>
    <div className="shelf marks-of">
      {lines.slice(0, statuses.length).map(([name, change]) => (
        <Specimen key={name} name={name}>
          <StatusMark change={change} />
        </Specimen>
      ))}
    </div>
    <div className="shelf marks-of">
      {[0, 1, 2, 3].map((tier) => (
        <Specimen key={tier} name={`tier ${tier}`}>
          <Tier tier={tier} />
        </Specimen>
      ))}
      <Specimen name="where users feel it">
        <Environment name="prod" />
      </Specimen>
      <Specimen name="where they do not">
        <Environment name="staging" />
      </Specimen>
      <Specimen name="only seen">
        <EntityState entity={{ state: 'discovered', contested: false }} />
      </Specimen>
      <Specimen name="gone, and contested">
        <EntityState entity={{ state: 'gone', contested: true }} />
      </Specimen>
    </div>
    <div className="shelf marks-of">
      {states.map((state) => (
        <Specimen key={state} name={`a source, ${state}`}>
          <SourceState state={state} />
        </Specimen>
      ))}
    </div>
    <div className="shelf marks-of">
      <Specimen name="a person">
        <Who actor={{ name: 'joey', kind: 'human', onBehalfOf: null }} />
      </Specimen>
      <Specimen name="a robot">
        <Who actor={{ name: 'deploybot', kind: 'automation', onBehalfOf: null }} />
      </Specimen>
      <Specimen name="somebody">
        <Who actor={{ name: '10.0.0.7', kind: 'unknown', onBehalfOf: null }} />
      </Specimen>
      <Specimen name="the bird">
        <span className="logo">
          <Bird size={22} />
        </span>
      </Specimen>
      <Specimen name="an icon">
        <Icon size={18}>
          <path d="M7 3H4.5A1.5 1.5 0 0 0 3 4.5v9A1.5 1.5 0 0 0 4.5 15H7M11.5 12.5 15 9l-3.5-3.5M15 9H7" />
        </Icon>
      </Specimen>
      <Specimen name="an age, which renews itself">
        <Age at={Date.parse('2026-03-01T02:46:10Z')} />
      </Specimen>
      <Specimen name="the same in a sentence">
        <span>
          seen <Ago at={Date.parse('2026-03-01T02:46:10Z')} />
        </span>
      </Specimen>
      <Specimen name="how long something stands">
        <span>
          firing <Lasting at={Date.parse('2026-03-01T02:46:10Z')} />
        </span>
      </Specimen>
    </div>
  </>
);
