import { memo } from 'react';
import type { Option } from './completion.ts';

type OptionsProps = {
  readonly id: string;
  readonly options: readonly Option[];
  readonly at: number;
  readonly onTake: (option: Option) => void;
};

export const Options = memo(({ id, options, at, onTake }: OptionsProps) => (
  <div
    className="options"
    id={`${id}-options`}
    role="listbox"
    aria-label="How the filter may go on"
    hidden={options.length === 0}
  >
    {options.map((option, index) => (
      // The box keeps the focus and tells which option is active: aria-activedescendant.
      <div
        key={option.text}
        id={`${id}-${index}`}
        role="option"
        tabIndex={-1}
        aria-selected={index === at}
        className={index === at ? 'option active' : 'option'}
        onMouseDown={(event) => {
          event.preventDefault();
          onTake(option);
        }}
      >
        <code>{option.label}</code>
        <span>{option.says}</span>
      </div>
    ))}
  </div>
));
