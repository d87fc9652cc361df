import css from '../tokens.css?raw';
import { contrast } from './contrast.ts';
import { type Colour, coloursIn, inks } from './tokens.ts';

const colours = coloursIn(css);
const byName = new Map(colours.map((colour) => [colour.name, colour]));
const grounds = ['ground', 'panel', 'raised'];

/** What a colour is put on; nothing where it is a ground itself, or a line that only divides. */
const under = ({ name }: Colour): readonly string[] =>
  name === 'accent-ink'
    ? ['accent']
    : grounds.includes(name) || name.endsWith('-soft') || name === 'line'
      ? []
      : grounds;

const on = (colour: Colour, ground: string, theme: 'light' | 'dark'): number =>
  contrast(colour[theme], byName.get(ground)?.[theme] ?? colour[theme]);

/** Both figures of a colour: a theme shows its own. */
const Contrast = ({ colour }: { readonly colour: Colour }) => (
  <span className="contrast">
    {(['light', 'dark'] as const).map((theme) => (
      <span key={theme} className={`in-${theme}`}>
        {under(colour).map((ground) => (
          <span key={ground}>
            {ground} <b>{on(colour, ground, theme).toFixed(1)}</b>
          </span>
        ))}
      </span>
    ))}
  </span>
);

/** Every colour of tokens.css, with its contrast to what it stands on. */
export const Colours = () => (
  <ul className="swatches">
    {colours.map((colour) => (
      <li key={colour.name} className={`swatch of-${colour.name}`}>
        <span
          className="patch"
          aria-hidden="true"
          style={{ [inks.has(colour.name) ? 'color' : 'background']: `var(--${colour.name})` }}
        >
          {inks.has(colour.name) ? 'Ag' : ''}
        </span>
        <span className="swatch-name">
          <code>{colour.name}</code>
          <code className="hex in-light">{colour.light}</code>
          <code className="hex in-dark">{colour.dark}</code>
        </span>
        <Contrast colour={colour} />
      </li>
    ))}
  </ul>
);
