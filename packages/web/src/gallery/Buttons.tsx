import { Away } from '../ui/Away.tsx';
import { Copy } from '../ui/Copy.tsx';
import { ThemeButton } from '../ui/ThemeButton.tsx';
import { Ticks } from '../ui/Ticks.tsx';
import { To } from '../ui/To.tsx';
import { Specimen } from './Specimen.tsx';

const states = [
  { name: 'rest' },
  { name: 'hover', as: 'hovered' },
  { name: 'focus', as: 'focused' },
  { name: 'disabled', disabled: true },
  { name: 'busy', disabled: true, says: 'One moment…' },
] as const;

/** What is pressed and followed. */
export const Buttons = () => (
  <>
    {(['button primary', 'button'] as const).map((kind) => (
      <div key={kind} className="shelf">
        {states.map((state) => (
          <Specimen key={state.name} name={state.name} {...('as' in state && { as: state.as })}>
            <button type="button" className={kind} disabled={'disabled' in state}>
              {'says' in state ? state.says : kind === 'button' ? 'Try again' : 'Sign in'}
            </button>
          </Specimen>
        ))}
      </div>
    ))}
    <div className="shelf">
      <Specimen name="bare">
        <ThemeButton />
      </Specimen>
      <Specimen name="bare, hover" as="hovered">
        <ThemeButton />
      </Specimen>
      <Specimen name="bare, focus" as="focused">
        <ThemeButton />
      </Specimen>
      <Specimen name="bare, disabled">
        <button type="button" className="bare" disabled>
          Close
        </button>
      </Specimen>
      <Specimen name="copy">
        <Copy text="nightjar" what="the name" />
      </Specimen>
      <Specimen name="in words">
        <button type="button" className="plainly">
          Show all 40 services
        </button>
      </Specimen>
    </div>
    <div className="shelf">
      <Specimen name="to a place of these pages">
        <To className="entity-link" href="/catalog">
          the catalog
        </To>
      </Specimen>
      <Specimen name="away from here">
        <Away className="entity-link" label="Golden signals" url="https://grafana.example/d/pricing" />
      </Specimen>
      <Specimen name="away, to nowhere safe">
        <Away label="Golden signals" url="javascript:alert(1)" />
      </Specimen>
      <Specimen name="what one types">
        <Ticks text="Run `nightjar log verify` first." />
      </Specimen>
    </div>
  </>
);
