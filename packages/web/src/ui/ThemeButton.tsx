import { Icon } from './Icon.tsx';
import { chooseTheme, useTheme } from './theme.ts';

export const ThemeButton = () => {
  const other = useTheme() === 'dark' ? 'light' : 'dark';
  return (
    <button
      type="button"
      className="bare"
      onClick={() => chooseTheme(other)}
      aria-label={`Use the ${other} theme`}
      title={`Use the ${other} theme`}
    >
      <Icon size={18}>
        <circle cx="9" cy="9" r="6.2" />
        <path d="M9 2.8a6.2 6.2 0 0 1 0 12.4z" fill="currentColor" stroke="none" />
      </Icon>
    </button>
  );
};
